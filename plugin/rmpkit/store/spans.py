"""Quoted texts and brackets, from where they open to where they close, or do not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_END = {'"': re.compile(r'(?:[^"\\]|\\.)*+"'), "'": re.compile(r"(?:[^']|'')*+'(?!')")}
_KEY_LINE = re.compile(r"(\s*)(?:(?:- +)*[\w.-]+:(?:\s|$)|- )")
_NOTABLE = re.compile(r"[\"'\[\]{}#]")
_CLOSES = {"[": "]", "{": "}"}
_GLANCE = 80  # how much is kept of what follows: a long line may hold very many spans


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted text or brackets."""

    mark: str
    """What opens it: a quote, `[` or `{`."""

    line: int
    """Where it opens: counted from 1."""

    column: int
    """Counted from 1."""

    closed_line: int | None
    """Where it closes; `None` where it never does, or only after lines that cannot belong to it."""

    closed_column: int = 0
    """Counted from 1."""

    after: str = ""
    """What follows it on the line where it closes."""


def spans_from(
    texts: Sequence[str], line: int, at: int, *, owner: int, key: str | None
) -> tuple[Span, ...]:
    """The span that opens at a place, if one does or the unclosed one inside it."""
    opening = texts[line - 1][at : at + 1]
    if opening in _END:
        return (_quoted(texts, line, at, owner),)
    if opening in _CLOSES:
        return _bracketed(texts, line, at, owner if key is not None or owner else -1)
    return ()


def _quoted(texts: Sequence[str], line: int, at: int, owner: int) -> Span:
    """A quoted text; it is unclosed when a line it would swallow is clearly a line of its own."""
    mark = texts[line - 1][at]
    pending, start = texts[line - 1], at + 1
    for number in range(line, len(texts) + 1):
        if number > line:
            pending, start = texts[number - 1], 0
            if swallowed(pending, owner):
                break
        end = _closing(mark, pending, start)
        if end is not None:
            return Span(mark, line, at + 1, number, end, pending[end : end + _GLANCE])
    return Span(mark, line, at + 1, None)


def swallowed(text: str, owner: int) -> bool:
    """Whether a line is one of its own, and no part of something that opened at or left of a column."""
    found = _KEY_LINE.match(text)
    return found is not None and len(found[1]) <= owner


def _closing(mark: str, text: str, start: int) -> int | None:
    """Where the quote closes on this line: the column after it."""
    stop = len(text) - (mark == '"' and text.endswith("\\"))  # an escaped line end
    found = _END[mark].match(text, start, stop)
    return found.end() if found else None


def _bracketed(texts: Sequence[str], line: int, at: int, owner: int) -> tuple[Span, ...]:
    """Brackets, and quotes inside them that never close."""
    open_ones: list[tuple[str, int, int]] = []
    number, start = line, at
    while number <= len(texts):
        text = texts[number - 1]
        if number > line and swallowed(text, owner):
            break
        while found := _NOTABLE.search(text, start):
            start = found.end()
            char = found[0]
            if char in _CLOSES:
                open_ones.append((char, number, start))
            elif char in "]}":
                if _CLOSES[open_ones[-1][0]] != char:
                    return (Span(*open_ones[-1], None),)
                opening = open_ones.pop()
                if not open_ones:
                    return (Span(*opening, number, start, text[start : start + _GLANCE]),)
            elif char == "#":
                if text[found.start() - 1 : found.start()] in {" ", "\t", ""}:
                    break
            elif _starts_a_value(text, found.start()):
                quoted = _quoted(texts, number, found.start(), owner)
                if quoted.closed_line is None:
                    return (quoted,)
                number, start = quoted.closed_line, quoted.closed_column
                text = texts[number - 1]
        number, start = number + 1, 0
    return (Span(*open_ones[-1], None),)


def _starts_a_value(text: str, at: int) -> bool:
    """Whether a quote stands where a text may start, and is no apostrophe."""
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] in "[{,:"
