"""Who holds which post, since when and until when, what each post answers for, and what nobody would cover."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.rules import absence
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.charges import charge_links
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.facts import Fact, Item
from rmpkit.views.persons import Known, known_people, person_link
from rmpkit.views.posts import Post, maybe_post, party_name, post_of
from rmpkit.views.registers import Layout, Section, section
from rmpkit.views.shares import Shares, shares
from rmpkit.views.sheet import Sheet, plan_sheet

DUTIES = Layout(
    "duties",
    "Role",
    "Duties",
    "What each role is for",
    "title",
    (("Post", ("post", "with_")), ("Answers for", ("answers_for",)), ("May decide", ("authority",))),
)
TEAM = Layout(
    "team_skills",
    "Skill",
    "Team",
    "What the joint team can do",
    "needs",
    (("Post", ("post",)), ("Needed and there", ("required", "there", "on")), ("What closes the gap", ("action",))),
    says="Looked at together, whoever employs the people.",
)
LAYOUTS = (DUTIES, TEAM)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in a post."""

    person: Link | str
    """A link to the person's page, where there is one; else the name."""

    title: str
    since: When
    until: When | None
    appointed: Link | None
    now: bool
    when: str
    """`before` or `next`; empty where it is now."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What a post answers for, of one kind."""

    kind: str
    records: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A post, its holders, what it answers for."""

    post: Post
    now: tuple[Tenure, ...]
    others: tuple[Tenure, ...]
    """Who held it before, and who comes next."""

    deputy: Post | None
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A party and its posts."""

    id: str
    name: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """What nobody would cover if one person were away."""

    person: Link
    posts: tuple[Post, ...]
    """Posts without a deputy, or with one who is the same person, or whom nobody holds."""

    records: int
    """How many records wait for them."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The page."""

    sheet: Sheet
    sides: tuple[Side, ...]
    others: tuple[tuple[str, str, str], ...]
    """People of the plan who hold no post: name, title, who they work for."""

    absences: tuple[Absence, ...]
    sections: tuple[Section, ...]
    """What each role is for, what the team can do, how somebody new is brought in."""

    covered: int
    """How many posts that are held have somebody else to stand in."""

    shares: Shares | None
    """Who carries what of the joint part."""


def roster(judged: Judged, plan: ShownPlan) -> Roster:
    """People and roles of a relationship."""
    case = judged.case(plan.id)
    charges = _charges(case)
    known = known_people(judged)
    sides = tuple(
        Side(f"Side-{number}", party_name(case, party), tuple(_seat(known, case, post, charges) for post in posts))
        for number, (party, posts) in enumerate(_posts(case, charges).items(), 1)
    )
    seats = [seat for side in sides for seat in side.seats]
    absences = tuple(_absences(known, case, seats)) if judged.edition.audience.own else ()
    return Roster(
        plan_sheet(judged, plan, addresses.POSTS, "People", register="roles"),
        sides,
        tuple(_others(case)),
        absences,
        tuple(_team(case)),
        sum(bool(seat.post.person) and _covered(seat) for seat in seats),
        shares(case),
    )


def _team(case: Case) -> Iterator[Section]:
    for layout in LAYOUTS:
        if found := section(case, layout):
            yield found
    if case.plan.induction:
        says = Fact("induction", "", (Item("prose", case.plan.induction),))
        yield Section("Induction", "How somebody new is brought in", facts=(says,))


def _others(case: Case) -> Iterator[tuple[str, str, str]]:
    """People whom the plan knows and who never held a post in it."""
    holders = {person for held in case.plan.roles.values() for person in held}
    for name, person in case.plan.people.items():
        if name not in holders:
            yield person.name, person.introduced, party_name(case, person.of) if person.of else ""


def _posts(case: Case, charges: dict[str, Mapping[str, list[Link]]]) -> dict[str, list[str]]:
    """Posts by party: those of the plan, and those of the organisation that answer for something in it."""
    rank = {"ser": 0, "manager": 1}
    every = dict.fromkeys((*case.plan.roles, *(post for post in charges if case.holders(post))))
    found: dict[str, list[str]] = {party: [] for party in case.plan.parties}
    for post in every:
        found.setdefault(post.partition(".")[0], []).append(post)
    return {
        party: sorted(posts, key=lambda post: (rank.get(post.partition(".")[2], 2), post))
        for party, posts in found.items()
        if posts
    }


def _charges(case: Case) -> dict[str, Mapping[str, list[Link]]]:
    """What each post answers for: by post, then by the name of the register."""
    found: dict[str, list[absence.Charge]] = {}
    for charge in absence.charges_of(case):
        found.setdefault(charge.post, []).append(charge)
    return {post: charge_links(case, charges) for post, charges in found.items()}


def _seat(known: tuple[Known, ...], case: Case, post: str, charges: dict[str, Mapping[str, list[Link]]]) -> Seat:
    held = tuple(_tenures(known, case, post))
    return Seat(
        post_of(case, post),
        tuple(each for each in held if each.now),
        tuple(each for each in held if not each.now),
        maybe_post(case, case.plan.deputies.get(post)),
        tuple(Charge(kind, tuple(links)) for kind, links in charges.get(post, {}).items()),
    )


def _tenures(known: tuple[Known, ...], case: Case, post: str) -> Iterator[Tenure]:
    for name, held in case.holders(post):
        person = case.person(name)
        see = case.plan.signposts.get(held.appointed) if held.appointed else None
        yield Tenure(
            person_link(known, case.plan, name) if case.edition.audience.own else case.person_name(name),
            person.introduced if person else "",
            when(held.from_),
            maybe(held.to),
            Link(f"{see.id} {see.title}", addresses.of_path(case.plan, ("signposts", see.id))) if see else None,
            held.holds_on(case.today),
            "" if held.holds_on(case.today) else "next" if held.from_ > case.today else "before",
        )


def _covered(seat: Seat) -> bool:
    deputy = seat.deputy
    return deputy is not None and bool(deputy.holder) and deputy.holder != seat.post.holder


def _absences(known: tuple[Known, ...], case: Case, seats: list[Seat]) -> Iterator[Absence]:
    """Person by person, in the order of the posts: whose posts nobody would cover."""
    for holder in dict.fromkeys(seat.post.holder for seat in seats if seat.post.holder):
        bare = [seat for seat in seats if seat.post.holder == holder and not _covered(seat)]
        if bare:
            waiting = sum(len(charge.records) for seat in bare for charge in seat.charges)
            yield Absence(person_link(known, case.plan, holder), tuple(seat.post for seat in bare), waiting)
