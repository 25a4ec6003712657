"""What somebody beside the owner's people may read is said twice: in the model, and in a list that a reviewer reads."""

import importlib
import pkgutil
from pathlib import Path

import pytest
import yaml

import rmpkit.model
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.record import Disclosure, Entry, Record

for module in pkgutil.iter_modules(rmpkit.model.__path__):
    importlib.import_module(f"rmpkit.model.{module.name}")

LIST = Path(__file__).parent / "open.yml"
ANY_OTHER = "(any other key)"


def _below(record: type[Record]) -> set[type[Record]]:
    return {record, *(below for child in record.__subclasses__() for below in _below(child))}


def declared_open() -> dict[str, dict[str, list[str]]]:
    """Every field that the model opens to others, by record and by class."""
    found: dict[str, dict[str, list[str]]] = {}
    for record in _below(Record) - {Record}:
        if not record.__module__.startswith("rmpkit.model."):
            continue
        inherited = natures_of(Entry).keys() if issubclass(record, Entry) and record is not Entry else ()
        named = {name: nature for name, nature in natures_of(record).items() if name not in inherited}
        if record.model_config.get("extra") == "allow":
            named[ANY_OTHER] = record.EXTRA
        for name, nature in named.items():
            if nature.disclosure <= Disclosure.JOINT:
                found.setdefault(record.__name__, {}).setdefault(nature.disclosure.name.lower(), []).append(name)
    return found


def test_the_model_opens_what_the_list_opens_and_nothing_else():
    listed = yaml.load(LIST.read_text("utf-8"), yaml.BaseLoader)
    assert _sorted(declared_open()) == _sorted(listed)


def _sorted(found: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    return {record: {word: sorted(names) for word, names in classes.items()} for record, classes in found.items()}


CLOSED = (
    (
        "Plan",
        "segment why business_case mandate skills criteria candidates scores exit_considerations exit_review_ours muted_rules",
    ),
    ("BusinessCase", "summary outcome by on see"),
    ("Candidate", "name why state decided decided_by reasons"),
    ("CandidateScore", "candidate criterion score by on"),
    ("ExitConsideration", "trigger protect alternative owner"),
    ("Skill", "needs post required assessed on action"),
    ("Stakeholder", "interest influence attitude"),
    ("Organisation", "people roles segments signposts answers known_gaps ser muted_rules"),
)
"""What would arm or insult a partner, or belongs to somebody else (domain notes on plans, section 4.3)."""


@pytest.mark.parametrize(("record", "names"), CLOSED)
def test_what_must_never_be_shown_to_a_partner_is_not_on_the_list(record, names):
    opened = {name for fields in declared_open().get(record, {}).values() for name in fields}
    assert opened.isdisjoint(names.split())
