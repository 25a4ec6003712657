"""The example portfolio, as it is read."""

from pathlib import Path

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.model.portfolio import Portfolio
from rmpkit.operations.check import vocabulary
from rmpkit.store.folder import scan
from rmpkit.store.portfolio import read_folder

DATA = Path(__file__).parents[2] / "rmp-data"


@pytest.fixture(scope="session")
def portfolio() -> Portfolio:
    return read_folder(scan(DATA), vocabulary=vocabulary(load_library()))


@pytest.fixture(scope="session")
def plans(portfolio):
    return {plan.id: plan for plan in portfolio.plans}
