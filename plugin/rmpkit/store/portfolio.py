"""The whole way from a data folder to a portfolio."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.misfit import nearest
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Places, Portfolio, Unread
from rmpkit.model.record import Part
from rmpkit.model.relationship import RelationshipState, RelationshipType
from rmpkit.model.showing import show
from rmpkit.store.across import ambiguous_parties, mixed_copy
from rmpkit.store.folder import ORGANISATION, Folder, Source
from rmpkit.store.formats import said_of, too_new, written_in
from rmpkit.store.harvest import Harvest, told_apart
from rmpkit.store.kinds import (
    EVIDENCE_REFUSED,
    FILE_UNREADABLE,
    PLACE_WRONG,
    SYNTAX_BROKEN,
    VALUE_MISSING,
)
from rmpkit.store.own_words import words_unheard
from rmpkit.store.reading import Reader, read_document
from rmpkit.store.references import by_name, dangling_in_organisation, dangling_in_plan, lent, missing_files
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from rmpkit.store.seconds import elsewhere, rings, second_looks
from rmpkit.store.unfetched import lost_with
from rmpkit.store.upgrades import newest, role_of, upgraded


def read_folder(
    folder: Folder,
    *,
    vocabulary: Mapping[str, Collection[str]],
    each: Callable[[], None] = lambda: None,
    read: Reader = read_document,
) -> Portfolio:
    """Read every plan of a data folder; what an author got wrong becomes findings.

    Args:
        folder: the files, as `scan` found them.
        vocabulary: what plans may name that is not in the folder: ids of `requirements`, names of `rules`.
        each: called once for each plan that was read.
        read: how a file is read: one that is read again and again may be kept at hand.
    """
    since = written_in(folder, read=read)
    if since > newest():
        return too_new(since, folder)
    ours = _harvest(None, [source for source in folder.sources if source.plan is None], since, read)
    if not any(source.file == ORGANISATION for source in folder.sources):
        ours.findings.extend(_no_organisation(folder))
        ours.lost[()] = Part.PLAN
    organisation = _organisation(ours)
    if organisation is None:
        ours.unread |= _unmade(folder, ours)
    owner = lent(organisation, ours.lost)
    harvests = {}
    for plan_id in folder.plans:
        harvests[plan_id] = _harvest(plan_id, [s for s in folder.sources if s.plan == plan_id], since, read)
        each()
    for name, parts in folder.unfetched.items():
        harvests[name].lost = {**lost_with(parts), **harvests[name].lost}
    plans = {plan: _plan(harvest, folder) for plan, harvest in harvests.items()}
    findings = [
        *folder.findings,
        *(by_name(found, None, organisation) for found in ours.findings),
        *(by_name(found, plans[plan], organisation) for plan, each in harvests.items() for found in each.findings),
    ]
    if organisation is not None:
        findings.extend(dangling_in_organisation(organisation, ours.lost, vocabulary, plans=plans))
        findings.extend(words_unheard(organisation, None, organisation, ours.lost))
        findings.extend(second_looks(organisation, None))
        findings.extend(rings(organisation, None))
        findings.extend(said_of(since, organisation))
    for plan in plans.values():
        findings.extend(_with_nobody(plan, owner.id, folder))
        findings.extend(dangling_in_plan(plan, owner, vocabulary))
        findings.extend(words_unheard(plan, plan.id, organisation, ours.lost))
        findings.extend(second_looks(plan, plan.id))
        findings.extend(rings(plan, plan.id))
        findings.extend(elsewhere(plan, organisation))
        findings.extend(
            missing_files(plan, folder.evidence.get(plan.id, ()), organisation, refused=_refused(plan.id, folder))
        )
    if owner.id is not None:
        findings.extend(ambiguous_parties((plans[plan] for plan in sorted(plans)), owner.id))
    if organisation is not None:
        findings.extend(mixed_copy(organisation, folder.sources))
    everything: dict[str | None, Harvest] = {None: ours}
    everything.update(harvests)
    return Portfolio(
        organisation=organisation,
        plans=tuple(plans[plan] for plan in sorted(plans)),
        findings=tuple(findings),
        places=_places(everything, folder),
        files={plan: tuple(s.file for s in folder.sources if s.plan == plan) for plan in everything},
        evidence=folder.evidence,
        organisation_lost=frozenset(ours.lost),
        unread={plan: harvest.unread for plan, harvest in everything.items() if harvest.unread},
        written_in=since,
    )


def _order(source: Source) -> tuple[int, int, str]:
    """Parts are read from the most open on, so that of two places the more closed one is the odd one."""
    part = source.part or Part.PLAN
    return part.disclosure, Part.EVERY.index(part) if part in Part.EVERY else 0, source.file


def _with_nobody(plan: Plan, owner: str | None, folder: Folder) -> Iterator[Finding]:
    """Files that only one party is to read, named for somebody who is no such party: nobody reads them."""
    others = sorted(set(plan.parties) - {owner})
    if "parties" in plan.lost_registers or not plan.parties:
        return
    for source in folder.sources:
        party = source.part.party if source.plan == plan.id and source.part else ""
        if party and party not in others:
            near = nearest(party, others) or (others[0] if len(others) == 1 else None)
            mend = f"Rename it to {Part.only_with(near)}." if near else f"Name one of {', '.join(others) or 'none'}."
            message = f'"{show(party)}" is no party of this plan beside the owner, so nobody else reads this file.'
            place = Place(source.file, 1, 1)
            yield Finding(PLACE_WRONG, plan.id, ("file", source.file), message, mend, party, place)


def _refused(plan: str, folder: Folder) -> frozenset[str]:
    """Evidence files of a plan that are there and are not carried, which has been said."""
    found = (each for each in folder.findings if each.plan == plan and each.kind is EVIDENCE_REFUSED)
    return frozenset(str(each.path[1]) for each in found)


_UNREADABLE = (SYNTAX_BROKEN, FILE_UNREADABLE)


def _harvest(plan: str | None, sources: list[Source], since: int, read: Reader) -> Harvest:
    harvest = Harvest(plan, PLAN_SLOTS if plan else ORGANISATION_SLOTS)
    for source in sorted(sources, key=_order):
        as_it_is, found = read(source.raw, file=source.file, plan=plan)
        upgrade = upgraded(as_it_is, role_of(source), since=since)
        document, findings = upgrade.document, upgrade.found(found)
        harvest.findings.extend(findings)
        if _blank(source.raw) and source.plan and source.part != Part.PLAN and not source.alone:
            continue
        if document.data is None or document.lost or any(f.kind in _UNREADABLE for f in findings):
            harvest.broken.append(source.file)
            if not document.data or not isinstance(document.data, Mapping):  # nothing of it is left
                document = replace(document, data=None)
            unread = document.cut.encode("utf-8", "surrogatepass") if document.data and document.cut else source.raw
            part = source.part if plan else None
            harvest.unread["file", _inside(source)] = Unread(part, told_apart(unread), whole=not document.data)
        harvest.take(document, source.part, alone=source.alone)
    return harvest


def _inside(source: Source) -> str:
    """The name of a file below its plan's folder; of one that holds a whole plan, its own."""
    return source.file.split("/", 1 if source.alone else 2)[-1] if source.plan else source.file


def _blank(raw: bytes) -> bool:
    """Whether a file holds nothing but blank lines and comments, so that nothing of the plan was lost with it."""
    return all(line.lstrip().startswith(b"#") or not line.strip() for line in raw.splitlines())


def _organisation(harvest: Harvest) -> Organisation | None:
    if () in harvest.lost:
        return None
    absent = [slot for slot in ORGANISATION_SLOTS.values() if slot.required and slot.field not in harvest.values]
    for slot in absent:
        if (slot.key,) not in harvest.lost:
            harvest.findings.append(
                Finding(
                    VALUE_MISSING,
                    None,
                    (slot.key,),
                    f"The organisation has no {slot.key}.",
                    f"Add a line {slot.key}: to {ORGANISATION}.",
                    place=Place(ORGANISATION, 1, 1),
                )
            )
    if absent:
        harvest.lost[()] = Part.PLAN
        return None
    return Organisation.model_validate(harvest.values, by_alias=False, by_name=True)


def _unmade(folder: Folder, ours: Harvest) -> Mapping[Path, Unread]:
    """The organisation's file, of which nothing is known; where there is none, that plans stand there without it."""
    found = next((source for source in folder.sources if source.file == ORGANISATION), None)
    if found is None:
        return {("file", ORGANISATION): Unread(None, "")} if folder.plans else {}
    return {("file", ORGANISATION): ours.unread.get(("file", ORGANISATION), Unread(None, told_apart(found.raw)))}


def _no_organisation(folder: Folder) -> Iterator[Finding]:
    if not any(finding.place and finding.place.file == ORGANISATION for finding in folder.findings):
        yield Finding(
            FILE_UNREADABLE,
            None,
            ("organisation.yml",),
            f"The data folder has no {ORGANISATION}.",
            "Add it with format, id and name.",
            place=Place(ORGANISATION, 1, 1),
        )


_STAND_INS: Mapping[str, Any] = {"type": RelationshipType.NETWORK, "state": RelationshipState.ACTIVE}
"""Never shown: a plan without one of these is unreadable, and its page says so."""


def _plan(harvest: Harvest, folder: Folder) -> Plan:
    assert harvest.plan is not None  # noqa: S101 - only plans come here; for the type checker
    files = [source.file for source in folder.sources if source.plan == harvest.plan]
    first = next((file for file in files if file.endswith("/plan.yml")), files[0] if files else "")
    if not _alone(harvest.plan, folder) and not any(file.endswith("/plan.yml") for file in files):
        harvest.lost |= {(slot.key,): Part.PLAN for slot in PLAN_SLOTS.values() if Part.PLAN in slot.parts}
    absent = [slot for slot in PLAN_SLOTS.values() if slot.required and slot.field not in harvest.values]
    for slot in absent:
        if first and not {(), (slot.key,)} & harvest.lost.keys():
            harvest.findings.append(
                Finding(
                    VALUE_MISSING,
                    harvest.plan,
                    (slot.key,),
                    f"The plan has no {slot.key}.",
                    f"Add a line {slot.key}: to {first.rpartition('/')[2]}.",
                    place=Place(first, 1, 1),
                )
            )
    if ("title",) in harvest.lost and not first.endswith("/plan.yml") and not _alone(harvest.plan, folder):
        first = f"{first.rpartition('/')[0]}/plan.yml"  # the file that is not there
    broken = dict.fromkeys([*harvest.broken, *([first] if absent and first else [])])
    stand_ins = {slot.field: _STAND_INS.get(slot.field, harvest.plan) for slot in absent}
    set_here = {"id": harvest.plan, "lost": harvest.lost, "broken": tuple(broken), "written_in": harvest.parts}
    return Plan.model_validate({**stand_ins, **harvest.values, **set_here}, by_alias=False, by_name=True)


def _alone(plan: str, folder: Folder) -> bool:
    """Whether a plan is kept in one file."""
    return any(source.alone for source in folder.sources if source.plan == plan)


def _places(harvests: Mapping[str | None, Harvest], folder: Folder) -> Places:
    keys: dict[tuple[str | None, Path], Place] = {}
    values: dict[tuple[str | None, Path], Place] = {}
    homes: dict[str | None, Place] = {}
    for plan, harvest in harvests.items():
        keys |= {(plan, ("file", _inside(s))): Place(s.file, 1, 1) for s in folder.sources if s.plan == plan}
        keys |= {(plan, path): place for path, place in harvest.keys.items()}
        values |= {(plan, path): place for path, place in harvest.texts.items() if path}
        files = [source.file for source in folder.sources if source.plan == plan]
        first = next((file for file in files if file.endswith("/plan.yml")), files[0] if files else ORGANISATION)
        homes[plan] = Place(first, 1, 1)
    return Places(keys, values, homes)
