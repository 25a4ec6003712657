"""Where the parties meet, and what each meeting looked at and decided."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.amounts import Whole
from rmpkit.model.days import Day, Interval
from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Entry
from rmpkit.model.reference import ForumRef, PartyRef, PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, read_record_id


class Level(Choice):
    """How high a forum sits."""

    STRATEGIC = "strategic"
    """Senior executives."""
    TACTICAL = "tactical"
    """The joint management team."""
    OPERATIONAL = "operational"
    """Those who do the work."""


class Forum(Entry):
    """A standing meeting, under the name the parties use."""

    title: Annotated[Line, JOINT_TERM]
    """The name the parties use."""

    purpose: Annotated[Line | None, JOINT_TERM] = None
    """What it is for, in one line."""

    level: Annotated[Level | None, JOINT_TERM] = None
    """How high it sits."""

    every: Annotated[Interval | None, JOINT_TERM] = None
    """How often it is held."""

    chair: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that takes the chair."""

    members: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that have a seat."""

    seats: Annotated[Mapping[PartyRef, Whole], JOINT_TERM] = {}
    """How many seats each party has."""

    authority: Annotated[Line | None, JOINT_TERM] = None
    """What it may decide without asking further up."""

    quorum: Annotated[Line | None, JOINT_TERM] = None
    """Who has to be there before it may decide."""

    brings_in: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What is laid before it each time."""

    gives_out: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What it gives out each time: decisions, a note to all."""

    terms_of_reference: Annotated[SignpostRef | None, JOINT_TERM] = None
    """Where its terms of reference are kept."""


class Topic(Choice):
    """What a meeting can look at again; the meeting dates it."""

    RISKS = "risks"
    ISSUES = "issues"
    MEASURES = "measures"
    OBJECTIVES = "objectives"
    ACTIONS = "actions"
    HEALTH = "health"
    VALUE = "value"
    EXIT = "exit"
    PEOPLE = "people"
    SIGNPOSTS = "signposts"
    PLAN = "plan"


class Meeting(Entry):
    """One meeting: who was there, what was reviewed, what was decided. It dates all of that."""

    forum: Annotated[ForumRef | None, JOINT_RECORD] = None
    """The forum that met; none for a meeting outside any."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was held."""

    present: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that were there."""

    reviewed: Annotated[tuple[Topic, ...], JOINT_RECORD] = ()
    """What was looked at again."""

    changed: Annotated[Prose | None, JOINT_RECORD] = None
    """What changed because of it."""

    decisions: Annotated[Mapping[Annotated[str, PlainValidator(read_record_id)], Line], JOINT_RECORD] = {}
    """What was decided, each under an id."""

    minutes: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the minutes are kept."""

    @property
    def silent(self) -> bool:
        """Held and reviewed, with nothing changed or decided on record."""
        return not self.changed and not self.decisions
