"""The plan as a paper: its numbers, its template, its revisions; and the papers the organisation works by."""

from typing import Annotated

from rmpkit.model.days import Day, Interval
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Entry, Record
from rmpkit.model.reference import PostRef
from rmpkit.model.scalars import Line
from rmpkit.model.stages import Stage
from rmpkit.model.vocabulary import OpenChoice


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


class DocumentKind(OpenChoice):
    """What sort of paper it is."""

    POLICY = "policy"
    PROCESS = "process"
    FORM = "form"
    RECORD = "record"
    FROM_OUTSIDE = "from outside"


class ControlledDocument(Entry):
    """A document that the system works by, or a record that it has to keep."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is called."""

    kind: Annotated[DocumentKind | None, INTERNAL_RECORD] = None
    """What sort of paper it is; one from outside is kept too."""

    at: Annotated[Line | None, INTERNAL_RECORD] = None
    """Where it is kept."""

    version: Annotated[Line | None, INTERNAL_RECORD] = None
    """The version that is in use."""

    changed: Annotated[Line | None, INTERNAL_RECORD] = None
    """What changed with that version, in one line."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that keeps it current."""

    marking: Annotated[Line | None, INTERNAL_RECORD] = None
    """How it is marked, which says who may have it."""

    approved_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that approved the version in use."""

    approved: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was approved."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day somebody looked whether it still fits."""

    every: Annotated[Interval | None, INTERNAL_RECORD] = None
    """How often that is looked at; the organisation's own interval where nothing is written."""

    kept_for: Annotated[Line | None, INTERNAL_RECORD] = None
    """How long it is kept once it is no longer in use."""
