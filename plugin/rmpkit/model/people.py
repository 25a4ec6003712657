"""Who is in a relationship: parties, people, and the posts that people hold for a time."""

from datetime import date
from typing import Annotated, Self

from pydantic import model_validator

from rmpkit.model.days import Day
from rmpkit.model.misfit import Misfit
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Entry, Record
from rmpkit.model.reference import PartyRef, PostRef, SignpostRef
from rmpkit.model.scalars import Line
from rmpkit.model.vocabulary import OpenChoice


class PartyKind(OpenChoice):
    """What a party is to the relationship, by the words the standards' readers use."""

    CLIENT = "client"
    """Buys or receives what the relationship is for."""
    SUPPLIER = "supplier"
    """Provides it."""
    PARTNER = "partner"
    """Works side by side, neither buying nor providing."""
    OPERATOR = "operator"
    """Runs a service that the relationship depends on."""
    CONTRACTOR = "contractor"
    """Builds or maintains under contract."""
    FUNDER = "funder"
    """Pays without taking part in delivery."""
    REGULATOR = "regulator"
    """Sets conditions."""
    DIVISION = "division"
    """Part of the same organisation."""


class Party(Entry):
    """An organisation, or a division of one, that takes part in the relationship."""

    name: Annotated[Line, JOINT_TERM]
    """The name it goes by."""

    kind: Annotated[PartyKind | None, JOINT_TERM] = None
    """What it is to the relationship."""

    letter: Annotated[Line | None, JOINT_TERM] = None
    """The capital that marks records it raised, as N in R-N13; its first letter where nothing is written."""

    joined: Annotated[Day | None, JOINT_TERM] = None
    """The day it joined."""

    left: Annotated[Day | None, JOINT_TERM] = None
    """The day it left, when it has."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.joined and self.left and self.left < self.joined:
            raise Misfit(f"It left on {self.left}, and joined on {self.joined}.", "Correct one of the two days.")
        return self


class Person(Entry):
    """Somebody named in a plan; what they answer for is written at the post they hold."""

    name: Annotated[Line, JOINT_RECORD]
    """The name the person is known by at work."""

    title: Annotated[Line | None, JOINT_RECORD] = None
    """The job title, in their own organisation's words."""

    of: Annotated[PartyRef | None, JOINT_RECORD] = None
    """The party the person works for; the owner of the plan where nothing is written."""

    site: Annotated[Line | None, JOINT_RECORD] = None
    """Where the person is found, such as a site of the scope."""

    left: Annotated[Day | None, JOINT_RECORD] = None
    """The last day at work, when known; leavers are dated, not deleted."""

    @property
    def introduced(self) -> str:
        """The job title and where the person is found, in one line; empty where neither is written."""
        return ", ".join(filter(None, (self.title, self.site)))


class Holder(Record):
    """One person's time in a post."""

    from_: Annotated[Day, JOINT_RECORD]
    """The first day in the post."""

    to: Annotated[Day | None, JOINT_RECORD] = None
    """The last day in the post, once known."""

    appointed: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the appointment is recorded."""

    appointed_by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that made the appointment."""

    authority: Annotated[Line | None, INTERNAL_RECORD] = None
    """What the holder may decide or commit without asking."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            raise Misfit(f"The last day, {self.to}, is before the first, {self.from_}.", "Correct one of the two days.")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the person is in the post on `day`."""
        return self.from_ <= day and (self.to is None or day <= self.to)
