"""By what is recognised that must not be missed: readers, leaders, exit, evidence, agreed terms."""

from collections.abc import Mapping

from rmpkit.changes.change import Kind
from rmpkit.changes.citing import cited
from rmpkit.changes.differing import widened
from rmpkit.changes.signs import gone, how_far, is_record, later
from rmpkit.changes.telling import Telling
from rmpkit.model.agreements import KnowledgeItem, Sharing
from rmpkit.model.approval import Approval
from rmpkit.model.evidence import MutedRule, Signpost
from rmpkit.model.record import Disclosure, Record, Standing
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.stages import Stage, StageRecord, StageState
from rmpkit.rules.case import Case


def opened(telling: Telling) -> bool:
    """Whether somebody may read what was closed to them."""
    found = telling.difference
    could = isinstance(telling.record, KnowledgeItem) and found.before is Sharing.CANNOT
    passed = telling.field == "passed" and found.register == "signposts" and found.after is not None
    if passed or telling.around.closed_before(found) is not None:
        return True
    return widened(found) or is_record(telling, Kind.ADDED, "parties") or could or let_in(telling)


def let_in(telling: Telling) -> bool:
    """Whether a party reads the plan on the day that did not before: it joins earlier, or has not left any more."""
    found = telling.difference
    if found.register != "parties" or telling.field not in ("joined", "left"):
        return False
    party = str(found.path[1])
    return party in telling.now.case.present and party not in telling.then.case.present


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
    """Whether something that was agreed about leaving is gone; a note of how it runs is not."""
    agreed = isinstance(telling.difference.before, Record) or telling.difference.nature.standing is Standing.TERM
    return agreed and gone(telling) and telling.difference.register in ("exit", "exit-triggers", "exit-transition")


_RECORD = 2
"""Steps of a path that lead to a record: the register, the id."""


def confidence_removed(telling: Telling) -> bool:
    """Whether what was agreed about intellectual property or confidentiality is gone."""
    kept = ("conditions", "marking", "agreement", "at_exit", "kept_for")
    if telling.difference.register == "intellectual-property":
        return gone(telling)
    return telling.difference.register == "knowledge" and gone(telling) and telling.field in ("", *kept)


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
    before, after = map(how_far, states)
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
        return found.kind in (Kind.REMOVED, Kind.CHANGED)
    if is_record(telling, Kind.REMOVED, "answers"):
        return True
    if not isinstance(record, Signpost) or record.dead is not None:
        return False
    if is_record(telling, Kind.REMOVED, "signposts"):
        return bool(record.answers)
    return telling.field == "answers" and bool(_items(found.before) - _items(found.after))


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


def standard_dropped(telling: Telling) -> bool:
    """Whether a standard that plans were read against is not one of those any more."""
    found = telling.difference
    return found.plan is None and found.register == "catalogues" and bool(_items(found.before) - _items(found.after))


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
    climate = found.register == "climate" and telling.field == "relevant" and found.after is False
    return (
        stage
        or climate
        or (found.register == "not-applicable" and (found.kind is Kind.ADDED or telling.field in ("decided_by", "on")))
    )


def agreed_term(telling: Telling) -> bool:
    """Whether it is a term of which the parties had approved a version."""
    found = telling.difference
    if found.plan is None or not found.path or found.nature.standing is not Standing.TERM:
        return False
    joint = found.part is None or found.part.disclosure <= Disclosure.JOINT
    return joint and any(version.approved for version in telling.then.case.plan.versions.values())


def approval_taken(telling: Telling) -> bool:
    """Whether an approval is gone or says something else than before, and the party did not approve anew."""
    return bool(parties_of_approval(telling))


def parties_of_approval(telling: Telling) -> tuple[str, ...]:
    """The parties whose approval is gone, or not what it was; nobody where each approved anew."""
    found = telling.difference
    if found.register != "versions" or found.kind is Kind.ADDED:
        return ()
    version = telling.then.case.plan.versions.get(str((found.was or found.path)[1]))
    match found.path:
        case (_, _) if version is not None and found.kind in (Kind.REMOVED, Kind.RENAMED):
            return tuple(version.approved)
        case (_, _, "minor") if version is not None and found.after is True:
            return tuple(version.approved)
        case (_, _, "approved", party) if found.kind is Kind.REMOVED:
            return (str(party),)
        case (_, name, "approved", party, field) if field != "see" and found.before is not None:
            return () if _approved_anew(telling, str(name), str(party)) else (str(party),)
        case _:
            return ()


def only_sealed(telling: Telling) -> bool:
    """Whether what an approval or a correction is pinned to came, went or is another, and no party approved anew.

    Prompts come and go with a seal because they are asked or not, so that it makes nothing better or worse.
    """
    found = telling.difference
    if found.register != "versions":
        return False
    match found.path:
        case (_, name):
            both = (case.plan.versions.get(str(name)) for case in (telling.then.case, telling.now.case))
            return any(each is not None and each.minor and each.terms for each in both)
        case (_, _, "minor" | "terms"):
            return True
        case (_, name, "approved", party, _):
            sides = telling.then.case, telling.now.case
            return not any(_anew(*each, str(name), str(party)) for each in (sides, sides[::-1]))
        case _:
            return False


def _approved_anew(telling: Telling, version: str, party: str) -> bool:
    """Whether a party approved other terms of a version on a later day."""
    return _anew(telling.then.case, telling.now.case, version, party)


def _anew(before: Case, after: Case, version: str, party: str) -> bool:
    then, now = (_given(case, version, party) for case in (before, after))
    if then is None or now is None:
        return False
    return now.on > then.on and now.terms is not None and now.terms != then.terms


def _given(case: Case, version: str, party: str) -> Approval | None:
    """What a party said of a version."""
    of = case.plan.versions.get(version)
    return of.approved.get(party) if of else None


def correction_pinned(telling: Telling) -> bool:
    """Whether a version that is said to correct words alone is pinned, so that earlier approvals stand by it."""
    found = telling.difference
    if found.register != "versions" or found.kind is Kind.REMOVED or len(found.path) < _RECORD:
        return False
    version = telling.now.case.plan.versions.get(str(found.path[1]))
    says_so = len(found.path) == _RECORD or telling.field in ("terms", "minor")
    approved = any(each.approved for each in telling.then.case.plan.versions.values())
    return version is not None and version.minor and version.terms is not None and says_so and approved


def cited_version(telling: Telling) -> str:
    """The version that came with the change and cites the meeting that agreed it; empty where none does."""
    then, now = telling.then.case, telling.now.case
    found = cited(telling.around.in_register(telling.difference, "versions"), then.plan, now.plan, now.today)
    return found.version if found and found.at_meeting else ""


def terms_agreed(telling: Telling) -> bool:
    """Whether an agreed term changed with a version that cites the meeting that agreed it."""
    return agreed_term(telling) and cited_version(telling) != ""
