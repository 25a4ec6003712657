"""What will ask for attention if nobody acts: told once, from its first day, with whose it is."""

from datetime import date

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load, look
from rmpkit.rules.forecast import forecast
from rmpkit.views.due import due
from rmpkit.views.persons import person_pages
from tests.rules.overlay import CLEAN, DAY, judged_with

ACTIONS = """
actions:
  A-1:
    due: 2026-03-20
  A-2:
    title: Book the dredger
    owner: northgate.manager
    due: 2026-04-10
"""


def days(snippet: str) -> list[dict[str, date]]:
    turned = forecast(judged_with(snippet))
    return [{str(t.finding.path[1]): t.day for t in each if t.finding.kind.name == "action-overdue"} for each in turned]


def test_each_is_told_in_its_window_from_the_day_after_its_own():
    assert days(ACTIONS) == [{"A-1": date(2026, 3, 21)}, {"A-2": date(2026, 4, 11)}, {}]


def test_what_asks_for_attention_today_is_no_news():
    assert days("actions:\n  A-1:\n    due: 2026-02-20") == [{}, {}, {}]


ISSUE = """
issues:
  I-9:
    title: Nobody knows who locks the gate
    owner: northgate.manager
    raised: 2026-02-25
    level: LV-1
    since: 2026-02-25
"""


def test_the_page_names_the_record_the_post_and_what_would_keep_it_from_being_said():
    page = due(judged_with(ISSUE))
    (coming,) = (each for w in page.windows for each in w.coming if "I-9" in [link.text for link in each.where])
    assert coming.title == "will be raised as issue past limit"
    assert coming.who is not None
    assert coming.who.who == "Duarte Silva"
    assert coming.unless.startswith("Write level:")


def test_what_is_listed_as_a_duty_is_not_told_again():
    page = due(judged_with(ACTIONS))
    assert [duty.what.text[:3] for group in page.groups for duty in group.duties if duty.kind == "Action"][:2] == [
        "A-1",
        "A-2",
    ]
    ahead = [each for window in page.windows for each in window.coming]
    assert not [each for each in ahead if each.where[0].text in ("A-1", "A-2")]
    assert all(each.title.startswith("will be ") for each in ahead)


def test_what_holds_one_thing_is_named_by_its_key_and_not_by_what_stands_in_it():
    profile = "profile: {attitude: [We listen], as-at: 2025-03-15}\n"
    named = {link.text for window in due(judged_with(profile)).windows for each in window.coming for link in each.where}
    assert "profile" in named
    assert not named & {"as-at", "reviewed"}


def test_what_a_mute_holds_back_is_not_announced():
    mute = "muted-rules:\n  action-overdue:\n    why: W\n    by: estuary.manager\n    until: 2026-12-31\n"
    assert days(ACTIONS + mute) == [{}, {}, {}]


def test_judging_ahead_leaves_the_edition_as_it_is():
    judged = look(load(CLEAN), Audience.INTERNAL, today=DAY).judged
    before = judged.findings
    forecast(judged)
    assert judged.findings == before


LEAVES = """
roles:
  northgate.manager:
    silva: {from: 2024-01-01, to: 2026-03-31}
    grey: {from: 2026-05-01}
actions:
  A-91: {title: Overdue, owner: northgate.manager, due: 2026-02-20}
  A-92: {title: Before, owner: northgate.manager, due: 2026-03-31}
  A-93: {title: Between, owner: northgate.manager, due: 2026-04-10}
  A-94: {title: After, owner: northgate.manager, due: 2026-05-01}
"""


def test_a_duty_falls_to_whoever_holds_the_post_on_its_day():
    page = due(judged_with(LEAVES))
    who = {
        duty.what.text[:4]: duty.who[0].who for group in page.groups for duty in group.duties if duty.kind == "Action"
    }
    assert who["A-91"] == "Duarte Silva", "what is late is told to who holds the post now"
    assert who["A-92"] == "Duarte Silva"
    assert who["A-93"] == "vacant from 1 April 2026 (northgate.manager)"
    assert who["A-94"] == "grey"


def test_a_post_that_nobody_held_before_is_not_called_vacant():
    page = due(
        judged_with(
            "roles:\n  northgate.planner: {}\nactions:\n  A-91:\n    title: T\n    due: 2026-04-01\n    owner: northgate.planner\n"
        )
    )
    assert [d.who[0].who for g in page.groups for d in g.duties if d.what.text.startswith("A-91")] == [
        "nobody yet (northgate.planner)"
    ]


def test_a_leaver_has_no_duty_after_the_last_day(the_example):
    shown = {each.sheet.title: each.duties for each in person_pages(the_example.judged)}
    assert max(duty.day for duty in shown["Chinyere Okafor"]) <= date(2026, 11, 30)
    assert [duty.what.text for duty in shown["Lena Brandt"] if duty.what.text == "Next Alliance Board"]
