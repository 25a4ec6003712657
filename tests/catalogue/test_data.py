"""What the two catalogues of the package hold, and what they keep clear of."""

import re
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from rmpkit.catalogue.catalogue import Superseded
from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Confidence, Due, Level
from rmpkit.model.record import Disclosure
from rmpkit.model.stages import Stage
from rmpkit.store.reading import read_document

LIBRARY = load_library()
REQUIREMENTS = [
    pytest.param(requirement, id=f"{catalogue.id} {requirement.id}")
    for catalogue in LIBRARY
    for requirement in catalogue.requirements.values()
]


def prose(requirement):
    """Every sentence we wrote about a requirement."""
    texts = (
        requirement.intent,
        requirement.confidence_note,
        *requirement.evidence,
        *requirement.lapses.values(),
    )
    return "\n".join(texts)


PROSE = [
    *(pytest.param(prose(param.values[0]), id=param.id) for param in REQUIREMENTS),
    *(
        pytest.param(f"{catalogue.edition}\n{entry.purpose}", id=f"{catalogue.id} {stage}")
        for catalogue in LIBRARY
        for stage, entry in catalogue.stages.items()
    ),
]


def test_the_package_brings_two_catalogues_and_nothing_is_wrong_with_them():
    assert [catalogue.id for catalogue in LIBRARY] == ["bs11000", "iso44001"]
    assert not LIBRARY.findings
    assert not LIBRARY.broken


@pytest.mark.parametrize(
    ("catalogue", "of_the_system", "by_stage"),
    [("iso44001", 25, (9, 8, 7, 9, 11, 5, 10, 6)), ("bs11000", 0, (9, 9, 7, 8, 11, 5, 10, 8))],
)
def test_requirements_are_counted_once_by_stage(catalogue, of_the_system, by_stage):
    found = LIBRARY.catalogues[catalogue]
    assert len(found.of_stage(None)) == of_the_system
    assert tuple(len(found.of_stage(stage)) for stage in Stage) == by_stage
    assert len(found.requirements) == of_the_system + sum(by_stage)


@pytest.mark.parametrize(
    ("catalogue", "counts"),
    [
        ("iso44001", {"confirmed": 21, "corroborated": 5, "recalled": 64}),
        ("bs11000", {"corroborated": 17, "reconstructed": 50}),
    ],
)
def test_confidence_is_what_the_sources_allow(catalogue, counts):
    assert Counter(r.confidence for r in LIBRARY.catalogues[catalogue].requirements.values()) == counts


def test_only_bs_11000_is_superseded():
    assert LIBRARY.catalogues["iso44001"].superseded is None
    assert LIBRARY.catalogues["bs11000"].superseded == Superseded(on=date(2017, 3, 31), by="ISO 44001:2017")


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_level_and_disclosure_agree(requirement):
    narrow = {Disclosure.INTERNAL, Disclosure.RESTRICTED}
    wanted = {
        Level.JOINT: {Disclosure.JOINT},
        Level.RELATIONSHIP: narrow,
        Level.ORGANISATION: {Disclosure.PUBLIC, *narrow},
    }
    assert requirement.disclosure in wanted[requirement.level]


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_exit_the_executive_the_policy_and_the_plan_are_never_absent(requirement):
    kept = re.search(r"exit|^ex\.|\.ser$|policy|rmp$", requirement.id)
    assert not (kept and requirement.can_be_absent)


def test_exit_arrangements_are_due_from_working_together_at_the_latest():
    for catalogue in LIBRARY:
        for requirement in catalogue.of_stage(Stage.EXIT_STRATEGY):
            assert requirement.due is Due.ACTIVATION or requirement.from_stage == 5
    assert LIBRARY.catalogues["iso44001"].requirements["wt.exit"].from_stage == 5


def test_what_may_be_absent_arises_from_an_imposed_partner_one_relationship_or_no_contract():
    expected = {"aw.prioritise", "ps.nominate", "ps.negotiation", "ps.engage", "ps.decide", "wt.contract"}
    for catalogue in LIBRARY:
        assert {id_ for id_, r in catalogue.requirements.items() if r.can_be_absent} == expected


def test_an_id_that_both_catalogues_use_is_asked_at_one_level_with_two_exceptions_of_bs_11000():
    iso, bs = LIBRARY.catalogues["iso44001"].requirements, LIBRARY.catalogues["bs11000"].requirements
    apart = {id_ for id_ in iso.keys() & bs.keys() if iso[id_].level is not bs[id_].level}
    assert apart == {"aw.governance", "ps.jrmp"}


def test_an_id_that_both_catalogues_use_maps_to_itself():
    iso, bs = LIBRARY.catalogues["iso44001"].requirements, LIBRARY.catalogues["bs11000"].requirements
    for id_ in iso.keys() & bs.keys():
        assert id_ in iso[id_].maps_to["bs11000"]
        assert id_ in bs[id_].maps_to["iso44001"]


def test_every_requirement_of_bs_11000_lives_on_in_iso_44001():
    assert all(requirement.maps_to["iso44001"] for requirement in LIBRARY.catalogues["bs11000"].requirements.values())


def test_the_crosswalk_is_symmetric():
    for one, other in (("iso44001", "bs11000"), ("bs11000", "iso44001")):
        for id_, requirement in LIBRARY.catalogues[one].requirements.items():
            for target in requirement.maps_to.get(other, ()):
                assert id_ in LIBRARY.catalogues[other].requirements[target].maps_to[one]


@pytest.mark.parametrize("text", PROSE)
def test_every_sentence_is_our_own(text):
    assert not re.search(r"\bshall\b", text, re.IGNORECASE)


@pytest.mark.parametrize("text", PROSE)
def test_no_sentence_grades_like_an_assessor(text):
    assert not re.search(r"nonconform|non-conform|\bmajor\b|\bminor\b|complian|conformity", text, re.IGNORECASE)


@pytest.mark.parametrize("text", PROSE)
def test_no_sentence_names_a_sub_clause_or_an_address(text):
    assert not re.search(r"\b[0-9]{1,2}\.[0-9]{1,2}\b|https?:|www\.|\.(?:com|org|net|ie)\b", text)


@pytest.mark.parametrize("text", PROSE)
def test_no_sentence_counts_two_sides_where_there_may_be_more_parties(text):
    assert not re.search(r"\bboth (?:sides|parties|of)\b|\bby both\b|\bone side\b|\bour side\b", text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["bs11000.yml", "iso44001.yml"])
def test_the_files_are_in_the_subset_that_plans_are_written_in(name):
    raw = (resources.files("rmpkit.catalogue") / "data" / name).read_bytes()
    document, findings = read_document(raw, file=name, plan=None)
    assert findings == ()
    assert isinstance(document.data, dict)


def test_confirmed_means_that_the_number_was_seen():
    for catalogue in LIBRARY:
        for requirement in catalogue.requirements.values():
            assert requirement.number_seen is (requirement.confidence is Confidence.CONFIRMED)
