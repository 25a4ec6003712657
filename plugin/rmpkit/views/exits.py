"""How the parties would part: agreed, and rarely activated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.closing import ContinuityItem
from rmpkit.model.exit import ExitTrigger, TransitionItem
from rmpkit.model.meetings import Topic
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.evidence import EvidenceRow, rows_of_stage
from rmpkit.views.facts import Fact, Item, facts_of, some_facts
from rmpkit.views.posts import Post, maybe_post, party_name, post_of
from rmpkit.views.registers import Layout, Register, Section, register, section
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
    more: tuple[Fact, ...]
    """What sort of thing it is, and from where on it counts."""

    checked: tuple[tuple[When, str], ...]
    """When somebody looked and what was seen, newest first."""

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
    agreed: tuple[Fact, ...]
    """Principles, boundaries, who would lead."""

    begun: tuple[Fact, ...]
    """Who started it, and when each party learned of it."""

    reviewed: Link | None
    reviewed_on: When | None
    review_by: When | None
    """The day by which a meeting is to review it again; nothing once the relationship is over."""

    triggers: tuple[TriggerView, ...]
    continuity: Section | None
    transition: tuple[TransitionView, ...]
    after: tuple[Section, ...]
    """The look back, what may come next, the last page."""

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


CONTINUITY = Layout(
    "exit_continuity",
    "What runs on",
    "Continuity",
    "What runs on meanwhile",
    "service",
    (
        ("What could stop it", ("risk",)),
        ("What keeps it running", ("kept_by",)),
        ("Who, and until when", ("owner", "due", "done")),
    ),
    says="What customers and operations go on having while the parties part.",
    over=lambda record: cast("ContinuityItem", record).done is not None,
)
FUTURE = Layout(
    "future_opportunities",
    "What it could be",
    "Future",
    "What could come next",
    "title",
    (("What speaks for it", ("why",)), ("Next step", ("next_step", "due")), ("Who keeps it in mind", ("owner",))),
)
LAYOUTS = (CONSIDERED, CONTINUITY, FUTURE)

AGREED = ("principles", "boundaries", "left_out", "led_by", "spoken_for_by", "survives")


def exits(judged: Judged, plan: ShownPlan) -> Exit:
    """What the parties agreed about leaving."""
    case = judged.case(plan.id)
    strategy = plan.exit
    meeting = plan.meetings.get(strategy.agreed_at) if strategy and strategy.agreed_at else None
    last = case.last_review(Topic.EXIT)
    activated = strategy.activated if strategy else None
    asked = tuple(
        each
        for each in judged.catalogue.requirements.values()
        if each.id in ("wt.exit", "st.exit") or (case.leaving and each.stage is Stage.EXIT_STRATEGY)
    )
    return Exit(
        plan_sheet(judged, plan, addresses.EXIT, "Exit", register="exit"),
        _standing(case),
        maybe(activated),
        Link(strategy.because, addresses.of_path(plan, ("exit-triggers", strategy.because)))
        if strategy and strategy.because
        else None,
        Link(meeting.id, addresses.of_path(plan, ("meetings", meeting.id))) if meeting else None,
        maybe(meeting.on) if meeting else None,
        some_facts(case, strategy, *AGREED) if strategy else (),
        some_facts(case, strategy, "started_by", "told") if strategy else (),
        Link(last.id, addresses.of_path(plan, ("meetings", last.id))) if last else None,
        maybe(last.on) if last else None,
        maybe(case.intervals.exit_review.after(last.on)) if last and case.running else None,
        tuple(_trigger(case, key, trigger) for key, trigger in plan.exit_triggers.items()),
        section(case, CONTINUITY),
        tuple(_transition(case, key, item) for key, item in plan.exit_transition.items()),
        tuple(_after(case)),
        rows_of_stage(judged, plan, asked, owner=f"{case.own}.manager" if case.own else None),
        strategy is not None or bool(plan.exit_triggers),
        register(case, CONSIDERED),
    )


def _after(case: Case) -> Iterator[Section]:
    plan = case.plan
    if plan.exit_review:
        says = "In words that every party can sign."
        yield Section("Review", "Looking back together", says, facts=facts_of(case, plan.exit_review))
    if plan.exit_review_ours:
        alone = Fact("exit_review_ours", "", (Item("prose", plan.exit_review_ours),))
        yield Section("Alone", "Looking back alone", facts=(alone,), internal=True)
    if future := section(case, FUTURE):
        yield future
    if plan.closing:
        yield Section("Closing", "The last page", facts=facts_of(case, plan.closing))


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
        some_facts(case, trigger, "kind", "threshold"),
        tuple((when(day), seen) for day, seen in sorted(trigger.checked.items(), reverse=True)),
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
