"""The page of the guide that says how single values are written, made from the types themselves."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rmpkit.model.amounts import read_count, read_money, read_number, read_whole, read_worth
from rmpkit.model.days import read_day, read_interval, read_period
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.misfit import Misfit
from rmpkit.model.naming import read_version
from rmpkit.model.scalars import (
    LONGEST_LINE,
    Choice,
    read_line,
    read_mail,
    read_post,
    read_prose,
    read_rank,
    read_record_id,
    read_requirement_id,
    read_score,
    read_slug,
    read_yes_no,
)
from rmpkit.model.vocabulary import LONGEST_WORD, OpenChoice, read_own_word


@dataclass(frozen=True, slots=True)
class Scalar:
    """How one type of single value is written."""

    read: Callable[[object], Any]
    """The function that reads it."""

    name: str
    """What it is called in the guide, without its article."""

    written: str
    """How it is written, in a sentence or two."""

    right: tuple[str, ...]
    """Examples that are read."""

    refused: tuple[str, ...] = ()
    """Examples that are not; the page shows what is said about each."""


SCALARS: tuple[Scalar, ...] = (
    Scalar(
        read_line,
        "line",
        f"Text on one line, of {LONGEST_LINE} characters at most.",
        ("Dredging licence comes late",),
    ),
    Scalar(
        read_prose,
        "text",
        "One or more paragraphs. A longer text stands below its key, behind `|` or `>-`. Emphasis, lists, tables and "
        "links may be written as in Markdown; HTML and pictures are not shown.",
        ("Moved from on track by the board.",),
    ),
    Scalar(
        read_day,
        "day",
        "Year, month and day, with two digits each for month and day.",
        ("2026-12-15",),
        ("15.12.2026", "2026-02-30"),
    ),
    Scalar(
        read_period,
        "month",
        "Year and month; a day, where a month is too coarse.",
        ("2026-09", "2026-10-20"),
        ("September",),
    ),
    Scalar(
        read_interval,
        "interval",
        "One of day, week, month, quarter, half-year and year, or a number of them. Where a month lacks the day, "
        "its last day counts.",
        ("month", "half-year", "90 days", "2 years"),
        ("biweekly",),
    ),
    Scalar(
        read_number,
        "number",
        "Digits, with a point for decimals; no separators.",
        ("38", "4.1", "-2"),
        ("91,5", "1,200", "12%"),
    ),
    Scalar(read_whole, "whole number", "Digits only.", ("14",), ("2.5",)),
    Scalar(read_count, "whole number from 1", "Digits only, 1 or more.", ("5",), ("0",)),
    Scalar(
        read_score,
        "score",
        "A step of a five-step scale. The organisation's `scales` say what each step means.",
        ("1", "5"),
        ("6",),
    ),
    Scalar(
        read_rank,
        "rank",
        "How much a change is to be looked at: 1 must not be missed, 2 is worth a look, 3 is progress, 4 is wording, "
        "5 is noise.",
        ("1", "5"),
        ("6",),
    ),
    Scalar(
        read_target,
        "target",
        "What a reading should be. `at most`, `at least` and `between` say which side is better. A bare number is "
        "kept, and no reading is judged by it.",
        ("at most 10", "at least 95", "between 3 and 5", "6"),
        ("under 10",),
    ),
    Scalar(
        read_money,
        "amount",
        "A number, with a currency where it is not the organisation's.",
        ("25000", "25000 EUR"),
        ("£25000",),
    ),
    Scalar(
        read_worth,
        "worth",
        "A number and what it counts; money, where nothing is named. Each unit is added up by itself.",
        ("25000", "25000 EUR", "120 tonnes CO2e"),
        ("about 120",),
    ),
    Scalar(read_yes_no, "yes or no", "`yes` or `no`.", ("yes", "no"), ("perhaps",)),
    Scalar(
        read_mail,
        "mail address",
        "The bare address, without a name.",
        ("plans@estuary.example",),
        ("Plans <plans@estuary.example>",),
    ),
    Scalar(
        read_slug,
        "short name",
        "Lower-case letters a to z, digits and hyphens. Plans, people, parties, forums and measures have one.",
        ("harbour-alliance", "okafor"),
        ("Harbour Alliance",),
    ),
    Scalar(
        read_own_word,
        "word of your own",
        f"Lower-case letters a to z, digits, spaces and hyphens, {LONGEST_WORD} at most; pages show its title.",
        ("weather", "trade union"),
        ("Weather & tides",),
    ),
    Scalar(
        read_record_id,
        "id",
        "One to three capitals, a hyphen, the letter of the party that raised it if that helps, and a number without "
        "leading zeros. An id is unique in its plan, and never used again.",
        ("M-31", "R-N13"),
        ("r13",),
    ),
    Scalar(
        read_post,
        "post",
        "A party's short name, a dot, and a short name for the role. Duties belong to posts; `roles` says who "
        "holds each of them when.",
        ("estuary.ser", "northgate.environment"),
        ("Chinyere Okafor",),
    ),
    Scalar(
        read_requirement_id,
        "requirement",
        "The stable id of what a standard asks. The requirements page of the site lists them all.",
        ("wt.exit", "sup.docinfo.control"),
        ("8.6",),
    ),
    Scalar(read_version, "version", "The letter v and up to three numbers.", ("v1.0", "v2.1"), ("2.0",)),
    Scalar(
        read_digest,
        "terms digest",
        "The version of the format, a colon, and 32 signs made from the agreed terms. `rmp record-approval` writes it.",
        ("1:0f3a52cf05d0a9e8b7d64c1a92e35b70",),
        ("v2.0",),
    ),
    Scalar(
        read_sum,
        "file sum",
        "The SHA-256 sum of a file, as `sha256sum FILE` says it, or `Get-FileHash FILE` on Windows: 64 signs. They are "
        "others as soon as one letter in the file is another.",
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",),
        ("charter.pdf",),
    ),
)
"""Every type of single value, in the order of the page."""

NAMES: Mapping[Callable[..., Any], str] = {scalar.read: scalar.name for scalar in SCALARS}
"""What each reading function's values are called."""

INTRODUCTION = """# How values are written

<!-- Made by `rmpkit.report.values`. Change it there, then run the tests with RMP_UPDATE_DOCS=1. -->

Everything in a plan is text, and the key decides how it is read. So `no`, `8.10` and `12:30` mean what they say.
What can be read in two ways is refused, with a proposal.
"""


def values(readers: frozenset[Callable[..., Any]], choices: Mapping[type[Choice], tuple[str, ...]]) -> str:
    """The page, for the types that are in use.

    Args:
        readers: the functions that read single values somewhere in a plan or in the organisation.
        choices: each list of allowed words, with the keys it is written behind.
    """
    used = (scalar for scalar in SCALARS if scalar.read in readers)
    parts = (
        INTRODUCTION,
        "## Single values\n",
        *(_scalar(scalar) for scalar in used),
        "## Words to choose from\n",
        *(_choice(choice, keys) for choice, keys in choices.items()),
    )
    return "\n".join(parts)


def anchor(title: str) -> str:
    """Where a heading of these pages is found."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def spaced(name: str) -> str:
    """A class's name as words: `RiskState` becomes "Risk state"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return words[:1].upper() + words[1:]


def _scalar(scalar: Scalar) -> str:
    shown = ", ".join(f"`{example}`" for example in scalar.right)
    refusals = "".join(f"- `{example}`: {_refusal(scalar, example)}\n" for example in scalar.refused)
    refused = f"\nRefused, with these words:\n\n{refusals}" if refusals else ""
    title = scalar.name[:1].upper() + scalar.name[1:]
    return f"### {title}\n\n{scalar.written}\n\nRight: {shown}\n{refused}"


def _refusal(scalar: Scalar, example: str) -> str:
    try:
        scalar.read(example)
    except Misfit as misfit:
        return f"{misfit} {misfit.mend}"
    raise ValueError(f"{scalar.name} reads {example}, which the page shows as refused.")


def _choice(choice: type[Choice], keys: tuple[str, ...]) -> str:
    told = dict(meanings(choice))
    words = "".join(f"- `{member.value}`{_meaning(told.get(member.name))}\n" for member in choice)
    added = f" {_ADDED.format(choice.vocabulary())}" if issubclass(choice, OpenChoice) else ""
    says = f"{inspect.getdoc(choice)} Written behind {', '.join(keys)}.{added}"
    return f"### {spaced(choice.__name__)}\n\n{says}\n\n{words}"


_ADDED = "An organisation may add its own, or give one of these another title, by `{}` under its `words`."


def _meaning(text: str | None) -> str:
    return f": {text[:1].lower()}{text[1:].rstrip('.')}" if text else ""


def meanings(choice: type[Choice]) -> Iterator[tuple[str, str]]:
    """The sentence below each member, read off the class as pydantic reads those of fields."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(choice))).body
    for member, below in pairwise(getattr(definition, "body", ())):
        match member, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str() as text)):
                yield name, text
            case _:
                pass
