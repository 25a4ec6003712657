"""Where top management looks at the whole, and what it has to look at: the roll-up of every relationship."""

from collections.abc import Iterable, Iterator
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.reviews import ManagementReview
from rmpkit.rules.approvals import fully_approved, latest_version
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.duties import own_case
from rmpkit.views.facts import Fact, Item
from rmpkit.views.gains import DECISIONS, added_up
from rmpkit.views.lamps import lamp_views
from rmpkit.views.registers import Cell, Layout, Register, Registers, Row, Section, own_registers_page, section

REVIEWS = Layout(
    "management_reviews",
    "Review",
    "Reviews",
    "Management reviews",
    "id",
    (
        ("Held", ("on", "present")),
        ("Looked at", ("looked_at",)),
        ("Made of it", ("says",)),
        ("Decided", ("decisions", "actions")),
        ("Minutes", ("minutes",)),
    ),
    order=lambda record: -cast("ManagementReview", record).on.toordinal(),
)
FORUMS = Layout(
    "forums",
    "Forum",
    "Forums",
    "Where we meet about all relationships",
    "title",
    (("How often", ("every", "level")), ("Who", ("chair", "members")), ("May decide", ("authority",))),
)
MEETINGS = Layout(
    "meetings",
    "Meeting",
    "Meetings",
    "Meetings about all relationships",
    "id",
    (
        ("Held", ("forum", "on", "present")),
        ("Reviewed", ("reviewed", "changed")),
        ("Decided", ("decisions",)),
        ("Minutes", ("minutes",)),
    ),
)
LAYOUTS = (REVIEWS, FORUMS, MEETINGS, DECISIONS)

_COLUMNS = ("Health", "Delivery", "Actions past their day", "Value", "Risks above the appetite", "Plan", "Exit")


def reviews(judged: Judged) -> Registers:
    """What the next review has to look at, then the reviews that were held."""
    case = own_case(judged)
    found = (_whole(judged), _relationships(judged), *(section(case, each) for each in LAYOUTS))
    return own_registers_page(judged, addresses.REVIEWS, "Reviews", found, key="management-reviews")


def _whole(judged: Judged) -> Section | None:
    """What is counted across the organisation, each with where it stands."""
    ours = judged.edition.organisation
    if ours is None:
        return None
    open_found = [found for found in ours.nonconformities.values() if found.open]
    gaps = [skill for skill in ours.skills.values() if (skill.assessed or 5) < (skill.required or 0)]
    late = [action for action in ours.actions.values() if action.open and action.due and action.due < judged.today]
    counted = (
        ("Open nonconformities", len(open_found), ("nonconformities",), ours.nonconformities),
        ("Own actions past their day", len(late), ("actions",), ours.actions),
        ("Gaps in own skills", len(gaps), ("skills",), ours.skills),
    )
    facts = tuple(
        Fact("", label, (Item("link", Link(str(number), addresses.of_own_path(ours, path))),))
        for label, number, path, register in counted
        if register
    )
    says = "Counted on the day of this page, from what is recorded."
    return Section("Whole", "The organisation", says, facts=facts) if facts else None


def _relationships(judged: Judged) -> Section | None:
    """The roll-up, relationship by relationship, by name: never the worst first."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    shown = [plan for plan in plans if not plan.broken and judged.case(plan.id).running]
    if not shown:
        return None
    rows = tuple(_row(judged, plan) for plan in shown)
    says = "What feeds the next management review, from each plan as it stands on the day of this page."
    return Section(
        "Inputs", "Relationship by relationship", says, registers=(Register("Relationship", _COLUMNS, rows),)
    )


def _row(judged: Judged, plan: ShownPlan) -> Row:
    case = judged.case(plan.id)
    lamps = {lamp.name: f"{lamp.mark.shape} {lamp.mark.word}" for lamp in lamp_views(judged, plan)}
    late = sum(bool(action.open and action.due and action.due < judged.today) for action in plan.actions.values())
    cells = (
        _link(lamps.get("relationship", ""), plan, f"{addresses.OBJECTIVES}#Health"),
        _link(lamps.get("delivery", ""), plan, f"{addresses.OBJECTIVES}#Measures"),
        _link(str(late), plan, addresses.ACTIONS),
        _value(case),
        _link(_above(judged, plan), plan, addresses.RISKS),
        _link(_kept_up(case), plan, addresses.APPROVALS),
        _link(_exit(case), plan, addresses.EXIT),
    )
    return Row(
        "",
        plan.title,
        tuple(_gaps(plan)),
        tuple(Cell(label, tuple(facts)) for label, facts in zip(_COLUMNS, cells, strict=True)),
        over=False,
        internal=False,
        page=Link(plan.title, addresses.relationship(plan.id)),
    )


def _link(text: str, plan: ShownPlan, leaf: str) -> Iterator[Fact]:
    if text:
        yield Fact("", "", (Item("link", Link(text, addresses.relationship(plan.id, leaf), f"{text}, {plan.title}")),))


def _value(case: Case) -> Iterable[Fact]:
    """What was realised, beside what was estimated for all that is still meant."""
    ideas = case.plan.value_ideas.values()
    realised = added_up(case, (idea.realised for idea in ideas if idea.realised))
    estimate = added_up(case, (idea.estimate for idea in ideas if idea.estimate and not idea.settled_without))
    if realised:
        yield Fact("", "Realised", (Item("text", f"{realised} realised"),))
    if estimate:
        yield Fact("", "Estimated", (Item("text", f"{estimate} estimated"),))


def _above(judged: Judged, plan: ShownPlan) -> str:
    """How many open risks are rated above the appetite; nothing where no appetite is written."""
    ours = judged.edition.organisation
    appetite = ours.risk_method.appetite if ours and ours.risk_method else None
    if appetite is None:
        return ""
    return str(sum(risk.open and (risk.rating or 0) > appetite for risk in plan.risks.values()))


def _kept_up(case: Case) -> str:
    """Whether the parties have approved the latest version of what they agreed."""
    version = latest_version(case)
    if version is None:
        return "no version yet" if case.reached(_TOGETHER) else ""
    return f"{version.id} approved by all" if fully_approved(version, case) else f"{version.id} awaits approval"


def _exit(case: Case) -> str:
    """Whether the parties have agreed how they would part; nothing before that is asked for."""
    strategy = case.plan.exit
    if strategy and strategy.activated:
        return "activated"
    if strategy and strategy.principles:
        return "agreed" if strategy.agreed_at else "written, agreed at no meeting"
    return "not agreed" if case.reached(_TOGETHER) else ""


_TOGETHER = 5
"""The stage from which the parties agree things together."""


def _gaps(plan: ShownPlan) -> Iterator[Fact]:
    """Skills that are less than needed."""
    short = sum((skill.assessed or 5) < (skill.required or 0) for skill in plan.skills.values())
    if short:
        yield Fact("", "Gaps in skills", (Item("text", str(short)),))
