"""The same plans judged by either standard: what one of them alone asks is known, and all the rest is found alike."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import Checked, check

DATA = Path(__file__).parents[2] / "rmp-data"
DAY = date(2026, 11, 20)

NEW_IN_ISO_44001 = frozenset({
    "ctx.context", "ctx.scope", "ctx.stakeholders", "ctx.system", "im.improve", "im.nc", "op.planning",
    "pe.audit", "pe.monitor", "pe.review", "sup.awareness", "sup.communication", "sup.docinfo.control",
    "sup.docinfo.create", "sup.docinfo.general", "sup.resources",
})  # fmt: skip
"""What nothing in BS 11000 asks for."""

LEFT_BEHIND: frozenset[str] = frozenset()
"""What nothing in ISO 44001 asks for: each requirement of BS 11000 lives on."""

UNDER_ANOTHER_ID = frozenset({
    "ctx.value", "ex.initiate", "lead.commitment", "lead.policy", "lead.roles", "plan.objectives",
    "plan.portfolio", "plan.risks", "ps.jointexit", "sup.competence", "sup.corporate_rmp", "wt.exit",
    "ex.boundaries", "ex.develop", "ex.monitor", "kn.exit", "wt.roles",
})  # fmt: skip
"""What both ask for in other words, so that each names it by an id of its own: first ISO 44001, then BS 11000."""

ASKED_OF_ANOTHER = frozenset({"aw.governance"})
"""What BS 11000 asks of the organisation and ISO 44001 of each relationship."""

APART = NEW_IN_ISO_44001 | LEFT_BEHIND | UNDER_ANOTHER_ID | ASKED_OF_ANOTHER


@pytest.fixture(scope="module")
def by_iso() -> Checked:
    return check(DATA, today=DAY, catalogue="iso44001")


@pytest.fixture(scope="module")
def by_bs() -> Checked:
    return check(DATA, today=DAY, catalogue="bs11000")


def _alone(checked: Checked, other: str) -> set[str]:
    return {each for each in checked.judged.catalogue.requirements if other not in checked.library.crosswalk(each)}


def test_the_requirements_without_a_counterpart_are_these(by_iso, by_bs):
    assert _alone(by_iso, "bs11000") == NEW_IN_ISO_44001
    assert _alone(by_bs, "iso44001") == LEFT_BEHIND


def test_the_requirements_with_a_counterpart_under_another_id_are_these(by_iso, by_bs):
    iso, bs = by_iso.judged.catalogue.requirements, by_bs.judged.catalogue.requirements
    assert (iso.keys() ^ bs.keys()) - NEW_IN_ISO_44001 - LEFT_BEHIND == UNDER_ANOTHER_ID


def test_the_requirements_asked_of_somebody_else_are_these(by_iso, by_bs):
    iso, bs = by_iso.judged.catalogue.requirements, by_bs.judged.catalogue.requirements
    own = {each: {iso[each].level, bs[each].level} for each in iso.keys() & bs.keys()}
    assert {each for each, levels in own.items() if len(levels) > 1 and "organisation" in levels} == ASKED_OF_ANOTHER


def test_nothing_is_found_for_what_the_standard_does_not_ask(by_iso, by_bs):
    for checked, other in ((by_iso, "bs11000"), (by_bs, "iso44001")):
        asked = checked.judged.catalogue.requirements
        found = {each.requirement for each in checked.judged.findings if each.requirement}
        assert {each for each in found if not asked.keys() & set(_counterparts(checked, each))} == set(), other


def _counterparts(checked: Checked, requirement: str) -> set[str]:
    """What asks for the same as a requirement, in any standard, by id."""
    return {each.id for same in checked.library.crosswalk(requirement).values() for each in same}


def test_what_iso_alone_asks_is_found_by_iso_alone(by_iso, by_bs):
    assert {"sup.awareness", "pe.audit", "pe.review"} <= {each.requirement for each in by_iso.judged.findings}
    assert not NEW_IN_ISO_44001 & {each.requirement for each in by_bs.judged.findings}


def _fingerprints(checked: Checked) -> set[str]:
    """What was found, but for gaps told under an id of one standard, and what nothing in the other asks for."""
    return {
        each.fingerprint
        for each in checked.judged.findings
        if each.reference not in APART and each.requirement not in NEW_IN_ISO_44001
    }


def test_all_else_is_found_under_the_same_fingerprints(by_iso, by_bs):
    assert _fingerprints(by_iso) == _fingerprints(by_bs)
    assert len(_fingerprints(by_iso)) > 20


def _states(checked: Checked) -> dict[tuple[str | None, str], str]:
    judgements = (checked.judged.organisation, *checked.judged.plans.values())
    return {
        (judgement.plan, each.requirement.id): each.state.value
        for judgement in judgements
        for each in judgement.evidence
        if each.requirement.id not in APART
    }


def test_all_else_is_evidenced_alike(by_iso, by_bs):
    assert _states(by_iso) == _states(by_bs)
