"""One plan through the history of its files: the commits that touched it, and what its files held at each."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmpkit.model.record import Disclosure, Part
from rmpkit.store.evidence import EVIDENCE
from rmpkit.store.folder import CATALOGUES, ORGANISATION, RELATIONSHIPS, Folder, Source
from rmpkit.store.git import contents, said
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
    lay_out,
    standing,
    tree_of,
)

MOST_COMMITS = 200
"""Commits of one plan that are looked through; what lies further back is not looked for."""

_OWN = b"format: 1\nid: owner\nname: Owner\n"
"""Stands for the organisation where a commit has none; of it only the version of the format counts."""


def commits_of(data: Path, plan: str, revision: str = "HEAD") -> tuple[str, ...]:
    """The commits that touched the files of a plan, newest first.

    Raises:
        PastUnreadableError: there is no git, no repository or no such revision.
    """
    with in_words():
        here = standing(data)
        commit = commit_of(here, revision)
        names = (f"{RELATIONSHIPS}/{plan}", f"{RELATIONSHIPS}/{plan}.yml")
        walk = ("rev-list", "--no-merges", f"--max-count={MOST_COMMITS}", "--end-of-options", commit, "--", *names)
        return tuple(said(here, *walk).decode("ascii").split())


def touching(data: Path, commits: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of some commits in which a text came or went, in the same order.

    Raises:
        PastUnreadableError: there is no git, or no repository.
    """
    with in_words():
        here = standing(data)
        asked = "".join(f"{commit}\n" for commit in commits).encode()
        words = ("diff-tree", "--stdin", "-r", "--root", "--no-renames", "--name-only", "-S", text)
        lines = set(said(here, *words, given=asked).decode("utf-8", "replace").splitlines())
        return tuple(commit for commit in commits if commit in lines)


def shared_files(data: Path, commit: str, plan: str) -> Folder:
    """What every party could read of a plan at a commit, as a data folder of its own; empty where there was none.

    Raises:
        PastUnreadableError: there is no git, or no repository.
    """
    with in_words():
        here = standing(data)
        base = f"{RELATIONSHIPS}/{plan}"
        inside = f"{prefix}/" if (prefix := below(here, data.absolute())) else ""
        try:
            tree = tree_of(here, commit, f"{inside}{base}", commit)
        except PastUnreadableError:
            return Folder((), (), {}, (), ())
        wanted = [(entry, part) for entry in entries_of(here, tree) if (part := _part(entry))]
        own, *raw = contents(here, [f"{commit}:{inside}{ORGANISATION}", *(entry.blob for entry, _ in wanted)])
        files = [
            Source(f"{base}/{entry.name}", plan, part, held) for (entry, part), held in zip(wanted, raw, strict=True)
        ]
        return Folder((Source(ORGANISATION, None, None, own or _OWN), *files), (), {}, (plan,), ())


def _part(entry: TreeEntry) -> Part | None:
    """The part of a file that every party reads; nothing for any other file."""
    first, _, inside = entry.name.partition("/")
    part = Part.named(first.removesuffix(".yml"))
    known = part is not None and part.disclosure <= Disclosure.JOINT
    return part if known and entry.name.endswith(".yml") and "/" not in inside else None


@contextmanager
def plan_at(data: Path, commit: str, plan: str) -> Iterator[Past]:
    """The organisation and one plan as they stood at a commit, for as long as they are looked at; without evidence.

    Raises:
        PastUnreadableError: there is no git, no repository or no such commit.
    """
    with in_words(), tempfile.TemporaryDirectory(prefix="rmp-plan-") as laid:
        here = standing(data)
        full = commit_of(here, commit)
        entries = entries_of(here, tree_of(here, full, below(here, data.absolute()), full))
        pointers = tuple(lay_out(here, tuple(each for each in entries if _of(each.name, plan)), Path(laid)))
        yield Past(Path(laid), full[:SHORT], day_of_commit(here, full, None), pointers)


def _of(name: str, plan: str) -> bool:
    base = f"{RELATIONSHIPS}/{plan}"
    ours = name == ORGANISATION or name.startswith(f"{CATALOGUES}/") or name == f"{base}.yml"
    return ours or (name.startswith(f"{base}/") and not name.startswith(f"{base}/{EVIDENCE}/"))
