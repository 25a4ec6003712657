"""All that a folder says: the names of its files, and every text in them however it is packed or written."""

import codecs
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rmpkit.operations import pdf, pictures
from rmpkit.operations.containers import DEEPEST, MOST, ClosedError, Room, refuse_by_name, unpacked

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = (
    (re.compile(rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00){4,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\t\n\r\x20-\x7e\xa0-\xff]){4,}"), "utf-16-be"),
)
"""Texts of two bytes a letter inside something else."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text of one byte a letter holds."""

_ASSETS: Mapping[str, tuple[bytes, ...]] = {
    ".gif": (b"GIF8",),
    ".ico": (b"\0\0\1\0",),
    ".otf": (b"OTTO",),
    ".ttf": (b"\0\1\0\0",),
    ".webp": (b"RIFF",),
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
}
"""Pictures and fonts of a site, which are searched byte by byte: what is packed in them is not seen."""

_HISTORIES = frozenset({".git", ".hg", ".svn", ".bzr"})
"""Names under which repositories keep everything that was ever in them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder, or whatever else lies in it."""

    name: str
    """Its path below the folder, with forward slashes."""

    raw: bytes
    """What it holds."""

    closed: str = ""
    """Why it cannot be read; empty where it can."""


def found_in(folder: Path) -> Iterator[Found]:
    """Everything below a folder, by name; links are not followed.

    Raises:
        OSError: the folder itself cannot be listed.
    """
    for path in sorted(folder.iterdir()):
        yield from _below(path, path.name)


def _below(path: Path, name: str) -> Iterator[Found]:
    try:
        mode = path.lstat().st_mode
        if path.name.lower() in _HISTORIES:
            yield Found(name, b"", "it keeps the history of a repository: publish the files without it")
        elif stat.S_ISDIR(mode):
            yield Found(name, b"")
            for each in sorted(path.iterdir()):
                yield from _below(each, f"{name}/{each.name}")
        elif not stat.S_ISREG(mode):
            yield Found(name, b"", "it is a link or a device, and no file")
        elif path.stat().st_size > MOST:
            yield Found(name, b"", f"it has more than {MOST // 1_000_000} MB")
        else:
            yield Found(name, path.read_bytes())
    except OSError as error:
        yield Found(name, b"", f"it cannot be read: {error.strerror}")


def texts(raw: bytes, name: str) -> Iterator[str]:
    """Every text in the bytes of a file.

    Raises:
        ClosedError: some of it cannot be looked through.
    """
    refuse_by_name(name, raw)
    yield from _texts(raw, name, Room(), 0)


def _texts(raw: bytes, name: str, room: Room, depth: int) -> Iterator[str]:
    inner = _inner(raw, name, room)
    if inner is None:
        yield from _written(raw)
        if not depth and not _is_text(raw) and not _is_asset(raw, name):
            raise ClosedError("it is of a kind that is not read here")
        return
    if depth == DEEPEST:
        raise ClosedError(f"more than {DEEPEST} things lie one in the other")
    for member, content in inner:
        yield from _texts(content, member, room, depth + 1)


def _inner(raw: bytes, name: str, room: Room) -> Iterator[tuple[str, bytes]] | None:
    """What lies in a file, by name; nothing where it is to be read as it stands."""
    members = unpacked(raw, name, room)
    if members is not None:
        return members
    parts = pdf.said(raw, room) or pictures.beside_dots(raw, room)
    return None if parts is None else (("", part) for part in parts)


def _is_text(raw: bytes) -> bool:
    """Whether bytes are text, in whatever encoding."""
    if not _CONTROL.search(raw) or raw.startswith(tuple(_MARKS)):
        return True
    for _, encoding in _WIDE:
        with suppress(UnicodeDecodeError):
            if all(letter.isprintable() or letter.isspace() for letter in raw.decode(encoding)):
                return True
    return False


def _is_asset(raw: bytes, name: str) -> bool:
    ending = f".{name.rpartition('.')[2].lower()}"
    return ending in _ASSETS and raw.startswith(_ASSETS[ending])


def _written(raw: bytes) -> Iterator[str]:
    """Bytes as text, in each encoding that they may be in."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            yield raw.decode(encoding, "replace")
    try:
        yield raw.decode("utf-8")
        if b"\0" not in raw:
            return
    except UnicodeDecodeError:
        yield raw.decode("utf-8", "replace")
        yield raw.decode("cp1252", "replace")
    for wide, encoding in _WIDE:
        yield from (run.decode(encoding) for run in wide.findall(raw))
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue
