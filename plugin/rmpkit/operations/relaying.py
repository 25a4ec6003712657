"""Tabs, and what only looks like a space, as ordinary spaces: in an indentation, or behind a key."""

import re
from collections.abc import Iterator
from itertools import islice

from rmpkit.model.finding import Severity
from rmpkit.operations.edits import Edit, Spot, applied
from rmpkit.store.document import Data
from rmpkit.store.kinds import SYNTAX_BROKEN
from rmpkit.store.lines import ODD_SPACES
from rmpkit.store.recovery import recover

_WIDTHS = (2, 4, 8, 1, 3)
"""How wide a tab may have been meant."""

_MOST = 200
"""Lines with odd spaces that are mended; more are no slip of an author."""

_TABBED = re.compile(r"\t[ \t]*|^ +\t[ \t]*")
_HARD = re.compile(rf" *(?:- +)*(?:[\w.-]+:|-)[{ODD_SPACES}]")
_ODD = re.compile(rf"[ {ODD_SPACES}]*[{ODD_SPACES}][ {ODD_SPACES}]*")


def relaid(spot: Spot) -> tuple[Edit, ...]:
    """What to replace; nothing where something else is broken, or where tabs of another width say something else."""
    if "indented with a tab" in spot.finding.message:
        return _without_tabs(spot)
    if "only looks like a space" in spot.finding.message:
        return tuple(_without_odd_spaces(spot.text.whole))
    return tuple(_without_hard_spaces(spot)) if "hard space" in spot.finding.message else ()


def _without_tabs(spot: Spot) -> tuple[Edit, ...]:
    """Every line that begins with a tab, and the one that was found, with tabs of the first width that can be read."""
    chosen: tuple[Edit, ...] = ()
    readings: list[Data] = []
    for width in _WIDTHS:
        edits = tuple(_tabs(spot, width))
        text = applied(spot.text.whole, edits)
        after = recover(text or "")
        errors = [each for each in after.troubles if each.kind.severity is Severity.ERROR]
        if text is not None and not any("indented with a tab" in each.message for each in errors):
            readings.append(after.loaded.data)
            chosen = chosen or edits
    return chosen if readings and all(each == readings[0] for each in readings) else tuple(_as_above(spot))


_OFFERED = re.compile(r"Use ([0-9]+) spaces instead of tabs\.")


def _as_above(spot: Spot) -> Iterator[Edit]:
    """The line that was found, and those right below with the same tabs, moved to where the line above begins.

    Where that says something else than was meant, reading it again finds something new, and it is not done.
    """
    offered = _OFFERED.fullmatch(spot.finding.mend)
    tabs = _TABBED.match(spot.line)
    if offered is None or tabs is None:
        return
    for start, line in islice(zip(spot.text.starts, spot.text.lines, strict=False), spot.place.line - 1, None):
        found = _TABBED.match(line)
        if found is None or found[0] != tabs[0]:
            return
        yield Edit(start, start + found.end(), " " * int(offered[1]))


def _tabs(spot: Spot, width: int) -> Iterator[Edit]:
    for number, (start, line) in enumerate(zip(spot.text.starts, spot.text.lines, strict=False), 1):
        found = _TABBED.match(line)
        if found is not None and line.strip() and (line.startswith("\t") or number == spot.place.line):
            yield Edit(start, start + found.end(), found[0].replace("\t", " " * width))


def _without_hard_spaces(spot: Spot) -> Iterator[Edit]:
    """The hard space behind a key, and those on the lines right below it, which were one text to YAML."""
    for start, line in islice(zip(spot.text.starts, spot.text.lines, strict=False), spot.place.line - 1, None):
        found = _HARD.match(line)
        if found is None:
            return
        yield Edit(start + found.end() - 1, start + found.end(), " ")


def _without_odd_spaces(text: str) -> Iterator[Edit]:
    """Each line that is found for its odd spaces, one after the other."""
    lines = text.split("\n")
    for _ in range(_MOST):
        troubles = recover("\n".join(lines)).troubles
        odd = (each for each in troubles if each.kind is SYNTAX_BROKEN and "only looks like a space" in each.message)
        number = next((each.line for each in odd), None)
        found = _ODD.match(lines[number - 1]) if number is not None else None
        if number is None or found is None:
            return
        start = sum(len(line) + 1 for line in lines[: number - 1])
        yield Edit(start, start + found.end(), " " * found.end())
        lines[number - 1] = " " * found.end() + lines[number - 1][found.end() :]
