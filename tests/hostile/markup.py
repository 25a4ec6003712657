"""What a page may hold where authors' texts stand, and a reader that finds whatever else it holds."""

import re
from html.parser import HTMLParser

from rmpkit.render.prose import TAGS

ELEMENTS = TAGS | {
    "article", "b", "caption", "circle", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "g", "h1", "h2", "h3",
    "line", "nav", "polyline", "rect", "section", "span", "summary", "svg", "text", "tfoot", "time", "tspan",
}  # fmt: skip
"""Every element that our own templates write."""

ATTRIBUTES = frozenset({
    "aria-current", "aria-hidden", "aria-label", "class", "cx", "cy", "data-label", "data-rmp-due", "datetime",
    "dy", "focusable", "height", "href", "id", "points", "r", "rel", "role", "scope", "start", "text-anchor",
    "title", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2",
})  # fmt: skip
"""Every attribute that they write; `title` is the one beside `href` that an author's link may bring."""

ADDRESSES = frozenset({
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster", "src",
    "xlink:href",
})  # fmt: skip
RUNNING = re.compile(r"(?:javascript|data|vbscript|blob|file|view-source):", re.IGNORECASE)
FOREIGN = re.compile(r"(?:https?:)?[/\\]{2}(?:[^/]*@)?evil\.example", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]+")
VOID = frozenset({
    "area", "base", "br", "circle", "col", "embed", "hr", "img", "input", "line", "link", "meta", "path", "polyline", "rect",
    "source", "track", "wbr",
})  # fmt: skip


def runs(address: str) -> bool:
    """Whether a browser would run an address instead of going there."""
    return ":" in address and RUNNING.match(_IGNORED.sub("", address)) is not None


class Markup(HTMLParser):
    """Collects what should not be there, the words beside it, and the scripts of the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.titles = 0
        self.open: list[str] = []
        self.articles = 0
        self.prose = 0
        """How many elements stood open when a longer text began; 0 outside of one."""

    def handle_starttag(self, tag, attrs):
        if self.articles and (tag not in ELEMENTS or (self.prose and tag not in TAGS)):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "script":
            self.scripts.append("")
        self.titles += tag == "title" and "svg" not in self.open
        if tag in VOID:
            return
        self.open.append(tag)
        self.articles += tag == "article"
        if not self.prose and tag == "div" and ("class", "rmp-prose") in attrs:
            self.prose = len(self.open)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        bad = name.startswith("on") or name == "srcdoc" or (self.articles and name not in ATTRIBUTES)
        if bad or (name in ADDRESSES and (runs(value) or (tag != "a" and FOREIGN.match(value)))):
            self.wrong.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        while tag in self.open:
            closed = self.open.pop()
            self.articles -= closed == "article"
            if len(self.open) < self.prose:
                self.prose = 0
            if closed == tag:
                break

    def handle_data(self, data):
        within = self.open[-1] if self.open else ""
        if within == "script":
            self.scripts[-1] += data
        elif within != "style":
            self.words.append(data)

    def handle_comment(self, data):
        if self.articles:
            self.wrong.append(f"<!--{data}-->")

    def unknown_decl(self, data):
        self.wrong.append(f"<![{data}]>")

    def handle_pi(self, data):
        self.wrong.append(f"<?{data}>")


def read(html: str) -> Markup:
    """A page, read."""
    found = Markup()
    found.feed(html)
    found.close()
    return found


def words(markup: Markup) -> str:
    """The words of a page, with white space made even."""
    return " ".join("".join(markup.words).split())
