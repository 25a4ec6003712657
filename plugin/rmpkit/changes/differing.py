"""What differs between two records, two plans, two editions: matched by id, never by position."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from rmpkit.changes.change import Difference, Kind
from rmpkit.changes.evidence_files import UNKNOWN, FileMove, file_moves
from rmpkit.changes.renames import moved_names, twins
from rmpkit.changes.sight import Side, differences_of_sight
from rmpkit.disclosure.edition import Edition, ShownPlan
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.canonical import same
from rmpkit.model.finding import Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import JOINT_RECORD, PUBLIC_RECORD, SET_BY_READER, Entry, Nature, Part, Record, key_of
from rmpkit.model.reference import arguments, hints_of, register_of
from rmpkit.store.evidence import EVIDENCE, Held

_NOT_COMPARED = SET_BY_READER | {"lost", "broken", "written_in"}
"""Fields that no author writes; the organisation alone writes its own id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan then and now; one of them where it was begun or ended."""

    base: ShownPlan | None
    head: ShownPlan | None

    @property
    def id(self) -> str:
        """The id it has now, or had last."""
        plan = self.head or self.base
        assert plan is not None  # noqa: S101 - one of the two is there; for the type checker
        return plan.id


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a comparison has got to."""

    plan: str | None
    path: Path
    nature: Nature
    part: Part | None
    was: Path = ()
    """The same place in the earlier edition, where it is another."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Ids that records of the plan had before, and names that its evidence files had, with those they have now."""

    def below(self, key: str | int, nature: Nature | None = None) -> "_Spot":
        return _Spot(
            self.plan,
            (*self.path, key),
            stricter(self.nature, nature) if nature else self.nature,
            self.part,
            (*self.was, key) if self.was else (),
            self.renamed,
        )

    def untouched(self, then: object, now: object) -> bool:
        """Whether two values are the same as they are, and stay so under the ids that records have now."""
        return then is now or (not self.renamed and then == now)

    def tells(self, kind: Kind, before: object, after: object, hint: object) -> Difference:
        return Difference(self.plan, self.path, kind, before, after, hint, self.nature, self.part, self.was)


def stricter(around: Nature, own: Nature) -> Nature:
    """The nature of something inside something else: for those who may read both; a term where it says so itself."""
    return Nature(max(around.disclosure, own.disclosure), own.standing)


def differences(base: Edition, head: Edition, held: tuple[Held, Held] = UNKNOWN) -> Iterator[Difference]:
    """Everything that differs between two editions: the organisation, then plan by plan.

    Args:
        base: the earlier one.
        head: the later one.
        held: what evidence files held and what they hold; an edition knows only their names.
    """
    if base.organisation is not None and head.organisation is not None:
        top = _Spot(None, (), PUBLIC_RECORD, None)
        yield from _fields(
            base.organisation, head.organisation, replace(top, renamed=_renames(base.organisation, head.organisation))
        )
    yield from differences_of_sight(Side(base, None, base.organisation), Side(head, None, head.organisation))
    for pair in pairs(base, head):
        moves = tuple(_files(pair, base, head, held))
        yield from of_plan(pair, {move.before: move.after for move in moves if move.kind is Kind.RENAMED})
        if pair.base and pair.head:
            yield from differences_of_sight(Side(base, pair.base.id, pair.base), Side(head, pair.head.id, pair.head))
        yield from (_of_file(pair.id, move) for move in moves)


def _files(pair: Pair, base: Edition, head: Edition, held: tuple[Held, Held]) -> Iterator[FileMove]:
    """What became of the evidence files of a plan that is on both sides."""
    if pair.base is not None and pair.head is not None:
        then, now = _held(pair.base, held[0]), _held(pair.head, held[1])
        yield from file_moves(then, now, (_told_of(pair.base, base, then), _told_of(pair.head, head, now)))


def _held(plan: ShownPlan, held: Held) -> Mapping[str, str]:
    return {name: content for (of, name), content in held.items() if of == plan.id}


def _told_of(plan: ShownPlan, edition: Edition, held: Mapping[str, str]) -> frozenset[str]:
    """Evidence files that an edition carries; for the owner's people also those that are only pointed at.

    What a file holds may not be fit for a site, or may have been too much to read, and is another for all that.
    """
    carried = frozenset(file.name for file in edition.evidence.get(plan.id, ()))
    return (
        carried | {each.at for each in plan.signposts.values() if each.at in held} if edition.audience.own else carried
    )


def _of_file(plan: str, move: FileMove) -> Difference:
    top = _Spot(plan, (EVIDENCE,), JOINT_RECORD, None).below(move.after or move.before)
    spot = replace(top, was=(EVIDENCE, move.before)) if move.kind is Kind.RENAMED else top
    told = spot.tells(move.kind, move.before or None, move.after or None, str)
    return replace(told, held=move.held) if any(move.held) else told


def pairs(base: Edition, head: Edition) -> Iterator[Pair]:
    """The plans of two editions, each beside what it was; one that was renamed beside what it was called."""
    then = {plan.id: plan for plan in base.plans}
    now = {plan.id: plan for plan in head.plans}
    names = moved_names(
        {name: plan for name, plan in then.items() if name not in now},
        {name: plan for name, plan in now.items() if name not in then},
    )
    was = {new: old for old, new in names.items()}
    for name in sorted({*then, *now}):
        if name in names:
            continue
        yield Pair(then.get(was.get(name, name)), now.get(name))


def of_plan(pair: Pair, files: Mapping[str, str] = MappingProxyType({})) -> Iterator[Difference]:
    """Everything that differs in what is written in one plan.

    Args:
        pair: the plan then and now.
        files: names that its evidence files had before, with those they have now.
    """
    top = _Spot(pair.id, (), PUBLIC_RECORD, Part.PLAN)
    if pair.base is None or pair.head is None:
        kind = Kind.ADDED if pair.base is None else Kind.REMOVED
        yield top.tells(kind, pair.base, pair.head, Plan)
        return
    if pair.base.id != pair.head.id:
        yield replace(top, was=(pair.base.id,)).tells(Kind.RENAMED, pair.base.id, pair.head.id, str)
    yield from _fields(pair.base, pair.head, replace(top, renamed={**_renames(pair.base, pair.head), **files}))


def _renames(base: Plan | Organisation, head: Plan | Organisation) -> Mapping[str, str]:
    """Ids of records that stand under another one now, over all registers."""
    found: dict[str, str] = {}
    for name in type(base).model_fields:
        then, now = getattr(base, name), getattr(head, name)
        if isinstance(then, Mapping) and isinstance(now, Mapping):
            found |= twins(then, now)
    return found


def _fields(base: Record, head: Record, spot: _Spot) -> Iterator[Difference]:
    """What differs in the fields of two records of one type."""
    natures, hints = natures_of(type(head)), hints_of(type(head))
    for name, nature in natures.items():
        if name in _NOT_COMPARED and (name, type(head)) != ("id", Organisation):
            continue
        then, now = getattr(base, name), getattr(head, name)
        if spot.untouched(then, now) and not _may_have_moved(base, head, name):
            continue
        inside = spot.below(key_of(name), nature)
        if isinstance(head, Plan) and isinstance(base, Plan):
            if _stands_in(base, name) or _stands_in(head, name):
                continue  # it could not be read, and that is told
            part = head.written_in.get(name) or base.written_in.get(name)
            inside = replace(inside, part=part or (_part_of(now) or _part_of(then) or Part.PLAN))
            yield from _opened(base, head, name, inside)
        yield from _value(then, now, inside, hints[name])
    extra = {**(base.model_extra or {}), **(head.model_extra or {})}
    for key in extra:
        inside = spot.below(key, type(head).EXTRA)
        then, now = (record.model_extra or {} for record in (base, head))
        yield from _value(then.get(key), now.get(key), inside, hints_of(type(head)).get("__pydantic_extra__", Any))


def _stands_in(plan: Plan, field: str) -> bool:
    """Whether a value stands in for one that a plan cannot be without, and that could not be read."""
    return bool(plan.lost) and field not in plan.written_in and Plan.model_fields[field].is_required()


def _may_have_moved(base: Record, head: Record, field: str) -> bool:
    """Whether a value that is the same may stand in another part than before."""
    if isinstance(base, Plan) and isinstance(head, Plan):
        return base.written_in.get(field) != head.written_in.get(field)
    return False


def _part_of(value: object) -> Part | None:
    """The part in which the first record of a register stands."""
    entries = value.values() if isinstance(value, Mapping) else ()
    return next((each.part for each in entries if isinstance(each, Entry)), None)


def _opened(base: Plan, head: Plan, field: str, spot: _Spot) -> Iterator[Difference]:
    """Says that a single value of a plan stands in a part with other readers than before."""
    before, after = base.written_in.get(field), head.written_in.get(field)
    if before and after:
        yield from _moved(before, after, replace(spot, part=after))


def _value(then: object, now: object, spot: _Spot, hint: Any) -> Iterator[Difference]:  # noqa: ANN401 - a type of any shape
    """What differs in a value, of whatever shape."""
    if spot.untouched(then, now):
        return
    if isinstance(then, Mapping) or isinstance(now, Mapping):
        yield from _map(then or {}, now or {}, spot, hint)  # type: ignore[arg-type] # a map or nothing
    elif isinstance(then, Record) and isinstance(now, Record):
        yield from _fields(then, now, spot)
    elif not same(_as_called_now(then, spot, hint), now, hint):
        kind = Kind.CHANGED
        if isinstance(then, Record) or isinstance(now, Record):
            kind = Kind.ADDED if then is None else Kind.REMOVED
        yield spot.tells(kind, then, now, hint)


def _as_called_now(value: object, spot: _Spot, hint: Any) -> object:  # noqa: ANN401 - a type of any shape
    """A reference under the id that its record has now, or the name that its evidence file has."""
    if isinstance(value, tuple):
        (of_item, *_) = arguments(hint, tuple) or (Any,)
        return tuple(_as_called_now(item, spot, of_item) for item in value)
    refers = isinstance(value, str) and (register_of(hint) or value.startswith(f"{EVIDENCE}/"))
    return spot.renamed.get(str(value), value) if refers else value


def _map(
    then: Mapping[Any, Any],
    now: Mapping[Any, Any],
    spot: _Spot,
    hint: Any,  # noqa: ANN401 - a type of any shape
) -> Iterator[Difference]:
    """What differs in a map, key by key."""
    (of_key, of_item) = arguments(hint, dict) or (Any, Any)
    refers = register_of(of_key) is not None
    called = {
        key: spot.renamed.get(key, key) if refers or isinstance(value, Entry) else key for key, value in then.items()
    }
    base = {called[key]: (key, value) for key, value in then.items()}
    for key in dict.fromkeys((*base, *now)):
        old, before = base.get(key, (key, None))
        after = now.get(key)
        if key in base and key in now and spot.untouched(before, after):
            continue
        inside = spot.below(str(key))
        if isinstance(after or before, Entry):
            inside = replace(inside, part=(after or before).part if inside.part is not None else None)
        if old != key:
            inside = replace(inside, was=(*inside.path[:-1], str(old)))
            if isinstance(after, Entry):
                yield inside.tells(Kind.RENAMED, old, key, of_key)
        nested = isinstance(before if before is not None else after, Mapping)
        if key in base and key in now and isinstance(before, Entry) and isinstance(after, Entry):
            yield from _moved(before.part, after.part, inside)
        if nested or (key in base and key in now):
            yield from _value(before, after, inside, of_item)
        else:
            yield inside.tells(Kind.REMOVED if key in base else Kind.ADDED, before, after, of_item)


def _moved(before: Part, after: Part, spot: _Spot) -> Iterator[Difference]:
    """Says that something stands in a part with other readers than before."""
    if spot.part is not None and before.readers != after.readers:
        yield spot.tells(Kind.MOVED, before.name, after.name, str)


def widened(difference: Difference) -> bool:
    """Whether a difference opens something to readers it was closed to."""
    before, after = (Part.named(str(name)) for name in (difference.before, difference.after))
    if difference.kind is not Kind.MOVED or before is None or after is None:
        return False
    return after.readers != before.readers.within(after.readers)
