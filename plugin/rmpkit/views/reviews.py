"""Where top management looks at the whole, and what it has to look at: the roll-up of every relationship."""

from collections.abc import Iterable, Iterator
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.learning import IdeaState, ValueIdea
from rmpkit.model.reviews import ManagementReview
from rmpkit.rules.approvals import fully_approved, latest_version
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.approvals import ACKNOWLEDGED
from rmpkit.views.duties import own_case
from rmpkit.views.facts import Fact, Item, total
from rmpkit.views.gains import DECISIONS
from rmpkit.views.lamps import lamp_views
from rmpkit.views.registers import Cell, Layout, Register, Registers, Row, Section, own_registers_page, section

REVIEWS = Layout(
    "management_reviews",
    "Review",
    "Reviews",
    "Management reviews",
    "id",
    (
        ("Held", ("on", "present", "minutes")),
        ("Looked at", ("looked_at",)),
        ("Decided", ("decisions", "actions")),
    ),
    order=lambda record: -cast("ManagementReview", record).on.toordinal(),
)
FORUMS = Layout(
    "forums",
    "Forum",
    "Forums",
    "Where we meet about all relationships",
    "title",
    (
        ("How often", ("every",)),
        ("Level", ("level",)),
        ("Who", ("chair", "members", "seats")),
        ("May decide", ("authority", "terms_of_reference")),
    ),
)
MEETINGS = Layout(
    "meetings",
    "Meeting",
    "Meetings",
    "Meetings about all relationships",
    "id",
    (
        ("Held", ("forum", "on", "present", "minutes")),
        ("Reviewed", ("reviewed", "changed")),
        ("Decided", ("decisions",)),
    ),
)
LAYOUTS = (REVIEWS, FORUMS, MEETINGS, DECISIONS, ACKNOWLEDGED)

_COLUMNS = ("Lamps", "To look at", "Value", "Agreed")


def reviews(judged: Judged) -> Registers:
    """What the next review has to look at, then the reviews that were held."""
    case = own_case(judged)
    found = (_whole(judged), _rolled_up(judged), _relationships(judged), *(section(case, each) for each in LAYOUTS))
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
        ("Not as required, open", len(open_found), ("nonconformities",), ours.nonconformities),
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


def _going_on(judged: Judged) -> tuple[ShownPlan, ...]:
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    return tuple(plan for plan in plans if not plan.broken and judged.case(plan.id).running)


def _relationships(judged: Judged) -> Section | None:
    """The roll-up, relationship by relationship, by name: never the worst first."""
    shown = _going_on(judged)
    if not shown:
        return None
    rows = tuple(_row(judged, plan) for plan in shown)
    says = "What feeds the next management review, from each plan as it stands on the day of this page."
    return Section(
        "Inputs", "Relationship by relationship", says, registers=(Register("Relationship", _COLUMNS, rows),)
    )


def _row(judged: Judged, plan: ShownPlan) -> Row:
    case = judged.case(plan.id)
    cells = (
        tuple(_lamps(judged, plan)),
        tuple(_attention(judged, plan)),
        tuple(_value(case, plan.value_ideas.values())),
        tuple(_agreed(case)),
    )
    return Row(
        "",
        plan.title,
        (),
        tuple(Cell(label, facts, labelled=True) for label, facts in zip(_COLUMNS, cells, strict=True)),
        over=False,
        internal=False,
        page=Link(plan.title, addresses.relationship(plan.id)),
    )


def _link(label: str, text: str, plan: ShownPlan, leaf: str) -> Fact:
    to = addresses.relationship(plan.id, leaf)
    return Fact("", label, (Item("link", Link(text, to, f"{label}, {plan.title}: {text}")),))


def _lamps(judged: Judged, plan: ShownPlan) -> Iterator[Fact]:
    """How the parties feel and what is delivered; how well the plan is kept is no matter for this meeting."""
    for lamp in lamp_views(judged, plan)[:2]:
        words = f"{lamp.mark.shape} {lamp.mark.word}"
        leaf = "#Health" if lamp.name == "relationship" else "#Measures"
        yield _link(lamp.name.capitalize(), words, plan, f"{addresses.OBJECTIVES}{leaf}")


def _attention(judged: Judged, plan: ShownPlan) -> Iterator[Fact]:
    """What asks for a look from above."""
    found = tuple(_asking(judged, plan))
    yield from found or (Fact("", "To look at", (Item("text", "nothing"),)),)


def _asking(judged: Judged, plan: ShownPlan) -> Iterator[Fact]:
    late = sum(bool(action.open and action.due and action.due < judged.today) for action in plan.actions.values())
    if late:
        yield _link("Actions past their day", str(late), plan, addresses.ACTIONS)
    ours = judged.edition.organisation
    appetite = ours.risk_method.appetite if ours and ours.risk_method else None
    above = sum(risk.open and (risk.rating or 0) > (appetite or 0) for risk in plan.risks.values())
    if appetite is not None and above:
        yield _link("Risks above the appetite", str(above), plan, addresses.RISKS)
    short = sum((skill.assessed or 5) < (skill.required or 0) for skill in plan.skills.values())
    if short:
        yield _link("Gaps in skills", str(short), plan, f"{addresses.leaf_of('skills')}#Skills")


def _value(case: Case, ideas: Iterable[ValueIdea]) -> Iterator[Fact]:
    """What was realised beside what the same ideas had been thought to be worth; what is still open stands apart."""
    found = tuple(ideas)
    ended = [idea for idea in found if idea.state is IdeaState.REALISED and idea.realised and idea.estimate]
    besides = [idea for idea in found if idea.realised and idea not in ended]
    sums = (
        ("Realised", (idea.realised for idea in ended)),
        ("Had been estimated at", (idea.estimate for idea in ended)),
        ("Realised besides", (idea.realised for idea in besides)),
        ("Estimated, still to come", (idea.estimate for idea in found if idea.state in _TO_COME)),
    )
    for label, amounts in sums:
        if words := total(case, (amount for amount in amounts if amount)):
            yield Fact("", label, (Item("text", words),))


_TO_COME = (IdeaState.IDEA, IdeaState.ASSESSED, IdeaState.APPROVED, IdeaState.IN_PROGRESS)


def _rolled_up(judged: Judged) -> Section | None:
    """The value of all relationships that go on, added up."""
    ideas = [idea for plan in _going_on(judged) for idea in plan.value_ideas.values()]
    says = (
        "Ideas of the relationships below, added up currency by currency; nothing is exchanged. "
        "Realised besides is what came of ideas that were never estimated, or that are still under way."
    )
    facts = tuple(_value(own_case(judged), ideas))
    return Section("Value", "Value of all relationships together", says, facts=facts) if facts else None


def _agreed(case: Case) -> Iterator[Fact]:
    """Whether all have approved the latest version, and whether they have agreed how they would part."""
    version, strategy = latest_version(case), case.plan.exit
    if version is not None:
        words = f"{version.id} approved by all" if fully_approved(version, case) else f"{version.id} awaits approval"
        yield _link("Plan", words, case.plan, addresses.APPROVALS)
    elif case.reached(_TOGETHER):
        yield _link("Plan", "no version yet", case.plan, addresses.APPROVALS)
    if strategy and strategy.activated:
        yield _link("Exit", "activated", case.plan, addresses.EXIT)
    elif strategy and strategy.principles:
        words = "agreed" if strategy.agreed_at else "written, agreed at no meeting"
        yield _link("Exit", words, case.plan, addresses.EXIT)
    elif case.reached(_TOGETHER):
        yield _link("Exit", "not agreed", case.plan, addresses.EXIT)


_TOGETHER = 5
"""The stage from which the parties agree things together."""
