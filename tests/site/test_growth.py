"""A page does not grow with the number of relationships."""

import shutil

import pytest

pytestmark = pytest.mark.site
PLANS = "rmp-data/relationships"


def test_a_page_is_the_same_bytes_beside_nine_and_beside_thirty_relationships(a_copy, build, example):
    project = a_copy()
    for number in range(21):
        shutil.copytree(project / PLANS / "northline-trains", project / PLANS / f"clone-{number:02}")
    thirty = build(project)
    assert thirty.code == 0, thirty.log
    assert len(thirty.addresses("relationships/*/")) == 30
    before = example.bytes_of("relationships/harbour-alliance/**/*.html")
    assert len(before) > 3
    assert thirty.bytes_of("relationships/harbour-alliance/**/*.html") == before
    assert thirty.bytes_of("404.html") == example.bytes_of("404.html")
