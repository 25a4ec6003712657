"""People across relationships: the posts of each, and what is due from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.people import Person
from rmpkit.rules.absence import Without, without
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.persons import Somebody, everybody
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.charges import charge_links
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.duties import Duty, duties_of, own_case
from rmpkit.views.posts import party_name, role_name
from rmpkit.views.sheet import Sheet, site_sheet
from rmpkit.views.standing import standing_of


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and the plans that know them under the same short name."""

    address: str
    id: str
    person: Person
    of: str
    """The name of who they work for."""

    plans: tuple[ShownPlan, ...]
    ours: bool

    somebody: Somebody = field(repr=False)
    """The same person, as rules see them."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds, held or is going to hold."""

    role: str
    party: str
    plan: Link | None
    """The relationship; none for a post of the organisation."""

    since: When
    until: When | None
    state: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post, who would stand in, and what would wait."""

    role: str
    stands_in: str
    """The name of who would; empty where nobody is named."""

    records: tuple[tuple[str, tuple[Link, ...]], ...]
    """What it answers for, by kind."""


@dataclass(frozen=True, slots=True)
class Left:
    """What one relationship would be without somebody."""

    plan: Link
    """The relationship, or the organisation."""

    posts: tuple[Waiting, ...]
    stood_in_for: tuple[str, ...]
    """Posts of others that would have nobody to stand in."""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The page of a person."""

    sheet: Sheet
    title: str
    of: str
    left: When | None
    standing: str
    """Who opened the name to the parties, where it was internal before."""

    held: tuple[Held, ...]
    duties: tuple[Duty, ...]
    """By day, soonest first: nothing is sorted into what is late."""

    without: tuple[Left, ...]
    """What each relationship would be without them."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the index."""

    page: Link
    title: str
    left: When | None
    held: tuple[Held, ...]
    """What they hold today."""


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """The index of people, by who they work for."""

    sheet: Sheet
    groups: tuple[tuple[str, str, tuple[PersonRow, ...]], ...]


def known_people(judged: Judged) -> tuple[Known, ...]:
    """Every person, ours first; who has the same short name and the same name in two plans is one person."""
    return tuple(_known(judged, each) for each in everybody(judged.edition))


def _known(judged: Judged, somebody: Somebody) -> Known:
    person = somebody.person
    address = somebody.id if somebody.alone else f"{somebody.id}.{somebody.plans[0].id}"
    owner = judged.edition.organisation
    named = person.of if not somebody.ours else None
    works_for = party_name(judged.case(somebody.plans[0].id), named) if named else (owner.name if owner else "")
    return Known(address, somebody.id, person, works_for, somebody.plans, somebody.ours, somebody)


def person_link(known: tuple[Known, ...], plan: ShownPlan, name: str) -> Link:
    """A link to the page of a person whom a plan knows by a short name."""
    found = next((each for each in known if each.id == name and each.somebody.known_to(plan)), None)
    return Link(found.person.name, addresses.person(found.address)) if found else Link(name, addresses.PEOPLE)


def person_index(judged: Judged) -> PersonIndex:
    """Everybody, by who they work for, ours first."""
    groups: dict[str, list[PersonRow]] = {}
    for known in known_people(judged):
        now = tuple(each for each in _held(judged, known) if not each.state)
        row = PersonRow(
            Link(known.person.name, addresses.person(known.address)),
            known.person.introduced,
            maybe(known.person.left),
            now,
        )
        groups.setdefault(known.of, []).append(row)
    return PersonIndex(
        site_sheet(judged, addresses.PEOPLE, "People", search="People"),
        tuple((f"Of-{number}", of or "Others", tuple(rows)) for number, (of, rows) in enumerate(groups.items(), 1)),
    )


def person_pages(judged: Judged) -> Iterator[PersonPage]:
    """The page of every person."""
    duties = duties_of(judged)
    for known in known_people(judged):
        person = known.person
        yield PersonPage(
            site_sheet(
                judged,
                addresses.person(known.address),
                person.name,
                parents=(Link("People", addresses.PEOPLE),),
                search=person.name,
            ),
            person.introduced,
            known.of,
            maybe(person.left),
            standing_of(judged.case(known.plans[0].id) if known.plans else own_case(judged), person),
            tuple(_held(judged, known)),
            tuple(duty for duty in duties if _falls_to(known, duty)),
            tuple(_left(each) for each in without(judged.whole, known.somebody) if not each.case.plan.broken),
        )


def _left(found: Without) -> Left:
    plan, case = found.plan, found.case
    home = Link(plan.title, addresses.relationship(plan.id)) if plan else Link("Organisation", addresses.ORGANISATION)
    posts = (
        Waiting(
            role_name(each.post),
            case.person_name(each.stands_in) if each.stands_in else "",
            tuple((kind, tuple(links)) for kind, links in charge_links(case, each.charges).items()),
        )
        for each in found.vacancies
    )
    return Left(home, tuple(posts), tuple(_told(case, post) for post in found.stood_in_for))


def _told(case: Case, post: str) -> str:
    return f"{role_name(post)}, {party_name(case, post.partition('.')[0])}"


def _falls_to(known: Known, duty: Duty) -> bool:
    if not any(post.holder == known.id for post in duty.who):
        return False
    if duty.plan is None:
        return known.ours
    return any(
        duty.plan.to == addresses.relationship(plan.id) and known.somebody.known_to(plan) for plan in known.plans
    )


def _held(judged: Judged, known: Known) -> Iterator[Held]:
    """Every post of a person: those of today first, plan by plan."""
    found = [
        *_of_organisation(judged, known),
        *(each for plan in known.plans for each in _in_plan(judged, known, plan)),
    ]
    yield from sorted(found, key=lambda each: (each.state != "", each.plan.text.casefold() if each.plan else ""))


def _in_plan(judged: Judged, known: Known, plan: ShownPlan) -> Iterator[Held]:
    case = judged.case(plan.id)
    for post, holders in plan.roles.items():
        held = holders.get(known.id) if known.somebody.known_to(plan) else None
        if held:
            party = party_name(case, post.partition(".")[0])
            page = Link(plan.title, addresses.relationship(plan.id))
            state = _state(judged, held.from_.isoformat(), held.to.isoformat() if held.to else "")
            yield Held(role_name(post), party, page, when(held.from_), maybe(held.to), state)


def _of_organisation(judged: Judged, known: Known) -> Iterator[Held]:
    owner = judged.edition.organisation
    roles: Mapping[str, Mapping[str, object]] = owner.roles if owner and known.ours else {}
    for post in roles:
        held = dict(own_case(judged).holders(post)).get(known.id)
        if held:
            state = _state(judged, held.from_.isoformat(), held.to.isoformat() if held.to else "")
            yield Held(role_name(post), known.of, None, when(held.from_), maybe(held.to), state)


def _state(judged: Judged, since: str, until: str) -> str:
    """Whether a time in a post is still to come or over; empty where it is now."""
    today = judged.today.isoformat()
    if since > today:
        return "still to come"
    return "over" if until and until < today else ""
