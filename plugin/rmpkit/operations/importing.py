"""A register kept elsewhere, read into a plan: what is new, what differs, what cannot be read and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from rmpkit.model.finding import Finding, Path
from rmpkit.model.misfit import Misfit, listed, nearest, plain
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Entry, Part, Record
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.scalars import Choice, Score, read_day, read_record_id
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded
from rmpkit.operations.redraft import NotWrittenError, Redraft
from rmpkit.report.importing import Change, Fate, Slip, Taken
from rmpkit.store.document import Data
from rmpkit.store.legend import LEFT_OUT, DateOrder, Legend
from rmpkit.store.schema import PLAN_SLOTS
from rmpkit.store.spelling import spelt
from rmpkit.store.table import Cell, Row, Table, column_name
from rmpkit.store.text import first_refused

REGISTERS = ("risks", "actions", "issues")
"""The registers that people keep in tables."""

ID = "id"
"""The key that stands for the id of a record in a table."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do."""

    register: str
    taken: tuple[Taken, ...]
    slips: tuple[Slip, ...]
    redraft: Redraft
    """The files as they would be."""

    unplaced: bool = False
    """Whether there are new records, and nobody said in which of several parts they are to stand."""

    def of(self, fate: Fate) -> tuple[Taken, ...]:
        """The rows that have one fate."""
        return tuple(taken for taken in self.taken if taken.fate is fate)


class UnknownPlanError(LookupError):
    """There is no such relationship, or it cannot be written into."""


def plan_of(loaded: Loaded, name: str) -> Plan:
    """A relationship that can be written into.

    Raises:
        UnknownPlanError: there is none of this name, or it cannot be read.
    """
    plans = {plan.id: plan for plan in loaded.portfolio.plans}
    if name not in plans:
        near = nearest(name, plans)
        mend = f'Write "{near}".' if near else f"There are {listed(plans, last='and')}." if plans else "There is none."
        raise UnknownPlanError(f'There is no relationship "{show(name)}". {mend}')
    plan = plans[name]
    if plan.broken or plan.state is RelationshipState.CLOSED:
        why = f"{plan.broken[0]} cannot be read. Run rmp check" if plan.broken else "it is closed. Open it"
        raise UnknownPlanError(f"Nothing is written into {name}: {why} first.")
    return plan


def keys_of(register: str) -> tuple[str, ...]:
    """The keys of a record that a column can hold, and its id."""
    return (ID, *_fields(register))


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record, as a column can hold it."""

    key: str
    hint: Any
    """Its declared type."""

    reads: TypeAdapter[Any]

    def holds(self, kind: type) -> bool:
        """Whether its values are of a kind."""
        return any(isinstance(arm, type) and issubclass(arm, kind) for arm in arms(self.hint))

    @property
    def words(self) -> tuple[str, ...]:
        """The words or steps that it knows; none where it takes any text."""
        if any(arm == Score for arm in arms(self.hint)):
            return ("1", "2", "3", "4", "5")
        return next((tuple(arm) for arm in arms(self.hint) if isinstance(arm, type) and issubclass(arm, Choice)), ())

    @property
    def several(self) -> bool:
        """Whether it holds a list."""
        return bool(arguments(self.hint, tuple))


def _fields(register: str) -> Mapping[str, Field]:
    record = PLAN_SLOTS[register].record
    if record is None:
        return {}
    hints = get_type_hints(record, include_extras=True)
    kept = {
        info.alias or name: hints[name]
        for name, info in record.model_fields.items()
        if name not in SET_BY_READER
        and not any(isinstance(a, type) and issubclass(a, Record) for a in arms(hints[name]))
    }
    return {key: Field(key, hint, TypeAdapter(hint)) for key, hint in kept.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a table does not say by itself, and that nobody has said yet."""

    about: str
    """`column`, `dates` or `word`."""

    text: str
    """What is to be told apart: a head, a day, a word."""

    key: str = ""
    """For a word, the key whose column it stands in."""

    column: str = ""
    """For a head, the letter of its column."""

    choices: tuple[str, ...] = ()
    """What it may be; the nearest first."""


def questions(table: Table, legend: Legend, register: str) -> Iterator[Question]:
    """What has to be asked before a table can be read, columns first; the rest follows once these are known."""
    columns, known = _columns(table, legend, register), keys_of(register)
    for at, head in enumerate(table.heads):
        if head and at not in columns and legend.columns.get(head) != LEFT_OUT:
            near = _nearest_key(head, known)
            free = tuple(key for key in known if key not in columns.values() and key != near)
            yield Question("column", head, column=column_name(at), choices=((near,) if near else ()) + free)
    fields = _fields(register)
    if legend.dates is None:
        for day in _unclear_days(table, columns, fields):
            yield Question("dates", day, choices=tuple(DateOrder))
            break
    for at, key in columns.items():
        words = fields[key].words if key in fields else ()
        for text in dict.fromkeys(row.cells[at].text for row in table.rows if words and row.cells[at].text):
            if text not in words and _meant(legend, key, text) is None:
                near = nearest(text, words)
                others = tuple(word for word in words if word != near)
                yield Question("word", text, key, choices=((near,) if near else ()) + others)


_ALSO: Mapping[str, str] = {
    "ref": ID,
    "reference": ID,
    "no": ID,
    "number": ID,
    "description": "title",
    "summary": "title",
    "probability": "likelihood",
    "consequence": "effect",
    "mitigation": "action",
    "responsible": "owner",
    "status": "state",
    "deadline": "due",
    "target-date": "due",
    "due-date": "due",
    "raised-on": "raised",
    "comment": "note",
    "comments": "note",
    "notes": "note",
}
"""What tables call keys of ours: proposed, and never taken for granted."""


def _nearest_key(head: str, known: Sequence[str]) -> str | None:
    """The key that a head is most likely meant to be: one like it, or the word that it ends in."""
    said = plain(head)
    last = said.rpartition("-")[2]
    proposed = nearest(head, known) or _ALSO.get(said) or (last if last in known else _ALSO.get(last))
    return proposed if proposed in known else None


_ANY_DAY = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}|[0-9]{1,2}\.? [A-Za-z]{3,9}\.? [0-9]{4}", re.ASCII)


def _unclear_days(table: Table, columns: Mapping[int, str], fields: Mapping[str, Field]) -> Iterator[str]:
    for at, key in columns.items():
        if key in fields and fields[key].holds(date):
            yield from (row.cells[at].text for row in table.rows if _ANY_DAY.fullmatch(row.cells[at].text))


def _columns(table: Table, legend: Legend, register: str) -> Mapping[int, str]:
    """The key that each column holds: the one that was given, or the one that its head is."""
    known = {plain(key): key for key in keys_of(register)}
    given = {at: legend.columns.get(head) or known.get(plain(head)) for at, head in enumerate(table.heads)}
    return {at: key for at, key in given.items() if key and key in known.values()}


def read_into(
    loaded: Loaded, plan: Plan, register: str, table: Table, legend: Legend, *, part: Part | None, today: date
) -> Import:
    """What an import of a table would do to a plan.

    Args:
        loaded: the data folder.
        plan: the plan.
        register: `risks`, `actions` or `issues`.
        table: the table.
        legend: how it is to be read.
        part: where new records are to stand; needed only where there are some and the plan has several parts.
        today: the day on which holders of posts are looked up.

    Raises:
        NotWrittenError: a file of the plan cannot take what was read.
    """
    reader = _Reader(loaded, plan, register, table, legend, today)
    taken, slips = reader.rows()
    redraft = Redraft(loaded, plan)
    several = not redraft.alone and set(redraft.parts) - {Part.INTERNAL} != set()
    while True:
        tried = _tried(redraft, register, taken, part or Part.INTERNAL)
        found = tried.found()
        refused = {each.path[1]: each for each in reversed(found) if _is_of(each, plan.id, register, taken)}
        others = [each for each in found if not _is_of(each, plan.id, register, taken)]
        if others:
            raise NotWrittenError(f"{others[0].message} {others[0].mend}")
        if not refused:
            unplaced = several and part is None and any(each.fate is Fate.NEW for each in taken)
            ordered = sorted(slips, key=lambda slip: (slip.row, len(slip.column), slip.column))
            return Import(register, taken, tuple(ordered), tried, unplaced)
        slips += [reader.refused(each.row, refused[each.id]) for each in taken if each.id in refused]
        taken = tuple(each for each in taken if each.id not in refused)


def _is_of(finding: Finding, plan: str, register: str, taken: Sequence[Taken]) -> bool:
    path = finding.path
    return (
        finding.plan == plan
        and len(path) > 1
        and path[0] == register
        and path[1] in {each.id for each in taken if each.values}
    )


def _tried(redraft: Redraft, register: str, taken: Sequence[Taken], part: Part) -> Redraft:
    changes: dict[Path, Mapping[str, Data]] = {
        (register, each.id): each.values for each in taken if each.fate is Fate.UPDATED
    }
    if changes:
        redraft = redraft.amended(changes)
    new = {each.id: each.values for each in taken if each.fate is Fate.NEW}
    return redraft.inserted(register, new, part) if new else redraft


@dataclass(frozen=True)
class _Reader:
    """One table on its way into one register."""

    loaded: Loaded
    plan: Plan
    register: str
    table: Table
    legend: Legend
    today: date

    def rows(self) -> tuple[tuple[Taken, ...], list[Slip]]:
        slips = list(self._heads())
        columns, fields = _columns(self.table, self.legend, self.register), _fields(self.register)
        twice = [key for key in dict.fromkeys(columns.values()) if list(columns.values()).count(key) > 1]
        for at, key in columns.items():
            if key in twice:
                slips.append(self._slip(self.table.head_row, at, f"Two columns hold {key}.", 'Leave one out: "=-".'))
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

    def refused(self, row: int, finding: Finding) -> Slip:
        """What reading the plan again says of a row."""
        key = str(finding.path[2]) if len(finding.path) > 2 else ID  # noqa: PLR2004 - register, id, key
        columns = _columns(self.table, self.legend, self.register)
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
            near = _nearest_key(asked.text, asked.choices)
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
        ordered = {key: values[key] for key in _fields(self.register) if key in values}
        title = str(values.get("title") or getattr(there, "title", ""))
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

    def _id(self, cell: Cell, row: int, seen: dict[str, int]) -> str:
        text = _readable(cell)
        if self.legend.id_prefix and text.isascii() and text.isdigit() and int(text):
            text = f"{self.legend.id_prefix}{int(text)}"
        text = _meant(self.legend, ID, text) or text
        try:
            name = read_record_id(text)
        except Misfit as misfit:
            mend = "Give --id-prefix R- to make ids of bare numbers." if text.isdigit() else misfit.mend
            raise Misfit(misfit.happened, mend) from None
        if seen.setdefault(name, row) != row:
            raise Misfit(f"{name} stands in row {seen[name]} already.", "Give one of the two another id.")
        if (self.register, name) in self.plan.lost:
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
        meant = _meant(self.legend, known.key, text)
        text = text if meant is None else meant
        value: object = text
        if known.holds(date):
            value = self._day(text)
        elif register_of(known.hint) == "posts":
            value = self._post(text)
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
            if order is None and _ANY_DAY.fullmatch(text):
                raise Misfit(misfit.happened, "Give --dates day-first or --dates month-first.") from None
            raise

    def _post(self, text: str) -> str:
        """A post, by its id or by the name of the person who holds no other."""
        roles = {**self._organisation_roles, **self.plan.roles}
        if text in roles or ("." in text.strip(".") and " " not in text):
            return text
        everybody = {**self._organisation_people, **self.plan.people}
        people = {key for key, person in everybody.items() if person.name == text}
        if not people:
            near = nearest(text, [*(person.name for person in everybody.values()), *roles])
            mend = f'The nearest is "{show(near)}".' if near else "Write a post such as harbour.ser."
            raise Misfit(f'"{show(text)}" is neither a post nor somebody who holds one.', mend)
        held = [
            post
            for post, holders in roles.items()
            if any(person in people and held.holds_on(self.today) for person, held in holders.items())
        ]
        if len(held) != 1:
            many = f"holds {len(held)} posts" if held else "holds no post"
            mend = f"Write {listed(held)}." if held else "Name the post, such as harbour.ser."
            raise Misfit(f"{show(text)} {many} on {self.today}.", mend)
        return held[0]

    def _party(self, text: str) -> str:
        named = [key for key, party in self.plan.parties.items() if party.name == text]
        return named[0] if len(named) == 1 else text

    @property
    def _organisation_roles(self) -> Mapping[str, Any]:
        organisation = self.loaded.portfolio.organisation
        return organisation.roles if organisation else {}

    @property
    def _organisation_people(self) -> Mapping[str, Any]:
        organisation = self.loaded.portfolio.organisation
        return organisation.people if organisation else {}


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


def _meant(legend: Legend, key: str, text: str) -> str | None:
    """What a word of the table stands for, where that was said; capitals make no difference."""
    words = legend.words.get(key, {})
    folded = {word.casefold(): meant for word, meant in words.items()}
    return words.get(text, folded.get(text.casefold()))


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
