"""Who did something: whoever is named, else whoever held the post on the day of it, and never who holds it today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rmpkit.model.record import Record
from rmpkit.rules.case import Case

DEEDS: Mapping[str, tuple[str, ...]] = {
    "accepted_by": ("on",),
    "appointed_by": ("from_",),
    "approved_by": ("approved",),
    "assessors": ("on",),
    "auditor": ("done", "planned"),
    "author": ("on",),
    "by": ("on",),
    "checked_by": ("checked",),
    "confirmed_by": ("confirmed",),
    "decided_by": ("decided", "on"),
    "declared_by": ("on",),
    "moderated_by": ("moderated",),
    "present": ("on",),
    "raised_by": ("raised",),
    "started_by": ("activated",),
}
"""Fields that name the post by which something was done, each with the fields that may give the day of it.

All other fields that name a post say who answers for something, and so mean whoever holds it today.
"""


def day_of(record: Record, field: str) -> date | None:
    """The day of a deed that a field of a record names the post of; nothing where no day is written."""
    return next((day for name in DEEDS[field] if isinstance(day := getattr(record, name, None), date)), None)


def doer(case: Case, post: str, day: date | None, who: str | None = None) -> str | None:
    """Who did something by a post, by short name; nothing where that cannot be told.

    Without a day it can be told where one person alone has held the post until today.

    Args:
        case: the plan.
        post: the post.
        day: the day of it, where it is written.
        who: the person, where one is named.
    """
    if who and case.person(who):
        return who
    if day is not None:
        return replace(case, today=day).holder(post)
    held = {person for person, time in case.holders(post) if time.from_ <= case.today}
    return held.pop() if len(held) == 1 else None
