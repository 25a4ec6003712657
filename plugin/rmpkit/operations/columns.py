"""What the columns of a table hold: the key each stands for, and what has to be asked before its rows can be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from rmpkit.model.misfit import nearest, plain
from rmpkit.model.record import SET_BY_READER, Record
from rmpkit.model.reference import arguments, arms
from rmpkit.model.scalars import Choice, Score
from rmpkit.operations.meanings import word_meant
from rmpkit.store.legend import LEFT_OUT, DateOrder, Legend
from rmpkit.store.schema import PLAN_SLOTS
from rmpkit.store.table import Table, column_name

ID = "id"
"""The key that stands for the id of a record in a table."""


def keys_of(register: str) -> tuple[str, ...]:
    """The keys of a record that a column can hold, and its id."""
    return (ID, *fields_of(register))


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


def fields_of(register: str) -> Mapping[str, Field]:
    """The keys of a record that a column can hold, each with what it holds."""
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

    near: str = ""
    """For a head, the key that it is most likely meant to be, where no other column holds it."""


def questions(table: Table, legend: Legend, register: str) -> Iterator[Question]:
    """What has to be asked before a table can be read, columns first; the rest follows once these are known."""
    columns, known = columns_of(table, legend, register), keys_of(register)
    for at, head in enumerate(table.heads):
        if head and at not in columns and legend.columns.get(head) != LEFT_OUT:
            near = nearest_key(head, known)
            free = tuple(key for key in known if key not in columns.values() and key != near)
            choices = ((near,) if near else ()) + free
            free_near = near if near and near not in columns.values() else ""
            yield Question("column", head, column=column_name(at), choices=choices, near=free_near)
    fields = fields_of(register)
    if legend.dates is None:
        for day in _unclear_days(table, columns, fields):
            yield Question("dates", day, choices=tuple(DateOrder))
            break
    for at, key in columns.items():
        words = fields[key].words if key in fields else ()
        for text in dict.fromkeys(row.cells[at].text for row in table.rows if words and row.cells[at].text):
            if word_meant(text, words) not in words and meant_by(legend, key, text) is None:
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


def nearest_key(head: str, known: Sequence[str]) -> str | None:
    """The key that a head is most likely meant to be: one like it, or the word that it ends in."""
    said = plain(head)
    last = said.rpartition("-")[2]
    proposed = nearest(head, known) or _ALSO.get(said) or (last if last in known else _ALSO.get(last))
    return proposed if proposed in known else None


ANY_DAY = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}|[0-9]{1,2}\.? [A-Za-z]{3,9}\.? [0-9]{4}", re.ASCII)


def _unclear_days(table: Table, columns: Mapping[int, str], fields: Mapping[str, Field]) -> Iterator[str]:
    for at, key in columns.items():
        if key in fields and fields[key].holds(date):
            yield from (row.cells[at].text for row in table.rows if ANY_DAY.fullmatch(row.cells[at].text))


def columns_of(table: Table, legend: Legend, register: str) -> Mapping[int, str]:
    """The key that each column holds: the one that was given, or the one that its head is."""
    known = {plain(key): key for key in keys_of(register)}
    given = {at: legend.columns.get(head) or known.get(plain(head)) for at, head in enumerate(table.heads)}
    return {at: key for at, key in given.items() if key and key in known.values()}


def meant_by(legend: Legend, key: str, text: str) -> str | None:
    """What a word of the table stands for, where that was said; capitals make no difference."""
    words = legend.words.get(key, {})
    folded = {word.casefold(): meant for word, meant in words.items()}
    return words.get(text, folded.get(text.casefold()))
