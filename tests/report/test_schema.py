"""The schemas for editors: they hold what the model says, and scold nothing that is read."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from pydantic import ValidationError

from rmpkit.operations.explain import explain
from rmpkit.report.patterns import FORMS, form
from rmpkit.report.reference import keys
from rmpkit.report.schema import KINDS, PLACES, name, schema
from rmpkit.report.snippets import PREFIXES
from rmpkit.report.values import SCALARS
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from tests.docs.guide import ROOT, UPDATE
from tests.store.drafts import drafts

EXAMPLE = ROOT / "rmp-data"
COPIES = Path(str(resources.files("rmpkit.operations") / "started" / "schemas"))
UNSEEN = {"2026-02-30", "0"}
"""What only a calendar can refuse, and a number that is too small: an editor has words of its own for that."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")


@cache
def made(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema(kind))
    return found


@cache
def judge(kind: str) -> Draft202012Validator:
    return Draft202012Validator(made(kind))


def seen(text: str) -> Any:
    """A bare text as an editor takes it, by the core schema of YAML 1.2."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text != "tRUE":
        return text.lower() == "true"
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else float(text)


def tree(node: yaml.Node | None) -> Any:
    """A file as an editor takes it: keys are text, and quotes keep a text what it is."""
    match node:
        case yaml.MappingNode():
            return {key.value: tree(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [tree(item) for item in node.value]
        case yaml.ScalarNode():
            return seen(node.value) if node.style is None else node.value
        case _:
            return None


def files() -> Iterator[tuple[str, Path]]:
    for kind, places in PLACES.items():
        for pattern in places:
            yield from ((kind, file) for file in EXAMPLE.glob(pattern))


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_that_comes_along_is_what_the_model_gives(kind: str):
    copy = COPIES / name(kind)
    if UPDATE:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(schema(kind), encoding="utf-8", newline="\n")

    assert copy.read_text(encoding="utf-8") == schema(kind), (
        "Run the tests with RMP_UPDATE_DOCS=1 and review the change."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_of_its_dialect(kind: str):
    assert validator_for(made(kind)) is Draft202012Validator
    Draft202012Validator.check_schema(made(kind))


def test_every_file_of_the_example_has_a_schema():
    known = {file for _, file in files()}
    data = {f for f in EXAMPLE.rglob("*.yml") if "evidence" not in f.parts and "catalogues" not in f.parts}

    assert data == known


@pytest.mark.parametrize(("kind", "file"), [pytest.param(k, f, id=str(f.relative_to(EXAMPLE))) for k, f in files()])
def test_nothing_in_the_example_is_scolded(kind: str, file: Path):
    data = tree(yaml.compose(file.read_text(encoding="utf-8"), yaml.SafeLoader))

    assert [f"{each.json_path} {each.message[:200]}" for each in judge(kind).iter_errors(data)] == []


def bare(value: Any) -> Any:
    """What is read, written without quotes."""
    match value:
        case dict():
            return {str(key): bare(each) for key, each in value.items()}
        case tuple():
            return [bare(each) for each in value]
        case str():
            shown = seen(value)
            return value if shown is None else shown
        case _:
            return value


@pytest.mark.parametrize("key", sorted({*PLAN_SLOTS, *ORGANISATION_SLOTS}))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_is_read_is_scolded(key: str, data: st.DataObject):
    ours = key in PLAN_SLOTS
    slot = (PLAN_SLOTS if ours else ORGANISATION_SLOTS)[key]
    draft = data.draw(drafts(slot))
    assume(not re.search("true|false", str(draft), re.IGNORECASE))  # a text that is nothing else needs quotes
    try:
        for each in draft.values() if slot.ids else [draft]:
            slot.value.validate_python(each)
    except ValidationError:
        assume(False)  # noqa: FBT003 - how hypothesis is told
    kind = "one-file" if ours else "organisation"
    said = [each for each in judge(kind).iter_errors({key: bare(draft)}) if each.path]

    assert [f"{each.json_path} {each.message[:300]}" for each in said] == []


@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: scalar.name)
def test_what_the_guide_shows_as_right_or_refused_is_so_in_the_editor(scalar: Any):
    judged = Draft202012Validator(form(scalar.read))

    assert all(judged.is_valid(seen(right)) for right in scalar.right)
    assert [each for each in scalar.refused if judged.is_valid(seen(each))] == [
        each for each in scalar.refused if each in UNSEEN
    ]


def test_every_type_of_value_has_a_form():
    assert set(FORMS) == {scalar.read for scalar in SCALARS}


def under(below: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that is described anywhere in a schema."""
    if isinstance(below, dict):
        for key, value in (below.get("properties") or {}).items():
            yield key, value
        for value in below.values():
            yield from under(value)
    if isinstance(below, list):
        for value in below:
            yield from under(value)


def test_every_key_of_the_model_is_in_some_schema():
    known = {key for kind in KINDS for key, _ in under(made(kind))}

    assert {way[-1] for way, _, _ in keys() if not way[-1].startswith("each ")} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_by_a_command_that_works(kind: str):
    told = dict.fromkeys(each for _, described in under(made(kind)) if (each := described.get("markdownDescription")))
    asked = [found[1] for text in told if (found := re.search(r"`rmp explain ([^`]+)`", text))]

    assert len(asked) > 10
    for way in asked:
        explain(way)


@pytest.mark.parametrize("kind", KINDS)
def test_no_null_is_among_the_types_that_an_editor_proposes(kind: str):
    def types(below: Any, *, asked: bool = False) -> Iterator[Any]:
        if isinstance(below, dict):
            if not asked and "type" in below and not isinstance(below["type"], dict):
                yield below["type"]
            for key, value in below.items():
                yield from types(value, asked=key == "if")
        if isinstance(below, list):
            for value in below:
                yield from types(value)

    assert not [each for each in types(made(kind)) if each == "null" or "null" in each]


def test_an_address_of_the_guide_becomes_a_link():
    assert "(https://plans.example/guide/reference/fields/)" in schema("plan", guide="https://plans.example/guide")


def test_the_usual_letters_are_known_for_every_register_of_ids():
    registers = {
        key
        for slots in (PLAN_SLOTS, ORGANISATION_SLOTS)
        for key, slot in slots.items()
        if slot.ids and slot.record and _by_id(slot)
    }

    assert set(PREFIXES) == registers


def _by_id(slot: Any) -> bool:
    try:
        slot.ids.validate_python("R-1")
    except ValidationError:
        return False
    return True
