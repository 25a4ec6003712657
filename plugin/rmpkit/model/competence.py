"""What people need to know, to be able to do and to show in order to work with others, and what they were told."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, Entry
from rmpkit.model.reference import PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Score


class CompetenceKind(Choice):
    """What sort of thing somebody needs."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    BEHAVIOUR = "behaviour"


class Competence(Entry):
    """Something that people who work with others need, and what each step of it looks like."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What is needed."""

    kind: Annotated[CompetenceKind | None, INTERNAL_RECORD] = None
    """Whether it is knowledge, a skill or a way of behaving."""

    levels: Annotated[Mapping[Score, Line], INTERNAL_RECORD] = {}
    """What each step, 1 to 5, looks like."""


class Briefing(Entry):
    """An occasion at which people heard of the policy and of their part in it."""

    topic: Annotated[Line, INTERNAL_RECORD]
    """What it was about."""

    audience: Annotated[Line | None, INTERNAL_RECORD] = None
    """Who was to hear it."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it is, or was, held."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that holds it."""

    attended: Annotated[Line | None, INTERNAL_RECORD] = None
    """Who came, or how many of how many."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is recorded."""
