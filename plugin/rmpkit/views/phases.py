"""Evidence by phase, for a certification that begins with the strategic phase or takes all of it at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.stages import Phase, Stage
from rmpkit.rules.evidence import Evidence, State, Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.evidence import tally_text
from rmpkit.views.gaps import acting, is_open, organisation_row
from rmpkit.views.marks import Mark, evidence_mark
from rmpkit.views.posts import Post, maybe_post
from rmpkit.views.sheet import Sheet, site_sheet, stage_title


@dataclass(frozen=True, slots=True)
class Lack:
    """One requirement that is still open."""

    id: str
    requirement: Link
    mark: Mark


@dataclass(frozen=True, slots=True)
class Acting:
    """What one post sees to next."""

    who: Post | None
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class StageCount:
    """Evidence of one stage of one relationship."""

    page: Link
    tally: Tally
    later: int
    """How many requirements of it are not due yet."""


@dataclass(frozen=True, slots=True)
class InPhase:
    """Where one relationship stands in one phase."""

    who: Link
    tally: Tally
    tally_text: str
    stages: tuple[StageCount, ...]
    lacks: tuple[Acting, ...]
    later: int
    good_until: When | None
    """The first day on which something that counts today stops counting."""


@dataclass(frozen=True, slots=True)
class PhaseSection:
    """One phase, relationship by relationship."""

    id: str
    title: str
    says: str
    plans: tuple[InPhase, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """One relationship, or the organisation, in all phases: a row of the table at the top."""

    who: Link
    cells: tuple[tuple[str, Tally, int], ...]
    """Each phase, its count and how many requirements of it are not due yet; for the organisation one alone."""

    all: Tally


@dataclass(frozen=True, slots=True)
class Phases:
    """The page."""

    sheet: Sheet
    standard: str
    across: tuple[Across, ...]
    titles: tuple[str, ...]
    sections: tuple[PhaseSection, ...]
    organisation: Across | None
    system_text: str
    system_lacks: tuple[Acting, ...]

    @property
    def open(self) -> Link:
        """What is open in the organisation, with what would show it."""
        return Link("what would show each of them", addresses.ORGANISATION_GAPS)


_SAYS = {
    Phase.STRATEGIC: (
        "Stages 1 to 3. Where certification is staged, this phase is looked at first: a relationship that has come no "
        "further can be seen whole here."
    ),
    Phase.ENGAGEMENT: "Stages 4 to 6, with the agreed exit among them.",
    Phase.MANAGEMENT: "Stages 7 and 8. What is asked for once exit is activated waits until then.",
}


def phases(judged: Judged) -> Phases:
    """Every relationship, by title, in every phase; and the management system, which has none."""
    plans = sorted((plan for plan in judged.edition.plans if not plan.broken), key=lambda plan: plan.title.casefold())
    owner = judged.edition.organisation
    ours = judged.organisation.evidence
    tally = Tally.of(ours)
    return Phases(
        site_sheet(
            judged,
            addresses.PHASES,
            "Phases",
            parents=(Link("Requirements", addresses.REQUIREMENTS),),
            search="phases staged certification strategic full",
        ),
        judged.catalogue.title,
        tuple(_across(judged, plan) for plan in plans),
        tuple(phase.value.capitalize() for phase in Phase),
        tuple(_section(judged, phase, plans) for phase in Phase),
        Across(Link(owner.name, addresses.ORGANISATION), (("Management system", tally, 0),), tally) if owner else None,
        tally_text(judged, tally),
        _own_lacks(judged),
    )


def _across(judged: Judged, plan: ShownPlan) -> Across:
    cells = []
    for phase in Phase:
        evidence = _of_phase(judged, plan, phase)
        cells.append((phase.value.capitalize(), Tally.of(evidence), _later(evidence)))
    everything = Tally.of(judged.plans[plan.id].evidence)
    return Across(Link(plan.title, addresses.relationship(plan.id)), tuple(cells), everything)


def _of_phase(judged: Judged, plan: ShownPlan, phase: Phase) -> tuple[Evidence, ...]:
    return tuple(
        each
        for each in judged.plans[plan.id].evidence
        if each.requirement.stage and each.requirement.stage.phase is phase
    )


def _later(evidence: Iterable[Evidence]) -> int:
    return sum(each.state is State.NOT_DUE for each in evidence)


def _section(judged: Judged, phase: Phase, plans: Iterable[ShownPlan]) -> PhaseSection:
    title = f"{phase.value.capitalize()} phase"
    return PhaseSection(
        phase.value.capitalize(), title, _SAYS[phase], tuple(_in_phase(judged, plan, phase) for plan in plans)
    )


def _in_phase(judged: Judged, plan: ShownPlan, phase: Phase) -> InPhase:
    evidence = _of_phase(judged, plan, phase)
    tally = Tally.of(evidence)
    case = judged.case(plan.id)
    page = addresses.relationship(plan.id, addresses.GAPS)
    lacking = [(maybe_post(case, acting(case, each)), _lack(each, page)) for each in evidence if is_open(each)]
    ends = [each.good_until for each in evidence if each.state.counts and each.good_until]
    return InPhase(
        Link(plan.title, addresses.relationship(plan.id)),
        tally,
        tally_text(judged, tally),
        tuple(_counts(judged, plan, phase, evidence)),
        _by_post(lacking),
        _later(evidence),
        maybe(min(ends, default=None)),
    )


def _counts(judged: Judged, plan: ShownPlan, phase: Phase, evidence: tuple[Evidence, ...]) -> Iterator[StageCount]:
    for stage in Stage:
        if stage.phase is phase:
            found = [each for each in evidence if each.requirement.stage is stage]
            page = Link(stage_title(judged, stage), addresses.stage(plan.id, stage))
            yield StageCount(page, Tally.of(found), _later(found))


def _lack(evidence: Evidence, page: str) -> Lack:
    found = evidence.requirement
    return Lack(found.id, Link(found.title, f"{page}#{found.id}"), evidence_mark(evidence.state))


def _by_post(lacking: Iterable[tuple[Post | None, Lack]]) -> tuple[Acting, ...]:
    """What is lacking by who sees to it, in the order of the catalogue."""
    groups: dict[str, tuple[Post | None, list[Lack]]] = {}
    for post, lack in lacking:
        groups.setdefault(post.id if post else "", (post, []))[1].append(lack)
    return tuple(Acting(post, tuple(lacks)) for post, lacks in groups.values())


def _own_lacks(judged: Judged) -> tuple[Acting, ...]:
    page = addresses.ORGANISATION_GAPS
    return _by_post(
        (organisation_row(judged, each).who, _lack(each, page))
        for each in judged.organisation.evidence
        if is_open(each)
    )
