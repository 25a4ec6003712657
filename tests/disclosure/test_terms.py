"""The digest of the agreed terms: another for another term, the same for all else, and the same in every party's copy."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.disclosure.natures import natures_of
from rmpkit.disclosure.terms import TERMS, all_read, digest_of_terms, terms_of
from rmpkit.model.amounts import Amount
from rmpkit.model.canonical import as_text
from rmpkit.model.days import Period, Span
from rmpkit.model.goals import Target
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import Disclosure, Entry, Part, Record, Standing, key_of
from rmpkit.model.reference import arguments, arms, hints_of, register_of
from rmpkit.operations.check import load, vocabulary
from rmpkit.store.events import load as load_text
from rmpkit.store.folder import Folder, Source
from rmpkit.store.portfolio import read_folder

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]


@cache
def full() -> Portfolio:
    """An organisation with a plan that fills most registers, with every field of every record."""
    return load(ROOT / "tests/views/full").portfolio


@cache
def the_registers() -> Plan:
    """That plan, with the registers that it lacks from the example."""
    plan = next(each for each in full().plans if each.id == "everything")
    example = next(each for each in load(ROOT / "rmp-data").portfolio.plans if each.id == "harbour-alliance")
    lacking = (name for name in type(plan).model_fields if not getattr(plan, name) and name not in SET_BY_READER)
    return plan.model_copy(update={name: getattr(example, name) for name in lacking})


@cache
def the_plan() -> Plan:
    """The same, with a record wherever one may still stand."""
    plan = filled(the_registers())
    assert isinstance(plan, Plan)
    return plan


SET_BY_READER = ("id", "lost", "broken", "written_in")
"""Fields of a plan that no author writes."""


def another(value: object) -> object:  # noqa: PLR0911 - one line a type
    """Another value of the same type."""
    match value:
        case bool():
            return not value
        case Enum():
            return next(each for each in type(value) if each is not value)
        case int() | Decimal():
            return value + 1
        case str():
            return f"{value}x"
        case date():
            return value + timedelta(days=1)
        case Period():
            return replace(value, text=f"{value.text}x")
        case Amount():
            return replace(value, value=value.value + 1)
        case Span():
            return replace(value, days=value.days + 1)
        case Target():
            return replace(value, text=f"{value.text}0")
        case _:
            raise TypeError(type(value).__name__)


SAMPLES = (
    "berth-ready", "estuary.ser", "2027-03-31", "3", "at least 3", "quarter", "O-1", "Some words", "0" * 64,
    "1:" + "0" * 32,
)  # fmt: skip
"""What an author might write, of every type."""

Change = tuple[str, bool, Any]
"""What is changed, whether that is a term which every party reads, and the record with the change."""


def filled(record: Record) -> Record:
    """A record that has a record in each of its fields that may hold some."""
    holding = {name: list(_records_in(hint)) for name, hint in hints_of(type(record)).items()}
    new: dict[str, Any] = {}
    for name in natures_of(type(record)):
        value = getattr(record, name)
        if not holding[name]:
            continue
        if value in (None, (), {}):
            new[name] = something(hints_of(type(record))[name])
        elif isinstance(value, Record):
            new[name] = filled(value)
        elif isinstance(value, Mapping):
            new[name] = {key: filled(each) if isinstance(each, Record) else each for key, each in value.items()}
    return record.model_copy(update=new)


def made(kind: type[Record]) -> Record:
    """A record with nothing in it but what it cannot be without."""
    hints, fields = hints_of(kind), kind.model_fields.items()
    held = {name: something(hints[name]) for name, info in fields if info.is_required()}
    return kind.model_construct(None, **held, **({"part": Part.JOINT} if issubclass(kind, Entry) else {}))


def changes(record: Record, *, shown: bool = True) -> Iterator[Change]:
    """A record with each of its fields changed in turn, down to the last; one that is empty gets something."""
    for name, nature in natures_of(type(record)).items():
        if isinstance(record, Plan) and name in SET_BY_READER:
            continue
        seen = shown and nature.disclosure <= Disclosure.JOINT
        if isinstance(record, Plan) and name in record.written_in:
            seen = seen and record.written_in[name].disclosure <= Disclosure.JOINT
        label = f"{type(record).__name__}.{name}"
        term = seen and nature.standing is Standing.TERM
        value = getattr(record, name)
        if value in (None, (), {}) and not list(_records_in(hints_of(type(record))[name])):
            new = something(hints_of(type(record))[name])
            assert new != value, label
            yield label, term, record.model_copy(update={name: new})
        for inner, is_term, changed in _inside(label, value, term=term, seen=seen):
            yield inner, is_term, record.model_copy(update={name: changed})
    for key, value in (record.model_extra or {}).items():
        for inner, is_term, changed in _inside(f"{type(record).__name__}.*", value, term=False, seen=shown):
            yield inner, is_term, record.model_copy(update={key: changed})


def _inside(label: str, value: Any, *, term: bool, seen: bool) -> Iterator[Change]:
    if isinstance(value, Record):
        part = value.part if isinstance(value, Entry) else Part.PLAN
        between = max(value.own_disclosure, part.disclosure) <= Disclosure.JOINT
        yield from changes(value, shown=seen and between)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for inner, is_term, changed in _inside(label, item, term=term, seen=seen):
                yield inner, is_term, {**value, key: changed}
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            for inner, is_term, changed in _inside(label, item, term=term, seen=seen):
                yield inner, is_term, (*value[:at], changed, *value[at + 1 :])
    elif value is not None:
        changed = another(value)
        assert changed != value, label
        yield label, term, changed


def something(hint: Any) -> Any:
    """A value of a type, such as nobody wrote yet; of a reference, one that leads to something every party reads."""
    register = register_of(hint)
    if register in ("measures", "objectives", "signposts", "records"):
        kept = getattr(the_registers(), {"records": "agreements"}.get(register, register))
        return next(key for key, each in kept.items() if each.part is Part.JOINT)
    for arm in arms(hint):
        if isinstance(arm, type) and issubclass(arm, Record):
            return made(arm)
    for text in SAMPLES:
        for written in (text, (text,), {"estuary": text}, {"D-1": text}, {"2026-09-01": text}):
            try:
                return TypeAdapter(hint).validate_python(written)
            except ValidationError:
                continue
    if pair := arguments(hint, dict):
        return {something(pair[0]): something(pair[1])}
    if inner := arguments(hint, tuple):
        return (something(inner[0]),)
    words = [each for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Enum) for each in arm]
    assert words, f"no sample fits {hint}"
    return words[0]


def fields_of_the_model(record: type[Record] = Plan, above: tuple[type[Record], ...] = ()) -> Mapping[str, bool]:
    """Every field that an author writes, from the plan down, and whether the model calls it a term all parties read."""
    found = {}
    beside = hints_of(record).get("__pydantic_extra__")
    assert beside is None or record.EXTRA.standing is Standing.RECORD
    if beside is not None and not list(_records_in(beside)):
        found[f"{record.__name__}.*"] = False
    for below in _records_in(beside):
        found |= fields_of_the_model(below, (*above, record))
    for name, nature in natures_of(record).items():
        if record is Plan and name in SET_BY_READER:
            continue
        inside = list(_records_in(hints_of(record)[name]))
        for below in inside:
            if below not in (*above, record):
                found |= fields_of_the_model(below, (*above, record))
        if not inside:
            term = nature.standing is Standing.TERM and nature.disclosure <= Disclosure.JOINT
            found[f"{record.__name__}.{name}"] = term
    return found


def _records_in(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for arm in get_args(hint):
        yield from _records_in(arm)


TIMES = 2
"""In how many records one field of the running record is changed; a term is changed in all of them."""


def test_every_changed_term_changes_the_digest_and_no_other_field_does():
    plan = the_plan()
    before, unlike = digest_of_terms(plan), set()
    terms: set[str] = set()
    records: Counter[str] = Counter()
    for label, term, changed in changes(plan):
        if term:
            terms.add(label)
        elif records[label] < TIMES:
            records[label] += 1
        else:
            continue
        if (digest_of_terms(changed) != before) is not term:
            unlike.add((label, "a term" if term else "no term"))
    assert unlike == set()
    known = fields_of_the_model()
    assert {label for label, term in known.items() if term} - terms == set()
    assert {label for label, term in known.items() if not term} - set(records) == set()
    assert len(terms) > 90
    assert len(records) > 400


def test_a_record_that_comes_or_goes_counts_where_it_holds_terms():
    plan = the_plan()
    before = digest_of_terms(plan)
    for name in type(plan).model_fields:
        register = getattr(plan, name)
        if name in SET_BY_READER or not isinstance(register, Mapping) or len(register) == 0:
            continue
        less = plan.model_copy(update={name: dict(list(register.items())[:-1])})
        last = list(register.values())[-1]
        between = not isinstance(last, Entry) or max(last.part.disclosure, last.own_disclosure) <= Disclosure.JOINT
        if key_of(name) in TERMS:
            assert (digest_of_terms(less) != before) is between, name
        elif name not in ("signposts", "actions"):  # terms refer to some of these
            assert digest_of_terms(less) == before, name


PARTS = (Part.JOINT, Part.JOINT, Part.INTERNAL, Part.RESTRICTED, Part.only_with("northgate"), Part.only_with("delta"))


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_copy_of_a_plan_gives_the_same_digest_wherever_its_records_stand(chance):
    plan = scattered(the_plan(), chance)
    portfolio = replace(full(), plans=(plan,))
    expected = digest_of_terms(plan)
    audiences = (Audience.INTERNAL, Audience.RESTRICTED, Audience.joint("northgate"), Audience.joint("delta"))
    for audience in audiences:
        for copy in disclose(portfolio, audience, today=TODAY).plans:
            assert digest_of_terms(copy) == expected, audience


def scattered(plan: Plan, chance: random.Random) -> Plan:
    """The plan with some of its records gone, and the rest wherever chance puts them."""
    moved: dict[str, Any] = {}
    for name in type(plan).model_fields:
        register = getattr(plan, name)
        if name not in ("parties", "people") and isinstance(register, Mapping):
            entries = {key: each for key, each in register.items() if isinstance(each, Entry)}
            if entries:
                moved[name] = {
                    key: each.model_copy(update={"part": chance.choice(PARTS)})
                    for key, each in entries.items()
                    if chance.random() < 0.9
                }
    return plan.model_copy(update=moved)


def read(files: Mapping[str, str]) -> Plan:
    """A plan read from its files."""
    sources = [
        Source(
            f"relationships/quay/{name}",
            "quay",
            Part.named(name.partition("/")[0].removesuffix(".yml")),
            text.encode(),
        )
        for name, text in files.items()
    ]
    own = Source("organisation.yml", None, None, b"format: 1\nid: estuary\nname: Estuary Gateway\n")
    folder = Folder((own, *sources), (), {}, ("quay",), ())
    (plan,) = read_folder(folder, vocabulary=vocabulary(load_library())).plans
    return plan


PLAN = """title: Quay
type: alliance
state: active
parties:
  estuary: {name: Estuary Gateway}
  northgate: {name: Northgate Marine}
"""
JOINT = """purpose: Ships leave on time.
objectives:
  O-1: {title: Fewer ships wait, due: 2027-03-31}
  O-2: {title: Nobody is hurt}
charter:
  behaviours: [We say it early, We say it once]
measures:
  berth-ready:
    question: Is the berth ready?
    target: at least 95
"""

SAME = {
    "comments": JOINT.replace("objectives:", "# What we want.\nobjectives: # both of them"),
    "quotes": JOINT.replace("Ships leave on time.", '"Ships leave on time."').replace("2027-03-31", "'2027-03-31'"),
    "line ends": JOINT.replace("\n", "\r\n"),
    "spaces": JOINT.replace("at least 95", "at  least   95").replace("on time.", "on time.  "),
    "a text as a block": JOINT.replace("Ships leave on time.", ">-\n  Ships leave\n  on time."),
    "braces and lines": JOINT.replace("O-2: {title: Nobody is hurt}", "O-2:\n    title: Nobody is hurt"),
    "the order of keys": "measures:" + JOINT.partition("measures:")[2] + JOINT.partition("measures:")[0],
    "the order of a list that has none": JOINT.replace(
        "We say it early, We say it once", "We say it once, We say it early"
    ),
    "a default that is written": JOINT + "    kind: delivery\n",
    "a reading": JOINT + "    readings: {2026-09: 94}\n",
    "a state and a note": JOINT.replace("Nobody is hurt}", "Nobody is hurt, state: at risk, note: One near miss}"),
    "a version and its approval": JOINT
    + "versions:\n  v1.0:\n    what: All\n    approved: {northgate: {by: northgate.ser, on: 2026-01-15}}\n",
    "a risk": JOINT + "risks:\n  R-N1: {title: Fog}\n",
}


@pytest.mark.parametrize("what", SAME)
def test_the_digest_stays_the_same_with(what):
    assert SAME[what] != JOINT
    plan = read({"plan.yml": PLAN, "joint.yml": SAME[what]})
    assert not plan.lost
    assert digest_of_terms(plan) == digest_of_terms(read({"plan.yml": PLAN, "joint.yml": JOINT}))


WRITTEN = {
    name: load_text((ROOT / f"tests/views/full/relationships/everything/{name}").read_text("utf-8")).data
    for name in ("plan.yml", "joint.yml")
}
"""A plan with most registers, as its author wrote it: texts, maps and lists."""

REMARKS = ("", "# Said in May: {so, it} was.\n", "#\n\n", "\n")


def scribbled(data: Any, chance: random.Random, depth: int = 0) -> str:
    """Data as somebody might write them: keys in any order, in lines or in braces, in any quotes, with remarks."""
    if not isinstance(data, Mapping):
        return f" {inline(data, chance)}\n"
    if depth and chance.random() < 0.4:
        return f" {inline(data, chance)}{chance.choice(('', '  # as agreed'))}\n"
    margin = "  " * depth
    items = list(data.items())
    chance.shuffle(items)
    lines = (
        f"{chance.choice(REMARKS)}{margin}{inline(key, chance)}:{scribbled(each, chance, depth + 1)}"
        for key, each in items
    )
    return ("\n" if depth else "") + "".join(lines)


def inline(data: Any, chance: random.Random) -> str:
    """The same on one line."""
    if data is None:
        return "null"
    if isinstance(data, tuple):
        return f"[{', '.join(inline(each, chance) for each in data)}]"
    if isinstance(data, Mapping):
        items = list(data.items())
        chance.shuffle(items)
        return f"{{{', '.join(f'{inline(key, chance)}: {inline(each, chance)}' for key, each in items)}}}"
    if data.replace("-", "").replace(".", "").isalnum() and chance.random() < 0.5:
        return str(data)
    if chance.random() < 0.5 and "\n" not in data:
        return "'" + str(data).replace("'", "''") + "'"
    return '"' + str(data).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\x0A") + '"'


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(("\n", "\r\n")), st.sampled_from(("", "\ufeff")))
def test_the_digest_stays_the_same_however_the_same_is_written(seed, end, mark):
    chance = random.Random(seed)  # noqa: S311 - a seed tells a failure in one number; a plan is too long to draw
    files = {name: mark + scribbled(data, chance).replace("\n", end) for name, data in WRITTEN.items()}
    plan = read(files)
    assert not plan.lost
    assert len(as_text(terms_of(plan))) > 2_000
    assert digest_of_terms(plan) == as_written()


@cache
def as_written() -> str:
    """The digest of that plan as its author wrote it."""
    folder = ROOT / "tests/views/full/relationships/everything"
    return digest_of_terms(read({name: (folder / name).read_text("utf-8") for name in WRITTEN}))


def test_the_digest_stays_the_same_when_the_joint_part_becomes_a_folder():
    one, rest = JOINT.partition("measures:")[0], "measures:" + JOINT.partition("measures:")[2]
    apart = read({"plan.yml": PLAN, "joint/aims.yml": one, "joint/measures.yml": rest})
    assert digest_of_terms(apart) == digest_of_terms(read({"plan.yml": PLAN, "joint.yml": JOINT}))


def test_what_stands_where_a_party_does_not_read_it_is_no_agreed_term():
    before = digest_of_terms(read({"plan.yml": PLAN, "joint.yml": JOINT}))
    ours = "objectives:\n  O-9: {title: Cheaper than last year}\n"
    assert digest_of_terms(read({"plan.yml": PLAN, "joint.yml": JOINT, "internal.yml": ours})) == before
    assert digest_of_terms(read({"plan.yml": PLAN, "joint.yml": JOINT, "with-northgate.yml": ours})) == before
    secret = JOINT + "knowledge:\n  K-1: {item: The price model, share: cannot}\n"
    assert digest_of_terms(read({"plan.yml": PLAN, "joint.yml": secret})) == before


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (JOINT, True),
        (JOINT.replace("2027-03-31", "2027-02-31"), False),
        (JOINT + "risks:\n  R-N1: {title: Fog, due: 2027-02-31}\n", True),
        (JOINT + "risks: [\n", False),
    ],
    ids=["all of it", "an objective has no such day", "a risk has no such day", "the file breaks off"],
)
def test_terms_that_could_not_be_read_are_known(text, whole):
    assert all_read(read({"plan.yml": PLAN, "joint.yml": text})) is whole


def test_the_digest_begins_with_the_version_of_the_format():
    assert digest_of_terms(the_plan()).startswith("1:")
    assert terms_of(read({"plan.yml": PLAN, "joint.yml": "purpose: Ships leave on time.\n"})) == {
        "title": "Quay",
        "type": "alliance",
        "parties": {"estuary": {"name": "Estuary Gateway"}, "northgate": {"name": "Northgate Marine"}},
        "purpose": "Ships leave on time.",
    }
