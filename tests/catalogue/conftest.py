from pathlib import Path

import pytest

from rmpkit.catalogue.library import load_library


@pytest.fixture(scope="session")
def library():
    return load_library()


@pytest.fixture(scope="session")
def tidewater():
    """A standard that does not exist, as text."""
    return (Path(__file__).parent / "tidewater.yml").read_text(encoding="utf-8")
