"""The plans as one audience may see them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.links import Gone, ids_of, only_within
from rmpkit.disclosure.natures import natures_of
from rmpkit.disclosure.projection import projected, projected_plan
from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import EvidenceFile, Places, Portfolio, Unread
from rmpkit.model.record import Circle, Disclosure, Entry, Part, key_of
from rmpkit.model.reference import references
from rmpkit.model.relationship import RelationshipState, RelationshipType

ShownPlan = NewType("ShownPlan", Plan)
"""A plan of an edition: giving a view or a rule any other is a type error."""

ShownOrganisation = NewType("ShownOrganisation", Organisation)
"""The organisation of an edition."""

NO_PLAN = ShownPlan(Plan(title="-", type=RelationshipType.NETWORK, state=RelationshipState.PROPOSED))
"""Stands where a plan is asked for and the organisation itself is meant; it holds nothing and is never shown."""

_SEAL = object()


@dataclass(frozen=True, slots=True)
class Edition:
    """The organisation and its plans, holding nothing that its audience may not see."""

    audience: Audience
    """Who may see it."""

    organisation: ShownOrganisation | None
    """The owner, as the audience may see it."""

    plans: tuple[ShownPlan, ...]
    """Every plan that the audience may see, by id."""

    findings: tuple[Finding, ...]
    """What was found while reading, for the owner's people: it quotes what the authors wrote."""

    places: Places
    """Where each thing was written, for the owner's people, who may edit it."""

    evidence: Mapping[str, tuple[EvidenceFile, ...]]
    """Evidence files that a signpost of this edition points at, and that its audience may open, by plan."""

    lost: frozenset[Path] = frozenset()
    """What of the organisation could not be read."""

    unread: Mapping[str | None, Mapping[Path, Unread]] = field(default_factory=dict)
    """What is written and could not be read where the audience reads, by plan."""

    digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Digests of the agreed terms, by plan, as far as they were asked for: see `terms.digest_in`."""

    seal: object = field(default=None, repr=False, compare=False)
    """Proof that `disclose` made it."""

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("An edition is made by disclose(portfolio, audience), never by hand.")

    def plan(self, plan: str) -> ShownPlan:
        """The plan of this id.

        Raises:
            KeyError: the edition has no such plan.
        """
        for candidate in self.plans:
            if candidate.id == plan:
                return candidate
        raise KeyError(plan)

    def place(self, plan: str | None, path: Path) -> Place | None:
        """Where the value at `path` was written."""
        return self.places.of(plan, path)


def disclose(portfolio: Portfolio, audience: Audience, *, today: date) -> Edition:
    """The edition of a portfolio for one audience: everything else is left out before anything is computed.

    Args:
        portfolio: everything that was read.
        audience: who is to see it.
        today: the day; a party reads from the day it joins to the day it leaves.
    """
    plans = tuple(_plans(portfolio, audience, today))
    organisation = portfolio.organisation
    return Edition(
        audience=audience,
        organisation=None if organisation is None else _organisation(organisation, plans, audience, today),
        plans=plans,
        findings=_findings(portfolio, audience),
        places=portfolio.places if audience.own else Places({}, {}, {}),
        evidence={plan.id: _files(plan, portfolio.evidence.get(plan.id, ()), audience) for plan in plans},
        unread=dict(_unread_by(portfolio, audience)),
        lost=portfolio.organisation_lost if audience.own else frozenset(_lost(portfolio, audience)),
        seal=_SEAL,
    )


def _plans(portfolio: Portfolio, audience: Audience, today: date) -> Iterator[ShownPlan]:
    owner = portfolio.organisation.id if portfolio.organisation else None
    for plan in portfolio.plans:
        if not audience.own and not is_open_to(plan, audience, owner, today):
            continue
        shown = projected_plan(plan, audience)
        if shown is not None:
            shown = shown.model_copy(update={"broken": tuple(f for f in plan.broken if audience.reads(readers_of(f)))})
            yield ShownPlan(_within(shown, plan) if audience.own else only_within(shown, _absent(portfolio)))


def is_open_to(plan: Plan, audience: Audience, owner: str | None, today: date) -> bool:
    """Whether a party has a copy of a plan: it takes part today, and the parties share something by now.

    While an organisation looks for a partner it may name one in its plan; that opens nothing.
    """
    party = audience.party
    member = plan.parties.get(party)
    unread = any(audience.reads(readers_of(file)) for file in plan.broken)
    if owner is None or party == owner or member is None or unread:
        return False
    there = (member.joined is None or member.joined <= today) and (member.left is None or today <= member.left)
    return there and Part.JOINT in _parts(plan)


def _parts(plan: Plan) -> Iterator[Part]:
    """The parts in which anything of a plan stands."""
    yield from plan.written_in.values()
    for name in type(plan).model_fields:
        register = getattr(plan, name)
        if isinstance(register, Mapping):
            yield from (each.part for each in register.values() if isinstance(each, Entry))


def between_parties(plan: ShownPlan) -> ShownPlan:
    """What of a plan stands where every party reads it; what the plan cannot be without stays."""
    kept: dict[str, object] = {}
    for name, info in Plan.model_fields.items():
        value = getattr(plan, name)
        if isinstance(value, Mapping):
            open_ = {key: each for key, each in value.items() if not isinstance(each, Entry) or _joint(each.part)}
            if len(open_) < len(value):
                kept[name] = open_
        elif not _joint(plan.written_in.get(name, Part.PLAN)) and not info.is_required():
            kept[name] = info.get_default(call_default_factory=True)
    return ShownPlan(plan.model_copy(update=kept)) if kept else plan


def _joint(part: Part) -> bool:
    return part.disclosure <= Disclosure.JOINT


def _within(shown: Plan, whole: Plan) -> Plan:
    """For the owner's people: without references to what is closed to them; a slip stays to be seen.

    Whether a restricted part was fetched makes no difference: what a reference may name there is left out either way.
    """
    every, unread = ids_of(whole), _unread(whole)
    if ids_of(shown) == every and not unread:
        return shown

    def hidden(plan: Plan) -> Gone:
        kept = ids_of(plan)
        return lambda register, name: (
            (name in every.get(register, ()) or register in unread) and name not in kept.get(register, (name,))
        )

    return only_within(shown, hidden)


def _unread(plan: Plan) -> frozenset[str]:
    """Registers of which a restricted part may hold more that was not fetched, or could not be read."""
    found = {str(path[0]) for path, part in plan.lost.items() if len(path) == 1 and part == Part.RESTRICTED}
    return frozenset({*found, "records"} if found else found)


def _absent(portfolio: Portfolio) -> Callable[[Plan], Gone]:
    """For everybody else: whatever is not in their edition, whether it exists or not."""
    ours = frozenset(portfolio.organisation.people) if portfolio.organisation else frozenset()

    def absent(shown: Plan) -> Gone:
        kept = {**ids_of(shown), "people": frozenset(shown.people) | ours}
        return lambda register, name: register in kept and name not in kept[register]

    return absent


def _organisation(
    organisation: Organisation, plans: tuple[ShownPlan, ...], audience: Audience, today: date
) -> ShownOrganisation:
    shown = projected(organisation, audience)
    if audience.party:
        shown = shown.model_copy(update=_named(organisation, plans, audience, today))
    return ShownOrganisation(shown)


_UNTOLD = {"appointed": None, "appointed_by": None, "authority": None}
"""What no party is told of how the owner's own people came to their posts."""


def _named(
    organisation: Organisation, plans: tuple[ShownPlan, ...], audience: Audience, today: date
) -> Mapping[str, object]:
    """The owner's people and posts that a party meets: those that the records it may read name, and no others.

    A post that a plan fills itself is not the organisation's. Of the others a party is told who holds them or held
    them: not who is to come, until when, or where that was decided. Nor is it told when somebody is going to leave.
    """
    meant = [
        (register, name)
        for plan in plans
        for _, register, name in references(plan)
        if register == "people" or name not in plan.roles
    ]
    named = {name for register, name in meant if register == "posts"}
    roles = {
        post: {
            person: held.model_copy(update={**_UNTOLD, "to": _over(held.to, today)})
            for person, held in organisation.roles[post].items()
            if held.from_ <= today
        }
        for post in organisation.roles
        if post in named
    }
    people = {name for register, name in meant if register == "people"} | {
        person for held in roles.values() for person in held
    }
    joint = Circle(Disclosure.JOINT)
    known = {name: person for name, person in organisation.people.items() if name in people}
    return {
        "roles": roles,
        "people": {
            name: projected(person, audience, joint).model_copy(update={"left": _over(person.left, today)})
            for name, person in known.items()
        },
    }


def _over(day: date | None, today: date) -> date | None:
    """A last day, once it has passed."""
    return day if day and day < today else None


def _lost(portfolio: Portfolio, audience: Audience) -> Iterator[Path]:
    """What could not be read of the organisation, where the audience might have read it."""
    natures = {key_of(name): nature for name, nature in natures_of(Organisation).items()}
    for path in portfolio.organisation_lost:
        nature = natures.get(str(path[0])) if path else None
        if not path or (nature and audience.reads(Circle(nature.disclosure))):
            yield path


def _unread_by(portfolio: Portfolio, audience: Audience) -> Iterator[tuple[str | None, Mapping[Path, Unread]]]:
    """What could not be read in the parts that an audience reads; of the organisation, for the owner's people."""
    for plan, unread in portfolio.unread.items():
        open_ = {path: u for path, u in unread.items() if (audience.reads(u.part.readers) if u.part else audience.own)}
        if open_:
            yield plan, open_


def readers_of(file: str) -> Circle:
    """Who may read a file of the data folder, by where it stands; what is no part of a plan, the owner's people."""
    pieces = file.split("/")
    part = Part.named(pieces[2].removesuffix(".yml")) if len(pieces) > 2 else None  # noqa: PLR2004 - relationships/<plan>/<part>
    return part.readers if part else Circle(Disclosure.INTERNAL)


def _findings(portfolio: Portfolio, audience: Audience) -> tuple[Finding, ...]:
    if not audience.own:
        return ()
    return tuple(finding for finding in portfolio.findings if _may_tell(finding, portfolio, audience))


def _may_tell(finding: Finding, portfolio: Portfolio, audience: Audience) -> bool:
    place = finding.place or portfolio.places.of(finding.plan, finding.path)
    if finding.path[:1] == ("evidence",) and _closed_evidence(finding, portfolio, audience):
        return False
    return place is None or audience.reads(readers_of(place.file))


def _closed_evidence(finding: Finding, portfolio: Portfolio, audience: Audience) -> bool:
    """Whether only signposts this audience may not see point at the evidence file of a finding."""
    parts = [
        signpost.part
        for plan in portfolio.plans
        if plan.id == finding.plan
        for signpost in plan.signposts.values()
        if finding.path[1:] == (signpost.at,)
    ]
    return bool(parts) and not any(audience.reads(part.readers) for part in parts)


def _files(plan: Plan, files: tuple[EvidenceFile, ...], audience: Audience) -> tuple[EvidenceFile, ...]:
    """Evidence files that a signpost points at for this audience; who cannot open one does not get it by the back."""
    pointing = plan.signposts.values()
    closed = {
        signpost.at
        for signpost in pointing
        if audience.party and signpost.can_open and audience.party not in signpost.can_open
    }
    pointed_at = {signpost.at for signpost in pointing} - closed
    return tuple(file for file in files if file.name in pointed_at)
