"""What was put where those who could read it may not any more: it was moved, and nothing says that it is gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rmpkit.changes.change import Difference, Kind
from rmpkit.changes.telling import Telling
from rmpkit.disclosure.closed import Closed
from rmpkit.model.reference import arguments, register_of


def as_moved(found: Iterable[Difference], hidden: Closed) -> Iterator[Difference]:
    """Every difference, what was put out of sight as moved: by place alone, with nothing of what it says by now.

    So those who cannot read it any more are told the same as those who can, and the change has the same sign.

    Args:
        found: what differs between two editions.
        hidden: the part in which something stands now that is closed to their readers.
    """
    for each in found:
        part = _part_now(each, hidden) if each.part is not None and each.after is None else None
        if part is None or each.part is None:
            yield each
        else:
            yield replace(each, kind=Kind.MOVED, before=each.part.name, after=part, hint=str)


def _part_now(found: Difference, hidden: Closed) -> str | None:
    places = ((found.plan or "", found.path[:length]) for length in (1, 2))
    return next((hidden[place].name for place in places if place in hidden), None)


def named_before(telling: Telling) -> Mapping[str, str]:
    """Records that were named here and are not in these readers' copy any more, each with the part in which it stands.

    The part is empty for a partner, who is not told where something went: to a partner it is gone. Whether the
    reference still stands, no copy says.
    """
    found = telling.difference
    (of_item, *_) = arguments(found.hint, tuple) or (found.hint,)
    if found.kind is not Kind.CHANGED or register_of(of_item) is None or isinstance(found.after, str):
        return {}
    before = found.before if isinstance(found.before, tuple) else (found.before,)
    after = found.after if isinstance(found.after, tuple) else ()
    away = _away(telling)
    return {str(each): away[str(each)] for each in before if each not in after and str(each) in away}


def _away(telling: Telling) -> Mapping[str, str]:
    """Records of the plan that these readers could read and cannot any more, by id, each with its part."""
    found, around = telling.difference, telling.around
    if not around.head.edition.audience.own:
        return dict.fromkeys(around.gone.get(found.plan, ()), "")
    return {
        str(path[1]): part.name
        for (plan, path), part in around.hidden.items()
        if plan == found.plan and len(path) == _OF_RECORD
    }


_OF_RECORD = 2
"""Steps of a path that lead to a record: its register, its id."""
