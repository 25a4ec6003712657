"""All relationships side by side, as they were weighed and sorted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.relationship import BusinessCase
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.threads_of_choice import kept_elsewhere
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import when
from rmpkit.views.duties import own_case
from rmpkit.views.facts import Fact, Item, some_facts
from rmpkit.views.posts import maybe_post
from rmpkit.views.records import record_link
from rmpkit.views.registers import (
    Cell,
    Layout,
    Register,
    Registers,
    Row,
    Section,
    own_registers_page,
    section,
    single,
)
from rmpkit.views.scores import scores

CRITERIA = Layout(
    "segment_criteria",
    "Criterion",
    "Criteria",
    "What relationships are weighed by",
    "title",
    (("Weight, percent", ("weight",)), ("Decides alone from", ("floor",))),
    says="The scores are given in each plan, 1 to 5, for the owner's own people.",
)
LAYOUTS = (CRITERIA,)


def portfolio(judged: Judged) -> Registers:
    """Every relationship with its sort and what was decided, the scores behind that, the cases; then the method."""
    case, ours = own_case(judged), judged.edition.organisation
    found = (
        _relationships(judged),
        scores(judged),
        _cases(judged),
        single(case, ours.segmentation if ours else None, "Segmentation", "How relationships are sorted"),
        _segments(judged),
        section(case, CRITERIA),
    )
    return own_registers_page(judged, addresses.PORTFOLIO, "Portfolio", found, key="segments")


def _relationships(judged: Judged) -> Section:
    """The relationships by name: never the worst first."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    columns = ("Sorted as", "Decision", "Weighed again by", "Who answers for it")
    rows = tuple(_row(judged, plan, columns) for plan in plans)
    none = "" if rows else "No relationship is recorded yet."
    tables = (Register("Relationship", columns, rows),) if rows else ()
    return Section("Relationships", "All relationships", registers=tables, none=none)


def _row(judged: Judged, plan: ShownPlan, columns: tuple[str, ...]) -> Row:
    case = judged.case(plan.id)
    cells = (_sorted_as(plan), _decided(case), _again(case), _who(case))
    notes = (Fact("", "Kind", (Item("text", f"{plan.type}, {plan.state}"),)),) if not plan.broken else ()
    return _outline(case, notes, columns, cells)


def _outline(case: Case, notes: tuple[Fact, ...], columns: tuple[str, ...], cells: Iterable[Iterable[Fact]]) -> Row:
    """A relationship in a table of many; that all of it is for the owner's own people is told by the page."""
    shown = (tuple(replace(fact, internal=False) for fact in facts) for facts in cells)
    plan = case.plan
    return Row(
        "",
        plan.title,
        notes,
        tuple(Cell(label, facts, labelled=True) for label, facts in zip(columns, shown, strict=True)),
        over=not case.running,
        internal=False,
        page=Link(plan.title, addresses.relationship(plan.id)),
    )


def _sorted_as(plan: ShownPlan) -> Iterator[Fact]:
    if plan.segment:
        yield Fact("segment", "Sorted as", (Item("text", plan.segment),))


def _decided(case: Case) -> Iterator[Fact]:
    """What was decided when it was weighed against the others, why, by whom and when; or that it was not weighed."""
    weighed = case.plan.segmentation
    if weighed and weighed.decision:
        yield from some_facts(case, weighed, "decision", "why", "decided_by", "decided")
    elif weighed:
        yield Fact("decision", "Decision", (Item("text", "weighed, and nothing decided"),))
    elif kept := [path for path in kept_elsewhere(case, "aw.prioritise") if path[0] == "signposts"]:
        links = tuple(Item("link", record_link(case.plan, str(path[1]), "signposts")) for path in kept)
        yield Fact("kept", "Kept elsewhere", links)
    elif case.running and not case.plan.broken:
        yield Fact("decision", "Decision", (Item("text", "not weighed in its plan"),))


def _again(case: Case) -> Iterator[Fact]:
    weighed = case.plan.segmentation
    if case.running and weighed and (day := weighed.again(case.intervals.segmentation)):
        yield Fact("again", "Weighed again by", (Item("due", when(day)),))


def _cases(judged: Judged) -> Section | None:
    """Whether each pays: what was decided on the business case, which is weighed again by an interval of its own."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    decided = [(judged.case(plan.id), found) for plan in plans if (found := plan.business_case) and found.outcome]
    if not decided:
        return None
    columns = ("Outcome", "Decided", "Looked at again by")
    rows = tuple(_outline(case, (), columns, _decided_on(case, found)) for case, found in decided)
    return Section("Cases", "Whether each is worth it", registers=(Register("Relationship", columns, rows),))


def _decided_on(case: Case, found: BusinessCase) -> Iterator[tuple[Fact, ...]]:
    yield some_facts(case, found, "outcome")
    yield some_facts(case, found, "by", "on")
    day = found.again(case.intervals.business_case) if case.running else None
    yield (Fact("again", "Looked at again by", (Item("due", when(day)),)),) if day else ()


def _who(case: Case) -> Iterator[Fact]:
    post = maybe_post(case, f"{case.own}.ser") if case.own else None
    if post:
        yield Fact("ser", "Who answers for it", (Item("post", post),))


def _segments(judged: Judged) -> Section | None:
    ours = judged.edition.organisation
    if ours is None or not ours.segments:
        return None
    facts = tuple(Fact(name, name.capitalize(), (Item("text", says),)) for name, says in ours.segments.items())
    return Section("Segments", "The sorts, and what each means", facts=facts)
