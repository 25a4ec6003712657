"""Numbers and amounts, each read from text alone and kept to the digit as it was written.

A comma is never read: it parts thousands for one author and decimals for another.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.misfit import Misfit, listed
from rmpkit.model.scalars import text_of
from rmpkit.model.showing import show


def read_number(value: object) -> Decimal:
    """A number with digits and at most one point: `4.1`, `-2`, `1200`. A comma is never read, and never passed over."""
    if isinstance(value, Decimal):
        return value
    text = text_of(value, "a number")
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?", text, re.ASCII):
        return Decimal(text)
    if meant := _numbers(text):
        happened = "can be read as two numbers" if len(meant) > 1 else "is not written as numbers are written here"
        raise Misfit(f'"{show(text)}" {happened}.', f"Write {listed(f'{number:f}' for number in meant)}.")
    raise Misfit(f'"{show(text)}" is not a number.', "Write digits, with a point for decimals: 4.5.")


_ONE_COMMA = re.compile(r"-?([0-9]{1,15}),([0-9]{1,6})")
_COMMAS_PART_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?")
_POINTS_PART_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,6})?")


def _numbers(text: str) -> tuple[Decimal, ...]:
    """What a number that is written otherwise can mean: two numbers where one comma parts thousands or decimals."""
    bare = re.sub(r"[_ '\u00a0\u2009\u202f]", "", text).lstrip("£€$").rstrip("%")
    if (found := _ONE_COMMA.fullmatch(bare)) is not None:
        decimal = Decimal(bare.replace(",", ".")).normalize()
        thousands = bool(_COMMAS_PART_THOUSANDS.fullmatch(bare)) and not found[1].startswith("0")
        return (Decimal(bare.replace(",", "")), decimal) if thousands else (decimal,)
    if _COMMAS_PART_THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _POINTS_PART_THOUSANDS.fullmatch(bare) and ("," in bare or bare.count(".") > 1):
        bare = bare.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?", bare, re.ASCII):
        return (Decimal(bare).normalize(),)
    return ()


Number = Annotated[Decimal, PlainValidator(read_number)]
"""A number, kept to the digit as written."""


def read_whole(value: object) -> int:
    """A whole number, 0 or more."""
    if isinstance(value, int):
        return value
    number = read_number(value)
    if number != number.to_integral_value() or number < 0:
        raise Misfit(f'"{number}" is not a whole number from 0 up.', "Write a whole number.")
    return int(number)


Whole = Annotated[int, PlainValidator(read_whole)]
"""A whole number, 0 or more."""


def read_count(value: object) -> int:
    """A whole number from 1 up."""
    number = read_whole(value)
    if number < 1:
        raise Misfit(f'"{number}" is not a number from 1 up.', "Write a whole number from 1 up.")
    return number


Count = Annotated[int, PlainValidator(read_count)]
"""A whole number, 1 or more."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money, or of something else that can be counted."""

    value: Decimal
    """How much."""

    currency: str | None
    """What it counts: a currency such as `GBP`, or a unit in words; `None` stands for the organisation's currency.

    Amounts are added up unit by unit and nothing is ever exchanged, so a unit that is no currency stands here, too.
    """

    @property
    def in_money(self) -> bool:
        """Whether it is an amount of money; what else is counted is said in an author's words."""
        return self.currency is None or _CURRENCY.fullmatch(self.currency) is not None


_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def read_money(value: object) -> Amount:
    """An amount, with a currency where it is not the organisation's: `1200`, `1200 EUR`."""
    if isinstance(value, Amount):
        return value
    text = text_of(value, "an amount such as 25000")
    amount, _, currency = text.partition(" ")
    if currency and not _CURRENCY.fullmatch(currency):
        raise Misfit(f'"{show(text)}" is not an amount.', "Write digits and, if need be, a currency: 25000 EUR.")
    return Amount(read_number(amount), currency or None)


Money = Annotated[Amount, PlainValidator(read_money)]
"""An amount of money."""

LONGEST_UNIT = 40
"""Characters of a unit; what it was counted in, not how."""


def read_worth(value: object) -> Amount:
    """What something is worth: an amount of money, or a number and what it counts: `120 tonnes CO2e`."""
    if isinstance(value, Amount):
        return value
    text = text_of(value, "an amount such as 25000 or 120 tonnes")
    number, _, unit = " ".join(text.split()).partition(" ")
    if not re.fullmatch(rf"(?:[^\W\d_].{{0,{LONGEST_UNIT - 1}}})?", unit):
        read_number(text)
        raise Misfit(f'"{show(text)}" is not an amount.', "Write digits and what they count: 120 tonnes CO2e.")
    return Amount(read_number(number), unit or None)


Worth = Annotated[Amount, PlainValidator(read_worth)]
"""An amount of money, or of something else that can be counted."""
