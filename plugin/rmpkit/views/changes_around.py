"""What changed around a plan, and what must be read again because of it."""

from dataclasses import dataclass

from rmpkit.model.events import ChangeEvent
from rmpkit.model.record import Disclosure
from rmpkit.rules.case import Case
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.records import record_link


@dataclass(frozen=True, slots=True)
class EventView:
    """One change."""

    id: str
    title: str
    kind: str
    on: When
    read_again: tuple[tuple[str, When | None], ...]
    """What must be read again, each with the day it was, once it was."""

    see: Link | None
    internal: bool


def event_views(case: Case) -> tuple[EventView, ...]:
    """Every change, newest first."""
    found = sorted(case.plan.change_events.values(), key=lambda event: (event.on, event.id), reverse=True)
    return tuple(_event(case, event) for event in found)


def _event(case: Case, event: ChangeEvent) -> EventView:
    return EventView(
        event.id,
        event.title,
        event.kind,
        when(event.on),
        tuple((what, maybe(day)) for what, day in event.read_again.items()),
        record_link(case.plan, event.see) if event.see else None,
        event.part.disclosure >= Disclosure.INTERNAL,
    )
