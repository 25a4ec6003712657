"""A page without an engine: an address, a title, a body."""

from dataclasses import dataclass

from rmpkit.model.finding import Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    """2 for a section, 3 for a part of one."""

    id: str
    """The anchor, unique in its page."""

    text: str
    """The words, not escaped."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, complete but for the frame an engine puts around it."""

    path: str
    """The address below the site's root, with a slash at the end: `relationships/harbour-alliance/risks/`."""

    title: str
    """What the page is, not escaped."""

    label: str
    """What navigation calls it: short, not escaped."""

    body: str
    """HTML, made by our own templates; it starts with the page's `h1`."""

    headings: tuple[Heading, ...]
    """Its headings below the title, in order."""

    search: str = ""
    """Text to be found by; empty where the page is not to be found by search."""

    source: Place | None = None
    """Where what it shows is written, for "Edit"."""

    plan: str | None = None
    """The plan in whose local navigation it stands; `None` for pages of the whole site."""

    parents: tuple[tuple[str, str], ...] = ()
    """Label and address of the pages above it, outermost first."""

    @property
    def full_title(self) -> str:
        """What tells the page from those of the same name, not escaped: every plan has a page "Risks"."""
        above = [label for label, address in self.parents if address] if self.plan else []
        return " · ".join([self.title, *reversed(above)])
