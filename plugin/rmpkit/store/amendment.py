"""Keys of records given other values in the text of a file: comments, quotes and order stay as they are.

What comes out was read again by the strict loader, and differs from what was there by what was meant and no more.
"""

import re
from collections.abc import Iterator, Mapping

from rmpkit.model.finding import Path
from rmpkit.store.document import Data
from rmpkit.store.emission import Word
from rmpkit.store.extents import Extent, extents_of, line_end_behind
from rmpkit.store.insertion import STEP, NotInsertedError, insert_below, quoted, quoted_key, record_lines
from rmpkit.store.recovery import recover

Values = Mapping[str, Data]
"""New values by the keys of one record."""

ONE_LINE = 160
"""Characters of a line on which a whole record still stands."""


class OneLine(dict[str, Data]):
    """A record that goes on one line in braces, where it fits there and no other beside it is written line by line.

    Two branches that each add such a one are merged by keeping both lines.
    """


_Edit = tuple[int, int, str]
"""From where to where something is to be written, and what."""

_SAFE_IN_BRACES = re.compile(r"[A-Za-z0-9](?:[\w. ()/+-]*[\w.)])?")
_BRACES = frozenset(",[]{}")
_REMARK = re.compile(r"[ \t]#|^#", re.MULTILINE)
_COMMENT = re.compile(r"(?<=[^ \t])[ \t]+#.*")


def amended(text: str, changes: Mapping[Path, Values]) -> str:
    """A text in which records have other values under some of their keys; keys that they lack are added.

    Args:
        text: what the file holds, without trouble.
        changes: the new values, by the path of the record or of any other map; where one is there already, it has to
            be a single one, or a list in brackets of such.

    Raises:
        NotInsertedError: it cannot be written there.
    """
    before = recover(text)
    wanted = before.loaded.data
    new = text
    extents = extents_of(text)
    edits: list[_Edit] = []
    additions: list[_Edit] = []
    rest: dict[Path, Values] = {}
    for path, values in changes.items():
        wanted = _with(wanted, path, values)
        there = {key: extents[(*path, key)] for key in values if (*path, key) in extents}
        edits += (_replacement(text, extent, values[key]) for key, extent in there.items())
        missing = {key: value for key, value in values.items() if key not in there}
        addition = _addition(text, extents, path, missing)
        if addition is not None:
            additions.append(addition)
        elif missing:
            rest[path] = missing
    ordered = sorted((*edits, *additions), key=lambda edit: edit[:2])  # what is added comes behind what is replaced
    for start, end, written in reversed(ordered):
        new = new[:start] + written + new[end:]
    for path, values in rest.items():
        new = insert_below(new, tuple(map(str, path)), _written(values, len(path) * len(STEP), braces=True))
    after = recover(new)
    if after.loaded.data != wanted or after.troubles or len(after.loaded.troubles) > len(before.loaded.troubles):
        raise NotInsertedError(_refusal(text, changes))
    return new


def _refusal(text: str, changes: Mapping[Path, Values]) -> str:
    """Which of several records it is that cannot be changed."""
    if len(changes) > 1:
        for path, values in changes.items():
            try:
                amended(text, {path: values})
            except NotInsertedError as error:
                return str(error)
    name = ".".join(map(str, next(iter(changes))))
    return f'What stands under "{name}" is written so that it cannot be changed. Change it by hand.'


def _with(data: Data, path: Path, values: Values) -> Data:
    held: Mapping[str, Data] = data if isinstance(data, Mapping) else {}
    if not path:
        return {**held, **values}
    return {**held, str(path[0]): _with(held.get(str(path[0])), path[1:], values)}


def _replacement(text: str, extent: Extent, value: Data) -> _Edit:
    """From where to where another single value is to be written in place of one, and how.

    Raises:
        NotInsertedError: it is not a single value, or no list in brackets where one is to be written.
    """
    start, end = extent.start, extent.end
    if isinstance(value, tuple):
        return _list(text, extent, value)
    if not isinstance(value, str) or extent.style in ("{", ":", "["):
        raise NotInsertedError("More than one value stands there. Change it by hand.")
    if start == end:  # a key with nothing behind it
        at = text.index(":", extent.key_end) + 1
        return at, at, f" {_inline(value, braces=extent.braces)}"
    if extent.style in ("|", ">"):
        return _in_place_of_block(text, extent, value)
    if extent.style in ("'", '"') and "\n" not in value:
        return start, end, _in_quotes(value, extent.style)
    written = _inline(value, braces=True) if extent.braces else _on_lines(value, extent.column)
    if "\n" in written and text[end:].partition("\n")[0].strip():
        written = _inline(value, braces=False)  # a comment behind it would become a part of it
    return start, end, written


def _list(text: str, extent: Extent, value: tuple[Data, ...]) -> _Edit:
    """A list in place of one in brackets, or behind a key with nothing behind it.

    Raises:
        NotInsertedError: it is written line by line, or remarks stand inside it.
    """
    start, end = extent.start, extent.end
    if start == end and not extent.style:
        at = text.index(":", extent.key_end) + 1
        return at, at, f" {_in_braces(value)}"
    if extent.style != "[" or not extent.braces or _REMARK.search(text[start:end]):
        raise NotInsertedError("The list there is written line by line, or has remarks inside. Change it by hand.")
    return start, end + 1, _in_braces(value)


def _in_place_of_block(text: str, extent: Extent, value: str) -> _Edit:
    old = text[extent.start : extent.end]
    comment = _COMMENT.search(old.partition("\n")[0])
    first, newline, below = _on_lines(value, extent.column).partition("\n")
    written = f"{first}{comment[0] if comment else ''}{newline}{below}"
    return extent.start, extent.start + len(old.rstrip()), written


def _on_lines(value: str, column: int) -> str:
    """A value as it stands behind its key, perhaps as a block below it."""
    first, *below = quoted(value).split("\n")
    return "\n".join([first, *_moved(below, column)])


def _moved(lines: list[str], column: int) -> Iterator[str]:
    yield from (f"{' ' * column}{line}" if line.strip() else line for line in lines)


def _inline(value: str, *, braces: bool) -> str:
    """A value on one line, whatever it holds."""
    bare = quoted(value)
    if "\n" not in bare and not braces:
        return bare
    word = isinstance(value, Word) and not _BRACES.intersection(value)
    if bare == value and (word or _SAFE_IN_BRACES.fullmatch(value)):
        return value
    return _in_quotes(value, "'" if '"' in value or "\\" in value else '"')


def _in_quotes(value: str, quote: str) -> str:
    if quote == "'" and "\n" not in value and "\t" not in value:
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\x0A").replace("\t", "\\x09")
    return f'"{escaped}"'


def _addition(text: str, extents: Mapping[Path, Extent], path: Path, values: Values) -> _Edit | None:
    """Where keys are added to a record that has some; nothing where it has none, or is not there."""
    extent = extents.get(path)
    if not values or extent is None or extent.style not in ("{", ":"):
        return None
    if extent.braces:
        return _in_braces_added(text, extent, values)
    below = [each for key, each in extents.items() if key[:-1] == path and len(key) == len(path) + 1]
    if not below:
        return None
    at = line_end_behind(text, extent.end, below[0].column)
    braces = all(each.style == "{" for each in below)
    lines = _moved(_written(values, below[0].column, braces=braces), below[0].column)
    return at, at, "".join(f"\n{line}" for line in lines)


def _written(values: Values, column: int, *, braces: bool) -> list[str]:
    """The lines of some keys with their values, the keys at the margin."""
    found: list[str] = []
    for key, value in values.items():
        line = f"{quoted_key(key)}: {_in_braces(value)}"
        alone = braces and isinstance(value, OneLine) and column + len(line) <= ONE_LINE
        found += [line] if alone else record_lines({key: value})
    return found


def _in_braces_added(text: str, extent: Extent, values: Values) -> _Edit:
    inside = text[extent.start + 1 : extent.end]
    pieces = ", ".join(f"{quoted_key(key)}: {_in_braces(value)}" for key, value in values.items())
    at = extent.start + 1 + len(inside.rstrip().removesuffix(","))
    return at, at, f"{', ' if inside.strip() else ''}{pieces}"


def _in_braces(value: Data) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted_key(key)}: {_in_braces(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_in_braces(item) for item in value) + "]"
    if value is None:
        return ""
    return _inline(value, braces=True)
