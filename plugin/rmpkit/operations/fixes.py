"""Which findings can be mended by the machine, and by which replacement of characters.

A safe one writes what the author can only have meant. None of them touches a date that can be read in two ways, a
rating, who may read something, how something stands, or evidence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rmpkit.model.finding import Kind, Path
from rmpkit.model.misfit import plain
from rmpkit.operations.edits import Edit, Spot
from rmpkit.operations.relaying import relaid
from rmpkit.store.complaint import in_quotes
from rmpkit.store.kinds import (
    CHARACTER_REFUSED,
    KEY_UNKNOWN,
    QUOTES_CURLY,
    REFERENCE_DANGLING,
    SYNTAX_BROKEN,
    TEXT_LOST,
    VALUE_UNFIT,
)
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from rmpkit.store.wording import known_keys

FAR = 2
"""How many slips of the finger a word may be away from what is meant."""

SEALED_REGISTERS = frozenset(
    {
        *("signposts", "known-gaps", "not-applicable", "muted-rules", "versions", "stages", "stage-statements"),
        *("health-checks", "maturity", "scores", "certificates"),
    }
)
"""Registers of evidence, of what was approved or judged, and of how things stand: no value in them is touched."""

SEALED_KEYS = frozenset(
    {
        *("state", "status", "outcome", "decision", "done", "closed", "settled", "realised", "approved", "applied"),
        *("likelihood", "impact", "target-likelihood", "target-impact", "severity", "score", "scores", "rating"),
        *("see", "minutes", "answers", "checked", "dead", "at", "effect-checked"),
        *("can-open", "audience", "shared", "segment"),
    }
)
"""Keys that say the same elsewhere."""

AUDIENCES = frozenset({"can-open", "audience", "shared"})
"""Keys that say who may read something: they are not even spelt for the author."""

_WRITE = re.compile(r'Write "([^"]+)"\.')
_OTHERS = re.compile(r'Write "([^"]+)"\. Others: (.+)\.')
_DAY = re.compile(r"Write ([0-9]{4}-[0-9]{2}-[0-9]{2})\.")
_LIST = re.compile(r"Write (\[[^\]…]+\])\.")
_HOLDS = re.compile(r"Write ([a-z0-9.-]+), which .* holds\.")
_ITEM = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Fixer:
    """One way of mending one kind of finding."""

    safe: bool
    """Whether the author can have meant nothing else."""

    edits: Callable[[Spot], tuple[Edit, ...]]
    """What to replace; nothing where this way is not open."""


def distance(one: str, other: str, *, far: int) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbour; `far + 1` where it is more.

    Only letters that stand at most `far` apart can belong together, so no others are compared.
    """
    more = far + 1
    if abs(len(one) - len(other)) > far:
        return more
    rows = [[min(to, more) for to in range(len(other) + 1)]]
    for at, letter in enumerate(one, 1):
        row = [min(at, more)] + [more] * len(other)
        for to in range(max(1, at - far), min(len(other), at + far) + 1):
            wanted = other[to - 1]
            best = min(rows[-1][to] + 1, row[to - 1] + 1, rows[-1][to - 1] + (letter != wanted), more)
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                best = min(best, rows[-2][to - 2] + 1)
            row[to] = best
        if min(row) > far:
            return more
        rows.append(row)
    return rows[-1][-1]


@lru_cache(maxsize=1000)
def meant(word: str, candidates: tuple[str, ...]) -> str | None:
    """The one candidate that a word can only have meant, if there is one."""
    far, spelt = min(FAR, max(1, len(word) // 3)), plain(word)[:80]
    near = {each for each in candidates if distance(spelt, _plain(each), far=far) <= far}
    return near.pop() if len(near) == 1 else None


_plain = lru_cache(maxsize=4000)(plain)


def _key(spot: Spot) -> tuple[Edit, ...]:
    path, word = spot.finding.path, spot.word
    slots = PLAN_SLOTS if spot.finding.plan else ORGANISATION_SLOTS
    slot = slots.get(str(path[0])) if len(path) > 1 else None
    inner: Path = path[2:] if slot is not None and slot.ids is not None else path[1:]
    candidates = tuple(slots) if len(path) == 1 else known_keys(slot.hint if slot else None, inner)
    found = meant(word, candidates) if word == path[-1] else None
    return spot.instead(found) if found and not AUDIENCES & {found, *map(str, path)} else ()


def _allowed_word(spot: Spot) -> tuple[Edit, ...]:
    offered = _OTHERS.fullmatch(spot.finding.mend)
    if offered is None:
        return ()
    found = meant(spot.word, (offered[1], *offered[2].split(", ")))
    return spot.instead(found) if found else ()


def _day(spot: Spot) -> tuple[Edit, ...]:
    """A day that can be read in one way only; of the others the finding offers two."""
    offered = _DAY.fullmatch(spot.finding.mend)
    return spot.instead_of_all(offered[1]) if offered and "not written as days" in spot.finding.message else ()


def _yes_or_no(spot: Spot) -> tuple[Edit, ...]:
    said = {"y": "yes", "n": "no"}.get(spot.word.lower())
    return spot.instead_of_all(said) if said and spot.finding.mend == "Write yes or no." else ()


def _name(spot: Spot) -> tuple[Edit, ...]:
    """An id, a short name or a post in another case, or a person's name in the place of one of these."""
    finding = spot.finding
    offered = _WRITE.fullmatch(finding.mend)
    if offered is not None and plain(offered[1]) == plain(spot.word):
        return spot.instead_of_all(offered[1])
    posts = [post for post in _posts(spot) if post.casefold() == spot.word.casefold()]
    if len(posts) == 1:
        return spot.instead_of_all(posts[0])
    person = _person(spot) if finding.reference == spot.word else None
    held = _HOLDS.fullmatch(finding.mend)
    if person is None or (held is None and (offered is None or offered[1] != person)):
        return ()
    return spot.instead_of_all(held[1] if held else person)


def _posts(spot: Spot) -> frozenset[str]:
    plans = (each for each in spot.portfolio.plans if each.id == spot.finding.plan)
    owner = spot.portfolio.organisation
    return frozenset((*(owner.roles if owner else ()), *(post for plan in plans for post in plan.roles)))


def _person(spot: Spot) -> str | None:
    """The one person whose whole name is meant."""
    plans = [each for each in spot.portfolio.plans if each.id == spot.finding.plan]
    owner = spot.portfolio.organisation
    people = [*(owner.people.items() if owner else ()), *(pair for plan in plans for pair in plan.people.items())]
    named = {key for key, person in people if person.name.casefold() == spot.word.casefold()}
    return named.pop() if len(named) == 1 else None


def _title(spot: Spot) -> tuple[Edit, ...]:
    """The title of one record in the place of its id."""
    plan = next((each for each in spot.portfolio.plans if each.id == spot.finding.plan), None)
    if plan is None or " " not in spot.word:
        return ()
    registers = (getattr(plan, slot.field) for slot in PLAN_SLOTS.values() if slot.entry)
    wanted = spot.word.casefold()
    named = {
        str(key)
        for register in registers
        for key, entry in register.items()
        if str(getattr(entry, "title", None) or getattr(entry, "question", "")).casefold() == wanted
    }
    return spot.instead_of_all(named.pop()) if len(named) == 1 else ()


def _spaced_key(spot: Spot) -> tuple[Edit, ...]:
    ends = "begins or ends with a space" in spot.finding.message
    return spot.instead(spot.word.strip()) if ends and spot.word != spot.word.strip() else ()


def _straight(spot: Spot) -> tuple[Edit, ...]:
    """Straight quotes in the place of curly ones, where the text is on one line and has no other quotes in it."""
    inner = spot.seen[1:-1]
    return spot.instead_of_all(in_quotes(inner)) if inner and "\\" not in inner else ()


def _list(spot: Spot) -> tuple[Edit, ...]:
    offered = _LIST.fullmatch(spot.finding.mend)
    items = [piece.strip() for piece in spot.word.split(",") if piece.strip()]
    if offered is None or not all(_ITEM.fullmatch(item) for item in items):
        return ()
    return spot.instead_of_all(f"[{', '.join(items)}]")


def _requoted(spot: Spot) -> tuple[Edit, ...]:
    """The whole of a text that a number sign cuts, in quotes."""
    if "takes for a comment" not in spot.finding.message:
        return ()
    place = spot.portfolio.places.values.get((spot.finding.plan, spot.finding.path))
    if place is None or (place.file, place.line) != (spot.place.file, spot.place.line):
        return ()
    line = spot.line
    start = place.column - 1 if spot.place.column >= place.column else spot.place.column - 1
    return (Edit(spot.line_start + start, spot.line_start + len(line.rstrip()), in_quotes(line[start:].rstrip())),)


FIXES: Mapping[Kind, tuple[Fixer, ...]] = {
    KEY_UNKNOWN: (Fixer(safe=True, edits=_key),),
    VALUE_UNFIT: (
        *(Fixer(safe=True, edits=edits) for edits in (_allowed_word, _day, _yes_or_no, _name, _title)),
        Fixer(safe=False, edits=_list),
    ),
    REFERENCE_DANGLING: (Fixer(safe=True, edits=_name),),
    SYNTAX_BROKEN: (Fixer(safe=True, edits=relaid),),
    CHARACTER_REFUSED: (Fixer(safe=True, edits=_spaced_key),),
    QUOTES_CURLY: (Fixer(safe=True, edits=_straight),),
    TEXT_LOST: (Fixer(safe=False, edits=_requoted),),
}
"""By the kind of what was found, the ways of mending it; the first that is open is taken."""


def sealed(finding_path: Path) -> bool:
    """Whether what stands at a path is the author's alone to say."""
    steps = [str(step) for step in finding_path]
    return bool(steps) and (steps[0] in SEALED_REGISTERS or not SEALED_KEYS.isdisjoint(steps[1:] or steps))
