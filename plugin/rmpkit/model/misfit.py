"""What a value does not fit, said for the person who wrote it."""

import difflib
from collections.abc import Callable, Iterable
from functools import lru_cache

_NEAR = 0.72
"""How much of two words has to be the same, of 1."""

_LONGEST = 80
"""Letters of a word that are looked at: no word that is known is longer."""


class Misfit(ValueError):  # noqa: N818 - not an error of ours: pydantic carries it from a type to the reader
    """Raised by a type when a written value does not fit it; the reader turns it into a finding."""

    def __init__(self, happened: str, mend: str, *, name: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        """What happened, with the value: one sentence."""
        self.mend = mend
        """How to mend it: one sentence that starts with a verb."""
        self.name = name
        """What was written where the short name of something else is expected."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was most likely meant to be, if one is near enough.

    Case, spaces and underscores are forgiven before letters are compared. What differs too much in length or in the
    letters it has is passed over at once, so that a file full of words that nobody knows costs little.
    """
    return _nearest(plain(word)[:_LONGEST], tuple(candidates))


@lru_cache(maxsize=4096)
def _nearest(meant: str, candidates: tuple[str, ...]) -> str | None:
    able = {
        known: candidate
        for known, has, candidate in _spelt(candidates)
        if 2 * min(len(known), sum(map(has, meant))) >= _NEAR * (len(meant) + len(known))
    }
    close = difflib.get_close_matches(meant, able, n=1, cutoff=_NEAR) if able else []
    return able[close[0]] if close else None


@lru_cache(maxsize=256)
def _spelt(candidates: tuple[str, ...]) -> tuple[tuple[str, Callable[[str], bool], str], ...]:
    """Each candidate as it is compared, with whether it has a letter; of two that are the same so, the last."""
    known = {plain(candidate): candidate for candidate in candidates}
    return tuple((spelt, frozenset(spelt).__contains__, candidate) for spelt, candidate in known.items())


def plain(word: str) -> str:
    """A word without what people type by habit: capitals, spaces, underscores."""
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def listed(words: Iterable[str], *, last: str = "or") -> str:
    """Words as a person would list them: `a, b or c`."""
    *rest, final = words
    return f"{', '.join(rest)} {last} {final}" if rest else final
