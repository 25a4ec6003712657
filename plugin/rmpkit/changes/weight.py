"""What a change does to evidence and prompts: what came or went where it was made, and on what that weighs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rmpkit.changes.around import Around
from rmpkit.changes.change import Change, Difference, Effect, Kind
from rmpkit.changes.ranking import UNREAD
from rmpkit.changes.signs_of_trust import only_sealed
from rmpkit.changes.telling import told
from rmpkit.model.finding import Finding, Path, Severity

_OF_EVIDENCE = 4
"""What a requirement weighs of which the evidence came or went where a change was made."""

_WEIGHTS = {Severity.ERROR: 4, Severity.WARNING: 2, Severity.NOTE: 1}

_OF_RECORD = 2
"""Steps of a path that lead to a record: the register, the id."""


class Prompts:
    """Prompts by where they stand and by what they name: each change looks at the few that may be about it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._inside: dict[tuple[str | None, Path], list[Finding]] = defaultdict(list)
        self._of_register: dict[tuple[str | None, Path], list[Finding]] = defaultdict(list)
        self._naming: dict[tuple[str | None, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            plan, path = finding.plan, finding.path
            for length in range(1, min(len(path), _OF_RECORD) + 1):
                self._inside[plan, path[:length]].append(finding)
            if len(path) == 1:
                self._of_register[plan, path].append(finding)
            if finding.reference:
                self._naming[plan, finding.reference].append(finding)

    def at(self, change: Change, *, whole: bool) -> tuple[Finding, ...]:
        """Those that stand where a change was made: at it, inside it, or at the record that holds it.

        Args:
            change: the change.
            whole: whether all of it came into the edition or left it.
        """
        found = change.difference
        lists = [self._naming.get((found.plan, str(step)), []) for step in found.path[1:_OF_RECORD]]
        for path in _places(found):
            lists.append(self._inside.get((found.plan, path[:_OF_RECORD]), []))
            lists.append(self._of_register.get((found.plan, path[:1]), []))
        near = {id(each): each for listed in lists for each in listed}.values()
        return tuple(finding for finding in near if touches(found, finding, whole=whole))


def weighed(change: Change, around: Around, *, raised: Prompts, resolved: Prompts) -> Change:
    """A change with its effect: what was raised or resolved where it was made, and on what that weighs.

    Args:
        change: the change.
        around: both editions.
        raised: prompts that are there now and were not before.
        resolved: prompts that were there before and are not now.
    """
    if change.ranked_by in UNREAD:
        return change  # nothing became of the relationship by that
    whole = change.difference.kind in (Kind.ADDED, Kind.REMOVED) or around.hidden_now(change.difference)
    up, down = resolved.at(change, whole=whole), raised.at(change, whole=whole)
    gained, lost = around.gained_at(change.difference), around.lost_at(change.difference)
    weight = sum(map(_weight, down)) - sum(map(_weight, up)) + _OF_EVIDENCE * (len(lost) - len(gained))
    on = dict.fromkeys((*lost, *gained, *(f.requirement for f in (*down, *up) if f.requirement)))
    effect = Effect.WEAKENS if weight > 0 else Effect.STRENGTHENS if weight < 0 else Effect.NEUTRAL
    if only_sealed(told(change.difference, around)):
        effect = Effect.NEUTRAL  # a prompt that is not asked any more is not answered by that, nor the other way round
    moved = {move.requirement for move in around.moves(change.difference)}
    requirements = tuple(sorted(on, key=lambda requirement: (requirement not in moved, requirement)))
    return replace(change, effect=effect, requirements=requirements)


def _weight(finding: Finding) -> int:
    return _WEIGHTS[finding.kind.severity]


def _places(found: Difference) -> tuple[Path, ...]:
    return tuple(path for path in (found.path, found.was) if path)


def touches(found: Difference, finding: Finding, *, whole: bool) -> bool:
    """Whether a prompt of the same plan stands where something differs; not one inside what came or went as a whole."""
    places = _places(found)
    if whole and _within(finding, places):
        return False  # what is prompted of a record comes and goes with it, and tells nothing of the rest
    return any(
        finding.path[: len(path)] == path or (finding.path and path[: len(finding.path)] == finding.path)
        for path in places
    ) or (bool(finding.reference) and finding.reference in map(str, found.path[1:2]))


def _within(finding: Finding, places: tuple[Path, ...]) -> bool:
    """Whether a finding is about something that stands at one of these places, or names it."""
    inside = any(finding.path[: len(path)] == path for path in places)
    return inside or (bool(finding.reference) and any(finding.reference == path[-1] for path in places))
