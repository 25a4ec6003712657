"""What is called not applicable: with a reason, a name and a day, and never where no relationship is without it."""

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level
from rmpkit.model.stages import Stage
from rmpkit.rules.evidence import State
from tests.rules.overlay import judged_with

CATALOGUE = load_library().catalogues["iso44001"]
OF_PLANS = [each for each in CATALOGUE.requirements.values() if each.level is not Level.ORGANISATION]
NEVER = [each.id for each in OF_PLANS if not each.can_be_absent]
SOMETIMES = [each.id for each in OF_PLANS if each.can_be_absent]
SAID = {"why": "It does not arise", "decided-by": "estuary.ser", "on": "2026-01-10"}


def absent(*requirements: str) -> str:
    said = ", ".join(f"{key}: {value}" for key, value in SAID.items())
    return "not-applicable:\n" + "".join(f"  {each}: {{{said}}}\n" for each in requirements)


@pytest.fixture(scope="module")
def all_refused():
    return judged_with(absent(*NEVER)).plans["northgate"]


def test_exit_is_among_what_is_never_absent():
    assert {"wt.exit", "st.exit", "aw.ser", "wt.jrmp"} <= set(NEVER)
    assert not [each.id for each in OF_PLANS if each.can_be_absent and each.stage is Stage.EXIT_STRATEGY]


@pytest.mark.parametrize("requirement", NEVER)
def test_what_every_relationship_has_is_refused_and_stays_counted(requirement, all_refused):
    refused = {f.path[1] for f in all_refused.findings if f.kind.name == "not-applicable-refused"}
    assert requirement in refused
    states = {item.requirement.id: item.state for item in all_refused.evidence}
    assert states[requirement] is not State.NOT_APPLICABLE


@pytest.mark.parametrize("requirement", SOMETIMES)
def test_what_may_be_absent_is_so_with_reason_name_and_day(requirement):
    judgement = judged_with(absent(requirement)).plans["northgate"]
    (state,) = [item for item in judgement.evidence if item.requirement.id == requirement]
    assert judgement.findings == ()
    assert (state.state, state.reason) == (
        State.NOT_APPLICABLE,
        "It does not arise; decided by estuary.ser on 2026-01-10.",
    )


@pytest.mark.parametrize("key", SAID)
def test_without_reason_name_or_day_it_is_not_read(key):
    said = ", ".join(f"{each}: {value}" for each, value in SAID.items() if each != key)
    judged = judged_with(f"not-applicable:\n  ps.nominate: {{{said}}}\n")
    (finding,) = judged.findings
    assert finding.kind.code == "RMP005"
    assert key in f"{finding.message} {finding.mend}"
    states = {item.requirement.id: item.state for item in judged.plans["northgate"].evidence}
    assert states["ps.nominate"] is not State.NOT_APPLICABLE


def test_a_stage_that_is_absent_leaves_its_requirements_counted():
    stage = "stages:\n  partner-selection:\n    state: not applicable\n    owner: estuary.ser\n    reviews:\n      2024-03-01: One yard only\n"
    judgement = judged_with(stage).plans["northgate"]
    assert judgement.findings == ()
    states = {item.requirement.id: item.state for item in judgement.evidence}
    assert states["ps.decide"] is State.RECORDED
