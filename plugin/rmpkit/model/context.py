"""What lies around an organisation or a relationship: what helps or hinders from outside and from within."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, Entry, Record
from rmpkit.model.reference import PostRef, RecordRef
from rmpkit.model.scalars import Choice, Line, Prose, YesNo


class Factor(Choice):
    """Where something that surrounds us comes from."""

    POLITICAL = "political"
    ECONOMIC = "economic"
    SOCIAL = "social"
    TECHNOLOGICAL = "technological"
    LEGAL = "legal"
    ENVIRONMENTAL = "environmental"
    ETHICAL = "ethical"
    DEMOGRAPHIC = "demographic"
    INTERNAL = "internal"


class Direction(Choice):
    """Which way something pushes."""

    HELPS = "helps"
    HINDERS = "hinders"
    UNCLEAR = "unclear"


class Horizon(Choice):
    """When something is going to matter."""

    NOW = "now"
    ONE_YEAR = "one year"
    THREE_YEARS = "three years"


class Surrounding(Entry):
    """Something around us, or within, that bears on how we work with others."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is, in one line."""

    factor: Annotated[Factor | None, INTERNAL_RECORD] = None
    """Where it comes from."""

    effect: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it means for us."""

    direction: Annotated[Direction | None, INTERNAL_RECORD] = None
    """Whether it helps or hinders."""

    horizon: Annotated[Horizon | None, INTERNAL_RECORD] = None
    """When it is going to matter."""

    leads_to: Annotated[tuple[RecordRef, ...], INTERNAL_RECORD] = ()
    """The risks, objectives and actions that answer it."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that keeps an eye on it."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day it was looked at."""


class Climate(Record):
    """The decision whether a changing climate bears on how we work with others (amendment of 2024)."""

    relevant: Annotated[YesNo | None, INTERNAL_RECORD] = None
    """Whether it does."""

    why: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why that is thought."""

    decided_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that decided it."""

    decided: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was decided."""
