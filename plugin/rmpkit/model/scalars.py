"""The types of single values, each read from text alone.

YAML hands over text and nothing else (`null` aside), so `8.10`, `no` and `12:30` mean what the author wrote, and
the field's declared type decides. Each type refuses what could be read in two ways, and says what it expects.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self
from unicodedata import combining, normalize

from pydantic import GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.showing import show

LONGEST_LINE = 300
"""Characters a single line may have; a title that is longer belongs in a text block."""


def _text(value: object, expected: str) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None:
        raise Misfit(f"Nothing is written where {expected} is expected.", f"Write {expected}, or remove the line.")
    shape = "A list" if isinstance(value, tuple | list) else "A group of keys"
    raise Misfit(f"{shape} stands where {expected} is expected.", f"Write {expected} behind the colon.")


def read_line(value: object) -> str:
    """One line of plain text that is not empty."""
    text = _text(value, "a line of text")
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
    text = _text(value, "a text")
    if not text:
        raise Misfit("The text is empty.", "Write a few words, or remove the line.")
    return text


def read_mail(value: object) -> str:
    """A mail address, plain: `plans@estuary.example`."""
    text = _text(value, "a mail address")
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
    text = _text(value, "a short name")
    if len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text):
        return text
    better = short_from(text, LONGEST_SLUG)
    mend = f'Write "{better}".' if _SLUG.fullmatch(better) else "Write a name such as harbour-board."
    raise Misfit(
        f'"{show(text)}" is not a short name: those have lower-case letters a-z, digits and hyphens.', mend, name=text
    )


def read_record_id(value: object) -> str:
    """An id of a record: one to three capitals, a hyphen, the raising party's letter if any, a number."""
    text = _text(value, "an id")
    if _RECORD_ID.fullmatch(text):
        return text
    squeezed = re.sub(r"[^A-Z0-9]", "", text[:40].upper())
    parts = re.fullmatch(r"([A-Z]{1,3}?)([A-Z]?)0*([1-9][0-9]{0,5})", squeezed)
    better = f"{parts[1]}-{parts[2]}{parts[3]}" if parts else ""
    mend = f'Write "{better}".' if better else "Write an id such as R-3, or R-N3 when party N raised it."
    raise Misfit(f'"{show(text)}" is not an id: those are capitals, a hyphen and a number.', mend)


def read_post(value: object) -> str:
    """A post: the party's short name, a dot, the post's short name (`harbour.ser`)."""
    text = _text(value, "a post such as harbour.ser")
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
    text = _text(value, "a requirement such as wt.exit")
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


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}


def read_day(value: object) -> date:
    """A day, written `YYYY-MM-DD`."""
    if isinstance(value, date):
        return value
    text = _text(value, "a day such as 2026-12-15")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return _existing(*map(int, text.split("-")))
    raise _day_misfit(text)


YEARS = range(1900, 2200)
"""A plan lives within these years; beyond them it is a slip."""


def _existing(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Misfit(f"The year {year:04} is outside 1900 to 2199.", "Write the year with four digits.")
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise Misfit(f"There is no month {month}.", "Write year, month, day: 2026-12-15.")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        name = calendar.month_name[month]
        raise Misfit(f"{name} {year} has {longest} days, so there is no {day} {name}.", "Write a day that exists.")
    return date(year, month, day)


def _day_misfit(text: str) -> Misfit:
    shown = show(text)
    if match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text, re.ASCII):
        return _offer(shown, *map(int, match.groups()))
    if match := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text, re.ASCII):
        return _day_first(shown, *map(int, match.groups()))
    if match := re.fullmatch(r"([0-9]{1,2})\.? ([A-Za-z]{3,9})\.? ([0-9]{4})", text, re.ASCII):
        return _offer(shown, int(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]", text, re.ASCII):
        return Misfit(f'"{shown}" has a time of day, and the day depends on where it is read.', "Write the day only.")
    known = "does not say which day" if re.fullmatch(r"[0-9]{4}(?:-[0-9]{1,2})?", text, re.ASCII) else "is not a day"
    return Misfit(f'"{shown}" {known}.', "Write year, month, day: 2026-12-15.")


def _day_first(shown: str, first: int, second: int, year: int) -> Misfit:
    """A day written with the year last: read in two ways unless one number cannot be a month."""
    if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - both could be the month
        either = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
        return Misfit(f'"{shown}" can be read as two days.', f"Write {either}.")
    day, month = (first, second) if second <= 12 else (second, first)  # noqa: PLR2004 - months of a year
    return _offer(shown, year, month, day)


def _offer(shown: str, year: int, month: int, day: int) -> Misfit:
    try:
        found = _existing(year, month, day)
    except Misfit as misfit:
        return Misfit(f'"{shown}" is not a day: {misfit.happened[0].lower()}{misfit.happened[1:]}', misfit.mend)
    return Misfit(f'"{shown}" is not written as days are written here.', f"Write {found}.")


Day = Annotated[date, PlainValidator(read_day)]
"""A day, `YYYY-MM-DD`."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The month or the day a reading speaks of."""

    last: date
    """Its last day."""

    text: str
    """As it was written: `2026-09` or `2026-10-20`."""

    @property
    def first(self) -> date:
        """Its first day."""
        return self.last.replace(day=1) if len(self.text) == len("2026-09") else self.last

    def __str__(self) -> str:
        return self.text


def read_period(value: object) -> Period:
    """A month `YYYY-MM`, or a day."""
    if isinstance(value, Period):
        return value
    text = _text(value, "a month such as 2026-09")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text, re.ASCII):
        year, month = map(int, text.split("-"))
        first = _existing(year, month, 1)
        return Period(first.replace(day=calendar.monthrange(year, month)[1]), text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return Period(read_day(text), text)
    raise Misfit(f'"{show(text)}" is not a month.', "Write year and month, 2026-09, or a day, 2026-09-30.")


Month = Annotated[Period, PlainValidator(read_period)]
"""A month `YYYY-MM`, or a day where a month is too coarse."""


def read_number(value: object) -> Decimal:
    """A number with digits and at most one point: `4.1`, `-2`, `1200`. A comma is never read, and never passed over."""
    if isinstance(value, Decimal):
        return value
    text = _text(value, "a number")
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


_STEPS = "Write 1, 2, 3, 4 or 5; scales in organisation.yml says what each means."


def read_score(value: object) -> int:
    """A step of a scale, 1 to 5; what each means is the organisation's own data."""
    text = str(value) if isinstance(value, int) else _text(value, "a step from 1 to 5")
    if text in ("1", "2", "3", "4", "5"):
        return int(text)
    raise Misfit(f'"{show(text)}" is not on the scale from 1 to 5.', _STEPS)


Score = Annotated[int, PlainValidator(read_score)]
"""A step of a five-step scale."""


def read_rank(value: object) -> int:
    """A rank of changes, 1 to 5; 1 must not be missed."""
    text = str(value) if isinstance(value, int) else _text(value, "a rank from 1 to 5")
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
    text = _text(value, "yes or no")
    answers = {"yes": True, "no": False, "true": True, "false": False}
    if text.lower() in answers:
        return answers[text.lower()]
    raise Misfit(f'"{show(text)}" is neither yes nor no.', "Write yes or no.")


YesNo = Annotated[bool, PlainValidator(read_yes_no)]
"""Yes or no."""


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
    text = _text(value, "an amount such as 25000")
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
    text = _text(value, "an amount such as 25000 or 120 tonnes")
    number, _, unit = " ".join(text.split()).partition(" ")
    if not re.fullmatch(rf"(?:[^\W\d_].{{0,{LONGEST_UNIT - 1}}})?", unit):
        read_number(text)
        raise Misfit(f'"{show(text)}" is not an amount.', "Write digits and what they count: 120 tonnes CO2e.")
    return Amount(read_number(number), unit or None)


Worth = Annotated[Amount, PlainValidator(read_worth)]
"""An amount of money, or of something else that can be counted."""

_UNITS = {
    "day": (0, 1),
    "week": (0, 7),
    "month": (1, 0),
    "quarter": (3, 0),
    "half-year": (6, 0),
    "year": (12, 0),
}


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may wait: months and days, in words."""

    months: int
    days: int
    text: str
    """As it was written: `quarter`, `90 days`."""

    def after(self, day: date) -> date:
        """The day this long after `day`; a month without that day gives its last."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        clamped = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return date.fromordinal(clamped.toordinal() + self.days)

    @property
    def words(self) -> str:
        """As it stands in a sentence: a quarter, half a year, 90 days."""
        if self.text[:1].isdigit():
            return self.text
        return "half a year" if self.text == "half-year" else f"a {self.text}"

    def stretched(self, factor: Decimal) -> "Span":
        """The span made longer: months and days each times `factor`, rounded up to whole days."""
        days = Decimal(self.days) * factor + Decimal(self.months) * factor % 1 * 30
        return Span(int(Decimal(self.months) * factor), int(days.to_integral_value()), f"{factor} times a {self.text}")

    def __str__(self) -> str:
        return self.text


LONGEST_INTERVAL = 360
"""Months of the longest interval; whatever is looked at less often is not looked at."""


def read_interval(value: object) -> Span:
    """How often or how long, in words: `month`, `quarter`, `90 days`, `2 years`."""
    if isinstance(value, Span):
        return value
    text = _text(value, "an interval such as quarter or 90 days")
    number, _, unit = text.partition(" ") if text[:1].isdigit() else ("1", "", text)
    singular = unit.strip().lower().removesuffix("s")
    if singular in _UNITS and re.fullmatch(r"[1-9][0-9]{0,3}", number, re.ASCII):
        span = Span(_UNITS[singular][0] * int(number), _UNITS[singular][1] * int(number), text)
        if span.months + span.days // 30 > LONGEST_INTERVAL:
            raise Misfit(f'"{show(text)}" is longer than 30 years.', "Write how often it really is.")
        return span
    near = nearest(singular, _UNITS)
    mend = (
        f'Write "{near}".'
        if near
        else "Write day, week, month, quarter, half-year or year, or a number of them: 90 days."
    )
    raise Misfit(f'"{show(text)}" is not an interval.', mend)


Interval = Annotated[Span, PlainValidator(read_interval)]
"""How often or how long, in words."""


class Choice(StrEnum):
    """A value from a short list; anything else is answered with the nearest of them first."""

    @classmethod
    def read(cls, value: object) -> Self:
        """The member written as `value`."""
        text = _text(value, f"{listed(cls)}")
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
