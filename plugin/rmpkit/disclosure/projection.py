"""A record without what an audience may not read: the strictest of part, register, record and field counts."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast, get_args

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Circle, Disclosure, Entry, Record
from rmpkit.model.reference import hints_of

R = TypeVar("R", bound=Record)

ANYONE = Circle(Disclosure.PUBLIC)


def projected_plan(plan: Plan, audience: Audience) -> Plan | None:
    """The plan as an audience may read it; nothing where not even its identity is for them."""
    natures = natures_of(Plan)
    kept: dict[str, Any] = {}
    for name, nature in natures.items():
        part = plan.written_in.get(name)
        circle = Circle(nature.disclosure).within(part.readers) if part else Circle(nature.disclosure)
        if audience.reads(circle):
            kept[name] = _value(getattr(plan, name), audience, circle)
        elif Plan.model_fields[name].is_required():
            return None
    kept["lost"] = {path: part for path, part in plan.lost.items() if audience.reads(part.readers)}
    kept["written_in"] = {name: part for name, part in plan.written_in.items() if audience.reads(part.readers)}
    return Plan.model_construct(None, **_with_defaults(plan, kept))


def projected(record: R, audience: Audience, circle: Circle = ANYONE) -> R:
    """A record as an audience may read it, where it stands in something that `circle` may read."""
    if _as_it_is(type(record), audience, circle):
        return record
    kept: dict[str, object] = (
        {name: getattr(record, name) for name in SET_BY_READER} if isinstance(record, Entry) else {}
    )
    for name, of_field in _readable(type(record), audience, circle):
        kept[name] = _value(getattr(record, name), audience, of_field)
    of_extra = circle.within(Circle(type(record).EXTRA.disclosure))
    extra: Mapping[str, Any] = (record.model_extra or {}) if audience.reads(of_extra) else {}
    more: dict[str, Any] = {key: _value(value, audience, of_extra) for key, value in extra.items()}
    written = record.model_fields_set & kept.keys()
    return cast("R", type(record).model_construct(written, **_with_defaults(record, kept), **more))


@cache
def _readable(record: type[Record], audience: Audience, circle: Circle) -> tuple[tuple[str, Circle], ...]:
    """The fields of such a record that an audience may read where the record stands, each with its circle."""
    circles = ((name, circle.within(Circle(nature.disclosure))) for name, nature in natures_of(record).items())
    return tuple((name, of_field) for name, of_field in circles if audience.reads(of_field))


@cache
def _as_it_is(record: type[Record], audience: Audience, circle: Circle) -> bool:
    """Whether an audience may read all that can be written in such a record, so that nothing has to be left out."""
    readable = dict(_readable(record, audience, circle))
    hints = hints_of(record)
    return (
        len(readable) == len(natures_of(record))
        and record.model_config.get("extra") == "forbid"
        and all(
            _open_throughout(inner, audience, of_field)
            for name, of_field in readable.items()
            for inner in _types_in(hints[name])
        )
    )


def _open_throughout(inner: object, audience: Audience, circle: Circle) -> bool:
    """Whether values of a type can hold nothing that would have to be left out: no record that may close itself."""
    if inner is Any:
        return False
    if not isinstance(inner, type) or not issubclass(inner, Record):
        return True
    itself = issubclass(inner, Entry) or inner.own_disclosure is not Record.own_disclosure
    return not itself and inner.model_config.get("extra") == "forbid" and _as_it_is(inner, audience, circle)


def _types_in(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type of any shape
    """The type itself, and every type that stands in it."""
    yield hint
    for inner in get_args(hint):
        yield from _types_in(inner)


def _value(value: object, audience: Audience, circle: Circle) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _value(item, audience, circle) for key, item in value.items() if _open(item, audience, circle)}
    if isinstance(value, tuple):
        return tuple(_value(item, audience, circle) for item in value if _open(item, audience, circle))
    return projected(value, audience, _circle_of(value, circle)) if isinstance(value, Record) else value


def _circle_of(record: Record, around: Circle) -> Circle:
    """Who may read a record, wherever it stands: what it says may close it, and so may its part."""
    own = around.within(Circle(record.own_disclosure))
    return own.within(record.part.readers) if isinstance(record, Entry) else own


def _open(item: object, audience: Audience, around: Circle) -> bool:
    """Whether a record may be shown at all; one of which a required field is closed may not."""
    if not isinstance(item, Record):
        return True
    circle = _circle_of(item, around)
    return audience.reads(circle) and _whole(type(item), audience, circle)


@cache
def _whole(record: type[Record], audience: Audience, circle: Circle) -> bool:
    """Whether an audience may read every required field of such a record."""
    natures = natures_of(record)
    required = (name for name, info in record.model_fields.items() if info.is_required())
    return all(audience.reads(circle.within(Circle(natures[name].disclosure))) for name in required)


def _with_defaults(record: Record, kept: Mapping[str, object]) -> dict[str, Any]:
    """Every field: what is kept, and the default of what is not."""
    return {
        name: kept[name] if name in kept else info.get_default(call_default_factory=True)
        for name, info in type(record).model_fields.items()
    }
