"""What somebody beside the owner's people may read is said twice: in the model, and in a list that a reviewer reads."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import Disclosure, Entry
from rmpkit.operations.check import load
from tests.disclosure.canaries import DELTA, FENWICK, NORTHGATE
from tests.disclosure.everything import documents_of_everything
from tests.disclosure.holding import ANY_OTHER, Held, held
from tests.disclosure.markings import records

LIST = Path(__file__).parent / "open.yml"
DAY = date(2026, 11, 20)


def declared() -> dict[str, dict[str, list[str]]]:
    """Every field that the model opens to others, or keeps from most of the owner's people, by record and class."""
    found: dict[str, dict[str, list[str]]] = {}
    for record in records():
        inherited = natures_of(Entry).keys() if issubclass(record, Entry) and record is not Entry else ()
        named = {name: nature for name, nature in natures_of(record).items() if name not in inherited}
        if record.model_config.get("extra") == "allow":
            named[ANY_OTHER] = record.EXTRA
        for name, nature in named.items():
            if nature.disclosure != Disclosure.INTERNAL:
                found.setdefault(record.__name__, {}).setdefault(nature.disclosure.name.lower(), []).append(name)
    return found


def test_the_model_opens_what_the_list_opens_and_nothing_else():
    assert in_order(declared()) == in_order(listed())


@cache
def listed() -> dict[str, dict[str, list[str]]]:
    """What the list says."""
    found: dict[str, dict[str, list[str]]] = yaml.load(LIST.read_text("utf-8"), yaml.BaseLoader)
    return found


def listed_as(*words: str) -> frozenset[Held]:
    """The fields that the list has under one of these words."""
    return frozenset(
        (record, name) for record, classes in listed().items() for word in words for name in classes.get(word, ())
    )


def in_order(found: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """The same, however it was written down."""
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
    opened = {name for word, fields in declared().get(record, {}).items() if word != "restricted" for name in fields}
    assert opened.isdisjoint(names.split())


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Portfolio:
    """Something in every field of every register of every part; what every party reads names nothing that is closed."""
    folder = tmp_path_factory.mktemp("everything")
    documents_of_everything(folder, variants=2, closed_references=False)
    return load(folder).portfolio


MET = frozenset({("Organisation", "people"), ("Organisation", "roles")})
"""The people and posts of the owner that a party meets: those whom what it reads names, which has tests of its own."""

UNWRITTEN = frozenset(
    {
        *(("Plan", name) for name in ("broken", "lost", "written_in")),
        *(("Organisation", name) for name in ("catalogues", "copy_for", "format")),
    }
)
"""What the reader sets, and what the folder leaves at its default."""


@pytest.mark.parametrize("party", [NORTHGATE, DELTA, FENWICK])
def test_a_partner_s_copy_holds_what_the_list_opens_and_nothing_else(everything, party):
    found = held(disclose(everything, Audience.joint(party), today=DAY))
    assert found - listed_as("public", "joint") - MET == set()
    assert len(found) > 400


def test_copies_of_partners_hold_all_that_the_list_opens(everything):
    copies = [held(disclose(everything, Audience.joint(party), today=DAY)) for party in (NORTHGATE, DELTA, FENWICK)]
    assert listed_as("public", "joint") - frozenset().union(*copies) - UNWRITTEN == set()


def test_a_public_copy_holds_what_the_list_makes_public_and_nothing_else(everything):
    found = held(disclose(everything, Audience.PUBLIC, today=DAY))
    assert found - listed_as("public") == set()
    assert listed_as("public") - found - UNWRITTEN == set()


def test_what_is_for_named_people_alone_is_in_their_copy_only(everything):
    own, named = (held(disclose(everything, each, today=DAY)) for each in (Audience.INTERNAL, Audience.RESTRICTED))
    assert listed_as("restricted") <= named
    assert listed_as("restricted").isdisjoint(own)
