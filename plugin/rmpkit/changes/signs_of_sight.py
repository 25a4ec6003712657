"""By what is recognised that something cannot be read any more, or could not be before, so that it was not compared."""

from rmpkit.changes.change import Difference, Kind
from rmpkit.changes.sight import is_of_sight, is_unread
from rmpkit.changes.telling import Telling
from rmpkit.model.finding import Path
from rmpkit.rules.case import Case


def unread_before(telling: Telling) -> bool:
    """Whether something could not be read before, so that what it says now was compared with nothing."""
    found = telling.difference
    if is_of_sight(found):
        return is_unread(found.before)
    return _is_none(found.before) and _came_or_went(found) and lost_at(telling.then.case, found, found.was)


def unread(telling: Telling) -> bool:
    """Whether something cannot be read that could be before, or is new and cannot be."""
    found = telling.difference
    if is_of_sight(found):
        return not is_unread(found.before)
    return _is_none(found.after) and _came_or_went(found) and lost_at(telling.now.case, found)


def lost_at(case: Case, difference: Difference, was: Path = ()) -> bool:
    """Whether what stands at a place, or around it, could not be read in one edition."""
    lost = case.plan.lost if difference.plan is not None else case.edition.lost
    path = was or difference.path
    return any(path[:length] in lost for length in range(_HOLDER + 1))


_RECORD = 2
"""Steps of a path down to a record; a slip inside one costs all of it."""

_HOLDER = 3
"""Steps of a path down to somebody who holds a post: roles, the post, the person."""


def _came_or_went(difference: Difference) -> bool:
    """Whether a whole record, who holds a post, or what stands under a key of its own, is there on one side alone."""
    most = _HOLDER if difference.register == "roles" else _RECORD
    return difference.kind in (Kind.ADDED, Kind.REMOVED, Kind.CHANGED) and 0 < len(difference.path) <= most


def _is_none(value: object) -> bool:
    return value is None or value == ()
