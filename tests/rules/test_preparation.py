"""What the rules about our own preparation leave alone, and where each of them begins."""

import pytest

from rmpkit.rules.registry import RULES
from tests.rules.overlay import findings_with

WEIGHED = "segmentation: {{scores: {{{scores}}}, decision: {decision}, decided-by: estuary.ser, decided: {day}}}"


def found(snippet: str) -> set[str]:
    return {finding.kind.name for finding in findings_with(snippet)}


def messages(snippet: str, name: str) -> list[str]:
    return [finding.message for finding in findings_with(snippet) if finding.kind.name == name]


@pytest.mark.parametrize(
    ("scores", "decision", "names"),
    [
        ("SC-1: 5", "collaborate", set()),
        ("SC-1: 5", "develop", {"weighing-unexplained"}),
        ("SC-1: 4", "keep transactional", set()),
        ("SC-2: 5", "exit", set()),
        ("", "collaborate", {"weighing-unexplained"}),
    ],
    ids=["as the floor says", "past the floor", "below the floor", "no floor", "no scores"],
)
def test_a_floor_decides_alone_unless_somebody_says_why_not(scores, decision, names):
    assert found(WEIGHED.format(scores=scores, decision=decision, day="2025-06-10")) == names


@pytest.mark.parametrize(
    ("snippet", "names"),
    [
        (WEIGHED.format(scores="SC-1: 4", decision="develop", day="2025-03-01"), set()),
        (WEIGHED.format(scores="SC-1: 4", decision="develop", day="2025-02-28"), {"weighing-stale"}),
        (
            WEIGHED.format(scores="SC-1: 4", decision="develop", day="2024-02-01")[:-1] + ", look-again: 2026-03-01}",
            set(),
        ),
    ],
    ids=["a year to the day", "a year and a day", "a day of its own"],
)
def test_a_weighing_is_repeated_by_its_own_day_or_else_by_the_interval(snippet, names):
    assert found(snippet) == names


def test_what_nobody_began_is_not_asked_for():
    for key in ("segmentation", "tailoring", "swot", "negotiation", "pestle", "course"):
        assert found(f"{key}:\n") == set(), key


def test_a_low_weakness_a_strength_and_an_accepted_threat_ask_for_nothing():
    assert not found(
        "swot:\n"
        "  SW-1: {title: W, quadrant: weakness, significance: medium}\n"
        "  SW-2: {title: S, quadrant: strength, significance: high}\n"
        "  SW-3: {title: T, quadrant: threat, significance: high, accepted: There is no other, owner: estuary.ser}\n"
    )


def test_an_answered_weakness_still_needs_somebody_who_answers_for_it():
    assert messages(
        "swot:\n  SW-1: {title: W, quadrant: weakness, significance: high, action: IA-1}", "swot-unanswered"
    ) == ["The weakness SW-1 (W) matters much, and no post answers for it."]


def test_a_deputy_covers_a_key_person_as_well_as_a_successor_does():
    critical = "key-people:\n  KP-1: {matters-for: Tides, post: estuary.manager, critical: yes}\n"
    assert found(critical) == {"key-person-uncovered"}
    assert found(critical + "deputies: {estuary.manager: estuary.ser}\n") == set()
    assert found(critical.replace("critical: yes", "critical: no")) == set()


def test_only_the_latest_result_of_a_model_is_asked_about_and_never_the_one_of_a_partner():
    below = "scores: {trust: 2}, wanted: {trust: 3}"
    older = f"maturity:\n  MA-1: {{model: plain, on: 2024-10-01, {below}}}\n"
    assert found(older) == {"maturity-gap-open"}
    assert (
        found(f"{older}  MA-2: {{model: plain, on: 2025-10-01, scores: {{trust: 3}}, wanted: {{trust: 3}}}}\n") == set()
    )
    assert found(f"{older}  MA-2: {{model: SC21, on: 2025-10-01, scores: {{trust: 3}}}}\n") == {"maturity-gap-open"}
    assert found(f"maturity:\n  MA-1: {{model: plain, of: partner, on: 2024-10-01, {below}}}\n") == set()


def test_a_benefit_is_held_against_what_came_of_it_once_value_is_being_made():
    benefit = "value-analysis:\n  VA-1: {title: B, compared-with: alone}\n"
    early = "stages:\n  working-together: not started\n  value-creation: not started\n  staying-together: not started\n"
    assert found(benefit) == {"estimate-uncompared"}
    assert "estimate-uncompared" not in found(benefit + early)


def test_ways_that_were_looked_at_are_chosen_from_once_the_case_is_decided():
    two = "options:\n  OP-1: {title: A}\n  OP-2: {title: B}\n"
    assert messages(two, "option-alone") == [
        "The case was decided, and none of 2 ways of reaching the aims is marked as chosen."
    ]


@pytest.mark.parametrize(
    ("case", "event", "names"),
    [
        ("on: 2026-01-15", "kind: takeover, on: 2026-02-11", set()),
        ("on: 2026-01-15", "kind: other, on: 2026-01-20", set()),
        ("on: 2026-01-15", "kind: law, on: 2026-01-15", set()),
        ("on: 2026-01-15", "kind: law, on: 2026-01-16", {"case-older-than-change"}),
        ("on: 2026-01-15, look-again: 2026-04-01", "kind: law, on: 2026-01-16", set()),
        (
            "on: 2026-01-15",
            "kind: law, on: 2026-01-16, read-again: {Showcases: 2026-02-01}",
            {"case-older-than-change"},
        ),
    ],
    ids=["within the interval", "a small change", "decided since", "left", "a day to look again", "read by both"],
)
def test_a_case_is_weighed_again_after_a_big_change(case, event, names):
    decided = f"business-case: {{outcome: go on, by: estuary.ser, {case}}}\n"
    assert found(f"{decided}change-events:\n  CH-2: {{title: C, {event}}}\n") - {"terms-older-than-change"} == names


def test_partners_are_not_told_that_our_case_was_weighed_again():
    old = "business-case: {outcome: go on, by: estuary.ser, on: 2026-01-09}"
    (mend,) = (finding.mend for finding in findings_with(old))
    assert "read-again" not in mend


def test_a_day_to_look_again_at_the_case_is_kept():
    decided = "business-case: {{outcome: go on, by: estuary.ser, on: 2026-02-10, look-again: {}}}"
    assert found(decided.format("2026-03-01")) == set()
    assert found(decided.format("2026-02-28")) == {"case-older-than-change"}


def test_a_day_to_look_again_at_the_case_stands_in_place_of_the_interval():
    old = "business-case: {{outcome: go on, by: estuary.ser, on: 2024-12-02{}}}"
    assert found(old.format("")) >= {"business-case-undecided"}
    assert "business-case-undecided" not in found(old.format(", look-again: 2026-06-01"))
    assert "business-case-undecided" in found(old.format(", look-again: 2024-06-01")), "a day from before that"


def test_a_stage_whose_outcome_no_revision_ever_took_in_is_a_gap_and_no_lapse():
    assert "outcome-not-taken-in" not in found("stages:\n  knowledge: {state: established, reviews: {2026-01-02: R}}\n")


def test_a_revision_that_is_still_to_come_has_taken_nothing_in():
    looked = "stages:\n  knowledge: {state: established, reviews: {2025-11-01: R}}\n"
    taken = "revisions:\n  RV-2: {version: v1, on: 2025-02-01, summary: S, takes-in: [knowledge]}\n"
    later = "  RV-3: {version: v2, on: 2026-03-02, summary: S, takes-in: [knowledge]}\n"
    assert "outcome-not-taken-in" in found(looked + taken)
    assert "outcome-not-taken-in" in found(looked + taken + later)
    assert "outcome-not-taken-in" not in found(looked + taken + later.replace("2026-03-02", "2026-03-01"))


def test_a_sitting_partner_that_was_scored_is_put_through_the_same_questions():
    assert found("selection: {route: sitting partner}") == set()
    assert found("selection: {route: open tender}\nscores:\n") == set()


def test_a_criterion_without_a_kind_may_be_about_anything():
    assert found("criteria:\n  CR-1:\n    kind:\n") == set()


LATE = """
criteria:
  CR-1: {agreed: 2024-02-15}
  CR-2: {title: T, kind: technical, agreed: 2024-02-15}
scores:
  SC-3: {candidate: northgate-marine, criterion: CR-2, score: 4, by: estuary.ser, on: 2024-02-01}
"""


def test_criteria_that_were_agreed_late_are_told_once():
    assert messages(LATE, "criterion-after-scores") == [
        "2 criteria (CR-1, CR-2) were agreed after scores had been given on them: SC-1, SC-2, SC-3."
    ]


AGAIN = "  SC-{}: {{candidate: northgate-marine, criterion: {}, score: 4, by: estuary.{}, on: {}}}\n"


def test_scores_that_were_given_again_are_scores_of_what_was_agreed():
    both = AGAIN.format(4, "CR-1", "ser", "2024-02-15") + AGAIN.format(5, "CR-1", "manager", "2024-02-15")
    assert found(LATE + both + AGAIN.format(6, "CR-2", "ser", "2024-02-15")) == set()
    assert found(LATE + both) == {"criterion-after-scores"}


def test_a_second_assessor_does_not_hide_the_first():
    second = AGAIN.format(4, "CR-1", "manager", "2024-02-15") + AGAIN.format(5, "CR-2", "manager", "2024-02-15")
    assert messages(LATE + second, "criterion-after-scores") == [
        "2 criteria (CR-1, CR-2) were agreed after scores had been given on them: SC-1, SC-3."
    ]


def test_what_all_settled_together_since_is_settled():
    settled = AGAIN.format(4, "CR-1", "ser, moderated: yes", "2024-02-15")
    assert found(LATE + settled + settled.replace("SC-4", "SC-5").replace("CR-1", "CR-2")) == set()
    assert found(LATE + "selection: {moderated: 2024-02-20}\n") == set()
    assert found(LATE + "selection: {moderated: 2024-02-10}\n") == {"criterion-after-scores"}


def test_why_scores_stand_may_be_said():
    assert found(LATE + "selection: {reasons: They were read again and stand}\n") == set()
    assert found(LATE + "selection: {how: By two of us}\n") == {"criterion-after-scores"}


def test_who_withdrew_need_not_be_told():
    assert found("candidates:\n  skerry:\n    state: withdrew\n    told:\n") == set()


def test_scores_that_were_settled_in_a_talk_may_lie_apart():
    apart = "scores:\n  SC-2:\n    score: 2\n"
    assert found(apart) == {"scores-apart"}
    assert found(f"{apart}selection: {{moderated: 2024-02-10}}\n") == set()


def test_one_assessor_who_thought_again_is_not_two_who_are_apart():
    assert found("scores:\n  SC-2:\n    score: 2\n    by: estuary.ser\n") - {"scored-by-one"} == set()
    assert found("scores:\n  SC-2:\n    score: 2\n    by:\n") == set()


ALIKE = next(rule for rule in RULES if rule.kind.name == "assessors-agree-throughout").kind.bad


def test_scores_of_one_post_or_of_both_together_say_nothing_of_how_two_agree():
    assert found(ALIKE) == {"assessors-agree-throughout"}
    assert found(ALIKE.replace("by: estuary.ser", "by: estuary.manager")) == set()
    assert found(ALIKE.replace("score: 5, by: estuary.ser", "score: 5, by: estuary.ser, moderated: yes")) == set()


@pytest.mark.parametrize("said", ["reasons: They scored together", "moderated: 2024-02-10"])
def test_that_assessors_scored_together_may_be_said(said):
    assert found(f"{ALIKE}\nselection: {{{said}}}\n") == set()


def test_a_talk_that_is_still_to_come_needs_no_ground_yet():
    assert found("engagements:\n  EG-1: {purpose: P, on: 2026-04-01}\n") == set()


def test_what_has_to_be_looked_into_may_be_passed_on_conditions():
    check = "due-diligence:\n  DD-1: {{title: A, candidate: {}, mandatory: {}, result: {}}}\n"
    assert found(check.format("northgate-marine", "yes", "conditional")) == set()
    assert found(check.format("northgate-marine", "no", "open")) == set()
    assert found(check.format("skerry", "yes", "open")) == set()
    assert found(check.format("northgate-marine", "yes", "not passed")) == {"due-diligence-open"}


def test_a_brief_names_who_speaks_before_it_says_that_they_were_briefed():
    assert messages("negotiation: {briefed: 2024-02-26}", "negotiators-unprepared") == [
        "The brief names nobody who speaks for us."
    ]
    assert messages("negotiation: {team: [estuary.ser], briefed: 2026-03-02}", "negotiators-unprepared")


def test_going_on_needs_a_name_and_no_reason():
    assert found("course:\n  CO-1: {decision: go on, on: 2025-06-10, by: estuary.ser}\n") == set()


def test_an_appointment_of_an_executive_weighs_on_the_duties_of_executives():
    made = "appointments:\n  AP-1: {{post: {}}}\n"
    weighs_on = {
        post: {finding.requirement for finding in findings_with(made.format(post))}
        for post in ("estuary.ser", "estuary.manager")
    }
    assert weighs_on == {"estuary.ser": {"aw.ser"}, "estuary.manager": {"ia.leader"}}


def test_what_could_not_be_read_is_not_missed():
    assert "option-alone" not in found("options:\n  OP-1: {title: A}\n  OP-2: {titel: B}\n")
    assert "candidate-alone" not in found("candidates:\n  skerry:\n    state: nowhere\n")


BELOW = "criteria:\n  CR-1:\n    minimum: 5\n"


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ("", "4.5 on CR-1, where 5 is the least that will do."),
        ("  SC-2: {score: 4}\n", "4 on CR-1"),
        (
            "  SC-3: {candidate: northgate-marine, criterion: CR-1, score: 4, moderated: yes, on: 2024-02-03}\n",
            "4 on CR-1",
        ),
        ("  SC-3: {candidate: northgate-marine, criterion: CR-1, score: 5, moderated: yes, on: 2024-02-03}\n", None),
    ],
)
def test_who_is_preferred_below_a_minimum_is_told_with_the_score_that_counts(scores, said):
    told = messages(f"{BELOW}scores:\n{scores}" if scores else BELOW, "minimum-unreached")
    assert (said in told[0]) if said else not told


def test_a_minimum_is_asked_of_the_one_that_is_preferred_and_may_be_met_later():
    assert found(f"{BELOW}candidates:\n  northgate-marine:\n    conditions: [A trial of three months]\n") == set()
    other = "scores:\n  SC-3: {candidate: skerry, criterion: CR-1, score: 2, by: estuary.ser, on: 2024-02-01}\n"
    assert "minimum-unreached" not in found("criteria:\n  CR-1:\n    minimum: 3\n" + other)


PASSED_OVER = """
candidates:
  northgate-marine:
    reasons:
  skerry:
    state: {state}
scores:
  SC-3: {{candidate: skerry, criterion: CR-1, score: 5, by: estuary.ser, on: 2024-02-01}}
"""


def test_a_choice_that_is_not_first_by_score_has_a_reason():
    assert messages(PASSED_OVER.format(state="rejected"), "choice-not-first") == [
        "Northgate Marine is preferred with 4.5 of 5 by weighted score, and Skerry Dredging has 5."
    ]
    assert found(PASSED_OVER.format(state="withdrew")) == set()
    why = PASSED_OVER.format(state="rejected").replace("    state: rejected", "    reasons: It changed hands in March")
    assert found(why) == set()


def test_scores_are_laid_side_by_side_only_where_each_criterion_that_counts_was_scored():
    second = "criteria:\n  CR-2: {title: Price, kind: commercial, weight: 60, agreed: 2024-01-10}\n"
    whole = "".join(
        f"  SC-{n}: {{candidate: {who}, criterion: CR-2, score: {score}, by: estuary.ser, on: 2024-02-01}}\n"
        for n, who, score in ((4, "northgate-marine", 5), (5, "skerry", 1))
    )
    over = PASSED_OVER.format(state="rejected")
    assert found(over + second) == set()
    assert found(over + whole + second) == set(), "4.8 against 2.6"
    assert found(over + whole + second.replace("weight: 60, ", "")) == {"choice-not-first"}, "it does not count"


def test_an_approval_on_the_day_of_its_version_is_in_order():
    of_the_20th = "versions:\n  v1.0:\n    on: 2026-01-20\n"
    assert found(of_the_20th) == set()
    assert messages(of_the_20th.replace("20\n", "22\n"), "approval-before-version") == [
        "Estuary Gateway approved v1.0 on 2026-01-20; it was laid before the parties on 2026-01-22."
    ]


def test_an_objective_of_a_relationship_has_a_day_while_it_is_open():
    assert found("objectives:\n  O-1:\n    due:\n") == {"aim-undated"}
    assert found("objectives:\n  O-1:\n    due:\n    state: achieved\n") == set()
