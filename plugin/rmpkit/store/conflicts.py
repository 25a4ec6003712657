"""Merges that git could not finish: the markers it left, and the records on both sides of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmpkit.store.kinds import SYNTAX_BROKEN
from rmpkit.store.regions import Region, region_of
from rmpkit.store.trouble import Trouble

_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_SHOWN = 6
_MAX_CONFLICTS = 20


def merge_conflict(text: str) -> Trouble | None:
    """One thing to say about all markers of a text, if there are some."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    markers = _markers(text.split("\n"))
    if not {"<<<<<<<", ">>>>>>>"} <= set(markers.values()):
        return None
    numbers = [str(line) for line in markers][:_SHOWN]
    named = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    message = f"The file holds an unfinished merge: its markers stand on lines {named}."
    mend = (
        "Where both versions only added lines, keep the lines of both, each record whole; else keep one of the two. "
        "Remove the marker lines, then run rmp check."
    )
    return Trouble(SYNTAX_BROKEN, min(markers), 1, message, mend, cuttable=False)


def contested(lines: Sequence[str]) -> tuple[Region, ...] | None:
    """The entries that a merge left in two versions; `None` where they cannot be told apart."""
    markers = _markers(lines)
    starts = [line for line, marker in markers.items() if marker == "<<<<<<<"]
    ends = [line for line, marker in markers.items() if marker == ">>>>>>>"]
    if len(starts) != len(ends) or len(starts) > _MAX_CONFLICTS:
        return None
    unmarked = [" #" if number in markers else line for number, line in enumerate(lines, 1)]
    found: list[Region] = []
    for start, end in zip(starts, ends, strict=True):
        for region in _between(unmarked, start, end):
            if region is None:
                return None
            found.append(replace(region, first=min(start, region.first), last=max(end, region.last)))
    return tuple(found)


def _between(lines: Sequence[str], start: int, end: int) -> Iterator[Region | None]:
    number = start
    while number <= end:
        if lines[number - 1].strip(" #"):
            region = region_of(lines, number)
            yield region
            number = max(number, region.last if region else end)
        number += 1


def _markers(lines: Sequence[str]) -> dict[int, str]:
    return {number: line[:7] for number, line in enumerate(lines, 1) if _MARKER.match(line)}
