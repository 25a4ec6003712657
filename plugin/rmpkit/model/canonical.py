"""The one form of a value: whatever was written the same way in meaning is the same here.

Two ways of writing one thing differ in the order of keys and of lists whose order means nothing, in spaces and line
ends, in quotes and comments. None of that is left in the one form, so that comparing it finds what was changed.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from json import dumps
from typing import Any

from rmpkit.model.amounts import Amount
from rmpkit.model.days import Period, Span
from rmpkit.model.goals import Target
from rmpkit.model.record import IN_ORDER, SET_BY_READER, Entry, Record, key_of
from rmpkit.model.reference import arguments, arms, hints_of

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""A value as a file of data can hold it."""


def canonical(value: object, hint: Any = Any) -> Json:  # noqa: ANN401 - a type of any shape
    """The one form of a value.

    Args:
        value: a record, or whatever a field of one may hold.
        hint: its type with what is declared beside it, which tells whether the order of a list means something.
    """
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, Mapping):
        (_, of_item) = arguments(hint, dict) or (Any, Any)
        return {str(key): canonical(item, of_item) for key, item in value.items()}
    if isinstance(value, tuple):
        (of_item, *_) = arguments(hint, tuple) or (Any,)
        items = [canonical(item, of_item) for item in value]
        return items if in_order(hint) else sorted(items, key=as_text)
    return _scalar(value)


def as_text(value: Json) -> str:
    """A value in its one form as one line, the same for the same value on every machine."""
    return dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def same(one: object, other: object, hint: Any = Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether two values mean the same."""
    return canonical(one, hint) == canonical(other, hint)


@cache
def in_order(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether the order of a list of this type means something."""
    return any(extra is IN_ORDER for arm in arms(hint) for extra in getattr(arm, "__metadata__", ()))


_OF_A_WHOLE = frozenset({"id", "lost", "broken", "written_in"})
"""Fields of a plan that no author writes: what it is called on disk, and what became of its files."""


def _record(record: Record) -> Json:
    """What was written of a record: a field that says what is meant anyway is left out."""
    kind, hints = type(record), hints_of(type(record))
    whole = _OF_A_WHOLE if "written_in" in kind.model_fields else frozenset[str]()
    skipped = SET_BY_READER if isinstance(record, Entry) else whole
    written: dict[str, Json] = {}
    for name, info in kind.model_fields.items():
        if name in skipped:
            continue
        form = canonical(getattr(record, name), hints[name])
        if info.is_required() or form != canonical(info.get_default(call_default_factory=True), hints[name]):
            written[key_of(name)] = form
    return written | {key: canonical(value) for key, value in (record.model_extra or {}).items()}


def _scalar(value: object) -> Json:  # noqa: PLR0911 - one line a type
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return str(value.value)
        case str():
            return " ".join(value.split())
        case Decimal():
            return format(value.normalize(), "f")
        case date() | Period():
            return str(value)
        case Amount():
            return f"{format(value.value.normalize(), 'f')} {value.currency or ''}".rstrip()
        case Span():
            return f"{value.months} months, {value.days} days"
        case Target():
            return " ".join(value.text.split())
        case _:
            raise TypeError(f"A {type(value).__name__} has no one form yet; add it here.")
