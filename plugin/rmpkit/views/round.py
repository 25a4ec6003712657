"""The monthly round of one relationship: what is due this month, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rmpkit.model.days import Period, read_period
from rmpkit.model.goals import Measure
from rmpkit.model.meetings import Topic
from rmpkit.model.risks import Action, Risk
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views.dates import When, maybe, short, when
from rmpkit.views.duties import to_answer, to_do, to_meet, to_read
from rmpkit.views.posts import Post, maybe_post, post_of


@dataclass(frozen=True, slots=True)
class ToRead:
    """A measure whose reading for the month is missing."""

    id: str
    question: str
    unit: str
    target: str
    last: str
    """The last reading, with its month; empty where there is none."""

    who: Post | None


@dataclass(frozen=True, slots=True)
class ToDo:
    """An action, or what is done about a risk, that is due or past its day."""

    id: str
    title: str
    due: When
    due_short: str
    """The day where room is scarce."""

    overdue: bool
    who: Post | None
    noted: bool
    """Whether it has a note already."""

    register: str = "actions"
    """Where it stands: `actions`, or `risks`."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A forum, and whether it is to meet this month."""

    id: str
    title: str
    due: When | None
    """The day by which it meets again, where that is within the month."""

    members: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """An early warning that is still open."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked."""

    plan: str
    title: str
    day: When
    month: Period
    """The month of the readings."""

    readings: tuple[ToRead, ...]
    actions: tuple[ToDo, ...]
    forums: tuple[Sitting, ...]
    """Those that are to meet this month first."""

    warnings: tuple[Warned, ...]
    topics: tuple[str, ...]

    posts: tuple[Post, ...] = ()
    """Every post of the plan that somebody holds, for a meeting that has no members of its own."""


def month_before(day: date) -> Period:
    """The last month that is over at the end of a day."""
    following = date.fromordinal(day.toordinal() + 1).replace(day=1)
    last = date.fromordinal(following.toordinal() - 1)
    return read_period(f"{last:%Y-%m}")


def round_of(judged: Judged, plan: str, month: Period) -> Round:
    """What is due in one relationship by the end of the month of the day on which it is judged."""
    case = judged.case(plan)
    end = _end_of_month(judged.today)
    return Round(
        plan=plan,
        title=case.plan.title,
        day=when(judged.today),
        month=month,
        readings=tuple(_reading(case, measure) for measure in _unread(case, month)),
        actions=tuple(sorted(_to_do(case, end), key=lambda each: each.due.iso)),
        forums=tuple(_sittings(case, end)),
        warnings=tuple(Warned(key, each.text) for key, each in case.plan.early_warnings.items() if not each.closed),
        topics=tuple(Topic),
        posts=tuple(post_of(case, post) for post in case.plan.roles if case.holder(post)),
    )


def _to_do(case: Case, end: date) -> Iterator[ToDo]:
    """Actions, and what is done about risks, that are due by a day."""

    def asked(day: date, each: Action | Risk, title: str, register: str) -> ToDo:
        who = maybe_post(case, each.owner)
        return ToDo(each.id, title, when(day), short(day), day < case.today, who, bool(each.note), register)

    for day, action in to_do(case):
        if day <= end:
            yield asked(day, action, action.title, "actions")
    for day, risk in to_answer(case):
        if day <= end:
            yield asked(day, risk, f"{risk.title}: {risk.action}" if risk.action else risk.title, "risks")


def _end_of_month(day: date) -> date:
    return read_period(f"{day:%Y-%m}").last


def _unread(case: Case, month: Period) -> Iterator[Measure]:
    """Measures to be read by the end of the month that have no reading in it."""
    due = {measure.id for day, measure in to_read(case) if day <= month.last}
    for measure in case.plan.measures.values():
        there = any(month.first <= period.last <= month.last for period in measure.readings)
        if not there and (measure.id in due or (measure.every and not measure.readings)):
            yield measure


def _reading(case: Case, measure: Measure) -> ToRead:
    latest = measure.latest(case.today)
    last = f"{latest[1].value:f} in {latest[0]}" if latest else ""
    target = str(measure.target or "")
    return ToRead(measure.id, measure.question, measure.unit or "", target, last, maybe_post(case, measure.owner))


def _sittings(case: Case, end: date) -> Iterator[Sitting]:
    due = {forum.id: day for day, forum in to_meet(case) if day <= end}
    for key in (*due, *(key for key in case.plan.forums if key not in due)):
        forum = case.plan.forums[key]
        seats = dict.fromkeys((*((forum.chair,) if forum.chair else ()), *forum.members))
        yield Sitting(key, forum.title, maybe(due.get(key)), tuple(post_of(case, post) for post in seats))
