"""The registers that carry a requirement, one by one: with them it is recorded, without them it is not."""

import re
from dataclasses import replace

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.record import Part
from rmpkit.operations.check import vocabulary
from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import judge
from rmpkit.rules.registry import RULES
from rmpkit.store.folder import Source, scan
from rmpkit.store.portfolio import read_folder
from rmpkit.store.schema import PLAN_SLOTS
from tests.rules.overlay import DAY, findings_with, folder_with

REVIEWED = "meetings:\n  M-1:\n    reviewed: [risks, measures, exit, issues, value]\n"
OURS = """
segmentation: {scores: {SC-1: 4}, decision: collaborate, decided-by: estuary.ser, decided: 2025-06-10}
value-analysis:
  VA-1: {title: One survey in place of two, compared-with: doing without, estimate: 40000, reviewed: 2026-01-10}
strategy: {drivers: [One dredger on the coast], why: Neither can plan a winter alone}
options:
  OP-1: {title: An alliance, for: One plan for both, chosen: yes}
  OP-2: {title: Orders by the day}
pestle:
  PE-1: {title: Licences are getting shorter, factor: legal, effect: Whoever plans alone waits}
third-parties:
  TP-1: {name: The yard at Skerry, role: Repairs both dredgers, owner: estuary.manager}
key-people:
  KP-1: {matters-for: The tide model, post: estuary.manager, successor: Found among the surveyors}
environment:
  EN-1: {title: The executive asks for it, area: culture, owner: estuary.ser}
swot:
  SW-1: {title: We keep our word, quadrant: strength, significance: high, response: build}
profile: {attitude: [We listen], as-at: 2025-10-01}
negotiation: {team: [estuary.manager], briefed: 2024-02-26}
engagements:
  EG-1: {purpose: What each side hopes for, under: SP-1, on: 2024-01-22}
"""
"""What the owner records of its own preparation; it breaks no rule."""

SAID = "communications:\n  CO-1:\n    message: What the berth works mean for the trains\n    audience: Planners\n    every: quarter\n    owner: estuary.manager\n"

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
    ("kn.people", ["key-people"]),
    ("aw.prioritise", ["segmentation"]),
    ("aw.value", ["value-analysis"]),
    ("kn.strategy", ["strategy", "options", "pestle"]),
    ("kn.supplychain", ["third-parties"]),
    ("ia.capability", ["environment"]),
    ("ia.swot", ["swot"]),
    ("ia.profile", ["profile"]),
    ("ps.negotiation", ["negotiation"]),
    ("ps.engage", ["engagements"]),
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
    assert states(REVIEWED + SAID + OURS, catalogue)[requirement].state is State.RECORDED

    for register in registers:
        rest = re.sub(rf"^{register}:.*\n(?:  .*\n)*", "", SAID + OURS, flags=re.MULTILINE)
        without = states(f"{REVIEWED}{rest}{register}:\n", catalogue)[requirement]
        assert without.state in (State.NONE, State.CLAIMED), register
        assert without.next_step


ONCE = [
    ("ctx.context", ["context", "climate"]),
    ("ctx.stakeholders", ["stakeholders"]),
    ("ctx.scope", ["scope"]),
    ("ctx.system", ["processes"]),
    ("ctx.value", ["value"]),
    ("lead.commitment", ["leadership"]),
    ("lead.policy", ["policy"]),
    ("lead.roles", ["ser", "roles"]),
    ("plan.risks", ["risks", "risk-method"]),
    ("plan.objectives", ["objectives", "measures"]),
    ("plan.portfolio", ["segmentation", "segment-criteria"]),
    ("sup.resources", ["resources"]),
    ("sup.competence", ["competences", "skills"]),
    ("sup.awareness", ["briefings"]),
    ("sup.communication", ["communications"]),
    ("sup.docinfo.general", ["documents"]),
    ("sup.docinfo.create", ["documents"]),
    ("sup.docinfo.control", ["documents"]),
    ("sup.corporate_rmp", ["corporate-plan"]),
    ("op.planning", ["processes", "management-reviews"]),
    ("pe.monitor", ["measures"]),
    ("pe.audit", ["audits"]),
    ("pe.review", ["management-reviews"]),
    ("im.nc", ["nonconformities"]),
    ("im.improve", ["improvements"]),
    ("aw.governance", ["policy", "processes"]),
]


def states_of_organisation(snippet: str, catalogue: str):
    library = load_library()
    folder = folder_with(f"{snippet}signposts:\n  SP-1:\n    answers:\n", organisation=True)
    portfolio = read_folder(folder, vocabulary=vocabulary(library))
    edition = disclose(portfolio, Audience.INTERNAL, today=DAY)
    judged = judge(edition, catalogue=library.catalogues[catalogue], today=DAY)
    return {evidence.requirement.id: evidence for evidence in judged.organisation.evidence}


def of_organisation():
    for catalogue in ("iso44001", "bs11000"):
        for requirement, keys in ONCE:
            found = load_library().catalogues[catalogue].requirements.get(requirement)
            if found and found.level is Level.ORGANISATION:
                yield pytest.param(catalogue, requirement, keys, id=f"{catalogue}-{requirement}")


@pytest.mark.parametrize(("catalogue", "requirement", "keys"), list(of_organisation()))
def test_what_is_asked_of_the_organisation_once_is_recorded_by_its_own_keys(catalogue, requirement, keys):
    assert states_of_organisation("", catalogue)[requirement].state is State.RECORDED

    for key in keys:
        without = states_of_organisation(f"{key}:\n", catalogue)[requirement]
        assert without.state in (State.NONE, State.CLAIMED), key
        assert without.next_step


def test_a_post_that_nobody_holds_today_does_not_answer_for_collaborative_working():
    held = "roles:\n  estuary.chief-executive:\n    brandt: {from: 2022-01-01}\n"
    found = states_of_organisation(held, "iso44001")["lead.roles"]
    assert (found.state, found.where) == (State.RECORDED, (("ser",), ("roles", "estuary.chief-executive")))

    over = states_of_organisation(held.replace("01}", "01, to: 2025-12-31}"), "iso44001")["lead.roles"]
    assert over.state is State.NONE
    assert over.next_step.startswith("Record a holder of estuary.chief-executive, or")


def test_everything_that_is_asked_of_the_organisation_once_has_keys_that_carry_it():
    for catalogue in ("iso44001", "bs11000"):
        asked = load_library().catalogues[catalogue].requirements.values()
        bare = {each.id for each in asked if each.level is Level.ORGANISATION and not each.recorded_by}
        assert not bare


def test_everything_that_is_asked_of_the_organisation_once_has_a_rule():
    weighed = {
        requirement for rule in RULES if rule.of_organisation for requirement in (*rule.requirements, *rule.once)
    }
    for catalogue in ("iso44001", "bs11000"):
        asked = load_library().catalogues[catalogue].requirements.values()
        assert {each.id for each in asked if each.level is Level.ORGANISATION} <= weighed


def test_a_signpost_answers_as_before_where_a_register_is_not_kept():
    found = states("knowledge:\nvalue-ideas:\nlessons:\nagreements:\n", "iso44001", signposted=True)
    assert {found[name].state for name in ("wt.knowledge", "vc.process", "vc.learning", "wt.contract")} == {
        State.RECORDED
    }


def test_a_log_that_no_meeting_looked_at_is_a_part_of_what_is_asked():
    found = states("", "iso44001")["st.issues"]
    assert found.state is State.CLAIMED
    assert "a review of issues at a meeting" in found.next_step


def test_what_we_record_of_our_own_preparation_breaks_no_rule():
    assert findings_with(OURS) == ()


def test_what_is_ours_alone_carries_nothing_that_the_parties_are_asked_for_together():
    library = load_library()
    ours = {key for key, slot in PLAN_SLOTS.items() if Part.JOINT not in slot.parts and Part.PLAN not in slot.parts}
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


ONE_FILE = """
title: Roofs
type: supplier
state: active
parties:
  estuary: {name: Estuary}
stages:
  awareness: {state: closed}
  staying-together: {state: in progress}
exit: {principles: We hand over the keys}
"""


def of_one_plan(folder, files):
    (folder / "relationships").mkdir(exist_ok=True)
    (folder / "organisation.yml").write_text("format: 1\nid: estuary\nname: Estuary\n", "utf-8")
    for name, text in files.items():
        file = folder / "relationships" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    library = load_library()
    portfolio = read_folder(scan(folder), vocabulary=vocabulary(library))
    edition = disclose(portfolio, Audience.RESTRICTED, today=DAY)
    assert not edition.findings
    (judgement,) = judge(edition, catalogue=library.catalogues["iso44001"], today=DAY).plans.values()
    return {evidence.requirement.id: evidence for evidence in judgement.evidence}


def test_what_the_parties_answer_together_is_not_recorded_in_a_file_that_is_ours_alone(tmp_path):
    triggers = "exit-triggers:\n  ET-1: {trigger: Nobody to climb, then: We meet, watched-by: [estuary.ser]}\nroles: {estuary.ser: {}}\n"
    found = of_one_plan(tmp_path, {"roofs.yml": ONE_FILE + triggers})["wt.exit"]
    assert (found.state, found.where) == (State.NONE, ())
    assert found.reason == "Not every party reads principles of the exit, exit triggers: it counts in joint.yml."
    assert found.next_step.startswith("Record principles of the exit, exit triggers in joint.yml, or")


def test_a_meeting_counts_for_the_parties_where_all_of_them_read_it(tmp_path):
    head, _, strategy = ONE_FILE.partition("exit:")
    review = "meetings:\n  M-{}: {{on: 2026-02-02, reviewed: [exit]}}\n"
    files = {"plan.yml": head, "joint.yml": f"exit:{strategy}", "internal.yml": review.format(1)}
    part = of_one_plan(tmp_path, {f"roofs/{name}": text for name, text in files.items()})["st.exit"]
    assert (part.state, part.where) == (State.CLAIMED, (("exit", "principles"),))
    closed = "Not every party reads a review of exit at a meeting: it counts in joint.yml."
    assert part.reason == f"Recorded: principles of the exit. {closed}"

    files["joint.yml"] += review.format(2)
    whole = of_one_plan(tmp_path, {f"roofs/{name}": text for name, text in files.items()})["st.exit"]
    assert (whole.state, whole.where) == (State.RECORDED, (("exit", "principles"), ("meetings", "M-2")))
