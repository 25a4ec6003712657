"""What the parties make of their results: not the figures again, but what they mean."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Line, Prose


class Report(Entry):
    """A look at the results of a while: where they are going, why, and what was decided because of it."""

    title: Annotated[Line, JOINT_RECORD]
    """What it is about."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was laid before the parties."""

    from_: Annotated[Day | None, JOINT_RECORD] = None
    """The first day it looks at."""

    to: Annotated[Day | None, JOINT_RECORD] = None
    """The last day it looks at."""

    by: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that made it."""

    trend: Annotated[Prose | None, JOINT_RECORD] = None
    """Where the results are going."""

    cause: Annotated[Prose | None, JOINT_RECORD] = None
    """Why, as far as the parties can tell."""

    decided: Annotated[Line | None, JOINT_RECORD] = None
    """What was decided because of it; that nothing is changed is a decision too."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the whole of it is kept."""
