"""What a PDF says: its streams unpacked, and the strings of its pages put together.

Pages of a PDF are drawn, not written. Text is found where its letters are drawn in the order of reading and the file
says which letter each code stands for, as files of word processors and browsers do. Letters that are placed one by
one without spaces, or that are a picture, are not found.
"""

import base64
import binascii
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import takewhile

from rmpkit.operations.containers import ClosedError, Room, inflated

_START = b"%PDF-"
_OPENING = re.compile(rb"(?<!end)stream\r?\n")
_CLOSING = b"endstream"
_TOLD = 4_000
"""Bytes before a stream among which what is said of it stands."""

_SHAPES = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
"""What is said of dots and of the shapes of letters: no text, though any short word comes up in them by chance."""

_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_HEX = re.compile(rb"/(?:ASCIIHexDecode|AHx)\b")
_CLOSED = re.compile(rb"/(?:LZWDecode|LZW|Crypt)\b")

_TOKEN = re.compile(
    rb"(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))|<([0-9A-Fa-f\s]*+)>|([\[\]])|(-?\d+)[\d.]*|(/[^\s/\[\]()<>]+)"
    rb"|[A-Za-z'\"*]+",
    re.DOTALL,
)
_BACKSLASHED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_BLANKS: Mapping[bytes, bytes] = dict.fromkeys((b"n", b"r", b"t", b"b", b"f"), b" ") | dict.fromkeys(
    (b"\n", b"\r", b"\r\n"), b""
)
_GAP = -150
"""How far two strings stand apart, in thousandths of a letter's height, when a space is meant."""

_APART = "\x1f"
_LARGEST = 0xFFFF
_CODE = 16
"""Bytes that a code is reckoned at, lest a range of all codes be given a million times."""

Codes = Mapping[bytes, str]
"""What the codes of one font stand for."""


def said(raw: bytes, room: Room) -> Iterator[bytes] | None:
    """What a PDF holds, unpacked, and what its pages say; nothing where a file is none.

    Raises:
        ClosedError: it is encrypted, damaged or packed in a way that cannot be undone here.
    """
    return _said(raw, room) if _START in raw[:1024] else None


def _said(raw: bytes, room: Room) -> Iterator[bytes]:
    if b"/Encrypt" in raw:
        raise ClosedError("it is encrypted")
    contents = list(_contents(raw, room))
    yield from contents
    fonts = [codes for content in contents if (codes := _codes(content, room))]
    for content in contents:
        if _TOKEN.search(content):
            for codes in ({}, *fonts):
                room.take(len(content))
                yield from (text.encode("utf-8", "replace") for text in _drawn(content, codes))


def _contents(raw: bytes, room: Room) -> Iterator[bytes]:
    """What stands between the streams, and each stream that may hold text, unpacked."""
    between, end = [], 0
    for opening in _OPENING.finditer(raw):
        if opening.start() < end:
            continue
        between.append(raw[end : opening.start()])
        told = between[-1][-_TOLD:].rpartition(b" obj")[2]
        end = raw.find(_CLOSING, opening.end())
        end = end if end >= 0 else len(raw)
        yield from _stream(told, raw[opening.end() : end], room)
    yield b"\n".join((*between, raw[end:])).replace(_START, b"")


def _stream(told: bytes, body: bytes, room: Room) -> Iterator[bytes]:
    if _CLOSED.search(told):
        raise ClosedError("a part of it is packed in a way that is not read here")
    try:
        if _ASCII85.search(told):
            body = base64.a85decode(body.strip().removesuffix(b"~>"))
        if _HEX.search(told):
            body = binascii.unhexlify(b"".join(body.split()).rstrip(b">"))
    except ValueError:
        raise ClosedError("a part of it is damaged") from None
    if _FLATE.search(told):
        body = inflated(body, room)
    if not _SHAPES.search(told) or body.startswith(b"\xff\xd8\xff"):
        yield body


def _codes(content: bytes, room: Room) -> Codes:
    """What a font's codes stand for, where a stream says so."""
    codes: dict[bytes, str] = {}
    for section in content.split(b"beginbfchar")[1:]:
        pairs = [token[2] for token in _TOKEN.finditer(section.partition(b"endbfchar")[0]) if token[2] is not None]
        for code, text in zip(pairs[::2], pairs[1::2], strict=False):
            codes[_unhexed(code)] = _unicode(text)
    for section in content.split(b"beginbfrange")[1:]:
        codes.update(_ranges(section.partition(b"endbfrange")[0], room))
    return codes


def _ranges(section: bytes, room: Room) -> Iterator[tuple[bytes, str]]:
    """Each code of a range, and its text: one that is counted on, or a list of them."""
    tokens = (token for token in _TOKEN.finditer(section) if token[2] is not None or token[3])
    for low, high, text in zip(tokens, tokens, tokens, strict=False):
        first, last = _unhexed(low[2] or b""), _unhexed(high[2] or b"")
        numbers = range(int.from_bytes(first), min(int.from_bytes(last), _LARGEST, (1 << 8 * len(first)) - 1) + 1)
        room.take(_CODE * len(numbers))
        codes = (number.to_bytes(len(first)) for number in numbers)
        if text[3]:
            listed = [_unicode(each[2]) for each in takewhile(_hexed, tokens)]
            yield from zip(codes, listed, strict=False)
        elif start := _unicode(text[2]):
            yield from (
                (code, f"{start[:-1]}{chr(min(ord(start[-1]) + onward, sys.maxunicode))}")
                for onward, code in enumerate(codes)
            )


def _hexed(token: re.Match[bytes]) -> bool:
    return token[2] is not None


def _drawn(content: bytes, codes: Codes) -> Iterator[str]:
    """The strings of a stream in one text, with a space between one and the next, and with none."""
    found, inside = [], False
    for literal, hexed, bracket, number, name in _TOKEN.findall(content):
        if literal:
            found.append(_text(_unslashed(literal[1:-1]), codes))
        elif hexed:
            found.append(_text(_unhexed(hexed), codes))
        elif bracket:
            inside = bracket == b"["
        elif inside and number:
            found.append(" " if int(number[:9]) <= _GAP else "")
        elif not (number or name):
            found.append(_APART)
    text = "".join(found)
    yield text.replace(_APART, " ")
    yield text.replace(_APART, "")


def _text(raw: bytes, codes: Codes) -> str:
    if codes:
        width = len(next(iter(codes))) or 1
        return "".join(codes.get(raw[at : at + width], " ") for at in range(0, len(raw), width))
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw.decode("utf-8-sig", "replace")
    return raw.decode("utf-16-be" if raw and not any(raw[::2]) else "cp1252", "replace")


def _unslashed(raw: bytes) -> bytes:
    return _BACKSLASHED.sub(_character, raw)


def _character(escape: re.Match[bytes]) -> bytes:
    octal, other = escape.groups()
    return bytes([int(octal, 8) & 0xFF]) if octal else _BLANKS.get(other, other)


def _unhexed(digits: bytes) -> bytes:
    bare = b"".join(digits.split())
    return bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode("ascii"))


def _unicode(digits: bytes) -> str:
    return _unhexed(digits).decode("utf-16-be", "replace")
