"""A page as a Markdown file that Python-Markdown, macros, snippets and templates leave as it is.

The body stays HTML. Its lines begin and end with a tag and none is blank, so that it is one raw block and no fence or
list can start in it; within the text every sign that means something to anyone is written as a reference.
Section headings carry `markdown="span"`, by which `md_in_html` lists them in the table of contents.
"""

import re
from collections.abc import Iterator

from rmpkit.render.page import Page

_PIECE = re.compile(r"""(<(?:[^"'<>]|"[^"]*"|'[^']*')*>)|([^<]+)|<""")
_REFERENCE = re.compile(r"(&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)")
_AUTHORS = re.compile(r'((?:title|aria-label)=")([^"]*)(")')
_OPENING = re.compile(r"<([a-z][a-z0-9]*)[^>]*?(/?)>", re.DOTALL)
_VOID = frozenset({"br", "circle", "col", "hr", "img", "input", "line", "meta", "path", "rect", "wbr"})
_PLAIN = frozenset(" .,;")
"""Beside letters and digits, what no engine reads anything into inside a line."""


def source(page: Page) -> str:
    """The Markdown file of a page: front matter, then the body."""
    matter = [f'title: "{armoured_text(page.full_title)}"', "render_macros: false"]
    if not page.search:
        matter += ["search:", "  exclude: true"]
    return "\n".join(["---", *matter, "---", "", armoured_body(page.body), ""])


def armoured_text(text: str) -> str:
    """A text, not escaped, as letters, digits and references; the same in YAML, in HTML and in Markdown."""
    return "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in text)


def armoured_body(body: str) -> str:
    """An HTML body in which nothing but tags is left to be read."""
    return "".join(_pieces(body.strip()))


def _pieces(body: str) -> Iterator[str]:
    depth = 0
    for match in _PIECE.finditer(body):
        tag, text = match[1], match[2]
        if tag is None:
            yield _text(text or "<")
            continue
        opening = _OPENING.fullmatch(tag)
        if tag.startswith("<h2 ") and depth == 0:
            tag = f'<h2 markdown="span"{tag[3:]}'
        yield _AUTHORS.sub(lambda found: f"{found[1]}{_armoured(found[2])}{found[3]}", tag.replace("\n", " "))
        if tag.startswith("</"):
            depth -= 1
        elif opening and not opening[2] and opening[1] not in _VOID:
            depth += 1


def _text(text: str) -> str:
    """What stands between two tags: a line may end there only where nothing else stands."""
    if text.isspace():
        return "\n" if "\n" in text else text
    return _armoured(text)


def _armoured(text: str) -> str:
    """A text with its references kept and every other sign made one."""
    pieces = _REFERENCE.split(text)
    return "".join(piece if at % 2 else "".join(map(_sign, piece)) for at, piece in enumerate(pieces))


def _sign(char: str) -> str:
    return char if char.isalnum() or char in _PLAIN else f"&#{ord(char)};"
