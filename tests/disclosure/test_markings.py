"""The check of the checks: each marking of the model is taken out or turned round, and a test notices.

Two tests are asked. The list of what is open notices every one of them. What a copy holds notices each on which alone it
rests what its readers read; the others are on fields that something else keeps closed as well.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.agreements import Stakeholder
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, Disclosure, Part
from rmpkit.operations.check import load
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from tests.disclosure.canaries import NORTHGATE, SHARED
from tests.disclosure.everything import documents_of_everything
from tests.disclosure.holding import Held, held
from tests.disclosure.markings import Marking, markings
from tests.disclosure.test_openness import MET, UNWRITTEN, declared, in_order, listed

DAY = date(2026, 11, 20)
AUDIENCES = (Audience.joint(NORTHGATE), Audience.INTERNAL, Audience.PUBLIC)


@pytest.fixture(scope="module")
def one_plan(tmp_path_factory) -> Portfolio:
    """One plan with something in every field of every register of every part."""
    folder = tmp_path_factory.mktemp("everything")
    documents_of_everything(folder, variants=2, closed_references=False)
    whole = load(folder).portfolio
    return replace(whole, plans=tuple(plan for plan in whole.plans if plan.id == SHARED))


def _copies(portfolio: Portfolio) -> Mapping[Audience, frozenset[Held]]:
    return {each: held(disclose(portfolio, each, today=DAY)) for each in AUDIENCES}


def _reader_of(marking: Marking) -> Audience:
    """Who would read more or less than before."""
    if marking.put is None and marking.nature.disclosure is Disclosure.RESTRICTED:
        return Audience.INTERNAL
    return Audience.PUBLIC if marking.nature.disclosure is Disclosure.PUBLIC else Audience.joint(NORTHGATE)


def _closed_twice(marking: Marking, met: frozenset[Held]) -> bool:
    """Whether a closed field stays closed without its marking: by the part it stands in, or by all that is around it."""
    record, name = marking.held
    if marking.put is None or marking.record not in (Plan, Organisation):
        return marking.put is not None and record not in {each for each, _ in met}
    slots = PLAN_SLOTS if marking.record is Plan else ORGANISATION_SLOTS
    slot = next(each for each in slots.values() if each.field == name)
    return slot.entry or (marking.record is Plan and not any(slot.takes(part) for part in (Part.PLAN, Part.JOINT)))


def test_each_marking_is_noticed_when_it_is_changed(one_plan):
    as_listed, before = declared(), _copies(one_plan)
    assert in_order(as_listed) == in_order(listed()), "or everything would be noticed"
    past_the_list, past_the_copies, asked = [], [], 0
    for marking in markings():
        reader = _reader_of(marking)
        with marking.changed():
            if declared() == as_listed:
                past_the_list.append(str(marking))
            if marking.held not in UNWRITTEN | MET and not _closed_twice(marking, before[reader]):
                asked += 1
                if held(disclose(one_plan, reader, today=DAY)) == before[reader]:
                    past_the_copies.append(str(marking))
    assert past_the_list == []
    assert past_the_copies == []
    assert asked > 400
    assert _copies(one_plan) == before, "or a marking was not put back"


def test_a_marking_that_is_changed_is_changed_as_it_would_be_in_the_file():
    marking = next(each for each in markings() if each.held == ("Stakeholder", "attitude"))
    assert marking.nature == INTERNAL_RECORD
    with marking.changed():
        assert natures_of(Stakeholder)["attitude"] == JOINT_RECORD
        assert "attitude" in declared()["Stakeholder"]["joint"]
    assert natures_of(Stakeholder)["attitude"] == INTERNAL_RECORD
