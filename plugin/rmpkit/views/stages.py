"""One stage of a relationship, requirement by requirement: the signposts."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.stages import Stage, StageState
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views.dates import When, when
from rmpkit.views.evidence import EvidenceRow, rows_of_stage, tally_text
from rmpkit.views.marks import Mark, stage_mark
from rmpkit.views.overview import StageStep, stage_steps
from rmpkit.views.posts import Post, maybe_post, party_name
from rmpkit.views.sheet import Sheet, plan_sheet, stage_title


@dataclass(frozen=True, slots=True)
class StagePage:
    """The page."""

    sheet: Sheet
    number: int
    citation: str
    purpose: str
    phase: str
    mark: Mark
    live: bool
    owner: Post | None
    reviews: tuple[tuple[When, str, bool], ...]
    """Newest first, each with whether only the owner's people read it."""

    steps: tuple[StageStep, ...]
    tally: Tally
    tally_text: str
    summary: tuple[Mark, ...]
    """How many requirements are in each evidence state: the count for a shape."""

    rows: tuple[EvidenceRow, ...]
    running: bool
    statements: tuple[tuple[str, str], ...]
    """What each party says about it, side by side."""


def _reviews(plan: ShownPlan, stage: Stage) -> Iterator[tuple[When, str, bool]]:
    record = plan.stages.get(stage)
    shared = record.reviews if record else {}
    for day, line in sorted(plan.reviews_of(stage).items(), reverse=True):
        yield when(day), line, day not in shared


def stage_page(judged: Judged, plan: ShownPlan, stage: Stage) -> StagePage:
    """One stage of a relationship."""
    case = judged.case(plan.id)
    record = plan.stages.get(stage)
    clause = judged.catalogue.stages.get(stage)
    owner = (record.owner if record else None) or (f"{case.own}.manager" if case.own else None)
    rows = rows_of_stage(judged, plan, judged.catalogue.of_stage(stage), owner=owner)
    tally = Tally.of(each for each in judged.plans[plan.id].evidence if each.requirement.stage is stage)
    title = stage_title(judged, stage)
    words = [row.mark for row in rows]
    summary = tuple(Mark(str(words.count(mark)), mark.word, mark.tone) for mark in dict.fromkeys(words))
    return StagePage(
        sheet=plan_sheet(judged, plan, f"{stage}/", title, register="stages"),
        number=stage.number,
        citation=judged.catalogue.cite(clause.clause) if clause else "",
        purpose=clause.purpose if clause else "",
        phase=stage.phase,
        mark=stage_mark(record.state if record else StageState.NOT_STARTED),
        live=bool(record and record.live),
        owner=maybe_post(case, record.owner if record else None),
        reviews=tuple(_reviews(plan, stage)),
        steps=stage_steps(judged, plan),
        tally=tally,
        tally_text=tally_text(judged, tally),
        summary=summary,
        rows=rows,
        running=case.running,
        statements=tuple(
            (party_name(case, party), says) for party, says in plan.stage_statements.get(stage, {}).items()
        ),
    )
