"""What top management does for collaborative working: what it decided, and what it gave."""

from typing import Annotated

from rmpkit.model.amounts import Money
from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, Entry
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Line
from rmpkit.model.vocabulary import OpenChoice


class LeadershipAct(Entry):
    """Something that top management decided, gave or did, by which its word can be seen."""

    what: Annotated[Line, INTERNAL_RECORD]
    """What was decided or done, in one line."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that did."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it did."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is recorded."""


class ResourceKind(OpenChoice):
    """What sort of thing is given."""

    PEOPLE = "people"
    TIME = "time"
    MONEY = "money"
    TOOLS = "tools"
    PLACES = "places"


class Resource(Entry):
    """People, time, money or tools that were given for working with others."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is given."""

    kind: Annotated[ResourceKind | None, INTERNAL_RECORD] = None
    """What sort of thing it is."""

    budget: Annotated[Money | None, INTERNAL_RECORD] = None
    """What it costs, where it is money."""

    amount: Annotated[Line | None, INTERNAL_RECORD] = None
    """How much of it, in words: two days a week."""

    for_: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it is for: the system as a whole, or a relationship."""

    approved_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that approved it."""

    approved: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was approved."""

    ends: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day for which it is given, where there is one."""
