"""What is to be done in a relationship, and what has been."""

from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.record import Disclosure
from rmpkit.model.risks import Action
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.facts import Fact, some_facts
from rmpkit.views.posts import Post, maybe_post
from rmpkit.views.records import record_link
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action."""

    id: str
    title: str
    owner: Post | None
    due: When | None
    state: str
    comes_from: Link | None
    done: When | None
    note: str
    effect: tuple[Fact, ...]
    """When somebody looked whether it had worked, and what was seen."""

    internal: bool


@dataclass(frozen=True, slots=True)
class Actions:
    """The page."""

    sheet: Sheet
    open: tuple[ActionRow, ...]
    over: tuple[ActionRow, ...]


def actions(judged: Judged, plan: ShownPlan) -> Actions:
    """Open actions by day, those without one first; then what is done."""
    case = judged.case(plan.id)
    still = sorted((a for a in plan.actions.values() if a.open), key=lambda action: (action.due or date.min, action.id))
    over = sorted(
        (a for a in plan.actions.values() if not a.open),
        key=lambda a: (a.done or date.min, a.id),
        reverse=True,
    )
    sheet = plan_sheet(judged, plan, addresses.ACTIONS, "Actions", register="actions")
    return Actions(sheet, tuple(_row(case, each) for each in still), tuple(_row(case, each) for each in over))


def _row(case: Case, action: Action) -> ActionRow:
    return ActionRow(
        action.id,
        action.title,
        maybe_post(case, action.owner),
        maybe(action.due),
        "done" if action.done else action.state,
        record_link(case.plan, action.comes_from) if action.comes_from else None,
        maybe(action.done),
        action.note or "",
        some_facts(case, action, "effect_checked", "effect"),
        action.part.disclosure >= Disclosure.INTERNAL,
    )
