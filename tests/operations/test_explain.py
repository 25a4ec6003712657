"""Whatever a person meets in a message, in a file or on a page can be asked about."""

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.operations.explain import KINDS, Asked, Key, Term, UnknownWordError, explain
from rmpkit.report import explanation
from rmpkit.report.reference import keys
from rmpkit.views.glossary import STATES, TERMS

REQUIREMENTS = sorted(load_library().requirement_ids)
WAYS = [".".join(way) for way, _, _ in keys()]


def test_every_rule_is_explained_by_its_code_and_by_its_name():
    for kind in KINDS:
        assert explain(kind.code.lower()) is explain(f" {kind.name} ") is kind


def test_every_requirement_is_explained_in_our_words_with_what_would_show_it():
    for name in REQUIREMENTS:
        found = explain(name)
        assert isinstance(found, Asked)
        said = explanation.of_requirements(found.what, found.requirements, found.rules)
        for requirement in found.requirements:
            assert requirement.printed in said
            assert all(f"  {each}" in said for each in requirement.evidence)


def test_every_key_an_author_may_write_is_explained():
    assert len(WAYS) > 300
    for way in WAYS:
        found = explain(way)
        assert isinstance(found, Key), way
        said = explanation.of_key(found.way, found.row)
        assert found.row.says
        assert "](" not in said


def test_every_word_of_the_glossary_and_every_evidence_state_is_explained():
    for word in (*(word for word, _ in TERMS), *(state.value for state in STATES)):
        assert explain(word) is not None, word
    assert explain("raci") == Term("RACI", dict(TERMS)["RACI"])


def test_a_clause_is_explained_by_the_number_that_may_be_printed():
    found = explain("8.6")
    assert isinstance(found, Asked)
    assert explain("iso 44001  8.6") is found
    assert {"wt.exit", "wt.risk"} <= {requirement.id for requirement in found.requirements}
    assert all("8.6." not in requirement.printed for requirement in found.requirements)


def test_a_number_that_was_never_seen_is_not_confirmed():
    with pytest.raises(UnknownWordError):
        explain("8.6.9")


def test_requirements_that_ask_the_same_in_two_standards_are_told_once():
    found = explain("aw.risk")
    assert isinstance(found, Asked)
    assert len(found.requirements) == 2
    said = explanation.of_requirements(found.what, found.requirements, found.rules)
    assert said.count("What would show it:") == len({(each.intent, each.evidence) for each in found.requirements})


@pytest.mark.parametrize(
    ("asked", "near"),
    [("ser-vacent", "ser-vacant"), ("wt.exti", "wt.exit"), ("risk.owner", "risks.owner"), ("knwon gap", "Known gap")],
)
def test_a_slip_is_told_the_nearest_name(asked, near):
    with pytest.raises(UnknownWordError, match=f'The nearest is "{near}"'):
        explain(asked)


def test_what_stands_for_nothing_is_told_what_can_be_asked():
    with pytest.raises(UnknownWordError, match="Name a code such as RMP201"):
        explain("quantum chromodynamics")
