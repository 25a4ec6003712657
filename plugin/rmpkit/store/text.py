"""From bytes to text: UTF-8 only, and no character that a person cannot see."""

import re

from rmpkit.model.showing import UNSHOWABLE, name_of
from rmpkit.store.kinds import CHARACTER_REFUSED, FILE_UNREADABLE
from rmpkit.store.trouble import Trouble

MAX_BYTES = 2_000_000
"""The largest file that is read."""

REFUSED = re.compile(f"[{UNSHOWABLE}]")
"""Characters that stand nowhere in a plan, neither as they are nor as an escape."""

_REFUSED_ASCII = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # the same, five times quicker
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"PK\x03\x04", "a zip file, as Word and Excel write them"),
    (b"\xd0\xcf\x11\xe0", "a file of an old Word or Excel"),
)
_WHY = {
    "\u2028": "a line end that only some programs see",
    "\u2029": "a line end that only some programs see",
    "\x85": "a line end that only some programs see",
    "\ufeff": "an invisible byte order mark",
    "\u200b": "an invisible space",
    "\u2060": "an invisible joiner",
}
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def decode(raw: bytes) -> str | Trouble:
    r"""The text with `\n` for every line end, or why there is none."""
    if (unreadable := _not_text(raw)) is not None:
        return unreadable
    body = raw.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            text = body.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return _not_utf8(body, error.start)
    return _unix(text)


def first_refused(text: str) -> Trouble | None:
    """The first character that nobody can see or trust, if there is one."""
    found = (_REFUSED_ASCII if text.isascii() else REFUSED).search(text)
    if found is None:
        return None
    line, column = position(text[: found.start()])
    message = f"The file holds the character {refusal(found[0])}."
    mend = f"Remove the character at column {column} of line {line}."
    return Trouble(CHARACTER_REFUSED, line, column, message, mend)


def refusal(character: str) -> str:
    """What to say about a refused character: its name and what it does."""
    name = name_of(character)
    if character in _WHY:
        return f"{name}, {_WHY[character]}"
    if _REORDERING.match(character):
        return f"{name}, which changes the order in which a text is seen"
    return f"{name}, a control character" if name.startswith("\\") else f"{name}, which cannot be seen"


def _not_text(raw: bytes) -> Trouble | None:
    if len(raw) > MAX_BYTES:
        return _unreadable(
            f"The file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read.",
            "Spread its records over several files.",
        )
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            return _unreadable(f"The file is {what}, not text.", "Keep it as evidence and point to it from a signpost.")
    if raw.startswith(_UTF_16) or _every_second_is_nul(raw):
        return _unreadable("The file looks as if it was saved as UTF-16.", "Save the file as UTF-8.")
    return None


def _every_second_is_nul(raw: bytes) -> bool:
    head = raw[:400]
    pairs = len(head) // 2
    return pairs > 1 and max(head[::2].count(0), head[1::2].count(0)) > pairs * 0.7


def _unreadable(message: str, mend: str) -> Trouble:
    return Trouble(FILE_UNREADABLE, 1, 1, message, mend, cuttable=False)


def _not_utf8(body: bytes, start: int) -> Trouble:
    line, column = position(_unix(body[:start].decode("utf-8")))
    byte = body[start : start + 1]
    guess = byte.decode("cp1252", "replace")
    reads = f'; older Windows programs mean "{guess}" by it' if guess.isalpha() else ""
    message = f"The file is not UTF-8: it holds the byte 0x{byte[0]:02X}{reads}."
    return Trouble(FILE_UNREADABLE, line, column, message, "Save the file as UTF-8.", cuttable=False)


def position(before: str) -> tuple[int, int]:
    """Line and column of what follows a text, counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
