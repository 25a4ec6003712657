"""Each requirement has keys that carry it, rules that look at it and a page that shows it; the guide says which."""

import re

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.report.coverage import coverage, rows
from rmpkit.views.addresses import leaf_of
from tests.docs.guide import GUIDE, UPDATE

LIBRARY = load_library()
PAGE = GUIDE / "reference" / "coverage.md"


def test_the_committed_page_is_the_one_the_catalogues_give():
    if UPDATE:
        PAGE.write_text(coverage(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == coverage(), "Run the tests with RMP_UPDATE_DOCS=1 and review the change."


ROWS = [row for catalogue in LIBRARY for row in rows(catalogue)]


def test_no_cell_is_empty():
    assert [row.requirement.id for row in ROWS if not row.keys] == []
    assert [row.requirement.id for row in ROWS if not row.rules] == []
    assert [row.requirement.id for row in ROWS if not row.pages] == []


@pytest.mark.parametrize("catalogue", tuple(LIBRARY), ids=lambda catalogue: catalogue.id)
def test_the_counts_of_each_standard_are_those_of_its_table(catalogue):
    found = rows(catalogue)
    counted = re.search(rf"^\| {re.escape(catalogue.title)} \| (.+) \|$", coverage(), re.MULTILINE)

    assert counted
    assert [int(number) for number in counted[1].split(" | ")] == [
        len(found),
        sum(bool(row.keys) for row in found),
        sum(bool(row.rules) for row in found),
        sum(bool(row.pages) for row in found),
        sum(row.whole for row in found),
    ]


def test_every_requirement_has_a_row_in_the_table_of_its_standard():
    for catalogue in LIBRARY:
        table = coverage().partition(f"## {catalogue.title}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `([^`]+)`", table, re.MULTILINE) == list(catalogue.requirements)


def test_a_key_without_a_page_of_its_own_stands_on_the_overview():
    assert (leaf_of("risks"), leaf_of("purpose")) == ("risks/", "")
