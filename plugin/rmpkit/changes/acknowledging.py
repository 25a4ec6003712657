"""How somebody says that a change has been seen: the line in a commit, and the entry in the record."""

import re
import unicodedata
from dataclasses import dataclass

TRAILER = "Plan-acknowledged-by"
"""The key of the line at the end of a commit's message."""

GRAMMAR = f"{TRAILER}: name (post), and after a colon the signs of the changes that are meant"
"""How that line is written, for messages."""

_SIGNS = re.compile(r"[0-9a-f]{16}")
_POST = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody who says to have seen changes."""

    who: str
    """The person by name or short name, as written; empty in the record, where the post alone is named."""

    post: str
    """The post in which the person speaks."""

    changes: frozenset[str] | None
    """The changes that are meant, by fingerprint; nothing where all are that stood there at the time."""


def read_statement(words: str) -> Statement | None:
    """What the line in a commit says; nothing where it does not say who, in which post.

    Capitals and spaces make no difference. Signs that are not a fingerprint make the whole line unread, since nobody
    could tell what it was meant for.
    """
    who, opened, behind = " ".join(words.split()).partition("(")
    post, closed, rest = behind.partition(")")
    post, rest = post.strip().lower(), rest.strip().lower()
    if not who.strip() or not opened or not closed or not _POST.fullmatch(post):
        return None
    if not rest:
        return Statement(who.strip(), post, None)
    signs = rest.removeprefix(":").replace(",", " ").split()
    if not rest.startswith(":") or not signs or not all(map(_SIGNS.fullmatch, signs)):
        return None
    return Statement(who.strip(), post, frozenset(signs))


def line_for(name: str, post: str, changes: tuple[str, ...]) -> str:
    """The line by which a person acknowledges changes, ready to be copied."""
    return f"{TRAILER}: {name} ({post}): {', '.join(changes)}"


def folded(name: str) -> str:
    """A name as it is compared: without regard to capitals, spaces, and how a system writes accents."""
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", name).split()).casefold())
