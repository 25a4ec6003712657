"""What makes a record more than a heading: a stub, a plan and an old look are not evidence."""

from datetime import date

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.predicate import AnyOf, Filled, RecordIn
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.goals import HealthCheck
from rmpkit.model.organisation import Intervals
from rmpkit.model.record import Disclosure, Record, key_of
from rmpkit.model.substance import ANSWERS, OF_ORGANISATION, OF_PLAN
from rmpkit.rules.evidence import State
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from tests.rules.overlay import DAY, judged_with


def predicates(predicate):
    if isinstance(predicate, AnyOf):
        for each in predicate.predicates:
            yield from predicates(each)
    elif isinstance(predicate, Filled):
        yield predicate.path
    elif isinstance(predicate, RecordIn):
        yield (predicate.register,)


def named():
    """Every key that a catalogue of ours names as carrying something, with the level it is asked at."""
    for catalogue in load_library():
        for requirement in catalogue.requirements.values():
            for predicate in requirement.recorded_by:
                for path in predicates(predicate):
                    yield requirement.level, path[0]


def rows():
    for key, row in OF_ORGANISATION.items():
        yield pytest.param(ORGANISATION_SLOTS[key], row, id=f"organisation-{key}")
    for key, row in OF_PLAN.items():
        yield pytest.param(PLAN_SLOTS[key.partition(".")[0]], row, id=key)


def test_every_key_that_a_catalogue_names_has_a_row_and_no_other_has_one():
    ours = {key for level, key in named() if level is Level.ORGANISATION}
    plans = {key for level, key in named() if level is not Level.ORGANISATION}
    assert ours == set(OF_ORGANISATION)
    assert plans == {key.partition(".")[0] for key in OF_PLAN}


@pytest.mark.parametrize(("slot", "row"), list(rows()))
def test_a_row_asks_for_keys_that_there_are_or_says_why_it_asks_for_none(slot, row):
    fields = {key_of(name): name for name in slot.record.model_fields} if slot.record else {}
    asked = {key for ask in row.asks for key in ask.keys} | set(row.days) | {row.own, row.again} - {""}
    if slot.record is HealthCheck:
        asked -= {ANSWERS}
    assert asked <= set(fields)
    assert bool(row.enough) == (not row.asks and not row.days)
    assert not row.within or key_of(row.within).replace("-", "_") in Intervals.model_fields
    required = {key_of(name) for name, info in slot.record.model_fields.items() if info.is_required()} if fields else {}
    assert not any(set(ask.keys) & set(required) for ask in row.asks), "what is required is always there"


def test_what_the_parties_answer_together_is_asked_for_in_words_that_all_of_them_read():
    for level, key in named():
        record = PLAN_SLOTS[key].record if level is Level.JOINT else None
        if record is None or not issubclass(record, Record):
            continue
        natures = natures_of(record)
        read = {key_of(name) for name, nature in natures.items() if nature.disclosure <= Disclosure.JOINT} | {ANSWERS}
        for ask in OF_PLAN[key].asks:
            assert set(ask.keys) <= read, key


STUBS = {
    "skills": "{SK-9: {needs: x}}",
    "swot": "{SW-1: {title: x, quadrant: strength}}",
    "key-people": "{KP-1: {matters-for: x}}",
    "environment": "{EN-1: {title: x}}",
    "third-parties": "{TP-1: {name: x}}",
    "options": "{OP-1: {title: x}}",
    "pestle": "{PE-1: {title: x}}",
    "value-analysis": "{VA-1: {title: x}}",
    "engagements": "{EG-1: {purpose: x}}",
    "profile": "{overall: 3}",
    "strategy": "{drivers: [x]}",
    "negotiation": "{behaviour: x}",
}
"""What an auditor wrote, one word a register, and saw counted."""


def of_plan(snippet, **more):
    (judgement,) = judged_with(snippet, **more).plans.values()
    return {each.requirement.id: each for each in judgement.evidence}


def of_organisation(snippet):
    judged = judged_with(f"{snippet}signposts:\n  SP-1:\n    answers:\n", organisation=True)
    return {each.requirement.id: each for each in judged.organisation.evidence}


UNSIGNED = "signposts:\n  IS-1: {answers: }\n"


def test_one_word_a_register_records_nothing():
    found = of_plan(UNSIGNED + "".join(f"{key}: {stub}\n" for key, stub in STUBS.items()))
    for requirement in (
        "ia.swot",
        "kn.people",
        "ia.capability",
        "kn.supplychain",
        "aw.value",
        "ia.profile",
        "ps.engage",
    ):
        assert found[requirement].state is State.CLAIMED, requirement
    assert found["kn.strategy"].state is State.CLAIMED


def test_the_reason_names_what_is_still_empty_and_the_step_the_keys():
    found = of_plan(f"{UNSIGNED}swot:\n  SW-1: {{title: Slow, quadrant: weakness}}\n")["ia.swot"]
    assert found.reason == "SW-1 does not say how much it matters, or what is done about it."
    assert found.next_step == (
        "Record how much it matters, what is done about it (significance:, response: or action: or accepted:) in SW-1."
    )
    assert found.where == (("swot", "SW-1"),)
    two = "swot:\n  SW-1: {title: Slow, quadrant: weakness}\n  SW-2: {title: Small, quadrant: weakness}\n"
    assert of_plan(UNSIGNED + two)["ia.swot"].reason.endswith(" Another one is as short.")


def test_one_whole_record_is_enough_and_it_alone_is_what_the_register_rests_on():
    whole = "{title: Slow, quadrant: weakness, significance: high, accepted: We are careful}"
    found = of_plan(f"{UNSIGNED}swot:\n  SW-1: {{title: x, quadrant: strength}}\n  SW-2: {whole}\n")["ia.swot"]
    assert (found.state, found.where) == (State.RECORDED, (("swot", "SW-2"),))


def test_a_score_without_an_assessor_or_a_day_is_no_score():
    bare = "scores:\n  SC-1: {by: }\n  SC-2: {on: }\n"
    found = of_plan(UNSIGNED + bare)["ps.evaluate"]
    assert found.state is State.CLAIMED
    assert "SC-1 does not say who scored." in found.reason


def test_a_placeholder_behind_a_key_says_nothing():
    found = of_plan(f"{UNSIGNED}swot:\n  SW-1: {{title: Slow, quadrant: weakness, significance: low, accepted: tbc}}\n")
    assert found["ia.swot"].reason == "SW-1 does not say what is done about it."


def test_a_record_with_an_open_error_does_not_count():
    whole = "swot:\n  SW-1: {title: Slow, quadrant: weakness, significance: high, response: mend, action: A-99}\n"
    found = of_plan(UNSIGNED + whole)["ia.swot"]
    assert found.reason == "SW-1 has an open error."


@pytest.mark.parametrize(
    ("requirement", "planned", "said"),
    [
        ("pe.audit", "audits:\n  AU-1: {done: , planned: 2026-02-01}\n", "AU-1 does not say when it was done."),
        ("pe.audit", "audits:\n  AU-1: {done: 2026-05-01}\n", "AU-1 is of 2026-05-01, which is still to come."),
        ("sup.awareness", "briefings:\n  BR-1: {on: 2026-05-01}\n", "BR-1 is of 2026-05-01, which is still to come."),
        ("lead.policy", "policy:\n  approved: 2026-05-01\n  reviewed:\n", "The policy is of 2026-05-01, which"),
    ],
)
def test_what_is_only_planned_is_not_evidence_yet(requirement, planned, said):
    found = of_organisation(planned)[requirement]
    assert found.state is State.CLAIMED
    assert said in found.reason


def test_reviews_checks_and_approvals_that_are_still_to_come_count_for_nothing():
    ahead = (
        "health-checks: {H-1: , H-2: , H-3: , H-4: {on: 2026-04-01}}\n"
        "stages:\n  knowledge: {state: established, reviews: {2026-04-01: Looked}}\n"
        "versions:\n  v1.0: {approved: {northgate: {by: northgate.ser, on: 2026-04-01}}}\n"
    )
    found = of_plan(ahead)
    for requirement in ("st.trust", "kn.general", "wt.jrmp"):
        assert not found[requirement].state.counts, requirement


def test_a_requirement_does_not_fall_away_before_the_day_on_which_that_is_decided():
    absent = "not-applicable:\n  ps.engage: {why: They were there, decided-by: estuary.ser, on: 2026-03-02}\n"
    assert of_plan(absent)["ps.engage"].state is not State.NOT_APPLICABLE
    assert of_plan(absent.replace("03-02", "03-01"))["ps.engage"].state is State.NOT_APPLICABLE


def test_an_old_health_check_does_not_count_and_the_reason_says_until_when_it_was_good():
    old = "health-checks: {H-1: , H-2: , H-3: , H-4: {on: 2021-12-04}}\n"
    found = of_plan(old)["st.trust"]
    assert (found.state, found.reason, found.good_until) == (
        State.CLAIMED,
        "H-4 was good until 2022-06-04.",
        date(2022, 6, 4),
    )
    assert found.next_step == "Record something newer than H-4."


def test_evidence_counts_to_the_last_day_of_its_interval():
    found = of_plan("")["st.trust"]
    assert (found.state, found.good_until) == (State.RECORDED, date(2026, 6, 4))
    assert of_plan("", today=date(2026, 6, 4))["st.trust"].state is State.RECORDED
    assert of_plan("", today=date(2026, 6, 5))["st.trust"].state is State.CLAIMED


def test_in_a_copy_for_others_nothing_changes_with_the_day_alone():
    theirs = Audience.joint("northgate")
    now, later = (of_plan("", audience=theirs, today=day)["st.trust"] for day in (DAY, date(2031, 1, 1)))
    assert (now.state, now.good_until) == (later.state, later.good_until) == (State.RECORDED, None)


def test_a_management_review_that_looked_at_them_dates_those_who_have_a_stake():
    bare = "stakeholders:\n  SH-1: {reviewed: 2020-01-01}\n"
    assert of_organisation(bare)["ctx.stakeholders"].state is State.RECORDED
    unseen = bare + "management-reviews:\n"
    assert of_organisation(unseen)["ctx.stakeholders"].reason == "SH-1 was good until 2021-01-01."


def test_a_day_of_its_own_goes_before_the_interval():
    weighed = "business-case: {outcome: go on, by: estuary.ser, on: 2026-02-10, look-again: 2026-02-28}\n"
    assert of_plan(weighed)["kn.case"].reason == "The business case was good until 2026-02-28."


def test_a_stage_that_is_closed_is_not_asked_for_a_new_look():
    old = "stages:\n  knowledge: {state: STATE, reviews: {2020-01-01: Looked}}\n"
    assert of_plan(old.replace("STATE", "closed"))["kn.general"].state is State.RECORDED
    assert of_plan(old.replace("STATE", "established"))["kn.general"].reason == (
        "The stage knowledge was good until 2021-01-01."
    )


def test_a_meeting_that_was_only_entered_is_no_meeting():
    bare = "meetings:\n  M-1: {forum: board, on: 2026-02-01, present: , reviewed: , changed: }\n"
    found = of_plan(bare)["st.oversight"]
    assert not found.state.counts
