"""What stands around a difference: both editions as cases, and everything else that differs."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeVar

from rmpkit.changes.change import Difference, EvidenceMove, Kind
from rmpkit.disclosure.closed import Closed
from rmpkit.disclosure.edition import NO_PLAN
from rmpkit.model.finding import Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry, Part, Record, key_of
from rmpkit.model.risks import Action
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged, Judgement

Key = TypeVar("Key", bound=Hashable)
Each = TypeVar("Each")

Spot = tuple[str | None, Path]
"""A plan and the register and id in it: what differences of one record share."""


class Around:
    """Two judged editions with everything that differs between them, looked up once."""

    def __init__(
        self,
        base: Judged,
        head: Judged,
        found: tuple[Difference, ...],
        evidence: Iterable[EvidenceMove] = (),
        *,
        closed: Closed = MappingProxyType({}),
        hidden: Closed = MappingProxyType({}),
    ) -> None:
        self.base, self.head, self.found = base, head, found
        self.closed, self.hidden = closed, hidden
        self.was = {d.plan: str(d.before) for d in found if d.plan and d.kind is Kind.RENAMED and d.path == ()}
        self._carriers: dict[tuple[bool, str | None], Mapping[str, _Carriers]] = {}
        self._cases: dict[tuple[bool, str | None], Case] = {}
        self._evidence: dict[str | None, list[EvidenceMove]] = defaultdict(list)
        for move in evidence:
            self._evidence[move.plan].append(move)

    @cached_property
    def by_record(self) -> Mapping[Spot, tuple[Difference, ...]]:
        """The differences of each record."""
        return _grouped((spot_of(each), each) for each in self.found)

    @cached_property
    def by_register(self) -> Mapping[tuple[str | None, str], tuple[Difference, ...]]:
        """The differences of each register of each plan."""
        return _grouped(((each.plan, each.register), each) for each in self.found)

    @cached_property
    def renamed(self) -> Mapping[tuple[str | None, str], str]:
        """Ids that records had before, by plan, with those they have now."""
        return {(d.plan, str(d.before)): str(d.after) for d in self.found if d.kind is Kind.RENAMED and d.path}

    def beside(self, difference: Difference) -> tuple[Difference, ...]:
        """Every difference of the same record, itself among them."""
        return self.by_record[spot_of(difference)]

    def in_register(self, difference: Difference, register: str) -> tuple[Difference, ...]:
        """Every difference in a register of the same plan."""
        return self.by_register.get((difference.plan, register), ())

    @cached_property
    def gone(self) -> Mapping[str | None, tuple[str, ...]]:
        """Ids of records that are gone, by plan."""
        return _grouped(
            (each.plan, str(each.path[1]))
            for each in self.found
            if each.kind is Kind.REMOVED and len(each.path) == _OF_RECORD
        )

    @cached_property
    def acted_on(self) -> frozenset[tuple[str | None, str]]:
        """What something was begun or finished for: the plan, and the id from which a new or a done action comes."""
        return frozenset(
            (each.plan, action.comes_from)
            for each in self.found
            if each.register == "actions" and (action := self._begun_or_done(each)) is not None and action.comes_from
        )

    def _begun_or_done(self, found: Difference) -> Action | None:
        """The action that a difference begins, or says to be done."""
        if isinstance(found.after, Action):
            return found.after if found.kind is Kind.ADDED else None
        now = self.now(found).plan.actions.get(str(found.path[1])) if found.path[2:] == ("done",) else None
        return now if now is not None and now.done is not None else None

    def closed_before(self, difference: Difference) -> Part | None:
        """The part in which something stood that was closed to these readers, and is open to them now."""
        if difference.kind is not Kind.ADDED and difference.before is not None:
            return None
        plan = self.was.get(difference.plan or "", difference.plan or "")
        places = (difference.path[:length] for length in (1, 2))
        return next((part for path in places if (part := self.closed.get((plan, path)))), None)

    def hidden_now(self, difference: Difference) -> bool:
        """Whether something was moved to where it is closed to these readers, and is not in their copy any more."""
        places = ((difference.plan or "", difference.path[:length]) for length in (1, 2))
        return difference.kind is Kind.MOVED and any(place in self.hidden for place in places)

    def moves(self, difference: Difference) -> tuple[EvidenceMove, ...]:
        """Requirements of the same plan of which the evidence is in another state."""
        return tuple(self._evidence.get(difference.plan, ()))

    def lost_at(self, difference: Difference) -> tuple[str, ...]:
        """Requirements that were evidenced by what stood where something differs, and are not any more."""
        return self._carried(difference, earlier=True)

    def gained_at(self, difference: Difference) -> tuple[str, ...]:
        """Requirements that are evidenced now by what stands where something differs, and were not before."""
        return self._carried(difference, earlier=False)

    def _carried(self, difference: Difference, *, earlier: bool) -> tuple[str, ...]:
        """Requirements of which the evidence moved, and that what stands where something differs carried or carries."""
        key = (earlier, difference.plan)
        if key not in self._carriers:
            moved = self._evidence.get(difference.plan, ())
            among = {move.requirement for move in moved if (move.lost if earlier else move.gained)}
            then, now = self.judgements(difference.plan)
            self._carriers[key] = _carriers_of(then if earlier else now, among)
        paths = (difference.was or difference.path, difference.path)
        return tuple(name for name, carriers in self._carriers[key].items() if any(map(carriers.are_near, paths)))

    def then(self, difference: Difference) -> Case:
        """The plan as it was before; as it is now, where it is new."""
        return self._case(difference.plan, earlier=True)

    def now(self, difference: Difference) -> Case:
        """The plan as it is now; as it was, where it is gone."""
        return self._case(difference.plan, earlier=False)

    def judgements(self, plan: str | None) -> tuple[Judgement | None, Judgement | None]:
        """What was judged of a plan, or of the organisation, before and now."""
        if plan is None:
            return self.base.organisation, self.head.organisation
        return self.base.plans.get(self.was.get(plan, plan)), self.head.plans.get(plan)

    def _case(self, plan: str | None, *, earlier: bool) -> Case:
        if (earlier, plan) not in self._cases:
            self._cases[earlier, plan] = self._made(plan, earlier=earlier)
        return self._cases[earlier, plan]

    def _made(self, plan: str | None, *, earlier: bool) -> Case:
        judged, other = (self.base, self.head) if earlier else (self.head, self.base)
        if plan is None:
            return Case(judged.edition, NO_PLAN, judged.catalogue, judged.today)
        named = self.was.get(plan, plan)
        ids = (named, plan) if earlier else (plan, named)
        for each, name in ((judged, ids[0]), (other, ids[1])):
            if name in each.plans:
                return each.case(name)
        return Case(judged.edition, NO_PLAN, judged.catalogue, judged.today)


@dataclass(frozen=True, slots=True)
class _Carriers:
    """Where stands what carries a requirement."""

    places: frozenset[tuple[str, ...]]
    around: frozenset[tuple[str, ...]]
    """Everything in which one of the places stands."""

    def are_near(self, path: Path) -> bool:
        """Whether something is one of the places, stands inside one, or holds one."""
        steps = tuple(map(str, path))
        inside = (steps[:length] in self.places for length in range(1, len(steps) + 1))
        return bool(steps) and (steps in self.around or any(inside))


def _carriers_of(judgement: Judgement | None, among: Collection[str]) -> Mapping[str, _Carriers]:
    """Where stands what carries each requirement of `among`."""
    held = (each for each in judgement.evidence if each.requirement.id in among) if judgement and among else ()
    found: dict[str, _Carriers] = {}
    for each in held:
        places = frozenset(tuple(map(str, place)) for place in each.where if place)
        around = frozenset(place[:length] for place in places for length in range(1, len(place)))
        found[each.requirement.id] = _Carriers(places, around)
    return found


def spot_of(difference: Difference) -> Spot:
    """The record in which a difference stands; for a single value, its key."""
    return difference.plan, difference.path[:2]


def kept_in(case: Case, plan: str | None) -> Plan | Organisation | None:
    """What holds the records: the plan, or the organisation where none is meant."""
    return case.plan if plan is not None else case.edition.organisation


@cache
def field_of(record: type[Record], key: str) -> str:
    """The field that an author writes under a key; empty where the record has none."""
    return next((name for name in record.model_fields if key_of(name) == key), "")


def record_at(case: Case, plan: str | None, path: Path) -> Record | None:
    """The record of a register in which `path` stands, where that is one."""
    kept = kept_in(case, plan)
    field = field_of(type(kept), str(path[0])) if kept is not None and len(path) > 1 else ""
    register = getattr(kept, field) if field else None
    found = register.get(path[1]) if isinstance(register, Mapping) else None
    return found if isinstance(found, Record) else None


def holder_of(case: Case, plan: str | None, path: Path) -> tuple[Record | None, str]:
    """The record in which the last step of a path is a field, with that field; no record where it leads nowhere."""
    at: object = kept_in(case, plan)
    for step in path[:-1]:
        if isinstance(at, Record):
            at = getattr(at, field_of(type(at), str(step)), None)
        elif isinstance(at, Mapping):
            at = at.get(step)
    return (at, field_of(type(at), str(path[-1]))) if isinstance(at, Record) else (None, "")


_OF_RECORD = 2
"""Steps of a path that lead to a record: its register, its id."""


def _grouped(pairs: Iterable[tuple[Key, Each]]) -> Mapping[Key, tuple[Each, ...]]:
    found: dict[Key, list[Each]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return {key: tuple(each) for key, each in found.items()}


def records_of(kept: Plan | Organisation) -> Iterator[tuple[str, str, Entry]]:
    """Every record, with the field of its register and the key it stands under."""
    for field in type(kept).model_fields:
        found = getattr(kept, field)
        if isinstance(found, Mapping):
            yield from ((field, str(key), each) for key, each in found.items() if isinstance(each, Entry))
