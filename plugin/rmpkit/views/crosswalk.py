"""Every requirement of the standard that counts here, by stage, beside what other standards ask."""

from dataclasses import dataclass

from rmpkit.catalogue.library import Library
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.requirements import Standing, standings_on, superseded_text
from rmpkit.views.sheet import Sheet, site_sheet
from rmpkit.views.transition import is_crossed


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

    crosses: bool
    """Whether there is a way from the old standard to the new one to tell of."""

    @property
    def clauses(self) -> Link:
        """Every standard, clause by clause."""
        return Link("Clauses", addresses.CLAUSES)

    @property
    def phases(self) -> Link:
        """Evidence by phase."""
        return Link("Phases", addresses.PHASES)

    @property
    def transition(self) -> Link | None:
        """The way from the old standard to the new one."""
        return Link("Transition", addresses.TRANSITION) if self.crosses else None


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
        is_crossed(library),
    )


def _group(judged: Judged, library: Library, stage: Stage | None) -> RequirementGroup:
    rows = tuple(_index_row(judged, library, each) for each in judged.catalogue.of_stage(stage))
    if stage is None:
        purpose = "What is asked of the organisation as a whole, whatever the number of its relationships."
        return RequirementGroup("Management-system", "Management system", judged.catalogue.printed, purpose, rows)
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
        tuple(standings_on(judged, requirement.id)),
    )
