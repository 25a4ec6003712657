"""Every standard, clause by clause: the number as far as it may be printed, the requirement, where each plan stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.library import Library
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.requirements import Standing, standings_on, superseded_text
from rmpkit.views.sheet import Sheet, site_sheet


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One requirement of a standard, in the order of its clauses."""

    number: str
    """As far as it may be printed."""

    page: Link
    level: str
    elsewhere: tuple[str, ...]
    """Where other standards ask for the same."""

    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """The requirements under one heading of a standard."""

    title: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class StandardIndex:
    """One standard."""

    id: str
    title: str
    edition: str
    superseded: str
    groups: tuple[ClauseGroup, ...]
    silent: tuple[str, ...]
    """Headings and annexes that ask nothing by themselves."""


@dataclass(frozen=True, slots=True)
class ClauseIndex:
    """The page."""

    sheet: Sheet
    standards: tuple[StandardIndex, ...]


def clause_index(judged: Judged, library: Library) -> ClauseIndex:
    """Every standard, the one that counts here first."""
    ordered = sorted(library, key=lambda catalogue: (catalogue.id != judged.catalogue.id, catalogue.id))
    sheet = site_sheet(
        judged, addresses.CLAUSES, "Clauses", parents=(Link("Requirements", addresses.REQUIREMENTS),), search="Clauses"
    )
    return ClauseIndex(sheet, tuple(_standard(judged, library, each, at) for at, each in enumerate(ordered, 1)))


def _standard(judged: Judged, library: Library, catalogue: Catalogue, at: int) -> StandardIndex:
    return StandardIndex(
        f"Standard-{at}",
        catalogue.title,
        catalogue.edition,
        superseded_text(catalogue),
        tuple(_groups(judged, library, catalogue)),
        tuple(f"{number} {clause.title}" for number, clause in catalogue.clauses.items()),
    )


def _groups(judged: Judged, library: Library, catalogue: Catalogue) -> Iterator[ClauseGroup]:
    for stage in (None, *Stage):
        rows = tuple(_row(judged, library, each) for each in catalogue.of_stage(stage))
        clause = catalogue.stages.get(stage) if stage else None
        title = f"{catalogue.cite(clause.clause)} {clause.title}" if clause else "Management system"
        if rows:
            yield ClauseGroup(title, rows)


def _row(judged: Judged, library: Library, requirement: Requirement) -> ClauseRow:
    across = library.crosswalk(requirement.id)
    elsewhere = dict.fromkeys(
        f"{each.printed} {each.title}"
        for name, found in across.items()
        if name != requirement.catalogue
        for each in found
    )
    counted = [each for each in across.get(judged.catalogue.id, ()) if each.id in judged.catalogue.requirements]
    standings = {each.who.to: each for one in counted for each in standings_on(judged, one.id)}
    return ClauseRow(
        requirement.printed.removeprefix(requirement.before_number).strip(),
        Link(requirement.title, addresses.requirement(requirement.id)),
        requirement.level,
        tuple(elsewhere),
        tuple(standings.values()),
    )
