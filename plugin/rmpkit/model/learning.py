"""What the parties make and learn together beyond what was ordered."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.amounts import Money, Worth
from rmpkit.model.days import Day
from rmpkit.model.record import IN_ORDER, JOINT_RECORD, JOINT_TERM, Entry, Record
from rmpkit.model.reference import ActionRef, ForumRef, PartyRef, PostRef, RecordRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose
from rmpkit.model.vocabulary import OpenChoice


class ValueKind(OpenChoice):
    """What sort of gain it is."""

    COST = "cost"
    INCOME = "income"
    TIME = "time"
    QUALITY = "quality"
    SAFETY = "safety"
    CARBON = "carbon"
    SOCIAL = "social"
    INNOVATION = "innovation"
    RISK = "risk"
    CAPABILITY = "capability"


class IdeaState(Choice):
    """How far an idea has come."""

    IDEA = "idea"
    ASSESSED = "assessed"
    APPROVED = "approved"
    IN_PROGRESS = "in progress"
    REALISED = "realised"
    PARKED = "parked"
    REJECTED = "rejected"


class ValueProcess(Record):
    """How an idea becomes a gain: gathered, weighed, paid for, carried out, shared."""

    steps: Annotated[tuple[Line, ...], JOINT_TERM, IN_ORDER] = ()
    """What an idea goes through, in its order."""

    criteria: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What it is weighed by."""

    gain_share: Annotated[Prose | None, JOINT_TERM] = None
    """How cost and gain are shared."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that answers for the process."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is described in full."""


class ValueIdea(Entry):
    """An idea for making something better together, from the first word to the realised gain."""

    title: Annotated[Line, JOINT_RECORD]
    """The idea in one line."""

    kind: Annotated[ValueKind | None, JOINT_RECORD] = None
    """What sort of gain it is."""

    raised_by: Annotated[PartyRef | None, JOINT_RECORD] = None
    """The party that had it."""

    raised: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was raised."""

    state: Annotated[IdeaState, JOINT_RECORD] = IdeaState.IDEA
    """How far it has come."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that carries it forward."""

    decided: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was decided whether to go on with it."""

    decided_by: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that decided it."""

    cost: Annotated[Money | None, JOINT_RECORD] = None
    """What it takes to carry it out."""

    estimate: Annotated[Worth | None, JOINT_RECORD] = None
    """What it is thought to be worth, in money or in what else is counted: 120 tonnes CO2e."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day the gain is wanted by."""

    realised: Annotated[Worth | None, JOINT_RECORD] = None
    """What it turned out to be worth, counted as the estimate is."""

    realised_on: Annotated[Day | None, JOINT_RECORD] = None
    """The day that was known."""

    gain_goes_to: Annotated[Line | None, JOINT_RECORD] = None
    """By which rule it is shared, where not by the value process."""

    gains: Annotated[Mapping[PartyRef, Worth | None], JOINT_RECORD] = {}
    """The parties that gain, each with how much; empty where no amount can be said."""

    why: Annotated[Line | None, JOINT_RECORD] = None
    """Why it was parked or rejected."""

    look_again: Annotated[Day | None, JOINT_RECORD] = None
    """The day a parked idea is taken out again."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """What shows the gain."""

    @property
    def live(self) -> bool:
        """Whether it was agreed and is being carried out."""
        return self.state in (IdeaState.APPROVED, IdeaState.IN_PROGRESS)

    @property
    def settled_without(self) -> bool:
        """Whether it is not taken further for now."""
        return self.state in (IdeaState.PARKED, IdeaState.REJECTED)


class Reach(Choice):
    """For whom a lesson is meant beside those who learned it."""

    ORGANISATIONS = "our organisations"
    """Every relationship of each party."""
    ANYONE = "anyone"


class Lesson(Entry):
    """Something the parties would do again, or not."""

    title: Annotated[Line, JOINT_RECORD]
    """What was learned, in one line."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was noted."""

    comes_from: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The issue, risk or meeting it came from."""

    change: Annotated[Prose | None, JOINT_RECORD] = None
    """What is done differently because of it."""

    action: Annotated[ActionRef | None, JOINT_RECORD] = None
    """The action that sees to it."""

    applied: Annotated[Day | None, JOINT_RECORD] = None
    """The day the change was in use."""

    reach: Annotated[Reach | None, JOINT_RECORD] = None
    """For whom it is meant beside those who learned it."""

    passed_on: Annotated[Day | None, JOINT_RECORD] = None
    """The day they were told."""


class Decision(Entry):
    """Something decided outside a meeting on record, or worth a record of its own."""

    title: Annotated[Line, JOINT_RECORD]
    """What was decided, in one line."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was decided."""

    forum: Annotated[ForumRef | None, JOINT_RECORD] = None
    """The forum that decided it."""

    by: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that decided it."""

    reasons: Annotated[Prose | None, JOINT_RECORD] = None
    """Why."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is recorded."""


class Deliverable(Entry):
    """Something one party is to hand over."""

    title: Annotated[Line, JOINT_TERM]
    """What it is."""

    of: Annotated[PartyRef | None, JOINT_TERM] = None
    """The party that hands it over."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that answers for it."""

    due: Annotated[Day | None, JOINT_TERM] = None
    """The day it is wanted."""

    done: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was handed over."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is kept."""
