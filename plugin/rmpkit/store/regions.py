"""Which lines make up one entry, found by indentation alone: the text around a slip cannot be parsed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rmpkit.model.finding import Path
from rmpkit.store.lines import Line, Role, classify
from rmpkit.store.text import REFUSED

_KEY = re.compile(r"[\"']?([\w.-]+)[\"']?[ \t]*(?:[:\uff1a]|$)")
_BOUNDARY = re.compile(r"[^\s#:]")
_DASH = re.compile(r"-(?:\s|$)")
_DASHED = re.compile(r"-(?:\D|$)")
_MARKERS = ("---", "...")


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one entry."""

    path: Path
    """The entry; empty for a line that belongs to none."""

    first: int
    """Its first line: counted from 1."""

    last: int
    """Its last line."""


def region_of(lines: Sequence[str], number: int) -> Region | None:
    """The smallest entry that a line is part of: a record of a register, else a key at the left margin."""
    first = next((at for at in range(min(number, len(lines)), 0, -1) if _at_margin(lines[at - 1])), None)
    if first is None or lines[first - 1].startswith(_MARKERS):
        return None
    name = _name(lines[first - 1])
    if name is None:
        return _stray(lines, first, number)
    last = first
    while last < len(lines) and not _at_margin(lines[last]):
        last += 1
    block = Region((name,), first, last)
    return _record(lines, block, number) or block


def _at_margin(text: str) -> bool:
    return _BOUNDARY.match(text) is not None and _DASH.match(text) is None


def _name(text: str) -> str | None:
    found = _KEY.match(REFUSED.sub("", text[:200]))  # an invisible character may stand before the key
    return found[1] if found else None


def _stray(lines: Sequence[str], first: int, number: int) -> Region | None:
    """Lines at the margin that are no keys: part of the block text above, or of nothing."""
    start = first
    last = _end_of_stray(lines, first)
    while start > 1 and (_stands_alone(lines[start - 1]) or not _at_margin(lines[start - 1])):
        start -= 1
        if classify(lines[start - 1], start).opens_block:
            return _with_stray(lines, region_of(lines, start), last)
    if ":" in lines[first - 1]:  # perhaps the start of a record: what follows would be taken for another's
        return _with_stray(lines, region_of(lines, start), last) if start < first else None
    return Region((), first, last) if number == first else None


def _with_stray(lines: Sequence[str], above: Region | None, last: int) -> Region | None:
    """An entry, the stray lines below it, and what is indented below those."""
    if above is None:
        return None
    indent = classify(lines[above.first - 1], 0).indent
    while last < len(lines) and (not lines[last].strip() or classify(lines[last], 0).indent > indent):
        last += 1
    return Region(above.path, above.first, last)


def _end_of_stray(lines: Sequence[str], first: int) -> int:
    last = first
    while last < len(lines) and (_stands_alone(lines[last]) or lines[last].startswith(":")):
        last += 1
    return last


def _stands_alone(text: str) -> bool:
    return _at_margin(text) and _name(text) is None


def _record(lines: Sequence[str], block: Region, number: int) -> Region | None:
    """The record of a register that a line is part of."""
    inside = [classify(lines[at - 1], at) for at in range(block.first, block.last + 1)]
    inside = [line for line in inside if line.role is not Role.BLANK]
    header, children = inside[0], inside[1:]
    if (
        not children
        or children[0].content_at != children[0].indent
        or _DASHED.match(children[0].content)
        or (header.value and not header.value.startswith("#"))
    ):
        return None
    first = children[0]
    if first.value and any(line.key and not line.value and line.indent < first.indent for line in children):
        return None  # the line that began the first record is gone
    starts = [line for line in children if _starts_record(line, children)]
    ends = [*(line.number - 1 for line in starts[1:]), block.last]
    for line, end in zip(starts, ends, strict=False):  # no starts: the one end is left over
        if line.number <= number <= end:
            return Region((*block.path, _name(line.content) or ""), line.number, end)
    return None


def _starts_record(line: Line, children: Sequence[Line]) -> bool:
    if line.dash or _name(line.content) is None:
        return False
    entry = children[0].indent
    if line.indent <= entry and not _odd(line):
        return True
    child = next((one.indent for one in children if one.indent > entry and not _odd(one)), entry)
    return not line.value and (_odd(line) or line.indent < child)


def _odd(line: Line) -> bool:
    return line.indentation.strip(" ") != ""
