"""Lines put into a file of the plans: records at the end of a register, entries below a key; nothing else moves.

A text has one kind of line end here, as `store.text.decode` gives it; `store.saving` writes each as the file does. What
comes out was read again by the strict loader: it holds what it held before and what was put in, in this order, no more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from rmpkit.model.finding import Path, Severity
from rmpkit.model.showing import show
from rmpkit.store.document import Data, Mark
from rmpkit.store.emission import emit
from rmpkit.store.events import Loaded
from rmpkit.store.extents import extents_of, line_end_behind
from rmpkit.store.recovery import recover
from rmpkit.store.trouble import Trouble

STEP = "  "
"""How far a record is indented below its id, where the file does not tell."""

_IDLE = re.compile(r"(?:---)?[ \t]*(?:#.*)?")
_Entry = tuple[Path, int, int]
"""An entry below a key: its path, and line and column of its key, counted from 1."""


class NotInsertedError(Exception):
    """Nothing can be put there; says why, and what to do first, in words for the author."""


def quoted(text: str) -> str:
    """What stands behind `key: ` so that a text reads back as it is: bare where it can be, in quotes, or as a block.

    The lines of a block are indented by two, as below a key at the margin.
    """
    return emit({"x": text}).removeprefix("x:").strip(" ").removesuffix("\n")


def quoted_key(key: str) -> str:
    """A key as it is written: in quotes where another reader of YAML would not take it for text."""
    return emit({key: None}).removesuffix("\n").removesuffix(":")


def record_lines(record: Mapping[str, Data]) -> tuple[str, ...]:
    """The lines of a record below its id, its keys at the margin."""
    return tuple(emit(record).removesuffix("\n").split("\n")) if record else ()


def insert_record(text: str, register: str, key: str, lines: Sequence[str]) -> str:
    """A file with one more record, after the last one of its register; the register is added where it is not there.

    Args:
        text: what the file holds; nothing for a new one.
        register: the key of the register, such as `risks`.
        key: the id of the record.
        lines: what stands below the id, its keys at the margin: `record_lines` makes them.

    Raises:
        NotInsertedError: it cannot be put there.
    """
    return insert_records(text, register, {key: lines})


def insert_records(text: str, register: str, records: Mapping[str, Sequence[str]]) -> str:
    """A file with more records in one register, in the order in which they are given.

    Raises:
        NotInsertedError: they cannot be put there.
    """
    lines = [line for key, below in records.items() for line in (f"{quoted_key(key)}:", *_indented(below))]
    return insert_below(text, (register,), lines)


def insert_below(text: str, path: Sequence[str], lines: Sequence[str]) -> str:
    """A file with more entries below a key, after those that are there; keys of the path that are missing are added.

    Args:
        text: what the file holds; nothing for a new one.
        path: the keys from the outside in; none for the file itself.
        lines: the entries with their keys, these at the margin.

    Raises:
        NotInsertedError: they cannot be put there.
    """
    before = _read(text, "The file")
    place: Path = tuple(path[: _depth(before.data, path)])
    for key in reversed(path[len(place) :]):
        lines = (f"{quoted_key(key)}:", *_indented(lines))
    added = _read("\n".join(lines), "What is to be written").data
    if not isinstance(added, Mapping):
        raise NotInsertedError("There is nothing to write.")
    wanted = _with(before.data, place, added)
    for new in _candidates(text, before.marks, place, lines):
        after = recover(new)
        if _same(after.loaded.data, wanted) and not _errors(after.troubles, after.loaded.troubles):
            return new
    raise NotInsertedError(f"{_named(place)} ends so that nothing can be put behind it. Write it there by hand.")


def _read(text: str, what: str) -> Loaded:
    """What a text holds.

    Raises:
        NotInsertedError: not all of it can be read.
    """
    if all(_IDLE.fullmatch(line) for line in text.split("\n")):
        return Loaded(None, {})
    found = recover(text)
    for trouble in _errors(found.troubles, found.loaded.troubles):
        raise NotInsertedError(f"{what} cannot be read, at line {trouble.line}. {trouble.message} {trouble.mend}")
    return found.loaded


def _errors(*troubles: Sequence[Trouble]) -> list[Trouble]:
    return [each for some in troubles for each in some if each.kind.severity is Severity.ERROR]


def _depth(data: Data, path: Sequence[str]) -> int:
    """How many keys of a path are there.

    Raises:
        NotInsertedError: one of them holds something else than entries.
    """
    for depth, key in enumerate((*path, None)):
        if data is not None and not isinstance(data, Mapping):
            raise NotInsertedError(f"{_named(path[:depth])} is no record. Write it by its keys, each on its own line.")
        if key is None or data is None or key not in data:
            return depth
        data = data[key]
    return len(path)


def _with(data: Data, path: Path, added: Mapping[str, Data]) -> Data:
    """The data with entries added below a path.

    Raises:
        NotInsertedError: one of them is there already.
    """
    held = data if isinstance(data, Mapping) else {}
    if path:
        key = str(path[0])
        return {**held, key: _with(held[key], path[1:], added)}
    twice = next((key for key in added if key in held), None)
    if twice is not None:
        raise NotInsertedError(f'"{show(twice)}" is there already. Choose another id, or edit what is there.')
    return {**held, **added}


def _same(one: Data, other: Data) -> bool:
    """Whether data are the same, and in the same order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    return one == other


def _candidates(text: str, marks: Mapping[Path, Mark], path: Path, lines: Sequence[str]) -> Iterator[str]:
    """The file with the lines behind the entries that are there, or behind the blank lines below these too.

    A last line without an end stays so, unless the new ones come behind it.

    Raises:
        NotInsertedError: what is there is not written line by line.
    """
    closed = text.endswith("\n")
    texts = text.removesuffix("\n").split("\n") if text not in ("", "\n") else []
    entries = _entries(marks, path)
    column = _column(texts, marks, path, entries)
    spaced = _spaced(texts, entries, root=not path)
    parts = list(_fitted(lines, " " * column, _step(marks, entries, column), spaced=spaced))
    last = _last_line(texts, marks, path)
    for end in dict.fromkeys((_seen(text, path, column) or last, last)):
        gap = [""] if spaced and end and texts[end - 1].strip() else []
        yield "\n".join([*texts[:end], *gap, *parts, *texts[end:]]) + ("\n" if closed or not texts[end:] else "")


def _entries(marks: Mapping[Path, Mark], path: Path) -> list[_Entry]:
    size = len(path) + 1
    return [(each, *mark.key) for each, mark in marks.items() if len(each) == size and each[:-1] == path and mark.key]


def _column(texts: Sequence[str], marks: Mapping[Path, Mark], path: Path, entries: Sequence[_Entry]) -> int:
    """How many characters stand before each key below a path.

    Raises:
        NotInsertedError: the keys stand in braces, or something else does.
    """
    mark = marks.get(path)
    if mark is not None and texts[mark.value[0] - 1][mark.value[1] - 1 : mark.value[1]] == "{":
        raise NotInsertedError(f"{_named(path)} is written in braces. Write each entry on a line of its own first.")
    if entries:
        return entries[0][2] - 1
    if mark is None or mark.key is None:
        return 0
    if mark.value != mark.key:
        raise NotInsertedError(f"{_named(path)} is a word that stands for nothing. Remove the word first.")
    return mark.key[1] - 1 + len(STEP)


def _last_line(texts: Sequence[str], marks: Mapping[Path, Mark], path: Path) -> int:
    """The line before the one on which something else begins, counted from 1."""
    start = marks[path].key if path else None
    if start is None:
        return len(texts)
    others = (mark.key or mark.value for each, mark in marks.items() if each[: len(path)] != path)
    return min((place[0] - 1 for place in others if place > start), default=len(texts))


def _seen(text: str, path: Path, column: int) -> int:
    """The last line that belongs to the entries of a path; none where nothing is written yet."""
    extent = extents_of(text).get(path)
    return text.count("\n", 0, line_end_behind(text, extent.end, column)) + 1 if extent else 0


def _spaced(texts: Sequence[str], entries: Sequence[_Entry], *, root: bool) -> bool:
    """Whether entries are set apart by a blank line; the second key of a file is."""
    if len(entries) < 2:  # noqa: PLR2004 - two tell what stands between them
        return root and bool(entries)
    line = entries[-1][1] - 1
    while line > 0 and texts[line - 1].lstrip().startswith("#"):
        line -= 1
    return line > 0 and not texts[line - 1].strip()


def _step(marks: Mapping[Path, Mark], entries: Sequence[_Entry], column: int) -> str:
    """How far the file indents what stands below an entry."""
    for path, line, _ in reversed(entries):
        for _, below, inner in _entries(marks, path)[:1]:
            if below > line:
                return " " * (inner - 1 - column)
    return STEP


def _fitted(lines: Sequence[str], margin: str, step: str, *, spaced: bool) -> Iterator[str]:
    """The lines, indented and set apart as the file does it."""
    deeper = step.removesuffix(STEP)
    for number, line in enumerate(lines):
        inner = line.startswith((STEP, "#"))
        if spaced and number and line.strip() and not inner:
            yield ""
        yield f"{margin}{deeper if inner else ''}{line}" if line.strip() else ""


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"{STEP}{line}" if line.strip() else line for line in lines]


def _named(path: Sequence[str | int]) -> str:
    return f'What stands under "{show(".".join(map(str, path)))}"' if path else "The file"
