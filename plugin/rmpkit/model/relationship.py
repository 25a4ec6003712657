"""What kind of relationship it is, how it stands, and whether it is worth it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from rmpkit.model.days import Day, Interval
from rmpkit.model.record import INTERNAL_RECORD, Entry, Record
from rmpkit.model.reference import PostRef, SegmentCriterionRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, Score
from rmpkit.model.stages import Stage


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

    costs: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What it costs, in money and otherwise."""

    benefits: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What it brings, in money and otherwise."""

    assumptions: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What it rests on."""

    outcome: Annotated[CaseOutcome | None, INTERNAL_RECORD] = None
    """What was decided."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was decided."""

    conditions: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What has to hold for the decision to stand."""

    look_again: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is to be weighed again, where the organisation's interval is not meant."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the case is kept."""

    def again(self, interval: Interval) -> date | None:
        """The day by which it is weighed again: its own, unless it was decided since, else by the interval."""
        if self.on is None:
            return self.look_again
        return self.look_again if self.look_again and self.look_again >= self.on else interval.after(self.on)


class SegmentDecision(Choice):
    """What was decided when relationships were weighed against each other."""

    COLLABORATE = "collaborate"
    """Work as partners, with a plan."""
    DEVELOP = "develop"
    """Bring it closer, and look again."""
    KEEP_TRANSACTIONAL = "keep transactional"
    """A fair price and good orders, and no plan."""
    EXIT = "exit"
    """End it in good order."""
    REVIEW = "review"
    """Not decided yet; to be looked at again."""


class Weighing(Record):
    """How this relationship was weighed against the others, and what was decided."""

    scores: Annotated[Mapping[SegmentCriterionRef, Score], INTERNAL_RECORD] = {}
    """What it scores, 1 to 5, on each criterion of the organisation."""

    decision: Annotated[SegmentDecision | None, INTERNAL_RECORD] = None
    """What was decided."""

    why: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it was decided so, where the scores alone do not say it."""

    decided_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    decided: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was decided."""

    look_again: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is to be weighed again."""

    def again(self, interval: Interval) -> date | None:
        """The day by which it is weighed again: its own, else by the interval once it was decided."""
        return self.look_again or (interval.after(self.decided) if self.decided else None)


class UsualWay(Record):
    """How the organisation's usual way of running relationships applies here: its bodies, its processes, its rules."""

    how: Annotated[Prose, INTERNAL_RECORD]
    """Which of them this relationship runs by, and where that can be seen."""

    confirmed_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that looked whether it is really so."""

    confirmed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it looked."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where that is recorded."""


class Tailoring(Entry):
    """Something that is done differently here from how the organisation does it elsewhere."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is done here."""

    instead_of: Annotated[Line | None, INTERNAL_RECORD] = None
    """What is done elsewhere."""

    why: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why it is done differently."""

    decided_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    decided: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was decided."""


class CourseDecision(Choice):
    """What was decided about going on."""

    GO_ON = "go on"
    CHANGE_COURSE = "change course"
    PAUSE = "pause"
    STOP = "stop"


class Course(Entry):
    """A decision to go on, to change course or to stop; there may be many in one stage, and none in another."""

    decision: Annotated[CourseDecision, INTERNAL_RECORD]
    """What was decided."""

    on: Annotated[Day, INTERNAL_RECORD]
    """The day it was decided."""

    stage: Annotated[Stage | None, INTERNAL_RECORD] = None
    """The stage it came out of."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    why: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why it was decided so."""

    conditions: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What has to hold for it to stand."""
