"""The day each record first stood in git: one walk over the history of the data folder.

What came with the first files of a plan tells nothing: it was written elsewhere, and brought here with the rest.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rmpkit.model.finding import Path as Spot
from rmpkit.model.record import Part
from rmpkit.store.folder import ORGANISATION, RELATIONSHIPS, Source
from rmpkit.store.formats import is_older
from rmpkit.store.git import GitFailedError, NoGitError, contents, said
from rmpkit.store.past import FETCH, FETCH_CONTENTS, day_of, is_shallow
from rmpkit.store.reading import read_document
from rmpkit.store.text import MAX_BYTES
from rmpkit.store.upgrades import format_of, newest, role_of, upgraded

MOST_VERSIONS = 10_000
"""Versions of files that are looked through; in a longer history nothing is told."""

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


def recorded(data: Path, revision: str = "HEAD") -> Recorded:
    """When the records of a data folder were first written down, up to a revision.

    Without git, or outside a repository, nothing is known, and nothing is wrong with that.
    """
    here = data.absolute()
    try:
        if is_shallow(here):
            why = "This is a shallow clone, so the pages cannot say when things were written down."
            return Recorded(lacking=f'{why} Run "{FETCH}", and build again.')
        prefix = said(here, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n/")
        versions = tuple(_versions(here, revision, prefix))
        if len(versions) > MOST_VERSIONS:
            return Recorded(
                lacking=f"The history has {len(versions):,} versions of files, more than are looked through."
            )
        return Recorded(_first_days(versions, _held(here, versions)))
    except _PartialError:
        why = "This is a partial clone, so the pages cannot say when things were written down."
        return Recorded(lacking=f'{why} Run "{FETCH_CONTENTS}", and build again.')
    except (NoGitError, GitFailedError, OSError):
        return NOTHING


class _PartialError(Exception):
    """What a file held is not in this copy of the repository."""


@dataclass(frozen=True, slots=True)
class _Version:
    """What a file held from one commit on."""

    file: str
    """Below the data folder."""

    blob: str
    day: date | None
    """The day of the commit; nothing where git has none that can be."""


def _versions(here: Path, revision: str, prefix: str) -> Iterator[_Version]:
    """Every version of every file of the portfolio, oldest first."""
    walk = ("rev-list", "--no-merges", "--reverse", "--timestamp", "--end-of-options", revision, "--", ".")
    lines = said(here, *walk).decode("ascii").splitlines()
    days = {commit: day_of(int(seconds)) for seconds, commit in map(str.split, lines)}
    if not days:
        return
    asked = "".join(f"{commit}\n" for commit in days).encode()
    wanted = ("diff-tree", "--stdin", "-r", "-z", "--root", "--no-renames", "--diff-filter=AM", "--", prefix or ".")
    pieces = iter(said(_top(here), *wanted, given=asked).split(b"\0"))
    commit = ""
    for piece in pieces:
        if not piece.startswith(b":"):
            commit = piece.decode("ascii", "replace").strip() or commit
            continue
        file = os.fsdecode(next(pieces, b"")).removeprefix(f"{prefix}/" if prefix else "")
        if file.endswith(".yml") and commit in days:
            yield _Version(file, piece.split()[3].decode("ascii"), days[commit])


def _top(here: Path) -> Path:
    return Path(os.fsdecode(said(here, "rev-parse", "--show-toplevel").rstrip(b"\n")))


_EMPTY = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
"""What git calls a file that holds nothing, by either of its ways of naming contents."""


def _held(here: Path, versions: tuple[_Version, ...]) -> Iterator[bytes]:
    """What each version holds.

    Raises:
        _PartialError: one of them is not in this copy of the repository.
    """
    try:
        for version, content in zip(versions, contents(here, [each.blob for each in versions]), strict=True):
            if not content and version.blob not in _EMPTY:
                raise _PartialError
            yield content
    except GitFailedError:  # it was asked for contents alone, and ended before the last
        raise _PartialError from None


def _first_days(versions: tuple[_Version, ...], held: Iterator[bytes]) -> Mapping[tuple[str | None, Spot], date]:
    first: dict[tuple[str | None, Spot], date | None] = {}
    begun: dict[str | None, date | None] = {}
    since = newest()
    for version, content in zip(versions, held, strict=True):
        plan = _plan_of(version.file)
        begun.setdefault(plan, version.day)
        if version.file == ORGANISATION:
            since = format_of(read_document(content, file=version.file, plan=None)[0], content)
        if len(content) <= MAX_BYTES:
            text = content.decode("utf-8", "replace")
            for path in _older_keys(content, version.file, plan, since) if is_older(since) else keys_of(text):
                first.setdefault((plan, path), version.day)
    return {spot: day for spot, day in first.items() if day and day > (begun[spot[0]] or date.min)}


def _plan_of(file: str) -> str | None:
    pieces = file.split("/")
    return pieces[1].removesuffix(".yml") if pieces[0] == RELATIONSHIPS and len(pieces) > 1 else None


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
