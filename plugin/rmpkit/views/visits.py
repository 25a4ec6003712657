"""The day since which an assessor asks what happened."""

from datetime import date, timedelta

from rmpkit.rules.judgement import Judged

LOOK_BACK = timedelta(days=90)
"""How far back one looks where no visit is recorded."""


def since_day(judged: Judged) -> tuple[date, str]:
    """The day to look back to, and why it is that one."""
    return judged.today - LOOK_BACK, "90 days back, for no visit is recorded"
