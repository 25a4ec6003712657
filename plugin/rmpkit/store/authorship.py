"""In which commit a line of a file was written, as far as git knows it.

A walk back from a commit over the versions of one file, by plumbing alone: a line that stands in a parent's version
was not written in the child. It ends after so many versions; what is older than that is not told.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from rmpkit.store.git import GitFailedError, NoGitError, contents, said
from rmpkit.store.past import day_of, is_shallow
from rmpkit.store.text import MAX_BYTES

MOST_COMMITS = 200
"""Versions of a file that are looked through."""

MOST_NAMES = 10
"""Names that a file is followed through."""

_SHORT = 10
_NEW_SIDE = 3
_BY = re.compile(rb"^author (.*) <[^<>\n]*> (-?[0-9]{1,40}) [-+][0-9]{4}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Writing:
    """Where a line came from."""

    commit: str = ""
    """The commit, as short as git shows it; empty where it is in none yet, or where that cannot be told."""

    author: str = ""
    """Who wrote it, as the commit says: anybody's text."""

    day: date | None = None
    """The day it was written, in UTC."""

    uncommitted: bool = False
    """Whether no commit has it."""

    shallow: bool = False
    """Whether this is a shallow clone, in which the line may be older than the oldest commit."""


UNKNOWN = Writing()


def written_by(file: Path, line: int, *, raw: bytes, revision: str = "HEAD") -> Writing:
    """Where a line of a file came from; nothing is known without git, or outside a repository.

    Args:
        file: the file as it is named today.
        line: which line of it, counted from 1.
        raw: what it holds, as it was read.
        revision: the commit from which to look back.
    """
    try:
        return _written_by(file, line, raw, revision)
    except (NoGitError, GitFailedError, OSError):
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class _Version:
    """What a file held from one commit on."""

    parents: tuple[str, ...]
    lines: tuple[bytes, ...]


def _written_by(file: Path, line: int, raw: bytes, revision: str) -> Writing:
    here = next(folder for folder in file.absolute().parents if folder.is_dir())
    prefix = said(here, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    name = f"{prefix}{file.absolute().relative_to(here).as_posix()}"
    top = Path(os.fsdecode(said(here, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    held, at, found = _lines(raw), line - 1, ""
    start = _commit(top, revision)
    for _ in range(MOST_NAMES):
        versions = _versions(top, start, name)
        first = next(iter(versions), "")
        above = _carried(held, versions[first].lines, at) if first else None
        if above is None:
            break
        found, at = _back(versions, first, above)
        if any(parent not in versions for parent in versions[found].parents):
            return UNKNOWN  # the walk ended before the beginning
        held, old = versions[found].lines, _renamed_from(top, found, name)
        if not old:
            break
        start, name = _commit(top, f"{found}^1"), old
    return _told(top, found) if found else Writing(uncommitted=True)


def _commit(top: Path, revision: str) -> str:
    wanted = f"{revision}^{{commit}}"
    return said(top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode("ascii").strip()


def _back(versions: Mapping[str, _Version], commit: str, at: int) -> tuple[str, int]:
    """The oldest commit to which a line can be led back, and where it stood in it."""
    while True:
        older = (
            (name, above)
            for name in versions[commit].parents
            if name in versions and (above := _carried(versions[commit].lines, versions[name].lines, at)) is not None
        )
        found = next(older, None)
        if found is None:
            return commit, at
        commit, at = found


def _renamed_from(top: Path, commit: str, name: str) -> str:
    """What a file was called before a commit that gave it its name; nothing where it did not."""
    pieces = said(top, "diff-tree", "-r", "-z", "-M90%", "--diff-filter=R", commit).split(b"\0")
    starts = (number for number, piece in enumerate(pieces) if piece.startswith(b":"))
    names = ((os.fsdecode(pieces[number + 1]), os.fsdecode(pieces[number + 2])) for number in starts)
    return next((old for old, new in names if new == name), "")


def _versions(top: Path, start: str, name: str) -> Mapping[str, _Version]:
    """The versions of a file by commit, newest first; the parents are those at which it was another one."""
    walk = ("rev-list", "--parents", f"--max-count={MOST_COMMITS}", "--end-of-options", start, "--", f"./{name}")
    family = {
        words[0]: tuple(words[1:]) for each in said(top, *walk).decode("ascii").splitlines() if (words := each.split())
    }
    if not family:
        return {}
    asked = "".join(f"{commit}\n" for commit in family).encode()
    wanted = ("diff-tree", "--stdin", "-r", "-m", "-z", "--root", "--no-renames", "--", f"./{name}")
    blobs: dict[str, str] = {}
    commit = ""
    for piece in said(top, *wanted, given=asked).split(b"\0"):
        if piece.startswith(b":"):
            blobs[commit] = piece.split()[_NEW_SIDE].decode("ascii")
        elif re.fullmatch(rb"\n?[0-9a-f]{40,64}\n?", piece):
            commit = piece.strip().decode("ascii")
    held = zip(family, contents(top, [blobs.get(commit, "") or "-" for commit in family]), strict=True)
    return {commit: _Version(family[commit], _lines(content)) for commit, content in held}


def _lines(content: bytes) -> tuple[bytes, ...]:
    return tuple(content.splitlines()) if len(content) <= MAX_BYTES else ()


def _carried(now: Sequence[bytes], before: Sequence[bytes], line: int) -> int | None:
    """Where a line stood in an older version; nothing where it did not."""
    start, most = _same(now, before), min(len(now), len(before))
    if line < start:
        return line
    end = min(_same(now[::-1], before[::-1]), most - start)
    if line >= len(now) - end:
        return line - len(now) + len(before)
    edited = now[start : len(now) - end], before[start : len(before) - end]
    for block in SequenceMatcher(None, *edited, autojunk=False).get_matching_blocks():
        if block.a <= line - start < block.a + block.size:
            return block.b + line - block.a
    return None


def _same(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines are the same from the first on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _told(here: Path, commit: str) -> Writing:
    head = said(here, "cat-file", "commit", commit).partition(b"\n\n")[0]
    found = _BY.search(head)
    author = found[1].decode("utf-8", "replace") if found else ""
    day = day_of(int(found[2])) if found else None
    cut = is_shallow(here) and b"\nparent " in head and not _parents(here, commit)
    return Writing(commit[:_SHORT], author, day, shallow=cut)


def _parents(here: Path, commit: str) -> Sequence[bytes]:
    """The parents of a commit that are in this copy of the repository."""
    return said(here, "rev-list", "--parents", "--max-count=1", "--end-of-options", commit).split()[1:]
