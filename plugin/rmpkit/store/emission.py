"""Data as YAML text: the strict loader reads it back as it was, and says nothing about it.

PyYAML's emitter writes the text; here is decided how each value is written, and the few places are mended where the
emitter and the loader do not agree.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from yaml.emitter import Emitter, ScalarAnalysis
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from rmpkit.store.document import Data

WIDTH = 100
"""Columns after which a long text of one paragraph goes on below."""

_LIST_WIDTH = 90
"""Characters of a list of names that still stands on one line."""

_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b"
_NAME = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_NUMBER_TO_OTHERS = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
"""What YAML 1.2 takes for a number, beside what 1.1 does."""

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.SafeLoader("")  # its method has no types


class Word(str):
    """A text that needs no quotes because its key says what it is: a day, a number, a word from a list."""

    __slots__ = ()


def emit(data: Mapping[str, Data]) -> str:
    """The YAML text of a file."""
    stream = io.StringIO()
    writer = _Writer(stream)
    for event in _document(data):
        writer.emit(event)
    return stream.getvalue()


class _Writer(Emitter):
    """PyYAML's emitter with lists indented, and with breaks in long paragraphs alone."""

    ESCAPE_REPLACEMENTS = {  # type: ignore[misc]  # noqa: RUF012 - the emitter's own table; only its stub calls it final
        # "\n" and "\t" as \x0A and \x09: before a letter the loader takes them for a path in the wrong quotes.
        sign: letter
        for sign, letter in Emitter.ESCAPE_REPLACEMENTS.items()
        if sign not in "\n\t"
    }

    def __init__(self, stream: io.StringIO) -> None:
        super().__init__(stream, allow_unicode=True, width=10**9, line_break="\n")

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - the emitter's signature
        """Indent lists below their key, as people do."""
        del indentless
        super().increase_indent(flow, indentless=False)

    def write_folded(self, text: str) -> None:
        """Break a paragraph where the line is full; no other text is broken, for the loader distrusts that."""
        unbroken, self.best_width = self.best_width, WIDTH
        super().write_folded(text)
        self.best_width = unbroken

    def analyze_scalar(self, scalar: str) -> ScalarAnalysis:
        """Let a tab stand in a block text, where it is as harmless as any letter."""
        style = self.event.style if isinstance(self.event, ScalarEvent) else None
        analysis = super().analyze_scalar(scalar.replace("\t", "_") if style == "|" else scalar)
        analysis.scalar = scalar
        return analysis


def _document(data: Mapping[str, Data]) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _events(data)
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _events(data: Data) -> Iterator[Event]:
    if isinstance(data, Mapping):
        yield MappingStartEvent(None, None, implicit=True, flow_style=not data)
        for key, value in data.items():
            yield _scalar(key, _style_of_key(key))
            yield from _events(value)
        yield MappingEndEvent()
    elif isinstance(data, tuple):
        names = all(isinstance(item, str) and _NAME.fullmatch(item) and not _misread(item) for item in data)
        short = sum(len(str(item)) + 2 for item in data) <= _LIST_WIDTH
        yield SequenceStartEvent(None, None, implicit=True, flow_style=names and short)
        for item in data:
            yield from _events(item)
        yield SequenceEndEvent()
    else:
        yield _scalar(data or "", "" if data is None else _style(data))


def _scalar(text: str, style: str) -> Event:
    return ScalarEvent(None, None, (True, True), str(text), style=style or None)


def _style_of_key(key: str) -> str:
    return _quotes(key) if _misread(key) else ""


def _style(text: str) -> str:
    """How a text is written: bare, in quotes, or as a block."""
    if "\n" in text:
        return "|" if _blocklike(text) else '"'
    if len(text) > WIDTH and _foldable(text):
        return ">"
    return _quotes(text) if _misread(text) else ""


def _blocklike(text: str) -> bool:
    """Whether nothing of a text is lost in a block: no space stands where nobody sees it."""
    return text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))


def _foldable(text: str) -> bool:
    return " ".join(text.split()) == text


def _misread(text: str) -> bool:
    """Whether a bare text would be taken for something else, here or by another reader of YAML."""
    if isinstance(text, Word):
        return False
    resolved = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return resolved != _TEXT or text.startswith(tuple(_CURLY)) or _NUMBER_TO_OTHERS.fullmatch(text) is not None


def _quotes(text: str) -> str:
    """The quotes that need the fewest signs to escape."""
    return "'" if '"' in text or "\\" in text else '"'
