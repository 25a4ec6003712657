"""What may happen, and what is being done."""

from datetime import date
from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry
from rmpkit.model.reference import ObjectiveRef, PartyRef, PostRef, RecordRef
from rmpkit.model.scalars import Choice, Line, Prose, Score
from rmpkit.model.vocabulary import OpenChoice


class RiskKind(Choice):
    """Whether it would hurt or help."""

    THREAT = "threat"
    """Would hurt."""
    OPPORTUNITY = "opportunity"
    """Would help."""


class RiskCategory(OpenChoice):
    """What a risk is about."""

    DELIVERY = "delivery"
    COMMERCIAL = "commercial"
    RELATIONSHIP = "relationship"
    BEHAVIOURAL = "behavioural"
    KNOWLEDGE = "knowledge"
    PEOPLE = "people"
    SUPPLY_CHAIN = "supply chain"
    REPUTATION = "reputation"
    LEGAL = "legal"
    CLIMATE = "climate"
    EXIT = "exit"


class Response(Choice):
    """What is done about a risk in principle."""

    AVOID = "avoid"
    REDUCE = "reduce"
    TRANSFER = "transfer"
    SHARE = "share"
    ACCEPT = "accept"
    EXPLOIT = "exploit"
    ENHANCE = "enhance"


class RiskState(Choice):
    """How a risk stands."""

    OPEN = "open"
    TREATING = "treating"
    WATCHING = "watching"
    CLOSED = "closed"
    OCCURRED = "occurred"


class Risk(Entry):
    """Something that may happen and matter to what the parties want."""

    title: Annotated[Line, JOINT_RECORD]
    """What may happen, in one line."""

    cause: Annotated[Line | None, JOINT_RECORD] = None
    """What would bring it about."""

    effect: Annotated[Line | None, JOINT_RECORD] = None
    """What it would do to the work."""

    kind: Annotated[RiskKind, JOINT_RECORD] = RiskKind.THREAT
    """Whether it would hurt or help."""

    category: Annotated[RiskCategory | None, JOINT_RECORD] = None
    """What it is about."""

    objective: Annotated[ObjectiveRef | None, JOINT_RECORD] = None
    """The objective it weighs on."""

    likelihood: Annotated[Score | None, JOINT_RECORD] = None
    """How likely, 1 to 5 on the organisation's scale; it may wait for the meeting."""

    impact: Annotated[Score | None, JOINT_RECORD] = None
    """How much it would matter, 1 to 5 on the organisation's scale; it may wait for the meeting."""

    target_likelihood: Annotated[Score | None, JOINT_RECORD] = None
    """How likely it should be once the action has worked."""

    target_impact: Annotated[Score | None, JOINT_RECORD] = None
    """How much it should matter once the action has worked."""

    residual_likelihood: Annotated[Score | None, JOINT_RECORD] = None
    """How likely it still is, now that something was done about it."""

    residual_impact: Annotated[Score | None, JOINT_RECORD] = None
    """How much it would still matter, now that something was done about it."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that can best manage it."""

    response: Annotated[Response | None, JOINT_RECORD] = None
    """What is done about it in principle."""

    action: Annotated[Prose | None, JOINT_RECORD] = None
    """What is being done, in a line or two."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day the action is to be done."""

    state: Annotated[RiskState, JOINT_RECORD] = RiskState.OPEN
    """How it stands."""

    closed: Annotated[Day | None, JOINT_RECORD] = None
    """The day from which it asks for nothing more, or the day it happened."""

    raised: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was raised."""

    raised_by: Annotated[PartyRef | None, JOINT_RECORD] = None
    """The party that raised it."""

    comes_from: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The warning, meeting or risk it came from."""

    became: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The issue it turned into, or the joint risk into which an internal one was put in agreed words."""

    depends_on: Annotated[tuple[RecordRef, ...], JOINT_RECORD] = ()
    """Risks and other records it hangs together with."""

    note: Annotated[Prose | None, JOINT_RECORD] = None
    """Anything a reader needs beside it."""

    @property
    def open(self) -> bool:
        """Whether it still asks for attention."""
        return self.state in (RiskState.OPEN, RiskState.TREATING, RiskState.WATCHING)

    @property
    def answer_due(self) -> date | None:
        """The day its action is to be done; nothing once it is only watched, or over."""
        return self.due if self.state in (RiskState.OPEN, RiskState.TREATING) else None

    @property
    def rating(self) -> int | None:
        """Likelihood times impact, 1 to 25; `None` until both are given."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None

    @property
    def target(self) -> int | None:
        """The rating it is meant to come down to; `None` until both are given."""
        return self.target_likelihood * self.target_impact if self.target_likelihood and self.target_impact else None

    @property
    def residual(self) -> int | None:
        """The rating that is left after what was done; `None` until both are given."""
        if self.residual_likelihood is None or self.residual_impact is None:
            return None
        return self.residual_likelihood * self.residual_impact


class ActionState(Choice):
    """How an action stands."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Action(Entry):
    """Something a named post is to do by a day."""

    title: Annotated[Line, JOINT_RECORD]
    """What is to be done, in one line."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that does it or sees that it is done."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day it is to be done."""

    comes_from: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The record it answers: a meeting, a risk, a health check."""

    state: Annotated[ActionState, JOINT_RECORD] = ActionState.OPEN
    """How it stands."""

    done: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was done."""

    note: Annotated[Prose | None, JOINT_RECORD] = None
    """What came of it."""

    effect_checked: Annotated[Day | None, JOINT_RECORD] = None
    """The day somebody looked whether it had worked."""

    effect: Annotated[Line | None, JOINT_RECORD] = None
    """What was seen then."""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done is None and self.state in (ActionState.OPEN, ActionState.IN_PROGRESS)
