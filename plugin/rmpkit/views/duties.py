"""What falls due: things with a day, who sees to them, and where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.called import name_of
from rmpkit.model.evidence import Signpost
from rmpkit.model.finding import Path
from rmpkit.model.goals import Measure
from rmpkit.model.learning import IdeaState
from rmpkit.model.meetings import Forum, Topic
from rmpkit.model.risks import Action, Risk
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.lamps import rounds
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when
from rmpkit.views.posts import Post, party_name, post_due, role_name


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that falls due on a day."""

    day: date
    """The day."""

    kind: str
    """What sort of thing it is, in one or two words."""

    what: Link
    """What is to be done, and where it stands."""

    who: tuple[Post, ...]
    """Who sees to it, by the posts as they are held on that day, or today where it has passed."""

    plan: Link | None
    """The relationship; none for the organisation."""

    about: tuple[Path, ...] = ()
    """The records, or the whole register, that it is about."""

    @property
    def when(self) -> When:
        """The day as it stands on pages."""
        return when(self.day)


def duties_of(judged: Judged) -> tuple[Duty, ...]:
    """Everything that falls due, in every relationship, by day."""
    plans = (duties_of_plan(judged, plan) for plan in judged.edition.plans)
    return _sorted((*(duty for found in plans for duty in found), *_of_organisation(judged)))


def duties_of_plan(judged: Judged, plan: ShownPlan) -> tuple[Duty, ...]:
    """What falls due in one relationship, by day; nothing where it is over or cannot be read.

    Only those who keep the plan are told what is past its day: a partner's copy holds nobody's arrears.
    """
    case = judged.case(plan.id)
    if plan.broken or not case.running:
        return ()
    found = _sorted((*_written(case), *_coming_round(case), *_changing(case)))
    return found if judged.edition.audience.own else tuple(duty for duty in found if duty.day >= judged.today)


def to_do(case: Case) -> Iterator[tuple[date, Action]]:
    """Actions that are open, with the day each is due."""
    yield from ((each.due, each) for each in case.plan.actions.values() if each.open and each.due)


def to_answer(case: Case) -> Iterator[tuple[date, Risk]]:
    """Risks that are being treated, with the day on which the action on each is to be done."""
    yield from ((day, each) for each in case.plan.risks.values() if (day := each.answer_due))


def to_read(case: Case) -> Iterator[tuple[date, Measure]]:
    """Measures that have been read before, with the day on which each is read again."""
    for measure in case.plan.measures.values():
        latest = measure.latest(case.today)
        if measure.every and latest:
            yield measure.every.after(latest[0].last), measure


def to_meet(case: Case) -> Iterator[tuple[date, Forum]]:
    """Forums that have met before, with the day by which each meets again."""
    for forum in case.plan.forums.values():
        held = [meeting.on for meeting in case.meetings() if meeting.forum == forum.id]
        if forum.every and held:
            yield forum.every.after(max(held)), forum


def _sorted(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(
        sorted(
            duties,
            key=lambda duty: (duty.day, duty.plan.text if duty.plan else "", duty.what.to, duty.what.text),
        )
    )


def _duty(case: Case, day: date, kind: str, text: str, path: tuple[str, ...], *posts: str | None) -> Duty:
    who = tuple(post_due(case, post, day) for post in posts if post)
    home = Link(case.plan.title, addresses.relationship(case.plan.id))
    return Duty(day, kind, Link(text, addresses.of_path(case.plan, path)), who, home, (path,))


def _written(case: Case) -> Iterator[Duty]:
    """What has a day of its own."""
    plan = case.plan
    for day, action in to_do(case):
        yield _duty(case, day, "Action", f"{action.id} {action.title}", ("actions", action.id), action.owner)
    for day, risk in to_answer(case):
        yield _duty(case, day, "Risk response", f"{risk.id} {risk.title}", ("risks", risk.id), risk.owner)
    for key, objective in plan.objectives.items():
        if objective.due and objective.state not in ("achieved", "changed", "withdrawn"):
            yield _duty(
                case,
                objective.due,
                "Objective",
                f"{key} {objective.title}",
                ("objectives", key),
                objective.owner,
            )
    yield from _promised(case)
    yield from _limited(case)


def _promised(case: Case) -> Iterator[Duty]:
    """What one party owes another."""
    for key, promise in case.plan.commitments.items():
        if promise.due and not promise.kept:
            yield _duty(case, promise.due, "Promise", f"{key} {promise.what}", ("commitments", key), promise.owner)
    for key, item in case.plan.deliverables.items():
        if item.due and not item.done:
            yield _duty(case, item.due, "Deliverable", f"{key} {item.title}", ("deliverables", key), item.owner)


def _limited(case: Case) -> Iterator[Duty]:
    """What was granted, or is to be handed over, until a day."""
    plan = case.plan
    for key, gap in plan.known_gaps.items():
        yield _duty(case, gap.until, "Known gap ends", f"{key} {gap.why}", ("known-gaps", key), gap.accepted_by)
    for key, item in plan.exit_transition.items():
        if item.due and not item.done:
            yield _duty(case, item.due, "Exit", f"{key} {item.title}", ("exit-transition", key), item.owner)
    for key, service in plan.exit_continuity.items():
        if service.due and not service.done:
            yield _duty(case, service.due, "Exit", f"{key} {service.service}", ("exit-continuity", key), service.owner)
    for key, chance in plan.future_opportunities.items():
        if chance.due:
            said = f"{key} {chance.next_step or chance.title}"
            yield _duty(case, chance.due, "Next step", said, ("future-opportunities", key), chance.owner)
    yield from _ideas(case)
    for name, mute in plan.muted_rules.items():
        yield _duty(case, mute.until, "Muted rule ends", name, ("muted-rules", name), mute.by)


def _ideas(case: Case) -> Iterator[Duty]:
    """Ideas whose gain is wanted by a day, and parked ones that are taken out again."""
    for key, idea in case.plan.value_ideas.items():
        if idea.live and idea.due:
            yield _duty(case, idea.due, "Gain", f"{key} {idea.title}", ("value-ideas", key), idea.owner)
        elif idea.state is IdeaState.PARKED and idea.look_again:
            yield _duty(case, idea.look_again, "Parked idea", f"{key} {idea.title}", ("value-ideas", key), idea.owner)


def _coming_round(case: Case) -> Iterator[Duty]:
    """What comes round by an interval, counted from the last time."""
    plan, manager = case.plan, f"{case.own}.manager" if case.own else None
    for day, forum in to_meet(case):
        yield _duty(case, day, "Meeting", f"Next {forum.title}", ("forums", forum.id), forum.chair)
    yield from _readings(case)
    yield from _checks(case)
    if checks := rounds(case):
        day = case.intervals.health_check.after(checks[-1].on)
        yield _duty(case, day, "Health check", "Next round, every party", ("health-checks", checks[-1].id), manager)
    if review := case.last_review(Topic.EXIT):
        yield _duty(
            case,
            case.intervals.exit_review.after(review.on),
            "Review",
            "Exit strategy at a meeting",
            ("exit",),
            manager,
        )
    if review := case.last_review(Topic.RISKS):
        yield _duty(
            case,
            case.intervals.risk_review.after(review.on),
            "Review",
            "Risks at a meeting",
            ("risks",),
            manager,
        )
    for stage, record in plan.stages.items():
        if record.live and (looked := case.plan.reviews_of(stage)):
            day = case.intervals.stage_review.after(max(looked))
            title = case.catalogue.stages[stage].title
            yield _duty(case, day, "Stage review", title, ("stages", stage.value), record.owner or manager)


def _readings(case: Case) -> Iterator[Duty]:
    """Measures to read again, those of one day together."""
    batches: dict[date, list[Measure]] = {}
    for day, measure in to_read(case):
        batches.setdefault(day, []).append(measure)
    for day, batch in batches.items():
        text = (
            batch[0].question if len(batch) == 1 else f"{len(batch)} measures: {', '.join(each.id for each in batch)}"
        )
        owners = dict.fromkeys(each.owner for each in batch)
        duty = _duty(case, day, "Read", text, ("measures", batch[0].id), *owners)
        yield replace(duty, about=tuple(("measures", each.id) for each in batch))


def _checks(case: Case) -> Iterator[Duty]:
    """Signposts to open again, those of one keeper and one day together."""
    batches: dict[tuple[date, str | None], list[Signpost]] = {}
    for signpost in case.plan.signposts.values():
        if signpost.checked and not signpost.gone(case.today):
            day = signpost.shelf_life(case.intervals.signpost_check).after(signpost.checked)
            batches.setdefault((day, signpost.keeper), []).append(signpost)
    for (day, keeper), batch in batches.items():
        first = batch[0]
        text = (
            f"{first.id} {first.title}"
            if len(batch) == 1
            else f"{len(batch)} signposts: {', '.join(each.id for each in batch)}"
        )
        duty = _duty(case, day, "Open again", text, ("signposts", first.id), keeper)
        yield replace(duty, about=tuple(("signposts", each.id) for each in batch))


def _changing(case: Case) -> Iterator[Duty]:
    """Posts that change hands."""
    for post in case.plan.roles:
        for person, held in case.holders(post):
            if held.to and held.to >= case.today:
                known = case.person(person)
                name = known.name if known else person
                text = f"Last day of {name} as {role_name(post)} of {party_name(case, post.partition('.')[0])}"
                yield _duty(case, held.to, "Change of holder", text, ("roles", post), post)


def _of_organisation(judged: Judged) -> Iterator[Duty]:
    organisation = judged.edition.organisation
    if organisation is None:
        return
    page = addresses.ORGANISATION
    policy = organisation.policy
    seen = max((day for day in (policy.approved, policy.reviewed) if day), default=None) if policy else None
    if seen:
        day = organisation.intervals.policy_review.after(seen)
        yield Duty(
            day, "Review", Link("Policy", f"{page}#Policy"), _own(judged, organisation.ser, day), None, (("policy",),)
        )
    yield from _ours(judged, organisation)
    for key, gap in organisation.known_gaps.items():
        yield Duty(
            gap.until,
            "Known gap ends",
            Link(f"{key} {gap.why}", f"{page}#{key}"),
            _own(judged, gap.accepted_by, gap.until),
            None,
            (("known-gaps", key),),
        )
    for key, signpost in organisation.signposts.items():
        if signpost.checked and not signpost.gone(judged.today):
            day = signpost.shelf_life(organisation.intervals.signpost_check).after(signpost.checked)
            yield Duty(
                day,
                "Open again",
                Link(f"{key} {signpost.title}", f"{page}#{key}"),
                _own(judged, signpost.keeper, day),
                None,
                (("signposts", key),),
            )


_DATED = (
    ("actions", "Action", "due"),
    ("risks", "Risk response", "answer_due"),
    ("objectives", "Objective", "due"),
    ("audits", "Audit", "planned"),
    ("nonconformities", "Put right", "due"),
    ("visits", "Visit", "on"),
)
"""Registers of the organisation whose records have a day: what is due then, and the field that says when."""


def _ours(judged: Judged, organisation: ShownOrganisation) -> Iterator[Duty]:
    """What of the organisation's own records has a day, and the next management review."""
    for register, kind, field in _DATED:
        for key, record in getattr(organisation, register).items():
            day = getattr(record, field)
            over = not getattr(record, "open", True) or getattr(record, "done", None)
            if day is None or over or (field == "on" and day < judged.today):
                continue
            post = getattr(record, "owner", None) or getattr(record, "auditor", None) or organisation.ser
            what = Link(f"{key} {name_of(record)}", addresses.of_own_path(organisation, (register, key)))
            yield Duty(day, kind, what, _own(judged, post, day), None, ((register, key),))
    held = [review for review in organisation.management_reviews.values() if review.on <= judged.today]
    if last := max(held, key=lambda review: review.on, default=None):
        day = organisation.intervals.management_review.after(last.on)
        what = Link("Next management review", addresses.of_own_path(organisation, ("management-reviews", last.id)))
        yield Duty(day, "Review", what, _own(judged, organisation.ser, day), None, (("management-reviews",),))


def _own(judged: Judged, post: str | None, day: date) -> tuple[Post, ...]:
    return (post_due(own_case(judged), post, day),) if post else ()


def own_case(judged: Judged) -> Case:
    """The organisation's own posts, asked of as those of a plan that has none of its own."""
    return judged.whole.own
