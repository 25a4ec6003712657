"""From where to where each value of a text is written, so that it can be replaced and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from rmpkit.model.finding import Path
from rmpkit.store.events import PARSER


@dataclass(frozen=True, slots=True)
class Extent:
    """A value, or the inside of a map."""

    start: int
    """How many characters of the text stand before it."""

    end: int
    """How many stand before what follows it; of a map or list in braces or brackets, before the closing one; of one
    line by line, behind the last of its values."""

    style: str
    """How it is written: a single value with `"`, `'`, `|`, `>` or nothing, a map with `{` or `:`, a list with `[`."""

    column: int = 0
    """How many characters stand before its key on the key's line."""

    key_end: int = 0
    """How many characters of the text stand before what follows its key."""

    braces: bool = False
    """Whether it stands in braces or brackets."""


@dataclass(slots=True)
class _Open:
    path: Path
    flow: bool
    start: int
    column: int
    key: Any = None
    keyed: bool = True
    at: int = 0
    key_end: int = 0
    end: int = 0
    """Behind the last value in it so far; the parser's own end lies behind the comments that follow."""


@dataclass(slots=True)
class _Walk:
    """One walk over the events of a text that is known to be read without trouble."""

    starts: list[int]
    found: dict[Path, Extent] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)

    def offset(self, mark: Any) -> int:  # noqa: ANN401 - a mark of either parser
        line: int = min(mark.line, len(self.starts) - 1)
        return self.starts[line] + int(mark.column)

    def take(self, event: Any) -> None:  # noqa: ANN401 - an event of either parser
        top = self.stack[-1] if self.stack else None
        if isinstance(event, ScalarEvent):
            if top is not None and top.keyed and top.key is None:
                top.key, top.key_end = event, self.offset(event.end_mark)
            else:
                self._value(top, event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            path, column, _ = self._place(top)
            keyed = isinstance(event, MappingStartEvent)
            flow = bool(event.flow_style) or (top is not None and top.flow)
            self.stack.append(_Open(path, flow, self.offset(event.start_mark), column, keyed=keyed))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            closed = self.stack.pop()
            end = self.offset(event.start_mark) if closed.flow else closed.end
            self._ended(self.offset(event.end_mark) if closed.flow else closed.end)
            style = ("{" if closed.flow else ":") if closed.keyed else "["
            if closed.path not in self.found:
                self.found[closed.path] = Extent(closed.start, end, style, closed.column, braces=closed.flow)

    def _ended(self, end: int) -> None:
        """Note that what is open goes on to here at least."""
        if self.stack:
            self.stack[-1].end = max(self.stack[-1].end, end)

    def _place(self, top: _Open | None) -> tuple[Path, int, int]:
        """The path of the value that comes, where its key starts on its line, and where that ends."""
        if top is None:
            return (), 0, 0
        if not top.keyed:
            top.at += 1
            return (*top.path, top.at - 1), top.column, top.start
        key, top.key = top.key, None
        return (*top.path, key.value), key.start_mark.column, top.key_end

    def _value(self, top: _Open | None, event: Any) -> None:  # noqa: ANN401 - see take
        path, column, key_end = self._place(top)
        start, end = self.offset(event.start_mark), self.offset(event.end_mark)
        self._ended(end)
        self.found[path] = Extent(start, end, event.style or "", column, key_end, bool(top and top.flow))


def extents_of(text: str) -> Mapping[Path, Extent]:
    """Where the values of a text stand, by path; the text has to be one that is read without trouble."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    walk = _Walk(starts[:-1])
    events = PARSER(text)
    while events.check_event():
        walk.take(events.get_event())
    return walk.found


def line_end_behind(text: str, end: int, column: int) -> int:
    """The end of the line behind which one more entry goes: the last one that belongs to those before it.

    Comments further left than the entries, and blank lines, belong to what follows.

    Args:
        text: what the file holds.
        end: how many characters stand before the end of the last entry.
        column: how many characters stand before the key of each entry.
    """
    kept = at = _line_end(text, len(text[:end].rstrip()))
    while at < len(text):
        line = text[at + 1 : _line_end(text, at + 1)]
        bare = line.lstrip(" ")
        if bare.strip():
            if not bare.startswith("#") or len(line) - len(bare) < column:
                break
            kept = at + 1 + len(line)
        at += 1 + len(line)
    return kept


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found
