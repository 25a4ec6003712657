"""A record that is written is read back as the same record."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part, Record
from rmpkit.operations.check import load, vocabulary
from rmpkit.store.document import Document
from rmpkit.store.emission import emit
from rmpkit.store.folder import Folder, Source
from rmpkit.store.harvest import Harvest
from rmpkit.store.portfolio import read_folder
from rmpkit.store.reading import read_document
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from rmpkit.store.spelling import organisation_as_written, plan_as_written, spelt
from tests.site.authors import Author, written_by
from tests.store.drafts import drafts

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "rmp-data", ROOT / "tests/views/full", ROOT / "tests/rules/clean")
SLOTS = [
    pytest.param(slots, slot, id=f"{name}-{slot.key}")
    for name, slots in (("plan", PLAN_SLOTS), ("organisation", ORGANISATION_SLOTS))
    for slot in slots.values()
]


def taken(slots, slot, document):
    harvest = Harvest("harbour" if slots is PLAN_SLOTS else None, slots)
    harvest.take(document, slot.parts[0] if slot.parts else None)
    return harvest


@pytest.mark.parametrize(("slots", "slot"), SLOTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_whatever_fits_under_a_key_is_written_so_that_it_is_read_back(slots, slot, data):
    first = taken(slots, slot, Document("x.yml", {slot.key: data.draw(drafts(slot))}))
    assume(not first.findings)  # days out of order, scores off their scale

    value = first.values[slot.field]
    text = emit({slot.key: spelt(value)})
    document, slips = read_document(text.encode(), file="x.yml", plan="harbour")
    second = taken(slots, slot, document)

    assert [finding.message for finding in (*slips, *second.findings)] == [], text
    assert second.values == first.values
    assert list(second.values[slot.field]) == list(value) if slot.ids else True


@pytest.mark.parametrize("root", [*FOLDERS, None], ids=["example", "full", "clean", "hostile"])
def test_the_plans_of_a_folder_are_written_so_that_they_are_read_back(root, tmp_path):
    loaded = load(root or written_by(Author(), tmp_path))
    whole = [plan for plan in loaded.portfolio.plans if Part.PLAN in plan.written_in.values()]
    assert whole
    assert loaded.portfolio.organisation
    organisation = emit(organisation_as_written(loaded.portfolio.organisation)).encode()
    sources = [Source("organisation.yml", None, None, organisation)]
    for plan in whole:
        for name, said in plan_as_written(plan).items():
            part = Part.named(name.partition("/")[0].removesuffix(".yml"))
            sources.append(Source(f"relationships/{plan.id}/{name}", plan.id, part, emit(said).encode()))
    folder = Folder(tuple(sources), (), dict(loaded.folder.evidence), tuple(plan.id for plan in whole), ())

    again = read_folder(folder, vocabulary=vocabulary(loaded.library))

    assert again.organisation == loaded.portfolio.organisation
    assert list(again.plans) == whole
    assert [finding.message for finding in again.findings] == [
        finding.message for finding in loaded.portfolio.findings if finding.plan is None or finding.plan in folder.plans
    ]


def test_what_is_as_usual_is_left_out():
    plan = Plan.model_validate({"title": "Harbour", "type": "alliance", "state": "active"})
    organisation = Organisation.model_validate({"id": "estuary", "name": "Estuary"})
    assert plan_as_written(plan) == {"plan.yml": {"title": "Harbour", "type": "alliance", "state": "active"}}
    assert organisation_as_written(organisation) == {"format": "1", "id": "estuary", "name": "Estuary"}


def test_a_record_of_which_only_its_state_is_known_stands_on_one_line():
    text = "stages:\n  awareness: established\n  knowledge:\n    state: closed\n    owner: estuary.ser\n"
    document, _ = read_document(text.encode(), file="plan.yml", plan="harbour")
    slot = PLAN_SLOTS["stages"]
    stages = taken(PLAN_SLOTS, slot, document).values["stages"]
    assert emit({"stages": spelt(stages)}) == text


def _records(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _records(each)


def test_every_record_that_may_be_written_short_says_which_field_stands_for_it():
    short = {kind for kind in _records(Record) if any(d.info.mode == "before" for d in _validators(kind))}
    assert short
    assert {kind for kind in _records(Record) if kind.SHORT} == short
    assert all(kind.SHORT in kind.model_fields for kind in short)


def _validators(kind):
    return kind.__pydantic_decorators__.model_validators.values()


def test_a_value_that_no_field_holds_is_refused():
    with pytest.raises(TypeError, match="bytes"):
        spelt(b"")
    assert spelt(date(2026, 11, 20)) == "2026-11-20"
