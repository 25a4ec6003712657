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
