"""How far each requirement is evidenced, as a row of a page."""

from dataclasses import dataclass

from rmpkit.catalogue.requirement import Level, Requirement
from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.called import name_of
from rmpkit.model.finding import Path
from rmpkit.model.record import Entry
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Evidence, Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, spoken
from rmpkit.views.marks import Mark, calm_mark, evidence_mark
from rmpkit.views.posts import Post, maybe_post, told
from rmpkit.views.records import address_of

MOST = 3
"""So many records of one register are named; more of them are counted, with a link to where they stand."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One requirement and how far it is evidenced."""

    id: str
    """Its stable id, and the anchor of the row."""

    title: str
    """Its short title."""

    citation: str
    """Where it stands in the standard, as far as that may be printed."""

    mark: Mark
    """How far it is evidenced."""

    reason: str
    """Why that is said."""

    where: tuple[Link, ...]
    """The records that carry it."""

    says: str
    """The statement that answers it, as rich text."""

    next_step: str
    """What would take it further."""

    who: Post | None
    """Who answers for the next step."""

    once: bool = False
    """Whether the organisation answers it once, for all relationships."""

    good_until: When | None = None
    """The last day on which what it rests on counts, where that is to come; told to those who keep the plan."""

    @property
    def page(self) -> Link:
        """The page of the requirement."""
        return Link(self.title, addresses.requirement(self.id))


def rows_of_stage(
    judged: Judged, plan: ShownPlan, requirements: tuple[Requirement, ...], *, owner: str | None
) -> tuple[EvidenceRow, ...]:
    """The rows of some requirements in one plan; what the organisation answers once says so."""
    case = judged.case(plan.id)
    states = {each.requirement.id: each for each in judged.plans[plan.id].evidence}
    ours = {each.requirement.id: each for each in judged.organisation.evidence}
    found = []
    for requirement in requirements:
        if requirement.id in states:
            found.append(_plan_row(case, states[requirement.id], owner))
        elif requirement.level is Level.ORGANISATION and requirement.id in ours:
            found.append(organisation_row(judged, ours[requirement.id]))
    return tuple(found)


def _plan_row(case: Case, evidence: Evidence, owner: str | None) -> EvidenceRow:
    answer = case.plan.answers.get(evidence.requirement.id)
    own = case.edition.audience.own
    return EvidenceRow(
        evidence.requirement.id,
        evidence.requirement.title,
        evidence.requirement.printed,
        evidence_mark(evidence.state) if own else calm_mark(evidence.state),
        told(case, evidence.reason),
        where(case.plan, evidence.where),
        answer.says if answer else "",
        told(case, evidence.next_step) if own else "",
        maybe_post(case, _who(case, evidence, owner)) if own else None,
        good_until=_good_until(evidence),
    )


def _good_until(evidence: Evidence) -> When | None:
    return maybe(evidence.good_until) if evidence.state.counts else None


def _who(case: Case, evidence: Evidence, owner: str | None) -> str | None:
    """Who sees to the next step: whoever accepted a gap, else the owner of the stage."""
    if not evidence.next_step:
        return None
    gap = next((case.plan.known_gaps.get(str(path[1])) for path in evidence.where if path[0] == "known-gaps"), None)
    return gap.accepted_by if gap else owner


def organisation_row(judged: Judged, evidence: Evidence) -> EvidenceRow:
    """The row of a requirement that the organisation answers once."""
    organisation = judged.edition.organisation
    answer = organisation.answers.get(evidence.requirement.id) if organisation else None
    return EvidenceRow(
        evidence.requirement.id,
        evidence.requirement.title,
        evidence.requirement.printed,
        evidence_mark(evidence.state),
        spoken(evidence.reason),
        in_organisation(judged, evidence.where),
        answer.says if answer else "",
        spoken(evidence.next_step),
        None,
        once=True,
        good_until=_good_until(evidence),
    )


def in_organisation(judged: Judged, paths: tuple[Path, ...]) -> tuple[Link, ...]:
    """Links to what of the organisation stands at some paths."""
    organisation = judged.edition.organisation
    return where(organisation, paths) if organisation else ()


def where(kept: ShownPlan | ShownOrganisation, paths: tuple[Path, ...]) -> tuple[Link, ...]:
    """Links to the records at some paths; many of one register are one link to all of it."""
    registers: dict[str, list[Path]] = {}
    for path in paths:
        registers.setdefault(str(path[0]), []).append(path)
    found: list[Link] = []
    for register, group in registers.items():
        if len(group) > MOST:
            text = f"{len(group)} {register.replace('-', ' ')}"
            found.append(Link(text, address_of(kept, (register,))))
        else:
            found.extend(shown(kept, path) for path in group)
    return tuple(found)


def shown(kept: ShownPlan | ShownOrganisation, path: Path) -> Link:
    """A link to the record at a path, named as people would name it."""
    return Link(_name(kept, path), address_of(kept, path))


def _name(kept: ShownPlan | ShownOrganisation, path: Path) -> str:
    register, key = str(path[0]), str(path[1]) if len(path) > 1 else ""
    record = getattr(kept, register.replace("-", "_"), None)
    entry = record.get(key) if isinstance(record, dict) else None
    if register in _NAMED:
        return _NAMED[register].format(key)
    title = name_of(entry) if isinstance(entry, Entry) else ""
    if title:
        return f"{key} {title}" if key[:1].isupper() or register == "versions" else str(title)
    plain = register.replace("-", " ").capitalize()
    tail = str(path[-1]).replace("-", " ") if len(path) > 1 else ""
    return f"{plain}: {tail}" if tail else plain


_NAMED = {
    "answers": "Statement",
    "health-checks": "Health check {}",
    "known-gaps": "Known gap {}",
    "meetings": "Meeting {}",
    "not-applicable": "Decision that it does not arise",
    "roles": "{}",
    "stages": "Reviews of this stage",
}


def tally_text(judged: Judged, tally: Tally) -> str:
    """The only sentence in which evidence is counted; in a partner's copy, of what the parties answer together."""
    own = judged.edition.audience.own
    if not tally.applying:
        return "No requirement applies yet." if own else "Nothing is asked of the parties together yet."
    of_whom = "that apply" if own else "that the parties answer together"
    return f"Evidence recorded for {tally.recorded} of {tally.applying} requirements {of_whom}."
