"""The digest of the agreed terms: another for another term, the same for all else, and the same in every party's copy."""

import random
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
from rmpkit.model.days import Period, Span
from rmpkit.model.goals import Target
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import Disclosure, Entry, Part, Record, Standing, key_of
from rmpkit.model.reference import arms, hints_of, register_of
from rmpkit.operations.check import load, vocabulary
from rmpkit.store.folder import Folder, Source
from rmpkit.store.portfolio import read_folder

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]


@cache
def full() -> Portfolio:
    """An organisation with a plan that fills most registers, with every field of every record."""
    return load(ROOT / "tests/views/full").portfolio


@cache
def the_plan() -> Plan:
    """That plan, with the registers that it lacks from the example."""
    plan = next(each for each in full().plans if each.id == "everything")
    example = next(each for each in load(ROOT / "rmp-data").portfolio.plans if each.id == "harbour-alliance")
    lacking = (name for name in type(plan).model_fields if not getattr(plan, name) and name not in SET_BY_READER)
    return plan.model_copy(update={name: getattr(example, name) for name in lacking})


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


SAMPLES = ("berth-ready", "estuary.ser", "2027-03-31", "3", "at least 3", "quarter", "O-1", "Some words")
"""What an author might write, of every type."""

Change = tuple[str, bool, Any]
"""What is changed, whether that is a term which every party reads, and the record with the change."""


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
        if term and value in (None, (), {}) and not list(_records_in(hints_of(type(record))[name])):
            yield label, term, record.model_copy(update={name: something(hints_of(type(record))[name])})
        for inner, is_term, changed in _inside(label, value, term=term, seen=seen):
            yield inner, is_term, record.model_copy(update={name: changed})


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
        yield label, term, another(value)


def something(hint: Any) -> Any:
    """A value of a type, such as nobody wrote yet; of a reference, one that leads to something every party reads."""
    register = register_of(hint)
    if register in ("measures", "objectives", "signposts", "records"):
        kept = getattr(the_plan(), {"records": "agreements"}.get(register, register))
        return next(key for key, each in kept.items() if each.part is Part.JOINT)
    for text in SAMPLES:
        for written in (text, (text,), {"estuary": text}):
            try:
                return TypeAdapter(hint).validate_python(written)
            except ValidationError:
                continue
    return next(each for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Enum) for each in arm)


def terms_in_the_model(record: type[Record] = Plan) -> set[str]:
    """Every field that the model calls a term which every party reads, from the plan down."""
    found = set()
    for name, nature in natures_of(record).items():
        inside = list(_records_in(hints_of(record)[name]))
        found |= {each for below in inside if below is not record for each in terms_in_the_model(below)}
        if nature.standing is Standing.TERM and nature.disclosure <= Disclosure.JOINT and not inside:
            found.add(f"{record.__name__}.{name}")
    return found


def _records_in(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for arm in get_args(hint):
        yield from _records_in(arm)


def test_every_changed_term_changes_the_digest_and_no_other_field_does():
    before, unlike, reached = digest_of_terms(the_plan()), set(), set()
    for label, term, changed in changes(the_plan()):
        if term:
            reached.add(label)
        if (digest_of_terms(changed) != before) is not term:
            unlike.add((label, "a term" if term else "no term"))
    assert unlike == set()
    assert terms_in_the_model() - reached == set()
    assert len(reached) > 90


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
