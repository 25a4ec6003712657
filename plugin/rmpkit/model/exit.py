"""How the parties would part in good order, agreed while nobody wants to."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day, Interval
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Entry, Record
from rmpkit.model.reference import MeasureRef, MeetingRef, PartyRef, PostRef, TriggerRef
from rmpkit.model.scalars import Choice, Line, Prose
from rmpkit.model.vocabulary import OpenChoice


class ExitStrategy(Record):
    """What the parties agreed about leaving. It is agreed from working together on, and rarely activated."""

    principles: Annotated[Prose | None, JOINT_TERM] = None
    """What the parties will hold to if they part."""

    boundaries: Annotated[Prose | None, JOINT_TERM] = None
    """What the relationship covers, and where it stops."""

    left_out: Annotated[Prose | None, JOINT_TERM] = None
    """What lies outside it, and goes on or ends by terms of its own."""

    led_by: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that would lead an exit, for each party."""

    spoken_for_by: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that may speak of it outside, for each party."""

    survives: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What still binds the parties afterwards."""

    agreed_at: Annotated[MeetingRef | None, JOINT_RECORD] = None
    """The meeting that agreed it."""

    activated: Annotated[Day | None, JOINT_RECORD] = None
    """The day exit was started, when it has been."""

    because: Annotated[TriggerRef | None, JOINT_RECORD] = None
    """The trigger that started it."""

    started_by: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that decided to start it."""

    told: Annotated[Mapping[PartyRef, Day], JOINT_RECORD] = {}
    """The day each party learned of it."""


class TriggerKind(OpenChoice):
    """What sort of thing would end it."""

    OBJECTIVES_MET = "objectives met"
    END_OF_TERM = "end of term"
    FAILURE_TO_PERFORM = "failure to perform"
    CHANGE_OF_STRATEGY = "change of strategy"
    CHANGE_OF_CONTROL = "change of control"
    MARKET_CHANGE = "market change"
    BREACH_OF_BEHAVIOUR = "breach of behaviour"
    INSOLVENCY = "insolvency"
    LAW = "law"
    FORCE_MAJEURE = "force majeure"


class ExitTrigger(Entry):
    """Something that opens the question of leaving."""

    trigger: Annotated[Line, JOINT_TERM]
    """What would have to happen."""

    kind: Annotated[TriggerKind | None, JOINT_TERM] = None
    """What sort of thing that is."""

    threshold: Annotated[Line | None, JOINT_TERM] = None
    """From where on it counts as having happened, where the trigger does not say it."""

    then: Annotated[Line | None, JOINT_TERM] = None
    """The first step once it has."""

    notice: Annotated[Interval | None, JOINT_TERM] = None
    """How much warning a party gives."""

    measure: Annotated[MeasureRef | None, JOINT_TERM] = None
    """The measure that would show it, where there is one."""

    watched_by: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that keep an eye on it."""

    checked: Annotated[Mapping[Day, Line], JOINT_RECORD] = {}
    """When somebody looked, and what was seen."""

    met: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was met, when it has been."""

    decision: Annotated[Line | None, JOINT_RECORD] = None
    """What the parties decided then."""


class ExitConsideration(Entry):
    """A thought about leaving that the owner keeps to itself."""

    trigger: Annotated[Line, INTERNAL_RECORD]
    """What would make the owner think of leaving."""

    protect: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it would have to keep."""

    alternative: Annotated[Line | None, INTERNAL_RECORD] = None
    """What it would do instead."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that keeps the thought up to date."""


class TransitionKind(Choice):
    """What would have to change hands."""

    PEOPLE = "people"
    ASSET = "asset"
    DATA = "data"
    KNOW_HOW = "know-how"
    LICENCE = "licence"
    CONTRACT = "contract"
    CUSTOMER = "customer"
    SERVICE = "service"
    FINANCE = "finance"
    COMMUNICATION = "communication"


class TransitionItem(Entry):
    """Something to keep running or hand over if the parties part."""

    title: Annotated[Line, JOINT_TERM]
    """What it is."""

    kind: Annotated[TransitionKind | None, JOINT_TERM] = None
    """What sort of thing changes hands."""

    goes_to: Annotated[PartyRef | None, JOINT_TERM] = None
    """The party it ends up with."""

    action: Annotated[Line | None, JOINT_TERM] = None
    """What has to be done."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that does it."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day it is to be done, once exit is activated."""

    done: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was done."""
