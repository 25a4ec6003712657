"""What nobody wrote and is meant all the same: a default is never told as something that somebody said."""

from dataclasses import replace

from rmpkit.changes.around import holder_of
from rmpkit.changes.change import Difference, Kind
from rmpkit.changes.telling import Telling
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Record
from rmpkit.model.scalars import Choice
from rmpkit.rules.case import Case

_SAID_BY_SILENCE = frozenset({"state", "result"})
"""Fields of which it is agreed what nothing means: what has no state is open, what has no result has none yet."""


def default_of(record: Record | None, field: str) -> Choice | int | None:
    """What a field of a record means where nothing is written; nothing where that is just what it is not given."""
    if record is None or isinstance(record, Plan | Organisation) or field in _SAID_BY_SILENCE:
        return None
    info = type(record).model_fields.get(field)
    default = info.default if info is not None else None
    return default if isinstance(default, Choice | int) and not isinstance(default, bool) else None


def as_written(telling: Telling) -> Telling:
    """A difference between what was written and what is: where nobody wrote the value that is meant, there is none."""
    found = telling.difference
    if found.kind is not Kind.CHANGED or not found.path:
        return telling
    before, after = found.before, found.after
    if _unwritten(telling.then.case, found, found.was or found.path, before):
        before = None
    if _unwritten(telling.now.case, found, found.path, after):
        after = None
    if before is found.before and after is found.after:
        return telling
    return replace(telling, difference=replace(found, before=before, after=after))


def _unwritten(case: Case, found: Difference, path: tuple[str | int, ...], value: object) -> bool:
    if not isinstance(value, Choice | int) or isinstance(value, bool):
        return False
    record, field = holder_of(case, found.plan, path)
    return record is not None and default_of(record, field) == value and field not in record.model_fields_set
