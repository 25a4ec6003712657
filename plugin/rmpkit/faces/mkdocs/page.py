"""A generated page, as MkDocs wants pages."""

import re
from collections.abc import Iterable
from posixpath import normpath
from urllib.parse import urlsplit, urlunsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rmpkit.render.page import Heading, Page

MANY_SECTIONS = 5
"""From so many sections on, a plan's page shows its contents beside it; below, its tables get the room."""

_ID = re.compile(r'\sid="([^"]+)"')


class GeneratedPage(EnginePage):
    """A page whose HTML stands ready: no Markdown, macro, snippet or front matter has a part in it."""

    def __init__(self, ours: Page, file: File, config: MkDocsConfig) -> None:
        # Themes print titles as they are, some inside attributes; what is escaped passes their `e` filter unchanged.
        super().__init__(escape(ours.label), file, config)
        self.ours = ours
        self.edit_url = self.edit_url and _at_line(self.edit_url, ours)

    def __eq__(self, other: object) -> bool:
        # MkDocs compares titles, and every plan has a page "Risks".
        return self is other

    __hash__ = object.__hash__  # MkDocs defines `__eq__` without it

    @property
    def ancestors(self) -> list[Link]:
        """The pages above it, innermost first; the home page is shown by the theme."""
        return [Link(escape(label), address) for label, address in reversed(self.ours.parents) if address]

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs decides what is passed
        """Set what a front matter would: there is no source to read."""
        self.markdown = ""
        self.meta = {
            # Without it Material takes the page's title through `striptags`, which un-escapes it:
            # https://markupsafe.palletsprojects.com/en/stable/escaping/#markupsafe.Markup.striptags
            "title": escape(self.ours.full_title),
            "render_macros": False,  # mkdocs-macros looks here first, also before it renders a title
            "search": {"exclude": True},  # it has an entry of its own
            "hide": ["toc"] if self.ours.plan and _sections(self.ours.headings) < MANY_SECTIONS else [],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs decides what is passed
        """Hand over the HTML."""
        self.content = self.ours.body
        self.toc = _contents(self.ours.headings)
        self.present_anchor_ids = set(_ID.findall(self.ours.body))
        self.links_to_anchors = None


def _sections(headings: Iterable[Heading]) -> int:
    return sum(heading.level == 2 for heading in headings)  # noqa: PLR2004 - sections are `h2`


def _at_line(url: str, ours: Page) -> str:
    """The address for editing, without detours, and with the line: forges jump to it, others overlook it."""
    pieces = urlsplit(url)
    line = f"L{ours.source.line}" if ours.source else ""
    return urlunsplit(pieces._replace(path=normpath(pieces.path), fragment=pieces.fragment or line))


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(str(escape(heading.text)), heading.id, heading.level)
        inner = heading.level > 2 and top  # noqa: PLR2004 - sections are `h2`
        (top[-1].children if inner else top).append(link)
    return TableOfContents(top)
