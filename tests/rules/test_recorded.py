"""The registers that carry a requirement, one by one: with them it is recorded, without them it is not."""

import re
from dataclasses import replace

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.operations.check import vocabulary
from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import judge
from rmpkit.store.folder import Source
from rmpkit.store.portfolio import read_folder
from tests.rules.overlay import DAY, folder_with

REVIEWED = "meetings:\n  M-1:\n    reviewed: [risks, measures, exit, issues, value]\n"
SAID = "communications:\n  CO-1:\n    message: What the berth works mean for the trains\n"

CARRIED = [
    ("wt.issues", ["resolution-ladder"]),
    ("st.issues", ["issues"]),
    ("wt.knowledge", ["knowledge", "communications", "intellectual-property"]),
    ("wt.contract", ["agreements"]),
    ("wt.process", ["processes"]),
    ("vc.process", ["value-process"]),
    ("vc.targets", ["value-ideas"]),
    ("st.value", ["value-ideas"]),
    ("vc.learning", ["lessons"]),
    ("kn.knowledge", ["knowledge"]),
    ("kn.people", ["skills"]),
    ("aw.competence", ["skills"]),
    ("ia.criteria", ["criteria"]),
    ("ps.nominate", ["candidates"]),
    ("ps.evaluate", ["scores"]),
    ("ps.decide", ["candidates"]),
    ("kn.exit", ["exit-considerations"]),
]


def states(snippet: str, catalogue: str, *, signposted: bool = False):
    library = load_library()
    folder = folder_with(snippet)
    if not signposted:
        folder = replace(folder, sources=tuple(_without_signposts(source) for source in folder.sources))
    portfolio = read_folder(folder, vocabulary=vocabulary(library))
    judged = judge(
        disclose(portfolio, Audience.INTERNAL, today=DAY), catalogue=library.catalogues[catalogue], today=DAY
    )
    return {evidence.requirement.id: evidence for evidence in judged.plans["northgate"].evidence}


def _without_signposts(source: Source) -> Source:
    """A file of the plan whose signposts answer nothing."""
    return replace(source, raw=re.sub(rb"\n    answers:\n(    - .+\n)+", b"\n", source.raw))


def cases():
    for catalogue in ("iso44001", "bs11000"):
        for requirement, registers in CARRIED:
            if requirement in load_library().catalogues[catalogue].requirements:
                yield pytest.param(catalogue, requirement, registers, id=f"{catalogue}-{requirement}")


@pytest.mark.parametrize(("catalogue", "requirement", "registers"), list(cases()))
def test_a_requirement_is_recorded_by_the_registers_that_carry_it(catalogue, requirement, registers):
    assert states(REVIEWED + SAID, catalogue)[requirement].state is State.RECORDED

    for register in registers:
        rest = SAID if register != "communications" else ""
        without = states(f"{REVIEWED}{rest}{register}:\n", catalogue)[requirement]
        assert without.state in (State.NONE, State.CLAIMED), register
        assert without.next_step


def test_a_signpost_answers_as_before_where_a_register_is_not_kept():
    found = states("knowledge:\nvalue-ideas:\nlessons:\nagreements:\n", "iso44001", signposted=True)
    assert {found[name].state for name in ("wt.knowledge", "vc.process", "vc.learning", "wt.contract")} == {
        State.RECORDED
    }


def test_a_log_that_no_meeting_looked_at_is_a_part_of_what_is_asked():
    found = states("", "iso44001")["st.issues"]
    assert found.state is State.CLAIMED
    assert "a review of issues at a meeting" in found.next_step


def test_what_is_ours_alone_carries_nothing_that_the_parties_are_asked_for_together():
    library = load_library()
    ours = {"skills", "criteria", "candidates", "scores", "exit-considerations"}
    for catalogue in library:
        for requirement in catalogue.requirements.values():
            if requirement.level is Level.JOINT:
                assert not ours & {str(predicate) for predicate in requirement.recorded_by}, requirement.id


@pytest.mark.parametrize("catalogue", ["iso44001", "bs11000"])
def test_a_revision_that_takes_in_a_stage_shows_that_the_plan_was_brought_up_to_date(catalogue):
    made = "revisions:\n  RV-1:\n    takes-in: [knowledge]\n"
    assert states(made, catalogue)["kn.rmp"].state is State.RECORDED

    assert "a revision that takes in knowledge" in states("", catalogue)["kn.rmp"].next_step
    later = states(made + "    on: 2026-04-02\n", catalogue)["kn.rmp"]
    assert later.state is State.NONE


def test_a_plan_of_our_own_is_opened_by_its_first_revision_where_no_version_was_laid_before_anybody():
    assert states("versions:\n", "iso44001")["aw.rmp"].state is State.RECORDED
    assert states("versions:\nrevisions:\n", "iso44001")["aw.rmp"].next_step.startswith("Record versions or revisions,")
