"""The day on which each commit is told: its own, where that agrees with the order in which the commits were made.

A clock that was wrong puts a day into a commit that is later than that of commits resting on it, or earlier than that
of those it rests on. Which commit rests on which cannot be wrong, so the order is that of the graph, and never of days.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from rmpkit.store.chronicle import Step


def dated(steps: Sequence[Step], until: date) -> Mapping[str, date]:
    """The day of each commit along the first parents, by its name; never earlier than that of the one before.

    The days that agree with each other for most commits are believed. Any other commit has the day of the one before
    it. What came after `until` is not there.
    """
    line = [step for step in steps if step.main]
    line = line[: _came([step.day for step in line], until)]
    own = [step.day if step.day and step.day <= until else None for step in line]
    believed = _in_order(own)
    day = next((each for at, each in enumerate(own) if at in believed and each), until)
    found = {}
    for at, (step, each) in enumerate(zip(line, own, strict=True)):
        day = each if at in believed and each else day
        found[step.commit] = day
    return found


def _came(days: Sequence[date | None], until: date) -> int:
    """How many commits came up to a day: as many as the fewest days contradict; where it is even, the more."""
    against = least = sum(1 for day in days if day and day <= until)
    found = 0
    for number, day in enumerate(days, 1):
        if day:
            against += -1 if day <= until else 1
        if against <= least:
            least, found = against, number
    return found


def _in_order(days: Sequence[date | None]) -> frozenset[int]:
    """The places of the most days that never go back; where there is a choice, those of later days."""
    ends: list[int] = []
    places: list[int] = []
    after: dict[int, int] = {}
    for at in range(len(days) - 1, -1, -1):
        day = days[at]
        if day is None:
            continue
        length = bisect_right(ends, -day.toordinal())
        if length:
            after[at] = places[length - 1]
        ends[length : length + 1] = [-day.toordinal()]
        places[length : length + 1] = [at]
    found = set()
    place = places[-1] if places else None
    while place is not None:
        found.add(place)
        place = after.get(place)
    return frozenset(found)
