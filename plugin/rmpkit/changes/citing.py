"""Which version that came with a change says how terms came to be others: by a meeting, or as a correction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rmpkit.changes.change import Difference, Kind
from rmpkit.model.approval import Version
from rmpkit.model.plan import Plan
from rmpkit.rules.approvals import version_key


@dataclass(frozen=True, slots=True)
class Cited:
    """A version that speaks for changed terms."""

    version: str
    """Its name."""

    at_meeting: bool
    """Whether it cites the meeting that agreed them; else it is said to correct words alone."""


def cited(found: Iterable[Difference], then: Plan, now: Plan, today: date) -> Cited | None:
    """What speaks for the changed terms of a plan: a meeting before a correction; nothing where no version does.

    Only a version behind all that a party had approved before can speak for terms that change now, and only a meeting
    that was not held before the approved version was there, nor is still to come: no old meeting agreed what is new.

    Args:
        found: what differs in the plan.
        then: the plan before.
        now: the plan after.
        today: the day on which both are judged.
    """
    new = tuple(_new(found, then, now))
    meeting = next((each.id for each in new if _at_meeting(each, then, now, today)), None)
    if meeting:
        return Cited(meeting, at_meeting=True)
    correction = next((each.id for each in new if each.minor), None)
    return Cited(correction, at_meeting=False) if correction else None


def _new(found: Iterable[Difference], then: Plan, now: Plan) -> Iterator[Version]:
    """Versions that came, or came to say how they were agreed, and that no party had approved a later one of."""
    approved = max((version_key(name) for name, each in then.versions.items() if each.approved), default=())
    renamed = {each.path[1]: each.was[1] for each in found if each.kind is Kind.RENAMED and len(each.was) == _VERSION}
    for each in found:
        if each.register != "versions" or each.kind in (Kind.REMOVED, Kind.RENAMED) or len(each.path) < _VERSION:
            continue
        version = now.versions.get(str(each.path[1]))
        says_so = len(each.path) == _VERSION or each.path[_VERSION] in ("agreed-at", "minor")
        before = then.versions.get(str(renamed.get(each.path[1])))
        if before is not None and before.approved:
            continue  # what was approved under another name
        if version is not None and says_so and version_key(version.id) > approved:
            yield version


_VERSION = 2
"""Steps of a path that lead to a version: the register, its name."""


def _at_meeting(version: Version, then: Plan, now: Plan, today: date) -> bool:
    """Whether a version cites a meeting that was held when the terms that it replaces were there."""
    meeting = now.meetings.get(version.agreed_at) if version.agreed_at else None
    if meeting is None or meeting.on > today:
        return False
    before = max((each for each in then.versions.values() if each.approved), key=_key, default=None)
    days = [before.on, *(each.on for each in before.approved.values())] if before else []
    there = min((day for day in days if day), default=None)
    return there is None or meeting.on >= there


def _key(version: Version) -> tuple[int, ...]:
    return version_key(version.id)
