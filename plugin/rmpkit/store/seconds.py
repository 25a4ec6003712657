"""What fits by itself and is odd all the same: placeholders, names given twice in a list, rings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel

from rmpkit.model.finding import Finding, Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.people import PartyKind
from rmpkit.model.placeholder import placeholder_in
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Record, key_of
from rmpkit.model.relationship import RelationshipType
from rmpkit.model.showing import show
from rmpkit.store.kinds import HOLDER_ELSEWHERE, PLACEHOLDER_LEFT, REFERENCE_CIRCULAR, REFERENCE_REPEATED

_OURS = SET_BY_READER | {"lost", "broken", "written_in"}
"""What no author writes."""


def second_looks(record: Record, plan: str | None) -> Iterator[Finding]:
    """What a reader would stumble over, anywhere in a plan or the organisation."""
    if not _is_odd(record):
        return  # mostly; where something stands is worked out for what is told alone
    for path, value in _values(record, ()):
        if isinstance(value, str):
            yield from _placeholder(plan, path, value)
        else:
            yield from _repeated(plan, path, value)


def _is_odd(record: Record) -> bool:
    """Whether there is a placeholder, or something that stands in a list twice, anywhere."""
    left: list[Any] = [record]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if not isinstance(value, Enum) and placeholder_in(value):
                return True
        elif isinstance(value, BaseModel):
            left.extend(getattr(value, name) for _, name in _written(type(value)))
            left.extend((value.model_extra or {}).values())
        elif isinstance(value, Mapping):
            left.extend(value.values())
        elif isinstance(value, tuple):
            texts = [str(item) for item in value if isinstance(item, str)]
            if len(set(texts)) < len(texts):
                return True
            left.extend(value)
    return False


def rings(kept: Plan | Organisation, plan: str | None) -> Iterator[Finding]:
    """Actions that come from each other; each ring is told once, at its most closed action, to who may read it."""
    seen: set[str] = set()
    for key in kept.actions:
        ring = [key]
        while (above := _source(kept, ring[-1])) is not None and above not in ring and above not in seen:
            ring.append(above)
        seen.update(ring)
        if above == key:
            first = max(range(len(ring)), key=lambda at: kept.actions[ring[at]].part.disclosure)
            turned = [*ring[first:], *ring[:first]]
            yield _ring(plan, [*turned, turned[0]])


def elsewhere(plan: Plan, organisation: Organisation | None) -> Iterator[Finding]:
    """Posts of one party that somebody of another holds: a secondment, or a slip."""
    own = organisation.id if organisation else None
    ours = organisation.people if organisation else {}
    for post, holders in plan.roles.items():
        party = post.partition(".")[0]
        for holder in holders:
            if party not in plan.parties or (holder in plan.people and holder in ours):
                continue  # told by itself
            person = plan.people.get(holder) or ours.get(holder)
            of = person.of if person and person.of else own if holder in ours else None
            if person is not None and of is not None and of != party and not _one_house(plan):
                message = f"The post {post} is held by {show(person.name)}, who is of {of}."
                mend = f"Name somebody of {party}, or correct of: where the person stands."
                yield Finding(HOLDER_ELSEWHERE, plan.id, ("roles", post, holder), message, mend, holder)


def _one_house(plan: Plan) -> bool:
    """Whether the parties are divisions of one organisation, whose people are all its own."""
    divisions = [party for party in plan.parties.values() if party.kind is PartyKind.DIVISION]
    return plan.type is RelationshipType.INTERNAL_DIVISION or len(divisions) == len(plan.parties)


def _source(kept: Plan | Organisation, key: str) -> str | None:
    action = kept.actions.get(key)
    return action.comes_from if action and action.comes_from in kept.actions else None


def _ring(plan: str | None, ring: list[str]) -> Finding:
    first = ring[0]
    what = f"The action {first} comes from itself"
    message = f"{what}." if len(ring) <= 2 else f"{what}: {' from '.join(ring)}."  # noqa: PLR2004 - itself, and again
    mend = "Name what it came from: a meeting, a risk, an earlier action; or remove the line."
    return Finding(REFERENCE_CIRCULAR, plan, ("actions", first, "comes-from"), message, mend, ring[1])


def _values(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - values of any shape
    """Every text, and every list of texts, with the path at which it was written."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield path, value
        return
    if isinstance(value, int | Decimal | date):
        return
    for step, item in _below(value):
        yield from _values(item, (*path, step))
    if isinstance(value, tuple) and any(isinstance(item, str) for item in value):
        yield path, tuple(str(item) for item in value)


def _below(value: Any) -> Iterator[tuple[str | int, Any]]:  # noqa: ANN401 - values of any shape
    """What a record, a map or a list holds, by the keys of the file."""
    if isinstance(value, BaseModel):
        for key, name in _written(type(value)):
            if (item := getattr(value, name)) is not None:
                yield key, item
        yield from (value.model_extra or {}).items()
    elif isinstance(value, Mapping):
        yield from ((str(key), item) for key, item in value.items())
    elif isinstance(value, tuple):
        yield from enumerate(value)


@cache
def _written(record: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a record that an author writes, each with its key in the file."""
    return tuple((key_of(name), name) for name in record.model_fields if name not in _OURS)


def _placeholder(plan: str | None, path: Path, text: str) -> Iterator[Finding]:
    left = placeholder_in(text)
    if not left:
        return
    message = f'"{show(left, 60)}" looks like a placeholder that was left in.'
    yield Finding(
        PLACEHOLDER_LEFT, plan, path, message, "Write what is known, or remove the line until it is.", show(left, 60)
    )


def _repeated(plan: str | None, path: Path, texts: tuple[str, ...]) -> Iterator[Finding]:
    for text, times in Counter(texts).items():
        if times > 1:
            again = len(texts) - 1 - texts[::-1].index(text)
            often = "twice" if times == 2 else f"{times} times"  # noqa: PLR2004 - a word for it
            message = f'"{show(text)}" stands in the list {often}.'
            mend = "Remove it here, or write what was meant."
            yield Finding(REFERENCE_REPEATED, plan, (*path, again), message, mend, text)
