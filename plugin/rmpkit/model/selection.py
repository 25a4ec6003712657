"""How the partner was found, talked to and chosen, what people need, and what the parties' aims have in common."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.amounts import Whole
from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, RESTRICTED_RECORD, Entry, Record
from rmpkit.model.reference import ActionRef, CandidateRef, CriterionRef, PartyRef, PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, Score, YesNo
from rmpkit.model.vocabulary import OpenChoice


class CriterionKind(OpenChoice):
    """What a criterion is about."""

    TECHNICAL = "technical"
    COMMERCIAL = "commercial"
    COLLABORATIVE = "collaborative"
    CULTURAL = "cultural"
    RISK = "risk"
    ETHICAL = "ethical"


class Criterion(Entry):
    """Something a good partner has to have, fixed before names are looked at."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is looked for."""

    kind: Annotated[CriterionKind | None, INTERNAL_RECORD] = None
    """What it is about."""

    weight: Annotated[Whole | None, INTERNAL_RECORD] = None
    """How much it counts, in percent."""

    minimum: Annotated[Score | None, INTERNAL_RECORD] = None
    """The least that will do, 1 to 5."""

    how_assessed: Annotated[Line | None, INTERNAL_RECORD] = None
    """What shows it: a visit, a reference, a test."""

    agreed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was fixed."""


class CandidateState(Choice):
    """How far a candidate has come."""

    LONGLIST = "longlist"
    SHORTLIST = "shortlist"
    PREFERRED = "preferred"
    REJECTED = "rejected"
    WITHDREW = "withdrew"


class CandidateScore(Entry):
    """What one assessor gave one candidate on one criterion."""

    candidate: Annotated[CandidateRef, INTERNAL_RECORD]
    """The candidate."""

    criterion: Annotated[CriterionRef, INTERNAL_RECORD]
    """The criterion."""

    score: Annotated[Score, INTERNAL_RECORD]
    """The score, 1 to 5."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that scored."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was scored."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """What the score rests on."""

    comment: Annotated[Line | None, INTERNAL_RECORD] = None
    """What the assessor said beside it."""

    moderated: Annotated[YesNo, INTERNAL_RECORD] = False
    """Whether it is the score that the assessors settled on together."""


class Candidate(Entry):
    """Somebody who could be the partner."""

    name: Annotated[Line, INTERNAL_RECORD]
    """The name it goes by."""

    why: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why it is on the list."""

    found_through: Annotated[Line | None, INTERNAL_RECORD] = None
    """How it came to be on the list: a tender, a recommendation, its own letter."""

    state: Annotated[CandidateState, INTERNAL_RECORD] = CandidateState.LONGLIST
    """How far it has come."""

    decided: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day that was decided."""

    decided_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    reasons: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it was decided so."""

    conditions: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What has to hold for the decision to stand."""

    told: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was told what was decided, and why."""

    @property
    def chosen(self) -> bool:
        """Whether it was decided for, with the day and the post on record."""
        return self.state is CandidateState.PREFERRED and self.decided is not None and self.decided_by is not None


class Route(Choice):
    """How a partner comes to be chosen."""

    OPEN_TENDER = "open tender"
    """Anybody could apply."""
    INVITED = "invited"
    """Some were asked."""
    SITTING_PARTNER = "sitting partner"
    """Whoever was there already."""
    IMPOSED = "imposed"
    """Somebody else named it."""
    INTERNAL = "internal"
    """A division of our own."""

    @property
    def given(self) -> bool:
        """Whether there was nobody else to choose."""
        return self not in (Route.OPEN_TENDER, Route.INVITED)


class SelectionProcess(Record):
    """How the partner is chosen here, or how the one who is there is put through the same questions."""

    route: Annotated[Route | None, INTERNAL_RECORD] = None
    """How a partner comes to be chosen."""

    how: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How it is done, and what was adapted for this case."""

    engagement: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How candidates are approached, and by whom."""

    reasons: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it went another way than was meant: a criterion was agreed late, assessors scored together."""

    moderated: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day the assessors settled their scores together."""

    moderated_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that led that talk."""


class Negotiation(Record):
    """The brief for talks about terms. What we want and could give is for named people only."""

    aims: Annotated[tuple[Line, ...], RESTRICTED_RECORD] = ()
    """What we want from the talks."""

    limits: Annotated[tuple[Line, ...], RESTRICTED_RECORD] = ()
    """What we do not go beyond."""

    can_give: Annotated[tuple[Line, ...], RESTRICTED_RECORD] = ()
    """What we could give in return."""

    behaviour: Annotated[Line | None, INTERNAL_RECORD] = None
    """How we mean to talk, so that the talks do not spoil the work."""

    team: Annotated[tuple[PostRef, ...], INTERNAL_RECORD] = ()
    """The posts that speak for us."""

    briefed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day they were briefed."""


class Engagement(Entry):
    """A first talk with somebody who could be the partner."""

    purpose: Annotated[Line, INTERNAL_RECORD]
    """What it was about."""

    candidate: Annotated[CandidateRef | None, INTERNAL_RECORD] = None
    """Who was talked with."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day of the talk."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that spoke for us."""

    under: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """The confidentiality agreement, or the ground rules, that it was held under."""

    outcome: Annotated[Line | None, INTERNAL_RECORD] = None
    """What came of it."""


class CheckResult(Choice):
    """What came of looking into a candidate."""

    OPEN = "open"
    PASSED = "passed"
    CONDITIONAL = "conditional"
    NOT_PASSED = "not passed"


class DueDiligence(Entry):
    """Something that is looked into before a candidate is chosen: accounts, insurance, references."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is looked into."""

    candidate: Annotated[CandidateRef | None, INTERNAL_RECORD] = None
    """Of whom."""

    mandatory: Annotated[YesNo, INTERNAL_RECORD] = False
    """Whether nobody is chosen without it."""

    result: Annotated[CheckResult, INTERNAL_RECORD] = CheckResult.OPEN
    """What came of it."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was done."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that did it."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is kept."""


class Fit(Choice):
    """Whether aims can live together."""

    COMMON = "common"
    COMPATIBLE = "compatible"
    IN_CONFLICT = "in conflict"


class AimsCompared(Entry):
    """What each party wants in one matter, side by side, and whether that fits."""

    matter: Annotated[Line, JOINT_RECORD]
    """What it is about."""

    aims: Annotated[Mapping[PartyRef, Line], JOINT_RECORD] = {}
    """What each party wants."""

    fit: Annotated[Fit | None, JOINT_RECORD] = None
    """Whether the aims can live together."""

    decided: Annotated[Line | None, JOINT_RECORD] = None
    """What was decided where they cannot."""


class SkillKind(Choice):
    """What sort of need it is."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    BEHAVIOUR = "behaviour"


class Skill(Entry):
    """A skill or a way of behaving that a post needs, and how far it is there."""

    needs: Annotated[Line, INTERNAL_RECORD]
    """What is needed."""

    kind: Annotated[SkillKind | None, INTERNAL_RECORD] = None
    """Whether it is something to know, to be able to do, or a way of behaving."""

    post: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that needs it."""

    required: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much of it, 1 to 5."""

    assessed: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much is there, 1 to 5."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day that was assessed."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that assessed it."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """What shows it: a certificate, a record of training."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What closes the gap."""

    effect_checked: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day somebody looked whether the action had closed it."""


class Process(Entry):
    """A process that the parties have laid side by side."""

    title: Annotated[Line, JOINT_RECORD]
    """The process."""

    agreed: Annotated[Prose | None, JOINT_RECORD] = None
    """Which way of doing it they use."""

    gaps: Annotated[Line | None, JOINT_RECORD] = None
    """What is still doubled or missing."""

    action: Annotated[ActionRef | None, JOINT_RECORD] = None
    """What closes that."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is described."""
