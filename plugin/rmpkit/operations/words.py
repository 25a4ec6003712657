"""Texts as the words they consist of, so that markup, punctuation and case hide nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

Phrase = tuple[str, ...]
"""Words that follow each other; an id of a record is a phrase of one, hyphen and all."""

RUN = 4
"""Words that make a text worth finding in part: of a longer one, any so many in a row tell that it is there."""

LETTERS = 4
"""Letters and digits that the shortest phrase needs: a word of three stands in half of all texts by chance."""

DIGITS = 6
"""Digits that a phrase without any letter needs; fewer are a year, an hour, an amount that many texts hold."""

_ID = re.compile(r"[A-Z]{1,3}-[A-Z]?[1-9][0-9]{0,5}")
_IDS = re.compile(r"(?<![^\W_])[a-z]{1,3}-[a-z]?[1-9][0-9]{0,5}(?![^\W_])")
_VERSION = re.compile(r"v[0-9]+(?:\.[0-9]+)*")
_DRAWN = re.compile(r"""\b(?:d|points|viewbox|transform)=(?:"[^"<>]*"|'[^'<>]*')""")
"""Coordinates of a picture, among which `h-5` and `m-2` are strokes."""

_UNSEEN = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)
"""Soft hyphens, zero-width characters, marks of direction: between two letters nobody sees them."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that put no space between words: there each character counts as a word."""

_WORD = re.compile(r"[^\W_]+")
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD_OR_CHARACTER = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\\W_])+")


def folded(text: str) -> str:
    """A text without what keeps equal texts apart: case, width, ligatures, characters nobody sees."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    return unicodedata.normalize("NFKC", bare.casefold())


def words(text: str) -> list[str]:
    """The words of a folded text: letters and digits without anything between them."""
    if text.isascii() or not _CHARACTER.search(text):
        return _WORD.findall(text)
    return _WORD_OR_CHARACTER.findall(text)


def ids(text: str) -> list[str]:
    """Whatever in a folded text has the form of a record's id or of a version."""
    if "=" in text:
        text = _DRAWN.sub(" ", text)
    return _IDS.findall(text)


def phrases(text: str) -> frozenset[Phrase]:
    """What to look for, to know whether a text stands somewhere, in whole or in part.

    Of a text of four words or more, every four in a row; of a shorter one, all of it; of an id, the exact id. There is
    nothing to look for where a text is too short to be told from chance, or is a version's name: every document has
    a v1.0.
    """
    if _VERSION.fullmatch(text):
        return frozenset()
    if _ID.fullmatch(text):
        return frozenset({(folded(text),)})
    found = words(folded(text))
    runs = {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}
    telling = frozenset(run for run in runs if sum(map(_lettered, run)) > 1)
    return telling or (frozenset({tuple(found)}) if _telling(found) else frozenset())


def _telling(phrase: list[str]) -> bool:
    joined = "".join(phrase)
    return len(joined) >= (LETTERS if _lettered(joined) else DIGITS)


@cache
def _lettered(word: str) -> bool:
    return not word.isdecimal()


def grams(text: str) -> Iterator[Phrase]:
    """Every phrase of up to four words that stands in a text, and every id."""
    text = folded(text)
    found = words(text)
    for length in range(1, RUN + 1):
        yield from zip(*(found[start:] for start in range(length)), strict=False)
    yield from ((each,) for each in ids(text))


class Search:
    """Phrases to be looked for, all at once."""

    def __init__(self, sought: Iterable[Phrase]) -> None:
        self.sought = frozenset(sought)
        lengths: dict[str, set[int]] = {}
        for phrase in self.sought:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: tuple(each) for first, each in lengths.items()}

    def found(self, text: str) -> frozenset[Phrase]:
        """Those that stand in a text."""
        text = folded(text)
        return self.sought.intersection(chain(self._candidates(words(text)), ((each,) for each in ids(text))))

    def _candidates(self, present: list[str]) -> Iterator[Phrase]:
        """What stands where one of the phrases could begin."""
        for start, word in enumerate(present):
            for length in self._lengths.get(word, ()):
                yield tuple(present[start : start + length])
