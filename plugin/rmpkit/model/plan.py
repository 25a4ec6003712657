"""One relationship management plan, read and resolved.

A plan is read from several files, called parts, and each record remembers its part. Registers are maps from id to
record. `Stands` says in which parts a key may be written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.approval import Version
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.exit import ExitStrategy, ExitTrigger, TransitionItem
from rmpkit.model.goals import HealthCheck, Measure, Objective
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.misfit import Misfit
from rmpkit.model.people import Holder, Party, Person
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Part, Record, key_of
from rmpkit.model.reference import PersonRef, PostRef, RequirementRef, RuleRef, SignpostRef
from rmpkit.model.risks import Action, Risk
from rmpkit.model.scalars import Choice, Day, Line, Prose, read_post, read_record_id, read_slug
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage, StageRecord

ShortName = Annotated[str, PlainValidator(read_slug)]
"""A short name where it is given, not referred to."""

RecordId = Annotated[str, PlainValidator(read_record_id)]
"""An id of a record where it is given."""

PostId = Annotated[str, PlainValidator(read_post)]
"""A post where its holders are written."""


def read_version(value: object) -> str:
    """The name of a version: `v2.0`."""
    text = str(value).strip()
    if re.fullmatch(r"v[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}", text, re.ASCII):
        return text
    raise Misfit(f'"{show(text)}" is not the name of a version.', "Write a v and numbers: v2.0.")


VersionName = Annotated[str, PlainValidator(read_version)]
"""The name of a version of the agreed terms: `v2.0`."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The parts of a plan in which a key may be written."""

    parts: tuple[Part, ...]

    def __init__(self, *parts: Part) -> None:
        object.__setattr__(self, "parts", parts)


IDENTITY = Stands(Part.PLAN)
SHARED = Stands(Part.JOINT)
ANYWHERE = Stands(Part.JOINT, Part.INTERNAL, Part.RESTRICTED)
OURS = Stands(Part.INTERNAL, Part.RESTRICTED)


class RelationshipType(Choice):
    """What kind of relationship it is."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    ALLIANCE = "alliance"
    JOINT_VENTURE = "joint venture"
    CONSORTIUM = "consortium"
    FRAMEWORK = "framework"
    INTERNAL_DIVISION = "internal division"
    ACADEMIC = "academic"
    NETWORK = "network"


class RelationshipState(Choice):
    """How the relationship as a whole stands."""

    PROPOSED = "proposed"
    """Being thought about."""
    ACTIVE = "active"
    """Going on."""
    WINDING_DOWN = "winding down"
    """Ending, by the agreed exit strategy."""
    CLOSED = "closed"
    """Ended."""
    DECLINED = "declined"
    """Looked at; the organisation decided not to collaborate."""


class Form(Choice):
    """What form the plan has; all four are right."""

    ONE_DOCUMENT = "one document"
    SERIES_OF_DOCUMENTS = "series of documents"
    SIGNPOSTS = "signposts"
    EVOLVING_RECORD = "evolving record"


class CaseOutcome(Choice):
    """What came of weighing the business case."""

    GO_ON = "go on"
    CHANGE = "change"
    STOP = "stop"


class BusinessCase(Record):
    """Whether the relationship is worth it, and who decided so."""

    summary: Annotated[Prose | None, INTERNAL_RECORD] = None
    """The case in a few sentences."""

    outcome: Annotated[CaseOutcome | None, INTERNAL_RECORD] = None
    """What was decided."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was decided."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the case is kept."""


class Plan(Record):
    """One relationship management plan."""

    title: Annotated[Line, JOINT_TERM, IDENTITY]
    """The name of the relationship."""

    type: Annotated[RelationshipType, JOINT_TERM, IDENTITY]
    """What kind of relationship it is."""

    state: Annotated[RelationshipState, JOINT_RECORD, IDENTITY]
    """How the relationship as a whole stands."""

    form: Annotated[Form, JOINT_RECORD, IDENTITY] = Form.EVOLVING_RECORD
    """What form the plan has."""

    segment: Annotated[ShortName | None, INTERNAL_RECORD, OURS] = None
    """How the organisation sorts this relationship, by a name under its segments."""

    started: Annotated[Day | None, JOINT_RECORD, IDENTITY] = None
    """The day the relationship began."""

    formerly: Annotated[tuple[ShortName, ...], JOINT_RECORD, IDENTITY] = ()
    """Names its folder had before."""

    parties: Annotated[Mapping[ShortName, Party], JOINT_TERM, IDENTITY] = {}
    """Who takes part, side by side."""

    roles: Annotated[Mapping[PostId, Mapping[PersonRef, Holder]], JOINT_RECORD, IDENTITY] = {}
    """Each post of each party, and who holds it when."""

    stages: Annotated[Mapping[Stage, StageRecord], JOINT_RECORD, IDENTITY] = {}
    """How each of the eight stages stands; several are live at once."""

    people: Annotated[Mapping[ShortName, Person], JOINT_RECORD, SHARED] = {}
    """The partners' people; the owner's stand in organisation.yml."""

    purpose: Annotated[Prose | None, JOINT_TERM, SHARED] = None
    """What the relationship is for, in words all parties agreed."""

    why: Annotated[Prose | None, INTERNAL_RECORD, OURS] = None
    """Why the owner of the plan wants it."""

    business_case: Annotated[BusinessCase | None, INTERNAL_RECORD, OURS] = None
    """Whether it is worth it, and who decided so."""

    objectives: Annotated[Mapping[RecordId, Objective], JOINT_TERM, ANYWHERE] = {}
    """What it is meant to bring about."""

    measures: Annotated[Mapping[ShortName, Measure], JOINT_TERM, ANYWHERE] = {}
    """How the parties tell."""

    health_checks: Annotated[Mapping[RecordId, HealthCheck], JOINT_RECORD, SHARED] = {}
    """How each party's people see it, round by round."""

    risks: Annotated[Mapping[RecordId, Risk], JOINT_RECORD, ANYWHERE] = {}
    """What may happen; the joint and the internal register share a shape, never an id."""

    actions: Annotated[Mapping[RecordId, Action], JOINT_RECORD, ANYWHERE] = {}
    """What is to be done."""

    forums: Annotated[Mapping[ShortName, Forum], JOINT_TERM, SHARED] = {}
    """Where the parties meet."""

    meetings: Annotated[Mapping[RecordId, Meeting], JOINT_RECORD, ANYWHERE] = {}
    """Each meeting: who was there, what was reviewed, what was decided."""

    exit: Annotated[ExitStrategy | None, JOINT_TERM, SHARED] = None
    """What the parties agreed about leaving."""

    exit_triggers: Annotated[Mapping[RecordId, ExitTrigger], JOINT_TERM, SHARED] = {}
    """What would open the question of leaving."""

    exit_transition: Annotated[Mapping[RecordId, TransitionItem], JOINT_TERM, SHARED] = {}
    """What to keep running or hand over."""

    signposts: Annotated[Mapping[RecordId, Signpost], JOINT_RECORD, ANYWHERE] = {}
    """Where evidence is kept."""

    answers: Annotated[Mapping[RequirementRef, Answer], JOINT_RECORD, ANYWHERE] = {}
    """How requirements are met, in a few sentences."""

    known_gaps: Annotated[Mapping[RecordId, KnownGap], JOINT_RECORD, ANYWHERE] = {}
    """Requirements known to be open."""

    not_applicable: Annotated[Mapping[RequirementRef, NotApplicable], JOINT_RECORD, ANYWHERE] = {}
    """Requirements that do not arise here."""

    versions: Annotated[Mapping[VersionName, Version], JOINT_RECORD, SHARED] = {}
    """Versions of the agreed terms, and who approved them."""

    muted_rules: Annotated[Mapping[RuleRef, MutedRule], INTERNAL_RECORD, OURS] = {}
    """Rules not to be raised here for a while."""

    id: Annotated[ShortName, JOINT_RECORD, Stands()] = ""
    """Its file or folder name; set by the reader."""

    lost: Annotated[Mapping[tuple[str | int, ...], Part], JOINT_RECORD, Stands()] = {}
    """Paths of what could not be read, each with its part, so that ids stay known; set by the reader."""

    broken: Annotated[tuple[str, ...], JOINT_RECORD, Stands()] = ()
    """Files of it whose YAML could not be read; set by the reader. A plan with any is shown as unreadable."""

    written_in: Annotated[Mapping[str, Part], JOINT_RECORD, Stands()] = {}
    """The part each single value was read from, by field; set by the reader."""

    @property
    def lost_registers(self) -> frozenset[str]:
        """Keys of which something could not be read, so that what is absent there is not judged."""
        if () in self.lost:
            return frozenset(key_of(name) for name in type(self).model_fields)
        return frozenset(str(path[0]) for path in self.lost)

    @property
    def highest_stage(self) -> int:
        """The number of the furthest stage that was ever started; 1 where none was.

        Stages overlap and recur, so this tells only what is due: a stage is reached when it, or any later one,
        has started.
        """
        return max((stage.number for stage, record in self.stages.items() if record.started), default=1)
