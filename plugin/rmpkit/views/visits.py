"""The day since which an assessor asks what happened: the last visit, or a while back."""

from datetime import date, timedelta

from rmpkit.rules.judgement import Judged

LOOK_BACK = timedelta(days=90)
"""How far back one looks where no visit is recorded."""


def since_day(judged: Judged) -> tuple[date, str]:
    """The day to look back to, and why it is that one."""
    owner = judged.edition.organisation
    visits = [visit for visit in (owner.visits.values() if owner else ()) if visit.on and visit.on < judged.today]
    last = max(visits, key=lambda visit: (visit.on or date.min, visit.id), default=None)
    if last is None or last.on is None:
        return judged.today - LOOK_BACK, "90 days back, for no visit is recorded"
    return last.on, f"the day of the last visit, {last.id}, by {last.body}"
