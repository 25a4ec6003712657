"""Older formats of the plans, and the steps by which what a file says is taken from each to the next.

A step takes what one file says, as it was read and before any type has its say, and gives what it says in the next
format. It is pure, never fails whatever an author wrote, and leaves alone what is in the next format already, so that
a rewriting that was cut off can be run again. Reading, old revisions, comparisons and `rmp migrate` all go through
`upgraded`: there is no second way.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce

from rmpkit.model.finding import Finding, Path
from rmpkit.model.organisation import FORMAT
from rmpkit.model.record import Part
from rmpkit.store.document import Data, Document, Mark
from rmpkit.store.folder import Source

OLDEST = 1
"""The first format there was; plans that do not say their format are written in it."""


class Role(StrEnum):
    """What a file is to the portfolio."""

    ORGANISATION = "organisation"
    """What is true once for all plans."""

    PLAN = "plan"
    """A plan's identity: `plan.yml`."""

    PART = "part"
    """A file of one part of a plan: joint, internal, restricted."""

    WHOLE = "whole"
    """A plan in one file: identity and record together."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a file says in the next format."""

    data: Mapping[str, Data]
    """All of it."""

    moved: Mapping[Path, Path] = field(default_factory=dict)
    """By the path of now, the path of before, for what has another one; what stands below is meant with it.

    It also says where what could not be read would have gone, so it names moves whether or not something is there.
    """


Upgrade = Callable[[Mapping[str, Data], Role], Step]

UPGRADES: Mapping[int, Upgrade] = {}
"""By each older format, the step to the one after it."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A file in the newest format, and where everything of it came from."""

    document: Document
    """What it says now, with the places at which the author wrote it."""

    moves: tuple[Mapping[Path, Path], ...] = ()
    """What each step moved, in their order."""

    def origin(self, path: Path) -> Path:
        """The path that something had in the file as it is written."""
        return reduce(_before, reversed(self.moves), path)

    def found(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What was found in the file, by the paths of now."""
        if not self.moves:
            return findings
        return tuple(replace(each, path=reduce(_after, self.moves, each.path)) for each in findings)


def newest() -> int:
    """The format that this version reads and writes without a step."""
    return FORMAT


def role_of(source: Source) -> Role:
    """What a file is to the portfolio."""
    if source.plan is None:
        return Role.ORGANISATION
    if source.alone:
        return Role.WHOLE
    return Role.PLAN if source.part == Part.PLAN else Role.PART


_SAID = re.compile(r"[0-9]{1,18}")
_LINE = re.compile(rb"^format:[ \t]*[\"']?([0-9]{1,18})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def format_of(document: Document, raw: bytes) -> int:
    """The format that an organisation's file says the plans are written in.

    One that is no number is the newest, so that it is found like every other value that does not fit.
    """
    if not isinstance(document.data, Mapping):
        line = _LINE.search(raw)
        return int(line[1]) if line else newest()
    said = document.data.get("format")
    if said is None:
        return newest() if ("format",) in document.lost else OLDEST
    return int(said) if isinstance(said, str) and _SAID.fullmatch(said.strip()) else newest()


def upgraded(document: Document, role: Role, *, since: int) -> Upgraded:
    """A file as it would be written in the newest format; as it is, where it is.

    Args:
        document: the file as it was read.
        role: what it is to the portfolio.
        since: the format in which it is written.
    """
    if not isinstance(document.data, Mapping) or not OLDEST <= since < newest():
        return Upgraded(document)
    data, moves = document.data, []
    for number in range(since, newest()):
        step = UPGRADES[number](data, role)
        document, data = _stepped(document, step), step.data
        moves.append(step.moved)
    if role is Role.ORGANISATION:
        document = replace(document, data=_stating(data))
    return Upgraded(document, tuple(moves))


def _stating(data: Mapping[str, Data]) -> Mapping[str, Data]:
    """What an organisation's file says, and that it says so in the newest format."""
    return {**({} if "format" in data else {"format": ""}), **data, "format": str(newest())}


def _stepped(document: Document, step: Step) -> Document:
    """The same file one format later; what has no place of its own has that of what it came from, or stands in."""
    marks = {path: mark for path in _paths((), step.data) if (mark := _mark(document, _before(path, step.moved)))}
    lost = frozenset(_after(path, step.moved) for path in document.lost)
    return Document(document.file, step.data, marks, lost, document.cut)


def _mark(document: Document, path: Path) -> Mark | None:
    return next((mark for end in range(len(path), -1, -1) if (mark := document.marks.get(path[:end]))), None)


def _paths(path: Path, data: Data) -> Iterator[Path]:
    yield path
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _paths((*path, key), value)
    elif isinstance(data, tuple):
        for position, value in enumerate(data):
            yield from _paths((*path, position), value)


def _before(path: Path, moved: Mapping[Path, Path]) -> Path:
    """The path that something had before a step."""
    end = next((end for end in range(len(path), 0, -1) if path[:end] in moved), None)
    return path if end is None else (*moved[path[:end]], *path[end:])


def _after(path: Path, moved: Mapping[Path, Path]) -> Path:
    """The path that something has after a step; the first of them, where it was taken apart."""
    gone: dict[Path, Path] = {}
    for now, then in moved.items():
        gone.setdefault(then, now)
    return _before(path, gone)
