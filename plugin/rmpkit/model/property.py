"""Who owns what the parties bring with them, and what they make together."""

from typing import Annotated

from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Record
from rmpkit.model.reference import SignpostRef
from rmpkit.model.scalars import Choice, Prose


class Origin(Choice):
    """Where something that may be shared comes from."""

    BROUGHT = "brought along"
    """A party had it before, or makes it apart from the others."""
    MADE_TOGETHER = "made together"
    """It comes out of working together."""


class IntellectualProperty(Record):
    """Who owns what exists and what is made, agreed before there is anything to argue about."""

    brought_along: Annotated[Prose | None, JOINT_TERM] = None
    """What each party brings, and on which terms the others use it."""

    made_together: Annotated[Prose | None, JOINT_TERM] = None
    """Who owns what is made together, and who may use it."""

    at_exit: Annotated[Prose | None, JOINT_TERM] = None
    """What becomes of both if the parties part."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is agreed in full."""
