"""Which of what is gone stands there under another name: told by how much alike the two are."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.canonical import as_text, canonical
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry

ALIKE = 0.9
"""How much of two records has to be the same for one to be the other renamed (review.md B.4: 0.9)."""

MOST_PAIRS = 2_500
"""Pairs that are looked at in one register; where there are more, only records that are wholly alike are told."""

PLAN_ALIKE = 0.5
"""How much of the records of two plans has to be the same for one to be the other renamed, where neither says so."""


def twins(then: Mapping[Any, Any], now: Mapping[Any, Any]) -> Mapping[str, str]:
    """Of a register then and now: ids that are gone, each with the new id under which the record stands."""
    gone = {key: _text(each) for key, each in then.items() if isinstance(each, Entry) and key not in now}
    new = {key: _text(each) for key, each in now.items() if isinstance(each, Entry) and key not in then}
    return _matched(_likenesses(gone, new), ALIKE)


Likeness = tuple[float, str, str]
"""How much alike two are, from 0 to 1, and their names then and now."""


def _matched(likenesses: Iterable[Likeness], least: float) -> Mapping[str, str]:
    """Names then with names now, the most alike first; which side is the earlier one makes no difference."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, old, name in sorted(likenesses, key=lambda pair: (-pair[0], sorted(pair[1:]))):
        if likeness > least and old not in found and name not in taken:
            found[old] = name
            taken.add(name)
    return found


def _text(record: Entry) -> str:
    return as_text(canonical(record))


def _likenesses(gone: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Likeness]:
    few = len(gone) * len(new) <= MOST_PAIRS
    for old, before in gone.items():
        for name, after in new.items():
            if before == after:
                yield 1.0, old, name
            elif few:
                matcher = SequenceMatcher(None, min(before, after), max(before, after), autojunk=False)
                if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
                    yield matcher.ratio(), old, name


def moved_names(gone: Mapping[str, ShownPlan], new: Mapping[str, ShownPlan]) -> Mapping[str, str]:
    """Of plans that are gone, the name under which each stands.

    It says so itself, or it has the same title and the same parties, or its records are much the same.
    """
    pieces = {name: _pieces(plan) for name, plan in {**gone, **new}.items()}
    likenesses = (
        (_likeness(before, after, pieces[old], pieces[name]), old, name)
        for old, before in gone.items()
        for name, after in new.items()
    )
    return _matched(likenesses, PLAN_ALIKE)


def _likeness(before: Plan, after: Plan, pieces: frozenset[str], new: frozenset[str]) -> float:
    if before.id in after.formerly or after.id in before.formerly:
        return 1.0
    same = before.title == after.title and before.parties.keys() == after.parties.keys()
    return max(_shared(pieces, new), _SAME_TITLE if same else 0.0)


_SAME_TITLE = 0.75
"""How much two plans are alike that have one title and the same parties, whatever else is reworded."""


def _pieces(plan: Plan) -> frozenset[str]:
    """A plan in pieces: each of its records and each other value, in its one form."""
    pieces: set[str] = set()
    for name in type(plan).model_fields:
        value = getattr(plan, name)
        if isinstance(value, Mapping) and name not in ("lost", "written_in"):
            pieces |= {f"{name}:{key}:{as_text(canonical(each))}" for key, each in value.items()}
        elif isinstance(value, str) and name not in ("id", "type", "state", "form"):
            pieces.add(f"{name}:{value}")
    return frozenset(pieces)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
