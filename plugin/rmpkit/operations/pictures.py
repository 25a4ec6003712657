"""What a picture says beside its dots: captions, authors, places, and whatever stands behind its end."""

import re
from collections.abc import Iterator

from rmpkit.operations.containers import Room, inflated

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_DOTS = b"IDAT"
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of a JPEG that have no length and no content."""

_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def beside_dots(raw: bytes, room: Room) -> Iterator[bytes] | None:
    """The parts of a picture that are no dots; nothing where a file is no picture that is known.

    Dots are left out because among millions of them any short word comes up by chance.

    Raises:
        ClosedError: a part that is packed is damaged; also while the parts are read.
    """
    if raw.startswith(_PNG):
        return _of_png(raw, room)
    if raw.startswith(_JPEG):
        return _of_jpeg(raw)
    return None


def _of_png(raw: bytes, room: Room) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(raw):
        size, kind = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        body = raw[at + 8 : at + 8 + size]
        if kind != _DOTS:
            yield body
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield from _packed(kind, body, room)
        at += size + 12
        if kind == b"IEND":
            break
    yield raw[at:]


def _packed(kind: bytes, body: bytes, room: Room) -> Iterator[bytes]:
    """The text of a chunk, unpacked where it is packed."""
    _, _, rest = body.partition(b"\0")
    if kind != b"iTXt":
        yield inflated(rest[1:], room)
    elif rest[:1] == b"\x01":
        *_, text = rest[2:].split(b"\0", 2)
        yield inflated(text, room)


def _of_jpeg(raw: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:  # noqa: PLR2004 - every marker starts so
        marker = raw[at + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004 - filling
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 - likewise
            continue
        if marker == _END:
            at += 2
            break
        size = int.from_bytes(raw[at + 2 : at + 4])
        yield raw[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == _SCAN:
            found = _NEXT.search(raw, at)
            at = found.start() if found else len(raw)
    yield raw[at:]
