"""Every field of every record has a sentence when it changes, comes or goes, made from the model itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmpkit.changes.around import Around
from rmpkit.changes.change import Kind
from rmpkit.changes.differing import differences
from rmpkit.changes.labels import label_of, verb_of
from rmpkit.changes.sentences import sentence
from rmpkit.changes.telling import Telling, told
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
    plan = plan.model_copy(update={**one, "deputies": {"northgate.ser": "estuary.ser"}, "roles": _held(plan)})
    owner = found.edition.organisation
    assert owner is not None
    owner = owner.model_copy(update={"roles": _held(owner)})
    return replace(found, edition=replace(found.edition, plans=(plan,), organisation=owner))


def _held(kept: Plan | Organisation) -> dict[str, Any]:
    """Its first post, with everything that can be said of who holds it."""
    signpost, post = next(iter(kept.signposts)), next(iter(kept.roles))
    person, held = next(iter(kept.roles[post].items()))
    all_of_it = {"to": date(2030, 1, 1), "appointed": signpost, "appointed_by": post, "authority": "Up to 5,000 a year"}
    return {post: {person: held.model_copy(update=all_of_it)}}


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
            bare = record.model_copy(update={name: info.get_default(call_default_factory=True)})
            bare.model_fields_set.discard(name)
            yield bare
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


Said = tuple[str, Telling, str]
"""Where something was changed, everything the sentence is made of, and the sentence."""


@pytest.fixture(scope="module")
def sentences(full) -> tuple[Said, ...]:
    return tuple(_sentences(full))


def _sentences(full: Judged) -> Iterator[Said]:
    for where, head in heads(full):
        for base, other in ((full, head), (head, full)):
            found = tuple(differences(base.edition, other.edition))
            around = Around(base, other, found)
            for each in found:
                telling = told(each, around)
                yield f"{where} {each.kind.value}", telling, sentence(telling)


def test_every_field_of_every_record_has_a_sentence(sentences):
    wrong, seen = set(), set()
    for where, telling, says in sentences:
        found = telling.difference
        seen.add((found.register, *map(str, found.path[2:])))
        first = says[:1].isupper() or says[:1].isdigit() or "." in says.split(" ", 1)[0]
        if not first or not says.endswith(".") or WRONG.search(says) or says.endswith((" .", "...")):
            wrong.add(f"{where}: {says}")
    assert not wrong, "\n".join(sorted(wrong))
    assert len(seen) > 700


NOBODY_WRITES = {
    "the same word on both sides of `of`": r"\b(\w{4,}) of the \1\b",
    "the same three words twice in a row": r"\b(\w+ \w+ \w+) \1\b",
    "a question that is not given any more": r"(?:^|[:,] )(?:what|how|where|who|when|whether)\b[^.;:]* not given",
    "a question behind the name of a record": r"^[^:;]*, (?:what|how|where|who|whether)\b",
    "a list among which something is": r"\bamong (?!them\b|the people\b)",
    "a sentence about nothing": r"^(?:It|The (?:reason|day|note|name)) (?:is|was) (?!said)",
    "one of several": r"\b1 (?:changes|decisions|days|people|seats)\b",
}
"""What stands in a sentence that no person would write, by what is wrong with it."""


@pytest.mark.parametrize("pattern", [pytest.param(each, id=name) for name, each in NOBODY_WRITES.items()])
def test_no_sentence_is_one_that_no_person_would_write(sentences, pattern):
    search = re.compile(pattern, re.IGNORECASE).search
    assert sorted({f"{where}: {says}" for where, _, says in sentences if search(_own_words(says))}) == []


def _own_words(says: str) -> str:
    """A sentence without what it quotes, and without the general way of saying that nothing is said any more."""
    return re.sub(r"It is not said any more|How (?:often|soon) [^:]*:", "Nothing", re.sub(r'"[^"]*"', '"Q"', says))


def test_no_record_is_named_by_what_it_has_just_become(sentences):
    wrong = set()
    for where, telling, says in sentences:
        before, after = telling.before, telling.after
        rest = says.replace(before, "") if len(before) > len(after) else says
        told_apart = telling.difference.kind is Kind.CHANGED and len(after) > LETTER
        if told_apart and telling.difference.register != "deputies" and rest.count(after) > 1:
            wrong.add(f"{where}: {says}")
    assert sorted(wrong) == []


LETTER = 6
"""Values that are shorter may stand in any sentence twice: a number, a letter."""


def _all_kinds(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for each in kind.__subclasses__():
        yield from (each,) if each.__module__.startswith("rmpkit.model.") else ()
        yield from _all_kinds(each)


@pytest.mark.parametrize("kind", sorted(set(_all_kinds()), key=str), ids=lambda kind: kind.__name__)
def test_every_field_is_called_a_thing_and_a_list_several(kind):
    for field, info in kind.model_fields.items():
        many = str(info.annotation).startswith("tuple")
        label = label_of(field, ("x",) if many else None, kind.__name__)
        assert label.startswith(("the ", "those ")), label
        assert not many or field in {"lost", "broken", "formerly"} or verb_of(label) == "are" or field == "reviewed", (
            label
        )
