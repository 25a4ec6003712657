"""Ids: the next number of a series that a plan has, never one that it ever gave."""

import re
from collections.abc import Iterable

from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry, Part
from rmpkit.operations.questions import Sort

_OURS = "I"
"""What stands before the prefix of a record that is internal beside a joint part."""

_ID = re.compile(r"([A-Z]{1,3})-([A-Z]?)([0-9]{1,6})")


def next_id(sort: Sort, plan: Plan, part: Part, *, party: str, shared: bool, texts: Iterable[str]) -> str:
    """The id of a new record.

    Args:
        sort: what is added.
        plan: the plan as it is.
        part: the part in which it will stand.
        party: the party that raised it.
        shared: whether the plan has a part that the parties share.
        texts: all files of the plan as they stand; an id that is named anywhere in them was given.
    """
    register = getattr(plan, sort.register.replace("-", "_"))
    entries = (entry for entry in register.values() if isinstance(entry, Entry))
    beside = [found for entry in entries if entry.part == part and (found := _ID.fullmatch(entry.id))]
    if beside:
        prefix, letter = beside[-1][1], sort.lettered and any(found[2] for found in beside)
    else:
        closed = shared and part != Part.JOINT
        prefix, letter = f"{_OURS if closed else ''}{sort.prefix}", sort.lettered and shared and not closed
    return numbered(f"{prefix}-{_letter(plan, party) if letter else ''}", texts)


def decision_series(plan: Plan, part: Part, *, shared: bool) -> str:
    """What the ids of decisions begin with that meetings of one part take: as those that are there do."""
    taken = [key for meeting in plan.meetings.values() if meeting.part == part for key in meeting.decisions]
    if taken:
        return f"{taken[-1].partition('-')[0]}-"
    return f"{_OURS}D-" if shared and part != Part.JOINT else "D-"


def numbered(series: str, texts: Iterable[str]) -> str:
    """The first number of a series that is beyond all that are named in some texts."""
    pattern = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(series)}([1-9][0-9]{{0,5}})(?![A-Za-z0-9-])")
    taken = (int(found[1]) for text in texts for found in pattern.finditer(text))
    return f"{series}{max(taken, default=0) + 1}"


def _letter(plan: Plan, party: str) -> str:
    written = plan.parties[party].letter if party in plan.parties else None
    return (written or party)[:1].upper()
