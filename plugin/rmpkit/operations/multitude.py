"""Findings of one kind without number: the first of them are told, and of the others how many there are."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from rmpkit.model.finding import Finding, Kind, Place

MANY = 100
"""Findings of one kind that are told one by one in one file: more than anybody mends before looking again."""

PlaceOf = Callable[[Finding], Place | None]
"""Where a finding is."""


def gathered(findings: Iterable[Finding], place_of: PlaceOf) -> tuple[Finding, ...]:
    """The findings, where a file has more than `MANY` of a kind the first of them and one that says how many follow.

    That one is of the same kind, and stands where the first of them does that is not told, so no exit code is lost.
    """
    told: list[Finding] = []
    seen: Counter[tuple[str, Kind]] = Counter()
    after: dict[tuple[str, Kind], int] = {}
    for finding in findings:
        place = place_of(finding)
        if place is not None:
            group = (place.file, finding.kind)
            seen[group] += 1
            if seen[group] > MANY + 1:
                continue
            if seen[group] > MANY:
                after[group] = len(told)
        told.append(finding)
    for group, at in after.items():
        more = seen[group] - MANY
        if more > 1:
            told[at] = replace(told[at], message=f"And {more:,} more like it in this file.", mend=_MEND)
    return tuple(told)


_MEND = "Mend those that are told first; the next run tells the others."
