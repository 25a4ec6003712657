"""All relationships side by side, as they were weighed and sorted."""

from collections.abc import Iterator

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import when
from rmpkit.views.duties import own_case
from rmpkit.views.facts import Fact, Item, facts_of
from rmpkit.views.posts import maybe_post
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

CRITERIA = Layout(
    "segment_criteria",
    "Criterion",
    "Criteria",
    "What relationships are weighed by",
    "title",
    (("Weight, percent", ("weight",)), ("Decides alone from", ("floor",))),
    says="The scores stand in each plan, for the owner's own people.",
)
LAYOUTS = (CRITERIA,)


def portfolio(judged: Judged) -> Registers:
    """Every relationship with its sort and what was decided; then the method, the sorts and the criteria."""
    case, ours = own_case(judged), judged.edition.organisation
    found = (
        _relationships(judged),
        single(case, ours.segmentation if ours else None, "Segmentation", "How relationships are sorted"),
        _segments(judged),
        section(case, CRITERIA),
    )
    return own_registers_page(judged, addresses.PORTFOLIO, "Portfolio", found, key="segments")


def _relationships(judged: Judged) -> Section:
    """The relationships by name: never the worst first."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    columns = ("Sorted as", "Decided", "Weighed again by", "Who answers for it")
    rows = tuple(_row(judged, plan, columns) for plan in plans)
    none = "" if rows else "No relationship is recorded yet."
    tables = (Register("Relationship", columns, rows),) if rows else ()
    return Section("Relationships", "All relationships", registers=tables, none=none)


def _row(judged: Judged, plan: ShownPlan, columns: tuple[str, ...]) -> Row:
    case = judged.case(plan.id)
    cells = (_sorted_as(plan), _decided(case), _again(case), _who(case))
    return Row(
        "",
        plan.title,
        (Fact("", "Kind", (Item("text", f"{plan.type}, {plan.state}"),)),) if not plan.broken else (),
        tuple(Cell(label, tuple(facts)) for label, facts in zip(columns, cells, strict=True)),
        over=not case.running,
        internal=False,
        page=Link(plan.title, addresses.relationship(plan.id)),
    )


def _sorted_as(plan: ShownPlan) -> Iterator[Fact]:
    if plan.segment:
        yield Fact("segment", "Sorted as", (Item("text", plan.segment),))


def _decided(case: Case) -> Iterator[Fact]:
    """What was decided on the business case, by whom and when."""
    found = case.plan.business_case
    if found:
        yield from (fact for fact in facts_of(case, found) if fact.field in ("outcome", "by", "on"))


def _again(case: Case) -> Iterator[Fact]:
    found = case.plan.business_case
    if found and found.on and case.running:
        yield Fact("again", "Weighed again by", (Item("due", when(case.intervals.business_case.after(found.on))),))


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
