"""The headings of a Word document: nothing else of it is read, and nothing in it is trusted."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rmpkit.model.showing import show
from rmpkit.store.text import REFUSED

if TYPE_CHECKING:
    from docx.document import Document

LARGEST = 50_000_000
"""Bytes of a document."""

UNPACKED = 200_000_000
"""Bytes that may come out of it."""

TIGHTEST = 200
"""How many times its packed size a part may have; what is packed tighter may be made to fill a machine."""

PARTS = 5_000
"""How many parts it may have."""

MOST = 400
"""Headings that are taken; a plan has fewer."""

LONGEST = 200
"""Characters of a heading that are kept."""

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BASES = 10
"""How many styles may rest on each other."""


class ManuscriptRefusedError(Exception):
    """The file is not a Word document that can be read; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading."""

    level: int
    """1 for a chapter."""

    text: str


def headings(path: Path) -> tuple[Heading, ...]:
    """The headings of a Word document, in order.

    Raises:
        ManuscriptRefusedError: it is no such document, is too large, or the package that reads it is not installed.
        OSError: it cannot be read.
    """
    shown = show(path.name, 100)
    if path.suffix.lower() == ".doc":
        raise ManuscriptRefusedError(f"{shown} is of the old kind .doc. Open it in Word, and save it as .docx.")
    if path.stat().st_size > LARGEST:
        raise ManuscriptRefusedError(f"{shown} has more than {LARGEST // 1_000_000} MB. Save it without its pictures.")
    raw = path.read_bytes()
    _look_through(raw, shown)
    found = tuple(islice(_headings(_opened(raw, shown)), MOST))
    if not found:
        raise ManuscriptRefusedError(
            f"{shown} has no headings. Give its headings the styles Heading 1, Heading 2 and so on, and save it."
        )
    return found


def _look_through(raw: bytes, shown: str) -> None:
    """Refuse what is no archive, what unpacks to too much, and a part that names things outside it."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            tight = any(part.file_size > TIGHTEST * max(part.compress_size, 1_000) for part in parts)
            if len(parts) > PARTS or size > UNPACKED or tight:
                raise ManuscriptRefusedError(f"{shown} unpacks to far more than a plan has. Save it anew in Word.")
            texts = (part for part in parts if part.filename.endswith((".xml", ".rels")))
            if any(b"<!DOCTYPE" in archive.read(part) for part in texts):
                raise ManuscriptRefusedError(f"{shown} is not written as Word writes. Save it anew in Word.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError):
        raise ManuscriptRefusedError(
            f"{shown} is not a Word document of the kind .docx. Save it as one, without a password."
        ) from None


def _opened(raw: bytes, shown: str) -> "Document":
    try:
        import docx  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise ManuscriptRefusedError(
            'Word documents are read with an extra. Install it first: pip install "rmpkit[docx]".'
        ) from None
    try:
        return docx.Document(io.BytesIO(raw))
    except (ValueError, KeyError, SyntaxError, AttributeError, docx.exceptions.PythonDocxError):
        raise ManuscriptRefusedError(f"{shown} is damaged, or no Word document. Save it anew in Word.") from None


def _headings(document: "Document") -> Iterator[Heading]:
    levels: dict[str, int] = {}
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style is None:
            continue
        if style.style_id not in levels:
            levels[style.style_id] = _level(style)
        text = " ".join(REFUSED.sub(" ", paragraph.text).split())[:LONGEST].strip()
        if levels[style.style_id] and text:
            yield Heading(levels[style.style_id], text)


def _level(style: object) -> int:
    """The level of a heading's style, or of one that it rests on; 0 where it is none."""
    for _ in range(_BASES):
        found = _HEADING.fullmatch(str(getattr(style, "name", "")))
        if found is not None:
            return int(found[1])
        style = getattr(style, "base_style", None)
    return 0
