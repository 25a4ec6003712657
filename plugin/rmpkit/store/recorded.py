"""The day each record first stood in git: one walk over the history of the data folder.

What came with the first files of a plan tells nothing: it was written elsewhere, and brought here with the rest.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rmpkit.model.finding import Path as Spot
from rmpkit.store.commits import NotHereError, Step, read, walk
from rmpkit.store.git import GitFailedError, NoGitError
from rmpkit.store.sides import plan_of
from rmpkit.store.text import MAX_BYTES

_DEEPEST = 4
"""Keys of a path that are noted: a meeting's decision, a version's approval."""

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

    def note(self, step: Step, files: Mapping[str, bytes]) -> None:
        """Note what a commit wrote; what it only brought together was written before."""
        if step.merge:
            return
        for file, content in files.items():
            plan = plan_of(file)
            self.begun.setdefault(plan, step.day)
            if len(content) <= MAX_BYTES:
                for path in keys_of(content.decode("utf-8", "replace")):
                    self.first.setdefault((plan, path), step.day)

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
    except (NoGitError, GitFailedError):
        return NOTHING
    except NotHereError as error:
        return Recorded(lacking=str(error))
    return Recorded(first.days, found.lacking)


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
