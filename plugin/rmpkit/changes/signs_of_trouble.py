"""By what bad news is recognised, which is never held against whoever wrote it down."""

from collections.abc import Mapping
from decimal import Decimal

from rmpkit.changes.change import Kind
from rmpkit.changes.signs import given, how_good, is_record
from rmpkit.changes.telling import Telling
from rmpkit.model.disputes import Issue, IssueState
from rmpkit.model.goals import (
    HealthCheck,
    Measure,
    Objective,
    PartyScores,
    Reading,
    TargetState,
)
from rmpkit.model.risks import Risk, RiskKind, RiskState

RATED = ("likelihood", "impact", "residual_likelihood", "residual_impact")
"""How a risk is rated: as it stands, and as it will stand once what is done about it works."""


def bad_news(telling: Telling) -> bool:  # noqa: PLR0911 - one line a kind of news
    """Whether something that is not going well was written down."""
    found, record = telling.difference, telling.record
    if is_record(telling, Kind.ADDED, "risks", "early-warnings", "issues", "nonconformities"):
        return True
    match record:
        case Risk():
            return _worse(telling, record) or found.after is RiskState.OCCURRED
        case Objective() if telling.field == "state":
            return how_good(found.after) < how_good(found.before)
        case Issue() if telling.field in ("state", "severity"):
            return found.after is IssueState.ESCALATED or (telling.field == "severity" and _severer(telling))
        case Measure() if telling.field == "readings":
            read = found.after.value if isinstance(found.after, Reading) else found.after
            off = (TargetState.OFF_TARGET, TargetState.NEAR_TARGET)
            return isinstance(read, Decimal) and record.standing(read) in off
        case HealthCheck():
            return _fallen(telling, record)
        case _:
            return telling.field in ("dead", "met") and given(telling)


def _worse(telling: Telling, risk: Risk) -> bool:
    before, after = telling.difference.before, telling.difference.after
    if telling.field not in RATED or not isinstance(before, int) or not isinstance(after, int):
        return False
    return after < before if risk.kind is RiskKind.OPPORTUNITY else after > before


def _severer(telling: Telling) -> bool:
    before, after = telling.difference.before, telling.difference.after
    steps = tuple(type(after)) if after is not None and before is not None else ()  # type: ignore[arg-type] # a choice
    return bool(steps) and steps.index(after) > steps.index(before)


def _fallen(telling: Telling, check: HealthCheck) -> bool:
    """Whether a score of a new round, or of one party in it, is lower than in the round before, or than was written."""
    then, new = telling.difference.before, telling.difference.after
    if isinstance(then, Decimal) and isinstance(new, Decimal):
        return telling.field != "desired" and new < then
    if telling.difference.kind is not Kind.ADDED or not isinstance(new, HealthCheck | PartyScores):
        return False
    parties = check.by_party if isinstance(new, HealthCheck) else {str(telling.difference.path[2]): new}
    earlier = [each for each in telling.now.case.plan.health_checks.values() if each.on < check.on]
    before = max(earlier, key=lambda each: each.on, default=None)
    if before is None:
        return False
    return any(
        score < _scores(before, party).get(theme, score)
        for party, answers in parties.items()
        for theme, score in answers.scores.items()
    )


def _scores(check: HealthCheck, party: str) -> Mapping[str, Decimal]:
    answers = check.by_party.get(party)
    return answers.scores if answers else {}
