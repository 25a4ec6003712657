"""Changes that are alike, told together: how many there are, and which the first ones are."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from rmpkit.changes.change import Change, Difference, Effect, Kind
from rmpkit.changes.nouns import NOUNS
from rmpkit.changes.sight import FILE, UNREAD
from rmpkit.report.review.review import Review, counted

FEW = 5
"""Changes that are told one by one though they are alike."""

_NAMED = 3
"""Things that are named of many."""

_OF_RECORD = 2
"""Steps of a path that lead to a record: the register, the id."""

_BECAME: Mapping[Kind, str] = {
    Kind.ADDED: "are new",
    Kind.REMOVED: "are gone",
    Kind.CHANGED: "are different",
    Kind.RENAMED: "go by another name",
    Kind.MOVED: "stand in another part",
}
"""What became of many records."""

_IRREGULAR: Mapping[str, str] = {
    "criterion": "criteria",
    "person": "people",
    "evidence": "evidence files",
    "requirement that does not arise": "requirements that do not arise",
    "strength or weakness": "strengths and weaknesses",
}
_BEHIND = frozenset({"of", "to", "from", "on", "about", "that", "at"})
"""Words with which what says more of a noun begins: item to hand over."""


def alike(change: Change) -> Hashable:
    """What two changes of a plan have in common that can be told in one sentence."""
    found = change.difference
    return change.ranked_by, found.register, found.kind, _field(found), change.approvers


def akin(change: Change) -> Hashable:
    """What they have in common at the least: the line of the ranking, and the register."""
    return change.ranked_by, change.difference.register


def folded(
    changes: Sequence[Change], by: Callable[[Change], Hashable], few: int = FEW
) -> tuple[tuple[Change, ...], ...]:
    """The changes of one plan in groups, each of which is told as one; one that is by itself is a group, too.

    Args:
        changes: the changes, in the order in which they are told.
        by: what those of a group have in common.
        few: how many are told one by one although they are alike.
    """
    groups: dict[Hashable, list[Change]] = {}
    for change in changes:
        groups.setdefault(by(change), []).append(change)
    return tuple(
        each
        for found in groups.values()
        for each in ([tuple(found)] if len(found) > few else [(change,) for change in found])
    )


_SEEN = {"unread": "cannot be read any more", "unread-before": "could not be read before"}
"""What is said of many that were compared with nothing, by the line of the ranking."""


def together(changes: Sequence[Change]) -> str:
    """Many changes of one register in one sentence: 500 exit triggers are gone: X-1, X-2, X-3 and 497 more."""
    first = changes[0].difference
    names = list(dict.fromkeys(_name(change.difference) for change in changes))
    whole = all(len(c.difference.path) == _OF_RECORD and c.difference.kind is first.kind for c in changes)
    fields = {_field(change.difference) for change in changes}
    seen = _SEEN.get(changes[0].ranked_by, "") if len({change.ranked_by for change in changes}) == 1 else ""
    if seen and len(names) > 1:
        what = {FILE: "files", UNREAD: "places"}.get(first.register) or _many(first.register)
        said = f"{len(names)} {what} {seen}"
    elif first.register not in (*NOUNS, "evidence"):
        said = f"There are {counted(len(changes), 'change')} in {first.register.replace('-', ' ') or 'it'}"
    elif whole and len(names) > 1:
        said = f"{len(names)} {_many(first.register)} {_BECAME[first.kind]}"
    elif len(fields) == 1 and (field := fields.pop()) and len(names) == len(changes) > 1:
        said = f"In {len(names)} {_many(first.register)}, {field.replace('-', ' ')} is different"
    else:
        of = f"{len(names)} {_many(first.register)}" if len(names) > 1 else NOUNS.get(first.register, first.register)
        said = f"There are {counted(len(changes), 'change')} in {of}"
    return f"{said}: {listed_in_short(names)}."


def by_line(review: Review, changes: Sequence[Change]) -> Iterator[str]:
    """Changes of any plans in one sentence for each line of the ranking that they were ranked by, the gravest first."""
    groups: dict[str, list[Change]] = {name: [] for name in review.ranking}
    for change in changes:
        groups.setdefault(change.ranked_by, []).append(change)
    for name, found in groups.items():
        if not found:
            continue
        plans = list(dict.fromkeys(change.difference.plan for change in found))
        if len(plans) > 1:
            where = listed_in_short([review.title(plan) for plan in plans])
        else:
            names = list(dict.fromkeys(_name(change.difference) for change in found))
            where = f"{review.title(plans[0])}, {listed_in_short(names)}"
        yield f"{review.ranking.get(name) or f'{name}.'} {counted(len(found), 'change')}: {where}."


def weight_of_all(changes: Sequence[Change]) -> str:
    """What changes do beside what they say, as of one: `weakens wt.exit; dates only`."""
    pieces: list[str] = []
    for effect in Effect:
        on = [each for each in changes if each.effect is effect]
        if on and effect is not Effect.NEUTRAL:
            named = sorted({requirement for change in on for requirement in change.requirements})
            pieces.append(f"{effect} {', '.join(named) or 'the plan'}")
    labels = (label for change in changes for label in change.labels)
    return "; ".join(dict.fromkeys((*pieces, *labels)))


def listed_in_short(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are: X-1, X-2, X-3 and 497 more."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def _name(difference: Difference) -> str:
    """What stands for one of many: its id, the name of a file, a key."""
    path = difference.path
    return str(path[1] if len(path) > 1 else path[0] if path else difference.plan).removeprefix("evidence/")


def _field(difference: Difference) -> str:
    return str(difference.path[_OF_RECORD]) if len(difference.path) > _OF_RECORD else ""


def _many(register: str) -> str:
    """What several records of a register are called."""
    noun = NOUNS.get(register, register)
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    words = noun.split()
    at = next((n for n, word in enumerate(words) if word in _BEHIND), len(words)) - 1
    return " ".join((*words[:at], _plural(words[at]), *words[at + 1 :]))


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch")) else f"{word}s"
