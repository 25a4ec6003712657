"""What no page and no text of ours ever says: a verdict, or a number of a clause that nobody saw."""

import re
from pathlib import Path

import pytest

from rmpkit.catalogue.library import load_library
from tests.docs.guide import DOCS, PAGES

LIBRARY = load_library()
UNSEEN = {
    f"{requirement.before_number} {requirement.clause}"
    for catalogue in LIBRARY
    for requirement in catalogue.requirements.values()
    if not requirement.number_known
}
"""What would be printed if a number were that must not be."""

DEEP = {each.rpartition(" ")[2] for each in UNSEEN if each.count(".") > 1}
"""Of these, numbers so long that they stand for themselves."""

TITLES = {requirement.title for catalogue in LIBRARY for requirement in catalogue.requirements.values()}

VERDICTS = re.compile(
    r"complian|\bconform|certified (?:as|to|by) (?:iso|bs)|meets (?:iso|bs|the standard)|(?:iso 44001|bs 11000)[- ](?:certified|ready)|satisf",
    re.IGNORECASE,
)
WHY_NOT = {"evidence.md", "what-the-tool-cannot-prove.md"}
"""Pages that say why a word is not used."""


def _without_titles(text: str) -> str:
    """A text without the titles of requirements, one of which has a word in it that is nobody's verdict."""
    for title in TITLES:
        text = text.replace(title, "")
    return text


def _unseen(text: str) -> set[str]:
    """Numbers that a text prints and that nobody saw."""
    cited = {match[0] for match in re.finditer(r"(?:ISO 44001|BS 11000-1 clause) \d+(?:\.\d+)+", text)}
    bare = set(re.findall(r"(?<![\w.])\d+\.\d+\.\d+(?![\w.]*\d)", text))
    return cited & UNSEEN | bare & DEEP


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_no_page_of_the_guide_gives_a_verdict(page: Path):
    if page.name not in WHY_NOT:
        found = VERDICTS.search(_without_titles(page.read_text(encoding="utf-8")))
        assert found is None, found


def test_no_page_of_the_site_gives_a_verdict(the_site):
    for page in the_site:
        found = VERDICTS.search(_without_titles(re.sub(r"<[^>]*>", " ", page.body)))
        assert found is None, (page.path, found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_no_page_of_the_guide_prints_a_number_that_was_not_seen(page: Path):
    assert not _unseen(page.read_text(encoding="utf-8"))


def test_no_page_of_the_site_prints_a_number_that_was_not_seen(the_site):
    for page in the_site:
        words = " ".join(re.sub(r"<[^>]*>", " ", page.body).split())
        assert not _unseen(words), page.path


@pytest.mark.parametrize(
    "address", ["requirements/phases/", "requirements/transition/", "organisation/gaps/", "assessor/"]
)
def test_pages_that_count_say_evidence_recorded(the_site, address):
    page = next(page for page in the_site if page.path == address)
    words = " ".join(re.sub(r"<[^>]*>", " ", page.body).split())
    assert "vidence recorded" in words or address.endswith("transition/")
    assert "%" not in words


def test_most_numbers_were_not_seen():
    assert len(UNSEEN) == 69 + 67
    assert len(DEEP) > 60


@pytest.mark.parametrize("text", ["see ISO 44001 8.6.9 Exit", "BS 11000-1 clause 7.9", "clause 8.6.9"])
def test_a_number_that_was_not_seen_is_found(text):
    assert _unseen(text)
