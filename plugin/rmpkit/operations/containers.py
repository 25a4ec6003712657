"""What lies packed inside a file: members of archives, streams of a PDF, what a picture says beside its dots."""

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

MOST = 100_000_000
"""Bytes that may come out of one file; what unpacks to more may be made to fill a machine."""

DEEPEST = 5
"""How often one may lie in another: a picture in a sheet in a document in an archive, with one to spare."""

_SEALED = {
    b"7z\xbc\xaf\x27\x1c": "it is a 7-Zip archive",
    b"Rar!\x1a\x07": "it is a RAR archive",
    b"\x28\xb5\x2f\xfd": "it is packed with Zstandard",
    b"MSCF\0\0\0\0": "it is a cabinet file",
    b"PACK\0\0\0": "it is a pack of git's, and holds a history",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ZIPPED = (".zip", ".docx", ".xlsx", ".pptx")
_ZIP_TROUBLE = (
    zipfile.BadZipFile,
    NotImplementedError,  # zipfile's word for a way of packing that it does not know
    RuntimeError,  # its word for a member that needs a password
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)


class ClosedError(Exception):
    """A file cannot be looked through; says why."""


@dataclass(slots=True)
class Room:
    """How many bytes may still come out of one file."""

    left: int = MOST

    def take(self, size: int) -> None:
        """Use some of it.

        Raises:
            ClosedError: there is not so much left.
        """
        self.left -= size
        if self.left < 0:
            raise ClosedError(f"it unpacks to more than {MOST // 1_000_000} MB")


class _Unpacker(Protocol):
    """Takes bytes, and gives what was packed into them."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_STREAMS: tuple[tuple[bytes, str, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b", ".gz", lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)),
    (b"BZh", ".bz2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", ".xz", lambda: lzma.LZMADecompressor(memlimit=MOST)),
)
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_HEADER = 600
"""Bytes at the start of a packed stream among which its name stands."""


def unpacked(raw: bytes, name: str, room: Room) -> Iterator[tuple[str, bytes]] | None:
    """The name and the bytes of each member of an archive; nothing where a file is none.

    Raises:
        ClosedError: it is packed in a way that cannot be undone here; also while its members are read.
    """
    _refuse_sealed(raw)
    if raw.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")) or zipfile.is_zipfile(io.BytesIO(raw)):
        return _of_zip(raw, room)
    for start, ending, unpacker in _STREAMS:
        if raw.startswith(start):
            return _of_stream(raw, start, unpacker, room)
        if name.lower().endswith(ending):
            raise ClosedError(f"it is not what {ending} says")
    if name.lower().endswith(_ZIPPED):
        raise ClosedError("it is not the archive that its name says")
    if raw.startswith(_ZLIB) and (found := whole_of_zlib(raw, room)) is not None:
        return iter((("", found),))
    return None


def whole_of_zlib(raw: bytes, room: Room) -> bytes | None:
    """What was packed with zlib, from the first byte to the last; nothing where it was not.

    Git keeps its objects so, one in a file. The two bytes at the start may begin an ordinary text as well.

    Raises:
        ClosedError: it unpacks to too much.
    """
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(raw, room.left + 1)
    except zlib.error:
        return None
    room.take(len(found))
    return found + unpacker.unused_data if unpacker.eof else None


def inflated(raw: bytes, room: Room) -> bytes:
    """What was packed with zlib; an end that is missing is not missed, for readers of pictures and PDF do not either.

    Raises:
        ClosedError: it is damaged from the start, or is too much.
    """
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(raw, room.left + 1)
    except zlib.error:
        raise ClosedError("a part of it is damaged") from None
    room.take(len(found))
    return found


_BY_NAME = (".br", ".lz4", ".lzma", ".z", ".zz")
"""Endings of files that are packed, and do not say so in their first bytes."""


def refuse_by_name(name: str, raw: bytes) -> None:
    """Refuse a file that is packed in a way that only its name tells, or that is not what its name says.

    Raises:
        ClosedError: it cannot be looked through.
    """
    low = name.lower()
    if low.endswith(_BY_NAME):
        raise ClosedError("it is packed in a way that is not read here")
    if low.endswith(".pdf") and b"%PDF-" not in raw[:1024]:
        raise ClosedError("it is no PDF")


def _refuse_sealed(raw: bytes) -> None:
    for start, why in _SEALED.items():
        if raw.startswith(start):
            raise ClosedError(why)
    if raw.startswith(_OLD_OFFICE) and _ENCRYPTED_OFFICE in raw:
        raise ClosedError("it is encrypted")


def _of_zip(raw: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield "", archive.comment
            members = archive.infolist()
            for member in members:
                yield "", member.filename.encode("utf-8", "replace") + b"\n" + member.comment + b"\n" + member.extra
            yield "", raw[: min((member.header_offset for member in members), default=0)]
            for member in members:
                if member.flag_bits & 1:
                    raise ClosedError("it is encrypted")
                with archive.open(member) as file:
                    content = file.read(room.left + 1)
                room.take(len(content))
                yield member.filename, content
    except _ZIP_TROUBLE:
        raise ClosedError("it is damaged, or packed in an unknown way") from None


def _of_stream(raw: bytes, start: bytes, unpacker: Callable[[], _Unpacker], room: Room) -> Iterator[tuple[str, bytes]]:
    """What streams hold that are joined end to end, as one; and what stands behind them."""
    whole, rest = [], raw
    while rest.startswith(start):
        stream = unpacker()
        try:
            found = stream.decompress(rest, room.left + 1)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
            raise ClosedError("it is damaged") from None
        room.take(len(found))
        if not stream.eof:
            raise ClosedError("it is damaged")
        whole.append(found)
        rest = stream.unused_data
    yield "", raw[len(start) : _HEADER]
    yield "", b"".join(whole)
    yield "", rest
