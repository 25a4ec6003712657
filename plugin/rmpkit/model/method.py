"""How the organisation works with others in general: its processes, what value means here, how risk is weighed."""

from typing import Annotated

from rmpkit.model.amounts import Count
from rmpkit.model.days import Day
from rmpkit.model.learning import ValueKind
from rmpkit.model.record import INTERNAL_RECORD, Entry, Record
from rmpkit.model.reference import PostRef, RecordRef, SignpostRef
from rmpkit.model.scalars import Line, Prose


class RelationshipProcess(Entry):
    """One of the processes by which relationships are run here."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is called."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that answers for it."""

    gives: Annotated[Line | None, INTERNAL_RECORD] = None
    """What comes out of it."""

    feeds: Annotated[tuple[RecordRef, ...], INTERNAL_RECORD] = ()
    """The processes that take that up."""

    changes: Annotated[Line | None, INTERNAL_RECORD] = None
    """Who decides that it is done differently, and where that is recorded."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is described."""


class ValueMeaning(Record):
    """What value from working together means here, beyond price, and how it is looked for."""

    means: Annotated[Prose | None, INTERNAL_RECORD] = None
    """What counts as value, in a few sentences."""

    kinds: Annotated[tuple[ValueKind, ...], INTERNAL_RECORD] = ()
    """The sorts of gain that are counted."""

    found_by: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How it is looked for."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that adds it up across relationships."""


class RiskMethod(Record):
    """How risks are weighed, and how much risk is lived with."""

    says: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How risks are found, rated and treated, in a few sentences."""

    appetite: Annotated[Count | None, INTERNAL_RECORD] = None
    """The highest rating, likelihood times impact, that is lived with for as long as nothing is done."""

    approved_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that approved it."""

    approved: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was approved."""


class CorporatePlan(Record):
    """The one plan that says how relationships are run here in general."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is called."""

    at: Annotated[Line | None, INTERNAL_RECORD] = None
    """Where it is kept."""

    version: Annotated[Line | None, INTERNAL_RECORD] = None
    """The version that is in use."""

    approved_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that approved it."""

    approved: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was approved."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day it was looked at again."""
