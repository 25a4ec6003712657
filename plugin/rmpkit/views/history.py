"""What changed in a plan, day by day, and since what its people last looked at it; nobody is named as its author."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Path
from rmpkit.model.history import Committed, History, Told
from rmpkit.model.record import Entry
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.marks import Mark, effect_mark, rank_mark
from rmpkit.views.sheet import Sheet, plan_sheet
from rmpkit.views.since import Asked, asked

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
    """The commit that made it; empty where several did."""

    on: When | None
    own_day: When | None
    """The day that the commit has itself, where that cannot be."""


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

    misdated: bool
    """Whether some commit has a day that the others contradict."""

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
        tuple(_since(plan, known, each) for each in asked(judged.case(plan.id))) if told else (),
        shown,
        known.apart.get(plan.id, ()),
        any(each.own_day for each in told),
        known.later,
        known.cut or len(shown) < len(days),
    )


def lately(known: History, plan: ShownPlan) -> tuple[ChangeView, ...]:
    """The last changes worth a look, for the overview."""
    told = (change for day in _days(plan, known.plans.get(plan.id, ())) for change in day.first)
    return tuple(change for change, _ in zip(told, range(LATELY), strict=False))


def _days(plan: ShownPlan, told: tuple[Committed, ...]) -> Iterator[DayView]:
    """What was told, by day; within a day the last commit comes first, and in it what must not be missed."""
    for day, of_day in groupby(reversed(told), key=lambda each: each.day):
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


def _view(plan: ShownPlan, change: Told, committed: Committed | None) -> ChangeView:
    return ChangeView(
        change.sentence,
        rank_mark(change.rank),
        effect_mark(change.effect),
        _where(plan, change.path),
        change.labels,
        committed.commit if committed else "",
        maybe(committed.day if committed else None),
        maybe(committed.own_day if committed else None),
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


def _since(plan: ShownPlan, known: History, asked: Asked) -> SinceView:
    """What is different from how the plan stood at the end of a day: what belongs to it is mostly written on it."""
    steps = [each for each in known.plans[plan.id] if each.day > asked.day]
    different = known.since.get((plan.id, asked.day), ())
    first = sorted((change for change in different if change.rank <= FIRST), key=lambda change: change.rank)
    return SinceView(
        asked.anchor,
        asked.what,
        asked.record,
        when(asked.day),
        tuple(_view(plan, change, _made(change, steps)) for change in first[:MOST_SINCE]),
        _all(len(different), _counted(different), steps=sum(len(each.changes) for each in steps)),
        max(0, len(first) - MOST_SINCE),
    )


def _made(change: Told, steps: Iterable[Committed]) -> Committed | None:
    """The last commit that touched what is different; nothing where that cannot be told."""
    touched = [each for each in steps if any(step.path == change.path for step in each.changes)]
    return touched[-1] if touched else None


def _all(number: int, counted: str, *, steps: int) -> str:
    if not number and steps:
        made = "1 change was" if steps == 1 else f"{steps} changes were"
        return f"Nothing is different: {made} made and taken back, and stand below, by day."
    if not number:
        return "Nothing has changed."
    return f"{number} {'change' if number == 1 else 'changes'}: {counted}."
