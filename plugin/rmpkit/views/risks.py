"""The risks of a relationship: a heat map, the joint register, our own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.organisation import Scales
from rmpkit.model.record import Disclosure
from rmpkit.model.risks import Risk, RiskKind
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.facts import Fact, some_facts, word
from rmpkit.views.marks import Mark, rating_mark
from rmpkit.views.posts import Post, maybe_post
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk."""

    id: str
    title: str
    kind: str
    category: str
    mark: Mark
    likelihood: str
    impact: str
    target: Mark | None
    residual: Mark | None
    """What is left after what was done, as it was rated."""

    objective: Link | None
    owner: Post | None
    response: str
    action: str
    due: When | None
    state: str
    open: bool
    raised: When | None
    note: str
    answered_by: tuple[Link, ...]
    """Actions that come from it."""

    came_from: tuple[Link, ...]
    """Risks of our own that became this one, for those who read them."""

    more: tuple[Fact, ...]
    """Cause, effect and what it hangs together with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Open threats of one likelihood and one impact."""

    mark: Mark
    """What this place on the scale is called."""

    risks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One likelihood."""

    step: int
    meaning: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The risks of one part of the plan, worst first."""

    id: str
    title: str
    internal: bool
    none: str
    risks: tuple[RiskRow, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """The page."""

    sheet: Sheet
    counts: tuple[Mark, ...]
    """How many open threats there are by name of rating, worst first."""

    columns: tuple[tuple[int, str], ...]
    heat: tuple[HeatRow, ...]
    unrated: tuple[Link, ...]
    opportunities: tuple[Link, ...]
    registers: tuple[Register, ...]
    reviewed: Link | None
    reviewed_on: When | None


def risks(judged: Judged, plan: ShownPlan) -> Risks:
    """The risks of a relationship."""
    case = judged.case(plan.id)
    organisation = judged.edition.organisation
    scales = organisation.scales if organisation else Scales()
    owner = organisation.name if organisation else "the owner"
    last = next((m for m in reversed(case.meetings()) if "risks" in m.reviewed), None)
    threats = [risk for risk in plan.risks.values() if risk.open and risk.kind is RiskKind.THREAT]
    titles = " ".join(risk.title for risk in plan.risks.values())
    joint = [risk for risk in plan.risks.values() if risk.part.disclosure <= Disclosure.JOINT]
    ours = [risk for risk in plan.risks.values() if risk.part.disclosure >= Disclosure.INTERNAL]
    return Risks(
        plan_sheet(judged, plan, addresses.RISKS, "Risks", register="risks", search=f"Risks of {plan.title} {titles}"),
        tuple(_counts(threats, scales)),
        tuple((step, scales.impact.get(step, "")) for step in range(1, 6)),
        tuple(_heat(plan, threats, scales)),
        tuple(_link(plan, risk) for risk in threats if risk.rating is None),
        tuple(_link(plan, risk) for risk in plan.risks.values() if risk.open and risk.kind is RiskKind.OPPORTUNITY),
        tuple(
            _registers(
                joint=_rows(case, joint, scales),
                alone={party: _rows(case, found, scales) for party, found in _by_party(case).items()},
                own=_rows(case, ours, scales),
                owner=owner if judged.edition.audience.own else "",
            )
        ),
        Link(last.id, addresses.of_path(plan, ("meetings", last.id))) if last else None,
        maybe(last.on) if last else None,
    )


def _registers(
    *,
    joint: tuple[RiskRow, ...],
    alone: Mapping[str, tuple[RiskRow, ...]],
    own: tuple[RiskRow, ...],
    owner: str,
) -> Iterator[Register]:
    """The joint register, one for each party that shares some with the owner alone, and the owner's where it reads."""
    yield Register("Joint", "Joint register", internal=False, none="No joint risks are recorded.", risks=joint)
    for number, (party, found) in enumerate(alone.items(), 1):
        yield Register(f"With-{number}", f"Shared with {party} only", internal=False, none="", risks=found)
    if owner:
        none = f"{owner} has recorded no risks of its own."
        yield Register("Own", f"Only {owner} sees these", internal=True, none=none, risks=own)


def _by_party(case: Case) -> Mapping[str, list[Risk]]:
    """Risks that one party shares with the owner alone, by the party's name."""
    found: dict[str, list[Risk]] = {}
    for risk in case.plan.risks.values():
        if risk.part.party:
            found.setdefault(case.party_name(risk.part.party), []).append(risk)
    return found


def _link(plan: ShownPlan, risk: Risk) -> Link:
    return Link(risk.id, addresses.of_path(plan, ("risks", risk.id)), label=f"{risk.id} {risk.title}")


def _counts(threats: Iterable[Risk], scales: Scales) -> Iterator[Mark]:
    found = [scales.band(risk.rating) for risk in threats if risk.rating is not None]
    for least, name in sorted(((least, name) for name, least in scales.bands.items()), reverse=True):
        if name in found:
            yield Mark(str(found.count(name)), name, rating_mark(max(least, 1), scales).tone)


def _heat(plan: ShownPlan, threats: list[Risk], scales: Scales) -> Iterator[HeatRow]:
    for likelihood in range(5, 0, -1):
        cells = (
            Cell(
                rating_mark(likelihood * impact, scales),
                tuple(_link(plan, risk) for risk in threats if (risk.likelihood, risk.impact) == (likelihood, impact)),
            )
            for impact in range(1, 6)
        )
        yield HeatRow(likelihood, scales.likelihood.get(likelihood, ""), tuple(cells))


def _rows(case: Case, found: list[Risk], scales: Scales) -> tuple[RiskRow, ...]:
    """Open ones first, worst first; those not rated yet after those that are; what is over last."""
    ordered = sorted(found, key=lambda risk: (not risk.open, -(risk.rating or 0)))
    return tuple(_row(case, risk, scales) for risk in ordered)


def _row(case: Case, risk: Risk, scales: Scales) -> RiskRow:
    plan = case.plan
    objective = plan.objectives.get(risk.objective) if risk.objective else None
    actions = (
        Link(f"{key} {action.title}", addresses.of_path(plan, ("actions", key)))
        for key, action in plan.actions.items()
        if action.comes_from == risk.id
    )
    return RiskRow(
        risk.id,
        risk.title,
        risk.kind,
        word(case, risk.category),
        _mark(risk, scales),
        str(risk.likelihood or ""),
        str(risk.impact or ""),
        rating_mark(risk.target, scales) if risk.target else None,
        rating_mark(risk.residual, scales) if risk.residual else None,
        Link(
            f"{risk.objective} {objective.title}",
            addresses.of_path(plan, ("objectives", risk.objective or "")),
        )
        if objective
        else None,
        maybe_post(case, risk.owner),
        risk.response or "",
        risk.action or "",
        maybe(risk.due),
        risk.state,
        risk.open,
        maybe(risk.raised),
        risk.note or "",
        tuple(actions),
        tuple(_link(plan, other) for other in plan.risks.values() if other.became == risk.id),
        some_facts(case, risk, "cause", "effect", "closed", "raised_by", "comes_from", "became", "depends_on"),
    )


def _mark(risk: Risk, scales: Scales) -> Mark:
    """The rating; only an open threat asks for attention by its tone."""
    mark = rating_mark(risk.rating, scales)
    if not risk.open:
        return replace(mark, tone="quiet")
    return replace(mark, tone="calm") if risk.kind is RiskKind.OPPORTUNITY else mark
