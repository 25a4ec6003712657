"""How a piece of an author's text is shown: escaped and cut, so that it cannot steer a terminal or a pipeline."""

import re

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_REORDERING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = r"\u200b\u2028\u2029\u2060\ufeff"
_MEANINGLESS = r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 15)
)

UNSHOWABLE = _CONTROLS + _REORDERING + _UNSEEN + _MEANINGLESS
"""Characters that no person can see or trust, as the inside of a character class of a regular expression.

Line ends and tabs are not among them: whether they may stand depends on where.
"""

_UNSHOWABLE = re.compile(f"[\n\t{UNSHOWABLE}]")
_ORDER = re.compile(r"(?<=#)#(?=[a-z]*\[)", re.IGNORECASE)
"""What makes a text an order to a pipeline, wherever in a line it stands: `##vso[`, `##teamcity[`, `##[`."""

_LAST_CONTROL = 0x9F
_LONGEST_ESCAPE = len("U+10FFFF")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def show(value: str, limit: int = 60) -> str:
    """The text as one line that is safe to print, at most `limit` characters long."""
    head = value[: limit + 1]  # an escape only makes it longer
    if len(head) <= limit and head.isprintable() and "##" not in head:
        return head
    orders = {found.start() for found in _ORDER.finditer(head)}
    pieces = [_piece(char, order=at in orders) for at, char in enumerate(head)]
    return _cut(pieces, limit)


def printable(line: str) -> str:
    """A line of ours that may quote somebody, whole and safe to print."""
    return show(line, _LONGEST_ESCAPE * len(line))


def _piece(character: str, *, order: bool) -> str:
    return name_of(character) if order or _UNSHOWABLE.match(character) else character


def name_of(character: str) -> str:
    r"""What to call a character that cannot be shown: `\x1b` for controls, `U+202E` for the rest."""
    code = ord(character)
    if code <= _LAST_CONTROL:
        return _SHORT.get(character, f"\\x{code:02x}")
    return f"U+{code:04X}"


def _cut(pieces: list[str], limit: int) -> str:
    whole = "".join(pieces)
    if len(whole) <= limit:
        return whole
    length = 0
    for kept, piece in enumerate(pieces):
        length += len(piece)
        if length >= limit:  # one place is kept for the ellipsis; no escape is cut in two
            return "".join(pieces[:kept]) + "…"
    return whole
