"""Navigation that stays small: the whole site's is short, and each page carries its own surroundings.

With every page in every page's navigation a site grows with the square of its relationships: 5,000 pages took
914 CPU seconds and 10 GB. Here 100 relationships more make no page longer.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section

from rmpkit.faces.mkdocs.page import GeneratedPage
from rmpkit.views.addresses import ASSESSOR, DUE, HOME, ORGANISATION, PEOPLE, REQUIREMENTS, RULES

ORDER = (HOME, DUE, PEOPLE, ORGANISATION, REQUIREMENTS, ASSESSOR, RULES)
"""Addresses of the pages that head the site; others of the same rank follow as they come."""

MOST = 150
"""Pages of one kind that are listed beside each other; beyond it only their index is."""

Families = Mapping[str, Sequence[GeneratedPage]]
"""Pages of one plan, or of one kind, by the start of their address; the first is their index."""


def families(pages: Sequence[GeneratedPage]) -> Families:
    """The pages by what they belong to, each family in the order of its pages."""
    found: dict[str, list[GeneratedPage]] = {}
    for page in pages:
        found.setdefault(_stem(page), []).append(page)
    for family in found.values():
        for page, following in pairwise(family):
            page.next_page, following.previous_page = following, page
    return found


def lead(nav: Navigation, known: Families) -> None:
    """Put the pages that head the site before what is written by hand.

    The navigation is changed in place: other plugins keep the object they were given, and compare it.
    """
    heads = [family[0] for family in known.values() if family[0].ours.path.count("/") <= 1]
    heads = [page for page in sorted(heads, key=_rank) if page not in nav.pages]
    nav.items[:] = [*heads, *nav.items]
    nav.pages[:] = [*heads, *nav.pages]
    nav.homepage = next((page for page in nav.pages if page.is_homepage), None)


def surroundings(page: GeneratedPage, nav: Navigation, known: Families) -> Navigation:
    """The navigation of one page: the heads of the site, and under one of them the page among its own."""
    family = known[_stem(page)]
    head = known[HOME][0] if page.ours.plan else family[0]
    section = _section(page, head, family) if page.ours.plan or len(family) > 1 else None
    if section is None:
        # Nothing would stand in the sidebar; the drawer of a small screen stays.
        page.meta["hide"] = [*page.meta.get("hide", ()), "navigation"]
    items = [section if section and item is head else _folded(item) for item in nav.items]
    local = Navigation(items, list(family))
    local.homepage = nav.homepage
    return local


def _stem(page: GeneratedPage) -> str:
    depth = 2 if page.ours.plan else 1
    return "/".join(page.ours.path.split("/")[:depth])


def _section(page: GeneratedPage, head: GeneratedPage, family: Sequence[GeneratedPage]) -> Section:
    """The head of the site that a page belongs to, opened; the page becomes its descendant."""
    if page.ours.plan:
        inner = Section(escape(family[0].ours.title), list(family))
        outer = Section(head.title or "", [head, inner])
        inner.parent = outer
    else:
        outer = inner = Section(head.title or "", list(family) if len(family) <= MOST else [head, page])
    page.parent = inner
    inner.active = True
    return outer


def _folded(item: StructureItem) -> StructureItem:
    """A section as a link to its first page: what it holds is listed on its own pages."""
    first = next(_leaves(item), None)
    return Link(item.title or "", first) if isinstance(item, Section) and first else item


def _leaves(item: StructureItem) -> Iterator[str]:
    """The addresses below an item, in order."""
    for child in getattr(item, "children", None) or ():
        if child.is_section:
            yield from _leaves(child)
        else:
            yield child.url


def _rank(page: GeneratedPage) -> int:
    return ORDER.index(page.ours.path) if page.ours.path in ORDER else len(ORDER)
