"""How the parties would part: agreed, and rarely activated."""

from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.exit import ExitTrigger, TransitionItem
from rmpkit.model.meetings import Topic
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.evidence import EvidenceRow, rows_of_stage
from rmpkit.views.posts import Post, maybe_post, party_name, post_of
from rmpkit.views.registers import Layout, Register, register
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class TriggerView:
    """Something that opens the question of leaving."""

    id: str
    trigger: str
    then: str
    notice: str
    measure: Link | None
    watched_by: tuple[Post, ...]
    met: When | None
    decision: str


@dataclass(frozen=True, slots=True)
class TransitionView:
    """Something to keep running or hand over."""

    id: str
    title: str
    kind: str
    goes_to: str
    action: str
    owner: Post | None
    due: When | None
    done: When | None


@dataclass(frozen=True, slots=True)
class Exit:
    """The page."""

    sheet: Sheet
    standing: str
    """Agreed or not, activated or not: one sentence."""

    activated: When | None
    because: Link | None
    agreed_at: Link | None
    agreed_on: When | None
    principles: str
    boundaries: str
    led_by: tuple[Post, ...]
    reviewed: Link | None
    reviewed_on: When | None
    review_by: When | None
    triggers: tuple[TriggerView, ...]
    transition: tuple[TransitionView, ...]
    evidence: tuple[EvidenceRow, ...]
    started: bool
    considered: Register | None
    """What the owner thinks about leaving, for itself."""


CONSIDERED = Layout(
    "exit_considerations",
    "What would make us think of it",
    "Considered",
    "What we think about leaving",
    "trigger",
    (("What has to be kept", ("protect",)), ("What we would do instead", ("alternative",)), ("Who", ("owner",))),
)


def exits(judged: Judged, plan: ShownPlan) -> Exit:
    """What the parties agreed about leaving."""
    case = judged.case(plan.id)
    strategy = plan.exit
    meeting = plan.meetings.get(strategy.agreed_at) if strategy and strategy.agreed_at else None
    last = case.last_review(Topic.EXIT)
    activated = strategy.activated if strategy else None
    asked = tuple(r for r in judged.catalogue.requirements.values() if r.id in ("wt.exit", "st.exit"))
    return Exit(
        plan_sheet(judged, plan, addresses.EXIT, "Exit", register="exit"),
        _standing(case),
        maybe(activated),
        Link(strategy.because, addresses.of_path(plan, ("exit-triggers", strategy.because)))
        if strategy and strategy.because
        else None,
        Link(meeting.id, addresses.of_path(plan, ("meetings", meeting.id))) if meeting else None,
        maybe(meeting.on) if meeting else None,
        (strategy.principles or "") if strategy else "",
        (strategy.boundaries or "") if strategy else "",
        tuple(post_of(case, post) for post in strategy.led_by) if strategy else (),
        Link(last.id, addresses.of_path(plan, ("meetings", last.id))) if last else None,
        maybe(last.on) if last else None,
        maybe(case.intervals.exit_review.after(last.on)) if last else None,
        tuple(_trigger(case, key, trigger) for key, trigger in plan.exit_triggers.items()),
        tuple(_transition(case, key, item) for key, item in plan.exit_transition.items()),
        rows_of_stage(judged, plan, asked, owner=f"{case.own}.manager" if case.own else None),
        strategy is not None or bool(plan.exit_triggers),
        register(case, CONSIDERED),
    )


def _standing(case: Case) -> str:
    strategy = case.plan.exit
    if strategy and strategy.activated and strategy.activated <= case.today:
        return "Exit has been activated."
    if strategy and (strategy.principles or strategy.agreed_at):
        return "Agreed, not activated."
    if case.reached(5):
        return "Nothing is agreed yet about how the parties would part."
    return "Not asked for yet: how it could end is agreed from working together on."


def _trigger(case: Case, key: str, trigger: ExitTrigger) -> TriggerView:
    measure = case.plan.measures.get(trigger.measure) if trigger.measure else None
    return TriggerView(
        key,
        trigger.trigger,
        trigger.then or "",
        str(trigger.notice) if trigger.notice else "",
        Link(measure.question, addresses.of_path(case.plan, ("measures", trigger.measure or ""))) if measure else None,
        tuple(post_of(case, post) for post in trigger.watched_by),
        maybe(trigger.met),
        trigger.decision or "",
    )


def _transition(case: Case, key: str, item: TransitionItem) -> TransitionView:
    return TransitionView(
        key,
        item.title,
        item.kind or "",
        party_name(case, item.goes_to) if item.goes_to else "",
        item.action or "",
        maybe_post(case, item.owner),
        maybe(item.due),
        maybe(item.done),
    )
