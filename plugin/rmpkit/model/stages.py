"""The eight stages, which overlap and recur, and the three phases that hold them."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import model_validator

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry
from rmpkit.model.reference import PostRef
from rmpkit.model.scalars import Choice, Line


class Phase(Choice):
    """Three groups of stages; certification may be staged, the strategic phase first."""

    STRATEGIC = "strategic"
    """Stages 1 to 3."""
    ENGAGEMENT = "engagement"
    """Stages 4 to 6."""
    MANAGEMENT = "management"
    """Stages 7 and 8."""


class Stage(Choice):
    """One of the eight stages, by the key that plans use."""

    AWARENESS = "awareness"
    """Stage 1."""
    KNOWLEDGE = "knowledge"
    """Stage 2."""
    INTERNAL_ASSESSMENT = "internal-assessment"
    """Stage 3."""
    PARTNER_SELECTION = "partner-selection"
    """Stage 4."""
    WORKING_TOGETHER = "working-together"
    """Stage 5."""
    VALUE_CREATION = "value-creation"
    """Stage 6."""
    STAYING_TOGETHER = "staying-together"
    """Stage 7."""
    EXIT_STRATEGY = "exit-strategy"
    """Stage 8."""

    @property
    def number(self) -> int:
        """1 to 8; a name, not an order of work."""
        return _NUMBERS[self]

    @property
    def phase(self) -> Phase:
        """The phase it belongs to."""
        return (Phase.STRATEGIC, Phase.ENGAGEMENT, Phase.MANAGEMENT)[(self.number - 1) // 3]


_NUMBERS = {stage: number for number, stage in enumerate(Stage, 1)}


class StageState(Choice):
    """How a stage stands; several are live at once."""

    NOT_STARTED = "not started"
    """Nothing has been done yet."""
    IN_PROGRESS = "in progress"
    """Being worked on."""
    ESTABLISHED = "established"
    """In place and in use."""
    UNDER_REVIEW = "under review"
    """In place and being looked at again."""
    CLOSED = "closed"
    """Done, and not expected to be opened again."""
    NOT_APPLICABLE = "not applicable"
    """Does not arise in this relationship."""


class StageRecord(Entry):
    """How one stage stands in this relationship. `awareness: established` is short for its state."""

    SHORT = "state"

    state: Annotated[StageState, JOINT_RECORD]
    """How the stage stands."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that answers for the stage."""

    reviews: Annotated[Mapping[Day, Line], JOINT_RECORD] = {}
    """When it was looked at again, and what came of it in one line."""

    @property
    def live(self) -> bool:
        """Whether work of this stage is going on or in use."""
        return self.state in (StageState.IN_PROGRESS, StageState.ESTABLISHED, StageState.UNDER_REVIEW)

    @property
    def started(self) -> bool:
        """Whether the stage has ever been begun."""
        return self.state not in (StageState.NOT_STARTED, StageState.NOT_APPLICABLE)

    @model_validator(mode="before")
    @classmethod
    def _from_state_alone(cls, data: object) -> object:
        return {cls.SHORT: data} if isinstance(data, str) else data
