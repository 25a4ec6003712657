"""The day on which plans are judged, read from the outside world here and nowhere else."""

import os
from datetime import UTC, date, datetime


def today_or(named: date | None) -> date:
    """The day that was named, else the day of `SOURCE_DATE_EPOCH` (UTC), else the local date."""
    if named is not None:
        return named
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= 11:  # noqa: PLR2004 - seconds until the year 5138
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()
