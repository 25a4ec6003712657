"""What an import would do, row by row, as a table that is read at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rmpkit.model.showing import show
from rmpkit.store.document import Data

LONGEST = 1000
"""Characters of a sentence."""

WIDEST = 60
"""Characters of a value."""


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One key of a record that is there."""

    key: str
    before: str
    """What it says now; empty where it says nothing."""

    after: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was read."""

    row: int
    id: str
    title: str
    fate: Fate
    changes: tuple[Change, ...] = ()
    values: Mapping[str, Data] = field(default_factory=dict)
    """What is to be written: all keys of a new record, the changed ones of one that is there."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something of the table that cannot be read."""

    row: int
    column: str
    """The letter of its column; empty where it is about the whole row."""

    head: str
    happened: str
    mend: str


def render(taken: Sequence[Taken], slips: Sequence[Slip]) -> str:
    """Rows that are new, rows that change a record, how many are the same, and what cannot be read."""
    return "".join(f"{line}\n" for line in (*_read(taken), *_unread(slips)))


def _read(taken: Sequence[Taken]) -> Iterator[str]:
    width = max((len(each.id) for each in taken), default=0)
    for each in taken:
        if each.fate is Fate.NEW:
            yield f"new      {each.id:<{width}}  row {each.row}: {show(each.title, LONGEST)}"
    for each in taken:
        if each.fate is Fate.UPDATED:
            yield f"updated  {each.id:<{width}}  row {each.row}: {show(each.title, LONGEST)}"
            for change in each.changes:
                before = show(change.before, WIDEST) if change.before else "nothing"
                yield f"         {'':<{width}}  {change.key}: {before} -> {show(change.after, WIDEST)}"
    same = sum(each.fate is Fate.SAME for each in taken)
    if same:
        yield f"same     {same} record{'' if same == 1 else 's'}"


def _unread(slips: Sequence[Slip]) -> Iterator[str]:
    if slips:
        yield "cannot be read:"
    for slip in slips:
        column = f", column {slip.column}" if slip.column else ""
        head = f" ({show(slip.head, WIDEST)})" if slip.head else ""
        yield f"  row {slip.row}{column}{head}: {show(slip.happened, LONGEST)} {show(slip.mend, LONGEST)}"
