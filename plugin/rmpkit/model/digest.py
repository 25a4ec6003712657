"""The digest of agreed terms: a short text that is another as soon as one term is another."""

import re
from hashlib import sha256
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.canonical import Json, as_text
from rmpkit.model.misfit import Misfit
from rmpkit.model.organisation import FORMAT
from rmpkit.model.showing import show

LENGTH = 32
"""How many signs of the sum are kept: so many that nobody can write other terms that have the same."""

_DIGEST = re.compile(rf"[1-9][0-9]{{0,3}}:[0-9a-f]{{{LENGTH}}}", re.ASCII)


def read_digest(value: object) -> str:
    """The digest of agreed terms: the version of the format, a colon, and the sum."""
    text = str(value).strip()
    if _DIGEST.fullmatch(text):
        if format_of(text) > FORMAT:
            raise Misfit(
                f'"{text[:12]}…" is a digest of format {format_of(text)}; this version of rmp knows up to {FORMAT}.',
                "Update rmpkit if a later one wrote it; else leave the line out, and let rmp record-approval write it.",
            )
        return text
    raise Misfit(
        f'"{show(text)}" is not a digest of agreed terms.',
        "Leave the line out, and let rmp record-approval write it.",
    )


TermsDigest = Annotated[str, PlainValidator(read_digest)]
"""The digest of agreed terms: the version of the format, a colon, and 32 signs."""


def digest_of(terms: Json) -> str:
    """The digest of terms in their one form."""
    return f"{FORMAT}:{sha256(as_text(terms).encode()).hexdigest()[:LENGTH]}"


def is_of_today(digest: str) -> bool:
    """Whether a digest is of terms in the format of today, so that it can be held against those of another day."""
    return format_of(digest) == FORMAT


def format_of(digest: str) -> int:
    """The version of the format in which the terms stood that a digest is of."""
    return int(digest.partition(":")[0])
