"""Quoted texts and brackets, from where they open to where they close, or do not."""

import re
from collections.abc import Iterator, Sequence
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


def spans_from(texts: Sequence[str], line: int, at: int, *, owner: int, key: str | None) -> tuple[Span, ...]:
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
    """Brackets, or a quote inside them that never closes."""
    still_open: list[tuple[str, int, int]] = []
    for sign, number, column in _signs(texts, line, at, owner):
        if sign in _CLOSES:
            still_open.append((sign, number, column))
        elif sign in _END:
            return (Span(sign, number, column, None),)
        elif _CLOSES[still_open[-1][0]] != sign:
            break
        else:
            opening = still_open.pop()
            if not still_open:
                after = texts[number - 1][column : column + _GLANCE]
                return (Span(*opening, number, column, after),)
    return (Span(*still_open[-1], None),)


def _signs(texts: Sequence[str], line: int, at: int, owner: int) -> Iterator[tuple[str, int, int]]:
    """Brackets from a place on, with line and column, and quotes that never close."""
    number, start = line, at
    while number <= len(texts) and not (number > line and swallowed(texts[number - 1], owner)):
        found = _NOTABLE.search(texts[number - 1], start)
        if found is None or (found[0] == "#" and _starts_comment(texts[number - 1], found.start())):
            number, start = number + 1, 0
            continue
        start = found.end()
        if found[0] in _END and _starts_a_value(texts[number - 1], found.start()):
            quoted = _quoted(texts, number, found.start(), owner)
            if quoted.closed_line is None:
                yield found[0], number, start
                return
            number, start = quoted.closed_line, quoted.closed_column
        elif found[0] in "[]{}":
            yield found[0], number, start


def _starts_comment(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \t[{,"


def _starts_a_value(text: str, at: int) -> bool:
    """Whether a quote stands where a text may start, and is no apostrophe."""
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] in "[{,:"
