"""Which of the field's sample rules are found here, and by what."""

from pathlib import Path

import pytest
import yaml

from rmpkit.operations.explain import KINDS
from tests.rules.overlay import LOADER, findings_with

HERE = Path(__file__).parent
SAMPLES = yaml.safe_load((HERE / "samples.yml").read_text(encoding="utf-8"))
SHOWN = yaml.load((HERE / "samples-shown.yml").read_text(encoding="utf-8"), LOADER)
NAMES = {kind.name for kind in KINDS}


def test_the_samples_are_the_forty_two_of_the_field():
    counted = {family: sum(code.startswith(family) for code in SAMPLES) for family in ("ORG", "REL", "JNT", "EXT")}
    assert counted == {"ORG": 10, "REL": 10, "JNT": 15, "EXT": 2}
    assert len(SAMPLES) == 42


@pytest.mark.parametrize("code", SAMPLES)
def test_every_sample_is_found_by_something_that_there_is(code):
    assert SAMPLES[code]
    assert set(SAMPLES[code]) <= NAMES


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_sample_speaks_of_is_found_where_it_occurs(name):
    code, case = name.split()[0], SHOWN[name]
    assert case["finds"] in SAMPLES[code]
    snippet = yaml.safe_dump(case["was"])
    found = findings_with(snippet, organisation=code.startswith("ORG"))
    told = [each for each in found if each.kind.name == case["finds"]]
    assert [each for each in told if each.reference == case.get("for", each.reference)]
