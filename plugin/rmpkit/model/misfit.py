"""What a value does not fit, said for the person who wrote it."""

import difflib
from collections.abc import Iterable


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

    Case, spaces and underscores are forgiven before letters are compared.
    """
    known = {plain(candidate): candidate for candidate in candidates}
    close = difflib.get_close_matches(plain(word)[:80], known, n=1, cutoff=0.72)
    return known[close[0]] if close else None


def plain(word: str) -> str:
    """A word without what people type by habit: capitals, spaces, underscores."""
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def listed(words: Iterable[str], *, last: str = "or") -> str:
    """Words as a person would list them: `a, b or c`."""
    *rest, final = words
    return f"{', '.join(rest)} {last} {final}" if rest else final
