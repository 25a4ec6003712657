"""What the parties want, how they tell, and how each of them feels about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, PlainValidator, model_validator

from rmpkit.model.amounts import Count, Number, Whole, read_number
from rmpkit.model.days import Day, Interval, Month, Period
from rmpkit.model.misfit import Misfit
from rmpkit.model.naming import ShortName
from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, Entry, Nature, Record
from rmpkit.model.reference import ActionRef, MeetingRef, ObjectiveRef, PartyRef, PostRef
from rmpkit.model.scalars import Choice, Line, Prose
from rmpkit.model.showing import show


class ObjectiveState(Choice):
    """How an objective stands, as the parties see it."""

    ON_TRACK = "on track"
    """Expected to be met as agreed."""
    AT_RISK = "at risk"
    """May not be met as agreed."""
    OFF_TRACK = "off track"
    """Will not be met without a change."""
    ACHIEVED = "achieved"
    """Met."""
    CHANGED = "changed"
    """Replaced by agreement."""
    WITHDRAWN = "withdrawn"
    """Given up by agreement."""


class Objective(Entry):
    """Something the relationship is meant to bring about."""

    title: Annotated[Line, JOINT_TERM]
    """The aim in one line."""

    why: Annotated[Prose | None, JOINT_TERM] = None
    """How it serves the strategy of those who want it."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that answers for it."""

    due: Annotated[Day | None, JOINT_TERM] = None
    """The day it is wanted by."""

    agreed_at: Annotated[MeetingRef | None, JOINT_RECORD] = None
    """The meeting that agreed it."""

    state: Annotated[ObjectiveState | None, JOINT_RECORD] = None
    """How it stands, as the parties see it."""

    note: Annotated[Prose | None, JOINT_RECORD] = None
    """Anything a reader needs beside it."""

    @property
    def open(self) -> bool:
        """Whether it is still to be brought about."""
        return self.state not in (ObjectiveState.ACHIEVED, ObjectiveState.CHANGED, ObjectiveState.WITHDRAWN)


class MeasureKind(Choice):
    """What a measure is about."""

    DELIVERY = "delivery"
    """What the relationship delivers."""
    VALUE = "value"
    """What the parties gain beyond what the contract would have given."""
    RELATIONSHIP = "relationship"
    """How the parties work with each other."""
    BEHAVIOUR = "behaviour"
    """What people were seen to do."""


class TargetState(StrEnum):
    """Where a reading stands against its target."""

    ON_TARGET = "on target"
    NEAR_TARGET = "near target"
    OFF_TARGET = "off target"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class Target:
    """What a reading should be: at most, at least, between."""

    low: Decimal | None
    """The least that is on target."""

    high: Decimal | None
    """The most that is on target."""

    text: str
    """As it was written."""

    @property
    def directed(self) -> bool:
        """Whether it says which side is better; a bare number does not."""
        return self.low is not None or self.high is not None

    def holds(self, value: Decimal) -> bool:
        """Whether a reading is on target."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def __str__(self) -> str:
        return self.text


def read_target(value: object) -> Target:
    """A target: `at most 10`, `at least 95`, `between 3 and 5`, or a bare number."""
    if isinstance(value, Target):
        return value
    if not isinstance(value, str):
        raise Misfit("Something else stands where a target is expected.", "Write a target such as at most 10.")
    text = " ".join(value.split())
    if match := re.fullmatch(r"(at most|at least) (\S+)", text):
        number = read_number(match[2])
        return Target(None, number, text) if match[1] == "at most" else Target(number, None, text)
    if match := re.fullmatch(r"between (\S+) and (\S+)", text):
        low, high = read_number(match[1]), read_number(match[2])
        if low > high:
            raise Misfit(f'"{show(text)}" has its ends the wrong way round.', f"Write between {high} and {low}.")
        return Target(low, high, text)
    if re.match(r"-?[0-9]", text):
        read_number(text)
        return Target(None, None, text)
    if match := re.fullmatch(r"(>=|=>|\u2265|<=|=<|\u2264) ?(\S+)", text):
        side = "at least" if match[1] in (">=", "=>", "\u2265") else "at most"
        raise Misfit(f'"{show(text)}" is not a target.', f"Write {side} {read_number(match[2])}.")
    raise Misfit(f'"{show(text)}" is not a target.', "Write at most 10, at least 95, or between 3 and 5.")


class Reading(Record):
    """What a measure showed for one month or day. `2026-09: 22` is short for its value."""

    SHORT = "value"

    value: Annotated[Number, JOINT_RECORD]
    """What was read."""

    note: Annotated[Line | None, JOINT_RECORD] = None
    """What explains it."""

    by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that read it, where it was not the measure's owner."""

    @model_validator(mode="before")
    @classmethod
    def _from_value_alone(cls, data: object) -> object:
        return data if isinstance(data, dict) else {cls.SHORT: data}


class Measure(Entry):
    """How the parties tell whether an objective is being met; every party may be the one measured."""

    question: Annotated[Line, JOINT_TERM]
    """What it answers, as a question."""

    of: Annotated[PartyRef | None, JOINT_TERM] = None
    """The party it measures; all of them together where nothing is written."""

    objective: Annotated[ObjectiveRef | None, JOINT_TERM] = None
    """The objective it serves."""

    kind: Annotated[MeasureKind, JOINT_TERM] = MeasureKind.DELIVERY
    """What it is about."""

    unit: Annotated[Line | None, JOINT_TERM] = None
    """What the readings count: days, percent, GBP."""

    baseline: Annotated[Number | None, JOINT_TERM] = None
    """Where it stood before the parties set out."""

    target: Annotated[Target | None, PlainValidator(read_target), JOINT_TERM] = None
    """What a reading should be: at most 10, at least 95, between 3 and 5."""

    amber: Annotated[Target | None, PlainValidator(read_target), JOINT_TERM] = None
    """What is still near the target, written the same way."""

    every: Annotated[Interval | None, JOINT_TERM] = None
    """How often it is read."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that sees to its readings."""

    source: Annotated[Line | None, JOINT_TERM] = None
    """Where the readings come from."""

    incentive: Annotated[Line | None, JOINT_TERM] = None
    """What is gained or lost by it, and how that is shared."""

    readings: Annotated[Mapping[Month, Reading], JOINT_RECORD] = {}
    """What was read, by month or day."""

    def latest(self, today: date) -> tuple[Period, Reading] | None:
        """The last reading that can have been made by `today`, with its period; the running month counts."""
        made = (item for item in self.readings.items() if item[0].first <= today)
        return max(made, default=None, key=lambda item: item[0])

    def standing(self, value: Decimal) -> TargetState:
        """Where a value stands; `NOT_JUDGED` where no target says which side is better."""
        if self.target is None or not self.target.directed:
            return TargetState.NOT_JUDGED
        if self.target.holds(value):
            return TargetState.ON_TARGET
        near = self.amber is not None and self.amber.directed and self.amber.holds(value)
        return TargetState.NEAR_TARGET if near else TargetState.OFF_TARGET


class PartyScores(Record):
    """What one party's people answered. Any theme may be scored: trust, fairness, openness."""

    model_config = ConfigDict(extra="allow")
    EXTRA: ClassVar[Nature] = JOINT_RECORD
    __pydantic_extra__: dict[str, Number]

    asked: Annotated[Whole | None, JOINT_RECORD] = None
    """How many people were asked."""

    answered: Annotated[Whole | None, JOINT_RECORD] = None
    """How many answered."""

    @property
    def scores(self) -> Mapping[str, Decimal]:
        """Theme by theme, as scored."""
        return self.__pydantic_extra__


class HealthCheck(Entry):
    """How each party's people see the relationship, asked in one round, and what was agreed about it."""

    model_config = ConfigDict(extra="allow")
    EXTRA: ClassVar[Nature] = JOINT_RECORD
    __pydantic_extra__: dict[PartyRef, PartyScores]

    on: Annotated[Day, JOINT_RECORD]
    """The day the round closed."""

    out_of: Annotated[Count, JOINT_RECORD] = 5
    """The highest score that could be given."""

    model: Annotated[Line | None, JOINT_RECORD] = None
    """The way of asking it follows, by name; as in the round before where nothing is written."""

    questions: Annotated[Mapping[ShortName, Line], JOINT_RECORD] = {}
    """What was asked for each theme; as in the round before where nothing is written."""

    desired: Annotated[Mapping[ShortName, Number], JOINT_RECORD] = {}
    """The score the parties agreed to want on each theme; it holds for later rounds until one says otherwise."""

    we_agreed: Annotated[Prose | None, JOINT_RECORD] = None
    """What the parties agreed when they read it together."""

    actions: Annotated[tuple[ActionRef, ...], JOINT_RECORD] = ()
    """What is done about it."""

    shown_on: Annotated[Day | None, JOINT_RECORD] = None
    """The day every party was shown the results of all."""

    @model_validator(mode="after")
    def _wanted_on_its_scale(self) -> Self:
        for theme, score in self.desired.items():
            if not 0 <= score <= self.out_of:
                raise Misfit(
                    f"{show(theme)} {score} is wanted, and is not between 0 and {self.out_of}.",
                    "Correct the score, or write the highest possible one behind out-of:.",
                )
        return self

    @model_validator(mode="after")
    def _on_its_scale(self) -> Self:
        for party, answers in self.by_party.items():
            for theme, score in answers.scores.items():
                if not 0 <= score <= self.out_of:
                    raise Misfit(
                        f"{show(theme)} {score} of {party} is not between 0 and {self.out_of}.",
                        "Correct the score, or write the highest possible one behind out-of:.",
                    )
            if answers.asked is not None and answers.answered is not None and answers.answered > answers.asked:
                raise Misfit(
                    f"{answers.answered} of {party} answered, and {answers.asked} were asked.",
                    "Correct one of the two.",
                )
        return self

    @property
    def by_party(self) -> Mapping[str, PartyScores]:
        """The scores of each party that was asked."""
        return self.__pydantic_extra__
