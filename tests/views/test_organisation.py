"""Every field of every record of the organisation is on its page; other readers have the overview alone."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.organisation import Organisation
from rmpkit.model.record import Entry, Record, key_of
from rmpkit.operations.check import check, load, look
from rmpkit.operations.pages import ORGANISATION_PAGES, pages
from rmpkit.views import addresses, audits, competence, context, method, reviews, segments
from rmpkit.views.duties import own_case
from rmpkit.views.facts import TOLD_ALIKE, Item, facts_of
from rmpkit.views.posts import Post
from rmpkit.views.reviews import reviews as reviews_page
from rmpkit.views.segments import portfolio
from tests.rules.overlay import judged_with

LAYOUTS = tuple(each for module in (context, segments, method, competence, audits, reviews) for each in module.LAYOUTS)
SHOWN_BY_HAND = {"people", "signposts", "answers", "known_gaps", "not_applicable", "muted_rules"}
"""Registers that have a view of their own."""


def _record_of(field: str) -> type[Record] | None:
    """What a register holds, or the record that stands alone."""
    (hint, *_) = get_args(get_type_hints(Organisation, include_extras=True)[field]) or (None,)
    held = get_args(hint)[-1] if len(get_args(hint)) == 2 and get_args(hint)[1] is not type(None) else None
    alone = next((each for each in get_args(hint) if isinstance(each, type) and issubclass(each, Record)), None)
    found = held or alone
    return found if isinstance(found, type) and issubclass(found, Record) else None


RECORDS = {field: record for field in Organisation.model_fields if (record := _record_of(field))}
REGISTERS = {
    field: record for field, record in RECORDS.items() if issubclass(record, Entry) and field not in SHOWN_BY_HAND
}
SINGLE = ("climate", "segmentation", "value", "risk_method", "corporate_plan", "scope", "policy")


def test_every_register_of_the_organisation_has_a_view():
    assert {layout.register for layout in LAYOUTS} == set(REGISTERS)
    assert set(RECORDS) == {*REGISTERS, *SHOWN_BY_HAND, *SINGLE, "certificates"}


@pytest.fixture(scope="module")
def ours(the_full) -> Organisation:
    found: Organisation = the_full.judged.edition.organisation
    return found


@pytest.fixture(scope="module")
def shown(the_full_site) -> Mapping[str, str]:
    """The words of every page."""
    return {page.path: " ".join(unescape(re.sub(r"<[^>]*>", " ", page.body)).split()) for page in the_full_site}


def _words(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        match item.value:
            case tuple():
                yield item.label
                yield from _words(item.value)
            case Post():
                yield item.value.person
            case str():
                yield item.value
            case _:
                yield item.value.text


FIELDS = [
    pytest.param(register, field, id=f"{key_of(register)}.{key_of(field)}")
    for register, record in {**REGISTERS, "certificates": RECORDS["certificates"]}.items()
    for field in natures_of(record)
    if field not in TOLD_ALIKE
]


@pytest.mark.parametrize(("register", "field"), FIELDS)
def test_every_field_of_every_record_of_the_organisation_is_on_its_page(the_full, ours, shown, register, field):
    case = own_case(the_full.judged)
    found = []
    for key, record in getattr(ours, register).items():
        page = addresses.of_own_path(ours, (key_of(register), key)).partition("#")[0]
        for fact in facts_of(case, record):
            if fact.field == field:
                found.append(fact)
                for words in _words(fact.items):
                    assert words.casefold() in shown[page].casefold(), (key, field, words)
    assert found, f"write {key_of(field)} in a record of {key_of(register)} under tests/views/full"


@pytest.mark.parametrize("field", [name for name in SINGLE if name not in ("policy", "scope")])
def test_every_record_that_stands_alone_is_on_its_page(the_full, ours, shown, field):
    record = getattr(ours, field)
    facts = {fact.field: fact for fact in facts_of(own_case(the_full.judged), record)}
    assert set(facts) == set(natures_of(type(record))), "write each of its keys under tests/views/full"
    page = shown[addresses.of_own_path(ours, (key_of(field),)).partition("#")[0]]
    for fact in facts.values():
        assert all(words in page for words in _words(fact.items)), fact.field


def test_the_scope_names_its_units_its_relationships_and_what_is_left_out(shown):
    for words in (
        "Saltmere harbour office",
        "Marine Works",
        "Tenancies : One rent and one contract",
        "Northgate and all that we do with them",
    ):
        assert words in shown[addresses.ORGANISATION]


def test_every_page_is_in_the_strip_of_the_others(the_full_site):
    made = {page.path: page.body for page in the_full_site}
    for address in ORGANISATION_PAGES:
        assert f'href="../{address.split("/")[1]}/"' in made[addresses.METHOD].replace('href="./"', 'href="../method/"')
        assert 'aria-label="Pages of the organisation"' in made[address]


def test_every_link_inside_the_organisation_leads_somewhere(the_full_site):
    made = {page.path: page.body for page in the_full_site}
    for address in (addresses.ORGANISATION, *ORGANISATION_PAGES):
        anchors = re.findall(r'href="#([^"]+)"', made[address])
        assert all(f'id="{anchor}"' in made[address] for anchor in anchors)


def test_a_page_on_which_nothing_stands_is_not_made():
    folder = Path(__file__).parents[1] / "rules/clean"
    bare = check(folder, today=date(2026, 3, 1))
    ours = bare.judged.edition.organisation
    assert ours
    ours = ours.model_copy(update={"context": {}, "stakeholders": {}, "climate": None})
    assert not addresses.is_made_for(ours, addresses.CONTEXT)
    assert addresses.of_own_path(ours, ("context", "CX-1")) == addresses.ORGANISATION
    assert addresses.is_made_for(ours, addresses.REVIEWS)


def test_others_have_the_overview_alone():
    folder = Path(__file__).parents[1] / "views/full"
    for audience in (Audience.joint("northgate"), Audience.PUBLIC):
        seen = look(load(folder), audience, today=date(2026, 11, 20))
        made = {page.path: page.body for page in pages(seen.judged, library=seen.library)}
        assert not set(ORGANISATION_PAGES) & set(made)
        assert "ISO 44001 of 2017" in made[addresses.ORGANISATION]
        assert "Marine Works" in made[addresses.ORGANISATION]
        assert "Pages of the organisation" not in made[addresses.ORGANISATION]


def test_the_review_rolls_up_every_relationship_that_goes_on(the_example):
    sections = {section.id: section for section in reviews_page(the_example.judged).sections}
    (table,) = sections["Inputs"].registers
    plans = [plan for plan in the_example.judged.edition.plans if the_example.judged.case(plan.id).running]
    assert [row.head for row in table.rows] == sorted((plan.title for plan in plans), key=str.casefold)


def test_the_portfolio_names_every_relationship_and_how_it_is_sorted(the_example):
    (table,) = portfolio(the_example.judged).sections[0].registers
    assert len(table.rows) == len(the_example.judged.edition.plans)
    sorted_as = {row.head: row.cells[0].facts for row in table.rows}
    assert any(facts and facts[0].items[0].value == "collaborate" for facts in sorted_as.values())


def _cells(section):
    (table,) = section.registers
    return {row.head: {cell.label: _told(cell.facts) for cell in row.cells} for row in table.rows}


def _told(facts):
    return "; ".join(
        str(getattr(item.value, "text", getattr(item.value, "who", item.value))) for f in facts for item in f.items
    )


def test_the_portfolio_tells_what_was_decided_when_a_relationship_was_weighed_and_not_what_its_case_came_to(
    the_example,
):
    shown = {section.id: section for section in portfolio(the_example.judged).sections}
    rows, cases = _cells(shown["Relationships"]), _cells(shown["Cases"])
    assert rows["Orchard Facilities"]["Decision"].startswith("keep transactional")
    assert cases["Orchard Facilities"]["Outcome"] == "stop"
    assert rows["Harbour Alliance"]["Weighed again by"] == "18 March 2027", "its own day, and not the interval's"
    assert cases["Harbour Alliance"]["Looked at again by"] == "19 March 2027"


def test_a_relationship_that_was_weighed_elsewhere_names_where(the_example):
    shown = {section.id: section for section in portfolio(the_example.judged).sections}
    assert "Relationships weighed, spring 2026" in _cells(shown["Relationships"])["Northline Trains"]["Decision"]


def test_scores_stand_side_by_side_with_the_floor_they_reach_and_what_they_come_to_by_weight(the_example):
    shown = {section.id: section for section in portfolio(the_example.judged).sections}
    scored = _cells(shown["Scores"])
    lost = "What we would lose without them (30 percent)"
    assert scored["Harbour Alliance"][lost] == "5, decides alone"
    assert scored["Greyfriars University"][lost] == "2"
    assert {head: row["All together"] for head, row in scored.items()} == {
        "Greyfriars University": "3",
        "Harbour Alliance": "4.55",
        "Orchard Facilities": "1.55",
        "Saltmarsh JV": "4.25",
    }


def test_a_relationship_that_was_not_scored_on_every_criterion_has_no_sum():
    judged = judged_with("segmentation: {scores: {SC-1: 4}, decision: develop, why: W}\n")
    (row,) = _cells(next(section for section in portfolio(judged).sections if section.id == "Scores")).values()
    assert [words for words in row.values() if words] == ["4"]


def test_what_was_realised_is_set_beside_what_the_same_ideas_were_thought_to_be_worth(the_example):
    shown = {section.id: section for section in reviews_page(the_example.judged).sections}
    (table,) = shown["Inputs"].registers
    (harbour,) = [row for row in table.rows if row.head == "Harbour Alliance"]
    value = next(cell for cell in harbour.cells if cell.label == "Value")
    assert {fact.label: fact.items[0].value for fact in value.facts} == {
        "Realised": "585,000 GBP",
        "Had been estimated at": "520,000 GBP",
        "Estimated, still to come": "120,000 GBP",
    }


def test_value_is_added_up_over_all_relationships_currency_by_currency(the_example):
    shown = {section.id: section for section in reviews_page(the_example.judged).sections}
    assert {fact.label: fact.items[0].value for fact in shown["Value"].facts} == {
        "Realised": "782,500 GBP",
        "Had been estimated at": "712,000 GBP",
        "Estimated, still to come": "225,000 GBP",
    }
    ideas = (
        "value-ideas:\n"
        "  V-1: {title: A, state: realised, estimate: 10 EUR, realised: 12 EUR}\n"
        "  V-2: {title: B, state: realised, estimate: 7, realised: 5}\n"
        "  V-3: {title: C, state: realised, realised: 3}\n"
        "  V-4: {title: D, state: rejected, why: W, estimate: 90}\n"
        "  V-5: {title: E, state: in progress, estimate: 8, realised: 2}\n"
    )
    (value,) = [each for each in reviews_page(judged_with(ideas)).sections if each.id == "Value"]
    assert {fact.label: fact.items[0].value for fact in value.facts} == {
        "Realised": "12 EUR and 5 GBP",
        "Had been estimated at": "10 EUR and 7 GBP",
        "Realised besides": "5 GBP",
        "Estimated, still to come": "20,008 GBP",  # with what stands in the plan already
    }
