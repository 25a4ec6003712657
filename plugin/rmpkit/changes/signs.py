"""By what many lines of the ranking are recognised, each asked of one difference with the record it stands in."""

from datetime import date

from rmpkit.changes.change import Kind
from rmpkit.changes.telling import Telling
from rmpkit.model.goals import (
    ObjectiveState,
)
from rmpkit.model.stages import StageState


def is_record(telling: Telling, kind: Kind, *registers: str) -> bool:
    """Whether a whole record of one of these registers came or went."""
    found = telling.difference
    return found.kind is kind and found.register in registers and len(found.path) == 2  # noqa: PLR2004 - register, id


def given(telling: Telling) -> bool:
    """Whether something is said that was not said before."""
    return telling.difference.before in (None, (), "") and telling.difference.after is not None


def gone(telling: Telling) -> bool:
    """Whether nothing is said any more where something was."""
    found = telling.difference
    return found.kind is Kind.REMOVED or (found.kind is Kind.CHANGED and found.after in (None, ()))


def later(telling: Telling) -> bool:
    """Whether a day moved out."""
    before, after = telling.difference.before, telling.difference.after
    return isinstance(before, date) and isinstance(after, date) and after > before


def earlier(telling: Telling) -> bool:
    """Whether a day moved back."""
    before, after = telling.difference.before, telling.difference.after
    return isinstance(before, date) and isinstance(after, date) and after < before


_OBJECTIVE = {
    ObjectiveState.OFF_TRACK: 0, ObjectiveState.AT_RISK: 1, ObjectiveState.ON_TRACK: 2, ObjectiveState.ACHIEVED: 3,
}  # fmt: skip


def how_good(state: object) -> int:
    """How well an objective stands; one that says nothing counts as on track."""
    return _OBJECTIVE.get(state, 2) if isinstance(state, ObjectiveState) else 2


_STAGES = {
    StageState.NOT_APPLICABLE: 0, StageState.NOT_STARTED: 0, StageState.IN_PROGRESS: 1, StageState.ESTABLISHED: 2,
    StageState.UNDER_REVIEW: 2, StageState.CLOSED: 2,
}  # fmt: skip


def how_far(state: object) -> int:
    """How far a stage has come: not at all, on its way, in use."""
    return _STAGES[state] if isinstance(state, StageState) else 0
