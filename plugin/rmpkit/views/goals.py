"""Objectives and their measures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.goals import Measure, MeasureKind, Objective
from rmpkit.model.reports import Report
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.lamps import standing_of
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.chart import Spark, spark
from rmpkit.views.dates import When, maybe, period
from rmpkit.views.health import HealthView, health_view
from rmpkit.views.lamps import LampView, lamp_views
from rmpkit.views.marks import Mark, objective_mark, target_mark
from rmpkit.views.mirror import maturity_section
from rmpkit.views.posts import Post, maybe_doer, maybe_post, party_name
from rmpkit.views.registers import Layout, Section, section
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What a measure showed for one month or day."""

    period: str
    value: str
    mark: Mark
    note: str
    by: Post | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure, its readings and how the last of them stands."""

    id: str
    page: Link
    question: str
    of: str
    kind: str
    unit: str
    baseline: str
    target: str
    amber: str
    every: str
    owner: Post | None
    source: str
    incentive: str
    mark: Mark
    latest: str
    latest_period: str
    spark: Spark | None
    readings: tuple[ReadingRow, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective, and its measures."""

    id: str
    page: Link
    title: str
    why: str
    owner: Post | None
    due: When | None
    mark: Mark
    note: str
    agreed_at: Link | None
    measures: tuple[MeasureView, ...]
    risks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Goals:
    """The page of objectives, measures and health checks."""

    sheet: Sheet
    lamps: tuple[LampView, ...]
    objectives: tuple[ObjectiveRow, ...]
    loose: tuple[MeasureView, ...]
    """Measures that serve no objective of this plan."""

    by_kind: tuple[tuple[str, tuple[MeasureView, ...]], ...]
    """All measures at a glance, sorted by what they are about."""

    health: HealthView | None
    maturity: Section | None
    """What the parties found together of how mature they are."""
    reports: Section | None
    """What the parties made of their results, newest first."""


def goals(judged: Judged, plan: ShownPlan) -> Goals:
    """What the parties want, how they tell, and how each of them feels about it."""
    case = judged.case(plan.id)
    measures = {key: _measure(case, key, measure) for key, measure in plan.measures.items()}
    loose = tuple(measures[key] for key, measure in plan.measures.items() if measure.objective not in plan.objectives)
    sheet = plan_sheet(judged, plan, addresses.OBJECTIVES, "Objectives and measures", register="objectives")
    return Goals(
        sheet,
        lamp_views(judged, plan)[:2],
        objective_rows(case),
        loose,
        tuple(_by_kind(measures)),
        health_view(case),
        maturity_section(case, ours=False),
        section(case, REPORTS),
    )


REPORTS = Layout(
    "reports",
    "Report",
    "Reports",
    "What the results mean",
    "title",
    (
        ("Looks at", ("from_", "to")),
        ("Where it is going", ("trend",)),
        ("Why", ("cause",)),
        ("Decided", ("decided", "see")),
    ),
    says="Not the figures again, but where they are going, why, and what was decided.",
    order=lambda record: (-(cast("Report", record).on or date.max).toordinal(), record.id),
)

_KINDS: Mapping[MeasureKind, str] = {
    MeasureKind.DELIVERY: "What is delivered",
    MeasureKind.VALUE: "What is gained beyond that",
    MeasureKind.RELATIONSHIP: "How the parties work with each other",
    MeasureKind.BEHAVIOUR: "What people were seen to do",
}


def _by_kind(measures: Mapping[str, MeasureView]) -> Iterator[tuple[str, tuple[MeasureView, ...]]]:
    for kind, title in _KINDS.items():
        found = tuple(measure for measure in measures.values() if measure.kind == kind)
        if found:
            yield title, found


def objective_rows(case: Case) -> tuple[ObjectiveRow, ...]:
    """Every objective with its measures, in the order they are written."""
    return tuple(_objective(case, key, objective) for key, objective in case.plan.objectives.items())


def _objective(case: Case, key: str, objective: Objective) -> ObjectiveRow:
    plan = case.plan
    at = objective.agreed_at
    return ObjectiveRow(
        key,
        Link(f"{key} {objective.title}", addresses.of_path(plan, ("objectives", key))),
        objective.title,
        objective.why or "",
        maybe_post(case, objective.owner),
        maybe(objective.due),
        objective_mark(objective.state),
        objective.note or "",
        Link(at, addresses.of_path(plan, ("meetings", at))) if at else None,
        tuple(_measure(case, name, measure) for name, measure in plan.measures.items() if measure.objective == key),
        tuple(
            Link(f"{name} {risk.title}", addresses.of_path(plan, ("risks", name)))
            for name, risk in plan.risks.items()
            if risk.objective == key and risk.open
        ),
    )


def _measure(case: Case, key: str, measure: Measure) -> MeasureView:
    ordered = sorted(measure.readings.items(), key=lambda item: item[0])
    unit = measure.unit or ""
    latest = measure.latest(case.today)
    return MeasureView(
        key,
        Link(measure.question, addresses.of_path(case.plan, ("measures", key))),
        measure.question,
        party_name(case, measure.of) if measure.of else "",
        measure.kind,
        unit,
        str(measure.baseline) if measure.baseline is not None else "",
        str(measure.target) if measure.target else "",
        str(measure.amber) if measure.amber else "",
        str(measure.every) if measure.every else "",
        maybe_post(case, measure.owner),
        measure.source or "",
        (measure.incentive or "").rstrip("."),
        target_mark(standing_of(measure, case.today)),
        str(latest[1].value) if latest else "",
        period(latest[0]) if latest else "",
        spark([reading.value for _, reading in ordered], measure.target, says=_in_words(measure)),
        tuple(
            ReadingRow(
                period(month),
                str(reading.value),
                target_mark(measure.standing(reading.value)),
                reading.note or "",
                maybe_doer(case, reading.by, min(month.last, case.today)),
            )
            for month, reading in reversed(ordered)
        ),
    )


def _in_words(measure: Measure) -> str:
    """What a sparkline shows, for those who hear it."""
    ordered = sorted(measure.readings.items(), key=lambda item: item[0])
    values = [reading.value for _, reading in ordered]
    shown = ", ".join(map(str, values))
    span = f" from {period(ordered[0][0])} to {period(ordered[-1][0])}" if ordered else ""
    rising = all(later > earlier for earlier, later in pairwise(values))
    falling = all(later < earlier for earlier, later in pairwise(values))
    way = ", rising each time" if rising else ", falling each time" if falling else ""
    unit = f" {measure.unit}" if measure.unit else ""
    target = f"; target {measure.target}" if measure.target else "; no target"
    return f"{measure.question.rstrip('?')}: {shown}{unit}{span}{way}{target}."
