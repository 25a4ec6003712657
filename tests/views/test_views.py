"""What pages show: people on the day, days in words, nothing of a plan that cannot be read."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from rmpkit.operations.check import check
from rmpkit.operations.pages import pages
from rmpkit.views.dates import spoken, when
from rmpkit.views.decisions import decisions
from rmpkit.views.due import due
from rmpkit.views.duties import duties_of
from rmpkit.views.evidence import tally_text
from rmpkit.views.exits import exits
from rmpkit.views.goals import goals
from rmpkit.views.home import home
from rmpkit.views.meetings import meetings
from rmpkit.views.overview import overview
from rmpkit.views.posts import post_of, post_on
from rmpkit.views.risks import risks

DATA = Path(__file__).parents[2] / "rmp-data"


@pytest.fixture
def the_harbour(the_example):
    return the_example.judged.edition.plan("harbour-alliance")


def test_a_day_is_written_in_words():
    assert when(date(2026, 3, 12)).text == "12 March 2026"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("checked on 2026-09-24.", "checked on 24 September 2026."),
        ("38 days in 2026-09, target", "38 days in September 2026, target"),
        ("evidence/board-2026-11-10.md", "evidence/board-2026-11-10.md"),
        ("EG-MIN-2026-03", "EG-MIN-2026-03"),
        ("in 2026-13", "in 2026-13"),
    ],
)
def test_days_in_sentences_are_words_and_days_in_names_are_not(told, shown):
    assert spoken(told) == shown


def test_a_post_shows_who_holds_it_and_who_comes_next(the_example):
    post = post_of(the_example.judged.case("harbour-alliance"), "estuary.ser")
    assert (post.person, post.role, post.party) == ("Chinyere Okafor", "SER", "Estuary Gateway")
    assert post.until == when(date(2026, 11, 30))
    assert (post.next, post.next_from) == ("Lena Brandt", when(date(2026, 12, 1)))


def test_a_meeting_names_the_holders_of_its_own_day(the_example):
    assert (
        post_on(the_example.judged.case("harbour-alliance"), "estuary.ser", date(2026, 12, 2)).person == "Lena Brandt"
    )


def test_parties_stand_side_by_side_with_ser_and_manager_first(the_example, the_harbour):
    sides = overview(the_example.judged, the_harbour).parties
    assert [side.name for side in sides] == ["Estuary Gateway", "Northgate Marine", "Delta Freight Terminals"]
    for side in sides:
        assert [post.role for post in side.posts[:2]] == ["SER", "Manager"]


def test_several_stages_are_live_at_once(the_example, the_harbour):
    assert overview(the_example.judged, the_harbour).live > 1


def test_a_meeting_at_which_nothing_came_up_says_so(the_example, the_harbour):
    silent = [meeting.id for meeting in meetings(the_example.judged, the_harbour).meetings if meeting.silent]
    assert "M-27" in silent


def test_exit_is_agreed_and_not_activated(the_example, the_harbour):
    assert exits(the_example.judged, the_harbour).standing == "Agreed, not activated."


def test_the_register_stands_worst_first_and_what_is_not_rated_after_that(the_example, the_harbour):
    rows = risks(the_example.judged, the_harbour).registers[0].risks
    rated = [int(row.mark.shape) for row in rows if row.open and row.mark.shape.isdigit()]
    assert rated == sorted(rated, reverse=True)
    assert [row.id for row in rows if row.mark.word == "not rated yet"] == ["R-N13"]
    assert not rows[-1].open


def test_the_map_counts_every_rated_open_threat(the_example, the_harbour):
    view = risks(the_example.judged, the_harbour)
    on_the_map = sum(len(cell.risks) for row in view.heat for cell in row.cells)
    assert on_the_map == sum(int(mark.shape) for mark in view.counts)


def test_what_falls_due_is_sorted_by_day_and_kept_in_three(the_example):
    overdue, soon, later = due(the_example.judged).groups
    assert all(duty.day < the_example.judged.today for duty in overdue.duties)
    days = [duty.day for group in (overdue, soon, later) for duty in group.duties]
    assert days == sorted(days)
    assert len(days) == len(duties_of(the_example.judged))


def test_upkeep_asks_no_executive_for_a_decision(the_example):
    for decision in decisions(the_example.judged):
        assert "prompt" not in decision.what


def test_every_row_of_home_has_three_lamps_with_their_reasons(the_example):
    for row in home(the_example.judged).rows:
        assert [lamp.name for lamp in row.lamps] == ["relationship", "delivery", "upkeep"]
        assert all(lamp.because for lamp in row.lamps)


def test_evidence_is_counted_in_one_sentence(the_example):
    row = next(row for row in home(the_example.judged).rows if row.page.text == "Harbour Alliance")
    assert (
        tally_text(the_example.judged, row.tally)
        == f"Evidence recorded for {row.tally.recorded} of {row.tally.applying} requirements that apply."
    )


def test_a_chart_says_in_words_what_it_shows(the_example, the_harbour):
    view = goals(the_example.judged, the_harbour)
    replies = next(m for objective in view.objectives for m in objective.measures if m.id == "change-replies")
    assert replies.spark
    assert "12, 19, 27, 38 days" in replies.spark.says
    assert "rising each time" in replies.spark.says


def test_a_plan_that_cannot_be_read_has_one_page_and_shows_nothing_of_it(tmp_path):
    data = tmp_path / "data"
    copytree(DATA, data)
    file = data / "relationships/harbour-alliance/joint/risks.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\n  broken: [\n: {", encoding="utf-8")
    checked = check(data, today=date(2026, 11, 20))
    assert checked.judged.edition.plan("harbour-alliance").broken

    made = [
        p
        for p in pages(checked.judged, library=checked.library)
        if p.path.startswith("relationships/harbour-alliance/")
    ]

    assert [page.path for page in made] == ["relationships/harbour-alliance/"]
    assert "joint/risks.yml" in made[0].body
    assert "To mend:" in made[0].body
    assert "Northgate" not in made[0].body
    assert "Dredging" not in made[0].body


def test_an_empty_folder_makes_pages_that_say_what_would_be_there(tmp_path):
    (tmp_path / "organisation.yml").write_text("format: 1\nid: estuary\nname: Estuary\n", encoding="utf-8")
    (tmp_path / "relationships").mkdir()
    (tmp_path / "relationships/new.yml").write_text("title: New\ntype: supplier\nstate: proposed\n", encoding="utf-8")
    checked = check(tmp_path, today=date(2026, 11, 20))
    made = {page.path: page.body for page in pages(checked.judged, library=checked.library)}
    for leaf in ("", "objectives/", "risks/", "actions/", "meetings/", "exit/", "signposts/"):
        assert "To start:" in made[f"relationships/new/{leaf}"], leaf
    assert "No policy is recorded." in made["organisation/"]


def test_a_broken_organisation_still_makes_a_site(tmp_path):
    copytree(DATA, tmp_path / "data")
    (tmp_path / "data/organisation.yml").write_text("format: [", encoding="utf-8")
    checked = check(tmp_path / "data", today=date(2026, 11, 20))
    assert checked.judged.edition.organisation is None
    made = {page.path: page.body for page in pages(checked.judged, library=checked.library)}
    assert "cannot be read" in made["organisation/"]


def test_a_closed_relationship_asks_for_nothing(tmp_path):
    copytree(DATA, tmp_path / "data")
    file = tmp_path / "data/relationships/brightwater-pumps/plan.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("state: active", "state: closed"), encoding="utf-8")
    checked = check(tmp_path / "data", today=date(2026, 11, 20))
    made = {page.path: page.body for page in pages(checked.judged, library=checked.library)}
    assert "Nothing is asked for" in made["relationships/brightwater-pumps/awareness/"]


def test_pages_of_another_day_show_its_holders(the_example):
    later = replace(the_example.judged, today=date(2026, 12, 5))
    row = next(row for row in home(later).rows if row.page.text == "Harbour Alliance")
    assert [ser.person for ser in row.sers] == ["Lena Brandt"]
