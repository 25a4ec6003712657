"""Rich author text: a small Markdown without HTML and without pictures, cleaned once more before it is shown."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markupsafe import Markup

from rmpkit.views.addresses import safe_web

TAGS = frozenset(
    "a blockquote br code em hr li ol p pre strong table tbody td th thead tr ul".split()  # noqa: SIM905 - a list of words reads best as one
)
"""Every tag that a rich text may bring."""


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Whether an address may become a link."""
        return safe_web(url)


@cache
def _markdown() -> MarkdownIt:
    """A reader of what is left of Markdown.

    Headings are left out, because a page's headings are its own; pictures, because they load something; references,
    because a line such as `[Note]: later` would vanish. What is no link stays as it was written.
    """
    reader = _Reader("commonmark", {"html": False}).enable("table")
    reader.block.ruler.at("table", _whole_table, {"alt": ["paragraph"]})
    return reader.disable(["heading", "lheading", "image", "html_block", "html_inline", "reference"])


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's order
    """A table in which a row with more cells than the first keeps what they say, where others drop it."""
    before = len(state.tokens)
    found = table(state, start, end, silent)
    made = state.tokens[before:]
    columns = sum(token.type == "th_open" for token in made)
    last, line = None, start
    for token in made:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
        elif token.type == "inline":
            last = token
        elif token.type == "tr_close" and last is not None:
            last.content = " | ".join((last.content, *_cells(getLine(state, line))[columns:]))
    return found


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line."""
    cells = escapedSplit(line.strip())
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
        attribute_filter=_attribute,
    )


def prose(text: str) -> Markup:
    """An author's text as HTML that holds nothing but words, lists, tables and links to the web."""
    return Markup(_cleaner().clean(_markdown().render(text)))  # noqa: S704 - cleaned in the same line


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Refuse what the schemes alone let through: `//host`, a user before the host, encoded tricks."""
    if (tag, name) == ("a", "href") and not safe_web(value):
        return None
    if tag == "ol" and not (value.isascii() and value.isdigit()):
        return None
    return value
