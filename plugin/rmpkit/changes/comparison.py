"""Two judged editions side by side: every change, and what became of prompts and evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rmpkit.changes.alike import seen_alike
from rmpkit.changes.approvers import Needed, approvers_of, ever_held, needed_for
from rmpkit.changes.around import Around
from rmpkit.changes.change import Change, Difference, EvidenceMove, Kind, Rank
from rmpkit.changes.differing import differences
from rmpkit.changes.evidence_files import UNKNOWN
from rmpkit.changes.findings import between, names_of
from rmpkit.changes.notes import Note, notes_of
from rmpkit.changes.out_of_sight import as_moved
from rmpkit.changes.ranking import GRAVITY, moves_a_day, rank
from rmpkit.changes.sentences import sentence, words
from rmpkit.changes.sight import UNREAD
from rmpkit.changes.telling import told
from rmpkit.changes.weight import Prompts, weighed
from rmpkit.disclosure.closed import Closed
from rmpkit.model.finding import Finding, Path, Place
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import Judged, Judgement
from rmpkit.store.evidence import EVIDENCE, Held
from rmpkit.store.folder import RELATIONSHIPS


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two judged editions, and what that does."""

    base: Judged
    """The earlier edition, judged on the day of the later one."""

    head: Judged
    """The later edition."""

    changes: tuple[Change, ...]
    """Every change, those first that must not be missed, and of these the gravest."""

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
    held: tuple[Held, Held] = UNKNOWN,
    closed: Closed = MappingProxyType({}),
    hidden: Closed = MappingProxyType({}),
) -> Comparison:
    """What differs between two editions, judged by the same catalogue on the same day.

    Args:
        base: the earlier one.
        head: the later one.
        held: what evidence files held and what they hold, by plan and name.
        closed: where something stood before that was closed to these readers.
        hidden: where something stands now that is closed to them.

    Raises:
        ValueError: the two were judged on different days or by different catalogues, so that time or the ruler, not
            the change, would be told.
    """
    if (base.today, base.catalogue.id) != (head.today, head.catalogue.id):
        raise ValueError("Both editions have to be judged on one day, by one catalogue.")
    found = tuple(as_moved(differences(base.edition, head.edition, held), hidden))
    names = names_of(found)
    alike = seen_alike(base, head, names)
    raised, resolved = between(base, head, found, alike)
    evidence = tuple(_moves(*alike, {new: old for old, new in names.items()}))
    around = Around(base, head, found, evidence, closed=closed, hidden=hidden)
    up, down = Prompts(raised), Prompts(resolved)
    changes = (weighed(_told(each, around), around, raised=up, resolved=down) for each in found)
    ordered = sorted(changes, key=_before_others)
    return Comparison(base, head, tuple(ordered), raised, resolved, evidence, tuple(notes_of(around, ordered)))


def _before_others(change: Change) -> tuple[Rank, int, str, tuple[str, ...]]:
    """What is told sooner: of what must not be missed that which is graver, and everything else by its place."""
    grave = GRAVITY[change.ranked_by] if change.rank is Rank.MUST_SEE else 0
    return change.rank, grave, change.difference.plan or "", tuple(map(str, change.difference.path))


def _told(difference: Difference, around: Around) -> Change:
    """A difference with its sentence, its rank and who should look at it."""
    telling = told(difference, around)
    ranked = rank(telling)
    return Change(
        difference,
        sentence(telling),
        ranked.rank,
        ranked.name,
        *_places(difference, around),
        approvers=approvers_of(telling, ranked),
        labels=ranked.labels,
        words=words(difference),
    )


def _is_there(difference: Difference, around: Around) -> bool:
    """Whether something of what differs stands in the later edition, so that it has a place there."""
    return difference.kind is not Kind.REMOVED and not around.hidden_now(difference)


def _places(difference: Difference, around: Around) -> tuple[Place | None, Place | None]:
    """Where something was written in the earlier edition, and where it is in the later one."""
    base, head, kind = around.base, around.head, difference.kind
    was, path = difference.was or difference.path, difference.path
    if difference.register == UNREAD:
        return _place(base, difference, path[1:]), _place(head, difference, path[1:])
    if difference.register != EVIDENCE:
        return (
            _place(base, difference, was) if kind is not Kind.ADDED else None,
            _place(head, difference, path) if _is_there(difference, around) else None,
        )
    plan = difference.plan or ""
    return (
        _file(base, around.was.get(plan, plan), was) if kind is not Kind.ADDED else None,
        _file(head, plan, path) if kind is not Kind.REMOVED else _signpost(head, plan, path),
    )


def _file(judged: Judged, plan: str, path: Path) -> Place | None:
    """The first line of an evidence file, for those who are told of places at all."""
    told = judged.edition.place(plan, ()) is not None
    return Place(f"{RELATIONSHIPS}/{plan}/{path[-1]}", 1, 1) if told else None


def _signpost(judged: Judged, plan: str, path: Path) -> Place | None:
    """Where a signpost still names a file that is gone."""
    found = judged.plans.get(plan) and judged.edition.plan(plan)
    named = (each.id for each in found.signposts.values() if each.at == path[-1]) if found else ()
    return next((judged.edition.place(plan, ("signposts", each, "at")) for each in named), None)


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
