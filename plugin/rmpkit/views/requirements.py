"""What the standards ask, requirement by requirement, and where each plan stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.library import Library
from rmpkit.catalogue.requirement import Due, Level, Requirement
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, spoken, when
from rmpkit.views.marks import Mark, evidence_mark
from rmpkit.views.sheet import Sheet, site_sheet


@dataclass(frozen=True, slots=True)
class Clause:
    """Where one standard asks for it."""

    standard: str
    edition: str
    citation: str
    superseded_by: str
    superseded_on: When | None
    confidence: str
    requirement: Link | None
    """The page of the requirement, where that is another one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one plan, or the organisation, stands on a requirement."""

    who: Link
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """The page of one requirement."""

    sheet: Sheet
    id: str
    title: str
    citation: str
    stage: str
    level: str
    due: str
    intent: str
    evidence: tuple[str, ...]
    lapses: tuple[tuple[str, str], ...]
    recorded_by: tuple[str, ...]
    can_be_absent: bool
    clauses: tuple[Clause, ...]
    standings: tuple[Standing, ...]
    counted: bool
    """Whether the catalogue that counts here has it."""

    rules: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement in the index."""

    page: Link
    id: str
    citation: str
    others: tuple[str, ...]
    """Where other standards ask for the same."""

    level: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class RequirementGroup:
    """The requirements of one stage, or of the management system."""

    id: str
    title: str
    citation: str
    purpose: str
    rows: tuple[RequirementRow, ...]


@dataclass(frozen=True, slots=True)
class RequirementIndex:
    """The index page."""

    sheet: Sheet
    standard: str
    groups: tuple[RequirementGroup, ...]
    others: tuple[tuple[str, str, tuple[Link, ...]], ...]
    """Requirements that only another standard has: its name, what is to be known of it, the pages."""

    plans: tuple[Link, ...]


def requirement_link(judged: Judged, requirement_id: str, plan: str = "") -> Link:
    """A link to where a plan stands on a requirement; to its page, where the plan shows it nowhere."""
    requirement = judged.catalogue.requirements.get(requirement_id)
    if requirement is None or not plan:
        return Link(
            f"{requirement_id} {requirement.title}" if requirement else requirement_id,
            addresses.requirement(requirement_id),
        )
    judgement = judged.plans[plan]
    if requirement.stage is None or all(each.requirement.id != requirement_id for each in judgement.evidence):
        return Link(f"{requirement_id} {requirement.title}", addresses.requirement(requirement_id))
    return Link(
        f"{requirement_id} {requirement.title}",
        f"{addresses.stage(plan, requirement.stage)}#{requirement_id}",
    )


def requirement_ids(library: Library) -> tuple[str, ...]:
    """Every requirement of every standard, once, in the order of the standards."""
    return tuple(dict.fromkeys(key for catalogue in library for key in catalogue.requirements))


def requirement_page(judged: Judged, library: Library, requirement_id: str) -> RequirementPage:
    """The page of one requirement: in the words of the catalogue that counts here, else of the first that has it."""
    ours = judged.catalogue.requirements.get(requirement_id)
    found = ours or next(c.requirements[requirement_id] for c in library if requirement_id in c.requirements)
    parents = (Link("Requirements", addresses.REQUIREMENTS),)
    words = f"{requirement_id} {found.title} {found.printed}"
    return RequirementPage(
        sheet=site_sheet(
            judged,
            addresses.requirement(requirement_id),
            found.title,
            label=found.title,
            parents=parents,
            search=words,
        ),
        id=requirement_id,
        title=found.title,
        citation=found.printed,
        stage=_stage_title(judged, found),
        level=_LEVELS[found.level],
        due=_due(judged, found),
        intent=found.intent,
        evidence=found.evidence,
        lapses=tuple((lapse.value, words) for lapse, words in found.lapses.items()),
        recorded_by=tuple(map(str, found.recorded_by)),
        can_be_absent=found.can_be_absent,
        clauses=tuple(_clauses(library, requirement_id)),
        standings=tuple(_standings(judged, requirement_id)),
        counted=ours is not None,
        rules=tuple(
            Link(f"{rule.kind.name}: {rule.kind.title}", addresses.rule(rule.kind.name))
            for rule in RULES
            if requirement_id in (rule.requirement, *rule.covers)
        ),
    )


_LEVELS = {
    Level.ORGANISATION: "the organisation, once",
    Level.RELATIONSHIP: "our own side of each relationship",
    Level.JOINT: "the parties of each relationship together",
}


def _due(judged: Judged, requirement: Requirement) -> str:
    if requirement.due is Due.ACTIVATION:
        return "Once exit is activated."
    if requirement.due is Due.STAGE and requirement.from_stage:
        return f"From stage {requirement.from_stage} on ({judged.catalogue.stages[tuple(Stage)[requirement.from_stage - 1]].title})."
    return "At any time."


def _stage_title(judged: Judged, requirement: Requirement) -> str:
    if requirement.stage is None:
        return "Management system"
    clause = judged.catalogue.stages.get(requirement.stage)
    return clause.title if clause else requirement.stage.value


def _clauses(library: Library, requirement_id: str) -> Iterator[Clause]:
    for name, found in library.crosswalk(requirement_id).items():
        catalogue = library.catalogues[name]
        for each in found:
            over = catalogue.superseded
            link = (
                None
                if each.id == requirement_id
                else Link(f"{each.id} {each.title}", addresses.requirement(each.id))
            )
            yield Clause(
                catalogue.title,
                catalogue.edition,
                each.citation,
                over.by if over else "",
                when(over.on) if over else None,
                each.confidence,
                link,
            )


def _standings(judged: Judged, requirement_id: str) -> Iterator[Standing]:
    for each in judged.organisation.evidence:
        if each.requirement.id == requirement_id and judged.edition.organisation:
            link = Link(judged.edition.organisation.name, f"{addresses.ORGANISATION}#{requirement_id}")
            yield Standing(link, evidence_mark(each.state), spoken(each.reason))
    for plan in sorted(judged.edition.plans, key=lambda plan: plan.title.casefold()):
        if plan.broken:
            continue
        for each in judged.plans[plan.id].evidence:
            if each.requirement.id == requirement_id and each.requirement.stage:
                link = Link(
                    plan.title, f"{addresses.stage(plan.id, each.requirement.stage)}#{requirement_id}"
                )
                yield Standing(link, evidence_mark(each.state), spoken(each.reason))


def requirement_index(judged: Judged, library: Library) -> RequirementIndex:
    """Every requirement, by stage."""
    groups = [_group(judged, library, stage) for stage in (*Stage, None)]
    others = []
    for catalogue in library:
        if catalogue.id != judged.catalogue.id:
            own = [r for key, r in catalogue.requirements.items() if key not in judged.catalogue.requirements]
            links = tuple(Link(f"{r.printed} {r.title}", addresses.requirement(r.id)) for r in own)
            if links:
                others.append((catalogue.title, superseded_text(catalogue), links))
    plans = tuple(
        Link(p.title, addresses.relationship(p.id))
        for p in sorted(judged.edition.plans, key=lambda p: p.title.casefold())
    )
    return RequirementIndex(
        site_sheet(judged, addresses.REQUIREMENTS, "Requirements"),
        judged.catalogue.title,
        tuple(g for g in groups if g.rows),
        tuple(others),
        plans,
    )


def superseded_text(catalogue: Catalogue) -> str:
    """That a standard has been superseded, by what and when; empty where it stands."""
    over = catalogue.superseded
    return f"superseded by {over.by} on {when(over.on).text}" if over else ""


def _group(judged: Judged, library: Library, stage: Stage | None) -> RequirementGroup:
    rows = tuple(_index_row(judged, library, each) for each in judged.catalogue.of_stage(stage))
    if stage is None:
        purpose = "What is asked of the organisation as a whole, whatever the number of its relationships."
        return RequirementGroup(
            "Management-system", "Management system", judged.catalogue.printed, purpose, rows
        )
    clause = judged.catalogue.stages[stage]
    return RequirementGroup(
        stage.value.capitalize(), clause.title, judged.catalogue.cite(clause.clause), clause.purpose, rows
    )


def _index_row(judged: Judged, library: Library, requirement: Requirement) -> RequirementRow:
    others = dict.fromkeys(
        each.printed
        for name, found in library.crosswalk(requirement.id).items()
        if name != judged.catalogue.id
        for each in found
    )
    return RequirementRow(
        Link(requirement.title, addresses.requirement(requirement.id)),
        requirement.id,
        requirement.printed,
        tuple(others),
        requirement.level,
        tuple(_standings(judged, requirement.id)),
    )
