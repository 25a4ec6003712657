"""What is said of a record inside another names that one: taken from the model, so that none can be forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from rmpkit.model.documented import documented
from rmpkit.model.finding import Finding
from rmpkit.model.record import key_of
from rmpkit.model.reference import arguments, hints_of
from rmpkit.store.harvest import Harvest
from rmpkit.store.nesting import record_in
from rmpkit.store.reading import read_document
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot

SAMPLES = ("northgate", "northgate.ser", "2026-09", "2026-09-01", "R-N1", "v2.2", "A-1", "M-1", "wt.exit", "awareness")
"""A key that fits, of every register and map."""


@dataclass(frozen=True)
class Nested:
    """A record inside another, and where it may stand."""

    of_plan: bool
    slot: Slot
    path: tuple[str, ...]
    """From the outer record; the last step of a map is a key that fits."""

    record: type[BaseModel]

    def __str__(self) -> str:
        return f"{'plan' if self.of_plan else 'organisation'}:{self.slot.key}.{'.'.join(self.path)}"


def fitting(hint: Any) -> str:
    """A key of a map or a register."""
    for text in SAMPLES:
        try:
            TypeAdapter(hint).validate_python(text)
        except ValidationError:
            continue
        return text
    raise AssertionError(hint)


def below(hint: Any) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """The records inside a type, and the way to each."""
    found = record_in(hint)
    if found is not None:
        for key, inner in fields(found):
            yield from (((*key, *path), record) for path, record in held(inner))
    elif pair := arguments(hint, dict):
        yield from (((fitting(pair[0]), *path), record) for path, record in held(pair[1]))


def fields(record: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], Any]]:
    hints = hints_of(record)
    yield from (((key_of(name),), hints[name]) for name in record.model_fields)
    if "__pydantic_extra__" in hints:
        yield (), hints["__pydantic_extra__"]


def held(hint: Any) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """A record that a type is, and those further in."""
    found = record_in(hint)
    if found is not None:
        yield (), found
    yield from below(hint)


NESTED = [
    Nested(slots is PLAN_SLOTS, slot, path, record)
    for slots in (PLAN_SLOTS, ORGANISATION_SLOTS)
    for slot in slots.values()
    for path, record in below(slot.hint)
]


def told(nested: Nested, value: str) -> tuple[list[Finding], int]:
    """What is said where the nested record is written so, and the line of its key."""
    keys = [nested.slot.key, *([fitting_id(nested.slot)] if nested.slot.ids else ()), *nested.path]
    text = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(keys))[:-1] + f" {value}\n"
    document, _ = read_document(text.encode(), file="joint.yml", plan="harbour" if nested.of_plan else None)
    harvest = Harvest("harbour" if nested.of_plan else None, PLAN_SLOTS if nested.of_plan else ORGANISATION_SLOTS)
    harvest.take(document, nested.slot.parts[0] if nested.of_plan else None)
    inside = tuple(keys)
    return [each for each in harvest.findings if each.path[: len(inside)] == inside], len(keys)


def fitting_id(slot: Slot) -> str:
    assert slot.ids is not None
    for text in SAMPLES:
        try:
            slot.ids.validate_python(text)
        except ValidationError:
            continue
        return text
    raise AssertionError(slot.key)


def names(nested: Nested, finding: Finding) -> bool:
    """Whether what is said names the record, and the one around it."""
    around = f"{nested.slot.noun} {fitting_id(nested.slot)}" if nested.slot.ids else nested.slot.noun
    return nested.path[-1] in finding.message and around in finding.message


def required(record: type[BaseModel]) -> Mapping[str, str]:
    """The keys that a record cannot be without, and what each is for."""
    return {key_of(name): documented(record)[name] for name, info in record.model_fields.items() if info.is_required()}


@pytest.mark.parametrize("nested", NESTED, ids=str)
def test_a_missing_key_is_told_of_the_record_that_lacks_it_at_its_line_with_its_own_help(nested):
    found, line = told(nested, "{}")
    assert {str(each.path[-1]) for each in found} == set(required(nested.record))
    for each in found:
        says = required(nested.record)[str(each.path[-1])].partition(";")[0].rstrip(".")
        assert names(nested, each)
        assert each.message.endswith(f" has no {each.path[-1]}.")
        assert each.mend == f"Add a line {each.path[-1]}: with {says[0].lower()}{says[1:]}."
        assert each.place is not None
        assert each.place.line == line


@pytest.mark.parametrize(
    "nested", [each for each in NESTED if each.record.model_config.get("extra") == "forbid"], ids=str
)
def test_an_unknown_key_is_told_of_the_record_that_has_it_with_the_keys_of_that_one(nested):
    found, _ = told(nested, "{zzzzzz: x}")
    (unknown,) = (each for each in found if each.kind.name == "key-unknown")
    assert names(nested, unknown)
    lacks = required(nested.record)
    wanted = lacks if len(lacks) == 1 else map(key_of, nested.record.model_fields)  # the one was meant to be the other
    assert all(key in unknown.mend for key in wanted)


@pytest.mark.parametrize("nested", [each for each in NESTED if not getattr(each.record, "SHORT", "")], ids=str)
def test_one_with_a_list_in_its_place_is_named_with_its_keys(nested):
    (found, *_), _ = told(nested, "[x]")
    assert names(nested, found)
    assert next(iter(map(key_of, nested.record.model_fields))) in found.mend


def test_the_approval_of_a_version_is_named_by_its_party():
    (nested,) = (each for each in NESTED if each.path == ("approved", "northgate"))
    first = told(nested, "{by: northgate.ser}")[0][0]
    assert first.message == "The approval of the version v2.2 by northgate has no on."
    assert first.mend == "Add a line on: with the day it was given."


def test_the_model_has_records_inside_records_to_ask_about():
    assert {each.record.__name__ for each in NESTED} >= {"Approval", "Holder", "PartyScores", "Passed", "Reading"}
