"""Two revisions of the data folder: what differs between them by name and content, and both laid out to be read.

The earlier side is where the later one went off from the revision that was named, so that what others have merged there
since is no change. Only what has to be read is laid out: the organisation, and the plans of which any file differs.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store.apart import Files, require_same, with_parts_apart
from rmpkit.store.evidence import EVIDENCE, MAX_EVIDENCE
from rmpkit.store.folder import CATALOGUES, ORGANISATION, RELATIONSHIPS
from rmpkit.store.git import GitFailedError, said
from rmpkit.store.past import (
    FETCH,
    SHORT,
    Past,
    PastUnreadableError,
    TreeEntry,
    below,
    commit_of,
    day_of_commit,
    entries_of,
    in_words,
    is_shallow,
    standing,
    tree_of,
)
from rmpkit.store.unfetched import is_empty


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
        common = _common(here, named, later, base)
        before = with_parts_apart(data, _files(here, common, prefix) or _moved(here, common, prefix, later, head))
        committed = with_parts_apart(data, _files(here, later, prefix))
        after = committed if head else Files(_lying(data, (committed, before), _hash(here)), {})
        require_same(before, after)
        files = _changes(before.entries, after.entries)
        plans = None if whole else _to_read(files)
        past = _laid(here, common, before, Path(then), plans)
        lying = frozenset() if head else _uncommitted(committed.entries, after.entries)
        laid = _laid(here, later, after, Path(now), plans) if head else None
        yield Sides(past, laid, common, later, files, plans, lying)


def _uncommitted(committed: Mapping[str, TreeEntry], lying: Mapping[str, TreeEntry]) -> frozenset[str | None]:
    """The plans of which a file differs from the last commit."""
    changed = _changes(committed, lying)
    return frozenset(plan_of(name) for each in changed for name in (each.before, each.after) if name)


def fork(data: Path, base: str, head: str | None) -> str:
    """The commit from which a revision went off from another, by its name in full.

    Args:
        data: the data folder as it is named today.
        base: the other revision.
        head: the revision; the commit on top of which the files lie where none is named.

    Raises:
        PastUnreadableError: there is no git, no repository, no such revision, or nothing in common.
    """
    with in_words():
        here = standing(data)
        below(here, data.absolute())
        return _common(here, commit_of(here, base), commit_of(here, head or "HEAD"), base)


_DEFAULT = (
    "refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master", "refs/remotes/origin/main",
    "refs/remotes/origin/master",
)  # fmt: skip
"""Names of the branch into which changes go, the surest first; in full, so that no tag of that name is taken for it."""


def default_branch(data: Path) -> str:
    """The branch into which changes go, as git understands its name.

    Args:
        data: the data folder as it is named today.

    Raises:
        PastUnreadableError: there is no git, no repository, or no such branch.
    """
    with in_words():
        here = standing(data)
        below(here, data.absolute())
        for name in _DEFAULT:
            try:
                said(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            except GitFailedError:
                continue
            return name
    raise PastUnreadableError(
        "There is no branch to compare with: neither origin/HEAD nor main nor master is in this repository. "
        "Name what to compare with: rmp compare REV."
    )


def _common(here: Path, base: str, head: str, named: str) -> str:
    """The commit from which the later one went off."""
    try:
        found = said(here, "merge-base", "--all", base, head).decode("ascii").split()
    except GitFailedError:
        found = []
    if len(found) > 1:
        raise PastUnreadableError(
            f"{show(named, 100)} and the other side were merged into each other, so that there is more than one commit "
            f"to start from, and a change could be passed over. Merge {show(named, 100)} into the other side first."
        )
    if found:
        return found[0]
    if is_shallow(here):
        raise PastUnreadableError(
            "This is a shallow clone, which lacks the commit that both sides have in common. "
            f'Run "{FETCH}" and try again.'
        )
    raise PastUnreadableError(f"{show(named, 100)} has no commit in common with the other side. Name another revision.")


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


def _hash(here: Path) -> str:
    """The hash by which a repository names contents."""
    return said(here, "rev-parse", "--show-object-format").decode("ascii").strip()


_PLAIN = "100644"


def _lying(data: Path, known: tuple[Files, ...], algorithm: str) -> Mapping[str, TreeEntry]:
    """The files of a data folder as they lie there, under the names that git would give their contents."""
    apart = known[0].unfetched
    found = {name: known[0].entries[name] for name in apart if (data / name).is_dir() and is_empty(data / name)}
    for folder, names, files in os.walk(data):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            inside = path.relative_to(data).as_posix()
            if name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            size = path.stat().st_size
            then = [files.entries[inside] for files in known if inside in files.entries]
            if size > MAX_EVIDENCE:
                blob = next((entry.blob for entry in then if entry.size == size), "")
            else:
                blob = _called(path.read_bytes(), {entry.blob for entry in then}, algorithm)
            found[inside] = TreeEntry(_PLAIN, inside, blob, size)
    return found


def _called(content: bytes, known: AbstractSet[str], algorithm: str) -> str:
    """What git would call a content; where it lies there with the line ends of another system, as it was committed."""
    name = _name(content, algorithm)
    if name in known or b"\r\n" not in content:
        return name
    folded = _name(content.replace(b"\r\n", b"\n"), algorithm)
    return folded if folded in known else name


def _name(content: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


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
