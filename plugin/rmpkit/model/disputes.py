"""What has gone wrong or may be about to, and the ladder that disagreements climb."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day, Interval
from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Entry
from rmpkit.model.reference import LadderRef, PartyRef, PostRef, RecordRef
from rmpkit.model.scalars import Choice, Line, Prose


class LadderLevel(Entry):
    """One step of the resolution ladder: who tries to settle an issue, and for how long."""

    title: Annotated[Line, JOINT_TERM]
    """The step's name."""

    posts: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that meet here, one or more of each party."""

    within: Annotated[Interval | None, JOINT_TERM] = None
    """How long they may take before it goes up a step."""

    then: Annotated[Line | None, JOINT_TERM] = None
    """What happens when it is not settled here."""


class IssueState(Choice):
    """How an issue stands."""

    OPEN = "open"
    ESCALATED = "escalated"
    AGREED = "agreed"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class Severity(Choice):
    """How much an issue hurts."""

    SLIGHT = "slight"
    """It costs patience."""
    NOTICEABLE = "noticeable"
    """It costs time or money that nobody would miss for long."""
    SERIOUS = "serious"
    """It puts an objective in doubt."""
    STANDSTILL = "standstill"
    """Something has stopped because of it."""


class Issue(Entry):
    """Something the parties have to settle with each other."""

    title: Annotated[Line, JOINT_RECORD]
    """What it is about, in one line."""

    raised: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was raised."""

    raised_by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that raised it."""

    effect: Annotated[Prose | None, JOINT_RECORD] = None
    """What it does to the work."""

    severity: Annotated[Severity | None, JOINT_RECORD] = None
    """How much it hurts."""

    level: Annotated[LadderRef | None, JOINT_RECORD] = None
    """The step of the ladder it is on."""

    since: Annotated[Day | None, JOINT_RECORD] = None
    """The day it came to that step; the day it was raised where nothing is written."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that sees it settled."""

    state: Annotated[IssueState, JOINT_RECORD] = IssueState.OPEN
    """How it stands."""

    settled: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was settled."""

    outcome: Annotated[Prose | None, JOINT_RECORD] = None
    """How it was settled."""

    lesson: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The lesson taken from it."""

    @property
    def open(self) -> bool:
        """Whether it is still to be settled."""
        return self.settled is None and self.state in (IssueState.OPEN, IssueState.ESCALATED)


class EarlyWarning(Entry):
    """Bad news while it is still cheap: a text and an action are enough, and it never counts against anyone."""

    text: Annotated[Line, JOINT_RECORD]
    """What may be coming, in one line."""

    action: Annotated[Line, JOINT_RECORD]
    """What is done about it first."""

    raised: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was said."""

    raised_by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that said it."""

    closed: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was over, or had become a risk or an issue."""

    became: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The risk or issue it turned into."""


class ViewOnRecord(Entry):
    """A matter on which the parties see things differently, each in its own words, side by side."""

    about: Annotated[Line, JOINT_RECORD]
    """What it is about."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was put on record."""

    record: Annotated[RecordRef | None, JOINT_RECORD] = None
    """The record it concerns."""

    views: Annotated[Mapping[PartyRef, Prose], JOINT_RECORD] = {}
    """What each party says."""

    we_agreed: Annotated[Prose | None, JOINT_RECORD] = None
    """How the parties live with it."""
