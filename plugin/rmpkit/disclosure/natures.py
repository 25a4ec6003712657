"""What the model declares about each field: who may see it, and whether it is a term."""

from collections.abc import Mapping
from typing import get_type_hints

from rmpkit.model.record import INTERNAL_RECORD, SET_BY_READER, Entry, Nature, Record

_NATURES: dict[type[Record], Mapping[str, Nature]] = {}


def natures_of(record: type[Record]) -> Mapping[str, Nature]:
    """The nature of every field that an author writes; one that declares none is internal until somebody decides."""
    if record not in _NATURES:
        hints = get_type_hints(record, include_extras=True)
        set_by_reader = SET_BY_READER if issubclass(record, Entry) else frozenset()
        written = (name for name in record.model_fields if name not in set_by_reader)
        _NATURES[record] = {name: declared(hints[name]) or INTERNAL_RECORD for name in written}
    return _NATURES[record]


def declared(hint: object) -> Nature | None:
    """The nature that a field's type declares, where it declares one."""
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Nature)), None)
