"""Whether the records that carry a requirement are there, by the predicates of the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from rmpkit.catalogue.predicate import (
    OWN_SER,
    AnyOf,
    Approved,
    Chosen,
    Filled,
    Held,
    Met,
    Predicate,
    RecordIn,
    Reviewed,
    Revised,
    Whose,
)
from rmpkit.catalogue.requirement import Level, Requirement
from rmpkit.model.finding import Path
from rmpkit.model.placeholder import unwritten
from rmpkit.model.record import Disclosure, Record, key_of
from rmpkit.model.stages import Stage
from rmpkit.rules.approvals import fully_approved, latest_version
from rmpkit.rules.case import Case, OwnCase


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that carries a requirement."""

    name: str
    """What it is, in words: the exit triggers."""

    paths: tuple[Path, ...]
    """Where it stands; nothing while it is absent."""

    unread: bool
    """Whether it is absent because something could not be read."""

    closed: bool = False
    """Whether it is there, and does not count because not every party reads it."""

    unwritten: bool = False
    """Whether it is there, and does not count because its text is still a placeholder."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything that carries one requirement."""

    carriers: tuple[Carrier, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it is there; never where the catalogue names nothing."""
        return bool(self.carriers) and all(carrier.paths for carrier in self.carriers)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where all that is there stands."""
        return tuple(path for carrier in self.carriers for path in carrier.paths)

    @property
    def named(self) -> str:
        """What is there, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.paths)

    @property
    def missing(self) -> str:
        """What is not there, in words."""
        return ", ".join(self.wanting)

    @property
    def wanting(self) -> tuple[str, ...]:
        """Each thing that is not there, in words."""
        return tuple(carrier.name for carrier in self.carriers if not carrier.paths)

    @property
    def empty(self) -> str:
        """What stands nowhere, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if not carrier.paths and not carrier.closed)

    @property
    def closed(self) -> str:
        """What stands only where not every party reads it, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.closed)

    @property
    def unwritten(self) -> str:
        """What stands there as a placeholder alone, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.unwritten)

    @property
    def unread(self) -> bool:
        """Whether something absent may only be unreadable."""
        return any(carrier.unread for carrier in self.carriers)


def carried_by_plan(requirement: Requirement, case: Case) -> Carried:
    """What of a plan carries a requirement; what the parties answer together stands where all of them read it."""
    if requirement.level is Level.JOINT:
        return Carried(tuple(_between_parties(predicate, case) for predicate in requirement.recorded_by))
    return Carried(tuple(_in_plan(predicate, case) for predicate in requirement.recorded_by))


def _between_parties(predicate: Predicate, case: Case) -> Carrier:
    counts = _in_plan(predicate, case.shared)
    if counts.paths:
        return counts
    there = _in_plan(predicate, case)
    return replace(counts, name=there.name, closed=True) if there.paths else counts


def carried_by_organisation(requirement: Requirement, case: OwnCase) -> Carried:
    """What of the organisation carries a requirement."""
    return Carried(tuple(_in_organisation(predicate, case) for predicate in requirement.recorded_by))


def _in_organisation(predicate: Predicate, case: OwnCase) -> Carrier:
    match predicate:
        case Filled(path):
            filled = tuple(_filled(case.organisation, path))
            return _carrier(_words(path), _counted(filled), unread=case.unread(path[0]), unwritten=bool(filled))
        case Held() if predicate == OWN_SER:
            return _answering(case)
        case AnyOf(predicates):
            return _any_of(tuple(_in_organisation(each, case) for each in predicates))
        case _:
            raise TypeError(f"The organisation has nothing like {predicate}; the catalogue's reader refuses it.")


def _answering(case: OwnCase) -> Carrier:
    """Whether somebody holds the post that answers for collaborative working as a whole."""
    post = case.organisation.ser
    held = post is not None and case.holder(post) is not None
    name = f"a holder of {post}" if post else "a senior executive (SER)"
    paths: tuple[Path, ...] = (("ser",), ("roles", post)) if post and held else ()
    return Carrier(name, paths, unread=case.unread("ser", "roles") and not held)


def _in_plan(predicate: Predicate, case: Case) -> Carrier:
    match predicate:
        case Filled(path):
            there = tuple(_there(path, case))
            return _carrier(_words(path), _counted(there), unread=case.unread_at(path), unwritten=bool(there))
        case RecordIn():
            return _record_in(predicate, case)
        case Held(whose, post):
            return _held(whose, post, case)
        case Reviewed() | Revised() | Met():
            return _looked_at(predicate, case)
        case AnyOf(predicates):
            return _any_of(tuple(_in_plan(each, case) for each in predicates))
        case Chosen() | Approved():
            return _decided(predicate, case)


def _decided(predicate: Chosen | Approved, case: Case) -> Carrier:
    """Whether what has to be decided by named posts was."""
    if isinstance(predicate, Chosen):
        paths = tuple(("candidates", name) for name, candidate in case.plan.candidates.items() if candidate.chosen)
        return _carrier("a decision for a candidate", paths, unread=case.unread("candidates"))
    version = latest_version(case)
    paths = (("versions", version.id),) if version and fully_approved(version, case) else ()
    return _carrier("every party's approval", paths, unread=case.unread("versions", "parties"))


def _record_in(predicate: RecordIn, case: Case) -> Carrier:
    """Whether a register has a record in one part, with what is asked of it."""
    register, key = predicate.register, predicate.key
    kept = getattr(case.plan, register.replace("-", "_"))
    there = [name for name in case.in_part(register, predicate.part) if not key or _field(kept[name], key)]
    found = (name for name in there if not unwritten(kept[name]) and not (key and unwritten(_field(kept[name], key))))
    words = f"{predicate.part} {register}" + (f" with {key}" if key else "")
    paths = tuple((register, name) for name in found)
    return _carrier(words, paths, unread=case.unread(register), unwritten=bool(there))


def _looked_at(predicate: Reviewed | Revised | Met, case: Case) -> Carrier:
    """Whether a meeting looked at a topic, or those met who should; whether a revision brought in what came of a stage.

    What came of a stage that the parties answer together counts where they can read it.
    """
    if isinstance(predicate, Reviewed):
        meeting = case.last_review(predicate.topic)
        paths = (("meetings", meeting.id),) if meeting else ()
        return _carrier(f"a review of {predicate.topic} at a meeting", paths, unread=case.unread("meetings"))
    if isinstance(predicate, Met):
        held = tuple(("meetings", meeting.id) for meeting in case.meetings_at(predicate.level))
        unread = case.unread("meetings", "forums", "parties")
        return _carrier(f"a meeting of a {predicate.level} forum", held, unread=unread)
    stage = predicate.stage
    widest = Disclosure.JOINT if stage.number > Stage.PARTNER_SELECTION.number else Disclosure.RESTRICTED
    made = (r for r in case.plan.revisions.values() if stage in r.takes_in and r.on <= case.today)
    brought = tuple(("revisions", r.id) for r in made if r.part.disclosure <= widest)
    return _carrier(f"a revision that takes in {stage}", brought, unread=case.unread("revisions"))


def _any_of(carriers: tuple[Carrier, ...]) -> Carrier:
    """The one of several that is there, the likeliest first; together, where none is."""
    there = next((carrier for carrier in carriers if carrier.paths), None)
    name = " or ".join(carrier.name for carrier in carriers)
    return there or Carrier(
        name,
        (),
        any(carrier.unread for carrier in carriers),
        unwritten=any(carrier.unwritten for carrier in carriers),
    )


def _carrier(name: str, paths: tuple[Path, ...], *, unread: bool, unwritten: bool = False) -> Carrier:
    return Carrier(name.replace("-", " "), paths, unread and not paths, unwritten=unwritten and not paths)


_LETTERS = frozenset({"swot", "pestle"})
"""Keys that are made of first letters, and are written as such."""


def _there(path: tuple[str, ...], case: Case) -> Iterator[tuple[Path, object]]:
    """Where a key of a plan is filled; a stage is also looked at again where only the owner reads it."""
    yield from _filled(case.plan, path)
    if path[0] == "stages" and path[2:] == ("reviews",) and (ours := case.plan.our_reviews.get(Stage(path[1]))):
        yield ("our-reviews", path[1]), ours


def _counted(filled: tuple[tuple[Path, object], ...]) -> tuple[Path, ...]:
    """Where somebody has written more than a placeholder."""
    return tuple(path for path, value in filled if not unwritten(value))


def _words(path: tuple[str, ...]) -> str:
    """What a key is called in a sentence: "principles of the exit", "a review of the stage"."""
    if path[0] == "stages":
        return "a review of the stage"
    if path[0] in _LETTERS:
        return path[0].upper()
    return " of the ".join(reversed(path))


def _held(whose: Whose, post: str, case: Case) -> Carrier:
    parties = tuple(case.present) if whose is Whose.EVERY else tuple(filter(None, (case.own,)))
    posts = tuple(f"{party}.{post}" for party in parties)
    held = bool(posts) and all(case.holder(name) for name in posts)
    word = "senior executive (SER)" if post == "ser" else post
    name = f"a holder of {posts[0]}" if len(posts) == 1 else f"a {word} of every party"
    unread = case.unread("roles", "parties") or case.own is None
    return Carrier(name, tuple(("roles", post) for post in posts) if held else (), unread=unread and not held)


def _filled(record: Record, path: tuple[str, ...]) -> Iterator[tuple[Path, object]]:
    """The path and what stands there, if every step of it holds something; for a register, those of its records."""
    value: object = record
    for step in path:
        value = value.get(step) if isinstance(value, dict) else _field(value, step)
        if value is None or value in ("", (), {}):
            return
    if isinstance(value, dict) and len(path) == 1:
        yield from (((path[0], str(key)), each) for key, each in value.items())
    else:
        yield path, value


def _field(value: object, key: str) -> object:
    if not isinstance(value, Record):
        return None
    name = _names(type(value)).get(key)
    return getattr(value, name) if name else None


@cache
def _names(record: type[Record]) -> Mapping[str, str]:
    """The fields of a record by the keys of the file."""
    return {key_of(name): name for name in record.model_fields}
