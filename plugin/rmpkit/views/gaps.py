"""What is still open, requirement by requirement: what exists, what is missing, what would show it, who acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.catalogue.keys import Ways, file_of, written_for
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.evidence import KnownGap
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Evidence, Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when
from rmpkit.views.duties import own_case
from rmpkit.views.evidence import in_organisation, tally_text, where
from rmpkit.views.marks import Mark, evidence_mark
from rmpkit.views.posts import Post, maybe_post, told
from rmpkit.views.sheet import Sheet, plan_sheet, site_sheet, stage_title


@dataclass(frozen=True, slots=True)
class Open:
    """One requirement that applies, and for which no evidence is recorded."""

    id: str
    title: str
    citation: str
    mark: Mark
    exists: str
    """What there is: the state in a sentence."""

    where: tuple[Link, ...]
    """The records there are."""

    missing: tuple[str, ...]
    """What of the records that would carry it is not there."""

    would_do: tuple[str, ...]
    """What would show it, in our words."""

    keys: tuple[Ways, ...]
    """What to write, all together; of each group one is enough."""

    file: str
    """The file in which a signpost or a statement for it stands."""

    next_step: str
    who: Post | None
    with_others: bool
    """Whether the parties answer it together."""

    judged: bool

    @property
    def page(self) -> Link:
        """The page of the requirement."""
        return Link(self.title, addresses.requirement(self.id))


@dataclass(frozen=True, slots=True)
class Group:
    """What is open in one stage, or of what is asked of the organisation."""

    id: str
    title: str
    tally_text: str
    rows: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Ageing:
    """Evidence that counts until a day."""

    title: Link
    rests_on: str
    until: When
    day: date


@dataclass(frozen=True, slots=True)
class Gaps:
    """The page."""

    sheet: Sheet
    standard: str
    tally: Tally
    tally_text: str
    groups: tuple[Group, ...]
    ageing: tuple[Ageing, ...]
    """What counts today and will not for ever, by its last day."""

    running: bool = True

    @property
    def count(self) -> int:
        """How many requirements are open."""
        return sum(len(group.rows) for group in self.groups)


def is_open(evidence: Evidence) -> bool:
    """Whether a requirement applies and has no evidence recorded; a known gap is open too."""
    return evidence.state.applies and not evidence.state.counts


def gaps(judged: Judged, plan: ShownPlan) -> Gaps:
    """What is open in one relationship, stage by stage."""
    case = judged.case(plan.id)
    evidence = judged.plans[plan.id].evidence
    groups = []
    for stage in Stage:
        of_stage = [each for each in evidence if each.requirement.stage is stage]
        rows = tuple(open_row(case, each) for each in of_stage if is_open(each))
        if rows:
            said = tally_text(judged, Tally.of(of_stage))
            groups.append(Group(stage.value.capitalize(), stage_title(judged, stage), said, rows))
    return Gaps(
        plan_sheet(judged, plan, addresses.GAPS, "What is still open", search="gaps"),
        judged.catalogue.title,
        Tally.of(evidence),
        tally_text(judged, Tally.of(evidence)),
        tuple(groups),
        tuple(_ageing(case, evidence)),
        case.running,
    )


def organisation_gaps(judged: Judged) -> Gaps:
    """What is open of what is asked of the organisation once."""
    evidence = judged.organisation.evidence
    rows = tuple(organisation_row(judged, each) for each in evidence if is_open(each))
    tally = Tally.of(evidence)
    said = tally_text(judged, tally)
    sheet = site_sheet(
        judged,
        addresses.ORGANISATION_GAPS,
        "What is still open in the organisation",
        label="Still open",
        parents=(Link("Organisation", addresses.ORGANISATION),),
        search="gaps",
    )
    groups = (Group("Management-system", "Management system", said, rows),) if rows else ()
    return Gaps(sheet, judged.catalogue.title, tally, said, groups, tuple(_ageing(own_case(judged), evidence)))


def open_row(case: Case, evidence: Evidence) -> Open:
    """One open requirement of a plan."""
    return _row(case, evidence, where(case.plan, evidence.where), acting(case, evidence))


def organisation_row(judged: Judged, evidence: Evidence) -> Open:
    """One open requirement of the organisation."""
    organisation = judged.edition.organisation
    links = in_organisation(judged, evidence.where)
    gap = _accepted_by(evidence, organisation.known_gaps if organisation else {})
    return _row(own_case(judged), evidence, links, gap or (organisation.ser if organisation else None))


def _row(case: Case, evidence: Evidence, links: tuple[Link, ...], who: str | None) -> Open:
    requirement = evidence.requirement
    return Open(
        requirement.id,
        requirement.title,
        requirement.printed,
        evidence_mark(evidence.state),
        told(case, evidence.reason),
        links,
        evidence.missing,
        requirement.evidence,
        written_for(requirement),
        file_of(requirement),
        told(case, evidence.next_step),
        maybe_post(case, who),
        requirement.level is Level.JOINT,
        evidence.judged,
    )


def acting(case: Case, evidence: Evidence) -> str | None:
    """The post that acts: who accepted the gap, else the owner of the stage, the manager, the SER."""
    if gap := _accepted_by(evidence, case.plan.known_gaps):
        return gap
    stage = evidence.requirement.stage
    record = case.plan.stages.get(stage) if stage else None
    if record and record.owner:
        return record.owner
    ours = [f"{case.own}.{post}" for post in ("manager", "ser")] if case.own else []
    return next((post for post in ours if case.holder(post)), ours[0] if ours else None)


def _accepted_by(evidence: Evidence, known: Mapping[str, KnownGap]) -> str | None:
    keys = [str(path[1]) for path in evidence.where if path[0] == "known-gaps"]
    found = known.get(keys[0]) if keys else None
    return found.accepted_by if found else None


def _ageing(case: Case, evidence: tuple[Evidence, ...]) -> Iterator[Ageing]:
    found = [
        Ageing(
            Link(each.requirement.title, addresses.requirement(each.requirement.id)),
            told(case, each.reason),
            when(each.good_until),
            each.good_until,
        )
        for each in evidence
        if each.state.counts and each.good_until
    ]
    yield from sorted(found, key=lambda each: (each.day, each.title.to))
