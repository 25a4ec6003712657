"""Which keys a plan and an organisation may hold, read off the model once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan, Stands
from rmpkit.model.record import Entry, Part, Record


@dataclass(frozen=True)
class Slot:
    """One top-level key: a register of records by id, or a single value."""

    field: str
    """The field's name in code."""

    key: str
    """The key as written."""

    parts: tuple[Part, ...]
    """The parts it may be written in; none for keys of the organisation."""

    required: bool
    """Whether a plan is unreadable without it."""

    ids: TypeAdapter[Any] | None
    """Reads an id of the register; `None` for a single value."""

    value: TypeAdapter[Any]
    """Reads one record of the register, or the single value."""

    hint: Any
    """The type of the same, as the model declares it."""

    record: type[BaseModel] | None
    """The record's type, where it has one."""

    noun: str
    """What one record is called: risk, health check."""

    def takes(self, part: Part) -> bool:
        """Whether the key may be written in a part; one that a single party reads holds records only, which know it."""
        if part.party:
            return self.entry and Part.JOINT in self.parts
        return part in self.parts

    @property
    def entry(self) -> bool:
        """Whether its records carry their id and part."""
        return self.record is not None and issubclass(self.record, Entry)


@cache
def slots_of(model: type[Record]) -> Mapping[str, Slot]:
    """The keys of a plan or of the organisation, by the key as written."""
    hints = get_type_hints(model, include_extras=True)
    found = (_slot(model, name, hints[name]) for name in model.model_fields)
    return {slot.key: slot for slot in found if model is Organisation or slot.parts}


def _slot(model: type[Record], name: str, hint: Any) -> Slot:  # noqa: ANN401 - a type of any shape
    info = model.model_fields[name]
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    stands = next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Stands)), Stands())
    ids, value = get_args(bare) if get_origin(bare) is not None and _is_register(bare) else (None, hint)
    record = _record(value)
    return Slot(
        field=name,
        key=info.alias or name,
        parts=stands.parts,
        required=info.is_required(),
        ids=TypeAdapter(ids) if ids is not None else None,
        value=TypeAdapter(value),
        hint=value,
        record=record,
        noun=_noun(record, info.alias or name),
    )


def _is_register(bare: Any) -> bool:  # noqa: ANN401 - a type of any shape
    origin = get_origin(bare)
    return isinstance(origin, type) and issubclass(origin, Mapping) and _holds_groups(get_args(bare)[1])


def _holds_groups(value: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether values are groups of keys, each to be read by itself: records, or the holders of a post."""
    origin = get_origin(value)
    return _record(value) is not None or (isinstance(origin, type) and issubclass(origin, Mapping))


def _record(hint: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    if get_origin(hint) is Annotated or type(None) in get_args(hint):
        return next((found for arm in get_args(hint) if (found := _record(arm))), None)
    return None


def _noun(record: type[BaseModel] | None, key: str) -> str:
    if record is None:
        return {"roles": "post", "segments": "segment", "words": "list of words"}.get(key, key.replace("-", " "))
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).lower().removesuffix(" record")


PLAN_SLOTS = slots_of(Plan)
ORGANISATION_SLOTS = slots_of(Organisation)


@cache
def left_edge(part: Part | None, *, of: type[Record]) -> Mapping[str, str]:
    """The keys that may stand at the left edge of a file, each with the advice to put it there.

    Args:
        part: the part that the file holds; none for the organisation and for a plan in one file.
        of: what the file belongs to, a plan or the organisation.
    """
    where = f" of {part}.yml" if part else ""
    advice = f"It is a key of the {of.__name__.lower()}: start it at the left edge{where}."
    return {key: advice for key, slot in slots_of(of).items() if part is None or slot.takes(part)}
