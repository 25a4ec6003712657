"""By what is recognised that is worth a look: later, less, elsewhere, gone."""

import re
from collections import Counter
from datetime import date

from rmpkit.changes.change import Kind
from rmpkit.changes.signs import gone, how_far, how_good, is_record, later
from rmpkit.changes.signs_of_life import worded
from rmpkit.changes.signs_of_trouble import RATED
from rmpkit.changes.telling import Telling
from rmpkit.model.amounts import Amount
from rmpkit.model.audits import Nonconformity
from rmpkit.model.days import Span
from rmpkit.model.disputes import Issue, IssueState, Severity
from rmpkit.model.finding import Path
from rmpkit.model.goals import (
    Objective,
    ObjectiveState,
    Target,
)
from rmpkit.model.learning import IdeaState, ValueIdea
from rmpkit.model.risks import Action, ActionState, Response, Risk, RiskKind, RiskState
from rmpkit.model.stages import StageRecord


def rating_lowered(telling: Telling) -> bool:
    """Whether a risk is said to weigh less, or is not rated any more, or is lived with from now on."""
    found, record = telling.difference, telling.record
    if isinstance(record, Risk) and telling.field == "response":
        return found.before is not None and found.after is Response.ACCEPT
    if not isinstance(record, Risk) or telling.field not in RATED:
        return False
    before, after = found.before, found.after
    if before is None or not isinstance(before, int):
        return False
    if not isinstance(after, int):
        return True
    return after > before if record.kind is RiskKind.OPPORTUNITY else after < before


_DOES = (("action",), ("response",))
"""What of a risk says that something is done about it."""


def controlled(telling: Telling) -> bool:
    """Whether a risk that weighs less has something new that is done about it."""
    found = telling.difference
    beside = telling.around.beside(found)
    if any(each.path[2:] in _DOES and each.after not in (None, Response.ACCEPT) for each in beside):
        return True
    risk = str(found.path[1])
    return any(
        isinstance(each.after, Action) and each.after.comes_from == risk and each.kind is Kind.ADDED
        for each in telling.around.in_plan(found)
    ) or any(
        _done_for(telling, each.path, risk) for each in telling.around.in_plan(found) if each.path[2:] == ("done",)
    )


def _done_for(telling: Telling, path: Path, risk: str) -> bool:
    action = telling.now.case.plan.actions.get(str(path[1]))
    return action is not None and action.comes_from == risk and action.done is not None


_PROMISED = ("due", "look_again", "planned", "until")


def pushed_out(telling: Telling) -> bool:
    """Whether something is due or looked at again later than was said, or on no day."""
    dated = telling.field in _PROMISED and isinstance(telling.difference.before, date)
    return dated and (later(telling) or gone(telling))


def less_often(telling: Telling) -> bool:
    """Whether something is done less often than was said, or no longer said how often."""
    before, after = telling.difference.before, telling.difference.after
    if not isinstance(before, Span) or telling.field in ("notice", "within"):
        return False
    return after is None or (isinstance(after, Span) and _length(after) > _length(before))


def _length(span: Span) -> int:
    return span.months * 30 + span.days


def improved_without_evidence(telling: Telling) -> bool:
    """Whether something is said to stand better, and nothing that shows it came with that."""
    found, record = telling.difference, telling.record
    if telling.field != "state":
        return isinstance(record, Issue) and telling.field in ("severity", "level") and _milder(telling)
    match record:
        case Objective():
            return how_good(found.after) > how_good(found.before) and not _shown(telling, record)
        case StageRecord():
            before, after = map(how_far, (found.before, found.after))
            return after > before > 0 and not any(
                each.path[2:3] == ("reviews",) for each in telling.around.beside(found)
            )
        case Issue():
            over = (IssueState.AGREED, IssueState.RESOLVED, IssueState.WITHDRAWN)
            return found.after in over and not record.outcome
        case ValueIdea():
            return found.after is IdeaState.REALISED and record.realised is None and record.see is None
        case _:
            return False


def _milder(telling: Telling) -> bool:
    """Whether an issue is said to hurt less, or to be settled further down."""
    before, after = telling.difference.before, telling.difference.after
    steps = tuple(Severity) if telling.field == "severity" else tuple(telling.now.case.plan.resolution_ladder)
    if before not in steps:
        return False
    return after not in steps or steps.index(after) < steps.index(before)


def _shown(telling: Telling, objective: Objective) -> bool:
    """Whether a note, a reading or a meeting came with an objective that stands better."""
    if any(each.path[2:] == ("note",) for each in telling.around.beside(telling.difference)):
        return True
    measures = {name for name, each in telling.now.case.plan.measures.items() if each.objective == objective.id}
    return any(
        (each.register == "meetings" and each.kind is Kind.ADDED)
        or (each.register == "measures" and each.path[1] in measures and each.path[2:3] == ("readings",))
        for each in telling.around.in_plan(telling.difference)
    )


def aim_weakened(telling: Telling) -> bool:
    """Whether an objective or a measure is gone, given up, or asks for less."""
    found = telling.difference
    if is_record(telling, Kind.REMOVED, "objectives", "measures"):
        return True
    if isinstance(telling.record, Risk) and telling.field in ("target_likelihood", "target_impact"):
        return _further(telling.record, found.before, found.after)
    if telling.field == "required" and isinstance(found.before, int):
        return not isinstance(found.after, int) or found.after < found.before
    if found.after is ObjectiveState.WITHDRAWN:
        return True
    return (
        telling.field in ("target", "amber") and isinstance(found.before, Target) and _eased(found.before, found.after)
    )


def _further(risk: Risk, before: object, after: object) -> bool:
    """Whether less is aimed at with a risk than before."""
    if not isinstance(before, int):
        return False
    return not isinstance(after, int) or (after < before if risk.kind is RiskKind.OPPORTUNITY else after > before)


def _eased(before: Target, after: object) -> bool:
    if not isinstance(after, Target):
        return True
    lower = before.low is not None and (after.low is None or after.low < before.low)
    higher = before.high is not None and (after.high is None or after.high > before.high)
    return lower or higher


def person_removed(telling: Telling) -> bool:
    """Whether somebody leaves, or is not named any more."""
    found = telling.difference
    if is_record(telling, Kind.REMOVED, "people", "parties", "key-people"):
        return True
    return found.register in ("people", "parties") and telling.field == "left" and not gone(telling)


_ANSWERS = frozenset(
    {"owner", "chair", "keeper", "accountable", "watched_by", "led_by", "spoken_for_by", "accepted_by"}
)


_PROMISES = frozenset({("commitments", "by"), ("commitments", "to"), ("people", "of")})
"""Whose promise it is, to whom, and whose people somebody belongs to."""


def owner_changed(telling: Telling) -> bool:
    """Whether somebody else answers for something, or holds a post."""
    found = telling.difference
    if found.register == "roles":
        return found.path[-1] != "appointed"
    if (found.register, telling.field) in _PROMISES:
        return bool(found.before)
    return telling.field in _ANSWERS and bool(found.before) and bool(telling.difference.path[2:] or found.path[1:])


def escalation(telling: Telling) -> bool:
    """Whether who settles or decides what is another."""
    return telling.difference.register in ("resolution-ladder", "decision-rights", "deputies")


def money(telling: Telling) -> bool:
    """Whether an amount of money is another, or is given up front."""
    found = telling.difference
    amounts = isinstance(found.before, Amount) or isinstance(found.after, Amount)
    return amounts and (found.before is not None or telling.field in ("cost", "budget"))


def closed_without_evidence(telling: Telling) -> bool:
    """Whether something is said to be over, and nothing says what came of it."""
    found, record = telling.difference, telling.record
    if gone(telling):
        return False
    match record:
        case Action():
            over = found.after in (ActionState.DONE, ActionState.CANCELLED) or telling.field == "done"
            return over and not (record.note or record.effect)
        case Risk():
            return found.after is RiskState.CLOSED and not record.note
        case Nonconformity():
            return telling.field in ("closed", "effective") and not (record.effect or record.correction)
        case _:
            return False


def rewritten(telling: Telling) -> bool:
    """Whether something that was on record says something else: a reading, an answer, an approval, who was there."""
    found = telling.difference
    if found.kind is Kind.ADDED or found.before in (None, ()):
        return False
    where = {
        "measures": telling.field == "readings",
        "health-checks": bool(found.path[2:]) and telling.field not in ("we_agreed", "actions"),
        "versions": telling.field in ("approved", "agreed_at"),
        "meetings": telling.field in ("on", "present", "reviewed", "decisions", "forum"),
        "management-reviews": telling.field in ("on", "present", "looked_at", "decisions"),
        "stages": telling.field == "reviews",
        "our-reviews": True,
        "exit-triggers": telling.field in ("checked", "met"),
        "scores": telling.field == "score",
        "course": telling.field in ("decision", "on", "by"),
        "business-case": telling.field in ("outcome", "on", "by"),
        "risks": telling.field == "kind",
        "options": telling.field == "chosen",
        "signposts": telling.field == "can_open",
    }
    happened = telling.field in _HAPPENED and isinstance(found.before, date) and isinstance(found.after, date)
    return happened or telling.field == "shared" or where.get(found.register, False)


_HAPPENED = frozenset({"on", "raised", "done", "kept", "settled", "closed", "started", "declared", "decided"})
"""Days on which something happened, so that another one corrects the record."""


_RULER = frozenset(
    {"catalogues", "currency", "format", "id", "intervals", "name", "policy", "risk-method", "scales", "scope",
     "segment-criteria", "segmentation", "segments"}
)  # fmt: skip


def figures(telling: Telling) -> bool:
    """Whether a text names another number than before: 12 percent where it was 8."""
    found = telling.difference
    if not worded(telling) or not isinstance(found.before, str) or not isinstance(found.after, str):
        return False
    then, now = (Counter(_NUMBER.findall(text)) for text in (found.before, found.after))
    return bool(then) and then != now


_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def of_ruler(telling: Telling) -> bool:
    """Whether what every relationship is kept and measured by is another."""
    looked_at = telling.field in ("reviewed", "approved", "approved_by")
    return telling.difference.plan is None and telling.difference.register in _RULER and not looked_at


def relieved(telling: Telling) -> bool:
    """Whether a mute, a known gap or a requirement that does not arise is gone, or shorter."""
    kept = telling.difference.register in ("muted-rules", "known-gaps", "not-applicable")
    return kept and (telling.difference.kind is Kind.REMOVED or telling.field in ("until", "records"))


def removed(telling: Telling) -> bool:
    """Whether something is not there any more: a record, a line, or a piece of a list."""
    before, after = telling.difference.before, telling.difference.after
    pieces = set(before) - set(after) if isinstance(before, tuple) and isinstance(after, tuple) else set()
    return gone(telling) or bool(pieces)


def renamed(telling: Telling) -> bool:
    """Whether a record or a relationship goes by another id or name."""
    return telling.difference.kind is Kind.RENAMED


def closed(telling: Telling) -> bool:
    """Whether something stands where fewer may read it; what they have read is not taken back by that."""
    return telling.difference.kind is Kind.MOVED


def plan_gone(telling: Telling) -> bool:
    """Whether a whole relationship is gone."""
    return telling.difference.path == () and telling.difference.kind is Kind.REMOVED


def evidence_moved(telling: Telling) -> bool:
    """Whether a signpost points somewhere else."""
    return telling.difference.register == "signposts" and telling.field == "at"
