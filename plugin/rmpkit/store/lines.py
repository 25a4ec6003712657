"""A text as an author sees it: lines with an indentation, a dash, a key and a value.

Only used once the parser has given up, to find out where the author's slip is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rmpkit.store.spans import Span, spans_from

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are no indentation to YAML, as the inside of a character class."""

PLAUSIBLE_KEY = re.compile(r"[^\W\d_][\w.-]*|\d{4}(?:-\d\d){0,2}")
"""What keys of a plan look like: words, ids, months, days."""

_INDENTATION = re.compile(f"[ \t{ODD_SPACES}]*")
_DASHES = re.compile(r"(?:- +)*(?:-$)?")
_COLON = re.compile(r":(?=\s|$)")
_QUOTED_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?=:(?:\s|$))")
_BLOCK = re.compile(r"[|>](?:[1-9][+-]?|[+-][1-9]?)?[ \t]*(?:#.*)?$")


class Role(StrEnum):
    """What a line is to its neighbours."""

    BLANK = "blank"
    """Empty, or a comment."""

    KEY = "key"
    """A key, perhaps after a dash, perhaps with a value."""

    ITEM = "item"
    """A dash with something after it that is no key, or nothing."""

    TEXT = "text"
    """Anything else."""

    INSIDE = "inside"
    """Inside a text or brackets that an earlier line opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text."""

    number: int
    """Counted from 1."""

    text: str
    """All of it."""

    indent: int
    """How many characters its indentation has."""

    role: Role
    """What it is to its neighbours."""

    dash: bool = False
    """Whether it starts with a dash and a space."""

    content_at: int = 0
    """How many characters stand before its key or its text: the indentation and the dashes."""

    key: str | None = None
    """The key as it was written."""

    value_at: int = 0
    """How many characters stand before its value."""

    @property
    def indentation(self) -> str:
        """What it starts with: spaces, tabs and what looks like a space."""
        return self.text[: self.indent]

    @property
    def content(self) -> str:
        """Its key and value, or its text."""
        return self.text[self.content_at :].rstrip()

    @property
    def value(self) -> str:
        """Its value, or its text where it has no key."""
        return self.text[self.value_at :].rstrip()

    @property
    def opens_block(self) -> bool:
        """Whether the lines below it are a block text."""
        return self.role in {Role.KEY, Role.ITEM} and _BLOCK.match(self.value) is not None

    @property
    def prefix(self) -> str:
        """The key with its colon, to show a mended line: `title: `."""
        return f"{self.key}: " if self.key is not None else "- " if self.dash else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text, line by line."""

    all: tuple[Line, ...]
    """Every line, also the blank ones."""

    spans: tuple[Span, ...]
    """Quoted texts and brackets, in the order of their openings."""

    def at(self, number: int) -> Line:
        """The line of a number; the last one where the number is past the end."""
        return self.all[min(max(number, 1), len(self.all)) - 1]

    def before(self, number: int) -> Iterator[Line]:
        """The lines before one that are not blank, nearest first."""
        return (line for line in reversed(self.all[: number - 1]) if line.role is not Role.BLANK)

    def after(self, number: int) -> Iterator[Line]:
        """The lines after one that are not blank, nearest first."""
        return (line for line in self.all[number:] if line.role is not Role.BLANK)


def read_lines(text: str, *, until: int) -> Lines:
    """The text as lines, each with its role, as far as one line."""
    texts = text.split("\n", until)[:until]
    lines: list[Line] = []
    spans: list[Span] = []
    inside_until, block_owner, unclosed = 0, -1, False  # what follows an unclosed span is guesswork
    for number, one in enumerate(texts, 1):
        if number <= inside_until:
            lines.append(Line(number, one, 0, Role.INSIDE))
            continue
        line = classify(one, number)
        if line.role is not Role.BLANK:
            if line.indent > block_owner >= 0:
                line = replace(line, role=Role.INSIDE)
            else:
                block_owner = _block_owner(line)
                if not unclosed:
                    spans += spans_from(texts, number, line.value_at, owner=_owner(line), key=line.key)
                    inside_until = (spans[-1].closed_line or 0) if spans else 0
                    unclosed = bool(spans) and spans[-1].closed_line is None
        lines.append(line)
    return Lines(tuple(lines), tuple(spans))


def classify(text: str, number: int) -> Line:
    """One line by itself, as if nothing stood above it."""
    found = _INDENTATION.match(text)
    indent = found.end() if found else 0
    content = text[indent:].rstrip()
    if not content or content.startswith("#"):
        return Line(number, text, indent, Role.BLANK)
    dashes = _DASHES.match(content)
    skipped = dashes.end() if dashes else 0
    at = indent + skipped
    end = _end_of_key(content[skipped:])
    if end is None:
        role = Role.ITEM if skipped else Role.TEXT
        return Line(number, text, indent, role, bool(skipped), at, None, at)
    key = content[skipped : skipped + end].rstrip()
    rest = text[at + end + 1 :]
    value_at = at + end + 1 + len(rest) - len(rest.lstrip())
    return Line(number, text, indent, Role.KEY, bool(skipped), at, key, value_at)


def _end_of_key(content: str) -> int | None:
    quoted = _QUOTED_KEY.match(content)
    if quoted is not None:
        return quoted.end()
    if content[:1] in tuple("\"'[{#"):
        return None
    colon = _COLON.search(content)
    comment = content.find(" #")
    if colon is None or -1 < comment < colon.start():
        return None
    return colon.start()


def _owner(line: Line) -> int:
    """The column that lines inside a span of this line must stay to the right of."""
    at_start = line.role is Role.TEXT and line.content[:1] in {'"', "'"}
    return len(line.text) + 1000 if at_start else line.content_at  # no key follows inside a bare quoted text


def _block_owner(line: Line) -> int:
    if not line.opens_block:
        return -1
    return line.content_at if line.key is not None else line.indent
