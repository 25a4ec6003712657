"""Nothing on a page is fetched from anywhere else."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

pytestmark = pytest.mark.site
FETCHED = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
POINTERS = {"canonical", "next", "prev", "edit"}
"""Relations of a `link` that a browser reads but does not fetch."""
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class _Fetches(HTMLParser):
    """Collects what a browser fetches to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag, attrs):
        known = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        self.found.extend(_in_style(known.get("style", "")))
        if tag == "link" and set(known.get("rel", "").split()) & POINTERS:
            return
        for name in FETCHED.get(tag, ()):
            if name.endswith("srcset"):
                self.found.extend(piece.split()[0] for piece in known.get(name, "").split(",") if piece.strip())
            elif name in known:
                self.found.append(known[name])

    def handle_data(self, data):
        if self.in_style:
            self.found.extend(_in_style(data))


def _in_style(css: str) -> list[str]:
    return [first or second for first, second in IN_STYLE.findall(css)]


def _missing(example, page: str, targets: list[str]) -> list[str]:
    """Targets that are neither in the page itself nor a file of the site."""
    base = f"https://site.example/{page}"
    lost = []
    for target in targets:
        pieces = urlsplit(urljoin(base, target))
        if pieces.scheme == "data":
            continue
        file = example.folder / pieces.path.lstrip("/")
        if pieces.netloc != "site.example" or not (file.is_file() or (file / "index.html").is_file()):
            lost.append(f"{page}: {target}")
    return lost


def test_every_page_is_complete_with_files_of_the_site(example):
    lost = []
    for name, content in example.bytes_of("**/*.html").items():
        parser = _Fetches()
        parser.feed(content.decode())
        lost.extend(_missing(example, name, parser.found))
    assert lost == []


def test_every_style_sheet_is_complete_with_files_of_the_site(example):
    lost = []
    for name, content in example.bytes_of("**/*.css").items():
        lost.extend(_missing(example, name, _in_style(content.decode())))
    assert lost == []


def test_a_page_that_fetches_from_elsewhere_would_be_seen():
    parser = _Fetches()
    parser.feed(
        '<link rel="stylesheet" href="//a.example/a.css"><img srcset="https://b.example/b.png 2x, c.png">'
        '<style>@import "https://d.example/d.css";</style><p style="background:url(//e.example/e)">'
        '<a href="https://fine.example/"><link rel="canonical" href="https://fine.example/">'
    )
    assert [urlsplit(target).netloc for target in parser.found] == [
        "a.example",
        "b.example",
        "",
        "d.example",
        "e.example",
    ]
