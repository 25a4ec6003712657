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
    ("Plan", "segment why business_case mandate skills criteria candidates scores exit_considerations muted_rules"),
    (
        "Plan",
        "segmentation our_reviews usual_way tailoring value_analysis strategy options pestle third_parties risk_process",
    ),
    ("Plan", "swot environment profile key_people appointments selection due_diligence engagements negotiation"),
    ("Plan", "exit_review_ours course"),
    ("BusinessCase", "summary costs benefits assumptions outcome by on conditions look_again see"),
    ("Candidate", "name why found_through state decided decided_by reasons conditions told"),
    ("CandidateScore", "candidate criterion score by on see comment moderated"),
    ("ExitConsideration", "trigger protect alternative owner"),
    ("KeyPerson", "matters_for post person critical successor action able willing behaviour"),
    ("Maturity", "remarks"),
    ("Negotiation", "aims limits can_give behaviour team briefed"),
    ("Skill", "needs kind post required assessed on by see action effect_checked"),
    ("Stakeholder", "interest influence attitude"),
    ("Weighing", "scores decision why decided_by decided look_again"),
    ("Organisation", "people roles segments signposts answers known_gaps ser muted_rules"),
)
"""What would arm or insult a partner, or belongs to somebody else (domain notes on plans, section 4.3)."""


@pytest.mark.parametrize(("record", "names"), CLOSED)
def test_what_must_never_be_shown_to_a_partner_is_not_on_the_list(record, names):
    opened = {name for fields in declared_open().get(record, {}).values() for name in fields}
    assert opened.isdisjoint(names.split())
