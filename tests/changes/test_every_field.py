"""Every field of every record has a sentence when it changes, comes or goes, made from the model itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmpkit.changes.around import Around
from rmpkit.changes.differing import differences
from rmpkit.changes.sentences import sentence
from rmpkit.changes.telling import told
from rmpkit.model.amounts import Amount
from rmpkit.model.days import Span
from rmpkit.model.goals import Target, read_target
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Entry, Record
from rmpkit.model.scalars import Choice
from rmpkit.rules.judgement import Judged
from rmpkit.store.folder import only, scan
from tests.changes.pairs import judged
from tests.disclosure.canaries import SHARED, planted

BY_READER = {*SET_BY_READER, "lost", "broken", "written_in", "id", "format"}
CLASSES = {each.__name__ for each in (*Record.__subclasses__(), *Entry.__subclasses__())} | {"Period", "Decimal"}
WRONG = re.compile(r"_|\('|None|datetime|[{}]|  |, \.|: \.|\(\)|\b(" + "|".join(CLASSES) + r")\(")


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> Judged:
    folder = tmp_path_factory.mktemp("full")
    planted(folder, variants=1)
    found = judged(only(scan(folder), {SHARED}), today=date(2026, 3, 1))
    plan = found.edition.plan(SHARED)
    one = {name: _first(getattr(plan, name)) for name in Plan.model_fields if name not in ("roles", "parties", "lost")}
    plan = plan.model_copy(update={**one, "deputies": {"northgate.ser": "estuary.ser"}})
    return replace(found, edition=replace(found.edition, plans=(plan,)))


def _first(value: Any) -> Any:
    """Of a register, its first record."""
    return dict([next(iter(value.items()))]) if isinstance(value, Mapping) and value else value


def otherwise(value: Any) -> Iterator[Any]:  # noqa: C901, PLR0912 - one line a type
    """Other values of the same type."""
    match value:
        case bool():
            yield not value
        case Choice():
            yield next((each for each in type(value) if each is not value), value)
        case int():
            yield value + 1
        case Decimal():
            yield value + 1
        case date():
            yield value + timedelta(days=40)
        case Amount():
            yield replace(value, value=value.value + 1)
        case Span():
            yield Span(0, 90, "90 days")
        case Target():
            yield read_target("at most 9")
        case str():
            yield f"{value} indeed"
        case tuple():
            yield ()
            for each in value:
                yield from ((*value, other) for other in otherwise(each))
                yield from ((other,) for other in otherwise(each))
        case Mapping():
            for key, each in value.items():
                yield {other: item for other, item in value.items() if other != key}
                yield from ({**value, key: other} for other in otherwise(each))
        case Record():
            yield from records(value)
        case _:
            return


def records(record: Record) -> Iterator[Record]:
    """A record with one field that says something else, or nothing."""
    for name, info in type(record).model_fields.items():
        if name in BY_READER:
            continue
        value = getattr(record, name)
        if not info.is_required() and value is not None and not isinstance(value, Mapping | tuple | bool):
            yield record.model_copy(update={name: info.get_default(call_default_factory=True)})
        yield from (record.model_copy(update={name: other}) for other in otherwise(value))
    for key, value in (record.model_extra or {}).items():
        kept = {other: item for other, item in (record.model_extra or {}).items() if other != key}
        for extra in (kept, *({**kept, key: other} for other in otherwise(value))):
            other = record.model_copy()
            object.__setattr__(other, "__pydantic_extra__", extra)
            yield other


def heads(full: Judged) -> Iterator[tuple[str, Judged]]:
    plan, owner = full.edition.plan(SHARED), full.edition.organisation
    assert owner is not None
    for field in Plan.model_fields:
        if field not in BY_READER:
            for value in _states(plan, field):
                changed = plan.model_copy(update={field: value})
                yield f"plan {field}", replace(full, edition=replace(full.edition, plans=(changed,)))
    for field in Organisation.model_fields:
        if field not in BY_READER:
            for value in _states(owner, field):
                changed_owner = owner.model_copy(update={field: value})
                yield f"own {field}", replace(full, edition=replace(full.edition, organisation=changed_owner))


def _states(kept: Plan | Organisation, field: str) -> Iterator[Any]:
    value, info = getattr(kept, field), type(kept).model_fields[field]
    assert value not in (None, {}, ()) or field in ("formerly", "copy_for", "started"), field
    if not info.is_required() and not isinstance(value, Mapping):
        yield info.get_default(call_default_factory=True)
    yield from otherwise(value)


def test_every_field_of_every_record_has_a_sentence(full):
    wrong, seen = set(), set()
    for where, head in heads(full):
        for base, other in ((full, head), (head, full)):
            found = tuple(differences(base.edition, other.edition))
            around = Around(base, other, found)
            for each in found:
                says = sentence(told(each, around))
                seen.add((each.register, *map(str, each.path[2:])))
                first = says[:1].isupper() or says[:1].isdigit() or "." in says.split(" ", 1)[0]
                if not first or not says.endswith(".") or WRONG.search(says) or says.endswith((" .", "...")):
                    wrong.add(f"{where} {each.kind.value}: {says}")
    assert not wrong, "\n".join(sorted(wrong))
    assert len(seen) > 700
