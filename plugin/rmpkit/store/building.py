"""Data and positions, built one event of the parser at a time."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from rmpkit.model.finding import Path
from rmpkit.model.showing import show
from rmpkit.store import losses, refusals
from rmpkit.store.diagnosis import root_is_list, root_is_text, second_document
from rmpkit.store.document import Data, Mark
from rmpkit.store.kinds import GIVEN_TWICE
from rmpkit.store.trouble import Trouble

_NOTHING = frozenset({"", "~", "null"})
_SHOWN_REPEATS = 5


@dataclass(slots=True)
class _Frame:
    """A map or a list that is still open."""

    holds: dict[str, Data] | list[Data]
    path: Path
    flow: bool
    column: int
    """What a quoted text in it must stay to the right of, when it goes on below."""

    muted: bool
    """Whether it stands under a key that was given before: read, but not kept."""

    key: str | None = None
    key_at: tuple[int, int] = (1, 1)
    key_event: Any = None
    repeated: bool = False
    cut: bool = False


@dataclass(slots=True)
class Building:
    """What the events have given so far. The one thing on this floor that changes."""

    text: str
    """The text that is read."""

    root: Data = None
    """What it holds."""

    marks: dict[Path, Mark] = field(default_factory=dict)
    """Positions by path."""

    last: Any = None
    """The event that was taken last."""

    finished: bool = False
    """Whether the last event was taken."""

    _repeats: dict[Path, list[tuple[int, int]]] = field(default_factory=dict)
    _losses: list[Trouble] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _signs: frozenset[int] = frozenset()
    _documents: int = 0
    _nodes: int = 0

    def __post_init__(self) -> None:
        self._signs = losses.lines_with_signs(self.text)

    def take(self, event: Any) -> Trouble | None:  # noqa: ANN401 - an event of either parser
        """Take one event; gives what stops the pass, if something does."""
        self.last = event
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            return self._open(event, {} if kind is MappingStartEvent else [])
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close()
        elif kind is AliasEvent:
            return refusals.marked(event, self.text)
        elif kind is DocumentStartEvent:
            self._documents += 1
            return second_document(event.start_mark.line + 1) if self._documents > 1 else None
        elif kind is StreamEndEvent:
            self.finished = True
            return None if self._documents else refusals.nothing_there()
        return None

    @property
    def line(self) -> int:
        """Where the pass has come to."""
        return 1 if self.last is None else self.last.start_mark.line + 1

    def troubles(self) -> tuple[Trouble, ...]:
        """What did not stop the pass."""
        return (*self._given_twice(), *self._losses)

    def _scalar(self, event: Any) -> Trouble | None:  # noqa: ANN401 - see take
        self._nodes += 1
        frame = self._stack[-1] if self._stack else None
        if refusals.doubtful(event) or self._nodes > refusals.MAX_NODES:
            column = frame.column if frame else 0
            stop = refusals.too_many(self._nodes, event) or refusals.scalar(event, self.text, column)
            if stop is not None:
                return stop
        if frame is None:
            nothing = not event.style and event.value in _NOTHING
            return refusals.nothing_there() if nothing else root_is_text(self.text)
        if frame.key is None and isinstance(frame.holds, dict):
            return self._key(frame, event)
        if event.style or event.value not in _NOTHING:
            self._value(frame, event, event.value)
            return None
        return self._nothing(frame, event)

    def _key(self, frame: _Frame, event: Any) -> Trouble | None:  # noqa: ANN401 - see take
        stop = refusals.key(event)
        if stop is not None:
            return stop
        name: str = event.value
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)  # two keys that look the same are the same
        mark = event.start_mark
        frame.key, frame.key_event = name, event
        frame.key_at = (mark.line + 1, mark.column + 1)
        if not frame.flow:
            frame.column = mark.column
        frame.repeated = name in frame.holds
        if frame.repeated and not frame.muted:
            self._repeats.setdefault((*frame.path, name), []).append(frame.key_at)
        return None

    def _nothing(self, frame: _Frame, event: Any) -> Trouble | None:  # noqa: ANN401 - see take
        """A value that is not there; between braces it may be the end of a text that a comma cut."""
        if frame.flow and isinstance(frame.holds, dict) and losses.lacks_colon(frame.key_event, event, self.text):
            stop = refusals.tight(frame.key_event)
            if stop is not None:
                return stop
            last = next(reversed(frame.holds), None)
            if last is not None and isinstance(frame.holds[last], str):
                if not (frame.cut or frame.muted):
                    self._losses.append(losses.at_comma(frame.key_event, (*frame.path, last), self.text))
                frame.cut, frame.key = True, None
                return None
        self._value(frame, event, None)
        return None

    def _value(self, frame: _Frame, event: Any, value: str | None) -> None:  # noqa: ANN401 - see take
        if frame.muted or frame.repeated:
            frame.key, frame.repeated = None, False
            return
        path = self._place(frame, event, value)
        loss = losses.of_scalar(event, path, self.text) if losses.suspect(event, self._signs) else None
        if loss is not None:
            self._losses.append(loss)

    def _open(self, event: Any, holds: dict[str, Data] | list[Data]) -> Trouble | None:  # noqa: ANN401 - see take
        self._nodes += 1
        frame = self._stack[-1] if self._stack else None
        stop = (
            refusals.marked(event, self.text)
            or refusals.too_many(self._nodes, event)
            or refusals.too_deep(len(self._stack) + 1, event)
        )
        if stop is not None:
            return stop
        mark = event.start_mark
        if frame is None:
            if isinstance(holds, list):
                return root_is_list(mark.line + 1, mark.column + 1)
            self.root, muted = holds, False
            path: Path = ()
            self.marks[()] = Mark(None, (mark.line + 1, mark.column + 1))
        elif isinstance(frame.holds, dict) and frame.key is None:
            return refusals.key_of_keys(event, self.text)
        else:
            muted = frame.muted or frame.repeated
            path = frame.path if muted else self._place(frame, event, holds)
            frame.key, frame.repeated = None, False
        flow = bool(event.flow_style)
        column = frame.column if flow and frame else mark.column
        self._stack.append(_Frame(holds, path, flow, column, muted))
        return None

    def _close(self) -> None:
        closed = self._stack.pop()
        if isinstance(closed.holds, list) and not closed.muted and self._stack:
            items, parent = tuple(closed.holds), self._stack[-1].holds
            step = closed.path[-1]
            if isinstance(parent, dict):
                parent[str(step)] = items
            else:
                parent[-1] = items

    def _place(self, frame: _Frame, event: Any, value: Any) -> Path:  # noqa: ANN401 - see take
        """Put a value where it belongs, and note where it was written."""
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1)
        if isinstance(frame.holds, dict):
            key = frame.key or ""
            path: Path = (*frame.path, key)
            frame.holds[key], frame.key = value, None
            written = value is not None or event.value != ""
            self.marks[path] = Mark(frame.key_at, at if written else frame.key_at)
        else:
            path = (*frame.path, len(frame.holds))
            frame.holds.append(value)
            self.marks[path] = Mark(None, at)
        return path

    def _given_twice(self) -> Iterator[Trouble]:
        for path, places in self._repeats.items():
            first = self.marks[path].key if path in self.marks else None
            lines = [str(line) for line, _ in (*([first] if first else ()), *places)]
            named = " and on line ".join((", ".join(lines[:-1][:_SHOWN_REPEATS]), lines[-1]))
            line, column = places[0]
            message = f'"{show(str(path[-1]))}" is given more than once: on line {named}.'
            mend = "Keep one of them, or give the other a key of its own."
            yield Trouble(GIVEN_TWICE, line, column, message, mend, path)
