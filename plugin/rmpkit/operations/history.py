"""What git tells of the plans, told once for each commit: what changed in them, and when things were written down."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rmpkit.changes.change import Kind
from rmpkit.model.finding import Path as Spot
from rmpkit.model.history import UNKNOWN, Committed, History, LastChange
from rmpkit.model.record import Part
from rmpkit.operations.check import Checked
from rmpkit.operations.since import Since
from rmpkit.operations.telling import Teller
from rmpkit.store.chronicle import NotHereError, Step, Walk, read, tip, walk
from rmpkit.store.dating import dated
from rmpkit.store.git import NoGitError
from rmpkit.store.past import SHORT
from rmpkit.store.recorded import NOTHING, FirstDays, Recorded
from rmpkit.store.remembrance import recall, remember
from rmpkit.store.snapshots import Snapshot, apart
from rmpkit.views.since import days_asked

MOST_COMMITS = 2_000
"""Commits that are told, the last ones; a plan that is older begins with how it stood then."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What git knows of a data folder."""

    recorded: Recorded = NOTHING
    history: History = UNKNOWN


@dataclass
class Memory:
    """What was told last, so that a site that is built again and again asks git once for each commit."""

    asked: tuple[object, ...] = ()
    answer: Remembered = field(default_factory=Remembered)

    def of(self, checked: Checked, data: Path, *, changes: bool) -> Remembered:
        """What git knows of a data folder up to where it was read."""
        judged, revision = checked.judged, checked.judged.revision or "HEAD"
        standards = checked.loaded.folder.catalogues if checked.loaded else ()
        by = (judged.edition.audience, judged.catalogue.id, judged.today, standards)
        days = days_asked(judged) if changes else {}
        asked = (data, tip(data, revision), changes, *by, days)
        if asked != self.asked:
            found = walk(data, revision)
            self.answer = _told(found, checked, data, days) if changes else _days(found)
            self.asked = asked
        return self.answer


def with_past(checked: Checked, found: Remembered) -> Checked:
    """The same with what git knows of it: for the owner's own copies, and for no other."""
    owner = checked.judged.edition.organisation
    if not checked.judged.edition.audience.own or (owner is not None and owner.copy_for):
        return checked
    judged = replace(checked.judged, recorded=found.recorded.days, history=found.history)
    return replace(checked, judged=judged)


def _days(found: Walk) -> Remembered:
    """Only when things were written down."""
    first = FirstDays()
    try:
        for step, files in read(found):
            first.note(step, files)
    except NoGitError:
        return Remembered()
    except NotHereError as error:
        return Remembered(Recorded(lacking=str(error)))
    return Remembered(Recorded(first.days, found.lacking))


def _told(found: Walk, checked: Checked, data: Path, days: Mapping[str, tuple[date, ...]]) -> Remembered:
    """Everything that git knows, from one walk; with what is different since some days."""
    first = FirstDays()
    told = _Telling(Teller(checked, recall(data)), dated(found.steps, checked.judged.today), Since(days))
    main = [step.commit for step in found.steps if step.main]
    silent = frozenset(main[:-MOST_COMMITS])
    try:
        for step, files in read(found):
            first.note(step, files)
            if step.main:
                told.go(step, files, silent=step.commit in silent)
    except NoGitError:
        return Remembered()
    except NotHereError as error:
        return Remembered(Recorded(lacking=str(error)), History(lacking=str(error)))
    history = told.history(known=bool(main), lacking=found.lacking, cut=bool(silent))
    if told.teller.used != told.teller.known:
        remember(data, told.teller.used)
    elsewhere = {plan: _names({*told.now.elsewhere(plan), *apart(data, plan)}) for plan in told.now.plans}
    return Remembered(Recorded(first.days, found.lacking), replace(history, apart=elsewhere))


def _names(parts: AbstractSet[Part]) -> tuple[str, ...]:
    """Parts by name; nobody is told of the restricted one, which few people may fetch."""
    return tuple(sorted(part.name for part in parts if part != Part.RESTRICTED))


class _Telling:
    """The history as far as it has been gone through."""

    def __init__(self, teller: Teller, days: Mapping[str, date], since: Since) -> None:
        self.teller, self.days, self.since = teller, days, since
        self.now = Snapshot()
        self.last: dict[str | None, Snapshot] = {}
        """What each plan was when it was last told of; what cannot be read is told once it can."""
        self.plans: dict[str | None, list[Committed]] = {}
        self.later = False

    def go(self, step: Step, files: Mapping[str, bytes], *, silent: bool) -> None:
        """Take in a commit, and tell what it changed."""
        self.now = self.now.after(step, files)
        day = self.days.get(step.commit)
        if day is None:
            self.later |= step.day is not None
            return
        self.since.reached(day, self.last)
        if silent:
            self.last = {plan: self.now.only([plan] if plan else []) for plan in (None, *self.now.plans)}
            return
        own_day = step.day if step.day != day else None
        for unit in self._units():
            self._tell(unit, Committed(day, step.commit[:SHORT], (), own_day))

    def _units(self) -> Iterator[tuple[str | None, ...]]:
        """What differs from when it was told: plans that came or went together, since one may be the other renamed."""
        if self._then(None).ours != self.now.ours:
            yield (None,)
        known = {plan for plan in self.last if plan is not None}
        here = set(self.now.plans)
        yield from ((plan,) for plan in sorted(known & here) if self._differs(plan))
        if known ^ here:
            yield tuple(sorted(known ^ here))

    def _differs(self, plan: str) -> bool:
        then, now = self.last[plan].plans[plan], self.now.plans[plan]
        return then is not now and then != now

    def _then(self, plan: str | None) -> Snapshot:
        return self.last.get(plan, Snapshot())

    def _tell(self, unit: tuple[str | None, ...], committed: Committed) -> None:
        names = [plan for plan in unit if plan is not None]
        gone = [self.last[plan] for plan in names if plan in self.last]
        before = gone[-1].ours if gone else self._then(None).ours if not names else self.now.ours
        base = Snapshot(before, {name: files for each in gone for name, files in each.plans.items()})
        head = self.now.only(names)
        told = self.teller.told(base, head, committed.day)
        if told is None:
            return
        for plan in unit:
            if plan is None or plan in self.now.plans:
                self.last[plan] = self.now.only([plan] if plan else [])
            else:
                self.last.pop(plan, None)
        for plan, changes in told.items():
            self._take(plan, replace(committed, changes=changes), whole=None in unit)

    def _take(self, plan: str | None, committed: Committed, *, whole: bool) -> None:
        if (plan is None) is not whole:
            return
        once = next((each.once for each in committed.changes if each.once), None)
        if once is not None and plan is not None:
            self.plans[plan] = self.plans.pop(once, [])
            self.since.renamed(once, plan)
        self.plans.setdefault(plan, []).append(committed)

    def history(self, *, known: bool, lacking: str, cut: bool) -> History:
        """All that was told."""
        plans = {plan: tuple(_as_called_now(told)) for plan, told in self.plans.items()}
        since = {
            asked: changes
            for plan, told in plans.items()
            if plan is not None and plan in self.last
            for asked, changes in self.since.told(self.teller, plan, told, self.last[plan])
        }
        return History(known, lacking, plans, since, dict(_last_changes(plans)), later=self.later, cut=cut)


def _as_called_now(told: list[Committed]) -> Iterator[Committed]:
    """What was told of a plan, oldest first, each change at the place its record has now."""
    names: dict[Spot, Spot] = {}
    found = []
    for committed in reversed(told):
        changes = tuple(replace(each, path=_now(each.path, names)) for each in committed.changes)
        names |= {
            each.was: _now(each.path, names) for each in committed.changes if each.kind == Kind.RENAMED and each.was
        }
        found.append(replace(committed, changes=changes))
    return reversed(found)


def _now(path: Spot, names: Mapping[Spot, Spot]) -> Spot:
    for length in range(len(path), 0, -1):
        if path[:length] in names:
            return (*names[path[:length]], *path[length:])
    return path


_RECORD = 2
"""Steps of a path down to a record: its register and its id."""


def _last_changes(
    plans: Mapping[str | None, tuple[Committed, ...]],
) -> Iterator[tuple[tuple[str | None, Spot], LastChange]]:
    """The last change of each record; a later one takes the place of an earlier one."""
    for plan, told in plans.items():
        for committed in told:
            for change in committed.changes:
                if len(change.path) >= _RECORD:
                    new = change.kind == Kind.ADDED and len(change.path) == _RECORD
                    yield (plan, change.path[:_RECORD]), LastChange(committed.day, new)
