"""By what a change is recognised: one question, answered by yes or no, for each line of the ranking.

Each looks at one difference with the record it stands in, and where that matters at what else differs beside it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rmpkit.changes.change import Kind
from rmpkit.changes.differing import widened
from rmpkit.changes.saying import is_text
from rmpkit.changes.telling import Telling
from rmpkit.model.agreements import KnowledgeItem, Sharing
from rmpkit.model.audits import Nonconformity
from rmpkit.model.disputes import Issue, IssueState
from rmpkit.model.evidence import MutedRule, Signpost
from rmpkit.model.finding import Path
from rmpkit.model.goals import (
    HealthCheck,
    Measure,
    Objective,
    ObjectiveState,
    PartyScores,
    Reading,
    Target,
    TargetState,
)
from rmpkit.model.learning import IdeaState, ValueIdea
from rmpkit.model.record import Disclosure, Standing
from rmpkit.model.reference import register_of
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.risks import Action, ActionState, Risk, RiskKind, RiskState
from rmpkit.model.scalars import Amount, Span
from rmpkit.model.stages import Stage, StageRecord, StageState


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


def only_a_day(telling_or_values: tuple[object, object]) -> bool:
    """Whether one day took the place of another."""
    before, after = telling_or_values
    return isinstance(before, date) and isinstance(after, date)


# What is bad news, and is never held against whoever wrote it down.

_OBJECTIVE = {
    ObjectiveState.OFF_TRACK: 0, ObjectiveState.AT_RISK: 1, ObjectiveState.ON_TRACK: 2, ObjectiveState.ACHIEVED: 3,
}  # fmt: skip


def bad_news(telling: Telling) -> bool:  # noqa: PLR0911 - one line a kind of news
    """Whether something that is not going well was written down."""
    found, record = telling.difference, telling.record
    if is_record(telling, Kind.ADDED, "risks", "early-warnings", "issues", "nonconformities"):
        return True
    match record:
        case Risk():
            return _worse(telling, record) or found.after is RiskState.OCCURRED
        case Objective() if telling.field == "state":
            return _objective(found.after) < _objective(found.before)
        case Issue() if telling.field in ("state", "severity"):
            return found.after is IssueState.ESCALATED or (telling.field == "severity" and _severer(telling))
        case Measure() if isinstance(found.after, Reading):
            return record.standing(found.after.value) in (TargetState.OFF_TARGET, TargetState.NEAR_TARGET)
        case HealthCheck():
            return _fallen(telling, record)
        case _:
            return telling.field in ("dead", "met") and given(telling)


def _worse(telling: Telling, risk: Risk) -> bool:
    before, after = telling.difference.before, telling.difference.after
    if telling.field not in ("likelihood", "impact") or not isinstance(before, int) or not isinstance(after, int):
        return False
    return after < before if risk.kind is RiskKind.OPPORTUNITY else after > before


def _objective(state: object) -> int:
    return _OBJECTIVE.get(state, 2) if isinstance(state, ObjectiveState) else 2


def _severer(telling: Telling) -> bool:
    before, after = telling.difference.before, telling.difference.after
    steps = tuple(type(after)) if after is not None and before is not None else ()  # type: ignore[arg-type] # a choice
    return bool(steps) and steps.index(after) > steps.index(before)


def _fallen(telling: Telling, check: HealthCheck) -> bool:
    """Whether a score of a new round, or of one party in it, is lower than in the round before."""
    new = telling.difference.after
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


# What must not be missed.


def opened(telling: Telling) -> bool:
    """Whether somebody may read what was closed to them."""
    found = telling.difference
    could = isinstance(telling.record, KnowledgeItem) and found.before is Sharing.CANNOT
    return widened(found) or is_record(telling, Kind.ADDED, "parties") or could


def of_ser(telling: Telling) -> bool:
    """Whether another senior executive is responsible, or none."""
    found = telling.difference
    if found.plan is None and found.register == "ser":
        return True
    if found.register != "roles" or len(found.path) < 3 or found.path[-1] == "appointed":  # noqa: PLR2004 - roles, post, person
        return False
    post = str(found.path[1])
    owners = (each.edition.organisation for each in (telling.then.case, telling.now.case))
    return post.endswith(".ser") or any(owner is not None and owner.ser == post for owner in owners)


def exit_removed(telling: Telling) -> bool:
    """Whether something that was agreed about leaving is gone."""
    return gone(telling) and telling.difference.register in ("exit", "exit-triggers", "exit-transition")


def confidence_removed(telling: Telling) -> bool:
    """Whether what was agreed about intellectual property or confidentiality is gone."""
    kept = ("conditions", "marking", "agreement", "at_exit", "kept_for")
    if telling.difference.register == "intellectual-property":
        return gone(telling)
    return telling.difference.register == "knowledge" and gone(telling) and telling.field in ("", *kept)


_STAGES = {
    StageState.NOT_APPLICABLE: 0, StageState.NOT_STARTED: 0, StageState.IN_PROGRESS: 1, StageState.ESTABLISHED: 2,
    StageState.UNDER_REVIEW: 2, StageState.CLOSED: 2,
}  # fmt: skip
_STATES = {RelationshipState.PROPOSED: 0, RelationshipState.ACTIVE: 1}


def to_exit(telling: Telling) -> bool:
    """Whether the relationship is on its way out."""
    found = telling.difference
    if found.register == "exit" and telling.field == "activated":
        return True
    if found.register == "stages" and str(found.path[1]) == Stage.EXIT_STRATEGY and telling.field in ("state", ""):
        after = found.after.state if isinstance(found.after, StageRecord) else found.after
        return after is StageState.IN_PROGRESS
    over = (RelationshipState.WINDING_DOWN, RelationshipState.CLOSED, RelationshipState.DECLINED)
    return found.path == ("state",) and found.after in over


def stage_back(telling: Telling) -> bool:
    """Whether a stage, or the relationship as a whole, is said to be less far than before."""
    found = telling.difference
    if found.path == ("state",) and found.plan is not None:
        after = _STATES.get(found.after, 2) if isinstance(found.after, RelationshipState) else 2
        before = _STATES.get(found.before, 2) if isinstance(found.before, RelationshipState) else 2
        return after < before
    if is_record(telling, Kind.REMOVED, "stages"):
        return True
    states = (found.before, found.after)
    before, after = (_STAGES[each] if isinstance(each, StageState) else 0 for each in states)
    return found.register == "stages" and telling.field == "state" and after < before


def evidence_lost(telling: Telling) -> bool:
    """Whether a requirement was evidenced by what stood here, and is not any more."""
    found = telling.difference
    if found.kind is Kind.ADDED or telling.field == "dead":
        return False
    return bool(telling.around.lost_at(found))


def evidence_removed(telling: Telling) -> bool:
    """Whether something that was evidence for a requirement is gone, or holds something else."""
    found, record = telling.difference, telling.record
    if found.register == "evidence":
        return found.kind is not Kind.ADDED
    if is_record(telling, Kind.REMOVED, "answers"):
        return True
    if not isinstance(record, Signpost) or record.dead is not None:
        return False
    if is_record(telling, Kind.REMOVED, "signposts"):
        return bool(record.answers)
    return telling.field == "answers" and bool(_items(found.before) - _items(found.after))


def evidence_moved(telling: Telling) -> bool:
    """Whether a signpost points somewhere else."""
    return telling.difference.register == "signposts" and telling.field == "at"


def unread(telling: Telling) -> bool:
    """Whether a record stands there and cannot be read any more."""
    found = telling.difference
    case = telling.now.case
    lost = case.plan.lost if found.plan is not None else case.edition.lost
    gone_from = found.kind is Kind.REMOVED and len(found.path) > 1
    return gone_from and any(path in lost for path in ((), found.path[:1], found.path[:2]))


def _items(value: object) -> set[object]:
    return set(value) if isinstance(value, tuple) else set()


def muted(telling: Telling) -> bool:
    """Whether a rule is muted that was not, for longer, for more, or by somebody else."""
    found = telling.difference
    if found.register != "muted-rules":
        return False
    if telling.field == "records":
        return not found.after or (bool(found.before) and bool(_items(found.after) - _items(found.before)))
    return found.kind is Kind.ADDED or (telling.field == "until" and later(telling)) or telling.field == "by"


def self_approved(telling: Telling) -> bool:
    """Whether the post that mutes a rule is the one that answers for what it is muted for."""
    record = telling.record
    if not isinstance(record, MutedRule):
        return False
    owners = {owner_of(telling, each) for each in record.records}
    return record.by in owners


def owner_of(telling: Telling, record: str) -> str | None:
    """The post that answers for a record, by its id."""
    plan = telling.now.case.plan
    registers = (getattr(plan, name) for name in type(plan).model_fields)
    found = (each[record] for each in registers if isinstance(each, Mapping) and record in each)
    return next((str(owner) for each in found if (owner := getattr(each, "owner", None))), None)


def gap_accepted(telling: Telling) -> bool:
    """Whether a requirement is said to stay open that was not, or for longer."""
    if telling.difference.register != "known-gaps":
        return False
    longer = telling.field == "until" and later(telling)
    return telling.difference.kind is Kind.ADDED or longer or telling.field in ("requirement", "accepted_by")


def not_applicable(telling: Telling) -> bool:
    """Whether a requirement is said not to arise."""
    found = telling.difference
    stage = telling.field == "state" and found.after is StageState.NOT_APPLICABLE
    return stage or (
        found.register == "not-applicable" and (found.kind is Kind.ADDED or telling.field in ("decided_by", "on"))
    )


# What the parties agreed.


def agreed_term(telling: Telling) -> bool:
    """Whether it is a term of which the parties had approved a version."""
    found = telling.difference
    if found.plan is None or not found.path or found.nature.standing is not Standing.TERM:
        return False
    joint = found.part is None or found.part.disclosure <= Disclosure.JOINT
    return joint and any(version.approved for version in telling.then.case.plan.versions.values())


def cited_version(telling: Telling) -> str:
    """The version that came with the change and cites the meeting that agreed it; empty where none does."""
    for found in telling.around.in_plan(telling.difference):
        if found.register == "versions" and found.kind in (Kind.ADDED, Kind.CHANGED) and len(found.path) > 1:
            version = telling.now.case.plan.versions.get(str(found.path[1]))
            cites = (found.kind is Kind.ADDED and len(found.path) == 2) or found.path[2:] == ("agreed-at",)  # noqa: PLR2004 - register, id
            if version is not None and version.agreed_at and cites:
                return version.id
    return ""


def terms_agreed(telling: Telling) -> bool:
    """Whether an agreed term changed with a version that cites the meeting that agreed it."""
    return agreed_term(telling) and cited_version(telling) != ""


# What is worth a look.


def rating_lowered(telling: Telling) -> bool:
    """Whether a risk is said to weigh less, or is not rated any more."""
    found, record = telling.difference, telling.record
    if not isinstance(record, Risk) or telling.field not in ("likelihood", "impact"):
        return False
    before, after = found.before, found.after
    if before is None or not isinstance(before, int):
        return False
    if not isinstance(after, int):
        return True
    return after > before if record.kind is RiskKind.OPPORTUNITY else after < before


def controlled(telling: Telling) -> bool:
    """Whether a risk that weighs less has something new that is done about it."""
    found = telling.difference
    beside = telling.around.beside(found)
    if any(each.path[2:] in (("action",), ("response",)) and each.after is not None for each in beside):
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
        return False
    match record:
        case Objective():
            return _objective(found.after) > _objective(found.before) and not _shown(telling, record)
        case StageRecord():
            before, after = (
                _STAGES[each] if isinstance(each, StageState) else 0 for each in (found.before, found.after)
            )
            return after > before > 0 and not any(
                each.path[2:3] == ("reviews",) for each in telling.around.beside(found)
            )
        case Issue():
            return found.after in (IssueState.AGREED, IssueState.RESOLVED) and not record.outcome
        case ValueIdea():
            return found.after is IdeaState.REALISED and record.realised is None and record.see is None
        case _:
            return False


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
    if found.after is ObjectiveState.WITHDRAWN:
        return True
    return (
        telling.field in ("target", "amber") and isinstance(found.before, Target) and _eased(found.before, found.after)
    )


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


def owner_changed(telling: Telling) -> bool:
    """Whether somebody else answers for something, or holds a post."""
    found = telling.difference
    if found.register == "roles":
        return found.path[-1] != "appointed"
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
    }
    return where.get(found.register, False)


_RULER = frozenset(
    {"catalogues", "currency", "format", "id", "intervals", "name", "policy", "risk-method", "scales", "scope",
     "segment-criteria", "segmentation", "segments"}
)  # fmt: skip


def of_ruler(telling: Telling) -> bool:
    """Whether what every relationship is kept and measured by is another."""
    looked_at = telling.field in ("reviewed", "approved", "approved_by")
    return telling.difference.plan is None and telling.difference.register in _RULER and not looked_at


def relieved(telling: Telling) -> bool:
    """Whether a mute, a known gap or a requirement that does not arise is gone, or shorter."""
    kept = telling.difference.register in ("muted-rules", "known-gaps", "not-applicable")
    return kept and (telling.difference.kind is Kind.REMOVED or telling.field in ("until", "records"))


# The plan being lived.


def evidence_given(telling: Telling) -> bool:
    """Whether there is new evidence, or evidence was looked at."""
    found = telling.difference
    new = is_record(telling, Kind.ADDED, "signposts", "answers", "evidence")
    return new or (found.register in ("signposts", "answers") and telling.field in ("checked", "checked_by", "answers"))


def done(telling: Telling) -> bool:
    """Whether something is done, kept, settled or closed, and what came of it is said where it has to be."""
    over = {"done", "kept", "settled", "closed", "effective", "applied", "realised", "realised_on", "effect_checked"}
    state = str(telling.difference.after) in ("done", "closed", "resolved", "realised", "achieved", "agreed")
    return (telling.field in over and not gone(telling)) or (telling.field == "state" and state)


def held(telling: Telling) -> bool:
    """Whether something was held and looked at: a meeting, a review, a health check."""
    if is_record(
        telling, Kind.ADDED, "meetings", "management-reviews", "health-checks", "audits", "visits", "briefings"
    ):
        return True
    return telling.difference.kind is Kind.ADDED and (
        telling.field in ("reviews", "checked", "decisions") or telling.difference.register == "our-reviews"
    )


def read(telling: Telling) -> bool:
    """Whether there is a new reading of a measure."""
    return telling.field == "readings" and telling.difference.kind is Kind.ADDED


def approved(telling: Telling) -> bool:
    """Whether there is a new version, or a party approved one."""
    return telling.difference.register == "versions" and telling.difference.kind is Kind.ADDED


def new_record(telling: Telling) -> bool:
    """Whether something is there that was not."""
    return telling.difference.kind is Kind.ADDED


_FACTS = frozenset(
    {"amount", "attended", "authority", "kept_for", "letter", "marking", "number", "quorum", "revision", "standard",
     "template", "threshold", "unit", "version"}
)  # fmt: skip
"""Lines that say a fact in few words, so that other words are another fact."""


def worded(telling: Telling) -> bool:
    """Whether a text says the same thing, or another, in other words."""
    found = telling.difference
    texts = isinstance(found.before, str) and isinstance(found.after, str) and found.kind is Kind.CHANGED
    return texts and is_text(found.hint) and register_of(found.hint) is None and telling.field not in _FACTS


def unnoticed(telling: Telling) -> bool:
    """Whether no reader of the plan would notice."""
    return telling.difference.register in ("formerly", "acronyms")


def removed(telling: Telling) -> bool:
    """Whether something is not there any more."""
    return gone(telling)


def renamed(telling: Telling) -> bool:
    """Whether a record or a relationship goes by another id or name."""
    return telling.difference.kind is Kind.RENAMED


def plan_gone(telling: Telling) -> bool:
    """Whether a whole relationship is gone."""
    return telling.difference.path == () and telling.difference.kind is Kind.REMOVED
