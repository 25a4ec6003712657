"""Why we want the relationship, what it would be worth, and who else it hangs on."""

from typing import Annotated

from rmpkit.model.amounts import Worth
from rmpkit.model.days import Day
from rmpkit.model.learning import ValueKind
from rmpkit.model.record import INTERNAL_RECORD, Entry, Record
from rmpkit.model.reference import PartyRef, PostRef, RecordRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, YesNo


class Strategy(Record):
    """How we mean to work together, and what drives us to."""

    drivers: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What moves us to look for a partner at all."""

    operating_model: Annotated[Line | None, INTERNAL_RECORD] = None
    """The way of working together that was chosen, in one line."""

    why: Annotated[Prose | None, INTERNAL_RECORD] = None
    """Why this way, and no other."""


class Option(Entry):
    """A way of reaching the aims that was looked at."""

    title: Annotated[Line, INTERNAL_RECORD]
    """The way in one line."""

    for_: Annotated[Line | None, INTERNAL_RECORD] = None
    """What speaks for it."""

    against: Annotated[Line | None, INTERNAL_RECORD] = None
    """What speaks against it."""

    chosen: Annotated[YesNo, INTERNAL_RECORD] = False
    """Whether it was chosen."""


class Alternative(Choice):
    """What collaborating is compared with."""

    DOING_WITHOUT = "doing without"
    """As things would go if nothing were done."""
    TRANSACTIONAL = "transactional"
    """By orders and a price list."""
    ALONE = "alone"
    """With our own people and money."""


class Confidence(Choice):
    """How far an estimate can be relied on."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Benefit(Entry):
    """Something that collaborating would bring, and what it would be worth."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it would bring."""

    kind: Annotated[ValueKind | None, INTERNAL_RECORD] = None
    """What sort of benefit it is."""

    gains: Annotated[tuple[PartyRef, ...], INTERNAL_RECORD] = ()
    """The parties that gain from it; we ourselves, where nothing is written."""

    estimate: Annotated[Worth | None, INTERNAL_RECORD] = None
    """What it would be worth, in money or in what else is counted: 150 nights of trains."""

    otherwise: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it would be worth beside that, where it cannot be counted: a licence kept."""

    compared_with: Annotated[Alternative | None, INTERNAL_RECORD] = None
    """What that is compared with."""

    assumptions: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What the estimate rests on."""

    confidence: Annotated[Confidence | None, INTERNAL_RECORD] = None
    """How far it can be relied on."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day it was held against what came of it."""

    came_of_it: Annotated[Line | None, INTERNAL_RECORD] = None
    """What came of it by then."""


class ThirdParty(Entry):
    """Somebody beyond the table on whom the relationship hangs, up or down the chain."""

    name: Annotated[Line, INTERNAL_RECORD]
    """The organisation or group."""

    role: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it does in the chain."""

    needed_for: Annotated[Line | None, INTERNAL_RECORD] = None
    """What depends on it."""

    risks: Annotated[tuple[RecordRef, ...], INTERNAL_RECORD] = ()
    """The risks and opportunities that come with it."""

    passed_on: Annotated[Line | None, INTERNAL_RECORD] = None
    """What of the parties' terms is passed on to it."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that keeps an eye on it."""


class RiskProcess(Record):
    """How risks are looked after in this relationship."""

    how: Annotated[Prose | None, INTERNAL_RECORD] = None
    """How they are found, rated, answered and looked at again."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that sees to it."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is described."""
