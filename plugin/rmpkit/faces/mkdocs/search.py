"""What the search box finds of the generated pages."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from markupsafe import escape

from rmpkit.faces.mkdocs.page import GeneratedPage


@runtime_checkable
class SearchIndex(Protocol):
    """The part of Material's search index that is used here."""

    entries: list[dict[str, object]]


def index(plugin: object, pages: Iterable[GeneratedPage]) -> None:
    """Add one entry for each page that wants to be found.

    Material would cut every page into its sections and parse all its HTML for it: 1.5 ms a page to build, and for
    300 relationships an index that takes every reader's browser seconds to load, on each page.
    MkDocs's own search offers no such door, and reads the pages instead.
    """
    found = getattr(plugin, "search_index", None)
    if isinstance(found, SearchIndex):
        found.entries.extend(_entry(page) for page in pages if page.ours.search)


def _entry(page: GeneratedPage) -> dict[str, object]:
    """Location, title and text; the search box prints them as HTML."""
    return {"location": page.url, "title": str(escape(page.ours.full_title)), "text": str(escape(page.ours.search))}
