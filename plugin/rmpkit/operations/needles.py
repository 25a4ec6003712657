"""What an audience may not read, text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pydantic import BaseModel

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.closed import parts_of
from rmpkit.disclosure.edition import Edition, disclose, readers_of
from rmpkit.model.amounts import Amount
from rmpkit.model.finding import Path as Spot
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import SET_BY_READER, Entry
from rmpkit.store.schema import PLAN_SLOTS

_OF_PLAN = frozenset(slot.field for slot in PLAN_SLOTS.values())
"""Fields of a plan that an author writes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text that an author wrote."""

    plan: str | None
    """The plan in which it stands; `None` for the organisation."""

    spot: Spot
    """Where in the plan."""

    text: str


def withheld(portfolio: Portfolio, edition: Edition) -> tuple[Written, ...]:
    """Every text of a portfolio that does not stand, word for word, in an edition of it."""
    shown = frozenset(each.text for each in shown_in(edition))
    return tuple(each for each in _everything(portfolio, edition.audience) if each.text not in shown)


def shown_in(edition: Edition) -> Iterator[Written]:
    """Every text of an edition."""
    if edition.organisation is not None:
        yield from _written(None, (), edition.organisation)
    for plan in edition.plans:
        yield from _of_plan(plan)
        yield from _names(plan.id, (file.name for file in edition.evidence.get(plan.id, ())))


def of_the_house(portfolio: Portfolio, plan: str, party: str, *, today: date) -> frozenset[Written]:
    """Every text that is only internal to one relationship: kept from a party, and from nobody of the owner's people.

    What only named people read is not among them, nor what another party reads alone, nor what is written of another
    relationship. Of the organisation only its people and posts are, whom minutes name.

    Args:
        portfolio: everything that was read.
        plan: the relationship.
        party: the party from which it is kept.
        today: the day on which the owner's people read.
    """
    others = {
        (plan, *path)
        for each in portfolio.plans
        if each.id == plan
        for path, part in parts_of(each)
        if part.party not in ("", party)
    }
    return frozenset(
        each
        for each in shown_in(disclose(portfolio, Audience.INTERNAL, today=today))
        if (each.plan == plan and (plan, *each.spot[:2]) not in others)
        or (each.plan is None and each.spot[:1] in (("people",), ("roles",)))
    )


def _everything(portfolio: Portfolio, audience: Audience) -> Iterator[Written]:
    """Every text of a portfolio, and the addresses of files that are not for the audience."""
    if portfolio.organisation is not None:
        yield from _written(None, (), portfolio.organisation)
    for plan in portfolio.plans:
        yield from _of_plan(plan)
        yield from _names(plan.id, (file.name for file in portfolio.evidence.get(plan.id, ())))
        closed = (file for file in portfolio.files.get(plan.id, ()) if not audience.reads(readers_of(file)))
        yield from (Written(plan.id, (), file) for file in closed)


def _of_plan(plan: Plan) -> Iterator[Written]:
    yield Written(plan.id, (), plan.id)
    yield from _written(plan.id, (), plan)


def _names(plan: str, files: Iterator[str]) -> Iterator[Written]:
    """Names of evidence files, by themselves and with their folder."""
    for name in files:
        yield Written(plan, ("evidence", name), name)
        yield Written(plan, ("evidence", name), name.rpartition("/")[2])


def _written(plan: str | None, spot: Spot, value: object) -> Iterator[Written]:
    """Every text in a value of any type, and every name that is a key.

    A word from a list that the model gives is not the author's, and neither is what the reader of the files sets.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        yield Written(plan, spot, value)
    for below, item in _inside(value):
        yield from _written(plan, (*spot, *below), item)


def _inside(value: object) -> Iterator[tuple[Spot, object]]:
    """What a value holds, and where in it."""
    match value:
        case Amount(currency=str(unit)) if not value.in_money:
            yield from (((), text) for text in (f"{value.value} {unit}", unit))
        case BaseModel():
            fields = ((name, info) for name, info in type(value).model_fields.items() if not _by_reader(value, name))
            yield from (((info.alias or name,), getattr(value, name)) for name, info in fields)
            yield (), value.model_extra or {}
        case Mapping():
            yield from (((str(key),), each) for key, item in value.items() for each in (key, item))
        case tuple() | list() | set() | frozenset():
            yield from (((position,), item) for position, item in enumerate(value))
        case _:
            pass


def _by_reader(record: BaseModel, field: str) -> bool:
    if isinstance(record, Plan):
        return field not in _OF_PLAN
    return isinstance(record, Entry) and field in SET_BY_READER
