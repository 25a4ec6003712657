"""The example portfolio uses every kind of record at least once, and every register: whoever reads it sees them all."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from rmpkit.disclosure.audience import Audience
from rmpkit.model.evidence import MutedRule, Passed
from rmpkit.model.record import Record, key_of
from rmpkit.operations.check import load, look
from rmpkit.report.reference import records_of_the_model
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS

DATA = Path(__file__).parents[2] / "rmp-data"

NEVER_FILLED = frozenset({
    ("Organisation", "copy-for"),  # stands only in what was handed over to a party
    ("Organisation", "muted-rules"),  # a plan of the example mutes one
    ("Organisation", "not-applicable"),  # plans of the example have some
    ("Plan", "formerly"),  # no plan of the example was ever renamed
})  # fmt: skip
"""Keys under which the example has nothing, and why that is so."""


NEVER_USED = frozenset({Passed})
"""No file of the example has words of internal records in it, and a pass that nobody needs is one too many."""


def _kept() -> tuple[Record, ...]:
    edition = look(load(DATA), Audience.RESTRICTED, today=date(2026, 11, 20)).judged.edition
    owner = (edition.organisation,) if edition.organisation else ()
    return (*owner, *edition.plans)


def _records(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for field in type(value).model_fields:
            yield from _records(getattr(value, field))
        for extra in (value.__pydantic_extra__ or {}).values():
            yield from _records(extra)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _records(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _records(each)


def test_every_kind_of_record_is_used():
    used = {type(record) for kept in _kept() for record in _records(kept)}
    assert MutedRule in records_of_the_model()
    assert set(records_of_the_model()) - used == NEVER_USED


def test_every_key_of_a_plan_and_of_the_organisation_is_filled_somewhere():
    filled = {
        (type(kept).__name__, key_of(field))
        for kept in _kept()
        for field in type(kept).model_fields
        if getattr(kept, field) not in (None, "", (), {})
    }
    every = {("Plan", key) for key in PLAN_SLOTS} | {("Organisation", key) for key in ORGANISATION_SLOTS}
    assert every - filled == NEVER_FILLED
