"""What the rules about issues, value, promises, changes and cover say, and what they leave alone."""

from datetime import date

import pytest

from rmpkit.model.finding import Severity
from rmpkit.rules.registry import RULES
from tests.rules.overlay import DAY, findings_of, findings_with, judged_with

ACCUSING = (
    "fail",
    "neglect",
    "implausible",
    "suspicious",
    "breach",
    "blame",
    "fault",
    "violat",
    "delinquent",
    "excuse",
)


def found(snippet: str, today: date = DAY, *, organisation: bool = False) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for finding in judged_with(snippet, today=today, organisation=organisation).findings:
        named.setdefault(finding.kind.name, []).append(finding.message)
    return named


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind.name)
def test_no_rule_accuses(rule):
    texts = [rule.kind.title, rule.kind.why]
    for finding in findings_of(rule, rule.kind.bad):
        texts += [finding.message, finding.mend]
    said = " ".join(texts).lower()
    assert not [word for word in ACCUSING if word in said]


def test_there_are_thirty_rules_and_more_about_what_parties_record():
    assert len([rule for rule in RULES if rule.of_plan]) >= 60


def test_an_early_warning_is_never_judged():
    bare = "early-warnings:\n  EW-2:\n    text: The crane may be late\n    action: Ask\n    raised: 2020-01-01\n"
    assert found(bare) == {}


def test_an_issue_is_judged_by_its_step_and_the_day_it_came_to_it():
    past = found("issues:\n  I-1:\n    raised: 2026-01-01\n    since: 2026-02-18\n")
    assert past["issue-past-limit"] == [
        (
            "The issue I-1 has been at LV-1 (The two managers) since 2026-02-18; "
            "the parties agreed on 10 days for that step."
        )
    ]
    assert found("issues:\n  I-1:\n    since: 2026-02-19\n") == {}
    assert found("issues:\n  I-1:\n    raised: 2026-01-01\n    settled: 2026-02-18\n") == {}
    assert found("issues:\n  I-1:\n    raised: 2026-01-01\n    state: withdrawn\n") == {}


def test_an_issue_without_a_step_stands_on_the_lowest_and_the_topmost_has_no_higher():
    assert "issue-past-limit" in found("issues:\n  I-1:\n    raised: 2026-02-01\n    level:\n")
    (finding,) = judged_with("issues:\n  I-1:\n    level: LV-2\n    since: 2026-02-01\n").findings
    assert finding.kind.name == "issue-past-limit"
    assert "level:" not in finding.mend


def test_an_open_issue_has_an_owner():
    assert found("issues:\n  I-1:\n    owner:\n") == {"owner-missing": ["The issue I-1 has no owner."]}


def test_a_ladder_kept_elsewhere_is_as_good():
    assert found("resolution-ladder:\nissues:\nsignposts:\n  SP-1:\n    answers: [wt.process, wt.issues]\n") == {}


@pytest.mark.parametrize(("by", "to"), [("estuary", "northgate"), ("northgate", "estuary")])
def test_what_we_owe_and_what_we_are_owed_is_said_in_the_same_words(by, to):
    names = {"estuary": "Estuary Gateway", "northgate": "Northgate Marine"}
    said = found(f"commitments:\n  CM-1:\n    by: {by}\n    to: {to}\n    due: 2026-02-15\n")["commitment-overdue"]
    assert said == [f"CM-1, promised by {names[by]} to {names[to]}, was due on 2026-02-15, and is still open."]


def test_the_intervals_are_the_organisations_own():
    old = "value-ideas:\n  V-1:\n    raised: 2025-05-01\n"
    assert "value-silent" in found(old)
    assert found("intervals:\n  value-review: 2 months\n  read-again: week\n", organisation=True) == {}
    assert "value-silent" in found("intervals:\n  value-review: month\n", organisation=True)


def test_an_unused_register_of_ideas_is_not_called_silent():
    unused = "value-ideas:\nsignposts:\n  SP-8:\n    answers: [vc.process, vc.targets, st.value]\n"
    assert found(unused) == {}


def test_a_gain_realised_lately_is_news():
    realised = "value-ideas:\n  V-1:\n    raised: 2024-05-01\n    state: realised\n    realised-on: 2026-01-31\n"
    assert found(f"{realised}    see: SP-8\n") == {}


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ("trust: 3.4", "trust 3.4 of 5 from Northgate Marine"),
        ("trust: 4.2, openness: 5", None),
        ("trust: 3.6", None),
    ],
)
def test_a_low_score_asks_for_an_answer(scores, said):
    round_ = f"health-checks:\n  H-4:\n    northgate: {{asked: 8, answered: 7, {scores}}}\n"
    if said is None:
        assert found(round_) == {}
    else:
        assert said in found(round_)["score-unanswered"][0]


def test_parties_far_apart_ask_for_an_answer_and_get_a_month_for_it():
    apart = "health-checks:\n  H-4:\n    estuary: {trust: 5}\n    northgate: {trust: 3.8}\n"
    assert "trust 3.8 beside 5" in found(apart)["score-unanswered"][0]
    assert found(apart + "    on: 2026-02-10\n") == {}


def test_an_ended_agreement_that_another_followed_is_history():
    ended = "agreements:\n  AG-1:\n    ends: 2026-01-31\n"
    assert "agreement-ended" in found(ended + "  AG-2: {title: Other, starts: 2020-01-01}\n")
    assert found(ended + "  AG-2: {title: Next, starts: 2026-02-01}\n") == {}


@pytest.mark.parametrize(
    ("break_", "what"),
    [
        ("parties:\n  northgate:\n    joined: 2026-01-20\n", "Northgate Marine joined on 2026-01-20"),
        (
            (
                "roles:\n  northgate.ser:\n    halvorsen: {from: 2024-04-01, to: 2026-01-19}\n"
                "    silva: {from: 2026-01-20}\n"
            ),
            "Duarte Silva became northgate.ser on 2026-01-20",
        ),
        (
            (
                "change-events:\n  CH-1:\n    title: A new SER at Northgate\n    kind: new SER\n    on: 2026-01-20\n"
                "    read-again: {Risks: 2026-02-01}\n"
            ),
            "A new SER at Northgate on 2026-01-20",
        ),
    ],
)
def test_exit_is_read_again_after_a_change_of_party_contract_or_ser(break_, what):
    said = found(f"meetings:\n  M-1:\n    on: 2026-01-10\n{break_}")
    assert what in said["exit-older-than-change"][0]


def test_an_exit_strategy_that_was_read_because_of_the_change_is_not_asked_for_again():
    event = "change-events:\n  CH-1:\n    on: 2026-01-20\n    read-again: {The exit strategy: 2026-02-01}\n"
    assert found(f"meetings:\n  M-1:\n    on: 2026-01-10\n{event}") == {}


def test_a_change_leaves_the_interval_to_read():
    fresh = "change-events:\n  CH-1:\n    on: 2026-02-10\n    read-again:\n      Risks:\n"
    assert found(fresh) == {}
    assert "change-not-read-again" in found(fresh, today=date(2026, 3, 11))


def test_the_revisions_of_a_young_plan_come_together_by_nature():
    young = "revisions:\n  RV-1:\n    on: 2026-01-10\n" + "".join(
        f"  RV-{n}: {{version: v0.{n}, on: 2026-01-{10 + n}, summary: Step}}\n" for n in range(2, 9)
    )
    assert found(young) == {}
    grown = young.replace("RV-1:\n    on: 2026-01-10", "RV-1:\n    on: 2024-01-10")
    assert found(grown)["revisions-bunched"] == [
        "7 of the 7 revisions of the last year were made from 2026-01-12 to 2026-01-18; worth a second look."
    ]


def test_eleven_edits_before_an_audit_are_a_bunch_and_a_note():
    (finding,) = findings_with(
        "revisions:\n"
        + "".join(f"  RV-{n}: {{version: v1.{n}, on: 2026-02-{n:02}, summary: Step}}\n" for n in range(2, 13))
    )
    assert finding.kind.severity is Severity.NOTE
    assert "11 of the 11" in finding.message


def test_a_person_with_many_posts_is_covered_by_somebody_else_not_by_themselves():
    posts = "roles:\n  estuary.a: {lindqvist: {from: 2024-04-01}}\n  estuary.b: {lindqvist: {from: 2024-04-01}}\n"
    own = "deputies: {estuary.manager: estuary.a, estuary.a: estuary.b, estuary.b: estuary.manager}\n"
    assert set(found(posts)) == {"person-without-cover"}
    assert set(found(posts + own)) == {"person-without-cover", "deputy-vacant"}
    covered = "deputies: {estuary.manager: estuary.ser, estuary.a: estuary.ser, estuary.b: estuary.ser}\n"
    assert found(posts + covered) == {}


def test_a_person_who_answers_for_much_is_worth_a_deputy():
    much = "risks:\n" + "".join(f"  R-E{n}: {{title: Risk {n}, owner: estuary.manager}}\n" for n in range(1, 10))
    assert "open records" in found(much)["person-without-cover"][0]
    assert found(much + "deputies:\n  estuary.manager: estuary.ser\n") == {}


def test_criteria_are_seen_in_the_strategic_phase_once_scores_exist():
    strategic = "stages:\n  " + "\n  ".join(
        f"{stage}: not started"
        for stage in ("partner-selection", "working-together", "value-creation", "staying-together")
    )
    late = found(f"{strategic}\ncriteria:\n  CR-1:\n    agreed: 2024-02-15\n")
    assert late == {
        "criterion-after-scores": [
            "The criterion CR-1 was agreed on 2024-02-15; scores were given on it from 2024-02-01 on: SC-1, SC-2."
        ]
    }


def test_candidates_may_wait_for_a_decision_while_the_choice_is_being_made():
    early = (
        "stages:\n  partner-selection: in progress\n  working-together: not started\n  value-creation: not started\n"
        "  staying-together: not started\ncandidates:\n  northgate-marine: {name: Northgate Marine, state: shortlist}\n"
    )
    assert "choice-undecided" not in found(early)
    done = "candidates:\n  northgate-marine: {name: Northgate Marine, state: shortlist}\n"
    assert "choice-undecided" not in found(done), "the decision is signposted"


def test_a_party_that_has_no_seat_is_not_missed():
    absent = (
        "meetings:\n  M-1:\n    present: [estuary.ser]\n  M-2: {forum: board, on: 2025-11-05, present: [estuary.ser]}\n"
    )
    assert "party-absent" in found(absent)
    assert found(absent + "forums:\n  board:\n    members: [estuary.ser]\n") == {}


def test_what_is_communicated_or_paid_at_exit_goes_to_nobody_in_particular():
    leaving = "exit:\n  activated: 2026-01-10\nexit-transition:\n  T-1:\n    goes-to:\n"
    assert found(leaving + "    kind: communication\n") == {}
    assert found(leaving + "    kind: asset\n")["transition-unplaced"]


def test_paperwork_never_colours_the_first_two_lamps():
    broken = "lessons:\n  LL-1:\n    change:\nissues:\n  I-1:\n    owner:\nknowledge:\n  K-1:\n    conditions:\n"
    before, after = judged_with("").plans["northgate"].lamps, judged_with(broken).plans["northgate"].lamps
    assert after[:2] == before[:2]
    assert after[2] != before[2]
