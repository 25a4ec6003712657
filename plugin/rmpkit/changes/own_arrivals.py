"""Records of which it is told in their own way that they are there now, or are there no longer."""

from collections.abc import Callable, Mapping
from typing import Any

from rmpkit.changes.saying import Voice, clipped, often, quoted
from rmpkit.changes.telling import dated, stage, the
from rmpkit.model.acknowledgement import Acknowledgement
from rmpkit.model.agreements import Commitment
from rmpkit.model.approval import Version
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.goals import HealthCheck, Measure
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.misfit import listed
from rmpkit.model.people import Party, Person
from rmpkit.model.record import Record
from rmpkit.model.reviews import ManagementReview
from rmpkit.model.selection import Candidate
from rmpkit.model.stages import StageRecord

Say = Callable[[Voice, str, Any], str]
"""A voice, the key of a record and the record itself, said in a sentence."""


def _meeting(voice: Voice, key: str, record: Meeting) -> str:
    decided = len(record.decisions)
    many = f", with {decided} decision{'s' if decided > 1 else ''}" if decided else ""
    return f"{dated(voice, 'meetings', key, record)} is recorded{many}."


def _meeting_gone(voice: Voice, key: str, record: Meeting) -> str:
    return f"{dated(voice, 'meetings', key, record)} is not on record any more."


def _review(voice: Voice, key: str, record: ManagementReview) -> str:
    return f"{dated(voice, 'management-reviews', key, record)} is recorded."


def _review_gone(voice: Voice, key: str, record: ManagementReview) -> str:
    return f"{dated(voice, 'management-reviews', key, record)} is not on record any more."


def _health(voice: Voice, key: str, record: HealthCheck) -> str:
    asked = [voice.party(party) for party in record.by_party]
    return f"{dated(voice, 'health-checks', key, record)} is recorded{f'; {_asked(asked)}' if asked else ''}."


def _asked(parties: list[str]) -> str:
    return f"{listed(parties, last='and')} answered"


def _health_gone(voice: Voice, key: str, record: HealthCheck) -> str:
    return f"{dated(voice, 'health-checks', key, record)} is not on record any more."


def _gap(voice: Voice, key: str, record: KnownGap) -> str:
    requirement, until = voice.requirement(record.requirement), voice.say(record.until, None)
    by = voice.deed(record.accepted_by, record.on)
    return f"new known gap {key}: {requirement} stays open until {until}, accepted by {by}: {quoted(record.why)}."


def _gap_gone(voice: Voice, key: str, record: KnownGap) -> str:
    return f"known gap {key} is gone: {voice.requirement(record.requirement)}."


def _not_applicable(voice: Voice, key: str, record: NotApplicable) -> str:
    by = voice.deed(record.decided_by, record.on)
    return f"{voice.requirement(key)} is said not to arise here, decided by {by}: {quoted(record.why)}."


def _applicable(voice: Voice, key: str, record: NotApplicable) -> str:
    del record
    return f"{voice.requirement(key)} applies here again; it was said not to arise."


def _muted(voice: Voice, key: str, record: MutedRule) -> str:
    records = f" for {listed(map(clipped, record.records), last='and')}" if record.records else ""
    until = voice.say(record.until, None)
    return f"the rule {key} is muted{records} until {until} by {voice.deed(record.by, None)}: {quoted(record.why)}."


def _heard(voice: Voice, key: str, record: MutedRule) -> str:
    del voice, record
    return f"the rule {key} is not muted any more."


def _answer(voice: Voice, key: str, record: Answer) -> str:
    return f"there is a statement on {voice.requirement(key)} now: {quoted(record.says)}."


def _answer_gone(voice: Voice, key: str, record: Answer) -> str:
    return f"the statement on {voice.requirement(key)} is gone; it said {quoted(record.says)}."


def _signpost(voice: Voice, key: str, record: Signpost) -> str:
    of = f"; it is evidence for {listed(map(voice.requirement, record.answers), last='and')}" if record.answers else ""
    checked = f"; checked on {voice.say(record.checked, None)}" if record.checked else ""
    return f"new signpost {key}: {clipped(record.title)}{of}{checked}."


def _signpost_gone(voice: Voice, key: str, record: Signpost) -> str:
    of = f"; it was evidence for {listed(map(voice.requirement, record.answers), last='and')}" if record.answers else ""
    return f"signpost {key} is gone: {clipped(record.title)}{of}."


def _party(voice: Voice, key: str, record: Party) -> str:
    del key
    on = f" on {voice.say(record.joined, None)}" if record.joined else ""
    as_ = f" as {record.kind.value}" if record.kind else ""
    return f"{clipped(record.name)} joins the relationship{on}{as_}."


def _party_gone(voice: Voice, key: str, record: Party) -> str:
    del voice, key
    return f"{clipped(record.name)} is not named as a party any more."


def _person(voice: Voice, key: str, record: Person) -> str:
    del key
    of = f" of {voice.party(record.of)}" if record.of else ""
    as_ = f" ({clipped(record.title)})" if record.title else ""
    return f"{clipped(record.name)}{of}{as_} is named among the people now."


def _person_gone(voice: Voice, key: str, record: Person) -> str:
    del key
    of = f" of {voice.party(record.of)}" if record.of else ""
    return f"{clipped(record.name)}{of} is not named among the people any more."


def _forum(voice: Voice, key: str, record: Forum) -> str:
    del key
    every = f"; it meets {often(record.every)}" if record.every else ""
    chair = f"; {voice.post(record.chair)} takes the chair" if record.chair else ""
    return f"{the(clipped(record.title))} is a new forum{every}{chair}."


def _forum_gone(voice: Voice, key: str, record: Forum) -> str:
    del voice, key
    return f"{the(clipped(record.title))} is not one of the forums any more."


def _measure(voice: Voice, key: str, record: Measure) -> str:
    target = f"; the target is {record.target}" if record.target else "; it has no target yet"
    of = f"; it measures {voice.party(record.of)}" if record.of else ""
    return f"new measure {key}: {clipped(record.question)}{target}{of}."


def _version(voice: Voice, key: str, record: Version) -> str:
    at = f", agreed at {voice.record(record.agreed_at)}" if record.agreed_at else ""
    by = listed((voice.party(party) for party in record.approved), last="and") if record.approved else ""
    sealed = ", and approvals given before stand for the terms as it leaves them" if record.terms else ""
    minor = f"; it only corrects words{sealed}" if record.minor else ""
    approved = f"; approved by {by}" if by else ""
    return f"new version {key} of the agreed terms{at}: {clipped(record.what)}{minor}{approved}."


def _version_gone(voice: Voice, key: str, record: Version) -> str:
    by = listed((voice.party(party) for party in record.approved), last="and") if record.approved else ""
    return (
        f"version {key} of the agreed terms is gone: {clipped(record.what)}{f'; {by} had approved it' if by else ''}."
    )


def _stage(voice: Voice, key: str, record: StageRecord) -> str:
    del voice
    return f"{stage(key)} is in the plan now; it is {record.state.value}."


def _stage_gone(voice: Voice, key: str, record: StageRecord) -> str:
    del voice
    return f"{stage(key)} is not in the plan any more; it was {record.state.value}."


def _commitment(voice: Voice, key: str, record: Commitment) -> str:
    due = f" by {voice.say(record.due, None)}" if record.due else ""
    return (
        f"new commitment {key}: {voice.party(record.by)} promises {voice.party(record.to)}{due}: {quoted(record.what)}."
    )


def _seen(voice: Voice, key: str, record: Acknowledgement) -> str:
    many = len(record.changes)
    what = "1 change and let it" if many == 1 else f"{many} changes and let them"
    note = f"; noted: {quoted(record.note)}" if record.note else ""
    on = voice.say(record.on, None)
    return f"new acknowledgement {key}: {voice.deed(record.by, record.on)} saw {what} stand on {on}{note}."


def _candidate(voice: Voice, key: str, record: Candidate) -> str:
    del key
    state = f", {voice.say(record.state, None)}" if record.state else ""
    return f"new candidate: {clipped(record.name)}{state}."


def _candidate_gone(voice: Voice, key: str, record: Candidate) -> str:
    del voice, key
    return f"candidate {clipped(record.name)} is gone."


ADDED: Mapping[type[Record], Say] = {
    Acknowledgement: _seen,
    Answer: _answer,
    Candidate: _candidate,
    Commitment: _commitment,
    Forum: _forum,
    HealthCheck: _health,
    KnownGap: _gap,
    ManagementReview: _review,
    Measure: _measure,
    Meeting: _meeting,
    MutedRule: _muted,
    NotApplicable: _not_applicable,
    Party: _party,
    Person: _person,
    Signpost: _signpost,
    StageRecord: _stage,
    Version: _version,
}
"""Records of which the arrival is told in its own way."""

REMOVED: Mapping[type[Record], Say] = {
    Answer: _answer_gone,
    Candidate: _candidate_gone,
    Forum: _forum_gone,
    HealthCheck: _health_gone,
    KnownGap: _gap_gone,
    ManagementReview: _review_gone,
    Meeting: _meeting_gone,
    MutedRule: _heard,
    NotApplicable: _applicable,
    Party: _party_gone,
    Person: _person_gone,
    Signpost: _signpost_gone,
    StageRecord: _stage_gone,
    Version: _version_gone,
}
"""Records of which the end is told in its own way."""
