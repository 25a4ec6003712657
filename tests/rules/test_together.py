"""What the rules about work in common and its end say, what they leave alone, and what carries those requirements."""

from datetime import date

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.rules.evidence import State
from rmpkit.rules.registry import RULES
from tests.rules.overlay import judged_with
from tests.rules.test_recorded import states
from tests.rules.test_records import found

LEAVING = "exit:\n  activated: 2026-01-10\n"


def weighs_on(snippet: str, name: str) -> set[str | None]:
    return {finding.requirement for finding in judged_with(snippet).findings if finding.kind.name == name}


@pytest.mark.parametrize("register", ["duties", "team-skills"])
def test_one_record_or_one_of_each_side_or_none_of_a_post_is_not_one_sided(register):
    one = f"{register}:\n  Z-1: {{title: T, needs: N, post: estuary.ser}}\n"
    one = one.replace("needs: N, ", "") if register == "duties" else one.replace("title: T, ", "")
    assert found(one) == {}
    other = one.splitlines()[1]
    both = one + other.replace("Z-1", "Z-2") + "\n"
    assert "team-one-sided" in found(both)
    assert found(both + other.replace("Z-1", "Z-3").replace("estuary", "northgate") + "\n") == {}
    assert found(both.replace(", post: estuary.ser", "")) == {}


def test_which_side_is_missing_weighs_on_roles_or_on_skills():
    roles = "duties:\n  DU-1: {title: Lead, post: estuary.ser}\n  DU-2: {title: Second, post: estuary.manager}\n"
    in_iso, (finding,) = weighs_on(roles, "team-one-sided"), judged_with(roles).findings
    assert in_iso == {"wt.competence"}  # ISO 44001 has no requirement for roles alone
    assert finding.message == "The duties on record are those of Estuary Gateway alone."


def test_a_skill_of_the_team_is_judged_only_where_both_ends_are_known():
    assert found("team-skills:\n  TS-1: {needs: Candour, required: 4}\n") == {}
    assert found("team-skills:\n  TS-1: {needs: Candour, required: 3, there: 3}\n") == {}


CHOSEN = "purpose:\ncandidates:\n  northgate-marine:\n    decided: 2026-02-01\n"


def test_a_joint_plan_has_a_month_to_be_opened():
    assert "joint-plan-unopened" not in found(CHOSEN)
    assert "joint-plan-unopened" in found(CHOSEN, date(2026, 3, 2))
    assert "joint-plan-unopened" not in found("purpose:\ncandidates:\n", date(2026, 3, 2))


def test_one_forum_alone_may_decide_whatever_it_likes():
    assert found("forums:\n  board:\n    authority:\n") == {}


def test_a_short_list_of_risks_need_not_speak_of_the_relationship():
    five = "".join(
        f"  R-E{n}: {{title: R, category: delivery, owner: {side}.manager}}\n"
        for n, side in enumerate(("estuary", "northgate") * 2, 1)
    )
    assert found(f"risks:\n  R-N1: {{category: legal}}\n{five}") == {}


def test_what_was_thought_about_before_a_party_joined_is_asked_about():
    joined = "parties:\n  northgate: {joined: 2025-06-01}\n"
    old = "knowledge:\n  K-1:\n    reviewed: 2025-05-31\n"
    assert found(joined + old.replace("05-31", "06-01")) == {}
    (message,) = found(joined + old)["sharing-unkept"]
    assert message == "K-1 (Tide model) was last thought about on 2025-05-31; a party joined on 2025-06-01."


def test_what_is_made_together_needs_terms_and_what_is_brought_along_does_not():
    assert found("intellectual-property:\nknowledge:\n  K-1: {origin: brought along}\n") == {}
    assert "ownership-unsaid" in found("intellectual-property:\n  at-exit: All is shared\n  made-together:\n")


def test_no_baseline_anywhere_is_nothing_begun():
    assert found("measures:\n  berth-ready: {baseline: 91}\n  shared-savings: {baseline: 0}\n") == {}
    assert found("") == {}


def test_a_gain_has_half_a_year_to_be_taken_into_the_plan():
    snippet = (
        "value-ideas:\n  V-1: {state: realised, realised-on: 2025-09-01, see: SP-8}\n"
        "revisions:\n  RV-2: {version: v0.95, on: 2025-03-02, summary: S, takes-in: [value-creation]}\n"
    )
    assert found(snippet) == {}
    assert set(found(snippet, date(2026, 3, 2))) >= {"value-not-taken-in"}


def test_a_revision_that_is_still_to_come_has_taken_no_gain_in():
    snippet = (
        "value-ideas:\n  V-1: {state: realised, realised-on: 2025-07-31, see: SP-8}\n"
        "revisions:\n  RV-2: {version: v0.95, on: 2025-03-02, summary: S, takes-in: [value-creation]}\n"
        "  RV-3: {version: v0.96, on: 2026-03-02, summary: S, takes-in: [value-creation]}\n"
    )
    assert "value-not-taken-in" in found(snippet)
    assert "value-not-taken-in" not in found(snippet.replace("2026-03-02", "2026-03-01"))


def test_an_idea_waits_for_half_a_year_and_a_decided_one_not_at_all():
    raised = "value-ideas:\n  V-2: {title: T, state: assessed, raised: 2025-09-01}\n"
    assert found(raised) == {}
    assert "idea-waiting" in found(raised, date(2026, 3, 2))
    decided = raised.replace("raised: 2025-09-01", "raised: 2025-09-01, decided: 2025-10-01")
    assert "idea-waiting" not in found(decided, date(2026, 3, 2))


def test_a_parked_idea_is_asked_about_the_day_after_it_was_to_be_looked_at():
    parked = "value-ideas:\n  V-2: {title: T, state: parked, why: W, look-again: 2026-03-01}\n"
    assert found(parked) == {}
    assert found(parked, date(2026, 3, 2))["idea-waiting"]
    assert weighs_on(parked.replace("2026-03-01", "2026-02-28"), "idea-waiting") == {"st.value"}


def test_a_realised_idea_without_an_estimate_has_nothing_to_be_compared_with():
    realised = "value-ideas:\n  V-9: {state: realised, see: SP-8, estimate: }\n"
    assert found(realised) == {}
    assert "gain-uncompared" in found(realised.replace("estimate: ", "estimate: 20000"))
    assert found(realised.replace("estimate: ", "estimate: 20000, realised: 0")) == {}


def test_a_lesson_for_others_is_told_to_them():
    lesson = "lessons:\n  LL-1: {on: 2025-05-15, applied: 2025-06-01, reach: our organisations}\n"
    (message,) = found(lesson)["lesson-unapplied"]
    assert "meant for our organisations" in message
    assert found(lesson.replace("reach:", "passed-on: 2025-06-02, reach:")) == {}


def test_a_lesson_in_hand_is_left_alone():
    assert found("lessons:\n  LL-1: {on: 2025-05-15, action: A-1}\n") == {}
    assert "lesson-unapplied" in found("lessons:\n  LL-1: {on: 2025-05-15}\n")


def test_an_objective_that_is_off_track_may_be_answered_through_its_risk():
    off = "objectives:\n  O-1: {state: off track}\nrisks:\n  R-N1: {objective: O-1}\n"
    assert "objective-unanswered" in found(off)
    assert "objective-unanswered" not in found(off + "actions:\n  A-1: {comes-from: R-N1}\n")
    assert "objective-unanswered" in found(off + "actions:\n  A-1: {comes-from: R-N1, done: 2026-02-01}\n")


def test_the_effect_of_actions_is_asked_for_only_where_somebody_began_to_look():
    done = "actions:\n  A-1: {comes-from: R-N1, state: done, done: 2025-07-10}\n"
    assert found(done) == {}
    from_a_meeting = (
        done.replace("R-N1", "M-1") + "  A-2: {title: T, owner: estuary.manager, effect-checked: 2025-08-14}\n"
    )
    assert found(from_a_meeting) == {}


def test_a_party_of_two_people_is_not_asked_for_a_third():
    few = "health-checks:\n  H-4:\n    northgate: {asked: 2, answered: 2, trust: 4.2}\n"
    assert found(few) == {}
    assert found(few.replace("asked: 2", "asked: 3"))["answers-too-few"]


def test_results_that_the_parties_spoke_about_were_shown():
    shown = "health-checks:\n  H-3: {shown-on: 2025-12-10}\n  H-4: {we-agreed: Go on}\n"
    assert found(shown) == {}
    assert "results-unshown" in found(shown.replace("we-agreed: Go on", "out-of: 5"))


def test_a_trigger_is_asked_about_only_where_somebody_writes_down_what_was_seen():
    seen = "exit-triggers:\n  X-1: {checked: {2026-02-01: Nobody is selling}}\n  X-2: {trigger: T, watched-by: [estuary.ser]}\n"
    (message,) = found(seen)["trigger-unchecked"]
    assert message == "The exit trigger X-2 was never looked at, and others were."
    assert found(seen.replace("checked: {2026-02-01: Nobody is selling}", "then: Talk")) == {}


def test_before_exit_is_activated_nothing_of_it_is_asked():
    bare = "exit:\n  started-by:\n  told: {estuary: 2026-01-10}\nexit-continuity:\nfuture-opportunities:\n"
    assert found(bare) == {}


def test_an_exit_that_nobody_started_is_asked_about_once():
    snippet = (
        LEAVING
        + "  started-by:\nsignposts:\n  SP-9:\n    answers: [wt.competence, wt.contract, vc.learning, vc.rmp, st.value, st.manage, st.rmp, st.issues, ex.general, ex.rmp]\n"
    )
    assert set(found(snippet)) == {"exit-uninitiated"}
    assert weighs_on(snippet, "exit-uninitiated") == {"ex.initiate"}


def test_a_hand_over_due_today_is_not_yet_late():
    due = f"{LEAVING}exit-transition:\n  T-1: {{due: 2026-03-01}}\nexit-continuity:\n  EC-1: {{due: 2026-03-01}}\n"
    assert found(due) == {}
    assert len(found(due, date(2026, 3, 2))["handover-overdue"]) == 2


def test_what_runs_on_may_stand_among_what_changes_hands():
    without = f"{LEAVING}exit-continuity:\nexit-transition:\n  T-1: {{kind: service}}\n"
    assert "continuity-unplanned" not in found(without)
    assert "continuity-unplanned" in found(without.replace("service", "data"))


CLOSED = "state: closed\nfuture-opportunities:\n"


def test_a_closed_relationship_is_asked_for_its_last_pages_and_nothing_else():
    bare = CLOSED + "signposts:\n  SP-7: {answers: [ex.rmp]}\nrisks:\n  R-N1: {owner: }\nclosing:\n"
    assert set(found(bare)) == {"exit-unreviewed"}
    closed = bare + "exit-review: {on: 2026-02-20, learned: Much}\n"
    assert found(closed) == {}


def test_a_declined_relationship_is_asked_for_nothing():
    assert found(CLOSED.replace("closed", "declined") + "signposts:\n  SP-7: {answers: [ex.rmp]}\n") == {}


def test_rules_that_outlive_a_relationship_are_about_its_end():
    assert {rule.from_stage for rule in RULES if rule.once_closed} == {8}


SAID = "communications:\n  CO-9: {message: What the works mean, audience: Planners, every: quarter, owner: estuary.manager}\n"
SKILL = "team-skills:\n  TS-1: {needs: Candour, post: estuary.manager, required: 4, there: 4, on: 2026-02-01}\n"


CARRIED = [
    ("wt.competence", SKILL, "", "wt.competence"),
    ("wt.knowledge", SAID, f"{SAID}intellectual-property:\n", "intellectual property or joint knowledge with origin"),
    ("wt.knowledge", f"{SAID}intellectual-property:\nknowledge:\n  K-1: {{origin: brought along}}\n", "", ""),
    ("vc.rmp", "revisions:\n  RV-1: {takes-in: [value-creation]}\n", "", "a revision that takes in value"),
    ("st.delivery", "", "objectives:\n  O-1: {state: }\n", "joint objectives with state"),
    ("st.analysis", "", "reports:\n", "joint reports"),
    (
        "st.oversight",
        "",
        "forums:\n  board: {level: tactical}\nmeetings:\n  M-1: {present: [estuary.ser]}\n",
        "strategic",
    ),
    ("st.oversight", "forums:\n  board: {level: }\n", "meetings:\n", "a meeting of a strategic forum"),
    ("st.manage", "", "meetings:\n  M-1: {reviewed: [risks]}\n", "a review of measures at a meeting"),
    ("st.rmp", "meetings:\n  M-1: {reviewed: [plan]}\n", "", "a review of plan at a meeting"),
    (
        "ex.general",
        f"{LEAVING}stages:\n  exit-strategy: {{state: in progress, reviews: {{2026-01-12: Begun}}}}\n",
        LEAVING,
        "",
    ),
    ("ex.initiate", LEAVING, f"{LEAVING}  started-by:\n", "started by of the exit"),
    ("ex.continuity", LEAVING, f"{LEAVING}exit-continuity:\n", "exit continuity"),
    (
        "ex.evaluate",
        f"{LEAVING}exit-review: {{on: 2026-02-20, objectives-met: All, learned: Much}}\n",
        LEAVING,
        "exit review",
    ),
    ("ex.future", LEAVING, f"{LEAVING}future-opportunities:\n", "joint future opportunities"),
    ("ex.rmp", f"{LEAVING}closing: {{on: 2026-02-27, by: [estuary.ser], kept-at: SP-9}}\n", LEAVING, "closing"),
]


def cases():
    for catalogue in load_library():
        for requirement, *rest in CARRIED:
            if requirement in catalogue.requirements:
                yield catalogue.id, requirement, *rest


@pytest.mark.parametrize(("catalogue", "requirement", "with_it", "without", "missing"), list(cases()))
def test_what_the_parties_keep_together_carries_a_requirement(catalogue, requirement, with_it, without, missing):
    assert states(with_it, catalogue)[requirement].state is State.RECORDED
    lacking = states(without, catalogue)[requirement]
    if without or missing:
        assert lacking.state in (State.NONE, State.CLAIMED)
        assert missing in lacking.next_step


def test_a_look_that_is_still_to_come_counts_for_nothing():
    later = "exit-triggers:\n  X-1: {checked: {2026-04-01: Nothing}}\n"
    assert set(found(later)) == {"date-in-future"}
