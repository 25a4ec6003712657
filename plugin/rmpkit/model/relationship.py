"""What kind of relationship it is, how it stands, and whether it is worth it."""

from typing import Annotated

from rmpkit.model.record import INTERNAL_RECORD, Record
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Day, Prose


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
