"""What the standards ask, requirement by requirement, and where each plan stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.library import Library
from rmpkit.catalogue.requirement import Confidence, Due, Level, Requirement
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import spoken, when
from rmpkit.views.marks import Mark, calm_mark, evidence_mark
from rmpkit.views.sheet import Sheet, site_sheet


@dataclass(frozen=True, slots=True)
class Clause:
    """One place of a standard that asks for it."""

    citation: str
    confidence: str
    """How far its number can be trusted."""

    requirement: Link | None
    """The page of the requirement, where that is another one."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard, and every place of it that asks for the same."""

    title: str
    edition: str
    superseded: str
    clauses: tuple[Clause, ...]


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
    standards: tuple[Standard, ...]
    """The standard that counts here first."""

    standings: tuple[Standing, ...]
    counted: bool
    """Whether the catalogue that counts here has it."""

    rules: tuple[Link, ...]


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
        standards=_standards(judged, library, requirement_id),
        standings=tuple(standings_on(judged, requirement_id)),
        counted=ours is not None,
        rules=tuple(
            Link(f"{rule.kind.name}: {rule.kind.title}", addresses.rule(rule.kind.name))
            for rule in RULES
            if requirement_id in rule.looks_at and judged.edition.audience.own
        ),
    )


_LEVELS = {
    Level.ORGANISATION: "the organisation, once",
    Level.RELATIONSHIP: "the organisation's own side of each relationship",
    Level.JOINT: "the parties of each relationship together",
}


def _due(judged: Judged, requirement: Requirement) -> str:
    if requirement.due is Due.ACTIVATION:
        return "Once exit is activated."
    if requirement.due is Due.STAGE and requirement.from_stage:
        stage = judged.catalogue.stages[tuple(Stage)[requirement.from_stage - 1]]
        return f"From stage {requirement.from_stage} on ({stage.title})."
    return "At any time."


def _stage_title(judged: Judged, requirement: Requirement) -> str:
    if requirement.stage is None:
        return "Management system"
    clause = judged.catalogue.stages.get(requirement.stage)
    return clause.title if clause else requirement.stage.value


_TRUST = {
    Confidence.CONFIRMED: "seen in a public source",
    Confidence.CORROBORATED: "subject seen, number not",
    Confidence.RECALLED: "number not seen",
    Confidence.RECONSTRUCTED: "inferred, may be wrong",
}


def _standards(judged: Judged, library: Library, requirement_id: str) -> tuple[Standard, ...]:
    found = library.crosswalk(requirement_id)
    ordered = sorted(found, key=lambda name: (name != judged.catalogue.id, name))
    return tuple(
        Standard(
            library.catalogues[name].title,
            library.catalogues[name].edition,
            superseded_text(library.catalogues[name]),
            tuple(_clause(each, requirement_id) for each in found[name]),
        )
        for name in ordered
    )


def _clause(requirement: Requirement, page: str) -> Clause:
    link = Link(requirement.title, addresses.requirement(requirement.id)) if requirement.id != page else None
    trust = "checked against a licensed copy" if requirement.verified_by else _TRUST[requirement.confidence]
    return Clause(requirement.printed if link else requirement.citation, trust, link)


def standings_on(judged: Judged, requirement_id: str) -> Iterator[Standing]:
    """Where the organisation and each plan, by name, stand on a requirement."""
    for each in judged.organisation.evidence:
        if each.requirement.id == requirement_id and judged.edition.organisation:
            link = Link(judged.edition.organisation.name, f"{addresses.ORGANISATION}#{requirement_id}")
            yield Standing(link, evidence_mark(each.state), spoken(each.reason))
    for plan in sorted(judged.edition.plans, key=lambda plan: plan.title.casefold()):
        if plan.broken:
            continue
        for each in judged.plans[plan.id].evidence:
            if each.requirement.id == requirement_id and each.requirement.stage:
                link = Link(plan.title, f"{addresses.stage(plan.id, each.requirement.stage)}#{requirement_id}")
                mark = evidence_mark if judged.edition.audience.own else calm_mark
                yield Standing(link, mark(each.state), spoken(each.reason))


def superseded_text(catalogue: Catalogue) -> str:
    """That a standard has been superseded, by what and when; empty where it stands."""
    over = catalogue.superseded
    return f"superseded by {over.by} on {when(over.on).text}" if over else ""
