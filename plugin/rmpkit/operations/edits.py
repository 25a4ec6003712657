"""Pieces of a text put in place of others: how an author's file is mended without being written anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rmpkit.model.finding import Finding, Place
from rmpkit.model.portfolio import Portfolio
from rmpkit.store.written import written

_QUOTES = "\"'"
_COLON = re.compile(r"\s*:(?:\s|$)")


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """Characters that are replaced."""

    start: int
    """The first one, counted from 0."""

    end: int
    """The one behind the last."""

    text: str
    """What stands there instead."""


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """The text with every edit made; nothing where two of them meet."""
    pieces, at = [], 0
    for edit in sorted(set(edits)):
        if edit.start < at:
            return None
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True)
class Text:
    """A file as text, and where its lines begin."""

    whole: str
    """All of it."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of it."""
        return tuple(self.whole.split("\n"))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """How many characters stand before each line."""
        return tuple(accumulate((len(line) + 1 for line in self.lines), initial=0))


@dataclass(frozen=True)
class Spot:
    """A finding, and the text it was found in."""

    finding: Finding
    """What was found."""

    place: Place
    """Where."""

    text: Text
    """The whole file."""

    portfolio: Portfolio
    """Everything that was read with it."""

    @property
    def line(self) -> str:
        """The line of the place."""
        return self.text.lines[self.place.line - 1] if self.place.line <= len(self.text.lines) else ""

    @property
    def line_start(self) -> int:
        """How many characters stand before it."""
        return self.text.starts[min(self.place.line, len(self.text.starts)) - 1]

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where what is meant begins and ends on its line; nowhere, as a span of no length, where nothing is seen."""
        found = written(self.text.lines, self.place)
        if found is None:
            return (0, 0)
        key = str(self.finding.path[-1]) if self.finding.path else ""
        if key and found.line.startswith(key, found.start) and _COLON.match(found.line, found.start + len(key)):
            # a key of several words
            return (found.start, found.start + len(key))
        return (found.start, found.start + found.length)

    @property
    def seen(self) -> str:
        """What is meant, as it stands there."""
        start, end = self.span
        return self.line[start:end]

    @property
    def word(self) -> str:
        """What is meant, without the quotes around it."""
        seen = self.seen
        quoted = len(seen) > 1 and seen[0] in _QUOTES and seen[-1] == seen[0]
        return seen[1:-1] if quoted else seen

    def instead(self, text: str) -> tuple[Edit, ...]:
        """Another word in the place of the one that is meant, in the same quotes."""
        start, end = self.span
        inset = (len(self.seen) - len(self.word)) // 2
        return (Edit(self.line_start + start + inset, self.line_start + end - inset, text),)

    def instead_of_all(self, text: str) -> tuple[Edit, ...]:
        """Something in the place of what is meant, quotes and all."""
        start, end = self.span
        return (Edit(self.line_start + start, self.line_start + end, text),)
