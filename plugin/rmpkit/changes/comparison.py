"""Two judged editions side by side: every change, and what became of prompts and evidence."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType

from rmpkit.changes.alike import seen_alike
from rmpkit.changes.approvers import Needed, approvers_of, ever_held, needed_for
from rmpkit.changes.around import Around
from rmpkit.changes.change import Change, Difference, Effect, EvidenceMove, Kind
from rmpkit.changes.differing import differences
from rmpkit.changes.findings import between, names_of
from rmpkit.changes.notes import Note, notes_of
from rmpkit.changes.ranking import UNREAD, moves_a_day, rank
from rmpkit.changes.sentences import sentence, words
from rmpkit.changes.signs_of_trust import only_sealed
from rmpkit.changes.telling import told
from rmpkit.disclosure.closed import Closed
from rmpkit.model.finding import Finding, Path, Place, Severity
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import Judged, Judgement


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two judged editions, and what that does."""

    base: Judged
    """The earlier edition, judged on the day of the later one."""

    head: Judged
    """The later edition."""

    changes: tuple[Change, ...]
    """Every change, those first that must not be missed."""

    raised: tuple[Finding, ...]
    """Prompts that are there now and were not before."""

    resolved: tuple[Finding, ...]
    """Prompts that were there before and are not now."""

    evidence: tuple[EvidenceMove, ...]
    """Requirements of which the evidence is in another state."""

    notes: tuple[Note, ...] = ()
    """What a reviewer might miss because it was not done."""

    def case_of(self, change: Change, post: str) -> Case:
        """The plan that says who holds a post: as it was before the change; as it is now, where nobody held it then.

        So nobody gets into a post by what is proposed, and a report names whom the gate asks.
        """
        cases = [case for case in (self._case_before(change), self._case_now(change)) if case is not None]
        return next((case for case in cases if ever_held(case, post)), cases[-1])

    def _case_before(self, change: Change) -> Case | None:
        plan = change.difference.plan
        if plan is None:
            return self.base.whole.own
        if plan not in self.base.plans:
            renamed = (c.difference for c in self.changes if c.difference.plan == plan and not c.difference.path)
            plan = next((str(each.before) for each in renamed if each.kind is Kind.RENAMED), plan)
        return self.base.case(plan) if plan in self.base.plans else None

    def _case_now(self, change: Change) -> Case | None:
        plan = change.difference.plan
        if plan is None:
            return self.head.whole.own
        return self.head.case(plan) if plan in self.head.plans else None

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Who is needed for what, those first who are needed for what must not be missed."""
        return tuple(needed_for(self.changes, self.case_of))

    @property
    def dates_only(self) -> frozenset[str | None]:
        """The plans, and `None` for the organisation, in which nothing but days moved."""
        plans = {change.difference.plan for change in self.changes}
        others = {change.difference.plan for change in self.changes if not moves_a_day(change.difference)}
        return frozenset(plans - others)


def compare(
    base: Judged,
    head: Judged,
    *,
    replaced: AbstractSet[tuple[str, str]] = frozenset(),
    closed: Closed = MappingProxyType({}),
) -> Comparison:
    """What differs between two editions, judged by the same catalogue on the same day.

    Args:
        base: the earlier one.
        head: the later one.
        replaced: evidence files that hold something else than before, by plan and name.
        closed: where something stood before that was closed to these readers.

    Raises:
        ValueError: the two were judged on different days or by different catalogues, so that time or the ruler, not
            the change, would be told.
    """
    if (base.today, base.catalogue.id) != (head.today, head.catalogue.id):
        raise ValueError("Both editions have to be judged on one day, by one catalogue.")
    found = tuple(differences(base.edition, head.edition, replaced))
    names = names_of(found)
    alike = seen_alike(base, head, names)
    raised, resolved = between(base, head, found, alike)
    evidence = tuple(_moves(*alike, {new: old for old, new in names.items()}))
    around = Around(base, head, found, evidence, closed)
    up, down = _by_plan(raised), _by_plan(resolved)
    changes = (_weighed(_told(each, around), around, up.get(each.plan, ()), down.get(each.plan, ())) for each in found)
    ordered = sorted(changes, key=lambda c: (c.rank, c.difference.plan or "", tuple(map(str, c.difference.path))))
    return Comparison(base, head, tuple(ordered), raised, resolved, evidence, tuple(notes_of(around, ordered)))


def _by_plan(findings: Iterable[Finding]) -> Mapping[str | None, list[Finding]]:
    found: dict[str | None, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.plan, []).append(finding)
    return found


def _told(difference: Difference, around: Around) -> Change:
    """A difference with its sentence, its rank and who should look at it."""
    telling = told(difference, around)
    ranked = rank(telling)
    base, head = around.base, around.head
    return Change(
        difference,
        sentence(telling),
        ranked.rank,
        ranked.name,
        _place(base, difference, difference.was or difference.path) if difference.kind is not Kind.ADDED else None,
        _place(head, difference, difference.path) if difference.kind is not Kind.REMOVED else None,
        approvers=approvers_of(telling, ranked),
        labels=ranked.labels,
        words=words(difference),
    )


def _place(judged: Judged, difference: Difference, path: Path) -> Place | None:
    plan = difference.plan
    if difference.path == () and difference.kind is Kind.RENAMED and judged.edition.places.homes.get(plan) is None:
        plan, path = str(difference.before), ()
    return judged.edition.place(plan, path)


def _moves(base: Judged, head: Judged, was: Mapping[str, str]) -> Iterator[EvidenceMove]:
    """Requirements of which the evidence is in another state, in the organisation and every plan that is in both."""
    yield from _moves_of(base.organisation, head.organisation)
    for plan, now in head.plans.items():
        then = base.plans.get(was.get(plan, plan))
        if then is not None:
            yield from _moves_of(then, now)


def _moves_of(then: Judgement, now: Judgement) -> Iterator[EvidenceMove]:
    before = {each.requirement.id: each.state for each in then.evidence}
    for each in now.evidence:
        state = before.get(each.requirement.id, State.NOT_DUE)
        if state is not each.state:
            yield EvidenceMove(now.plan, each.requirement.id, each.requirement.title, state, each.state)


def _weighed(change: Change, around: Around, raised: Iterable[Finding], resolved: Iterable[Finding]) -> Change:
    """A change with its effect: what was raised or resolved where it was made, and on what that weighs."""
    up = tuple(finding for finding in resolved if _touches(change, finding))
    down = tuple(finding for finding in raised if _touches(change, finding))
    gained, lost = around.gained_at(change.difference), around.lost_at(change.difference)
    weight = sum(map(_weight, down)) - sum(map(_weight, up)) + _OF_EVIDENCE * (len(lost) - len(gained))
    on = dict.fromkeys((*lost, *gained, *(f.requirement for f in (*down, *up) if f.requirement)))
    effect = Effect.WEAKENS if weight > 0 else Effect.STRENGTHENS if weight < 0 else Effect.NEUTRAL
    if change.ranked_by in UNREAD:
        return change  # nothing became of the relationship by that
    if only_sealed(told(change.difference, around)):
        effect = Effect.NEUTRAL  # a prompt that is not asked any more is not answered by that, nor the other way round
    moved = {move.requirement for move in around.moves(change.difference)}
    requirements = tuple(sorted(on, key=lambda requirement: (requirement not in moved, requirement)))
    return replace(change, effect=effect, requirements=requirements)


_OF_EVIDENCE = 4
"""What a requirement weighs of which the evidence came or went where a change was made."""

_WEIGHTS = {Severity.ERROR: 4, Severity.WARNING: 2, Severity.NOTE: 1}


def _weight(finding: Finding) -> int:
    return _WEIGHTS[finding.kind.severity]


def _within(finding: Finding, places: list[Path]) -> bool:
    """Whether a finding is about something that stands at one of these places, or names it."""
    inside = any(finding.path[: len(path)] == path for path in places)
    return inside or (bool(finding.reference) and any(finding.reference == path[-1] for path in places))


def _touches(change: Change, finding: Finding) -> bool:
    """Whether a finding stands where a change was made: at it, inside it, or at the record that holds it."""
    difference = change.difference
    if finding.plan != difference.plan:
        return False
    places = [path for path in (difference.path, difference.was) if path]
    if difference.kind in (Kind.ADDED, Kind.REMOVED) and _within(finding, places):
        return False  # what is prompted of a record comes and goes with it, and tells nothing of the rest
    return any(
        finding.path[: len(path)] == path or (finding.path and path[: len(finding.path)] == finding.path)
        for path in places
    ) or (bool(finding.reference) and finding.reference in map(str, difference.path[1:2]))
