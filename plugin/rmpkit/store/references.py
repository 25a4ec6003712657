"""Whether what a record refers to exists; what could not be read is not called missing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rmpkit.model.finding import Finding, Path
from rmpkit.model.misfit import listed, nearest
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import EvidenceFile, Portfolio
from rmpkit.model.record import Disclosure, Entry, Part, Record, key_of
from rmpkit.model.reference import NOUNS, referring, walk
from rmpkit.model.showing import show
from rmpkit.store.kinds import GIVEN_TWICE, REFERENCE_DANGLING, VALUE_MISSING, VALUE_UNFIT
from rmpkit.store.own_words import words_unheard

Known = Mapping[str, Collection[str] | None]
"""For each register what may be referred to; `None` where it could not be read, so that nothing is judged."""

_WHERE = {
    "people": "Add the person to people in organisation.yml, or to people in joint.yml for a partner's.",
    "posts": "Add the post under roles in plan.yml, with its holder.",
    "parties": "Add the party under parties in plan.yml.",
    "plans": "Name a file or folder below relationships/.",
    "requirements": "The requirements page lists them with their clauses.",
    "ranking-lines": "The page Ranking of changes lists them.",
    "rules": "The rules page lists them.",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """What the organisation lends to every plan: its people, its posts, its segments and what it sorts by."""

    people: frozenset[str] | None
    posts: frozenset[str] | None
    segments: frozenset[str] | None
    segment_criteria: frozenset[str] | None
    id: str | None


def lent(organisation: Organisation | None, lost: Collection[Path]) -> Owner:
    """What plans may refer to in the organisation; unknown where `organisation.yml` could not be read."""
    if organisation is None or () in lost:
        return Owner(None, None, None, None, organisation.id if organisation else None)
    return Owner(
        _ids(organisation.people, "people", lost),
        _ids(organisation.roles, "roles", lost),
        _ids(organisation.segments, "segments", lost),
        None if organisation.copy_for else _ids(organisation.segment_criteria, "segment-criteria", lost),
        organisation.id,
    )


def _ids(register: Mapping[str, object], key: str, lost: Collection[Path]) -> frozenset[str] | None:
    if (key,) in lost or (key, "") in lost:
        return None
    return frozenset(register) | {str(path[1]) for path in lost if len(path) > 1 and path[0] == key}


def dangling_in_plan(plan: Plan, owner: Owner, vocabulary: Known) -> Iterator[Finding]:
    """References of a plan that lead nowhere."""
    if not plan.parties and "parties" not in plan.lost_registers:
        mend = "Add parties: to the plan, with the owner of the plan among them."
        yield Finding(VALUE_MISSING, plan.id, ("parties",), "The plan names no party.", mend)
        return
    yield from _dangling_in_parts(plan, owner, vocabulary)
    yield from _posts_of_nobody(plan)
    yield from _people_twice(plan, owner)
    yield from _decisions_twice(plan, plan.id, plan.lost)
    if owner.id and plan.parties and "parties" not in plan.lost_registers and owner.id not in plan.parties:
        yield _finding(plan.id, ("parties",), "parties", owner.id, frozenset(plan.parties))
    if plan.segment and owner.segments is not None and plan.segment not in owner.segments:
        yield _finding(plan.id, ("segment",), "segments", plan.segment, owner.segments)


def unknown_in_plan(plan: Plan, portfolio: Portfolio, vocabulary: Known, hint: Any, value: Any) -> Iterator[Finding]:  # noqa: ANN401 - types and values of any shape
    """What a value names that is not there, as it would be told once it stood in a plan.

    Args:
        plan: the plan.
        portfolio: what else was read.
        vocabulary: what may be named that is not in the folder.
        hint: the declared type of the value.
        value: the value as it was read.
    """
    unheard = _closed_or_lost(plan)
    known = _known_in_plan(plan, lent(portfolio.organisation, portfolio.organisation_lost), vocabulary)
    for path, register, text in walk(hint, value):
        candidates = known.get(register)
        if candidates is not None and text not in candidates:
            yield _finding(plan.id, path, register, text, frozenset(candidates) - unheard)
    yield from words_unheard(value, plan.id, portfolio.organisation, portfolio.organisation_lost)


_OF_ORGANISATION = (
    *("actions", "audits", "forums", "measures", "meetings", "objectives", "segment-criteria", "signposts", "visits"),
)
"""Registers of the organisation to which its own records refer; `records` stands for a record of any."""


def dangling_in_organisation(
    organisation: Organisation, lost: Collection[Path], vocabulary: Known, *, plans: Collection[str]
) -> Iterator[Finding]:
    """References of the organisation that lead nowhere.

    Args:
        organisation: what was read.
        lost: what of it could not be read.
        vocabulary: what may be named that is not in the folder.
        plans: the relationships by their names, also those that cannot be read.
    """
    owner = lent(organisation, lost)
    posts = None if organisation.copy_for else owner.posts  # a copy has the posts that a plan names, and no more
    known: Known = {
        **{key: _ids(getattr(organisation, key.replace("-", "_")), key, lost) for key in _OF_ORGANISATION},
        "people": owner.people,
        "posts": posts,
        "records": None if any(len(path) == 1 for path in lost) else _records(organisation, lost),
        "plans": None if organisation.copy_for else plans,
        **vocabulary,
    }
    yield from _dangling(organisation, None, known)
    yield from _decisions_twice(organisation, None, lost)


def by_name(finding: Finding, plan: Plan | None, organisation: Organisation | None) -> Finding:
    """A finding about a person's name where a short name or a post is expected, with what was meant."""
    if finding.kind is not VALUE_UNFIT or not finding.reference:
        return finding
    everybody = {**(organisation.people if organisation else {}), **(plan.people if plan else {})}
    asked = finding.reference.casefold()
    a_post = "not a post" in finding.message
    named = (key for key, each in everybody.items() if each.name.casefold() == asked or (a_post and key == asked))
    person = next(named, None)
    if person is None:
        return finding
    if not a_post:
        return replace(finding, mend=f'Write "{person}".')
    roles = {**(organisation.roles if organisation else {}), **(plan.roles if plan else {})}
    posts = [post for post, holders in roles.items() if person in holders]
    mend = f"Write {listed(posts)}, which {show(everybody[person].name)} holds." if posts else _WHERE["posts"]
    return replace(finding, mend=mend)


def missing_files(
    plan: Plan,
    evidence: Collection[EvidenceFile],
    organisation: Organisation | None,
    *,
    refused: Collection[str],
) -> Iterator[Finding]:
    """Signposts to files that the plan's evidence folder does not hold, neither as carried nor as refused ones."""
    names = {file.name for file in evidence}
    reader = organisation.copy_for if organisation else None
    closed = {signpost.at for signpost in plan.signposts.values() if signpost.part == Part.RESTRICTED}
    for signpost in plan.signposts.values():
        at = signpost.at
        if reader and signpost.can_open and reader not in signpost.can_open:
            continue  # a copy does not bring what its party cannot open
        if at.startswith("evidence/") and at not in names and at not in refused:
            near = nearest(at, names - closed)
            mend = f'Write "{near}".' if near else "Put the file there, or write where it is kept now."
            message = f'The signpost {signpost.id} points at "{show(at)}", and the plan has no such file.'
            yield Finding(REFERENCE_DANGLING, plan.id, ("signposts", signpost.id, "at"), message, mend, at)


def _closed_or_lost(plan: Plan) -> frozenset[str]:
    """Ids that no message may offer: those of the restricted part, and those that cannot be read."""
    registers = (getattr(plan, name) for name in type(plan).model_fields)
    entries = (entry for register in registers if isinstance(register, Mapping) for entry in register.values())
    closed = {entry.id for entry in entries if isinstance(entry, Entry) and entry.part == Part.RESTRICTED}
    return frozenset(closed | {str(path[1]) for path in plan.lost if len(path) > 1})


def _dangling_in_parts(plan: Plan, owner: Owner, vocabulary: Known) -> Iterator[Finding]:
    """References that lead nowhere; those of the owner's own parts may lead into a restricted part not read here."""
    unheard = _closed_or_lost(plan)
    found = _dangling(plan, plan.id, _known_in_plan(plan, owner, vocabulary), unheard)
    open_lost = {path: part for path, part in plan.lost.items() if part != Part.RESTRICTED}
    if open_lost == plan.lost:
        yield from found
        return
    yield from (finding for finding in found if _is_owners(plan, finding.path))
    shared = plan.model_copy(update={"lost": open_lost})
    for finding in _dangling(shared, plan.id, _known_in_plan(shared, owner, vocabulary), unheard):
        if not _is_owners(plan, finding.path):
            yield finding


def _is_owners(plan: Plan, path: Path) -> bool:
    """Whether something of a plan is written where only the owner's people read it."""
    key, *below = path
    field = next(name for name in type(plan).model_fields if key_of(name) == key)
    register = getattr(plan, field)
    entry = register.get(below[0]) if isinstance(register, Mapping) and below else None
    part = entry.part if isinstance(entry, Entry) else plan.written_in.get(field, Part.PLAN)
    return part.disclosure >= Disclosure.INTERNAL


def _posts_of_nobody(plan: Plan) -> Iterator[Finding]:
    """Posts whose party the plan does not have."""
    if "parties" in plan.lost_registers:
        return
    for post in plan.roles:
        party = post.partition(".")[0]
        if party not in plan.parties:
            yield _finding(plan.id, ("roles", post), "parties", party, frozenset(plan.parties))


def _decisions_twice(kept: Plan | Organisation, plan: str | None, lost: Collection[Path]) -> Iterator[Finding]:
    """Ids of meetings' decisions that another meeting, or a register, has given already."""
    seen: dict[str, str] = dict.fromkeys(_records(kept, lost, decisions=False), "among the records")
    for register, name, key in _decided(kept):
        if key in seen:
            message = f'"{key}" is given twice: here and {seen[key]}.'
            mend = "Give this one the next free number; an id is never used again for something else."
            yield Finding(GIVEN_TWICE, plan, (register, name, "decisions", key), message, mend)
        seen.setdefault(key, f"at {name}")


def _decided(kept: Plan | Organisation) -> Iterator[tuple[str, str, str]]:
    """Every decision of a meeting, or of a management review: its register, the meeting, its own id."""
    for name, meeting in kept.meetings.items():
        yield from (("meetings", name, key) for key in meeting.decisions)
    if isinstance(kept, Organisation):
        for name, review in kept.management_reviews.items():
            yield from (("management-reviews", name, key) for key in review.decisions)


def _people_twice(plan: Plan, owner: Owner) -> Iterator[Finding]:
    """Short names of people that the organisation has given already."""
    for person in plan.people:
        if owner.people and person in owner.people:
            message = f'"{person}" is given twice: here and under people in organisation.yml.'
            mend = "Give one of them another short name; pages could not tell them apart."
            yield Finding(GIVEN_TWICE, plan.id, ("people", person), message, mend)


def _known_in_plan(plan: Plan, owner: Owner, vocabulary: Known) -> Known:
    lost = plan.lost
    if () in lost:
        return {"requirements": vocabulary.get("requirements"), "rules": vocabulary.get("rules")}
    own = {
        key: _ids(getattr(plan, key.replace("-", "_")), key, lost)
        for key in (
            "parties",
            "forums",
            "measures",
            "objectives",
            "actions",
            "meetings",
            "signposts",
            "exit-triggers",
            "resolution-ladder",
            "candidates",
            "criteria",
        )
    }
    return {
        **own,
        "people": _both(_ids(plan.people, "people", lost), owner.people),
        "posts": _both(_ids(plan.roles, "roles", lost), owner.posts),
        "segment-criteria": owner.segment_criteria,
        "records": None if any(len(path) == 1 for path in lost) else _records(plan, lost),
        **vocabulary,
    }


def _both(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    return None if first is None or second is None else first | second


def _records(kept: Plan | Organisation, lost: Collection[Path], *, decisions: bool = True) -> frozenset[str]:
    """Every id with a capital prefix that a plan or the organisation gives, and those of meetings' decisions."""
    registers = (getattr(kept, name) for name in type(kept).model_fields)
    ids = {str(key) for register in registers if isinstance(register, Mapping) for key in register}
    decided = {key for _, _, key in _decided(kept)} if decisions else set()
    return frozenset(ids | decided | {str(path[1]) for path in lost if len(path) > 1})


def _dangling(
    record: Record, plan: str | None, known: Known, unheard: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    for name, key, hint, _ in referring(type(record)):
        if not getattr(record, name):
            continue
        for path, register, text in walk(hint, getattr(record, name)):
            candidates = known.get(register)
            if candidates is None or text in candidates or nearest(text, unheard & frozenset(candidates)):
                continue  # what cannot be read may be the very thing that is meant
            yield _finding(plan, (key, *path), register, text, frozenset(candidates) - unheard)


def _of_a_kind(text: str, candidates: Collection[str]) -> Collection[str]:
    """What may have been meant: of records, one with the same letters, for another prefix is another register."""
    letters = _letters(text)
    return [each for each in candidates if _letters(each) == letters] if letters else candidates


def _letters(text: str) -> str:
    """The capitals of an id of a record; nothing for a short name."""
    return "".join(char for char in text if char.isupper()) if text[-1:].isdigit() else ""


def _finding(plan: str | None, path: Path, register: str, text: str, candidates: Collection[str]) -> Finding:
    near = nearest(text, _of_a_kind(text, candidates))
    noun = NOUNS[register]
    mend = f'Write "{near}".' if near else _WHERE.get(register, f"Add the {noun}, or name one that exists.")
    article = "an" if noun[0] in "aeio" else "a"
    return Finding(
        REFERENCE_DANGLING,
        plan,
        path,
        f'"{show(text)}" is not {article} {noun} of this {"plan" if plan else "organisation"}.',
        mend,
        text,
    )
