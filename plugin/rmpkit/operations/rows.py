"""The rows of a table, read as records: what each would do to a plan, or why it cannot be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError

from rmpkit.model.days import read_day
from rmpkit.model.finding import Finding
from rmpkit.model.misfit import Misfit
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry
from rmpkit.model.reference import register_of
from rmpkit.model.scalars import read_record_id
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded
from rmpkit.operations.columns import ANY_DAY, ID, Field, columns_of, fields_of, meant_by, nearest_key, questions
from rmpkit.operations.meanings import post_meant, word_meant
from rmpkit.report.importing import Change, Fate, Slip, Taken
from rmpkit.store.legend import DateOrder, Legend
from rmpkit.store.schema import PLAN_SLOTS
from rmpkit.store.spelling import spelt
from rmpkit.store.table import Cell, Row, Table, column_name
from rmpkit.store.text import first_refused


@dataclass(frozen=True)
class Rows:
    """One table on its way into one register."""

    loaded: Loaded
    plan: Plan
    register: str
    table: Table
    legend: Legend
    today: date

    def read(self) -> tuple[tuple[Taken, ...], list[Slip]]:
        """Every row that can be read, with what becomes of it, and why the others cannot."""
        slips = list(self._heads())
        columns, fields = columns_of(self.table, self.legend, self.register), fields_of(self.register)
        twice = [key for key in dict.fromkeys(columns.values()) if list(columns.values()).count(key) > 1]
        for at, key in columns.items():
            if key in twice:
                slips.append(self._slip(self.table.head_row, at, f"Two columns hold {key}.", self._left_out(at)))
        if ID not in columns.values():
            mend = 'Name it: --column "HEAD=id". An id such as R-3 lets a second import find the record again.'
            return (), [*slips, Slip(self.table.head_row, "", "", "No column holds the id of the record.", mend)]
        if twice:
            return (), slips
        taken: list[Taken] = []
        seen: dict[str, int] = {}
        for row in self.table.rows:
            read = list(self._row(row, columns, fields, seen))
            slips += (each for each in read if isinstance(each, Slip))
            if not any(isinstance(each, Slip) for each in read):
                taken += (each for each in read if isinstance(each, Taken))
        return tuple(taken), slips

    def _left_out(self, at: int) -> str:
        """How one of two columns is left out; a head that both have tells neither from the other."""
        head = self.table.heads[at]
        if self.table.heads.count(head) > 1:
            return "Give one of them another head, in the table."
        return f'Leave one out: --column "{show(head)}=-".'

    def unwritten(self, taken: Taken, why: str) -> Slip:
        """What is said of a row whose changes cannot be put where they belong."""
        return Slip(taken.row, "", "", f"{taken.id} cannot be changed.", why)

    def refused(self, row: int, finding: Finding) -> Slip:
        """What reading the plan again says of a row."""
        key = str(finding.path[2]) if len(finding.path) > 2 else ID  # noqa: PLR2004 - register, id, key
        columns = columns_of(self.table, self.legend, self.register)
        at = next((at for at, held in columns.items() if held == key), None)
        return self._slip(row, at, finding.message, finding.mend)

    def _slip(self, row: int, at: int | None, happened: str, mend: str) -> Slip:
        if at is None:
            return Slip(row, "", "", happened, mend)
        return Slip(row, column_name(at), self.table.heads[at], happened, mend)

    def _heads(self) -> Iterator[Slip]:
        for asked in questions(self.table, self.legend, self.register):
            if asked.about != "column":
                continue
            near = nearest_key(asked.text, asked.choices)
            what = self.register.removesuffix("s")
            named = (
                f'The nearest is {near}: give --column "{asked.text}={near}"'
                if near
                else (f'Give --column "{asked.text}=KEY" with one of {", ".join(asked.choices)}')
            )
            yield Slip(
                self.table.head_row,
                asked.column,
                asked.text,
                f'"{show(asked.text)}" is not a key of {"an" if what[0] in "ai" else "a"} {what}.',
                f'{named}, or "{asked.text}=-" to leave it out.',
            )

    def _row(
        self, row: Row, columns: Mapping[int, str], fields: Mapping[str, Field], seen: dict[str, int]
    ) -> Iterator[Taken | Slip]:
        given = {at: row.cells[at] for at in columns if row.cells[at].text or row.cells[at].trouble}
        id_at = next(at for at, key in columns.items() if key == ID)
        values: dict[str, Any] = {}
        name = ""
        for at, cell in given.items():
            try:
                if columns[at] == ID:
                    name = self._id(cell, row.number, seen)
                else:
                    values[columns[at]] = self._value(fields[columns[at]], cell)
            except Misfit as misfit:
                yield self._slip(row.number, at, misfit.happened, misfit.mend)
        if id_at not in given:
            yield self._slip(row.number, id_at, "The row has no id.", "Write one, such as R-3, and keep it.")
        if name:
            yield from self._fate(row.number, name, values, columns, given)

    def _fate(
        self, row: int, name: str, values: Mapping[str, Any], columns: Mapping[int, str], given: Mapping[int, Cell]
    ) -> Iterator[Taken | Slip]:
        there = getattr(self.plan, self.register.replace("-", "_")).get(name)
        ordered = {key: values[key] for key in fields_of(self.register) if key in values}
        title = str(values.get("title") or getattr(there, "title", ""))
        id_at = next(at for at, key in columns.items() if key == ID)
        if there is not None and given[id_at].text != name and _another(title, getattr(there, "title", "")):
            yield self._slip(row, id_at, *self._taken(name, getattr(there, "title", "")))
            return
        if there is None:
            at = next((at for at, key in columns.items() if key == "title"), None)
            if at not in given:
                yield self._slip(row, at, f"{name} is new, and has no title.", "Write what it is, in one line.")
            yield Taken(row, name, title, Fate.NEW, values={key: spelt(value) for key, value in ordered.items()})
            return
        now = {key: getattr(there, _field_name(type(there), key)) for key in ordered}
        changed = {key: value for key, value in ordered.items() if value != now[key]}
        changes = tuple(Change(key, _said(now[key]), _said(value)) for key, value in changed.items())
        fate = Fate.UPDATED if changed else Fate.SAME
        yield Taken(row, name, title, fate, changes, {key: spelt(value) for key, value in changed.items()})

    def _taken(self, name: str, title: str) -> tuple[str, str]:
        """Says that an id that was made of a number is that of something else, and which beginning nobody uses."""
        series, used = name.partition("-")[0], getattr(self.plan, self.register.replace("-", "_"))
        free = next((f"{series}-{each}" for each in "XYZTSQ" if not any(k[:3] == f"{series}-{each}" for k in used)), "")
        offered = f"Give --id-prefix {free}, which no record has" if free else "Give another --id-prefix"
        mend = f"{offered}; or write {name} in the table where this one is meant."
        return f'{name} is something else in the plan: "{show(title)}".', mend

    def _id(self, cell: Cell, row: int, seen: dict[str, int]) -> str:
        text = _readable(cell)
        if self.legend.id_prefix and text.isascii() and text.isdigit() and int(text):
            text = f"{self.legend.id_prefix}{int(text)}"
        text = meant_by(self.legend, ID, text) or text
        try:
            name = read_record_id(text)
        except Misfit as misfit:
            mend = "Give --id-prefix R- to make ids of bare numbers." if text.isdigit() else misfit.mend
            raise Misfit(misfit.happened, mend) from None
        if seen.setdefault(name, row) != row:
            raise Misfit(f"{name} stands in row {seen[name]} already.", "Give one of the two another id.")
        if any(name in path[1:2] for path in self.plan.lost):
            raise Misfit(f"{name} is in the plan, and cannot be read there.", "Run rmp check, and mend it first.")
        other = next((key for key, found in self._others(name)), None)
        if other is not None:
            raise Misfit(f"{name} is one of {other} in the plan.", "Give the row another id.")
        return name

    def _others(self, name: str) -> Iterator[tuple[str, object]]:
        for key, slot in PLAN_SLOTS.items():
            register = getattr(self.plan, slot.field)
            if slot.entry and slot.ids and key != self.register and name in register:
                yield key, register[name]

    def _value(self, known: Field, cell: Cell) -> object:
        text = _readable(cell)
        meant = meant_by(self.legend, known.key, text)
        text = word_meant(text, known.words) if meant is None else meant
        value: object = text
        if known.holds(date):
            value = self._day(text)
        elif register_of(known.hint) == "posts":
            value = post_meant(text, self.plan, self.loaded.portfolio.organisation, today=self.today)
        elif register_of(known.hint) == "parties":
            value = self._party(text)
        elif known.several:
            value = tuple(piece for piece in re.split(r"[,;\s]+", text) if piece)
        try:
            return known.reads.validate_python(value)
        except ValidationError as error:
            raise self._worded(error, known, text) from None

    def _worded(self, error: ValidationError, known: Field, text: str) -> Misfit:
        first = error.errors(include_url=False)[0].get("ctx", {}).get("error")
        misfit = first if isinstance(first, Misfit) else Misfit(f'"{show(text)}" does not fit here.', "Write another.")
        if known.words:
            mend = f'{misfit.mend} Or say what it stands for: --word "{known.key}:{text}=..."'
            return Misfit(misfit.happened, mend)
        return misfit

    def _day(self, text: str) -> date:
        order = self.legend.dates
        if order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST) and (turned := _turned(text, order)) is not None:
            return read_day(turned)
        try:
            return read_day(text)
        except Misfit as misfit:
            if order is None and ANY_DAY.fullmatch(text):
                raise Misfit(misfit.happened, "Give --dates day-first or --dates month-first.") from None
            raise

    def _party(self, text: str) -> str:
        named = [key for key, party in self.plan.parties.items() if party.name == text]
        return named[0] if len(named) == 1 else text


def _another(title: str, other: str) -> bool:
    """Whether two titles have so little in common that they speak of two things."""
    one, two = title.casefold(), other.casefold()
    words, others = set(one.split()), set(two.split())
    common = len(words & others) / max(1, min(len(words), len(others)))
    return common < _ALIKE and SequenceMatcher(None, one, two).ratio() < _ALIKE


_ALIKE = 0.5


def _readable(cell: Cell) -> str:
    """What a cell says.

    Raises:
        Misfit: it says nothing that can be trusted.
    """
    if cell.trouble:
        raise Misfit(*cell.trouble)
    refused = first_refused(cell.text)
    if refused is not None:
        raise Misfit(refused.message.replace("The file holds", "The cell holds"), "Remove the character.")
    return cell.text


_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", re.ASCII)
_NAMED = re.compile(r"([0-9]{1,2})\.? ([A-Za-z]{3,9})\.? ([0-9]{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _turned(text: str, order: DateOrder) -> str | None:
    """A day as it is written here, from the other way round; nothing where it is written in no such way."""
    if found := _NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
        return f"{year}-{int(month):02}-{int(day):02}"
    if (found := _NAMED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return f"{found[3]}-{_MONTHS.index(found[2][:3].lower()) + 1:02}-{int(found[1]):02}"
    return None


def _field_name(record: type[Entry], key: str) -> str:
    return next(name for name, info in record.model_fields.items() if (info.alias or name) == key)


def _said(value: object) -> str:
    """A value as one line."""
    written = spelt(value)
    if isinstance(written, tuple):
        return ", ".join(map(str, written))
    return "" if written is None else str(written)
