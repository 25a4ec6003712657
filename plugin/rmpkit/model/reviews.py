"""Where top management looks at the whole, and what got better."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, Entry
from rmpkit.model.reference import ActionRef, PostRef, RecordRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, read_record_id


class ReviewInput(Choice):
    """What a management review can look at."""

    EARLIER_ACTIONS = "earlier actions"
    CONTEXT = "context"
    STAKEHOLDERS = "stakeholders"
    RISKS = "risks"
    OBJECTIVES = "objectives"
    RELATIONSHIPS = "relationships"
    HEALTH_CHECKS = "health checks"
    PARTNER_FEEDBACK = "partner feedback"
    VALUE_REALISED = "value realised"
    AUDITS = "audits"
    NONCONFORMITIES = "nonconformities"
    RESOURCES = "resources"
    COMPETENCE = "competence"
    EXITS = "exits"


class ManagementReview(Entry):
    """A meeting at which top management looks at the whole and decides what to change."""

    on: Annotated[Day, INTERNAL_RECORD]
    """The day it was held."""

    present: Annotated[tuple[PostRef, ...], INTERNAL_RECORD] = ()
    """The posts that were there."""

    looked_at: Annotated[tuple[ReviewInput, ...], INTERNAL_RECORD] = ()
    """What was looked at."""

    says: Annotated[Prose | None, INTERNAL_RECORD] = None
    """What was made of it, in a few sentences."""

    decisions: Annotated[Mapping[Annotated[str, PlainValidator(read_record_id)], Line], INTERNAL_RECORD] = {}
    """What was decided, each under an id."""

    actions: Annotated[tuple[ActionRef, ...], INTERNAL_RECORD] = ()
    """What is to be done because of it."""

    minutes: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the minutes are kept."""


class ImprovementState(Choice):
    """How far an improvement has come."""

    PROPOSED = "proposed"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


class Improvement(Entry):
    """Something that makes the way we work with others better."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What gets better, in one line."""

    raised: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was proposed."""

    comes_from: Annotated[RecordRef | None, INTERNAL_RECORD] = None
    """The record that led to it: a review, an audit, a nonconformity."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that sees to it."""

    state: Annotated[ImprovementState, INTERNAL_RECORD] = ImprovementState.PROPOSED
    """How far it has come."""

    done: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was in use."""

    effect: Annotated[Line | None, INTERNAL_RECORD] = None
    """What became better, and how that is known."""

    @property
    def open(self) -> bool:
        """Whether it is still to come."""
        return self.done is None and self.state in (ImprovementState.PROPOSED, ImprovementState.IN_PROGRESS)
