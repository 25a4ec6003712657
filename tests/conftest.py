"""The example portfolio as pages."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import Checked, check
from rmpkit.operations.pages import pages
from rmpkit.render.page import Page

DATA = Path(__file__).parents[1] / "rmp-data"
FULL = Path(__file__).parent / "views/full"


@pytest.fixture(scope="session")
def the_example() -> Checked:
    return check(DATA, today=date(2026, 11, 20))


@pytest.fixture(scope="session")
def the_site(the_example) -> tuple[Page, ...]:
    return pages(the_example.judged, library=the_example.library)


@pytest.fixture(scope="session")
def the_full() -> Checked:
    """A plan that fills every register, with every field of every record."""
    return check(FULL, today=date(2026, 11, 20))


@pytest.fixture(scope="session")
def the_full_site(the_full) -> tuple[Page, ...]:
    return pages(the_full.judged, library=the_full.library)
