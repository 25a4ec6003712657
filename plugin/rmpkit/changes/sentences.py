"""What changed, in a sentence, as a person would say it.

A field that is met often has a phrase of its own, in `phrases` and `within`; a new record or one that is gone is told
in `arrivals`. Everything else is told in one general way, from the register's noun, the record's name and the label
of the field, so that a field that is added to the model is told from then on.
"""

from collections.abc import Mapping
from dataclasses import replace

from rmpkit.changes import arrivals
from rmpkit.changes.change import Difference, Kind
from rmpkit.changes.fields import of_field
from rmpkit.changes.keyed import keyed
from rmpkit.changes.out_of_sight import named_before
from rmpkit.changes.saying import Voice, clipped, is_text, upper
from rmpkit.changes.telling import Telling, in_register, noun_of, single
from rmpkit.changes.unseen import unseen
from rmpkit.changes.unwritten import as_written
from rmpkit.changes.within import SPECIAL
from rmpkit.changes.wording import Piece, words_between
from rmpkit.model.evidence import Passed
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part, Record, Shared
from rmpkit.model.relationship import RelationshipState
from rmpkit.store.evidence import EVIDENCE


def sentence(telling: Telling) -> str:
    """What changed, in one sentence of plain English, made from the two editions alone."""
    found = telling.difference
    if was := telling.around.closed_before(found):
        return upper(_stands(telling, found.part.name if found.part else "", was.name))
    if said := unseen(telling):
        return upper(said)
    match found.kind:
        case Kind.RENAMED:
            said = _renamed(telling)
        case Kind.MOVED:
            said = _moved(telling)
        case _:
            said = _changed(telling)
    return upper(said)


def words(difference: Difference) -> tuple[Piece, ...]:
    """Of a text that is worded otherwise, which words stayed, went and came."""
    before, after = difference.before, difference.after
    if (
        isinstance(before, str)
        and isinstance(after, str)
        and difference.kind is Kind.CHANGED
        and is_text(difference.hint)
    ):
        return words_between(before, after)
    return ()


def _changed(telling: Telling) -> str:
    """Something that came, went or says something else."""
    found, path = telling.difference, telling.difference.path
    if not path:
        return _relationship(telling)
    if found.register == EVIDENCE:
        return _file(telling)
    return _of_reference(telling) or _told(as_written(telling))


def _told(telling: Telling) -> str:
    """Something that was written otherwise before, or was not there, or is not any more."""
    for tell in (*SPECIAL, keyed):
        if said := tell(telling):
            return said
    found = telling.difference
    return _record(telling) if isinstance(found.after or found.before, Record) else of_field(telling)


def _relationship(telling: Telling) -> str:
    found = telling.difference
    plan = found.after or found.before
    if not isinstance(plan, Plan):
        return "the relationship is another."
    if found.kind is Kind.ADDED:
        state = f", {plan.state.value}" if plan.state is not RelationshipState.ACTIVE else ""
        return f"new relationship: {clipped(plan.title)} ({plan.type.value}{state})."
    return f"the relationship {clipped(plan.title)} is gone, with everything that was recorded of it."


def _file(telling: Telling) -> str:
    name = clipped(str(telling.difference.path[-1]).removeprefix(f"{EVIDENCE}/"))
    match telling.difference.kind:
        case Kind.ADDED:
            return f"evidence file {name} is new."
        case Kind.REMOVED:
            return f"evidence file {name} is gone."
        case _:
            return f"evidence file {name} holds something else than before."


def _renamed(telling: Telling) -> str:
    found = telling.difference
    if not found.path:
        return f"the folder of the relationship is called {found.after} now; it was called {found.before}."
    if found.register == EVIDENCE:
        old, new = (clipped(str(each).removeprefix(f"{EVIDENCE}/")) for each in (found.before, found.after))
        return f"evidence file {old} is called {new} now, and holds the same."
    name = arrivals.title(telling.now, telling.record) if telling.record else ""
    noun = noun_of(found.register, telling.record)
    return f"{noun} {found.before} is {found.after} now{f': {name}' if name else ''}."


_PARTS: Mapping[str, str] = {
    "plan": "the part that says who takes part",
    "joint": "the joint part, where every party reads it",
    "internal": "the internal part, which the owner's people read",
    "restricted": "the restricted part, which only named people of the owner read",
}


def _moved(telling: Telling) -> str:
    return _stands(telling, str(telling.difference.after), str(telling.difference.before))


def _stands(telling: Telling, now: str, then: str) -> str:
    """In which part something stands now, and in which it stood."""
    found = telling.difference
    subject = telling.subject if len(found.path) > 1 else single(found.register)
    return f"{subject.it} now stands in {_part(telling.now, now)}; it stood in {_part(telling.then, then)}."


def _part(voice: Voice, name: str) -> str:
    part = Part.named(name)
    if part is not None and part.party:
        return f"the part that only {voice.party(part.party)} reads beside the owner"
    return _PARTS.get(name, f"the part {name}")


def _of_reference(telling: Telling) -> str:
    """A reference of which the record goes by another id now, or stands where these readers cannot read it."""
    found = telling.difference
    for old, now in _left_behind(telling):
        if old == found.after or (isinstance(found.after, tuple) and old in found.after):
            who = telling.subject.text.split(",", 1)[0]
            return f"{who} still names {old}, which is {now} now."
    unseen = named_before(telling)
    return _no_longer_seen(telling, unseen) if unseen else ""


def _no_longer_seen(telling: Telling, unseen: Mapping[str, str]) -> str:
    """References to records that these readers cannot read any more: whether they still stand is not theirs to know."""
    places = {each: f"now stands in {_part(telling.now, part)}" if part else "is gone" for each, part in unseen.items()}
    where = " and ".join(f"{each}, which {place}" for each, place in places.items())
    found = telling.difference
    before, after = (each if isinstance(each, tuple) else () for each in (found.before, found.after))
    rest = tuple(each for each in before if each not in unseen)
    if set(rest) == set(after):
        return f"{telling.subject.it} named {where}."
    said = _told(replace(telling, difference=replace(found, before=rest)))
    return f"{said.removesuffix('.')}; it named {where}."


def _left_behind(telling: Telling) -> list[tuple[str, str]]:
    found = telling.difference
    if found.kind is not Kind.CHANGED or found.before != found.after:
        return []
    return [(old, now) for (plan, old), now in telling.around.renamed.items() if plan == found.plan]


def _record(telling: Telling) -> str:
    """A whole record that is there now, or is there no longer."""
    found = telling.difference
    there, voice = found.after is not None, telling.now if found.after is not None else telling.then
    record = found.after if there else found.before
    if isinstance(record, Shared):
        return _shared(telling, record, there=there)
    if isinstance(record, Passed):
        return _passed(telling, record, there=there)
    if not isinstance(record, Record):
        return of_field(telling)
    if len(found.path) > 1 and (in_register(record, found.path) and telling.field == ""):
        tell = arrivals.added if there else arrivals.removed
        return tell(voice, found.register, str(found.path[1]), record)
    what = single(found.register, of_plan=found.plan is not None).text
    if len(found.path) > 1:
        what = f"{telling.label} of {telling.subject.text}"
    return arrivals.whole(voice, what, record, there=there)


def _shared(telling: Telling, record: Shared, *, there: bool) -> str:
    by, on = telling.now.deed(record.by, record.on), telling.now.say(record.on, None)
    if there:
        return f"{telling.subject.lead}{by} opened {telling.subject.object} to the parties on {on}."
    return f"{telling.subject.lead}it is not said any more that {by} opened {telling.subject.object} on {on}."


def _passed(telling: Telling, record: Passed, *, there: bool) -> str:
    by, on = telling.now.deed(record.by, record.on), telling.now.say(record.on, None)
    if there:
        words = "though it may hold words of internal records"
        return f"{telling.subject.lead}{by} decided on {on} that its file goes to partners as it is, {words}."
    lead = telling.subject.lead
    return f"{lead}its file is searched for words of internal records again; {by} passed it on {on}."
