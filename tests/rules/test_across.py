"""What is seen only when several records, or several plans, are looked at together, and what is left alone."""

from datetime import date

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Severity
from rmpkit.rules.registry import RULES
from tests.rules.overlay import DAY, judged_with

TOGETHER = [rule for rule in RULES if "RMP901" <= rule.kind.code <= "RMP929"]


def found(snippet: str, today: date = DAY, *, across: bool = False) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for finding in judged_with(snippet, today=today, across=across).findings:
        named.setdefault(finding.kind.name, []).append(finding.message)
    return named


def test_all_but_a_name_that_has_left_are_worth_no_more_than_a_second_look():
    more = {rule.kind.name for rule in TOGETHER if rule.kind.severity is not Severity.NOTE}
    assert more == {"leaver-holds-post-elsewhere"}


# ---- across plans

LEFT = """
skerry:
  people:
    silva: {name: Duarte Silva, of: northgate, left: 2025-12-31}
  roles:
    northgate.manager:
      silva: {from: 2024-04-01, to: 2025-12-31}
"""


def test_a_leaver_is_told_in_every_other_plan_and_not_where_it_is_said():
    told = judged_with(LEFT, across=True).findings
    assert [(finding.plan, finding.path) for finding in told] == [
        ("northgate", ("roles", "northgate.manager", "silva")),
        ("tern", ("roles", "northgate.manager", "silva")),
    ]
    assert "by what Skerry Lights says" in told[0].message


def test_somebody_else_of_the_same_short_name_has_not_left():
    assert found(LEFT.replace("Duarte Silva", "Rosa Silva"), across=True) == {}


def test_a_last_day_that_is_still_to_come_is_no_leaving():
    assert found(LEFT.replace("2025-12-31", "2026-03-01"), across=True) == {}


def test_one_of_ours_who_left_is_told_where_the_organisation_still_names_them():
    gone = "organisation:\n  people:\n    brandt: {name: Tom Brandt, left: 2026-02-20}\n"
    told = {(f.kind.name, f.plan) for f in judged_with(gone, across=True).findings}
    assert told == {("leaver-holds-post-elsewhere", None), ("holder-left", "skerry")}


def test_what_is_told_of_one_plan_can_be_muted_there():
    mute = "  muted-rules:\n    leaver-holds-post-elsewhere: {why: He stays until May, by: estuary.ser, until: 2026-05-31}\n"
    judged = judged_with(f"{LEFT}northgate:\n{mute}", across=True)
    assert judged.plans["northgate"].findings == ()
    assert [finding.kind.name for finding in judged.plans["northgate"].muted] == ["leaver-holds-post-elsewhere"]
    assert judged.plans["tern"].findings


def test_what_is_told_of_the_organisation_can_be_muted_there():
    bare = "skerry:\n  deputies:\n"
    mute = "organisation:\n  muted-rules:\n    person-without-cover-across: {why: W, by: estuary.chief-executive, until: 2026-05-31}\n"
    assert set(found(bare, across=True)) == {"person-without-cover-across"}
    assert found(bare + mute, across=True) == {}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.joint("northgate")], ids=str)
def test_nobody_but_the_owners_people_is_told_across_plans(audience):
    assert judged_with(LEFT, across=True, audience=audience).findings == ()


def test_a_relationship_that_is_over_says_nothing_and_is_told_nothing():
    over = LEFT.replace("skerry:\n", "skerry:\n  state: declined\n")
    assert {finding.plan for finding in judged_with(over, across=True).findings} == {"northgate", "tern"}
    parties = "skerry:\n  state: declined\n  parties:\n    northgate: {name: Northgate Marine, letter: M}\n"
    assert found(parties, across=True) == {}


GONE = "https://docs.estuary.example/QP-1"


def test_who_opened_an_address_later_is_heard():
    later = f"""
northgate:
  signposts:
    SP-1: {{dead: 2025-12-20, checked: 2025-12-01, answers: }}
skerry:
  signposts:
    SP-2: {{title: Quality plan, at: "{GONE}", checked: 2026-02-10}}
"""
    (finding,) = judged_with(later, across=True).findings
    assert (finding.plan, finding.path) == ("northgate", ("signposts", "SP-1"))
    assert finding.message == "SP-1 is gone since 2025-12-20; Skerry Lights found the same address on 2026-02-10."


def test_what_stands_in_a_restricted_part_is_not_told_on_another_plans_page():
    snippet = f"""
skerry:
  signposts:
    SP-2: {{title: Quality plan, at: "{GONE}", checked: 2025-12-01, dead: 2026-02-10}}
"""
    assert set(found(snippet, across=True)) == {"signpost-told-two-ways"}
    judged = judged_with(snippet, across=True, audience=Audience.RESTRICTED, moved=("skerry/joint.yml", "restricted"))
    assert "signpost-told-two-ways" not in {finding.kind.name for finding in judged.findings}


def test_a_file_of_the_same_name_in_two_plans_is_two_files():
    snippet = """
northgate:
  signposts:
    SP-2: {title: Minutes, at: evidence/minutes.pdf, checked: 2026-02-10}
skerry:
  signposts:
    SP-2: {title: Minutes, at: evidence/minutes.pdf, checked: 2026-01-10, dead: 2026-02-10}
"""
    assert "signpost-told-two-ways" not in found(snippet, across=True)


def test_two_in_a_post_are_a_handover_for_a_quarter():
    both = "northgate:\n  roles:\n    estuary.manager:\n      lindqvist: {from: 2024-04-01}\n      okafor: {from: 2025-12-01}\n"
    assert "post-held-twice" not in found(both, date(2026, 3, 3), across=True)
    assert "post-held-twice" in found(both, date(2026, 3, 4), across=True)


def test_a_post_that_a_plan_fills_itself_is_not_the_organisations():
    for who in ("okafor", "brandt"):
        own = f"northgate:\n  roles:\n    estuary.chief-executive:\n      {who}: {{from: 2024-04-01}}\n"
        assert "post-held-twice" not in found(own, across=True)


def test_the_same_post_of_two_relationships_has_two_holders_by_right():
    assert found("skerry:\n  roles:\n    northgate.manager:\n      silva:\n      halvorsen: {from: 2024-04-01}\n  people:\n    halvorsen: {name: Ingrid Halvorsen, of: northgate}\n", across=True) == {}  # fmt: skip


# ---- one side alone

FOUR = "".join(f"  CM-{n}: {{what: W, by: estuary, to: northgate, due: 2026-05-31}}\n" for n in (2, 3, 4))


def test_three_promises_are_too_few_to_tell():
    assert found("commitments:\n" + FOUR.splitlines()[0] + "\n" + FOUR.splitlines()[1] + "\n") == {}
    assert set(found("commitments:\n" + FOUR)) == {"promises-one-sided"}


def test_a_measure_that_names_no_party_is_not_counted():
    measures = "measures:\n  berth-ready: {of: northgate}\n  shared-savings: {of: northgate}\n"
    more = "".join(
        f"  m{n}:\n    question: Q\n    of: northgate\n    objective: O-1\n    target: at least 1\n    owner: estuary.manager\n"
        for n in (1, 2)
    )
    assert set(found(measures + more)) == {"measured-one-sided"}
    assert found(measures.replace("shared-savings: {of: northgate}", "shared-savings: {}") + more) == {}
    another = more.splitlines(keepends=True)[:6]
    unnamed = "".join(line for line in another if " of:" not in line).replace("m1", "m9")
    assert found(measures + more + unnamed)["measured-one-sided"] == [
        "All 4 joint measures that name a party measure Northgate Marine."
    ]


def test_a_forum_or_an_activity_that_names_nobody_is_not_counted():
    forums = "forums:\n  board: {chair: estuary.ser}\n" + "".join(
        f"  f{n}: {{title: T, authority: A{chair}}}\n"
        for n, chair in enumerate(("", "", *[", chair: estuary.ser"] * 2))
    )
    assert found(forums)["chair-one-sided"] == ["The chair of all 3 forums that name one is with Estuary Gateway."]
    matrix = "responsibilities:\n  RS-9: {activity: W, responsible: [northgate.manager]}\n" + "".join(
        f"  RS-{n}: {{activity: W, accountable: estuary.manager}}\n" for n in (2, 3, 4)
    )
    assert found(matrix)["answering-one-sided"] == [
        "All 4 activities that name who answers for them name Estuary Gateway."
    ]


def test_who_gained_is_judged_where_it_is_said_alone():
    ideas = "value-ideas:\n" + "".join(
        f"  V-{n}: {{title: T, state: realised, realised-on: 2026-01-31, see: SP-8{{}}}}\n" for n in (2, 3, 4)
    )
    assert found(ideas.replace("{}", "")) == {}
    assert set(found(ideas.replace("{}", ", gains: {estuary: 5}"))) == {"gain-one-sided"}
    assert found(ideas.replace("{}", ", gains: {estuary: 5, northgate: 1}")) == {}
    hoped = ideas.replace("{}", ", gains: {estuary: 5}").replace(
        "state: realised, realised-on: 2026-01-31", "state: in progress"
    )
    assert "gain-one-sided" not in found(hoped)
    assert set(found(ideas.replace("{}", ", gains: {estuary: 5, northgate: 0}"))) == {"gain-one-sided"}


# ---- numbers and people

THIRD = "measures:\n  soundings:\n    question: Q\n    objective: O-1\n    target: at least 9\n    owner: northgate.manager\n    readings:\n      2026-02: 10\n"


def test_numbers_that_are_well_are_no_news_where_people_are():
    assert found(THIRD) == {}


def test_people_who_were_not_asked_for_long_are_told_beside_the_numbers():
    stale = THIRD + "health-checks:\n  H-2:\n  H-3:\n  H-4:\n  H-1: {on: 2025-08-31}\n"
    (message,) = found(stale)["numbers-well-people-not"]
    assert message.endswith("The parties' people were last asked on 2025-08-31.")
    assert "numbers-well-people-not" not in found(stale.replace("2025-08-31", "2025-09-01"))


def test_behaviour_that_is_off_target_counts_as_people():
    behaviour = (
        THIRD
        + "  heard:\n    question: Is bad news said first?\n    kind: behaviour\n    objective: O-1\n    target: at least 9\n    owner: northgate.manager\n    readings:\n      2026-02: 2\n"
    )
    assert set(found(behaviour)) == {"numbers-well-people-not"}


def test_figures_of_a_health_check_are_told_once():
    scores = "".join(
        f"  H-{n}:\n    northgate: {{asked: 8, answered: 8, trust: {score}}}\n"
        for n, score in enumerate((4.4, 4.1, 3.9, 3.8), 1)
    )
    said = found(f"{THIRD}health-checks:\n{scores}")
    assert said["numbers-well-people-not"] == [
        "All 3 measures of delivery are on target. The lamp of the relationship is amber."
    ]
    assert "4.4, 4.1, 3.9, 3.8" in said["score-falling"][0]


def test_numbers_that_are_not_well_speak_for_themselves():
    assert found(THIRD.replace("2026-02: 10", "2026-02: 3") + "health-checks:\n  H-4:\n    we-agreed: W\n    northgate: {asked: 8, answered: 8, trust: 2.9}\n") == {}  # fmt: skip


# ---- alike


def test_four_scores_alike_are_chance():
    four = "health-checks:\n  H-4:\n    estuary: {asked: 8, answered: 8, trust: 4.2, fairness: 4.2}\n    northgate: {asked: 8, answered: 7, trust: 4.2, fairness: 4.2}\n"
    assert found(four) == {}


def test_ideas_of_less_than_a_year_may_all_still_be_alive():
    ideas = "value-ideas:\n" + "".join(
        f"  V-{n}: {{title: T, raised: 2025-03-0{n}, decided: 2025-04-0{n}}}\n" for n in range(2, 8)
    )
    assert found(ideas) == {}
    assert set(found(ideas.replace("2025-03", "2025-02"))) == {"no-idea-let-go"}


# ---- silence

SILENT = next(rule for rule in RULES if rule.kind.name == "quarter-unrecorded").kind.bad


def test_a_quarter_is_silent_on_its_last_day_and_not_before():
    assert "quarter-unrecorded" not in found(SILENT, date(2026, 2, 28))
    assert set(found(SILENT)) == {"quarter-unrecorded"}


def test_a_silent_quarter_is_told_without_reproach():
    (message,) = found(SILENT)["quarter-unrecorded"]
    assert message == "Nothing is recorded since 2025-12-01. It may have been quiet, or it was not written down."


@pytest.mark.parametrize(
    "news",
    [
        "early-warnings:\n  EW-1: {raised: 2026-02-10}\n",
        "actions:\n  A-2: {title: T, owner: estuary.manager, done: 2026-02-10}\n",
        "decisions:\n  D-1: {title: T, on: 2026-02-10}\n",
    ],
)
def test_one_line_of_news_ends_it(news):
    assert found(SILENT + "\n" + news) == {}


def test_a_plan_that_means_to_meet_yearly_is_not_asked_after_a_quarter():
    yearly = SILENT.replace("every: quarter", "every: year") + "\nforums:\n  board: {every: year}\n"
    assert found(yearly) == {}


def test_opening_signposts_is_no_news_of_the_relationship():
    assert set(found(SILENT + "\nsignposts:\n  SP-1: {checked: 2026-02-20}\n")) == {"quarter-unrecorded"}


def test_two_meetings_without_a_word_may_be_chance():
    meetings = "meetings:\n  M-1: {changed: }\n  M-2: {forum: board, on: 2026-01-10, reviewed: [risks]}\n"
    assert "reviews-without-a-word" not in found(meetings)


def test_a_meeting_that_reviewed_nothing_was_held_for_something_else():
    meetings = "meetings:\n  M-1: {changed: }\n  M-2: {forum: board, on: 2026-01-10, present: [northgate.ser]}\n  M-3: {forum: board, on: 2025-12-10, reviewed: [risks]}\n"
    assert "reviews-without-a-word" not in found(meetings)


def test_the_same_words_with_a_review_between_them_are_left_alone():
    lines = "stages:\n  working-together:\n    reviews:\n      2024-05-01: Still right\n      2025-05-01: Delta joins\n      2025-11-01: Still right\n"
    assert found(lines) == {}
    assert set(found(lines.replace("Delta joins", "still right."))) == {"review-in-the-same-words"}


# ---- cover


def test_who_has_a_deputy_in_one_relationship_is_left_alone():
    assert found("northgate:\n  deputies:\n    estuary.manager: estuary.ser\nskerry:\n  deputies:\n", across=True) == {}


def test_partners_people_are_theirs_to_cover():
    assert found("", across=True) == {}
