"""Pieces of a plan for pages written by hand: where it stands, a register, a number, a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Path
from rmpkit.model.misfit import listed, nearest
from rmpkit.model.record import Entry, Record, key_of
from rmpkit.model.showing import show
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when
from rmpkit.views.evidence import tally_text
from rmpkit.views.lamps import LampView, lamp_views
from rmpkit.views.overview import StageStep, stage_steps
from rmpkit.views.posts import Post, maybe_post

_TITLES = ("title", "name", "question", "trigger", "what", "text", "changed", "term")
"""Fields that say what a record is, the likeliest first."""


_FEW = 60
"""Names that are still listed where none of them is near the one that was asked for."""


class NothingThereError(LookupError):
    """A plan, a register or a record was asked for that is not there."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A relationship in a few lines."""

    page: Link
    kind: str
    lamps: tuple[LampView, ...]
    stages: tuple[StageStep, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a register."""

    page: Link
    title: str
    owner: Post | None
    when: When | None
    state: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A register as a table."""

    title: str
    rows: tuple[Row, ...]


def summary(judged: Judged, plan: str) -> Summary:
    """Where a relationship stands.

    Raises:
        NothingThereError: there is no such plan.
    """
    found = readable(judged, plan)
    return Summary(
        Link(found.title, addresses.relationship(found.id)),
        found.type.value,
        lamp_views(judged, found),
        tuple(step for step in stage_steps(judged, found) if step.live),
        tally_text(judged, Tally.of(judged.plans[found.id].evidence)),
    )


def excerpt(judged: Judged, plan: str, register: str) -> Excerpt:
    """A register of a plan.

    Raises:
        NothingThereError: there is no such plan or register.
    """
    found = readable(judged, plan)
    rows = (_row(judged, found, register, key, record) for key, record in records(found, register).items())
    return Excerpt(register.replace("-", " ").capitalize(), tuple(rows))


def count(judged: Judged, plan: str, register: str, wanted: Mapping[str, object]) -> int:
    """How many records of a register have these values; all of them where none is named.

    Raises:
        NothingThereError: there is no such plan or register, or its records have no such field.
    """
    every = records(readable(judged, plan), register).values()
    return sum(all(_has(record, name, value) for name, value in wanted.items()) for record in every)


def record_link(judged: Judged, plan: str, record: str) -> Link:
    """A link to a record, or to the plan where none is named.

    Raises:
        NothingThereError: there is no such plan or record.
    """
    found = readable(judged, plan)
    if not record:
        return Link(found.title, addresses.relationship(found.id))
    everything = {key: (register, item) for register in _registers(found) for key, item in _all(found, register)}
    if record not in everything:
        raise NothingThereError(_missing("record", record, everything, f"The plan {found.id}"))
    register, item = everything[record]
    return Link(f"{record} {_title(item)}".strip(), addresses.of_path(found, (register, record)))


def readable(judged: Judged, plan: str) -> ShownPlan:
    """The plan of this id.

    Raises:
        NothingThereError: there is none, or it cannot be read.
    """
    found = {each.id: each for each in judged.edition.plans}
    if plan not in found:
        raise NothingThereError(_missing("plan", plan, found, "The data folder"))
    if found[plan].broken:
        raise NothingThereError(f"The plan {plan} cannot be read; rmp check says why.")
    return found[plan]


def records(plan: ShownPlan, register: str) -> Mapping[str, Record]:
    """The records of a register, by id.

    Raises:
        NothingThereError: plans have no such register.
    """
    known = tuple(_registers(plan))
    if register not in known:
        raise NothingThereError(_missing("register", register, dict.fromkeys(known), "A plan"))
    return dict(_all(plan, register))


def _registers(plan: ShownPlan) -> Iterator[str]:
    return (key_of(name) for name in type(plan).model_fields if isinstance(getattr(plan, name), Mapping))


def _all(plan: ShownPlan, register: str) -> Iterator[tuple[str, Record]]:
    found = getattr(plan, register.replace("-", "_"))
    return ((str(key), item) for key, item in found.items() if isinstance(item, Entry))


def _row(judged: Judged, plan: ShownPlan, register: str, key: str, record: Record) -> Row:
    path: Path = (register, key)
    owner = getattr(record, "owner", None)
    day = next((found for name in ("due", "on", "by") if isinstance(found := getattr(record, name, None), date)), None)
    state = getattr(record, "state", None)
    return Row(
        Link(key, addresses.of_path(plan, path)),
        _title(record),
        maybe_post(judged.case(plan.id), owner) if isinstance(owner, str) and "." in owner else None,
        when(day) if day else None,
        str(state) if state is not None else "",
    )


def _title(record: Record) -> str:
    found = (getattr(record, name, None) for name in _TITLES)
    return next((text for text in found if isinstance(text, str)), "")


def _has(record: Record, name: str, value: object) -> bool:
    if not hasattr(record, name):
        raise NothingThereError(_missing("field", name, type(record).model_fields, "A record of this register"))
    return str(getattr(record, name)) == str(value)


def _missing(noun: str, asked: str, known: Mapping[str, object], holder: str) -> str:
    near = nearest(asked, known)
    names = [key_of(name) for name in known] if len(known) <= _FEW else []
    mend = f'The nearest is "{near}".' if near else f"There are {listed(names, last='and')}." if names else ""
    return f'{holder} has no {noun} "{show(asked)}". {mend}'.strip()
