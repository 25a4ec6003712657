"""One standard: its stages, its headings and annexes, its requirements."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from rmpkit.catalogue.requirement import Requirement, Verified
from rmpkit.model.days import Day
from rmpkit.model.naming import ShortName
from rmpkit.model.record import PUBLIC_TERM, Record
from rmpkit.model.reference import RequirementRef
from rmpkit.model.scalars import Line, Prose
from rmpkit.model.stages import Phase, Stage


class Superseded(Record):
    """That another edition took over."""

    on: Annotated[Day, PUBLIC_TERM]
    """The day it was withdrawn."""

    by: Annotated[Line, PUBLIC_TERM]
    """What took its place."""


class StageClause(Record):
    """The clause of a standard that speaks of one stage."""

    clause: Annotated[Line, PUBLIC_TERM]
    """Its number, which was seen in a public source."""

    title: Annotated[Line, PUBLIC_TERM]
    """Its short title."""

    phase: Annotated[Phase, PUBLIC_TERM]
    """The phase that holds the stage."""

    purpose: Annotated[Prose, PUBLIC_TERM]
    """What the stage is for, in our words."""


class Clause(Record):
    """A heading or an annex: a place in the standard that asks nothing by itself."""

    title: Annotated[Line, PUBLIC_TERM]
    """Its short title."""


class Catalogue(Record):
    """One standard: its stages, its headings, its requirements."""

    id: Annotated[ShortName, PUBLIC_TERM]
    """The short name by which an organisation chooses it."""

    title: Annotated[Line, PUBLIC_TERM]
    """Number and year of the standard."""

    printed: Annotated[Line, PUBLIC_TERM]
    """What is printed before the number of a clause."""

    number_word: Annotated[Line | None, PUBLIC_TERM] = None
    """The word between that and a number, where one is usual: clause."""

    edition: Annotated[Line, PUBLIC_TERM]
    """Which edition it is, in our words."""

    superseded: Annotated[Superseded | None, PUBLIC_TERM] = None
    """What took its place, where something did."""

    verified_by: Annotated[Verified | None, PUBLIC_TERM] = None
    """The licensed reader who checked every number of it."""

    stages: Annotated[Mapping[Stage, StageClause], PUBLIC_TERM]
    """The clause for each of the eight stages."""

    clauses: Annotated[Mapping[Line, Clause], PUBLIC_TERM] = {}
    """Headings and annexes by number."""

    requirements: Annotated[Mapping[RequirementRef, Requirement], PUBLIC_TERM]
    """What it asks, by stable id, in the order of its clauses."""

    @cached_property
    def asked(self) -> frozenset[str]:
        """Every id under which something is asked here: its own, and those elsewhere that ask for the same."""
        same = (each for found in self.requirements.values() for ids in found.maps_to.values() for each in ids)
        return frozenset({*self.requirements, *same})

    def cite(self, number: str) -> str:
        """A number as it is printed: `ISO 44001 8.6`, `BS 11000-1 clause 7`, `BS 11000-1 Annex B`."""
        return f"{self.before(number)} {number}"

    def before(self, number: str) -> str:
        """What is printed before a number; an annex brings its own word."""
        word = f" {self.number_word}" if self.number_word and number[:1].isdigit() else ""
        return f"{self.printed}{word}"

    def of_stage(self, stage: Stage | None) -> tuple[Requirement, ...]:
        """The requirements of one stage; of the management system, where no stage is given."""
        return tuple(requirement for requirement in self.requirements.values() if requirement.stage is stage)
