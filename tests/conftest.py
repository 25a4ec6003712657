"""The example portfolio as pages, and what every message has to keep to."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import Checked, check
from rmpkit.operations.pages import pages
from rmpkit.render.page import Page

DATA = Path(__file__).parents[1] / "rmp-data"
FULL = Path(__file__).parent / "views/full"

PARSERS_WORDS = re.compile(r"mapping|block end|\balias|scalar|token|sequence|\banchor", re.IGNORECASE)
BLAMING_WORDS = re.compile(
    r"\b(?:please|sorry|valid|invalid|illegal|forbidden|you|your|prohibited)\b|\?$", re.IGNORECASE
)


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is worked out from git while testing is kept in a folder of the tests, and not in anybody's account."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


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


@pytest.fixture(scope="session")
def speaks_plainly():
    """Whether the words of a finding are those of a form, apart from what it quotes."""

    def _speaks_plainly(finding):
        sentences = (finding.message, finding.mend)
        words = re.sub('"[^"]*"', "", " ".join(sentences))
        ends = all(sentence.isprintable() and sentence.endswith(".") for sentence in sentences)
        return ends and not PARSERS_WORDS.search(words) and not BLAMING_WORDS.search(words)

    return _speaks_plainly
