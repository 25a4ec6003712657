"""Which words of a text stayed, went and came."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 1_500
"""Words that are laid side by side one by one; a longer text counts as written anew."""


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text that shared one fate."""

    fate: Fate
    text: str


def words_between(before: str, after: str) -> tuple[Piece, ...]:
    """Two states of a text in pieces; spaces and line ends have no part in it."""
    return tuple(_pieces(before.split(), after.split()))


def _pieces(then: list[str], now: list[str]) -> Iterator[Piece]:
    if max(len(then), len(now)) > MOST_WORDS:
        steps = [("replace", 0, len(then), 0, len(now))]
    else:
        steps = list(SequenceMatcher(None, then, now, autojunk=False).get_opcodes())
    for step, start, end, first, last in steps:
        if step == "equal":
            yield Piece(Fate.KEPT, " ".join(then[start:end]))
            continue
        if start < end:
            yield Piece(Fate.REMOVED, " ".join(then[start:end]))
        if first < last:
            yield Piece(Fate.ADDED, " ".join(now[first:last]))
