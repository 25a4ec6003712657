"""Which of the field's sample rules are found here, and by what."""

from pathlib import Path

import pytest
import yaml

from rmpkit.operations.explain import KINDS

SAMPLES = yaml.safe_load((Path(__file__).parent / "samples.yml").read_text(encoding="utf-8"))
NAMES = {kind.name for kind in KINDS}

NOT_YET = {
    "ORG-04",  # a scope that nobody approved; its absence is a gap already
    "ORG-05",  # a relationship in scope without a plan
    "ORG-06",  # segments weighed too long ago
    "ORG-07",  # no decision whether climate matters
    "ORG-08",  # an audit programme that leaves a relationship out
    "ORG-09",  # a management review older than its interval
    "ORG-10",  # an organisation's risk without owner
    "REL-08",  # a weakness without an action
    "EXT-02",  # a relationship closed without a last review
}
"""Samples that nothing finds yet. Strike one out where a rule is added for it."""


def test_the_samples_are_the_forty_two_of_the_field():
    counted = {family: sum(code.startswith(family) for code in SAMPLES) for family in ("ORG", "REL", "JNT", "EXT")}
    assert counted == {"ORG": 10, "REL": 10, "JNT": 15, "EXT": 2}
    assert len(SAMPLES) == 42


@pytest.mark.parametrize("code", SAMPLES)
def test_what_finds_a_sample_exists(code):
    assert set(SAMPLES[code]) <= NAMES


def test_what_nothing_finds_yet_is_listed():
    assert {code for code, rules in SAMPLES.items() if not rules} == NOT_YET
