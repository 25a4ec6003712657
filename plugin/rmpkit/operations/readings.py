"""Every way in which a text can be read: without its markup, attribute by attribute, and with its escapes undone."""

import base64
import binascii
import html
import quopri
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote

LAYERS = 4
"""How many escapes may lie one in the other, as when the text of a page is escaped for a script, and that for JSON."""

MOST_INLINE = 1_000_000
"""Bytes that may come out of one word of base64."""

_BLOCKS = (
    "address|article|aside|base|blockquote|body|button|c|caption|cell|cr|dd|details|desc|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|g|h[1-6]|head|header|hr|html|iframe|img|input|label|legend|li|link|main|menu|meta"
    "|nav|noscript|ol|optgroup|option|p|path|pre|row|script|section|select|si|source|style|summary|svg|table|tbl"
    "|tbody|tc|td|template|text|textarea|tfoot|th|thead|title|tr|ul|video"
)
"""Tags at which a phrase ends, of HTML, of SVG, of Office's XML; all others stand inside phrases.

Were a cell no end, two cells side by side would make a phrase that nobody wrote.
"""

_INLINE = (
    "a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|r|rp|rt|ruby|s|samp|small|span|strike|strong"
    "|sub|sup|t|time|tspan|tt|u|use|var|wbr"
)
_INSIDE = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+"""
_BLOCK = re.compile(rf"(?=</?(?:\w{{1,9}}:)?(?:{_BLOCKS})[\s/>])", re.IGNORECASE)
_TAG = re.compile(rf"<(?:/?(?:\w{{1,9}}:\w+|(?:{_BLOCKS}|{_INLINE})(?=[\s/>]))|[!?][a-z]){_INSIDE}>", re.IGNORECASE)
_LOOSE_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<(?:\w{1,9}:)?(?:br|tab)[\s/>]", re.IGNORECASE)
_CODE = re.compile(r"<(?:script|style)[\s>]", re.IGNORECASE)
_VALUE = re.compile(r""""([^"]*)"|'([^']*)'|=\s*([^\s"'<>]+)""")
_ESCAPE = re.compile(
    r"""\\(?:u\{([0-9a-fA-F]{1,6})\}|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"""
    r"""|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbfv])|(["'\\/]))"""
)
_FOLDED = re.compile(r"(?<=[A-Za-z0-9+/]{60})(?:\r?\n|\\n)(?=[A-Za-z0-9+/])")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[ :,-]?){5,}[0-9A-Fa-f]{2}(?![0-9A-Za-z])")
_STYLED = re.compile(r"\\([0-9A-Fa-f]{2,6})[ \t\n]?")
_MAILED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_PACKED = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_TOKENS = (re.compile(r"[A-Za-z0-9+/]{6,}={0,2}"), re.compile(r"[A-Za-z0-9_-]{6,}={0,2}"))


def pieces(text: str) -> Iterator[str]:
    """A text cut at the tags where phrases end, and its comments; many pages of a site share most of their pieces."""
    if "<" not in text:
        yield text
        return
    bare, comments = _uncommented(text)
    yield from _BLOCK.split(bare)
    yield from comments


def spread(text: str) -> Iterator[str]:
    """Words that stand alone in blocks side by side, as one text: a word in each cell of a row, or in each `div`."""
    row: list[str] = []
    for piece in pieces(text) if "<" in text else ():
        said = html.unescape(_TAG.sub("", piece)).split()
        if len(said) == 1:
            row += said
        elif said:
            yield " ".join(row)
            row = []
    yield " ".join(row)


def readings(text: str) -> Iterator[str]:
    """A text in every reading, each once."""
    seen: set[str] = set()
    layer = [text]
    for _ in range(LAYERS + 1):
        plain = [new for old in layer for piece in pieces(old) for new in _plain(piece) if _fresh(new, seen)]
        yield from plain
        layer = [new for old in plain for decoded in _DECODERS for new in decoded(old)]


def _fresh(text: str, seen: set[str]) -> bool:
    if not text or text in seen:
        return False
    seen.add(text)
    return True


def _plain(piece: str) -> Iterator[str]:
    """What a piece says between its tags, and what is written inside each of them."""
    if "<" not in piece:
        yield piece
        return
    tags = _TAG.findall(piece)
    if not tags or _CODE.match(piece):
        yield piece
    bare = _BREAK.sub(r" \g<0>", piece)
    for tag in (_TAG, _LOOSE_TAG):
        yield tag.sub("", bare)
        yield tag.sub(" ", bare)
    for each in tags:
        yield _VALUE.sub("=", each)
        yield from ("".join(values) for values in _VALUE.findall(each))


def _uncommented(text: str) -> tuple[str, list[str]]:
    """A text without its comments, and the comments."""
    kept, comments, start = [], [], 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening)) >= 0:
        kept.append(text[start:opening])
        comments.append(text[opening + 4 : closing])
        start = closing + 3
    return "".join((*kept, text[start:])), comments


def _unescaped(text: str) -> Iterator[str]:
    """With HTML's character references resolved."""
    if "&" in text:
        yield html.unescape(text)


def _unquoted(text: str) -> Iterator[str]:
    """With what an address puts behind percent signs."""
    if "%" in text:
        yield unquote(text)


def _unslashed(text: str) -> Iterator[str]:
    """With what JSON and scripts put behind backslashes."""
    if "\\" in text:
        yield _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    long, high, low, short, byte, blank, same = escape.groups()
    if high:
        return (bytes.fromhex(high) + bytes.fromhex(low)).decode("utf-16-be")
    if blank:
        return " "
    if same:
        return str(same)
    return _of_code(int(long or short or byte, 16))


def _of_code(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else " "  # noqa: PLR2004 - Unicode's bounds


def _from_base64(text: str) -> Iterator[str]:
    """What words of base64 stand for, where that is text."""
    text = _FOLDED.sub("", text)
    for token in sorted({token for alphabet in _TOKENS for token in alphabet.findall(text)}):
        yield from _decoded(token.rstrip("="))


def _decoded(token: str) -> Iterator[str]:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_" if {"-", "_"} & set(token) else None)
    except binascii.Error:
        return
    yield from _as_text(_inflated(raw))


def _as_text(raw: bytes) -> Iterator[str]:
    """Bytes as text, where all of them are letters or blanks."""
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in raw else ("utf-8",):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(character.isprintable() or character.isspace() for character in text.removeprefix("\ufeff")):
            yield text


def _inflated(raw: bytes) -> bytes:
    """What was packed with gzip or zlib; the bytes as they are where they were not, or are too much."""
    if not raw.startswith(_PACKED):
        return raw
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(raw, MOST_INLINE)
    except zlib.error:
        return raw


def _from_hex(text: str) -> Iterator[str]:
    """What rows of hexadecimal digits stand for, where that is text."""
    for token in sorted(set(_HEX.findall(text))):
        yield from _as_text(bytes.fromhex(re.sub(r"[ :,-]", "", token)))


def _from_styles(text: str) -> Iterator[str]:
    """With what style sheets put behind backslashes: a number, and a space that ends it."""
    if "\\" in text:
        yield _STYLED.sub(lambda found: _of_code(int(found[1], 16)), text)


def _from_mail(text: str) -> Iterator[str]:
    """With what mail puts behind equals signs (quoted-printable)."""
    if _MAILED.search(text):
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


_DECODERS: tuple[Callable[[str], Iterator[str]], ...] = (
    _unescaped, _unquoted, _unslashed, _from_base64, _from_hex, _from_styles, _from_mail,
)  # fmt: skip
