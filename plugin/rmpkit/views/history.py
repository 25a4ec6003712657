"""What changed in a plan, day by day, and since what its people last looked at it; nobody is named as its author."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.approval import Version
from rmpkit.model.finding import Path
from rmpkit.model.history import Committed, History, Told
from rmpkit.model.meetings import Topic
from rmpkit.model.record import Entry
from rmpkit.rules.approvals import version_key
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when
from rmpkit.views.marks import Mark, effect_mark, rank_mark
from rmpkit.views.sheet import Sheet, plan_sheet

FIRST = 2
"""The last rank of those that are shown first; the others are folded away."""

MOST_CHANGES = 600
"""Changes that one page tells; beyond them whole days are left to git."""

MOST_SINCE = 7
"""Changes that are written out since one day; the others are counted."""

LATELY = 3
"""Changes that the overview tells."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change."""

    sentence: str
    mark: Mark
    """How much it is to be looked at."""

    effect: Mark | None
    """What it does to the plan, where it does anything."""

    where: Link | None
    """Its record, where it still is."""

    labels: tuple[str, ...]
    commit: str
    on: When


@dataclass(frozen=True, slots=True)
class DayView:
    """What changed on one day."""

    id: str
    on: When
    first: tuple[ChangeView, ...]
    """What must not be missed and what is worth a look."""

    others: tuple[ChangeView, ...]
    counted: str
    """What the others are, in words."""


@dataclass(frozen=True, slots=True)
class SinceView:
    """What changed since one day that somebody may ask from."""

    id: str
    what: str
    """What was on the day: `the last meeting of the Joint board`."""

    record: Link
    """Its record."""

    on: When
    first: tuple[ChangeView, ...]
    counted: str
    """How much changed, in words."""

    more: int
    """How many of those worth a look are not written out."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The page."""

    sheet: Sheet
    lacking: str
    """Why nothing can be told, where that is so."""

    since: tuple[SinceView, ...]
    days: tuple[DayView, ...]
    apart: tuple[str, ...]
    """Parts that are kept in repositories of their own."""

    later: bool
    cut: bool
    """Whether there is more in git than is told here."""


def history(judged: Judged, plan: ShownPlan) -> HistoryPage:
    """What changed in a plan, the newest day first."""
    known = judged.history
    told = known.plans.get(plan.id, ())
    days = tuple(_days(plan, told))
    shown = tuple(_as_many_as_fit(days))
    return HistoryPage(
        plan_sheet(judged, plan, addresses.HISTORY, "History"),
        known.lacking,
        tuple(_since(judged.case(plan.id), told)) if told else (),
        shown,
        known.apart.get(plan.id, ()),
        known.later,
        known.cut or len(shown) < len(days),
    )


def lately(known: History, plan: ShownPlan) -> tuple[ChangeView, ...]:
    """The last changes worth a look, for the overview."""
    told = (change for day in _days(plan, known.plans.get(plan.id, ())) for change in day.first)
    return tuple(change for change, _ in zip(told, range(LATELY), strict=False))


def _days(plan: ShownPlan, told: tuple[Committed, ...]) -> Iterator[DayView]:
    """What was told, by day; within a day the last commit comes first, and in it what must not be missed."""
    newest = sorted(told, key=lambda each: each.day)[::-1]
    for day, of_day in groupby(newest, key=lambda each: each.day):
        changes = [(change, _view(plan, change, each)) for each in of_day for change in each.changes]
        first = sorted((pair for pair in changes if pair[0].rank <= FIRST), key=lambda pair: pair[0].rank)
        others = [pair for pair in changes if pair[0].rank > FIRST]
        yield DayView(
            f"Day-{day.isoformat()}",
            when(day),
            tuple(view for _, view in first),
            tuple(view for _, view in others),
            _counted(change for change, _ in others),
        )


def _as_many_as_fit(days: Iterable[DayView]) -> Iterator[DayView]:
    left = MOST_CHANGES
    for day in days:
        if left <= 0:
            return
        left -= len(day.first) + len(day.others)
        yield day


def _view(plan: ShownPlan, change: Told, committed: Committed) -> ChangeView:
    return ChangeView(
        change.sentence,
        rank_mark(change.rank),
        effect_mark(change.effect),
        _where(plan, change.path),
        change.labels,
        committed.commit,
        when(committed.day),
    )


def _where(plan: ShownPlan, path: Path) -> Link | None:
    """The place of a change, as far as it is still there."""
    if not path:
        return None
    value = getattr(plan, str(path[0]).replace("-", "_"), None)
    if not value:
        return None
    key = str(path[1]) if len(path) > 1 else ""
    named = isinstance(value, dict) and isinstance(value.get(key), Entry)
    if key and isinstance(value, dict) and key not in value:
        return None
    return Link(key if named else str(path[0]).replace("-", " "), addresses.of_path(plan, path))


def _counted(changes: Iterable[Told]) -> str:
    """How many there are of each rank, in words."""
    ranks = sorted(change.rank for change in changes)
    return ", ".join(f"{len(list(each))} {rank_mark(rank).word}" for rank, each in groupby(ranks))


def _since(case: Case, told: tuple[Committed, ...]) -> Iterator[SinceView]:
    """The days from which somebody may ask: reviews of the exit, the approved version, the meetings of each forum."""
    plan = case.plan
    for key, forum in plan.forums.items():
        met = [meeting for meeting in case.meetings() if meeting.forum == key]
        if met:
            record = Link(met[-1].id, addresses.of_path(plan, ("meetings", met[-1].id)))
            what = f"the last meeting of {forum.title}"
            yield _since_day(plan, told, met[-1].on, anchor=f"Since-{key}", what=what, record=record)
    approved = [version for version in plan.versions.values() if not version.minor and _approved(version, case)]
    if approved:
        last = max(approved, key=lambda version: version_key(version.id))
        day = max(given.on for given in last.approved.values() if given.on <= case.today)
        record = Link(last.id, addresses.of_path(plan, ("versions", last.id)))
        what = "the last version that every party approved"
        yield _since_day(plan, told, day, anchor="Since-approval", what=what, record=record)
    reviewed = case.last_review(Topic.EXIT)
    if reviewed:
        record = Link(reviewed.id, addresses.of_path(plan, ("meetings", reviewed.id)))
        what = "the last review of the exit"
        yield _since_day(plan, told, reviewed.on, anchor="Since-exit-review", what=what, record=record)


def _approved(version: Version, case: Case) -> bool:
    """Whether every party has approved a version, whatever became of the terms since: that is what is asked."""
    given = [version.approved.get(party) for party in case.present]
    return bool(given) and all(each is not None and each.on <= case.today for each in given)


def _since_day(
    plan: ShownPlan, told: tuple[Committed, ...], day: date, *, anchor: str, what: str, record: Link
) -> SinceView:
    """What was written after a day: what belongs to the day itself is mostly written on it."""
    since = [(change, each) for each in reversed(told) if each.day > day for change in each.changes]
    first = sorted((pair for pair in since if pair[0].rank <= FIRST), key=lambda pair: pair[0].rank)
    return SinceView(
        anchor,
        what,
        record,
        when(day),
        tuple(_view(plan, *pair) for pair in first[:MOST_SINCE]),
        _all(len(since), _counted(change for change, _ in since)),
        max(0, len(first) - MOST_SINCE),
    )


def _all(number: int, counted: str) -> str:
    if not number:
        return "Nothing has changed."
    return f"{number} {'change' if number == 1 else 'changes'}: {counted}."
