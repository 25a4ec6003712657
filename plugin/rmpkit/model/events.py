"""What changed around a plan, and what has to be read again because of it."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry
from rmpkit.model.reference import RecordRef
from rmpkit.model.scalars import Choice, Line


class EventKind(Choice):
    """What kind of change it is."""

    VARIATION = "variation"
    """The contract was varied."""
    TAKEOVER = "takeover"
    """A party changed hands."""
    NEW_SER = "new SER"
    """A senior executive responsible changed."""
    PARTY_JOINED = "party joined"
    PARTY_LEFT = "party left"
    STRATEGY = "strategy"
    """A party changed its strategy."""
    LAW = "law"
    """Law or regulation changed."""
    OTHER = "other"


class ChangeEvent(Entry):
    """Something that changed around the plan, and what has to be read again because of it."""

    title: Annotated[Line, JOINT_RECORD]
    """What changed, in one line."""

    kind: Annotated[EventKind, JOINT_RECORD] = EventKind.OTHER
    """What kind of change it is."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it took effect."""

    read_again: Annotated[Mapping[Line, Day | None], JOINT_RECORD] = {}
    """What must be read again, each with the day it was; empty until it has been."""

    see: Annotated[RecordRef | None, JOINT_RECORD] = None
    """Where it is recorded."""
