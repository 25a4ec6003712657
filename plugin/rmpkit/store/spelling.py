"""From records back to what an author would have written: each value as the text that its type reads."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rmpkit.model.amounts import Amount
from rmpkit.model.days import Period, Span
from rmpkit.model.goals import Target
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Entry, Part, Record
from rmpkit.model.scalars import Choice
from rmpkit.store.document import Data
from rmpkit.store.emission import Word
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot

AGREED = "agreed"
"""The file of a joint part for what is no register: purpose, charter, exit strategy."""

_ALWAYS = frozenset({"format"})
"""Keys of the organisation that are written even where they say the usual: they say how to read the rest."""


def spelt(value: object) -> Data:
    """A value as it is written in a file.

    Raises:
        TypeError: no field of the model holds such a value.
    """
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, Mapping):
        return {_word(key): spelt(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(spelt(item) for item in value)
    return None if value is None else _word(value)


def _word(value: object) -> str:
    """A single value; what says itself what it is needs no quotes, whatever YAML would make of it."""
    if isinstance(value, bool):
        return Word("yes" if value else "no")
    if isinstance(value, Decimal):
        return Word(f"{value:f}")
    if isinstance(value, Amount):
        return Word(f"{value.value:f} {value.currency}" if value.currency else f"{value.value:f}")
    if isinstance(value, Choice | int | date | Period | Span | Target):
        return Word(str(value))
    if isinstance(value, str):
        return value
    raise TypeError(f"nothing says how a {type(value).__name__} is written")


def _record(record: Record) -> Data:
    kind = type(record)
    left = SET_BY_READER if isinstance(record, Entry) else frozenset()
    kept = {
        info.alias or name: spelt(getattr(record, name))
        for name, info in kind.model_fields.items()
        if name not in left
        and (info.is_required() or getattr(record, name) != info.get_default(call_default_factory=True))
    }
    kept |= {key: spelt(value) for key, value in (record.model_extra or {}).items()}
    return kept[kind.SHORT] if list(kept) == [kind.SHORT] else kept


def organisation_as_written(organisation: Organisation) -> Mapping[str, Data]:
    """What `organisation.yml` says of an organisation; what is as usual is left out."""
    slots = ORGANISATION_SLOTS.values()
    said = ((slot, getattr(organisation, slot.field)) for slot in slots)
    return {
        slot.key: spelt(value)
        for slot, value in said
        if slot.required or slot.key in _ALWAYS or value != _usual(Organisation, slot)
    }


def plan_as_written(plan: Plan) -> Mapping[str, Mapping[str, Data]]:
    """What each file in the folder of a plan says, by the name of the file.

    The joint part has a file for each register, so that two people who add a record seldom meet in one.
    """
    files: dict[str, dict[str, Data]] = {}
    for slot in PLAN_SLOTS.values():
        for part, value in _by_part(plan, slot):
            files.setdefault(_file(part, slot), {})[slot.key] = spelt(value)
    return files


def _file(part: Part, slot: Slot) -> str:
    if part != Part.JOINT:
        return f"{part}.yml"
    return f"{part}/{slot.key if slot.ids else AGREED}.yml"


def _by_part(plan: Plan, slot: Slot) -> Iterator[tuple[Part, Any]]:
    """What a plan holds under one key, in each part that it was read from."""
    value = getattr(plan, slot.field)
    if slot.ids is None:
        if slot.field in plan.written_in or value != _usual(Plan, slot):
            yield plan.written_in.get(slot.field, slot.parts[0]), value
    elif not slot.entry:
        if value:
            yield slot.parts[0], value
    else:
        grouped: dict[Part, dict[str, Entry]] = {}
        for key, entry in value.items():
            grouped.setdefault(entry.part, {})[key] = entry
        yield from grouped.items()


def _usual(model: type[Record], slot: Slot) -> Any:  # noqa: ANN401 - a default of any type
    return model.model_fields[slot.field].get_default(call_default_factory=True)
