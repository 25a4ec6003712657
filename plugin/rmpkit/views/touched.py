"""What was recorded since a day, by the days that records carry themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.called import name_of
from rmpkit.model.days import Period
from rmpkit.model.deeds import AHEAD, took_place
from rmpkit.model.record import Entry, key_of
from rmpkit.rules.absence import registers_of
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when

MOST = 6
"""So many records of one register are named; more of them are counted, with a link to where they stand."""

_SAID = {"met": "came about"}
"""What a day is called where the name of its field is also a verdict."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One record, and the last day in the time asked about on which something was done to it."""

    id: str
    record: Link
    on: When
    what: str
    """Which day of it that is: `checked`, `on`."""

    day: date


@dataclass(frozen=True, slots=True)
class TouchedRegister:
    """The records of one register."""

    name: str
    records: tuple[Touched, ...]
    """The newest of them first."""

    more: Link | None
    """How many others there are, and where."""


def touched_since(plan: ShownPlan, since: date, *, today: date) -> tuple[TouchedRegister, ...]:
    """The records of a plan in which something is dated from `since` to `today`, register by register."""

    def to(register: str, key: str) -> str:
        return addresses.of_path(plan, (register, key) if key else (register,))

    return tuple(_registers(plan, since, today, to))


def touched_of_organisation(
    organisation: ShownOrganisation, since: date, *, today: date
) -> tuple[TouchedRegister, ...]:
    """The same of the organisation's own records."""

    def to(register: str, key: str) -> str:
        return addresses.of_own_path(organisation, (register, key) if key else (register,))

    return tuple(_registers(organisation, since, today, to))


def _registers(
    kept: ShownPlan | ShownOrganisation, since: date, today: date, to: Callable[[str, str], str]
) -> Iterator[TouchedRegister]:
    for field, register in registers_of(kept):
        found = []
        for key, record in register.items():
            days = [(day, what) for day, what in days_of(record) if since <= day <= today]
            if days:
                day, what = max(days)
                found.append(Touched(key, Link(_called(key, record), to(key_of(field), key)), when(day), what, day))
        if found:
            found.sort(key=lambda each: (each.day, each.record.to), reverse=True)
            left = len(found) - MOST
            more = Link(f"{left} more", to(key_of(field), "")) if left > 0 else None
            yield TouchedRegister(key_of(field).replace("-", " ").capitalize(), tuple(found[:MOST]), more)


def _called(key: str, record: Entry) -> str:
    return f"{key} {name_of(record)}".strip() if key[:1].isupper() else name_of(record) or key.replace("-", " ")


def days_of(record: Entry) -> Iterator[tuple[date, str]]:
    """Each day on which a record says that something was done, and which of its fields says so."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field in AHEAD or (field == "on" and not took_place(record)):
            continue
        if isinstance(value, date):
            yield value, _SAID.get(field) or key_of(field).replace("-", " ")
        elif isinstance(value, Mapping):
            yield from ((day, key_of(field)) for key, each in value.items() if (day := _day(key, each)))


def _day(key: object, value: object) -> date | None:
    """The day of one item of a map: its key where that is a day or a month, else the day it holds."""
    if isinstance(key, date):
        return key
    if isinstance(key, Period):
        return key.last
    found = getattr(value, "on", None)
    return found if isinstance(found, date) else None
