"""References inside an edition: none leads to what its audience may not read, nor tells that it exists."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel

from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry
from rmpkit.model.reference import arguments, register_of

REGISTERS = (
    "actions",
    "candidates",
    "criteria",
    "exit-triggers",
    "forums",
    "measures",
    "meetings",
    "objectives",
    "resolution-ladder",
    "signposts",
)
"""Registers of a plan to which records refer; `records` stands for a record of any."""

Gone = Callable[[str, str], bool]
"""Whether what a reference names, by register and id, is not in the edition."""

_GONE = object()


def ids_of(plan: Plan) -> Mapping[str, frozenset[str]]:
    """What references inside a plan may name, by register."""
    found = {key: frozenset(getattr(plan, key.replace("-", "_"))) for key in REGISTERS}
    return {**found, "records": frozenset(_records(plan))}


def _records(plan: Plan) -> Iterator[str]:
    for field in type(plan).model_fields:
        register = getattr(plan, field)
        if isinstance(register, Mapping):
            yield from (key for key, each in register.items() if isinstance(each, Entry))
    for meeting in plan.meetings.values():
        yield from meeting.decisions


def only_within(plan: Plan, gone: Callable[[Plan], Gone]) -> Plan:
    """The plan without references to what is gone; a record that cannot be without one goes with it."""
    while True:
        tidied: Plan = _record(plan, gone(plan))
        if ids_of(tidied) == ids_of(plan):
            return tidied
        plan = tidied


def _record(record: Any, gone: Gone) -> Any:  # noqa: ANN401 - a record of any type, or that it is gone
    kind: type[BaseModel] = type(record)
    hints = _hints(kind)
    kept: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        value = _value(hints[name], getattr(record, name), gone)
        if value is _GONE and info.is_required():
            return _GONE
        kept[name] = info.get_default(call_default_factory=True) if value is _GONE else value
    if record.model_extra:
        kept |= _value(hints["__pydantic_extra__"], record.model_extra, gone)
    return kind.model_construct(record.model_fields_set, **kept)


@cache
def _hints(record: type[BaseModel]) -> Mapping[str, Any]:
    return get_type_hints(record, include_extras=True)


def _value(hint: Any, value: Any, gone: Gone) -> Any:  # noqa: ANN401 - types and values of any shape
    if isinstance(value, BaseModel):
        return _record(value, gone)
    if isinstance(value, str):
        register = register_of(hint)
        return _GONE if register and gone(register, value) else value
    if isinstance(value, tuple):
        (of_item, *_) = arguments(hint, tuple) or (Any,)
        return tuple(kept for item in value if (kept := _value(of_item, item, gone)) is not _GONE)
    if isinstance(value, Mapping):
        of_key, of_item = arguments(hint, dict) or (Any, Any)
        pairs = ((_value(of_key, key, gone), _value(of_item, item, gone)) for key, item in value.items())
        return {key: item for key, item in pairs if key is not _GONE and item is not _GONE}
    return value
