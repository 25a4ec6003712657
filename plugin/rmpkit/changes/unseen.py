"""What is said of what cannot be read, or could not be: that it was compared with nothing."""

from rmpkit.changes import arrivals
from rmpkit.changes.sight import FILE, is_absent, is_cut, is_of_sight, is_unread
from rmpkit.changes.signs_of_sight import unread, unread_before
from rmpkit.changes.telling import Telling, noun_of, single
from rmpkit.model.record import Record
from rmpkit.model.showing import show


def unseen(telling: Telling) -> str:
    """What is said where one side could not be read; nothing where both could."""
    found = telling.difference
    if is_of_sight(found):
        return _of_file(telling) if found.register == FILE else _of_slip(telling)
    if unread_before(telling):
        return (
            f"{_named(telling)} could not be read before; what it says now was compared with nothing{_title(telling)}."
        )
    if unread(telling):
        return f"{_named(telling)} cannot be read any more{_title(telling)}."
    return ""


def _named(telling: Telling) -> str:
    """A record by its noun and id; what stands under a key of its own by what that is called."""
    found = telling.difference
    if len(found.path) == 1:
        return single(found.register, of_plan=found.plan is not None).text
    if found.register == "roles":
        person = f" ({found.path[2]})" if len(found.path) > 2 else ""  # noqa: PLR2004 - roles, post, person
        return f"who holds {found.path[1]}{person}"
    record = found.after or found.before
    return f"{noun_of(found.register, record if isinstance(record, Record) else None)} {found.path[1]}"


def _title(telling: Telling) -> str:
    found = telling.difference
    there = found.after is not None
    record = found.after if there else found.before
    if not isinstance(record, Record) or len(found.path) == 1:
        return ""
    name = arrivals.title(telling.now if there else telling.then, record)
    return f": {name}" if name else ""


def _of_file(telling: Telling) -> str:
    found = telling.difference
    file, before, after = show(str(found.path[1]), 200), found.before, found.after
    if is_unread(before) and is_unread(after):
        how = "cannot be read in full" if is_cut(before) and is_cut(after) else "cannot be read"
        return f"{file} {how}, as before, and is not the same; what cannot be read was compared with nothing."
    if is_absent(after) or is_absent(before):
        return _of_one_side(file, before, after)
    if is_unread(before):
        if is_cut(before):
            return f"{file} could not be read in full before; what the rest says now was compared with nothing."
        return f"What stood in {file} could not be read before; what it says now was compared with nothing."
    if is_cut(after):
        return f"{file} cannot be read in full any more; what the rest said is not compared."
    return f"{file} cannot be read any more; what it said is not compared."


def _of_one_side(file: str, before: object, after: object) -> str:
    """A file that is there on one side alone."""
    if is_unread(before):
        return f"{file} could not be read before, and is gone now; what it said was compared with nothing."
    if is_unread(after):
        return (
            f"{file} is new and cannot be read{' in full' if is_cut(after) else ''}, so it was compared with nothing."
        )
    if is_absent(after):
        return f"{file} is gone; what it said is not compared."
    return f"there was no {file} before; what it says now was compared with nothing."


def _of_slip(telling: Telling) -> str:
    """A record, or what stands under a key, that could not be read on a side, while the other has nothing to show."""
    found = telling.difference
    before, after, path = found.before, found.after, found.path[1:]
    what = f"what stands under {path[0]}" if len(path) == 1 else f"{noun_of(str(path[0]))} {path[1]}"
    if is_unread(before) and is_unread(after):
        return f"{what} cannot be read, as before, and is not the same; it was compared with nothing."
    if is_unread(before):
        now = "is gone now" if is_absent(after) else "what it says now was compared with nothing"
        return f"{what} could not be read before{', and' if is_absent(after) else ';'} {now}."
    if is_absent(before):
        return f"{what} is new and cannot be read."
    return f"{what} cannot be read any more; what it said is not compared."
