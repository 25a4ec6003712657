"""What is said of a plan on the day it turns, of what is still to come, and of what cannot be read."""

from datetime import date

import pytest

from rmpkit.rules.evidence import Evidence, State
from rmpkit.rules.lamps import Colour
from rmpkit.views.duties import duties_of
from tests.rules.overlay import findings_with, judged_with

PLAN = "northgate"


def names(snippet: str, today: date = date(2026, 3, 1)) -> set[str]:
    return {finding.kind.name for finding in judged_with(snippet, today=today).findings}


def state(snippet: str, requirement: str, today: date = date(2026, 3, 1)) -> State:
    judgement = judged_with(snippet, today=today).plans[PLAN]
    return next(item.state for item in judgement.evidence if item.requirement.id == requirement)


def lamps(snippet: str) -> dict[str, Colour]:
    return {lamp.name: lamp.colour for lamp in judged_with(snippet).plans[PLAN].lamps}


POINTER_ONLY = "processes:\n"
"""Nothing but a signpost answers wt.process."""

ACTION = "actions:\n  A-1:\n    due: 2026-03-01"


def test_an_action_due_today_is_not_yet_overdue():
    assert "action-overdue" not in names(ACTION)
    assert "action-overdue" in names(ACTION, date(2026, 3, 2))


def test_a_signpost_is_fresh_on_the_last_day_of_its_interval():
    assert "signpost-stale" not in names("", date(2026, 7, 15))
    assert "signpost-stale" in names("", date(2026, 7, 16))
    assert state(POINTER_ONLY, "wt.process", date(2026, 7, 15)) is State.RECORDED
    assert state(POINTER_ONLY, "wt.process", date(2026, 7, 16)) is State.SIGNPOSTED


def evidence(snippet: str, requirement: str, today: date = date(2026, 3, 1)) -> Evidence:
    judgement = judged_with(snippet, today=today).plans[PLAN]
    return next(item for item in judgement.evidence if item.requirement.id == requirement)


GOOD_FOR_A_MONTH = POINTER_ONLY + "signposts:\n  SP-1:\n    good-for: month"


def test_a_signpost_may_say_how_long_a_check_of_it_counts():
    assert state(GOOD_FOR_A_MONTH, "wt.process", date(2026, 2, 15)) is State.RECORDED
    assert state(GOOD_FOR_A_MONTH, "wt.process", date(2026, 2, 16)) is State.SIGNPOSTED
    assert "signpost-stale" in names(GOOD_FOR_A_MONTH, date(2026, 2, 16))


def test_what_ages_says_until_when_it_counts():
    found = evidence(POINTER_ONLY, "wt.process")
    assert found.good_until == date(2026, 7, 15)


def test_what_has_aged_says_until_when_it_counted():
    found = evidence(GOOD_FOR_A_MONTH, "wt.process")
    assert found.good_until == date(2026, 2, 15)
    assert found.reason.endswith("last checked on 2026-01-15; it was good until 2026-02-15.")


def test_what_the_records_carry_does_not_age():
    assert evidence("", "wt.process").good_until is None


def test_a_check_says_by_whom_and_of_which_revision():
    snippet = POINTER_ONLY + "signposts:\n  SP-1:\n    checked-by: estuary.manager\n    revision: rev C"
    assert evidence(snippet, "wt.process").reason.endswith(", rev C, checked on 2026-01-15 by estuary.manager.")


def test_what_is_missing_of_several_records_is_named():
    found = evidence("processes:\nsignposts:\n", "wt.process")
    assert found.missing
    assert not found.where


@pytest.mark.parametrize(
    ("snippet", "requirement", "never"),
    [
        (POINTER_ONLY + "signposts:\n  SP-1:\n    checked: 2028-01-15", "wt.process", State.RECORDED),
        (
            "answers:\n  aw.value:\n    says: We do\n    checked-by: estuary.manager\n    checked: 2028-01-15",
            "aw.value",
            State.CHECKED,
        ),
    ],
)
def test_what_is_still_to_come_counts_as_nothing_and_is_asked_about(snippet, requirement, never):
    assert state(snippet, requirement) is not never
    assert "date-in-future" in names(snippet)


def test_a_reading_of_a_month_to_come_neither_helps_nor_hurts():
    snippet = "measures:\n  berth-ready:\n    readings:\n      2026-02: 98\n      2026-04: 10"
    assert lamps(snippet)["delivery"] is Colour.GREEN
    assert names(snippet) == {"date-in-future"}


def test_a_signpost_that_was_found_again_is_not_gone():
    found_again = "signposts:\n  SP-1:\n    dead: 2026-01-10\n    checked: 2026-01-15"
    assert names(found_again) == set()
    assert state(found_again, "wt.process") is State.RECORDED


def test_evidence_that_leads_nowhere_is_not_recorded():
    snippet = POINTER_ONLY + "signposts:\n  SP-1:\n    at: evidence/nothing.pdf"
    assert names(snippet) == {"reference-dangling"}
    assert state(snippet, "wt.process") is State.SIGNPOSTED


def test_an_approval_by_the_other_side_is_no_approval():
    snippet = "versions:\n  v1.0:\n    approved:\n      estuary: {by: estuary.ser, on: 2026-01-20}\n      northgate: {by: estuary.ser, on: 2026-01-22}"
    assert state(snippet, "wt.jrmp") is State.NONE
    assert names(snippet) == {"approver-without-post"}


def test_an_approval_by_a_person_of_the_other_side_is_told():
    by = "by: northgate.ser, who: okafor, on: 2026-01-22"
    snippet = f"versions:\n  v1.0:\n    approved:\n      estuary: {{by: estuary.ser, on: 2026-01-20}}\n      northgate: {{{by}}}"
    assert "approver-without-post" in names(snippet)
    assert "approver-without-post" not in names(snippet.replace("okafor", "halvorsen"))


def test_a_plan_of_which_the_only_version_is_called_a_correction_still_has_to_be_approved():
    snippet = "versions:\n  v1.0:\n  v0.9: {what: First words, minor: yes}"
    assert "approval-missing" in names(snippet)
    assert state(snippet, "wt.jrmp") is State.NONE


def test_a_party_that_joined_after_the_round_is_not_asked_for_its_answers():
    joined = "parties:\n  delta: {name: Delta, joined: 2026-02-01}\nroles:\n  delta.ser:\n    silva: {from: 2026-02-01}\n  delta.manager:\n    silva: {from: 2026-02-01}"
    assert "health-check-overdue" not in names(joined)


def test_scores_on_another_scale_are_compared_as_shares():
    rounds = "health-checks:\n" + "".join(
        f"  H-{number}:\n    out-of: {out_of}\n    northgate: {{trust: {trust}}}\n"
        for number, out_of, trust in ((1, 100, 62), (2, 5, "3.9"), (3, 5, "3.8"), (4, 5, "3.7"))
    )
    assert "score-falling" not in names(rounds)


def test_a_lamp_is_not_green_where_its_ground_cannot_be_read():
    assert lamps("measures:\n  berth-ready:\n    target: at most 30 days")["delivery"] is Colour.NOT_RATED


def test_a_stage_that_cannot_be_read_still_makes_its_requirements_due():
    snippet = "stages:\n  staying-together:\n    state: Established"
    assert names(snippet) == {"value-unfit"}
    assert state(snippet, "st.trust") is State.RECORDED


def test_an_objective_that_is_settled_needs_no_owner():
    assert names("objectives:\n  O-1:\n    state: achieved\n    owner:") == set()


def test_a_mute_hides_a_prompt_and_never_a_gap():
    mute = "muted-rules:\n  ser-vacant:\n    why: W\n    by: estuary.manager\n    until: 2026-06-30\n"
    vacant = "roles:\n  estuary.ser:\n    okafor: {from: 2024-04-01, to: 2026-02-15}\n"
    assert names(vacant) == {"ser-vacant"}
    assert names(vacant + mute) == {"evidence-missing"}


def test_a_known_gap_silences_the_prompt_for_the_same_gap_until_its_day():
    gap = "known-gaps:\n  G-1:\n    requirement: wt.exit\n    why: W\n    accepted-by: estuary.ser\n    until: 2026-03-01\n"
    missing = "exit-triggers:\n"
    assert names(missing) == {"exit-trigger-missing"}
    assert names(gap + missing) == set()
    assert names(gap + missing, date(2026, 3, 2)) >= {"known-gap-ended"}


def test_an_agreed_exit_is_not_an_activated_one():
    assert state("stages:\n  exit-strategy: established", "ex.continuity") is State.NOT_DUE
    assert state("exit:\n  activated: 2026-02-01", "ex.continuity") is State.RECORDED


def test_a_relationship_that_was_declined_is_asked_for_nothing():
    assert names("state: declined\nexit-triggers:\nversions:") == set()


@pytest.mark.parametrize(
    ("snippet", "says"),
    [
        ("forums:\n  board:\n    every: 9999 years", "longer than 30 years"),
        ("health-checks:\n  H-4:\n    out-of: 0", "1 up"),
        ("health-checks:\n  H-4:\n    northgate: {trust: 41}", "between 0 and 5"),
        ("health-checks:\n  H-4:\n    northgate: {asked: 4, answered: 11, trust: 4}", "4 were asked"),
        ("roles:\n  estuary.ser:\n    okafor: {from: 2026-11-30, to: 2024-04-01}", "before the first"),
        ("roles:\n  gamma.yard:\n    silva: {from: 2026-01-01}", '"gamma" is not a party'),
        ("risks:\n  R-N1:\n    target_likelihood: 5", 'Write "target-likelihood"'),
        ("people:\n  okafor: {name: Another, of: northgate}", "given twice"),
    ],
)
def test_what_cannot_be_so_is_one_error(snippet, says):
    (finding,) = judged_with(snippet).findings
    assert finding.kind.severity == "error"
    assert says in f"{finding.message} {finding.mend}"


def test_risks_without_an_owner_are_not_said_to_be_owned_by_one_side():
    unowned = "".join(f"  R-N{number}: {{title: Fog}}\n" for number in (2, 3, 4))
    assert names("risks:\n" + unowned) == {"owner-missing"}


def test_a_text_where_lines_belong_is_not_called_an_unknown_key():
    snippet = "change-events:\n  EV-9:\n    title: Varied\n    on: 2026-02-01\n    read-again: Risks"
    (finding,) = judged_with(snippet).findings
    assert finding.kind.name == "value-unfit"


@pytest.mark.parametrize(
    ("due", "state", "told"),
    [
        ("2026-02-28", "treating", True),
        ("2026-03-01", "treating", False),
        ("2026-02-28", "watching", False),
        ("2026-02-28", "occurred", False),
    ],
)
def test_what_is_done_about_a_risk_is_late_the_day_after_its_own_until_the_risk_is_watched(due, state, told):
    risk = f"risks:\n  R-N1:\n    due: {due}\n    state: {state}\n"
    assert ("risk-response-overdue" in names(risk)) is told
    judged = judged_with(risk)
    duties = [duty for duty in duties_of(judged) if duty.kind == "Risk response" and duty.day < judged.today]
    assert [duty.about for duty in duties] == ([(("risks", "R-N1"),)] if told else [])


# ---- what may be announced, and what is a slip


@pytest.mark.parametrize(
    "snippet",
    [
        "management-reviews:\n  MR-1: {on: 2026-04-01}\n",
        "nonconformities:\n  NC-1: {raised: 2026-04-01}\n",
        "resources:\n  RS-1: {approved: 2026-04-01}\n",
        "policy: {approved: 2026-04-01}\n",
        "briefings:\n  BR-1: {on: 2026-04-01}\n",
    ],
)
def test_a_day_to_come_is_asked_about_in_the_organisation_as_well(snippet):
    found = [f for f in findings_with(snippet, organisation=True) if f.kind.name == "date-in-future"]
    (message,) = {f.message for f in found}
    assert "says 2026-04-01, which is still to come." in message


@pytest.mark.parametrize(
    ("snippet", "organisation"),
    [
        ("change-events:\n  CH-2: {title: Okafor hands over to Brandt, kind: new SER, on: 2026-04-01}\n", False),
        ("meetings:\n  M-2: {forum: board, on: 2026-04-01}\n", False),
        ("briefings:\n  BR-2: {topic: The charter, audience: Foremen, on: 2026-04-01}\n", True),
        ("visits:\n  VI-2: {body: Hallmark Assurance, on: 2026-04-01}\n", True),
        ("audits:\n  AU-2: {title: Copies, planned: 2026-04-01, auditor: estuary.records}\n", True),
    ],
)
def test_what_is_announced_truthfully_is_no_slip(snippet, organisation):
    assert "date-in-future" not in {f.kind.name for f in findings_with(snippet, organisation=organisation)}


def test_a_meeting_to_come_that_already_looked_at_the_risks_is_a_slip():
    found = findings_with("meetings:\n  M-2: {forum: board, on: 2026-04-01, reviewed: [risks]}\n")
    assert "date-in-future" in {f.kind.name for f in found}
