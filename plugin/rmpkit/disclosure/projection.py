"""A record without what an audience may not read: the strictest of part, register, record and field counts."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Circle, Disclosure, Entry, Record

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
    natures = natures_of(type(record))
    kept: dict[str, object] = (
        {name: getattr(record, name) for name in SET_BY_READER} if isinstance(record, Entry) else {}
    )
    for name, nature in natures.items():
        of_field = circle.within(Circle(nature.disclosure))
        if audience.reads(of_field):
            kept[name] = _value(getattr(record, name), audience, of_field)
    of_extra = circle.within(Circle(type(record).EXTRA.disclosure))
    extra: Mapping[str, Any] = (record.model_extra or {}) if audience.reads(of_extra) else {}
    more: dict[str, Any] = {key: _value(value, audience, of_extra) for key, value in extra.items()}
    return cast("R", type(record).model_construct(None, **_with_defaults(record, kept), **more))


def _value(value: object, audience: Audience, circle: Circle) -> object:
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
    natures = natures_of(type(item))
    required = (name for name, info in type(item).model_fields.items() if info.is_required())
    return audience.reads(circle) and all(
        audience.reads(circle.within(Circle(natures[name].disclosure))) for name in required
    )


def _with_defaults(record: Record, kept: Mapping[str, object]) -> dict[str, Any]:
    """Every field: what is kept, and the default of what is not."""
    return {
        name: kept[name] if name in kept else info.get_default(call_default_factory=True)
        for name, info in type(record).model_fields.items()
    }
