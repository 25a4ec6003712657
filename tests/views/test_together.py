"""What pages say of the work that the parties do together, and in which order an exit is told."""

import re
from datetime import date
from pathlib import Path

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.operations.check import vocabulary
from rmpkit.rules.judgement import judge
from rmpkit.store.folder import scan
from rmpkit.store.portfolio import read_folder
from rmpkit.views.exits import exits
from rmpkit.views.goals import goals
from rmpkit.views.meetings import meetings
from rmpkit.views.risks import risks

DATA = Path(__file__).parents[2] / "rmp-data"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def the_portfolio():
    return read_folder(scan(DATA), vocabulary=vocabulary(load_library()))


@pytest.fixture
def the_harbour(the_example):
    return the_example.judged.edition.plan("harbour-alliance")


@pytest.fixture(scope="module")
def keel(the_example):
    return the_example.judged.edition.plan("keel-and-tarn")


def test_what_is_wanted_stands_beside_what_was_scored_and_holds_until_it_is_changed(the_example, the_harbour):
    health = goals(the_example.judged, the_harbour).health
    assert health is not None
    (fairness,) = (theme for theme in health.themes if theme.name == "fairness")
    assert fairness.question == "Do you get what you would give in their place?"
    assert fairness.wanted == "Wanted: 4; Northgate Marine 1.4 below it, Delta Freight Terminals 1.3 below it."
    assert {round_.wanted for round_ in health.rounds} == {("4", "4", "4", "4")}


def test_where_nothing_was_agreed_nothing_is_wanted(the_example, keel):
    health = goals(the_example.judged, keel).health
    assert health is not None
    assert {theme.wanted for theme in health.themes} == {""}
    assert {round_.wanted for round_ in health.rounds} == {()}


def test_a_meeting_says_which_members_were_not_there(the_example, the_harbour):
    held = {each.id: each for each in meetings(the_example.judged, the_harbour).meetings}
    assert [post.who for post in held["M-31"].absent] == ["Rania Haddad"]
    assert held["M-26"].absent == ()


def test_a_joint_risk_names_the_internal_one_it_came_from_to_the_owner_alone(the_example, the_portfolio, the_harbour):
    def first_seen(judged) -> list[str]:
        page = risks(judged, judged.edition.plan(the_harbour.id))
        (row,) = (row for register in page.registers for row in register.risks if row.id == "R-E9")
        return [link.text for link in row.came_from]

    assert first_seen(the_example.judged) == ["IR-4"]

    theirs = disclose(the_portfolio, Audience.joint("northgate"), today=TODAY)
    catalogue = the_example.judged.catalogue
    assert first_seen(judge(theirs, catalogue=catalogue, today=TODAY)) == []


def test_an_exit_is_told_in_one_order(the_site):
    page = next(page for page in the_site if page.path == "relationships/keel-and-tarn/exit/")
    told = re.findall(r'<h2 id="([^"]+)"', page.body)
    assert told == [
        "Agreed", "Triggers", "Begun", "Continuity", "Transition", "Review", "Alone", "Future", "Asked", "Considered",
    ]  # fmt: skip
    assert "What changes hands" in page.body


def test_before_it_is_activated_only_what_is_agreed_and_watched_is_told(the_site):
    page = next(page for page in the_site if page.path == "relationships/harbour-alliance/exit/")
    assert re.findall(r'<h2 id="([^"]+)"', page.body) == ["Agreed", "Triggers", "Transition", "Asked", "Considered"]
    assert "What would change hands" in page.body


def test_once_activated_all_that_is_asked_of_the_end_is_listed(the_example, keel, the_harbour):
    asked = [row.id for row in exits(the_example.judged, keel).evidence]
    assert {"wt.exit", "st.exit", "ex.initiate", "ex.continuity", "ex.evaluate", "ex.rmp"} <= set(asked)
    assert [row.id for row in exits(the_example.judged, the_harbour).evidence] == ["wt.exit", "st.exit"]


def test_a_look_back_alone_is_on_no_copy_for_a_partner(the_portfolio, keel):
    theirs = disclose(the_portfolio, Audience.joint("keel-and-tarn"), today=TODAY)
    shown = theirs.plan("keel-and-tarn")
    assert keel.exit_review_ours
    assert shown.exit_review_ours is None
    assert shown.exit_review is not None
