"""The plan as a paper: its numbers, its template, its revisions."""

from typing import Annotated

from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Entry, Record
from rmpkit.model.reference import PostRef
from rmpkit.model.scalars import Day, Line
from rmpkit.model.stages import Stage


class DocumentControl(Record):
    """What a document controller has to know of the plan."""

    numbers: Annotated[tuple[Line, ...], JOINT_RECORD] = ()
    """The numbers it goes by elsewhere: project, document, contract."""

    template: Annotated[Line | None, JOINT_RECORD] = None
    """The template it follows, with its issue and date."""

    marking: Annotated[Line | None, JOINT_RECORD] = None
    """How copies of it are marked."""

    distribution: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that are told of a new version."""

    kept_for: Annotated[Line | None, JOINT_TERM] = None
    """How long it is kept once the relationship has ended."""


class Revision(Entry):
    """A step in the life of the plan: who changed what, when."""

    version: Annotated[Line, JOINT_RECORD]
    """The version it made."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was made."""

    author: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that made it."""

    summary: Annotated[Line, JOINT_RECORD]
    """What changed, in one line."""

    takes_in: Annotated[tuple[Stage, ...], JOINT_RECORD] = ()
    """The stages whose outcome it brings into the plan."""
