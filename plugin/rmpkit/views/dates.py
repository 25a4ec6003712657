"""Days as they stand on pages: in full words, never relative, so that a printed page stays true."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from rmpkit.model.days import Period


@dataclass(frozen=True, slots=True)
class When:
    """A day, for machines and for people."""

    iso: str
    """`2026-03-12`."""

    text: str
    """`12 March 2026`."""


def when(day: date) -> When:
    """A day as it stands on pages."""
    return When(day.isoformat(), f"{day.day} {calendar.month_name[day.month]} {day.year}")


def maybe(day: date | None) -> When | None:
    """A day as it stands on pages, where there is one."""
    return when(day) if day else None


def short(day: date) -> str:
    """A day where room is scarce: `20 Oct 2026`."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def period(found: Period) -> str:
    """The month or the day of a reading: `October 2026`."""
    if found.text.count("-") > 1:
        return when(found.last).text
    return f"{calendar.month_name[found.last.month]} {found.last.year}"


_WRITTEN = re.compile(r"(?<![\w/.-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\w/-])", re.ASCII)


def spoken(sentence: str) -> str:
    """A sentence of the tool's with each `2026-09-24` said in words, as everywhere on the page."""
    return _WRITTEN.sub(_say, sentence)


def _say(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not 1 <= int(month) <= 12:  # noqa: PLR2004 - months of a year
        return match[0]
    return (
        f"{int(day)} {calendar.month_name[int(month)]} {year}" if day else f"{calendar.month_name[int(month)]} {year}"
    )
