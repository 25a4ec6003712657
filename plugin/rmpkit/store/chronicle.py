"""The history of the data folder: every commit that touched it, and what each left of its files.

All commits are walked once. The line of first parents is the plan as everybody read it: what was merged came into it on
the day of the merge, whole. The other commits tell on which day a line was first written.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rmpkit.store.folder import ORGANISATION
from rmpkit.store.git import GitFailedError, NoGitError, contents, said
from rmpkit.store.past import (
    FETCH,
    FETCH_CONTENTS,
    LINK,
    REPOSITORY,
    PastUnreadableError,
    commit_of,
    day_of,
    is_shallow,
    not_ours,
)
from rmpkit.store.text import MAX_BYTES

MOST_VERSIONS = 10_000
"""Versions of files that are looked through; in a longer history nothing is told."""

MOST_MOVES = 20
"""How often the data folder may have stood somewhere else before."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a commit left of one file."""

    file: str
    """Below the data folder."""

    mode: str
    """What it is, as git writes it: a file, a link, a repository of its own."""

    blob: str
    """The name git has for its content; empty where the file is gone."""

    @property
    def read(self) -> bool:
        """Whether what it holds is part of the plans, and can be read."""
        return bool(self.blob) and self.file.endswith(".yml") and self.mode not in (LINK, REPOSITORY)


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that touched the data folder."""

    commit: str
    day: date | None
    """Its day, in UTC; nothing where git has none that can be."""

    main: bool
    """Whether the line of first parents leads through it."""

    merge: bool
    """Whether it brings together what others had written."""

    versions: tuple[Version, ...]
    """The files that are not what they were in its first parent."""

    moved: bool = False
    """Whether the data folder stands elsewhere from it on, so that its files are all there are."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The commits that touched a data folder, parents before children."""

    here: Path
    steps: tuple[Step, ...] = ()
    lacking: str = ""
    """Why nothing can be told, where there is a history; with how to mend that."""


def tip(data: Path, revision: str = "HEAD") -> str:
    """The commit up to which there is a history; empty without git, and marked where the clone is shallow."""
    here = data.absolute()
    try:
        return f"{commit_of(here, revision)}{' shallow' if is_shallow(here) else ''}"
    except (NoGitError, GitFailedError, PastUnreadableError, OSError):
        return ""


def walk(data: Path, revision: str = "HEAD") -> Walk:
    """The commits that touched a data folder, up to a revision.

    Without git, or outside a repository, there are none, and nothing is wrong with that.
    """
    here = data.absolute()
    try:
        if is_shallow(here):
            why = "This is a shallow clone, so the pages cannot say what changed, or when things were written down."
            return Walk(here, lacking=f'{why} Run "{FETCH}", and build again.')
        steps = tuple(_steps(here, commit_of(here, revision)))
    except (NoGitError, PastUnreadableError, OSError):
        return Walk(here)
    except GitFailedError as error:
        return Walk(here, lacking=_lacking(here, error))
    versions = sum(len(step.versions) for step in steps)
    if versions > MOST_VERSIONS:
        return Walk(here, lacking=f"The history has {versions:,} versions of files, more than are looked through.")
    return Walk(here, steps)


def _lacking(here: Path, error: GitFailedError) -> str:
    """Why nothing can be told of a history that is there; empty outside a repository."""
    if why := not_ours(here, error):
        return f"{why} Until then the pages cannot say what changed, or when things were written down."
    return _PARTIAL if "promisor" in str(error) or "lazy fetching" in str(error) else ""


class NotHereError(Exception):
    """What a file held is not in this copy of the repository; the message says how to get it."""


def read(found: Walk) -> Iterator[tuple[Step, Mapping[str, bytes]]]:
    """Each step with what its files of the plans hold, by name; all of them are read by one command.

    Raises:
        NotHereError: this copy of the repository lacks some of it.
        NoGitError: there is no git.
    """
    asked = [version.blob for step in found.steps for version in step.versions if version.read]
    stream = contents(found.here, asked)
    try:
        for step in found.steps:
            yield step, {each.file: _held(each, next(stream)) for each in step.versions if each.read}
    except GitFailedError:  # it was asked for contents alone, and ended before the last
        raise NotHereError(_PARTIAL) from None


_PARTIAL = (
    "This is a partial clone, so the pages cannot say what changed, or when things were written down. "
    f'Run "{FETCH_CONTENTS}", and build again.'
)

_EMPTY = frozenset(
    hashlib.new(algorithm, b"blob 0\0", usedforsecurity=False).hexdigest() for algorithm in ("sha1", "sha256")
)
"""The names that git has for a file without content."""


def _held(version: Version, content: bytes) -> bytes:
    if not content and version.blob not in _EMPTY:
        raise NotHereError(_PARTIAL)
    return content[: MAX_BYTES + 1]


@dataclass(frozen=True, slots=True)
class _Commit:
    name: str
    parents: tuple[str, ...]
    day: date | None


def _steps(here: Path, head: str) -> Iterator[Step]:
    """The steps, oldest first: from where the folder stands now, and before that from where it stood then."""
    listed = ("rev-list", "--date-order", "--reverse", "--timestamp", "--parents", "--end-of-options", head)
    commits: dict[str, _Commit] = {}
    for line in said(here, *listed).decode("ascii").splitlines():
        seconds, name, *parents = line.split()
        commits[name] = _Commit(name, tuple(parents), day_of(int(seconds)))
    main = set(_main_line(commits, head))
    top = Path(os.fsdecode(said(here, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    prefix = said(here, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n/")
    wanted, found = tuple(commits.values()), []
    for _ in range(MOST_MOVES):
        steps = _below(top, prefix, wanted, main)
        begun = next((step for step in steps if step.main and _begins(step)), None)
        before = _stood(top, commits[begun.commit], prefix) if begun else None
        if begun is None or before is None:
            found.append(steps)
            break
        at = steps.index(begun)
        found.append([replace(begun, moved=True), *steps[at + 1 :]])
        wanted = tuple(each for each in wanted if each.name in _before(commits, begun.commit))
        prefix = before
    for each in reversed(found):
        yield from each


def _main_line(commits: Mapping[str, _Commit], head: str) -> Iterator[str]:
    name = head
    while name in commits:
        yield name
        name = next(iter(commits[name].parents), "")


def _before(commits: Mapping[str, _Commit], name: str) -> frozenset[str]:
    """Every commit that a commit rests on."""
    found: set[str] = set()
    waiting = list(commits[name].parents)
    while waiting:
        each = waiting.pop()
        if each in commits and each not in found:
            found.add(each)
            waiting.extend(commits[each].parents)
    return frozenset(found)


def _below(top: Path, prefix: str, commits: tuple[_Commit, ...], main: set[str]) -> list[Step]:
    """What commits did below a folder, each beside its first parent."""
    asked = "".join(f"{' '.join((each.name, *each.parents[:1]))}\n" for each in commits).encode()
    command = ("diff-tree", "--stdin", "-r", "-z", "--root", "--no-renames", "--", prefix or ".")
    pieces = iter(said(top, *command, given=asked).split(b"\0"))
    changed: dict[str, list[Version]] = {}
    inside: list[Version] = []
    for piece in pieces:
        if piece.startswith(b":"):
            name = os.fsdecode(next(pieces, b"")).removeprefix(f"{prefix}/" if prefix else "")
            _, mode, _, blob, what = piece.decode("ascii").split()
            if not any(part.startswith(".") for part in name.split("/")):
                inside.append(Version(name, mode, "" if what == "D" else blob))
        elif piece:
            inside = changed.setdefault(piece.decode("ascii", "replace").strip(), [])
    return [
        Step(each.name, each.day, each.name in main, len(each.parents) > 1, tuple(changed[each.name]))
        for each in commits
        if changed.get(each.name)
    ]


def _begins(step: Step) -> bool:
    return any(version.file == ORGANISATION and version.blob for version in step.versions)


def _stood(top: Path, commit: _Commit, prefix: str) -> str | None:
    """Where the data folder stood before a commit that brought it to where it is; nothing where it was new."""
    if not commit.parents:
        return None
    wanted = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", commit.parents[0], commit.name)
    pieces = iter(said(top, *wanted).split(b"\0"))
    home = f"{prefix}/{ORGANISATION}" if prefix else ORGANISATION
    for piece in pieces:
        if piece.startswith(b":"):
            old, new = os.fsdecode(next(pieces, b"")), os.fsdecode(next(pieces, b""))
            if new == home and old.rpartition("/")[2] == ORGANISATION:
                return old.rpartition("/")[0]
    return None
