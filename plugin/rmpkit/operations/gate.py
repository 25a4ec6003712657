"""Say whether a comparison may go on: what has been seen by those who have to see it, and which findings are new."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rmpkit.changes.gate import Gate, gated
from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Finding
from rmpkit.operations.check import Checked, load, load_past, look
from rmpkit.operations.compare import Compared
from rmpkit.operations.ratchet import new_since
from rmpkit.store.commits import commits_between
from rmpkit.store.past import SHORT, past_folder


class FailOn(StrEnum):
    """What stops a comparison."""

    UNACKNOWLEDGED = "unacknowledged"
    """A change that is not to be missed, and that nobody in a named post has acknowledged."""

    NEW_FINDINGS = "new-findings"
    """Something worth looking at that was not there before."""

    NEVER = "never"
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is in the way of a comparison."""

    gate: Gate
    new: tuple[Finding, ...] | None
    """Findings of all plans that were not there before; nothing where nobody asked for them."""

    since: str
    """The commit of the earlier side, as it is shown."""

    def stopped(self, by: FailOn) -> bool:
        """Whether it is stopped by what was asked for."""
        match by:
            case FailOn.UNACKNOWLEDGED:
                return bool(self.gate.waiting)
            case FailOn.NEW_FINDINGS:
                return bool(self.new)
            case FailOn.NEVER:
                return False


def gate(data: Path, compared: Compared) -> Gate:
    """What of a comparison has been acknowledged, and what waits.

    Args:
        data: the data folder.
        compared: the comparison.

    Raises:
        PastUnreadableError: the commits between the two revisions cannot all be read.
    """
    sides = compared.sides
    commits = commits_between(data, sides.base_commit, sides.head_commit)
    return gated(compared.comparison, commits, sides.uncommitted, begun=sides.base.day, known=sides.names)


def passage(data: Path, compared: Compared, fail_on: FailOn) -> Passage:
    """What is in the way of a comparison; new findings are looked for in all plans, and only where they are asked for.

    Args:
        data: the data folder.
        compared: the comparison.
        fail_on: what is to stop it.

    Raises:
        PastUnreadableError: a revision, or the commits between the two, cannot be read.
        OSError: the folder cannot be listed.
    """
    new = _new(data, compared) if fail_on is FailOn.NEW_FINDINGS else None
    return Passage(gate(data, compared), new, compared.sides.base_commit[:SHORT])


def _new(data: Path, compared: Compared) -> tuple[Finding, ...]:
    sides, today = compared.sides, compared.comparison.head.today
    catalogue = compared.comparison.head.catalogue.id
    if sides.head is None:
        checked = look(load(data), Audience.INTERNAL, today=today, catalogue=catalogue)
        return _found(data, compared, checked, None)
    with past_folder(data, sides.head_commit, day=today) as past:
        checked = look(load_past(past, data), Audience.INTERNAL, today=today, catalogue=catalogue)
    return _found(data, compared, checked, sides.head_commit)


def _found(data: Path, compared: Compared, checked: Checked, head: str | None) -> tuple[Finding, ...]:
    return new_since(data, compared.sides.base_commit, checked, head=head).checked.judged.findings
