"""The example portfolio as pages."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import Checked, check
from rmpkit.operations.pages import pages
from rmpkit.render.page import Page

DATA = Path(__file__).parents[2] / "rmp-data"


@pytest.fixture(scope="session")
def the_example() -> Checked:
    return check(DATA, today=date(2026, 11, 20))


@pytest.fixture(scope="session")
def the_site(the_example) -> tuple[Page, ...]:
    return pages(the_example.judged, library=the_example.library)
