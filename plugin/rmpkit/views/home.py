"""The home page: what needs a decision, every relationship, the organisation."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.decisions import Decision, decisions
from rmpkit.views.duties import Duty, duties_of_plan, own_case
from rmpkit.views.evidence import tally_text
from rmpkit.views.lamps import LampView, lamp_views
from rmpkit.views.persons import known_people, person_link
from rmpkit.views.posts import Post, maybe_post, post_of
from rmpkit.views.sheet import Sheet, site_sheet, stage_title


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """One relationship among all of them."""

    page: Link
    kind: str
    """Type and state: `alliance, active`."""

    parties: tuple[str, ...]
    lamps: tuple[LampView, ...]
    stages: tuple[Link, ...]
    """The live stages."""

    next: Duty | None
    """What falls due next, from today on."""

    overdue: int
    """How many things are past their day."""

    sers: tuple[Post, ...]
    """The owner's senior executive responsible; in a partner's copy that of every party."""

    tally: Tally
    tally_text: str
    unreadable: str = ""
    """Why nothing more is said of it."""


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """The organisation in three lines."""

    name: str
    policy: str
    policy_reviewed: When | None
    ser: Post | None
    tally: Tally
    tally_text: str
    prompts: int

    @property
    def page(self) -> Link:
        """The page of the organisation."""
        return Link(self.name, addresses.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Several:
    """One person who manages more than one relationship."""

    person: Link
    plans: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The page."""

    sheet: Sheet
    decisions: tuple[Decision, ...]
    rows: tuple[RelationshipRow, ...]
    organisation: OrganisationCard | None
    overdue: int
    tally_text: str
    several: tuple["Several", ...]
    """Who manages more than one of them."""

    @property
    def assessor(self) -> Link:
        """What an assessor asks."""
        return Link("what an assessor asks", addresses.ASSESSOR)

    @property
    def phases(self) -> Link:
        """Evidence by phase."""
        return Link("evidence of each phase", addresses.PHASES)

    @property
    def due(self) -> Link:
        """Everything that falls due."""
        return Link("Due", addresses.DUE)


def home(judged: Judged) -> Home:
    """All relationships, by name: never worst first."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    rows = tuple(_row(judged, plan) for plan in plans)
    every = [each for plan in plans if not plan.broken for each in judged.plans[plan.id].evidence]
    sheet = site_sheet(judged, addresses.HOME, "All relationships", label="Relationships", search="All relationships")
    return Home(
        sheet,
        decisions(judged),
        rows,
        _card(judged),
        sum(row.overdue for row in rows),
        tally_text(judged, Tally.of(every)) if every else "",
        tuple(_several(judged)) if judged.edition.audience.own else (),
    )


def _row(judged: Judged, plan: ShownPlan) -> RelationshipRow:
    case = judged.case(plan.id)
    page = Link(plan.title, addresses.relationship(plan.id))
    if plan.broken:
        why = f"Cannot be read: {', '.join(plan.broken)}."
        return RelationshipRow(page, "", (), (), (), None, 0, (), Tally(0, 0), "", why)
    duties = duties_of_plan(judged, plan)
    tally = Tally.of(judged.plans[plan.id].evidence)
    return RelationshipRow(
        page,
        f"{plan.type}, {plan.state}",
        tuple(party.name for party in case.present.values()),
        lamp_views(judged, plan),
        tuple(
            Link(stage_title(judged, stage), addresses.stage(plan.id, stage))
            for stage in Stage
            if (record := plan.stages.get(stage)) and record.live
        ),
        next((duty for duty in duties if duty.day >= judged.today), None),
        sum(duty.day < judged.today for duty in duties),
        tuple(_sers(case)),
        tally,
        tally_text(judged, tally),
    )


def _sers(case: Case) -> Iterator[Post]:
    if case.edition.audience.own:
        yield from filter(None, [maybe_post(case, f"{case.own}.ser" if case.own else None)])
        return
    yield from (post_of(case, f"{party}.ser") for party in case.present if f"{party}.ser" in case.plan.roles)


def _several(judged: Judged) -> Iterator[Several]:
    """Who manages more than one relationship that is going on, by name."""
    known = known_people(judged)
    managed: dict[str, list[ShownPlan]] = {}
    for plan in sorted(judged.edition.plans, key=lambda plan: plan.title.casefold()):
        case = judged.case(plan.id)
        holder = case.holder(f"{case.own}.manager") if case.own and case.running and not plan.broken else None
        if holder:
            managed.setdefault(person_link(known, plan, holder).to, []).append(plan)
    names = {addresses.person(each.address): each.person.name for each in known}
    found = [
        Several(
            Link(names.get(to, "Somebody"), to),
            tuple(Link(plan.title, addresses.relationship(plan.id)) for plan in plans),
        )
        for to, plans in managed.items()
        if len(plans) > 1 and to in names
    ]
    yield from sorted(found, key=lambda each: each.person.text.casefold())


def _card(judged: Judged) -> OrganisationCard | None:
    organisation = judged.edition.organisation
    if organisation is None:
        return None
    tally = Tally.of(judged.organisation.evidence)
    policy = organisation.policy
    return OrganisationCard(
        organisation.name,
        policy.title if policy else "",
        maybe(policy.reviewed or policy.approved) if policy else None,
        maybe_post(own_case(judged), organisation.ser),
        tally,
        tally_text(judged, tally),
        len(judged.organisation.findings),
    )
