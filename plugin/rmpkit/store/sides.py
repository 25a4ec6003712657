"""Two revisions of the data folder: what differs between them by name and content, and both laid out to be read.

The earlier side is where the later one went off from the revision that was named, so that what others have merged there
since is no change. Only what has to be read is laid out: the organisation, and the plans of which any file differs.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rmpkit.store.apart import Files, require_same, with_parts_apart
from rmpkit.store.evidence import EVIDENCE
from rmpkit.store.folder import CATALOGUES, ORGANISATION, RELATIONSHIPS
from rmpkit.store.forks import common
from rmpkit.store.git import said
from rmpkit.store.lying import lying
from rmpkit.store.past import (
    SHORT,
    Past,
    PastUnreadableError,
    TreeEntry,
    below,
    commit_of,
    day_of_commit,
    entries_of,
    in_words,
    standing,
    tree_of,
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the data folder that is not the same on either side."""

    before: str
    """Its name on the earlier side, below the data folder; empty where there was none."""

    after: str
    """Its name on the later side; empty where there is none."""

    @property
    def plans(self) -> tuple[str, ...]:
        """The plans it belongs to: two where it went from one to the other."""
        return tuple(dict.fromkeys(plan for name in (self.before, self.after) if (plan := plan_of(name))))

    @property
    def evidence(self) -> tuple[str, str] | None:
        """The plan and the name of an evidence file of which the content was replaced; nothing for other files."""
        pieces = self.after.split("/", 2)
        inside = pieces[2] if len(pieces) > 2 else ""  # noqa: PLR2004 - relationships/<plan>/<file>
        same = self.before == self.after and inside.startswith(f"{EVIDENCE}/")
        return (pieces[1], inside) if same else None


@dataclass(frozen=True, slots=True)
class Sides:
    """Two revisions of a data folder."""

    base: Past
    """The earlier one."""

    head: Past | None
    """The later one; nothing where it is the files as they lie there."""

    base_commit: str
    """The commit of the earlier side, in full."""

    head_commit: str
    """The commit of the later side, in full; the one the files lie on top of where they are not committed."""

    files: tuple[FileChange, ...]
    """The files that differ."""

    plans: frozenset[str] | None
    """The plans that have to be read; every one of them where the organisation or a catalogue differs."""

    names: frozenset[str]
    """The plans of which there is a file on either side."""

    uncommitted: frozenset[str | None] = frozenset()
    """Of the files as they lie there, the plans of which something is in no commit yet; `None` for the organisation."""


@contextmanager
def two_sides(data: Path, base: str, head: str | None, *, whole: bool = False) -> Iterator[Sides]:
    """Two revisions of a data folder, for as long as they are looked at.

    Args:
        data: the data folder as it is named today.
        base: a commit, tag or branch; the side is the last commit that both have in common.
        head: the later revision; the files as they lie there where none is named.
        whole: whether every plan is to be read, and not only those of which a file differs.

    Raises:
        PastUnreadableError: there is no git, no repository, no such revision, or nothing in common to start from.
        OSError: a file of the data folder cannot be read.
    """
    with (
        in_words(),
        tempfile.TemporaryDirectory(prefix="rmp-base-") as then,
        tempfile.TemporaryDirectory(prefix="rmp-head-") as now,
    ):
        here = standing(data)
        prefix = below(here, data.absolute())
        named, later = commit_of(here, base), commit_of(here, head or "HEAD")
        start = common(here, named, later, base)
        before = with_parts_apart(data, _files(here, start, prefix) or _moved(here, start, prefix, later, head))
        committed = with_parts_apart(data, _files(here, later, prefix))
        after = committed if head else Files(lying(data, (committed, before), here), {})
        require_same(before, after)
        files = _changes(before.entries, after.entries)
        plans = None if whole else _to_read(files)
        past = _laid(here, start, before, Path(then), plans)
        uncommitted = frozenset() if head else _uncommitted(committed.entries, after.entries)
        laid = _laid(here, later, after, Path(now), plans) if head else None
        names = frozenset(plan for name in (*before.entries, *after.entries) if (plan := plan_of(name)))
        yield Sides(past, laid, start, later, files, plans, names, uncommitted)


def _uncommitted(committed: Mapping[str, TreeEntry], lying: Mapping[str, TreeEntry]) -> frozenset[str | None]:
    """The plans of which a file differs from the last commit."""
    changed = _changes(committed, lying)
    return frozenset(plan_of(name) for each in changed for name in (each.before, each.after) if name)


def _files(here: Path, commit: str, prefix: str) -> Mapping[str, TreeEntry]:
    """The files of the data folder at a commit, by name; none where there was no such folder yet."""
    try:
        tree = tree_of(here, commit, prefix, commit)
    except PastUnreadableError:
        return {}
    return {entry.name: entry for entry in entries_of(here, tree)}


def _moved(here: Path, commit: str, prefix: str, later: str, head: str | None) -> Mapping[str, TreeEntry]:
    """The files of the data folder under the name it had, where one that held plans is gone since.

    Whoever gives the folder another name would else have changed nothing in it.
    """
    now = set(_holding_plans(here, later))
    if head is None:
        top = Path(os.fsdecode(said(here, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        now = {folder for folder in now if (top / folder / ORGANISATION).is_file()}
    gone = [folder for folder in _holding_plans(here, commit) if folder not in now and folder != prefix]
    return _files(here, commit, gone[0]) if len(gone) == 1 else {}


def _holding_plans(here: Path, commit: str) -> Iterator[str]:
    """The folders of a commit that hold an organisation, from the top of the repository."""
    for name in said(here, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split(b"\0"):
        folder, _, file = os.fsdecode(name).rpartition("/")
        if file == ORGANISATION:
            yield folder


def _changes(before: Mapping[str, TreeEntry], after: Mapping[str, TreeEntry]) -> tuple[FileChange, ...]:
    """Files that differ; one that has the very same content under another name is one change."""
    gone = {name: entry.blob for name, entry in before.items() if name not in after}
    new = {name: entry.blob for name, entry in after.items() if name not in before}
    left = dict(gone)
    found: list[FileChange] = []
    for name, blob in sorted(new.items()):
        old = next((each for each, content in left.items() if content == blob), "")
        left.pop(old, None)
        found.append(FileChange(old, name))
    found.extend(FileChange(name, "") for name in left)
    both = (name for name in before if name in after and before[name].blob != after[name].blob)
    found.extend(FileChange(name, name) for name in both)
    return tuple(sorted(found, key=lambda change: (change.after or change.before, change.before)))


def plan_of(file: str) -> str | None:
    """The plan to which a file below the data folder belongs; nothing for one of the organisation."""
    pieces = file.split("/")
    return pieces[1].removesuffix(".yml") if pieces[0] == RELATIONSHIPS and len(pieces) > 1 else None


def _to_read(files: tuple[FileChange, ...]) -> frozenset[str] | None:
    ours = {name for each in files for name in (each.before, each.after) if name and plan_of(name) is None}
    if any(name == ORGANISATION or name.startswith(f"{CATALOGUES}/") for name in ours):
        return None
    return frozenset(plan for each in files for plan in each.plans)


def _laid(here: Path, commit: str, files: Files, where: Path, plans: frozenset[str] | None) -> Past:
    wanted = tuple(
        entry
        for name, entry in files.entries.items()
        if plans is None or (plan := plan_of(name)) is None or plan in plans
    )
    pointers = tuple(files.laid(here, wanted, where))
    return Past(where, commit[:SHORT], day_of_commit(here, commit, None), pointers)
