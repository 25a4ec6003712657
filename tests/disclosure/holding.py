"""What a copy holds, field by field, seen in the copy itself and not in what the model declares."""

from collections.abc import Iterator, Mapping

from rmpkit.disclosure.edition import Edition
from rmpkit.model.record import SET_BY_READER, Entry, Record

ANY_OTHER = "(any other key)"
"""Stands for the keys that a record may have beside its fields."""

Held = tuple[str, str]
"""A record, by its type, and a field of it."""


def held(edition: Edition) -> frozenset[Held]:
    """Every field in which an edition holds something beside its default."""
    return frozenset(found for record in (edition.organisation, *edition.plans) for found in _held(record))


def owner_of(record: type[Record], field: str) -> str:
    """The record whose field it is: what every entry has belongs to `Entry`."""
    return "Entry" if issubclass(record, Entry) and field in Entry.model_fields else record.__name__


def _set_by_reader(record: Record) -> frozenset[str]:
    return SET_BY_READER if isinstance(record, Entry) else frozenset()


def _held(value: object) -> Iterator[Held]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _held(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _held(item)
    elif isinstance(value, Record):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            if name not in _set_by_reader(value) and inner != info.get_default(call_default_factory=True):
                yield owner_of(type(value), name), name
                yield from _held(inner)
        if value.model_extra:
            yield type(value).__name__, ANY_OTHER
            yield from _held(value.model_extra)
