"""What an author wrote at a place: the line as it stands, and how much of it is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rmpkit.model.finding import Place
from rmpkit.store.text import decode
from rmpkit.store.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a file, and the piece of it that a finding is about."""

    line: str
    """The line, without its end."""

    start: int
    """How many characters stand before what is meant."""

    length: int
    """How many characters are meant; at least one, which may lie behind the end of the line."""


_MEANT = re.compile(
    r"(?P<key>[\w.-]++(?=\s*:(?:\s|$)))"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*+"|\'(?:[^\']|\'\')*+\')'
    r"|(?P<flow>[^,\]}#]++)"
)
_COMMENT = re.compile(r"\s#.*$")


def lines_of(raw: bytes) -> tuple[str, ...]:
    """The lines of a file, as places count them; none where it is no text that can be read."""
    text = decode(raw)
    return () if isinstance(text, Trouble) else tuple(text.split("\n"))


def written(lines: Sequence[str], place: Place) -> Written | None:
    """What stands at a place: a key, or a value as far as it goes on its line; nothing where nothing is said there."""
    if not 1 <= place.line <= len(lines) or place.column < 1:
        return None
    line = lines[place.line - 1]
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    start = min(place.column - 1, len(line))
    return Written(line, start, max(1, _length(line, start)))


def _length(line: str, start: int) -> int:
    rest = line[start:]
    found = _MEANT.match(rest)
    if found is None:
        return 1
    if found["key"] or found["quoted"]:
        return found.end()
    inside_braces = any(
        line.count(opening, 0, start) > line.count(closing, 0, start) for opening, closing in ("[]", "{}")
    )
    piece = found["flow"] if inside_braces else _COMMENT.sub("", rest)
    return len(piece.rstrip())
