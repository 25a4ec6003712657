"""Every heading of a real plan has its place, and stands filled in the example."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from rmpkit.model.documented import documented
from rmpkit.model.record import Record, key_of

HEADINGS = yaml.load((Path(__file__).parent / "headings.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
STANDS = [(name, place) for name, heading in HEADINGS.items() for place in heading.get("stands", ())]
FAMILIES = {"NR": 26, "ICW": 16, "AL": 10}


@pytest.fixture(scope="module")
def roots(portfolio, plans):
    return {"organisation": portfolio.organisation, **plans}


def ways(value: Any, keys: list[str], asked: list[tuple[type[BaseModel], str]]) -> Iterator[Any]:
    """What stands behind `keys`, once for each way through; `asked` gathers the fields on the way."""
    if not keys:
        yield value
    elif isinstance(value, BaseModel):
        name = next(name for name in type(value).model_fields if key_of(name) == keys[0])
        asked.append((type(value), name))
        yield from ways(getattr(value, name), keys[1:], asked)
    elif isinstance(value, Mapping):
        for item in value.values() if keys[0] == "*" else [value[keys[0]]] if keys[0] in value else []:
            yield from ways(item, keys[1:], asked)


def standing(roots, place: str, asked: list[tuple[type[BaseModel], str]]) -> list[Any]:
    plan, path = place.split(" ")
    return [value for value in ways(roots[plan], path.split("/"), asked) if value not in (None, "", (), {})]


def test_every_heading_is_listed():
    wanted = {f"{family}-{number:02}" for family, last in FAMILIES.items() for number in range(1, last + 1)}
    assert wanted <= HEADINGS.keys()
    assert [name for name, heading in HEADINGS.items() if not (heading.get("stands") or heading.get("guidance"))] == []


@pytest.mark.parametrize(("name", "place"), STANDS)
def test_the_heading_stands_filled(name, place, roots):
    assert standing(roots, place, []), HEADINGS[name]["heading"]


def test_every_register_of_a_plan_stands_filled_somewhere(plans):
    ours_to_judge = {"broken", "formerly", "id", "known_gaps", "lost", "muted_rules", "not_applicable", "written_in"}
    names = set(type(plans["harbour-alliance"]).model_fields) - ours_to_judge
    assert [name for name in sorted(names) if not any(getattr(plan, name) for plan in plans.values())] == []


def test_each_key_named_here_has_a_sentence_of_guidance(roots):
    asked: list[tuple[type[BaseModel], str]] = []
    for _, place in STANDS:
        standing(roots, place, asked)
    assert {f"{kind.__name__}.{name}" for kind, name in asked if name not in documented(kind)} == set()


def records(kind: type[BaseModel] = Record) -> Iterator[type[BaseModel]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("rmpkit."):  # other tests make kinds of their own
            yield below
        yield from records(below)


def test_no_key_of_any_record_is_without_guidance():
    bare = [(kind.__name__, name) for kind in records() for name in kind.model_fields if name not in documented(kind)]
    assert bare == []
