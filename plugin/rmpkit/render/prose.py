"""Rich author text: a small Markdown without HTML and without pictures, cleaned once more before it is shown."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from rmpkit.views.addresses import safe_web

TAGS = frozenset(
    "a blockquote br code em hr li ol p pre strong table tbody td th thead tr ul".split()  # noqa: SIM905 - a list of words reads best as one
)
"""Every tag that a rich text may bring."""


@cache
def _markdown() -> MarkdownIt:
    """Headings are left out, because a page's headings are its own; so are pictures, because they load something."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["heading", "lheading", "image", "html_block", "html_inline"])


def prose(text: str) -> Markup:
    """An author's text as HTML that holds nothing but words, lists, tables and links to the web."""
    cleaner = nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href", "title"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
        attribute_filter=_attribute,
    )
    return Markup(cleaner.clean(_markdown().render(text)))  # noqa: S704 - cleaned in the same line


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Refuse what the schemes alone let through: `//host`, a user before the host, encoded tricks."""
    if (tag, name) == ("a", "href") and not safe_web(value):
        return None
    return value
