"""Every field says in one sentence what it is, who may see it, and whether it is an agreed term."""

import importlib
import pkgutil
from typing import get_type_hints

import pytest

import rmpkit.model
from rmpkit.disclosure.natures import declared
from rmpkit.model.documented import documented
from rmpkit.model.record import Entry, Record
from rmpkit.model.reference import references
from rmpkit.model.risks import Risk

for module in pkgutil.iter_modules(rmpkit.model.__path__):
    importlib.import_module(f"rmpkit.model.{module.name}")


def subclasses(record: type[Record]) -> set[type[Record]]:
    return {record, *(below for child in record.__subclasses__() for below in subclasses(child))}


WRITTEN = sorted(subclasses(Record) - {Record, Entry}, key=lambda record: record.__name__)
FIELDS = [
    pytest.param(record, name, id=f"{record.__name__}.{name}")
    for record in WRITTEN
    if record.__module__.startswith("rmpkit.model.")
    for name in record.model_fields
    if not (issubclass(record, Entry) and name in ("id", "part"))
]


def test_there_are_records_to_look_at():
    assert len(FIELDS) > 150


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_a_field_has_a_sentence_and_a_nature(record, name):
    description = documented(record).get(name)
    assert description
    assert description.endswith(".")
    assert description[0].isupper()
    hint = get_type_hints(record, include_extras=True)[name]
    assert declared(hint), "declare who may see it, and whether it is a term"


def test_records_are_frozen():
    for record in WRITTEN:
        assert record.model_config.get("frozen"), record.__name__


def test_a_reference_inside_an_optional_field_is_seen():
    risk = Risk(title="Late", owner="estuary.ser", objective="O-1")
    assert set(references(risk)) == {
        (("owner",), "posts", "estuary.ser"),
        (("objective",), "objectives", "O-1"),
    }
