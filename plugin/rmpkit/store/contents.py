"""Whether a file is what its ending says: an ending is a promise to whoever opens it."""

import codecs
from collections.abc import Callable, Mapping
from functools import partial
from typing import BinaryIO

_ENDS = 65_536
"""How much of a file's beginning and end is looked at; office documents name their parts in both."""

_BLOCK = 1_000_000


def otherwise(ending: str, stream: BinaryIO) -> tuple[str, str] | None:
    """What a file is instead of what its ending says, and how to mend that; nothing where it is what it says.

    Args:
        ending: one of `CARRIED`.
        stream: the file, at its beginning.

    Raises:
        OSError: it cannot be read.
    """
    return _CHECKS[ending](stream)


def _begins(stream: BinaryIO, *, with_: bytes, what: str) -> tuple[str, str] | None:
    if stream.read(len(with_)) == with_:
        return None
    return f"does not begin as {what} does", f"Save it again as {what}, or give it the ending of what it is."


def _office(stream: BinaryIO, *, folder: bytes, what: str) -> tuple[str, str] | None:
    head = stream.read(_ENDS)
    size = stream.seek(0, 2)
    stream.seek(max(size - _ENDS, 0))
    parts = head + stream.read(_ENDS)
    if head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in parts and folder in parts:
        return None
    return f"is not {what} inside", f"Save it again as {what}, or give it the ending of what it is."


def _text(stream: BinaryIO) -> tuple[str, str] | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    while True:
        block = stream.read(_BLOCK)
        if b"\0" in block:
            return (
                "holds a NUL character, which no text has",
                "Save it as UTF-8 text, or give it the ending of what it is.",
            )
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            return (
                "is not UTF-8 text",
                "Save it as UTF-8, which Excel calls CSV UTF-8, or give it the ending of what it is.",
            )
        if not block:
            return None


_PNG = partial(_begins, with_=b"\x89PNG\r\n\x1a\n", what="a PNG picture")
_JPEG = partial(_begins, with_=b"\xff\xd8\xff", what="a JPEG picture")
_CHECKS: Mapping[str, Callable[[BinaryIO], tuple[str, str] | None]] = {
    ".csv": _text,
    ".docx": partial(_office, folder=b"word/", what="a Word document"),
    ".jpeg": _JPEG,
    ".jpg": _JPEG,
    ".md": _text,
    ".pdf": partial(_begins, with_=b"%PDF-", what="a PDF"),
    ".png": _PNG,
    ".pptx": partial(_office, folder=b"ppt/", what="a PowerPoint presentation"),
    ".txt": _text,
    ".xlsx": partial(_office, folder=b"xl/", what="an Excel workbook"),
}

CARRIED = frozenset(_CHECKS)
"""Endings of evidence files that the site carries; a page or a script would run with the site's own rights."""
