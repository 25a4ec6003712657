"""From BS 11000 to ISO 44001: what evidence recorded under the old already supplies, and what is new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.library import Library
from rmpkit.catalogue.requirement import Level, Requirement
from rmpkit.model.stages import Stage
from rmpkit.rules.evidence import Evidence
from rmpkit.rules.judgement import Judged, judge
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.marks import Mark, evidence_mark
from rmpkit.views.sheet import Sheet, site_sheet

OLD, NEW = "bs11000", "iso44001"
"""The standard that was withdrawn, and the one that took its place."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A requirement of the old standard that asked for the same."""

    printed: str
    page: Link


@dataclass(frozen=True, slots=True)
class Carried:
    """Where one relationship, or the organisation, stands on one new requirement."""

    who: Link
    before: Mark | None
    """How far its ancestors were evidenced; nothing where none of them is asked of it today."""

    now: Mark
    """How far it is evidenced itself, from the same data."""

    says: str
    """What that comes to."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One requirement of the new standard, and what it comes from."""

    id: str
    page: Link
    printed: str
    ancestors: tuple[Ancestor, ...]
    asked: int
    """Of how many relationships it is asked today; of the organisation alone it is one."""

    supplied: int
    """In how many of them evidence recorded before supplies it now."""

    others: tuple[Carried, ...]
    """The others, by name."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The requirements of one stage, or of the management system."""

    id: str
    title: str
    rows: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A requirement without a counterpart in the other standard."""

    page: Link
    printed: str
    intent: str
    asked_of: str
    standings: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """The page."""

    sheet: Sheet
    old: str
    new: str
    legs: tuple[Leg, ...]
    fresh: tuple[Fresh, ...]
    """What is new: nothing of the old standard asks for it."""

    gone: tuple[Fresh, ...]
    """What only the old standard asks for."""

    supplied: int
    asked: int
    """In how many places what has an ancestor is asked for today."""


_ASKED_OF = {
    Level.ORGANISATION: "asked of the organisation, once",
    Level.RELATIONSHIP: "asked of the organisation's own side of each relationship",
    Level.JOINT: "asked of the parties together",
}


@dataclass(frozen=True, slots=True)
class _Sides:
    """One edition judged by both standards on the same day."""

    old: Judged
    new: Judged

    def everybody(self) -> Iterator[tuple[Link, Mapping[str, Evidence], Mapping[str, Evidence]]]:
        """The organisation, then each relationship by title: what both standards find in it."""
        owner = self.new.edition.organisation
        if owner:
            yield (
                Link(owner.name, addresses.ORGANISATION),
                _by_id(self.old.organisation.evidence),
                _by_id(self.new.organisation.evidence),
            )
        for plan in sorted(self.new.edition.plans, key=lambda plan: plan.title.casefold()):
            if not plan.broken:
                link = Link(plan.title, addresses.relationship(plan.id))
                yield link, _by_id(self.old.plans[plan.id].evidence), _by_id(self.new.plans[plan.id].evidence)


def _by_id(evidence: tuple[Evidence, ...]) -> Mapping[str, Evidence]:
    return {each.requirement.id: each for each in evidence}


def is_crossed(library: Library) -> bool:
    """Whether both standards are there."""
    return library.get(OLD) is not None and library.get(NEW) is not None


def transition(judged: Judged, library: Library) -> Transition | None:
    """The way from the old standard to the new one; nothing where one of them is not there."""
    old, new = library.get(OLD), library.get(NEW)
    if old is None or new is None:
        return None
    sides = _Sides(_by(judged, old), _by(judged, new))
    legs = tuple(leg for stage in (None, *Stage) if (leg := _leg(sides, library, new, stage)).rows)
    rows = [row for leg in legs for row in leg.rows]
    return Transition(
        site_sheet(
            judged,
            addresses.TRANSITION,
            "From BS 11000 to ISO 44001",
            label="Transition",
            parents=(Link("Requirements", addresses.REQUIREMENTS),),
            search="transition BS 11000 ISO 44001",
        ),
        old.title,
        new.title,
        legs,
        tuple(_fresh(sides, each) for each in new.requirements.values() if not ancestors(library, each.id)),
        tuple(_fresh(sides, each) for each in old.requirements.values() if not _in(library, each.id, NEW)),
        sum(row.supplied for row in rows),
        sum(row.asked for row in rows),
    )


def _by(judged: Judged, catalogue: Catalogue) -> Judged:
    """The same edition on the same day, judged by one of the two."""
    if catalogue.id == judged.catalogue.id:
        return judged
    return judge(judged.edition, catalogue=catalogue, today=judged.today)


def ancestors(library: Library, requirement: str) -> tuple[Requirement, ...]:
    """What of the old standard asked for the same."""
    return _in(library, requirement, OLD)


def _in(library: Library, requirement: str, catalogue: str) -> tuple[Requirement, ...]:
    return library.crosswalk(requirement).get(catalogue, ())


def _leg(sides: _Sides, library: Library, new: Catalogue, stage: Stage | None) -> Leg:
    rows = tuple(
        _crossing(sides, each, found) for each in new.of_stage(stage) if (found := ancestors(library, each.id))
    )
    title = new.stages[stage].title if stage else "Management system"
    return Leg(stage.value.capitalize() if stage else "Management-system", title, rows)


def _crossing(sides: _Sides, requirement: Requirement, found: tuple[Requirement, ...]) -> Crossing:
    standings = tuple(_carried(sides, requirement.id, found))
    return Crossing(
        requirement.id,
        Link(requirement.title, addresses.requirement(requirement.id)),
        requirement.printed,
        tuple(Ancestor(each.printed, Link(each.title, addresses.requirement(each.id))) for each in found),
        len(standings),
        sum(each.says == _SUPPLIES for each in standings),
        tuple(each for each in standings if each.says != _SUPPLIES),
    )


_SUPPLIES = "what was recorded supplies it"


def _carried(sides: _Sides, requirement: str, found: tuple[Requirement, ...]) -> Iterator[Carried]:
    for who, before, now in sides.everybody():
        state = now.get(requirement)
        if state is None or not state.state.applies:
            continue
        old = [before[each.id] for each in found if each.id in before and before[each.id].state.applies]
        best = max(old, key=lambda each: each.state.rank) if old else None
        yield Carried(
            who, evidence_mark(best.state) if best else None, evidence_mark(state.state), _comes_to(best, state)
        )


def _comes_to(before: Evidence | None, now: Evidence) -> str:
    """What evidence under the old standard comes to under the new one."""
    if before is None:  # its ancestors were asked of relationships where it is asked of the organisation, or not due
        return f"{'recorded' if now.state.counts else 'open'}; before, it was asked elsewhere"
    if now.state.counts:
        return _SUPPLIES if before.state.counts else "recorded now, not before"
    return "recorded before, and not enough now" if before.state.counts else "open, as before"


def _fresh(sides: _Sides, requirement: Requirement) -> Fresh:
    new = requirement.catalogue == NEW
    standings = []
    for who, before, now in sides.everybody():
        state = (now if new else before).get(requirement.id)
        if state is not None and state.state.applies:
            standings.append(Carried(who, None, evidence_mark(state.state), ""))
    return Fresh(
        Link(requirement.title, addresses.requirement(requirement.id)),
        requirement.printed,
        requirement.intent,
        _ASKED_OF[requirement.level],
        tuple(standings),
    )
