"""The pages that list keys and values are made from the model, and are true."""

from collections.abc import Callable

import pytest

from rmpkit.model.misfit import Misfit
from rmpkit.report.ranking import ranking
from rmpkit.report.reference import fields, values
from rmpkit.report.values import SCALARS, Scalar
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from tests.docs.guide import GUIDE, UPDATE

MADE: dict[str, Callable[[], str]] = {"fields.md": fields, "values.md": values, "ranking.md": ranking}


@pytest.mark.parametrize("name", MADE)
def test_the_committed_page_is_the_one_the_model_gives(name: str):
    page = GUIDE / "reference" / name
    if UPDATE:
        page.write_text(MADE[name](), encoding="utf-8")

    assert page.read_text(encoding="utf-8") == MADE[name](), (
        "Run the tests with RMP_UPDATE_DOCS=1 and review the change."
    )


@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: scalar.name)
def test_what_the_page_shows_as_right_is_read(scalar: Scalar):
    for example in scalar.right:
        scalar.read(example)


@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: scalar.name)
def test_what_the_page_shows_as_refused_is_refused(scalar: Scalar):
    for example in scalar.refused:
        with pytest.raises(Misfit):
            scalar.read(example)


def test_every_key_of_a_plan_and_of_the_organisation_has_a_row():
    rows = {line.split("`")[1] for line in fields().splitlines() if line.startswith("| `")}

    assert {*PLAN_SLOTS, *ORGANISATION_SLOTS} <= rows


def test_every_row_says_what_its_key_means():
    for line in fields().splitlines():
        if line.startswith(("| `", "| *")):
            says = line.split(" | ")[1]
            assert says.endswith((".", "?")), line


def test_what_only_the_reader_sets_has_no_row():
    rows = [line for line in fields().splitlines() if line.startswith("| ")]

    assert not [line for line in rows if "set by the reader" in line]
