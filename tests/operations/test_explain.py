"""Whatever a person meets in a message, in a file or on a page can be asked about."""

import pytest
from click.testing import CliRunner

from rmpkit.catalogue.library import load_library
from rmpkit.faces.cli.command import rmp
from rmpkit.operations.explain import KINDS, Asked, Heading, Key, Term, UnknownWordError, explain
from rmpkit.report import explanation
from rmpkit.report.reference import keys
from rmpkit.views.glossary import STATES, TERMS
from tests.docs.guide import ROOT

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


@pytest.mark.parametrize(
    "asked", ["ISO44001 8.6", "ISO 44001:2017, 8.6", "clause 8.6", "§ 8.6", "iso 44001 clause 8.6"]
)
def test_a_clause_is_asked_for_as_people_write_it(asked):
    assert explain(asked) is explain("8.6")


def test_a_clause_of_one_standard_is_none_of_the_other():
    assert explain("BS 11000 6") is explain("BS 11000-1 clause 6")
    assert isinstance(explain("ISO 44001 clause 6"), Heading)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("risks.R-N13.owner", "risks.owner"),
        ("risks.R-N13", "risks"),
        ("stages.awareness.state", "stages.state"),
        ("measures.waits.readings.2026-10.value", "measures.readings.value"),
        ("measures.waits.readings.2026-10", "measures.readings"),
        ("meetings.M-31.decisions.D-21", "meetings.decisions"),
        ("versions.v2.0.approved", "versions.approved"),
        ("policy", "organisation.policy"),
        ("policy.approved", "organisation.policy.approved"),
        ("people", "people"),
    ],
)
def test_a_path_is_explained_as_it_stands_in_a_file(asked, key):
    found = explain(asked)
    assert isinstance(found, Key)
    assert found.way == key


@pytest.mark.parametrize("asked", ["risks.ownr", "risks.R-N13.ownr", "nobody.ser", ".", "..", "8..6"])
def test_a_path_that_leads_nowhere_is_not_taken_for_another(asked):
    with pytest.raises(UnknownWordError):
        explain(asked)


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
    [("ser-vacent", "ser-vacant"), ("wt.exti", "wt.exit"), ("knwon gap", "Known gap")],
)
def test_a_slip_is_told_the_nearest_name(asked, near):
    with pytest.raises(UnknownWordError, match=f'The nearest is "{near}"'):
        explain(asked)


def test_what_stands_for_nothing_is_told_what_can_be_asked():
    with pytest.raises(UnknownWordError, match="Name a code such as RMP201"):
        explain("quantum chromodynamics")


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("risk", "risks"),
        ("Risk", "risks"),
        ("measure", "measures"),
        ("risk.due", "risks.due"),
        ("risk.owner", "risks.owner"),
        ("value idea", "value-ideas"),
        ("Value Ideas", "value-ideas"),
        ("likelihood", "risks.likelihood"),
        ("due", "risks.due"),
        ("policy", "organisation.policy"),
    ],
)
def test_a_key_may_be_asked_for_as_one_or_as_several_and_by_its_last_step(asked, key):
    found = explain(asked)
    assert isinstance(found, Key)
    assert found.way == key


@pytest.mark.parametrize(
    ("asked", "near"),
    [("8.3.4", "ISO 44001 8.3"), ("iso 44001 8.3.4", "ISO 44001 8.3"), ("BS 11000 8.6", "BS 11000-1 clause 8")],
)
def test_the_nearest_to_a_number_is_the_one_above_it(asked, near):
    with pytest.raises(UnknownWordError, match=f'The nearest is "{near}"'):
        explain(asked)


def test_a_code_that_no_rule_has_is_like_no_other():
    with pytest.raises(UnknownWordError, match="Name a code such as"):
        explain("RMP999")


def test_a_heading_lists_what_is_asked_below_it():
    found = explain("4")
    assert isinstance(found, Heading)
    said = explanation.of_heading(found.what, found.below)
    assert said.startswith("ISO 44001 4 Context of the organization\n")
    assert "  ctx.scope: " in said
    assert "asked below" not in explanation.of_heading("x", ()).lower()


def test_what_stands_for_a_text_that_is_missing_is_explained():
    assert explain("TODO") is explain("placeholder-left")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("R-N13", "R-N13 is a risk of harbour-alliance: Dredging licence"),
        ("harbour-alliance", "harbour-alliance is a relationship: Harbour Alliance ("),
        ("okafor", "okafor is a person of estuary: Chinyere Okafor (organisation.yml:"),
    ],
)
def test_an_id_of_the_data_folder_is_told_with_its_place(asked, says):
    done = CliRunner().invoke(rmp, ["explain", asked, "--data", str(ROOT / "rmp-data")], prog_name="rmp")
    assert done.exit_code == 0
    assert done.stdout.startswith(says)
    without = CliRunner().invoke(rmp, ["explain", asked, "--data", "nowhere"], prog_name="rmp")
    assert (without.exit_code, f'Nothing here is called "{asked}".' in without.output) == (2, True)
