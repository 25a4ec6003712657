"""What a YAML file says, and where each key and value of it was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rmpkit.model.finding import Path, Place

Data = Mapping[str, "Data"] | tuple["Data", ...] | str | None
"""What YAML can hold here: maps, lists, text and nothing. Every scalar stays text; the schema decides."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an entry was written: lines and columns counted from 1."""

    key: tuple[int, int] | None
    """Line and column of the key; `None` for items of a list and for the document itself."""

    value: tuple[int, int]
    """Line and column of the value; those of the key where nothing was written."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: data and positions."""

    file: str
    """The file, relative to the data folder, with forward slashes."""

    data: Data
    """What it holds; `None` when nothing of it could be read."""

    marks: Mapping[Path, Mark] = field(default_factory=dict)
    """Positions by path."""

    lost: frozenset[Path] = frozenset()
    """Entries whose text could not be read and were left out, so that their ids stay known."""

    cut: str = ""
    """The text that was left out with them."""

    def key_place(self, path: Path) -> Place | None:
        """Where the key at `path` was written, or its nearest written ancestor."""
        return self._nearest(path, prefer_key=True)

    def value_place(self, path: Path) -> Place | None:
        """Where the value at `path` was written, or the nearest above it: its key, or a text that is all of it."""
        return self._nearest(path, prefer_key=False)

    def _nearest(self, path: Path, *, prefer_key: bool) -> Place | None:
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark is not None:
                at_key = prefer_key or (length < len(path) and not self._is_text(path[:length]))
                line, column = mark.key if at_key and mark.key else mark.value
                return Place(self.file, line, column)
        return None

    def _is_text(self, path: Path) -> bool:
        """Whether one text stands for the whole of what is at `path`, as the value of a reading does."""
        data: Data = self.data
        for step in path:
            data = data.get(str(step)) if isinstance(data, Mapping) else None
        return isinstance(data, str)
