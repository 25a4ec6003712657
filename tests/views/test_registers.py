"""Every field of every record is on its page: the model is asked, so that a new field cannot be forgotten."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import get_args, get_type_hints

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.plan import Plan
from rmpkit.model.record import Disclosure, Entry, Record, key_of
from rmpkit.operations.check import Checked, check, load, look
from rmpkit.operations.pages import pages
from rmpkit.views import addresses, charter, choice, commitments, exits, gains, grounds, issues, mirror, roster, sharing
from rmpkit.views.approvals import ACKNOWLEDGED, REVISIONS
from rmpkit.views.commitments import commitments as commitments_page
from rmpkit.views.dates import when
from rmpkit.views.facts import TOLD_ALIKE, Item, facts_of
from rmpkit.views.goals import REPORTS
from rmpkit.views.issues import issues as issues_page
from rmpkit.views.posts import Post
from rmpkit.views.registers import Layout, register

FULL = Path(__file__).parent / "full"
LAYOUTS: tuple[Layout, ...] = (
    *issues.LAYOUTS, *commitments.LAYOUTS, *charter.LAYOUTS, *gains.LAYOUTS, *sharing.LAYOUTS, *grounds.LAYOUTS, *mirror.LAYOUTS,
    *choice.LAYOUTS, *exits.LAYOUTS, *roster.LAYOUTS, REVISIONS, ACKNOWLEDGED, REPORTS,
)  # fmt: skip
SHOWN_BY_HAND = {
    "parties", "stages", "people", "objectives", "measures", "health_checks", "risks", "actions", "forums", "meetings",
    "exit_triggers", "exit_transition", "signposts", "answers", "known_gaps", "not_applicable", "versions",
    "muted_rules", "change_events",
}  # fmt: skip
"""Registers that have a view of their own."""


def _record_of(register: str) -> type[Entry] | None:
    """What a register of the plan holds, if it holds records with ids."""
    (hint, *_) = get_args(get_type_hints(Plan, include_extras=True)[register]) or (None,)
    held = get_args(hint)[1] if len(get_args(hint)) == 2 else None
    return held if isinstance(held, type) and issubclass(held, Entry) else None


REGISTERS = {name: record for name in Plan.model_fields if (record := _record_of(name))}


def test_every_register_of_the_model_has_a_view():
    assert {layout.register for layout in LAYOUTS} == set(REGISTERS) - SHOWN_BY_HAND


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


@pytest.fixture(scope="module")
def the_plan(the_full) -> Plan:
    plan: Plan = the_full.judged.edition.plan("everything")
    return plan


@pytest.fixture(scope="module")
def shown(the_full_site) -> Mapping[str, str]:
    """The words of every page."""
    return {page.path: " ".join(unescape(re.sub(r"<[^>]*>", " ", page.body)).split()) for page in the_full_site}


FIELDS = [
    pytest.param(register, field, id=f"{key_of(register)}.{key_of(field)}")
    for register, record in REGISTERS.items()
    if register not in SHOWN_BY_HAND or register == "change_events"
    for field, nature in natures_of(record).items()
    if field not in TOLD_ALIKE and nature.disclosure is not Disclosure.RESTRICTED
]
RESTRICTED = {
    (register, field)
    for register, record in REGISTERS.items()
    for field, nature in natures_of(record).items()
    if nature.disclosure is Disclosure.RESTRICTED
}


@pytest.mark.parametrize(("register", "field"), FIELDS)
def test_every_field_of_every_record_is_on_its_page(the_full, the_plan, shown, register, field):
    case = the_full.judged.case(the_plan.id)
    found = []
    for key, record in getattr(the_plan, register).items():
        page = addresses.of_path(the_plan, (key_of(register), key)).partition("#")[0]
        assert page in shown
        for fact in facts_of(case, record):
            if fact.field == field:
                found.append(fact)
                for words in _words(fact.items):
                    for piece in words.split("\n"):
                        assert piece.casefold() in shown[page].casefold(), (key, field, piece)
    assert found, f"write {key_of(field)} in a record of {key_of(register)} under tests/views/full"


FOR_NAMED_PEOPLE = (
    "Says bad news first.",
    "The board is afraid of bad news.",
    "Night work at day rates",
    "A longer contract",
)
"""What stands in restricted fields under tests/views/full."""


def test_what_is_for_named_people_is_on_no_page_of_the_internal_site(the_full, shown):
    assert {("key_people", "behaviour"), ("maturity", "remarks")} < RESTRICTED
    for words in FOR_NAMED_PEOPLE:
        assert not [path for path, page in shown.items() if words in page], words
    assert "No deadlines made up for the day" in shown["relationships/everything/selection/"]


def test_named_people_read_it_and_are_told_that_it_is_restricted(the_full):
    judged = look(load(FULL), Audience.RESTRICTED, today=the_full.judged.today).judged
    made = {page.path: page.body for page in pages(judged, library=the_full.library)}
    below = "relationships/everything/"
    for leaf, words in (("self-assessment/", FOR_NAMED_PEOPLE[:2]), ("selection/", FOR_NAMED_PEOPLE[2:])):
        assert all(each in made[below + leaf] for each in words)
        assert 'class="rmp-tag">restricted<' in made[below + leaf]


def test_what_was_found_of_maturity_stands_where_those_look_who_may_read_it(shown):
    assert "SC21" in shown["relationships/everything/objectives/"]
    assert "SC21" not in shown["relationships/everything/self-assessment/"]
    assert "plain" in shown["relationships/everything/self-assessment/"]


def test_four_quarters_stand_side_by_side_and_an_empty_one_says_so(the_full, the_plan):
    swot = next(each for each in mirror.mirror(the_full.judged, the_plan).sections if each.id == "Swot")
    assert swot.beside
    assert [found.head for found in swot.registers] == ["Strengths", "Weaknesses", "Opportunities", "Threats"]
    assert [row.head for row in swot.registers[2].rows] == ["nothing yet"]


def test_what_shows_a_strength_is_told_as_such_with_the_day_of_the_last_look(the_full, the_plan):
    swot = next(each for each in mirror.mirror(the_full.judged, the_plan).sections if each.id == "Swot")
    notes = {fact.field: fact.label for fact in swot.registers[0].rows[0].notes}
    assert (notes["see"], notes["reviewed"]) == ("Shown by", "Reviewed")


def test_a_message_says_what_it_is_for_and_what_came_back(the_full, the_plan):
    said = next(each for each in charter.charter(the_full.judged, the_plan).sections if each.id == "Communications")
    assert said.registers[0].columns == ("To whom", "What for", "How", "Who sees to it", "Feedback")


OURS_ALONE = (
    "business_case",
    "segmentation",
    "strategy",
    "risk_process",
    "usual_way",
    "profile",
    "selection",
    "negotiation",
)


@pytest.mark.parametrize("field", OURS_ALONE)
def test_every_key_of_a_single_record_of_ours_is_on_its_page(the_full, the_plan, shown, field):
    record = getattr(the_plan, field)
    facts = {fact.field: fact for fact in facts_of(the_full.judged.case(the_plan.id), record)}
    written = {name for name, nature in natures_of(type(record)).items() if nature.disclosure < Disclosure.RESTRICTED}
    assert set(facts) == written, "write each of its keys under tests/views/full"
    page = shown[addresses.of_path(the_plan, (key_of(field),)).partition("#")[0]]
    for fact in facts.values():
        assert all(words in page for words in _words(fact.items)), fact.field


SINGLE = (
    "charter", "document_control", "background", "overview", "purpose", "mandate", "why", "stage_statements",
    "value_process", "intellectual_property", "exit", "exit_review", "closing",
)  # fmt: skip


@pytest.mark.parametrize("field", SINGLE)
def test_every_single_text_of_a_plan_is_on_its_page(the_full, the_plan, shown, field):
    value = getattr(the_plan, field)
    if isinstance(value, Record):
        facts = {fact.field: fact for fact in facts_of(the_full.judged.case(the_plan.id), value)}
        assert set(facts) == set(natures_of(type(value))), "write each of its keys under tests/views/full"
        page = shown[addresses.of_path(the_plan, (key_of(field),)).partition("#")[0]]
        for fact in facts.values():
            assert all(words in page for words in _words(fact.items)), fact.field
    elif isinstance(value, str):
        assert value in shown[addresses.relationship(the_plan.id)]
    else:
        for stage, sides in value.items():
            assert all(says in shown[addresses.stage(the_plan.id, stage)] for says in sides.values())


PRINTED_BY_HAND = {
    "risks": "cause effect raised_by comes_from became depends_on",
    "actions": "effect_checked effect",
    "forums": "quorum brings_in gives_out",
    "exit_triggers": "kind threshold checked",
}
"""Fields of records with a view of their own that are told like those of any register."""


@pytest.mark.parametrize(
    ("register", "field"),
    [(register, field) for register, fields in PRINTED_BY_HAND.items() for field in fields.split()],
)
def test_fields_beside_a_view_of_its_own_are_on_the_page(the_full, the_plan, shown, register, field):
    case = the_full.judged.case(the_plan.id)
    (key, record), *_ = getattr(the_plan, register).items()
    facts = [fact for fact in facts_of(case, record) if fact.field == field]
    page = shown[addresses.of_path(the_plan, (key_of(register), key)).partition("#")[0]]
    assert facts, f"write {key_of(field)} in a record of {key_of(register)} under tests/views/full"
    for words in _words(facts[0].items):
        assert words.casefold() in page.casefold(), words


@pytest.mark.parametrize(
    ("field", "leaf", "words"),
    [
        ("induction", addresses.POSTS, "A morning on the dredger"),
        ("exit_review_ours", addresses.EXIT, "We were slower"),
    ],
)
def test_a_text_that_stands_alone_is_on_its_page(the_plan, shown, field, leaf, words):
    assert getattr(the_plan, field).startswith(words)
    assert words in shown[addresses.relationship(the_plan.id, leaf)]


def test_acronyms_are_in_the_glossary(shown):
    assert "TOC Train operating company" in shown["organisation/glossary/"]


def test_a_post_is_shown_as_its_holder_of_the_day(the_full, the_plan):
    later = replace(the_full.judged, today=date(2027, 2, 1))
    table = register(later.case(the_plan.id), issues.ISSUES)
    assert table
    who = [item for row in table.rows for cell in row.cells for fact in cell.facts for item in fact.items]
    assert "vacant from 1 January 2027 (estuary.ser)" in [
        item.value.who for item in who if isinstance(item.value, Post)
    ]


def test_nothing_makes_no_table(the_example):
    case = the_example.judged.case("brightwater-pumps")
    assert register(case, gains.LESSONS) is None


def test_a_column_in_which_nothing_stands_is_left_out(the_full, the_plan):
    case = the_full.judged.case(the_plan.id)
    first = register(case, commitments.COMMITMENTS, [the_plan.commitments["C-3"]])
    assert first
    assert first.columns == ("To", "Day", "Who sees to it")


def test_what_asks_for_nothing_more_stands_last(the_full, the_plan):
    table = register(the_full.judged.case(the_plan.id), issues.WARNINGS)
    assert table
    assert [(row.id, row.over) for row in table.rows] == [("EW-1", False), ("EW-2", True)]


def test_early_warnings_come_first_and_the_ladder_stands_in_its_order(the_full, the_plan):
    page = issues_page(the_full.judged, the_plan)
    assert [section.id for section in page.sections] == ["Warnings", "Ladder", "Issues", "Views"]
    (ladder,) = page.sections[1].registers
    assert [row.id for row in ladder.rows] == ["L-1", "L-2"]
    assert ladder.columns[:3] == ("Delta Freight", "Estuary Gateway", "Northgate Marine")


def test_an_issue_says_for_how_long_it_has_been_on_its_step(the_full, the_plan):
    table = register(the_full.judged.case(the_plan.id), issues.ISSUES)
    assert table
    facts = {fact.label: fact.items[0] for fact in table.rows[0].cells[0].facts}
    assert facts["There for"].value == "10 days"
    assert facts["Then it goes up"] == Item("due", when(date(2026, 11, 25)))


def test_own_debts_come_first_and_both_ways_are_said_in_the_same_words(the_full, the_plan):
    sections = commitments_page(the_full.judged, the_plan).sections
    assert [section.title for section in sections] == [
        "What Estuary Gateway promised",
        "What Delta Freight promised",
        "What Northgate Marine promised",
        "Deliverables",
    ]
    assert sections[1].none == "No promise of Delta Freight is recorded."


def test_amounts_are_added_up_by_currency(shown):
    assert "Realised so far: 48,000 GBP." in shown["relationships/everything/value/"]


def test_what_cannot_be_shared_is_marked_as_internal(the_full, the_plan):
    table = register(the_full.judged.case(the_plan.id), sharing.KNOWLEDGE)
    assert table
    assert [(row.id, row.internal) for row in table.rows] == [("K-1", False), ("K-2", False), ("K-3", True)]


def test_the_choice_of_a_partner_is_marked_as_internal(the_full, the_plan):
    sections = choice.choice(the_full.judged, the_plan).sections
    assert [section.id for section in sections] == [
        "Route", "Criteria", "Candidates", "Scores", "Checks", "Talks", "Brief",
    ]  # fmt: skip
    for page in (choice.choice, mirror.mirror, grounds.grounds):
        assert all(section.internal for section in page(the_full.judged, the_plan).sections)


def test_a_closed_field_of_an_open_record_is_marked(the_full, the_plan):
    stakeholder = the_plan.stakeholders["SH-2"].model_copy(update={"part": the_plan.issues["I-1"].part})
    facts = facts_of(the_full.judged.case(the_plan.id), stakeholder)
    assert {fact.field for fact in facts if fact.internal} == {"interest", "influence", "attitude"}


def _with(tmp_path: Path, text: str) -> tuple[Checked, dict[str, str]]:
    copytree(FULL, tmp_path / "data")
    (tmp_path / "data/relationships/everything/joint.yml").write_text(text, encoding="utf-8")
    (tmp_path / "data/relationships/everything/internal.yml").unlink()
    checked = check(tmp_path / "data", today=date(2026, 11, 20))
    return checked, {page.path: page.body for page in pages(checked.judged, library=checked.library)}


def test_a_page_with_nothing_in_it_is_not_made_and_not_in_the_strip(tmp_path):
    _, made = _with(tmp_path, "purpose: Nothing else yet\n")
    for leaf in addresses.WHERE_FILLED:
        assert f"relationships/everything/{leaf}" not in made
        assert f'href="{leaf}"' not in made["relationships/everything/"]
    for leaf in ("people/", "approvals/"):
        assert f"relationships/everything/{leaf}" in made


def test_one_record_makes_its_page_and_no_other(tmp_path):
    _, made = _with(tmp_path, "lessons:\n  LS-1: {title: Ask first}\n")
    assert "Ask first" in made["relationships/everything/value/"]
    assert 'id="Ideas"' not in made["relationships/everything/value/"]
    assert "relationships/everything/issues/" not in made


def test_what_was_reviewed_leads_to_the_overview_while_nothing_of_it_is_recorded(tmp_path):
    _, made = _with(tmp_path, "meetings:\n  M-1: {on: 2026-11-10, reviewed: [issues]}\n")
    assert '<a href="../">issues</a>' in made["relationships/everything/meetings/"]
