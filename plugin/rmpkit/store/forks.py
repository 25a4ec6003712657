"""Where one revision went off from another, and which branch changes go into."""

from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store.git import GitFailedError, said
from rmpkit.store.past import FETCH, PastUnreadableError, below, commit_of, in_words, is_shallow, standing


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
        return common(here, commit_of(here, base), commit_of(here, head or "HEAD"), base)


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


def common(here: Path, base: str, head: str, named: str) -> str:
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
