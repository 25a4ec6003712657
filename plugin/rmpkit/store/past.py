"""The data folder as it stood at a revision: read out of git, laid out beside everything, and gone afterwards.

Nothing is checked out: no hook, no filter and no setting of the repository has a part in it, and the folder that people
work in stays as it is. What lies in a repository of its own, or in large file storage, is not there and is said.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from rmpkit.model.days import YEARS
from rmpkit.model.finding import Finding, Place
from rmpkit.model.misfit import nearest
from rmpkit.model.showing import show
from rmpkit.store.evidence import EVIDENCE, MAX_EVIDENCE
from rmpkit.store.folder import RELATIONSHIPS, Folder, scan
from rmpkit.store.git import GitFailedError, NoGitError, contents, said
from rmpkit.store.kinds import EVIDENCE_REFUSED, FILE_UNREADABLE, PART_UNFETCHED
from rmpkit.store.names import LONGEST
from rmpkit.store.trust import is_refusal

MOST_FILES = 20_000
MOST_BYTES = 1_000_000_000
"""Files and bytes of a data folder that are read out of git; what is beyond belongs where documents are kept."""

SHORT = 10
"""Digits by which a commit is named to people."""

_POINTER = b"version https://git-lfs.github.com/spec/"


class PastUnreadableError(Exception):
    """What stood at a revision cannot be read; the message says why, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Past:
    """A data folder as it stood."""

    root: Path
    """Where it is laid out for now."""

    revision: str
    """The commit, as short as git shows it."""

    day: date
    """The day of the commit, in UTC; the day that was asked for where the commit has none."""

    pointers: tuple[str, ...]
    """Files of which large file storage has the content, below the data folder."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file as a commit has it."""

    mode: str
    name: str
    """Below the data folder."""

    blob: str
    size: int


@contextmanager
def past_folder(data: Path, revision: str, *, day: date | None = None) -> Iterator[Past]:
    """The data folder as it stood at a revision, for as long as it is looked at.

    Args:
        data: the data folder as it is named today; it need not be there any more.
        revision: a commit, tag or branch, as git understands it.
        day: the day that is asked for, if any; it stands in where the commit has none.

    Raises:
        PastUnreadableError: there is no git, no repository, no such revision, no such folder in it, or no day.
    """
    with in_words():
        here = standing(data)
        prefix = below(here, data.absolute())
        commit = commit_of(here, revision)
        tree = tree_of(here, commit, prefix, revision)
        entries = entries_of(here, tree)
        with tempfile.TemporaryDirectory(prefix="rmp-at-") as laid:
            pointers = tuple(lay_out(here, entries, Path(laid)))
            yield Past(Path(laid), commit[:SHORT], day_of_commit(here, commit, day), pointers)


def standing(data: Path) -> Path:
    """The data folder, or where it is not there any more the nearest folder around it."""
    return next(folder for folder in (data.absolute(), *data.absolute().parents) if folder.is_dir())


@contextmanager
def in_words() -> Iterator[None]:
    """Say what git could not do as a sentence for people.

    Raises:
        PastUnreadableError: there is no git, or it failed.
    """
    try:
        yield
    except NoGitError:
        raise PastUnreadableError("There is no git on this machine, so no past can be read. Install git.") from None
    except GitFailedError as error:
        if any(words in str(error) for words in _UNFETCHED):
            raise PastUnreadableError(_PARTIAL) from None
        raise PastUnreadableError(f"git cannot read that revision: {show(str(error), 300)}.") from None


def below(here: Path, data: Path) -> str:
    """Where the data folder stands in its repository."""
    try:
        prefix = said(here, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    except GitFailedError as error:
        if why := not_ours(data, error):
            raise PastUnreadableError(why) from None
        raise PastUnreadableError(
            f"{show(str(data), 200)} is not in a git repository, so nothing is known of its past. "
            "Name a folder that is in one."
        ) from None
    rest = PurePosixPath(*data.relative_to(here).parts).as_posix() if data != here else ""
    return f"{prefix}{rest}".rstrip("/")


def not_ours(data: Path, error: GitFailedError) -> str:
    """That git refused a repository because it belongs to another account, and what to do; empty where it did not.

    The last line of what git says is the command by which somebody says that it is safe.
    """
    if not is_refusal(str(error)):
        return ""
    _, found, folder = str(error).rpartition("safe.directory ")
    trusted = f'If you trust it, run "git config --global --add safe.directory {show(folder, 200)}". ' if found else ""
    return (
        f"The repository around {show(str(data), 200)} belongs to another account, and git does not open it. "
        f"{trusted}Else clone it into a folder of your own."
    )


def commit_of(here: Path, revision: str) -> str:
    """The full name of the commit that a revision means."""
    if revision.startswith(("-", "^")):
        raise PastUnreadableError(
            f'"{show(revision, 100)}" begins with "{revision[0]}", so it names no revision. '
            "Name a commit, a tag or a branch."
        )
    _require_one(here, revision)
    try:
        wanted = f"{revision}^{{commit}}"
        found = said(here, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode("ascii", "replace")
    except GitFailedError:
        raise PastUnreadableError(_unknown(here, revision)) from None
    return found.strip()


def _require_one(here: Path, revision: str) -> None:
    """Refuse a name that a branch and a tag have: git would take the tag, and whoever wrote it meant the branch."""
    if revision == "HEAD" or not re.fullmatch(r"[A-Za-z0-9._/@+-]+", revision) or revision.startswith("refs/"):
        return
    kinds = ("heads", "remotes", "tags")
    form = "--format=%(refname) %(objectname) %(*objectname)"
    lines = said(here, "for-each-ref", form, *(f"refs/{kind}/{revision}" for kind in kinds)).decode("utf-8", "replace")
    found = {name: names[-1] for name, *names in map(str.split, lines.splitlines())}
    exact = [name for kind in kinds if (name := f"refs/{kind}/{revision}") in found]
    if len({found[name] for name in exact}) > 1:
        raise PastUnreadableError(
            f'"{show(revision, 100)}" is the name of two revisions: {" and ".join(show(each, 120) for each in exact)}. '
            "Write the one that is meant."
        )


def _unknown(here: Path, revision: str) -> str:
    names = said(here, "for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").splitlines()
    near = nearest(revision, [name for name in names[:1000] if name != revision])
    if _is_there(here, revision):
        return f'"{show(revision, 100)}" is no commit: it names a folder or a file in git. Name a commit or a branch.'
    text = f'There is no revision "{show(revision, 100)}" in this repository.'
    if near:
        return f'{text} Write "{show(near, 100)}".'
    if is_shallow(here):
        return f'{text} This is a shallow clone, which lacks the past. Run "{FETCH}" and try again.'
    return f"{text} Name a commit, a tag or a branch."


def _is_there(here: Path, revision: str) -> bool:
    try:
        return bool(said(here, "cat-file", "-t", revision))
    except GitFailedError:
        return False


FETCH = "git fetch --unshallow"
"""What brings the whole history into a shallow clone."""


FETCH_CONTENTS = "git fetch --refetch --no-filter"
"""What brings the contents of files into a partial clone."""

_PARTIAL = f'This is a partial clone, which lacks what files held. Run "{FETCH_CONTENTS}" and try again.'
_UNFETCHED = ("promisor remote", "lazy fetching", "it ended early")


def is_shallow(here: Path) -> bool:
    """Whether a repository has only the last commits."""
    return said(here, "rev-parse", "--is-shallow-repository").strip() == b"true"


def tree_of(here: Path, commit: str, prefix: str, revision: str) -> str:
    """The name that git has for the data folder as it stood at a commit."""
    wanted = f"{commit}:{prefix}" if prefix else f"{commit}^{{tree}}"
    try:
        found = said(here, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode("ascii").strip()
        kind = said(here, "cat-file", "-t", found).strip()
    except GitFailedError:
        kind, found = b"", ""
    if kind != b"tree":
        raise PastUnreadableError(
            f"There was no folder {show(prefix or '.', 200)} at {show(revision, 100)}. "
            "Name the folder as it was called then, or a later revision."
        )
    return found


def day_of_commit(here: Path, commit: str, asked: date | None) -> date:
    """The day a commit was made, in UTC; where it has none, the day that was asked for."""
    head = said(here, "cat-file", "commit", commit).partition(b"\n\n")[0]
    found = re.search(rb"^committer .*> (-?[0-9]{1,40}) [-+][0-9]{4}$", head, re.MULTILINE)
    day = (day_of(int(found[1])) if found else None) or asked
    if day is None:
        raise PastUnreadableError(f"The commit {commit[:SHORT]} has no day. Name the day with --as-of.")
    return day


_EPOCH = date(1970, 1, 1)
_A_DAY = 86_400


def day_of(seconds: int) -> date | None:
    """The day in UTC that git means by so many seconds; nothing where no plan can be of that day."""
    days = seconds // _A_DAY
    if not (date(YEARS[0], 1, 1) - _EPOCH).days <= days <= (date(YEARS[-1], 12, 31) - _EPOCH).days:
        return None
    return _EPOCH + timedelta(days)


def entries_of(here: Path, tree: str) -> tuple[TreeEntry, ...]:
    """Everything below a folder that may be read; hidden things and names that lead elsewhere are passed over."""
    listed = said(here, "ls-tree", "-r", "-z", "-l", "--full-tree", tree).split(b"\0")
    found = tuple(entry for line in listed if line and (entry := _entry(line)))
    if len(found) > MOST_FILES or sum(entry.size for entry in found) > MOST_BYTES:
        raise PastUnreadableError(
            f"The folder held {len(found):,} files then, more or larger ones than are read out of git "
            f"({MOST_FILES:,} files, {MOST_BYTES:,} bytes). Check that revision out beside this one, and name it."
        )
    return found


def _entry(line: bytes) -> TreeEntry | None:
    facts, _, raw = line.partition(b"\t")
    mode, _, blob, size = facts.decode("ascii").split()
    name = os.fsdecode(raw)
    pieces = name.split("/")
    bad = any(piece in ("", ".", "..") or "\\" in piece or piece.startswith(".") for piece in pieces)
    if size == _DAMAGED and not bad:
        raise PastUnreadableError(
            f"This repository is damaged: it lacks what {show(name, 200)} held at that revision. "
            'Run "git fsck" to see all that is missing, or clone it again from a copy that is whole.'
        )
    return None if bad else TreeEntry(mode, name, blob, int(size) if size.isdecimal() else 0)


_DAMAGED = "BAD"
"""What git lists as the size of a content that should be there and is not, or cannot be read."""


LINK, REPOSITORY = "120000", "160000"
"""The modes of what is no file of its own: a link, a repository inside the repository."""


def lay_out(here: Path, entries: tuple[TreeEntry, ...], laid: Path) -> Iterator[str]:
    """Write everything below a folder; gives the files of which only a pointer is there."""
    plain = [entry for entry in entries if entry.mode not in (LINK, REPOSITORY)]
    small = [entry for entry in plain if entry.size <= MAX_EVIDENCE]
    for entry in entries:
        place = laid / entry.name
        if entry.mode == REPOSITORY:
            place.mkdir(parents=True, exist_ok=True)  # empty, which is what an unfetched one leaves behind
        elif entry.mode == LINK:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to("a-link-of-then")  # it is refused wherever it leads
        elif entry.size > MAX_EVIDENCE:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as stream:
                stream.truncate(entry.size)  # refused for its size, whatever it holds
    for entry, content in zip(small, contents(here, [entry.blob for entry in small]), strict=True):
        if entry.size and not content:
            raise PastUnreadableError(_PARTIAL)
        if content.startswith(_POINTER):
            yield entry.name
            continue
        place = laid / entry.name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            raise PastUnreadableError(
                f"{show(entry.name, 200)} stood beside a file whose name differs in capitals only, and this disk "
                "cannot hold both. Read that revision on another machine."
            ) from None


def scan_past(past: Past) -> Folder:
    """List and read every file of a data folder as it stood, and say what of it only another place could tell."""
    folder = scan(past.root)
    told = tuple(_as_of_then(finding, past) for finding in folder.findings)
    return replace(folder, findings=(*told, *(_pointed(name) for name in past.pointers)))


def _as_of_then(finding: Finding, past: Past) -> Finding:
    """What was found in a folder laid out like this, in words that are true of that day."""
    if finding.kind is not PART_UNFETCHED:
        return finding
    happened = f"The {finding.reference} part was a repository of its own, and is not read as it stood then."
    return replace(finding, message=happened, mend=f"Look into that repository for what stood on {past.day}.")


def _pointed(name: str) -> Finding:
    """Says that only a pointer to a file's content is in git."""
    pieces = name.split("/")
    plan = pieces[1].removesuffix(".yml") if pieces[0] == RELATIONSHIPS and len(pieces) > 1 else None
    inside = "/".join(pieces[2:])
    message = f"{show(name, 200)} is kept in large file storage, and git has only a pointer to it."
    mend = "Fetch it where that storage is reached, and look at it there."
    place = Place(show(name, LONGEST), 1, 1)
    if plan and inside.startswith(f"{EVIDENCE}/"):
        return Finding(EVIDENCE_REFUSED, plan, (EVIDENCE, inside), message, mend, place=place)
    return Finding(FILE_UNREADABLE, plan, ("file", name), message, mend, place=place)
