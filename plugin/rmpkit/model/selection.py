"""How the partner was found and chosen, and what the parties' aims have in common."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, Entry
from rmpkit.model.reference import ActionRef, CandidateRef, CriterionRef, PartyRef, PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Day, Line, Prose, Score, Whole


class CriterionKind(Choice):
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


class Candidate(Entry):
    """Somebody who could be the partner."""

    name: Annotated[Line, INTERNAL_RECORD]
    """The name it goes by."""

    why: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why it is on the list."""

    state: Annotated[CandidateState, INTERNAL_RECORD] = CandidateState.LONGLIST
    """How far it has come."""

    decided: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day that was decided."""

    decided_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    reasons: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it was decided so."""

    @property
    def chosen(self) -> bool:
        """Whether it was decided for, with the day and the post on record."""
        return self.state is CandidateState.PREFERRED and self.decided is not None and self.decided_by is not None


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


class Skill(Entry):
    """A skill or a way of behaving that a post needs, and how far it is there."""

    needs: Annotated[Line, INTERNAL_RECORD]
    """What is needed."""

    post: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that needs it."""

    required: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much of it, 1 to 5."""

    assessed: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much is there, 1 to 5."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day that was assessed."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What closes the gap."""


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
