"""The day each record first stood in git: one walk over the history of the data folder.

What came with the first files of a plan tells nothing: it was written elsewhere, and brought here with the rest.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rmpkit.model.finding import Path as Spot
from rmpkit.model.record import Part
from rmpkit.store.chronicle import NotHereError, Step, read, walk
from rmpkit.store.folder import ORGANISATION, Source
from rmpkit.store.formats import is_older
from rmpkit.store.git import NoGitError
from rmpkit.store.reading import read_document
from rmpkit.store.sides import plan_of
from rmpkit.store.text import MAX_BYTES
from rmpkit.store.upgrades import format_of, newest, role_of, upgraded

_DEEPEST = 4
"""Keys of a path that are noted: a meeting's decision, a version's approval."""

_ALONE = 2
"""Pieces of the name of a plan in one file."""

_KEY = re.compile(r"""^( *)["']?([A-Za-z0-9][\w.-]*)["']?:(?: +(.*))?$""")
_INSIDE = re.compile(r"[{,]\s*([A-Za-z0-9][\w.-]*):\s")


@dataclass(frozen=True, slots=True)
class Recorded:
    """When records were first written down."""

    days: Mapping[tuple[str | None, Spot], date] = field(default_factory=dict)
    """The day, in UTC, by plan and path; without those that came with the first files of their plan."""

    lacking: str = ""
    """Why nothing is known, where the history is there and cannot be told from; with how to mend that."""


NOTHING = Recorded()


class FirstDays:
    """Notes when each record was first written down, while the history is gone through."""

    def __init__(self) -> None:
        self.first: dict[tuple[str | None, Spot], date | None] = {}
        self.begun: dict[str | None, date | None] = {}
        self.since = newest()
        """The format in which the plans are kept by now."""

    def note(self, step: Step, files: Mapping[str, bytes]) -> None:
        """Note what a commit wrote; what it only brought together was written before."""
        if step.merge:
            return
        for file, content in files.items():
            plan = plan_of(file)
            self.begun.setdefault(plan, step.day)
            if file == ORGANISATION:
                self.since = format_of(read_document(content, file=file, plan=None)[0], content)
            for path in self._keys(file, plan, content) if len(content) <= MAX_BYTES else ():
                self.first.setdefault((plan, path), step.day)

    def _keys(self, file: str, plan: str | None, content: bytes) -> Iterator[Spot]:
        if is_older(self.since):
            return _older_keys(content, file, plan, self.since)
        return keys_of(content.decode("utf-8", "replace"))

    @property
    def days(self) -> Mapping[tuple[str | None, Spot], date]:
        """The days of those that came later than the first files of their plan."""
        return {spot: day for spot, day in self.first.items() if day and day > (self.begun[spot[0]] or date.min)}


def recorded(data: Path, revision: str = "HEAD") -> Recorded:
    """When the records of a data folder were first written down, up to a revision.

    Without git, or outside a repository, nothing is known, and nothing is wrong with that.
    """
    found, first = walk(data, revision), FirstDays()
    try:
        for step, files in read(found):
            first.note(step, files)
    except NoGitError:
        return NOTHING
    except NotHereError as error:
        return Recorded(lacking=str(error))
    return Recorded(first.days, found.lacking)


def _older_keys(content: bytes, file: str, plan: str | None, since: int) -> Iterator[Spot]:
    """The paths of the keys of a file in an older format, by their names of now."""
    pieces = file.split("/")
    source = Source(file, plan, Part.named(pieces[2].removesuffix(".yml")) if pieces[2:] else None, content)
    role = role_of(replace(source, alone=plan is not None and len(pieces) == _ALONE))
    document, _ = read_document(content, file=file, plan=plan)
    for path in upgraded(document, role, since=since).document.marks:
        if 1 < len(path) <= _DEEPEST and all(isinstance(step, str) for step in path):
            yield path


def keys_of(text: str) -> Iterator[Spot]:
    """The paths of the keys of a file, told by how far they are set in: quick, and right as people write them."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        match = _KEY.match(line)
        if match is None:
            continue
        indent, key, rest = len(match[1]), match[2], match[3] or ""
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, key))
        path = tuple(name for _, name in above)
        if 1 < len(path) <= _DEEPEST:
            yield path
        if rest.startswith("{") and len(path) < _DEEPEST:
            yield from ((*path, inner) for inner in _INSIDE.findall(rest))
