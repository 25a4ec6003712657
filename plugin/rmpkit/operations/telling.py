"""What differs between two snapshots of the plans, as pages tell it; what was told before is not worked out again."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.changes.change import Change, Kind
from rmpkit.changes.comparison import compare
from rmpkit.changes.sight import is_of_sight, is_unread
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.closed import Closed, closed_to
from rmpkit.disclosure.edition import Edition, ShownPlan, disclose
from rmpkit.model.history import Told
from rmpkit.operations.check import Checked, vocabulary
from rmpkit.rules.judgement import judge_each
from rmpkit.store.folder import ORGANISATION
from rmpkit.store.portfolio import read_folder
from rmpkit.store.reading import Reader, read_document
from rmpkit.store.snapshots import Snapshot, held_in

MOST_EDITIONS = 100
MOST_DOCUMENTS = 500
"""Editions, and files as they were read, that are kept at hand while the history is gone through."""

ByPlan = Mapping[str | None, tuple[Told, ...]]
"""Changes by the plan they are told in; those of the organisation under `None`."""


class Teller:
    """Tells what differs between two snapshots, or takes what was told of them before."""

    def __init__(self, checked: Checked, known: Mapping[str, Any]) -> None:
        self.audience: Audience = checked.judged.edition.audience
        self.catalogue: Catalogue = checked.judged.catalogue
        self.words = vocabulary(checked.library)
        self.known = known
        self.used: dict[str, Any] = {}
        self.editions: dict[str, tuple[Edition, Closed]] = {}
        self.read: Reader = lru_cache(maxsize=MOST_DOCUMENTS)(read_document)
        """Reads a file once, as long as it is at hand: a commit changes few of a plan's."""

    def told(self, base: Snapshot, head: Snapshot, day: date) -> ByPlan | None:
        """What differs, by plan; nothing where the later one cannot be read."""
        key = " ".join((base.key, head.key, day.isoformat(), str(self.audience), self.catalogue.id))
        try:
            found = _taken_up(self.used[key] if key in self.used else self.known[key])
        except (KeyError, ValidationError):
            found = self._compared(base, head, day)
        self.used[key] = _set_down(found)
        return found

    def _compared(self, base: Snapshot, head: Snapshot, day: date) -> ByPlan | None:
        (then, _), (now, hidden) = self._edition(base), self._edition(head)
        if any(plan.broken for plan in now.plans) or (now.organisation is None and ORGANISATION in head.ours):
            return None
        if any(plan.broken for plan in then.plans) or (then.organisation is None and ORGANISATION in base.ours):
            return {}
        before, after = (judge_each(each, catalogue=self.catalogue, today=day) for each in (then, now))
        lost = {plan.id: plan for plan in now.plans}
        found: dict[str | None, list[Told]] = {}
        held = held_in(base.plans), held_in(head.plans)
        for change in compare(before, after, held=held, hidden=hidden).changes:
            if not _only_unreadable(change, lost):
                found.setdefault(change.difference.plan, []).append(_as_told(change))
        return {plan: tuple(changes) for plan, changes in found.items()}

    def _edition(self, snapshot: Snapshot) -> tuple[Edition, Closed]:
        """What the readers may see of a snapshot, and where something stands that is closed to them."""
        key = snapshot.key
        if key not in self.editions:
            while len(self.editions) >= MOST_EDITIONS:
                del self.editions[next(iter(self.editions))]
            portfolio = read_folder(snapshot.folder, vocabulary=self.words, read=self.read)
            seen = disclose(portfolio, self.audience, today=date.min)
            self.editions[key] = seen, closed_to(portfolio, self.audience)
        return self.editions[key]


def _only_unreadable(change: Change, plans: Mapping[str, ShownPlan]) -> bool:
    """Whether something is not gone, and only cannot be read for the time being."""
    if is_of_sight(change.difference):
        return is_unread(change.difference.after)
    plan = plans.get(change.difference.plan or "")
    path = change.difference.path
    lost = plan.lost if plan else {}
    return change.difference.kind is Kind.REMOVED and any(path[:length] in lost for length in range(len(path) + 1))


def _as_told(change: Change) -> Told:
    difference = change.difference
    renamed = difference.kind is Kind.RENAMED and not difference.path
    return Told(
        difference.path,
        str(difference.kind),
        change.sentence,
        int(change.rank),
        str(change.effect),
        change.labels,
        () if renamed else difference.was,
        str(difference.before) if renamed else "",
    )


_SET_DOWN = TypeAdapter[tuple[tuple[str | None, tuple[Told, ...]], ...] | None](
    tuple[tuple[str | None, tuple[Told, ...]], ...] | None
)


def _set_down(found: ByPlan | None) -> object:
    """What was told, as a file keeps it."""
    return _SET_DOWN.dump_python(None if found is None else tuple(found.items()), mode="json")


def _taken_up(kept: object) -> ByPlan | None:
    """What was told, from a file that anything may have happened to.

    Raises:
        ValidationError: it is not what was set down.
    """
    found = _SET_DOWN.validate_python(kept)
    return None if found is None else dict(found)
