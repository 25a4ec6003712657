"""The day on which plans are judged, read from the outside world here and nowhere else."""

import os
from datetime import UTC, date, datetime


def today_or(named: date | None) -> date:
    """The day that was named, else the day of `SOURCE_DATE_EPOCH` (UTC), else the local date."""
    if named is not None:
        return named
    epoch = _epoch()
    return date.today() if epoch is None else datetime.fromtimestamp(epoch, UTC).date()


def named_by(named: date | None) -> str:
    """Where that day comes from, in words."""
    if named is not None:
        return "as_of in the settings"
    return "the clock of this machine" if _epoch() is None else "SOURCE_DATE_EPOCH"


def _epoch() -> int | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    usable = epoch.isascii() and epoch.isdigit() and len(epoch) <= 11  # noqa: PLR2004 - seconds until the year 5138
    return int(epoch) if usable else None
