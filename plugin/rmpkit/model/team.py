"""What the people of all parties are to do together, and what they can do."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Entry
from rmpkit.model.reference import ActionRef, PostRef, SignpostRef
from rmpkit.model.scalars import Line, Score


class Duty(Entry):
    """A role in the joint team: what its post is there for, and what it may decide."""

    title: Annotated[Line, JOINT_TERM]
    """The role in a few words."""

    post: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that has it."""

    answers_for: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What it answers for."""

    authority: Annotated[Line | None, JOINT_TERM] = None
    """What it may decide without asking."""

    with_: Annotated[PostRef | None, JOINT_TERM] = None
    """The post on the other side that it shares the role with."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the profile of the role is kept."""


class TeamSkill(Entry):
    """A skill or a way of behaving that the joint team needs, whoever employs the people, and how far it is there."""

    needs: Annotated[Line, JOINT_RECORD]
    """What is needed."""

    post: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that needs it."""

    required: Annotated[Score | None, JOINT_RECORD] = None
    """How much of it, 1 to 5."""

    there: Annotated[Score | None, JOINT_RECORD] = None
    """How much is there, 1 to 5, as the parties see it together."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day they looked."""

    action: Annotated[ActionRef | None, JOINT_RECORD] = None
    """What closes the gap."""
