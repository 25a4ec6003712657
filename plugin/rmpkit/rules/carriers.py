"""Whether the records that carry a requirement are there, by the predicates of the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
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
from rmpkit.catalogue.requirement import Level as Asked
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.days import Span
from rmpkit.model.deeds import took_place
from rmpkit.model.finding import Path
from rmpkit.model.meetings import Level, Meeting, Topic
from rmpkit.model.placeholder import unwritten
from rmpkit.model.record import Disclosure, Record, key_of
from rmpkit.model.stages import Stage
from rmpkit.model.substance import Ask, Substance, substance_of
from rmpkit.rules.approvals import fully_approved, latest_version
from rmpkit.rules.carried import Carried, Carrier
from rmpkit.rules.case import LATE, Case, OwnCase
from rmpkit.rules.fullness import weigh
from rmpkit.rules.weighed import Weighed


def carried_by_plan(requirement: Requirement, case: Case) -> Carried:
    """What of a plan carries a requirement; what the parties answer together stands where all of them read it."""
    if requirement.level is Asked.JOINT:
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
            return _weighed(
                _words(path), filled, substance_of(path, organisation=True), case, unread=case.unread(path[0])
            )
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
            return _weighed(
                _words(path), tuple(_there(path, case)), substance_of(path), case, unread=case.unread_at(path)
            )
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
        chosen = (each for each in case.plan.candidates.values() if each.chosen and each.decided)
        paths = tuple(("candidates", each.id) for each in chosen if each.decided and each.decided <= case.today)
        return _standing("a decision for a candidate", paths, unread=case.unread("candidates"))
    version = latest_version(case)
    paths = (("versions", version.id),) if version and fully_approved(version, case) else ()
    return _standing("every party's approval", paths, unread=case.unread("versions", "parties"))


def _record_in(predicate: RecordIn, case: Case) -> Carrier:
    """Whether a register has a record in one part, with what is asked of it."""
    register, key = predicate.register, predicate.key
    kept = getattr(case.plan, register.replace("-", "_"))
    there = [name for name in case.in_part(register, predicate.part) if not key or _field(kept[name], key)]
    written = tuple(
        ((register, name), kept[name]) for name in there if not (key and unwritten(_field(kept[name], key)))
    )
    words = f"{predicate.part} {register}" + (f" with {key}" if key else "")
    asked = substance_of((register, key) if key else (register,))
    found = _weighed(words, written, asked, case, unread=case.unread(register))
    return replace(found, unwritten=bool(there) and not (found.paths or found.short))


def _weighed(
    name: str, there: tuple[tuple[Path, object], ...], asked: Substance, case: Case | OwnCase, *, unread: bool
) -> Carrier:
    """What stands in one place: those of its records that count today, or why none of them does."""
    if not there:
        return _standing(name, (), unread=unread)
    weighed = tuple(each for path, value in there if (each := weigh(path, value, asked, case)))
    found = _carrier(name, weighed, case.today, unread=unread)
    return found if weighed else replace(found, unwritten=True)


_INTERVALS: Mapping[Topic, str] = {Topic.RISKS: "risk_review", Topic.EXIT: "exit_review"}
"""The interval of the organisation for which a review of some topics at a meeting counts; others do not age."""


def _looked_at(predicate: Reviewed | Revised | Met, case: Case) -> Carrier:
    """Whether a meeting looked at a topic, or those met who should; whether a revision brought in what came of a stage.

    What came of a stage that the parties answer together counts where they can read it.
    """
    if isinstance(predicate, Reviewed):
        last, interval = case.last_review(predicate.topic), _INTERVALS.get(predicate.topic)
        span: Span | None = getattr(case.intervals, interval) if interval else None
        weighed = tuple(_held_at((last,) if last else (), span, case))
        return _carrier(
            f"a review of {predicate.topic} at a meeting", weighed, case.today, unread=case.unread("meetings")
        )
    if isinstance(predicate, Met):
        weighed = tuple(_held_at(case.meetings_at(predicate.level), _rhythm(predicate.level, case), case))
        unread = case.unread("meetings", "forums", "parties")
        return _carrier(f"a meeting of a {predicate.level} forum", weighed, case.today, unread=unread)
    stage = predicate.stage
    widest = Disclosure.JOINT if stage.number > Stage.PARTNER_SELECTION.number else Disclosure.RESTRICTED
    made = (r for r in case.plan.revisions.values() if stage in r.takes_in and r.on <= case.today)
    brought = tuple(("revisions", r.id) for r in made if r.part.disclosure <= widest)
    return _standing(f"a revision that takes in {stage}", brought, unread=case.unread("revisions"))


def _held_at(meetings: tuple[Meeting, ...], span: Span | None, case: Case) -> Iterator[Weighed]:
    """Meetings that were held, and until when each of them counts; in a copy for others, time tells nothing."""
    ages = span if case.edition.audience.own else None
    for meeting in meetings:
        until = ages.after(meeting.on) if ages else None
        lacks = () if took_place(meeting) else (_WHO,)
        yield Weighed(("meetings", meeting.id), meeting.id, lacks, until=until)


_WHO = Ask("who was there", ("present",))


def _rhythm(level: Level, case: Case) -> Span | None:
    """How long forums of a level may go without a meeting: the most patient of them counts."""
    every = [forum.every for forum in case.plan.forums.values() if forum.level is level and forum.every]
    return max((span.stretched(LATE) for span in every), key=lambda span: span.after(case.today), default=None)


def _any_of(carriers: tuple[Carrier, ...]) -> Carrier:
    """The one of several that is there, the likeliest first; together, where none is."""
    there = [carrier for carrier in carriers if carrier.paths]
    if there:
        ends = [carrier.until for carrier in there if carrier.until]
        return replace(there[0], until=max(ends) if len(ends) == len(there) else None)
    return Carrier(
        " or ".join(carrier.name for carrier in carriers),
        (),
        any(carrier.unread for carrier in carriers),
        unwritten=any(carrier.unwritten for carrier in carriers),
        short=tuple(weighed for carrier in carriers for weighed in carrier.short),
    )


def _carrier(name: str, weighed: tuple[Weighed, ...], today: date, *, unread: bool) -> Carrier:
    """What counts today; where nothing does, why: first of what was good for longest."""
    full = [each for each in weighed if each.full]
    count = [each for each in full if each.until is None or each.until >= today]
    ends = [each.until for each in count if each.until]
    return Carrier(
        name.replace("-", " "),
        tuple(each.path for each in count),
        unread and not count,
        short=() if count else tuple(sorted(full, key=_end, reverse=True)) or weighed,
        until=max(ends) if ends and len(ends) == len(count) else None,
    )


def _end(weighed: Weighed) -> date:
    return weighed.until or date.max


def _standing(name: str, paths: tuple[Path, ...], *, unread: bool) -> Carrier:
    """What is either there or not."""
    return Carrier(name.replace("-", " "), paths, unread and not paths)


_LETTERS = frozenset({"swot", "pestle"})
"""Keys that are made of first letters, and are written as such."""


def _there(path: tuple[str, ...], case: Case) -> Iterator[tuple[Path, object]]:
    """Where a key of a plan is filled; a stage is also looked at again where only the owner reads it."""
    yield from _filled(case.plan, path)
    if path[0] == "stages" and path[2:] == ("reviews",) and (ours := case.plan.our_reviews.get(Stage(path[1]))):
        yield ("our-reviews", path[1]), ours


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
    """The path and what stands there, if every step of it holds something; for a register, those of its records.

    Of a text in a record, that record: it is the record that has to say more than this.
    """
    value: object = record
    for step in path:
        value = value.get(step) if isinstance(value, dict) else _field(value, step)
        if value is None or value in ("", (), {}):
            return
    if isinstance(value, dict) and len(path) == 1:
        yield from (((path[0], str(key)), each) for key, each in value.items())
    elif len(path) == 1 or path[0] == "stages" or isinstance(value, date) or unwritten(value):
        yield path, value
    else:
        yield path, _field(record, path[0])


def _field(value: object, key: str) -> object:
    if not isinstance(value, Record):
        return None
    name = _names(type(value)).get(key)
    return getattr(value, name) if name else None


@cache
def _names(record: type[Record]) -> Mapping[str, str]:
    """The fields of a record by the keys of the file."""
    return {key_of(name): name for name in record.model_fields}
