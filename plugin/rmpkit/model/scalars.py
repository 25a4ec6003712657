"""The types of single values, each read from text alone; days and amounts have modules of their own.

YAML hands over text and nothing else (`null` aside), so `8.10`, `no` and `12:30` mean what the author wrote, and
the field's declared type decides. Each type refuses what could be read in two ways, and says what it expects.
"""

import re
from enum import StrEnum
from typing import Annotated, Any, Self
from unicodedata import combining, normalize

from pydantic import GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.showing import show

LONGEST_LINE = 300
"""Characters a single line may have; a title that is longer belongs in a text block."""


def text_of(value: object, expected: str) -> str:
    """The text of one value, without space around it; raises `Misfit` where nothing, a list or a group of keys stands.

    `expected` says in words what should stand there: "a day such as 2026-12-15".
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        raise Misfit(f"Nothing is written where {expected} is expected.", f"Write {expected}, or remove the line.")
    shape = "A list" if isinstance(value, tuple | list) else "A group of keys"
    raise Misfit(f"{shape} stands where {expected} is expected.", f"Write {expected} behind the colon.")


def read_line(value: object) -> str:
    """One line of plain text that is not empty."""
    text = text_of(value, "a line of text")
    if not text:
        raise Misfit("The text is empty.", "Write a few words, or remove the line.")
    if "\n" in text:
        raise Misfit("The text runs over several lines where one is expected.", "Shorten it to one line.")
    if len(text) > LONGEST_LINE:
        raise Misfit(
            f"The line has {len(text)} characters; {LONGEST_LINE} is the most.",
            "Shorten it, and move the rest to a longer text such as a note.",
        )
    return text


def read_prose(value: object) -> str:
    """One or more paragraphs that are not empty."""
    text = text_of(value, "a text")
    if not text:
        raise Misfit("The text is empty.", "Write a few words, or remove the line.")
    return text


def read_mail(value: object) -> str:
    """A mail address, plain: `plans@estuary.example`."""
    text = text_of(value, "a mail address")
    if len(text) <= LONGEST_LINE and re.fullmatch(
        r"[A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+", text, re.ASCII
    ):
        return text
    raise Misfit(
        f'"{show(text)}" is not a mail address.',
        "Write the bare address, such as plans@estuary.example, without a name.",
    )


Mail = Annotated[str, PlainValidator(read_mail)]
"""A mail address."""

Line = Annotated[str, PlainValidator(read_line)]
"""One line of plain text."""

Prose = Annotated[str, PlainValidator(read_prose)]
"""Paragraphs, with the small Markdown that pages show: emphasis, lists, tables, links."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RECORD_ID = re.compile(r"[A-Z]{1,3}-[A-Z]?[1-9][0-9]{0,5}")
LONGEST_SLUG = 64


_SPELT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
    }
)
"""Letters that are spelt out where only a to z can stand; of the others their marks are left off."""


LONGEST_MADE = 40
"""Letters of a short name that is made from a name; a person may write a longer one."""


def short_from(name: str, longest: int = LONGEST_MADE) -> str:
    """A short name made from a name: `Ürsel & Söhne` gives `uersel-soehne`; empty where no letter is left."""
    spelt = normalize("NFKD", normalize("NFC", name).lower().translate(_SPELT))
    bare = "".join(letter for letter in spelt if not combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:longest].strip("-")


def read_slug(value: object) -> str:
    """A name for plans, people, parties, posts, forums and measures: lower case, digits, hyphens."""
    text = text_of(value, "a short name")
    if len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text):
        return text
    better = short_from(text, LONGEST_SLUG)
    mend = f'Write "{better}".' if _SLUG.fullmatch(better) else "Write a name such as harbour-board."
    raise Misfit(
        f'"{show(text)}" is not a short name: those have lower-case letters a-z, digits and hyphens.', mend, name=text
    )


def read_record_id(value: object) -> str:
    """An id of a record: one to three capitals, a hyphen, the raising party's letter if any, a number."""
    text = text_of(value, "an id")
    if _RECORD_ID.fullmatch(text):
        return text
    squeezed = re.sub(r"[^A-Z0-9]", "", text[:40].upper())
    parts = re.fullmatch(r"([A-Z]{1,3}?)([A-Z]?)0*([1-9][0-9]{0,5})", squeezed)
    better = f"{parts[1]}-{parts[2]}{parts[3]}" if parts else ""
    mend = f'Write "{better}".' if better else "Write an id such as R-3, or R-N3 when party N raised it."
    raise Misfit(f'"{show(text)}" is not an id: those are capitals, a hyphen and a number.', mend)


def read_post(value: object) -> str:
    """A post: the party's short name, a dot, the post's short name (`harbour.ser`)."""
    text = text_of(value, "a post such as harbour.ser")
    party, dot, post = text.partition(".")
    if dot and len(text) <= 2 * LONGEST_SLUG and _SLUG.fullmatch(party) and _SLUG.fullmatch(post):
        return text
    raise Misfit(
        f'"{show(text)}" is not a post: a post is a party, a dot and a role.',
        "Name the post, such as harbour.ser; who holds it is written under roles.",
        name=text,
    )


_CLAUSE = re.compile(
    r"(?:(?:iso|bs|en|iec|clause)[ /:]*)*(?:[0-9]{4,5}(?::[0-9]{4})?[ :,-]*)?[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}",
    re.IGNORECASE,
)


def read_requirement_id(value: object) -> str:
    """A stable requirement id such as `wt.exit`."""
    text = text_of(value, "a requirement such as wt.exit")
    if len(text) <= LONGEST_SLUG and re.fullmatch(r"[a-z]{2,8}(?:\.[a-z_]{1,20}){1,2}", text):
        return text
    if _CLAUSE.fullmatch(text):
        raise Misfit(
            f'"{show(text)}" is a clause number, and clauses differ from standard to standard.',
            "Name the requirement, such as wt.exit; the requirements page lists them with their clauses.",
        )
    raise Misfit(
        f'"{show(text)}" is not a requirement id.',
        "Name the requirement, such as wt.exit; the requirements page lists them with their clauses.",
    )


_STEPS = "Write 1, 2, 3, 4 or 5; scales in organisation.yml says what each means."


def read_score(value: object) -> int:
    """A step of a scale, 1 to 5; what each means is the organisation's own data."""
    text = str(value) if isinstance(value, int) else text_of(value, "a step from 1 to 5")
    if text in ("1", "2", "3", "4", "5"):
        return int(text)
    raise Misfit(f'"{show(text)}" is not on the scale from 1 to 5.', _STEPS)


Score = Annotated[int, PlainValidator(read_score)]
"""A step of a five-step scale."""


def read_rank(value: object) -> int:
    """A rank of changes, 1 to 5; 1 must not be missed."""
    text = str(value) if isinstance(value, int) else text_of(value, "a rank from 1 to 5")
    if text in ("1", "2", "3", "4", "5"):
        return int(text)
    raise Misfit(
        f'"{show(text)}" is not a rank from 1 to 5.',
        "Write 1 for what must not be missed, 2 for what is worth a look, 3 for progress, 4 for wording, 5 for noise.",
    )


ChangeRank = Annotated[int, PlainValidator(read_rank)]
"""How much a change is to be looked at, 1 to 5."""


def read_yes_no(value: object) -> bool:
    """`yes` or `no`."""
    if isinstance(value, bool):
        return value
    text = text_of(value, "yes or no")
    answers = {"yes": True, "no": False, "true": True, "false": False}
    if text.lower() in answers:
        return answers[text.lower()]
    raise Misfit(f'"{show(text)}" is neither yes nor no.', "Write yes or no.")


YesNo = Annotated[bool, PlainValidator(read_yes_no)]
"""Yes or no."""


class Choice(StrEnum):
    """A value from a short list; anything else is answered with the nearest of them first."""

    @classmethod
    def read(cls, value: object) -> Self:
        """The member written as `value`."""
        text = text_of(value, f"{listed(cls)}")
        try:
            return cls(text)
        except ValueError:
            near = nearest(text, cls)
            others = [member for member in cls if member != near]
            mend = f'Write "{near}". Others: {", ".join(others)}.' if near else f"Write {listed(cls)}."
            raise Misfit(f'"{show(text)}" is not one of the words for this.', mend) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Read from text alone, with our words."""
        del source, handler
        return core_schema.no_info_plain_validator_function(cls.read)
