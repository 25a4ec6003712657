"""People: who holds what, what nobody would cover, one page for each across relationships."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.record import Part
from rmpkit.operations.check import check, load, look
from rmpkit.operations.without import UnknownPersonError, absence
from rmpkit.views.home import home
from rmpkit.views.persons import known_people, person_index, person_pages
from rmpkit.views.roster import roster
from rmpkit.views.shares import shares

FULL = Path(__file__).parent / "full"
DATA = Path(__file__).parents[2] / "rmp-data"
SECOND = """
title: {title}
type: supplier
state: {state}
parties: {{estuary: {{name: Estuary Gateway}}, northgate: {{name: Northgate Marine}}}}
roles:
  estuary.manager: {{mckellar: {{from: 2025-01-01}}}}
  northgate.manager: {{vos: {{from: 2025-01-01}}}}
"""


@pytest.fixture
def the_roster(the_full):
    return roster(the_full.judged, the_full.judged.edition.plan("everything"))


def test_posts_stand_by_party_with_what_each_answers_for(the_roster):
    assert [side.name for side in the_roster.sides] == ["Delta Freight", "Estuary Gateway", "Northgate Marine"]
    manager = next(seat for side in the_roster.sides for seat in side.seats if seat.post.id == "estuary.manager")
    charges = {charge.kind: [link.text for link in charge.records] for charge in manager.charges}
    assert charges["Stages"] == ["Working together"]
    assert charges["Actions"] == ["A-1"]
    assert charges["Responsibilities"] == ["RA-1"]


def test_what_is_done_or_kept_is_no_charge(the_roster):
    ids = [link.text for side in the_roster.sides for seat in side.seats for c in seat.charges for link in c.records]
    assert not {"DL-2", "C-2", "I-2", "V-1"} & set(ids)


def test_a_post_with_a_deputy_is_covered_and_the_others_are_named(the_roster):
    assert the_roster.covered == 1
    assert [each.person.text for each in the_roster.absences] == [
        "Samir Haddad",
        "Chinyere Okafor",
        "Dewi Hughes",
        "Ruth Aldridge",
        "Pieter Vos",
    ]


def _and(tmp_path: Path, *others: tuple[str, str], people: str = ""):
    copytree(FULL, tmp_path / "data")
    for number, (title, state) in enumerate(others):
        folder = tmp_path / f"data/relationships/other-{number}"
        folder.mkdir()
        (folder / "plan.yml").write_text(SECOND.format(title=title, state=state), encoding="utf-8")
        (folder / "joint.yml").write_text(people or "purpose: Ropes\n", encoding="utf-8")
    return check(tmp_path / "data", today=date(2026, 11, 20)).judged


def test_who_manages_one_relationship_is_not_pointed_at(the_full):
    assert home(the_full.judged).several == ()


def test_who_manages_several_is_shown_with_all_that_go_on(tmp_path):
    judged = _and(tmp_path, ("Rope Works", "active"), ("Old Ferry", "closed"))
    (found,) = home(judged).several
    assert found.person.text == "Fiona McKellar"
    assert [plan.text for plan in found.plans] == ["Everything Alliance", "Rope Works"]


def test_a_person_of_the_same_name_in_two_plans_has_one_page(tmp_path):
    vos = "people:\n  vos: {name: Pieter Vos, title: Contract Manager, of: northgate}\n"
    judged = _and(tmp_path, ("Rope Works", "active"), people=vos)
    (page,) = [page for page in person_pages(judged) if page.sheet.title == "Pieter Vos"]
    assert page.sheet.address == "people/vos/"
    assert [held.plan.text for held in page.held if held.plan] == ["Everything Alliance", "Rope Works"]


def test_two_people_with_one_short_name_have_a_page_each(tmp_path):
    other = "people:\n  vos: {name: Anna Vos, of: northgate}\n"
    judged = _and(tmp_path, ("Rope Works", "active"), people=other)
    addresses = {known.address: known.person.name for known in known_people(judged) if known.id == "vos"}
    assert addresses == {"vos.everything": "Pieter Vos", "vos.other-0": "Anna Vos"}


def test_what_is_due_from_a_person_stands_by_day_and_not_by_lateness(the_example):
    for page in person_pages(the_example.judged):
        days = [duty.day for duty in page.duties]
        assert days == sorted(days)
        assert all(any(post.person == page.sheet.title for post in duty.who) for duty in page.duties)


def test_the_index_says_what_each_holds_today(the_example):
    groups = person_index(the_example.judged).groups
    assert groups[0][1] == "Estuary Gateway"
    rows = {row.page.text: row for _, _, found in groups for row in found}
    assert rows["Declan O'Neill"].held == ()
    assert [held.role for held in rows["Per Lindqvist"].held] == ["Manager"]


def test_a_promise_falls_due_for_whoever_sees_to_it(the_full):
    (page,) = [page for page in person_pages(the_full.judged) if page.sheet.title == "Pieter Vos"]
    assert [(duty.kind, duty.what.text) for duty in page.duties] == [
        ("Deliverable", "DL-1 Survey of the channel"),
        ("Promise", "C-3 Keep one crane free on Sundays"),
    ]


def test_a_persons_page_says_what_would_wait_without_them(the_example):
    (page,) = [page for page in person_pages(the_example.judged) if page.sheet.title == "Harpreet Kaur"]
    asset_data = next(left for left in page.without if left.plan.text == "Asset Data")
    assert asset_data.stood_in_for == ("Manager, Harbour and Track",)
    (post,) = asset_data.posts
    assert (post.role, post.stands_in) == ("Deputy", "")
    assert {kind: [link.text for link in links] for kind, links in post.records} == {
        "Measures": ["photographs"],
        "Risks": ["R-E1"],
    }


def test_the_page_and_the_command_say_the_same(the_example):
    for page in person_pages(the_example.judged):
        if "." in page.sheet.address:
            continue
        told = absence(the_example.judged, page.sheet.title).found
        assert [len(each.vacancies) for each in told] == [len(left.posts) for left in page.without]


def test_two_people_of_one_short_name_are_told_apart(tmp_path):
    judged = _and(tmp_path, ("Rope Works", "active"), people="people:\n  vos: {name: Anna Vos, of: northgate}\n")
    with pytest.raises(UnknownPersonError, match=r'"vos" are 2 people: vos\.everything and vos\.other-0\. Name one'):
        absence(judged, "vos")
    assert absence(judged, "vos.other-0").name == absence(judged, "anna  vos").name == "Anna Vos"


def test_who_carries_what_is_counted_by_party_in_the_order_of_the_plan(the_roster):
    assert the_roster.shares.parties == ("Delta Freight", "Estuary Gateway", "Northgate Marine")
    rows = {row.kind: (*row.counts, row.others) for row in the_roster.shares.rows}
    assert rows["Value realised"] == ("0", "0", "24,000 GBP", "0")
    assert rows["Open actions"] == ("0", "1", "0", "0")


@pytest.mark.parametrize("party", ["northgate", "delta"])
def test_every_party_counts_the_same(the_example, party):
    loaded = load(DATA)
    theirs = look(loaded, Audience.joint(party), today=date(2026, 11, 20)).judged
    assert shares(theirs.case("harbour-alliance")) == shares(the_example.judged.case("harbour-alliance"))


def test_what_is_internal_is_in_nobodys_share(the_example):
    case = the_example.judged.case("keel-and-tarn")
    internal = [action for action in case.plan.actions.values() if action.part != Part.JOINT]
    found = shares(case)
    assert found
    rows = {row.kind: row for row in found.rows}
    counted = sum(sum(map(int, (*rows[kind].counts, rows[kind].others))) for kind in ("Open actions", "Actions done") if kind in rows)  # fmt: skip
    assert internal
    assert counted == len(case.plan.actions) - len(internal)


def test_one_party_alone_has_no_share(the_example):
    assert shares(the_example.judged.case("greyfriars-university")) is None
