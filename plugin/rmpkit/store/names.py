"""Names of files that every machine can keep: what is said of one that only some can, and of two that look alike."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rmpkit.model.finding import Finding, Kind, Place
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.showing import UNSHOWABLE, name_of, show
from rmpkit.store.kinds import EVIDENCE_REFUSED, PLACE_WRONG

LONGEST = 200
"""Characters of a path below the data folder: Windows has 260 for all of it, and the folder must stand somewhere."""

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\..*)?", re.IGNORECASE
)
_UNSEEN = re.compile(f"[\n\t{UNSHOWABLE}]")
_SIGNS = re.compile(r'[<>:"|?*\\]')
_CODED = re.compile(r"%[0-9A-Fa-f]{2}")
_WHOLE = 1000
"""Characters of a path that are shown: all there may be."""

_BYTE = 0xDC00
"""Added to a byte that is no UTF-8, where Python makes text of a file's name."""


class Oddity(NamedTuple):
    """What is wrong with a name, and how to mend it."""

    happened: str
    """One sentence, with the name."""

    mend: str
    """One sentence that starts with a verb."""


def oddity(name: str) -> Oddity | None:
    """What keeps some machine from having a file or a folder of this name, if anything does."""
    shown, better = f'"{show(name)}"', _better(name)
    unseen, sign = _UNSEEN.search(name), _SIGNS.search(name)
    if unseen is not None:
        happened = f"The name {shown} holds {_unseen(unseen[0])}."
    elif sign is not None:
        happened = f"The name {shown} holds {sign[0]}, which no file on Windows may have in its name."
    elif (coded := _CODED.search(name)) is not None:
        happened = f"The name {shown} holds {coded[0]}, which an address takes for another sign."
    elif name.startswith("~"):
        happened = f"The name {shown} starts with ~, as programs call what they leave behind."
    elif name[-1:] in {".", " "}:
        happened = f"The name {shown} ends in a {'dot' if name.endswith('.') else 'space'}, which Windows takes off."
    elif _DEVICE.fullmatch(name):
        happened = f"The name {shown} stands for a device on Windows, which has no file of that name."
    else:
        return None
    return Oddity(happened, f'Rename it to "{better}".' if better else "Give it a name of letters, digits and hyphens.")


def too_long(file: str) -> Oddity | None:
    """What is wrong with a path below the data folder that is longer than some machine can have."""
    if len(file) <= LONGEST:
        return None
    return Oddity(
        f"The path {show(file)} has {len(file)} characters; Windows may have room for {LONGEST} only.",
        "Shorten the name of the file, or of a folder around it.",
    )


def alike(names: Iterable[str]) -> Mapping[str, str]:
    """Names of one folder that look like another, each with that other one.

    macOS and Windows keep one file where these differ in capitals or in how an accent is stored, so what a signpost
    or a part leads to would hang on the machine.
    """
    first: dict[str, str] = {}
    found = {}
    for name in sorted(names, key=lambda name: (name != composed(name).lower(), name != composed(name), name)):
        kept = first.setdefault(_look(name), name)
        if kept != name:
            found[name] = kept
    return found


def twins(name: str, other: str | None) -> Oddity | None:
    """What to say of a name that looks like another of its folder; nothing where there is no other."""
    if other is None:
        return None
    if composed(name) == composed(other):
        happened = f'Two names read "{show(composed(name))}": they are stored differently, and macOS keeps one of them.'
    else:
        happened = f'"{show(name)}" and "{show(other)}" are one name on macOS and Windows, which keep one of them.'
    return Oddity(happened, "Rename one of them, or remove it.")


def composed(name: str) -> str:
    """A name with each accent on its letter, as it is typed; macOS may store it next to the letter."""
    return unicodedata.normalize("NFC", name)


def as_stored(folder: Path, name: str) -> Path:
    """Where the file of a composed name is, however its accents are stored."""
    path = folder
    for piece in name.split("/"):
        if not piece.isascii() and not os.path.lexists(path / piece):
            path /= next((each.name for each in sorted(path.iterdir()) if composed(each.name) == piece), piece)
        else:
            path /= piece
    return path


def misnamed(file: str, plan: str | None, odd: Oddity | None, kind: Kind = PLACE_WRONG) -> Iterator[Finding]:
    """An oddity, if there is one, as a finding about a file."""
    if odd is not None:
        shown = show(file, _WHOLE)
        yield Finding(kind, plan, ("file", shown), *odd, place=Place(shown, 1, 1))


def unseen(name: str) -> Oddity | None:
    """What to say of a name with something in it that nobody could read or trust, if there is any."""
    return oddity(name) if _UNSEEN.search(name) else None


def well_named(
    plan: str, files: Iterable[EvidenceFile], folder: str
) -> tuple[tuple[EvidenceFile, ...], tuple[Finding, ...]]:
    """Evidence files whose names every machine can have, with composed names; and what is said of the others.

    Of two that look alike both are kept, as long as their addresses on a site differ. It is an error all the same: a
    machine that keeps one of them shows that one to whoever may read the other.
    """
    names = {file.name: file for file in files}
    doubles = alike(names)
    kept, found = [], {}
    for name, file in names.items():
        other = doubles.get(name)
        found.update({each.path: each for each in misnamed(f"{folder}/{name}", plan, twins(name, other))})
        at, odd = first_oddity(name) or (name, too_long(f"{folder}/{name}"))
        found.update({each.path: each for each in misnamed(f"{folder}/{at}", plan, odd, EVIDENCE_REFUSED)})
        if odd is None and (other is None or composed(name) != composed(other)):
            kept.append(EvidenceFile(composed(name), file.size))
    return tuple(kept), tuple(found.values())


def first_oddity(name: str) -> tuple[str, Oddity] | None:
    """The first piece of a path that some machine cannot have, as the path to it."""
    pieces = name.split("/")
    found = ((depth, odd) for depth, piece in enumerate(pieces, 1) if (odd := oddity(piece)))
    return next((("/".join(pieces[:depth]), odd) for depth, odd in found), None)


def _look(name: str) -> str:
    return composed(unicodedata.normalize("NFKC", name).casefold())


def _unseen(character: str) -> str:
    byte = ord(character) - _BYTE
    if 0x80 <= byte <= 0xFF:  # noqa: PLR2004 - the bytes that are no ASCII
        return f"the byte 0x{byte:02X}, which is no letter of UTF-8"
    return f"the character {name_of(character)}, which cannot be seen"


def _better(name: str) -> str:
    """The nearest name that every machine can have; nothing where little would be left of it."""
    plain = _CODED.sub("-", _SIGNS.sub("-", _UNSEEN.sub("-", composed(name)))).rstrip(". ").lstrip("~")
    stem, dot, ending = plain.partition(".")
    better = f"{stem.rstrip()}-1{dot}{ending}" if _DEVICE.fullmatch(plain) else plain
    return show(better) if re.search(r"\w", better) else ""
