"""How relationships are sorted: by what, how much each counts, and who approved the method."""

from typing import Annotated

from rmpkit.model.amounts import Whole
from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, Entry, Record
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Line, Prose, Score


class Segmentation(Record):
    """How the organisation decides which relationships deserve a collaborative approach."""

    method: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How relationships are weighed and sorted, in a few sentences."""

    approved_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that approved the method."""

    approved: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was approved."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day all relationships were looked across."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the method is kept."""


class SegmentCriterion(Entry):
    """Something that relationships are weighed by; the scores stand in each plan."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is weighed."""

    weight: Annotated[Whole | None, INTERNAL_RECORD] = None
    """How much it counts, in percent."""

    floor: Annotated[Score | None, INTERNAL_RECORD] = None
    """The score, 1 to 5, from which it decides alone."""
