"""Days, months and intervals, each read from text alone.

A day that can be read in two ways is refused, and both are named; months and years count by the calendar.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.scalars import text_of
from rmpkit.model.showing import show

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}


def read_day(value: object) -> date:
    """A day, written `YYYY-MM-DD`."""
    if isinstance(value, date):
        return value
    text = text_of(value, "a day such as 2026-12-15")
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
    text = text_of(value, "a month such as 2026-09")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text, re.ASCII):
        year, month = map(int, text.split("-"))
        first = _existing(year, month, 1)
        return Period(first.replace(day=calendar.monthrange(year, month)[1]), text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return Period(read_day(text), text)
    raise Misfit(f'"{show(text)}" is not a month.', "Write year and month, 2026-09, or a day, 2026-09-30.")


Month = Annotated[Period, PlainValidator(read_period)]
"""A month `YYYY-MM`, or a day where a month is too coarse."""


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
    text = text_of(value, "an interval such as quarter or 90 days")
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
