"""Author text inside reports that are read as Markdown or line by line, made so that it is text and nothing else.

Forges act on what they read in a comment: they notify people and teams, link numbers to issues, close what a sentence
says it fixes, turn addresses into links, obey lines that begin with a slash. None of it happens inside code. So a word
stands as it is only where every sign of it is known to mean nothing; any other word is shown as code.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import category

from rmpkit.model.showing import show

_SIGNS = frozenset("-'\"/().,;:?!%")
"""ASCII signs that mean nothing to a forge, in the places where `_PLAIN` has them."""

_PLAIN = re.compile(
    r"""
    [("']*                              # opened before it
    (?: (?:[a-z]\.)+[a-z]?              # e.g.
      | \w+ (?: [-'/]\w+ )*             # a word, or several that hang together: and/or
        (?: [.,:]\d+ (?:[^\W\d]\w*)? )* )  # the rest of a number, of a time
    (?: %[).,;:]* | [)"'.,;:?!]* )      # closed behind it
    """,
    re.VERBOSE | re.IGNORECASE,
)

_SPECIAL = re.compile(
    r"""
    _                                   # emphasis
    | (?<![^\W_])gh-\d                  # an issue, as GitHub knows it
    | (?<!\w)(?=[a-f]*\d)[0-9a-f]{7,64}(?!\w)  # a commit
    | (?<!\w)[0-9a-f]{40,64}(?!\w)      # one in full, where no digit is in it
    | (?<!\w)www\.
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CLOSING = re.compile(
    r"(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?):?", re.IGNORECASE
)
"""What a forge takes for an order to close the issue that is named next."""

_ISSUE = re.compile(r"[A-Z][A-Z0-9_]+-[0-9]+")
"""An issue as trackers beside a forge name it."""

_BETWEEN = frozenset({"issue", "issues", "and", "&"})
"""Words that may stand between the order and an issue."""

_NUMBERED = re.compile(r"\d+[.)]")
"""What begins a numbered list where a line begins with it."""

_BEFORE, _BEHIND = "(\"'", ")\"'.,;:?!"
"""Signs that may stand around a word that has to be code."""

_RUNS = re.compile("`+")
_OBEYED = re.compile(r"::|section_(?:start|end):", re.IGNORECASE)
"""What a pipeline obeys where a line begins with it, however far that line is moved in."""


@lru_cache(maxsize=10_000)
def words(text: str, limit: int) -> str:
    """A text as a piece of one line of Markdown: the same words to whoever reads it, and nothing for a forge to act on.

    Args:
        text: what somebody wrote, or a sentence of ours that quotes it.
        limit: the most characters of it that are shown.
    """
    shown = show(" ".join(text.split()), limit).split()
    closed = _closed(shown)
    return " ".join(_joined(_outside(word, first=at == 0, coded=at in closed) for at, word in enumerate(shown)))


def code(text: str, limit: int) -> str:
    """A text as code within one line of Markdown; nothing where there is nothing to show.

    Args:
        text: what somebody wrote.
        limit: the most characters of it that are shown.
    """
    shown = show(" ".join(text.split()), limit)
    return _coded(shown)


def on_a_line(sentence: str, limit: int) -> str:
    """A sentence that stands on a line of its own; one that begins with a name of somebody's making gives no order.

    Args:
        sentence: what is said.
        limit: the most characters of it that are shown.
    """
    shown = show(sentence, limit)
    return f"\\x{ord(shown[0]):02x}{shown[1:]}" if _OBEYED.match(shown) else shown


def _coded(text: str) -> str:
    """A text as code, but for the sign that parts the cells of a table even there."""
    return "&#124;".join(_fenced(piece.strip()) for piece in text.split("|"))


def _fenced(piece: str) -> str:
    """A piece between runs of backticks that are longer than any inside it."""
    if not piece:
        return ""
    fence = "`" * (1 + max(map(len, _RUNS.findall(piece)), default=0))
    space = " " if piece.startswith("`") or piece.endswith("`") else ""
    return f"{fence}{space}{piece}{space}{fence}"


Piece = tuple[str, str | None, str]
"""What stands before a word, the word where it has to be code, and what stands behind it."""


def _closed(shown: list[str]) -> frozenset[int]:
    """Which words are issues that a sentence says it closes: the ids of our own records stand as they are elsewhere."""
    found: list[int] = []
    closing = False
    for at, word in enumerate(shown):
        inner = word.lstrip(_BEFORE).rstrip(_BEHIND)
        if closing and _ISSUE.fullmatch(inner):
            found.append(at)
        else:
            order = _CLOSING.fullmatch(word.lstrip(_BEFORE)) is not None
            closing = order or (closing and word.lower() in _BETWEEN)
    return frozenset(found)


def _outside(word: str, *, first: bool, coded: bool) -> Piece:
    if _is_plain(word) and not coded and not (first and _NUMBERED.match(word)):
        return word, None, ""
    inner = word.lstrip(_BEFORE).rstrip(_BEHIND)
    if not inner:
        return "", word, ""
    before, _, behind = word.partition(inner)
    return before, inner, behind


def _is_plain(word: str) -> bool:
    """Whether a word means nothing but itself, wherever in a line it stands."""
    if _SPECIAL.search(word) or not all(map(_is_harmless, word)):
        return False
    simple = "".join(char if char.isascii() else "x" for char in word)
    return _PLAIN.fullmatch(simple) is not None


def _is_harmless(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _SIGNS
    wide = "\uff00" <= character <= "\uffef"  # the same signs once more, for lines of ideographs
    return not wide and category(character)[0] in "LMNPS"


def _joined(pieces: Iterator[Piece]) -> Iterator[str]:
    """The words again, those next to each other that have to be code as one piece of it."""
    for plain, group in groupby(pieces, key=lambda piece: piece[1] is None):
        if plain:
            yield from (word for word, _, _ in group)
            continue
        found = [(before, inner or "", behind) for before, inner, behind in group]
        opened, closed = found[0][0], found[-1][2]
        whole = " ".join("".join(piece) for piece in found)
        yield f"{opened}{_coded(whole[len(opened) : len(whole) - len(closed)])}{closed}"
