"""What of a number may be printed."""

import re
from datetime import date

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Verified

LIBRARY = load_library()
UNSEEN = [
    pytest.param(requirement, id=f"{catalogue.id} {requirement.id}")
    for catalogue in LIBRARY
    for requirement in catalogue.requirements.values()
    if not requirement.number_seen
]
VERIFIED = "verified-by:\n  reader: J. Rao\n  on: 2031-05-04\n"


@pytest.mark.parametrize("requirement", UNSEEN)
def test_a_number_that_was_not_seen_is_never_printed(requirement):
    for text in (requirement.printed, requirement.citation):
        assert requirement.clause not in text
        assert not re.search(r"[0-9]\.[0-9]+\.[0-9]", text)
    assert requirement.clause.startswith(f"{requirement.print_as}.")


def test_most_numbers_were_not_seen():
    assert len(UNSEEN) == 69 + 67


@pytest.mark.parametrize(
    ("catalogue", "requirement", "printed", "citation"),
    [
        ("iso44001", "lead.policy", "ISO 44001 5.2", "ISO 44001 5.2 Policy"),
        ("iso44001", "wt.exit", "ISO 44001 8.6", "ISO 44001 8.6"),
        ("iso44001", "sup.corporate_rmp", "ISO 44001 7.5", "ISO 44001 7.5"),
        ("bs11000", "wt.jrmp", "BS 11000-1 clause 7", "BS 11000-1 clause 7"),
        ("bs11000", "ex.develop", "BS 11000-1 clause 10", "BS 11000-1 clause 10"),
    ],
)
def test_a_requirement_is_cited_by_what_was_seen(catalogue, requirement, printed, citation):
    found = LIBRARY.catalogues[catalogue].requirements[requirement]
    assert (found.printed, found.citation) == (printed, citation)


def test_a_heading_an_annex_and_a_stage_are_cited_by_their_numbers():
    iso, bs = LIBRARY.catalogues["iso44001"], LIBRARY.catalogues["bs11000"]
    assert iso.cite("8.6") == "ISO 44001 8.6"
    assert bs.cite("7") == "BS 11000-1 clause 7"
    assert bs.cite("Annex B") == "BS 11000-1 Annex B"


def test_a_licensed_reader_of_the_whole_permits_every_number(tidewater):
    library = load_library([("catalogues/tidewater.yml", (VERIFIED + tidewater).encode())])
    requirement = library.catalogues["tidewater"].requirements["tide.watch"]
    assert requirement.citation == "Tidewater Code rule 7.1 Keeping watch, first part"
    assert requirement.verified_by == Verified(reader="J. Rao", on=date(2031, 5, 4))


def test_a_licensed_reader_of_one_requirement_permits_its_number_alone(tidewater):
    one = "    verified-by:\n      reader: J. Rao\n      on: 2031-05-04\n"
    text = tidewater.replace("    print-as: '7'\n", f"    print-as: '7'\n{one}")
    requirements = load_library([("catalogues/tidewater.yml", text.encode())]).catalogues["tidewater"].requirements
    assert requirements["tide.watch"].printed == "Tidewater Code rule 7.1"
    assert requirements["tide.moor"].printed == "Tidewater Code rule 8"
