"""The days on which a record says that something was done, apart from those that are only planned or agreed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Final, get_args

from rmpkit.model.amounts import Amount
from rmpkit.model.audits import Visit
from rmpkit.model.competence import Briefing
from rmpkit.model.days import Period, Span
from rmpkit.model.events import ChangeEvent
from rmpkit.model.finding import Path
from rmpkit.model.meetings import Meeting
from rmpkit.model.record import SET_BY_READER, Record, key_of
from rmpkit.model.reference import hints_of
from rmpkit.model.selection import Engagement

AHEAD: Final = frozenset(
    {"due", "until", "joined", "left", "starts", "started", "ends", "from_", "to", "planned", "look_again"}
)
"""Days that say when something is to be, or how long it runs: none of them shows that somebody did something."""

_ANNOUNCED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Briefing: ("attended", "see"),
    ChangeEvent: (),
    Engagement: ("outcome",),
    Meeting: ("present", "reviewed", "changed", "decisions", "minutes"),
    Visit: ("looked_at", "outcome", "see"),
}
"""Records that may be entered before their day has come, each with what is written only once it has."""


def may_be_ahead(record: Record) -> bool:
    """Whether a record may truthfully stand there before its day: it says of nothing that it has come about."""
    kinds = _ANNOUNCED.get(type(record))
    return kinds is not None and not any(getattr(record, field) for field in kinds)


def took_place(record: Record) -> bool:
    """Whether a record shows more than the day for which it was entered."""
    return not (_ANNOUNCED.get(type(record)) and may_be_ahead(record))


def deeds(record: Record, path: Path = ()) -> Iterator[tuple[Path, date]]:
    """Every day on which something was done by what a record says, and what stands in it; the first of a month."""
    kind: type[Record] = type(record)
    for field, key in _telling(kind):
        value = getattr(record, field)
        if value:
            yield from _in(value, (*path, key))


@cache
def _telling(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a record that may hold a day of a deed, each with its key."""
    fields = (field for field in kind.model_fields if field not in SET_BY_READER | AHEAD)
    return tuple((field, key_of(field)) for field in fields if _dated(hints_of(kind)[field]))


def _dated(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether a day may stand in a value of a type, as far as a text, a number or a word of a list is told by it."""
    if isinstance(hint, type):
        return not issubclass(hint, str | int | Decimal | Amount | Span | NoneType)
    return any(map(_dated, get_args(hint)))


def _in(value: object, path: Path) -> Iterator[tuple[Path, date]]:
    if isinstance(value, date):
        yield path, value
    elif isinstance(value, Record):
        yield from deeds(value, path)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if isinstance(key, date):
                yield (*path, str(key)), key
            elif isinstance(key, Period):
                yield (*path, str(key)), key.first
            yield from _in(each, (*path, str(key)))
