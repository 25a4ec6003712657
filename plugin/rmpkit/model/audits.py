"""What was looked into by people who do not judge their own work, from inside and from outside, and what came of it."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, PUBLIC_RECORD, Entry, Record
from rmpkit.model.reference import ActionRef, AuditRef, PlanRef, PostRef, RequirementRef, SignpostRef, VisitRef
from rmpkit.model.scalars import Choice, Line, Prose, YesNo


class Certificate(Record):
    """A certificate that a body has given for the system."""

    standard: Annotated[Line, PUBLIC_RECORD]
    """The standard it was given for."""

    body: Annotated[Line | None, PUBLIC_RECORD] = None
    """The body that gave it."""

    number: Annotated[Line | None, PUBLIC_RECORD] = None
    """Its number."""

    covers: Annotated[Line | None, PUBLIC_RECORD] = None
    """What it covers, as it says itself."""

    issued: Annotated[Day | None, PUBLIC_RECORD] = None
    """The day it was given."""

    ends: Annotated[Day | None, PUBLIC_RECORD] = None
    """The last day on which it holds."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is kept."""


class VisitKind(Choice):
    """Which visit of a certification body it is."""

    FIRST_STAGE = "first stage"
    SECOND_STAGE = "second stage"
    SURVEILLANCE = "surveillance"
    RENEWAL = "renewal"


class Visit(Entry):
    """A visit of the body that certifies the system."""

    body: Annotated[Line, INTERNAL_RECORD]
    """The body that comes."""

    kind: Annotated[VisitKind | None, INTERNAL_RECORD] = None
    """Which visit it is."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is, or was."""

    assessor: Annotated[Line | None, INTERNAL_RECORD] = None
    """Who came."""

    looked_at: Annotated[Line | None, INTERNAL_RECORD] = None
    """What was looked at."""

    outcome: Annotated[Prose | None, INTERNAL_RECORD] = None
    """What came of it."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the report is kept."""


class Audit(Entry):
    """An internal audit: planned, or done."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it looks into."""

    planned: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is planned for."""

    done: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was done."""

    auditor: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that looks."""

    independent: Annotated[YesNo | None, INTERNAL_RECORD] = None
    """Whether it looks at work that is not its own."""

    requirements: Annotated[tuple[RequirementRef, ...], INTERNAL_RECORD] = ()
    """The requirements it looks at."""

    relationships: Annotated[tuple[PlanRef, ...], INTERNAL_RECORD] = ()
    """The relationships it looks at."""

    found: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it found, in one line."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the report is kept."""


class FoundBy(Choice):
    """How something came to light that is not as it should be."""

    INTERNAL_AUDIT = "internal audit"
    CERTIFICATION_VISIT = "certification visit"
    PARTNER = "partner"
    OURSELVES = "ourselves"


class Nonconformity(Entry):
    """Something that is not as required: put right, its cause found, and looked at again whether that worked."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is not as required, in one line."""

    raised: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was raised."""

    found_by: Annotated[FoundBy | None, INTERNAL_RECORD] = None
    """How it came to light."""

    visit: Annotated[VisitRef | None, INTERNAL_RECORD] = None
    """The visit at which it was found."""

    audit: Annotated[AuditRef | None, INTERNAL_RECORD] = None
    """The internal audit that found it."""

    requirement: Annotated[RequirementRef | None, INTERNAL_RECORD] = None
    """The requirement it is about."""

    relationship: Annotated[PlanRef | None, INTERNAL_RECORD] = None
    """The relationship it was seen in; the organisation as a whole where nothing is written."""

    grade: Annotated[Line | None, INTERNAL_RECORD] = None
    """How much weight whoever raised it gave it, in their own word."""

    correction: Annotated[Line | None, INTERNAL_RECORD] = None
    """What was put right at once."""

    cause: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it could happen."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What keeps it from coming back."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that answers for it."""

    due: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is to be closed."""

    closed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was closed."""

    effective: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day somebody looked whether the action had worked."""

    effect: Annotated[Line | None, INTERNAL_RECORD] = None
    """What that look showed."""

    @property
    def open(self) -> bool:
        """Whether it is still to be closed."""
        return self.closed is None
