"""What is kept and done once exit has been activated: what runs on, a look back, what may come next, the last page."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry, Record
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Line, Prose


class ContinuityItem(Entry):
    """A service that customers and operations go on having while the parties part."""

    service: Annotated[Line, JOINT_RECORD]
    """What has to run on."""

    risk: Annotated[Line | None, JOINT_RECORD] = None
    """What could stop it."""

    kept_by: Annotated[Line | None, JOINT_RECORD] = None
    """What keeps it running meanwhile."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that sees to it."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day until which it has to be seen to."""

    done: Annotated[Day | None, JOINT_RECORD] = None
    """The day from which it runs without that."""


class ExitReview(Record):
    """A look back at the whole relationship, in words that all parties can sign."""

    on: Annotated[Day, JOINT_RECORD]
    """The day the parties looked back."""

    present: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that were there."""

    objectives_met: Annotated[Prose | None, JOINT_RECORD] = None
    """Which aims were met, which were not, and why."""

    value_realised: Annotated[Prose | None, JOINT_RECORD] = None
    """What was gained beyond what was ordered, and by whom."""

    learned: Annotated[Prose | None, JOINT_RECORD] = None
    """What each would do again, and what not."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is recorded."""


class Opportunity(Entry):
    """Something that could come next, between the parties or from what they learned."""

    title: Annotated[Line, JOINT_RECORD]
    """What it could be."""

    why: Annotated[Line | None, JOINT_RECORD] = None
    """What makes it worth a thought."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that keeps it in mind."""

    next_step: Annotated[Line | None, JOINT_RECORD] = None
    """What is done about it next, or that it is let go."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day of that step."""


class Closing(Record):
    """The last page of the plan."""

    on: Annotated[Day, JOINT_RECORD]
    """The day the plan was closed."""

    by: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that closed it, of each party."""

    kept_at: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the last version is kept."""

    fed_back: Annotated[Prose | None, JOINT_RECORD] = None
    """What has changed since in how the parties' organisations run their relationships."""
