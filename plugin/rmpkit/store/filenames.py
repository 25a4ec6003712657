"""Names of files: what no address, no disk or no reader can bear."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmpkit.model.showing import UNSHOWABLE
from rmpkit.store.text import refusal

LONGEST = 150
"""Characters a path below a plan's folder may have; some systems count 260 for the whole path, some tools fewer."""

_UNSEEN = re.compile(f"[\n\t{UNSHOWABLE}]")
_UNFIT = re.compile(r'[\\/:*?"<>|%]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\..*)?", re.IGNORECASE
)
_RENAME = "Rename it, with letters, digits, hyphens and dots."


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a name does not do."""

    happened: str
    """What is wrong, as the end of a sentence that starts with the file."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""


def unseen(name: str) -> Unfit | None:
    """Why nobody could read or trust a name, if so."""
    found = _UNSEEN.search(name)
    if found is None:
        return None
    what = "a line end" if found[0] == "\n" else "a tab" if found[0] == "\t" else refusal(found[0])
    return Unfit(f"has the character {what}, in its name", _RENAME)


def unfit(path: str) -> Unfit | None:
    """Why a path below a plan's folder cannot be carried to a site and opened by everybody, if so."""
    if len(path) > LONGEST:
        return Unfit(f"has a name of {len(path)} characters; {LONGEST} are the most", "Give it a shorter name.")
    reasons = (_unfit_piece(piece) for piece in path.split("/"))
    return next((reason for reason in reasons if reason is not None), None)


def _unfit_piece(piece: str) -> Unfit | None:
    if (reason := unseen(piece)) is not None:
        return reason
    if (found := _UNFIT.search(piece)) is not None:
        return Unfit(f"has a {found[0]} in its name, which some disks or addresses take for something else", _RENAME)
    if piece.startswith("~"):
        return Unfit("has a name that starts with ~, as programs call what they leave behind", "Remove or rename it.")
    if piece.endswith((".", " ")):
        ending = "dot" if piece.endswith(".") else "space"
        return Unfit(f"has a name that ends in a {ending}, which Windows drops", _RENAME)
    if _RESERVED.fullmatch(piece):
        return Unfit("has a name that Windows keeps for a device", _RENAME)
    return None


def twins(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Paths that are one and the same on a disk that overlooks capitals, or how letters are composed."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())
        alike.setdefault(folded, []).append(path)
    return (tuple(group) for group in alike.values() if len(group) > 1)


def differing(group: tuple[str, ...]) -> str:
    """What the names of twins differ in."""
    alike = len({unicodedata.normalize("NFC", path) for path in group}) == 1
    return "only in how their letters are composed" if alike else "only in capitals or in the shape of letters"
