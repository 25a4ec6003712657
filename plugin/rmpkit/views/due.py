"""The page of everything that falls due, across relationships."""

from dataclasses import dataclass
from datetime import timedelta

from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.duties import Duty, duties_of
from rmpkit.views.sheet import Sheet, site_sheet

SOON = timedelta(days=30)
"""What falls due within this time is soon."""


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Things that fall due in one stretch of time."""

    id: str
    title: str
    none: str
    """What is said where there are none."""

    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The page."""

    sheet: Sheet
    groups: tuple[DueGroup, ...]


def due(judged: Judged) -> Due:
    """Everything that falls due: overdue, in the next thirty days, later."""
    found = duties_of(judged)
    soon = judged.today + SOON
    overdue = tuple(duty for duty in found if duty.day < judged.today)
    near = tuple(duty for duty in found if judged.today <= duty.day <= soon)
    later = tuple(duty for duty in found if duty.day > soon)
    return Due(
        site_sheet(judged, addresses.DUE, "Due"),
        (
            DueGroup("Overdue", "Overdue", "Nothing is past its day.", overdue),
            DueGroup("Soon", "In the next 30 days", "Nothing falls due in the next 30 days.", near),
            DueGroup("Later", "Later", "Nothing is planned beyond that.", later),
        ),
    )
