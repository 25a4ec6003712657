"""How the partner is found and chosen: for the owner's own people."""

from collections.abc import Iterator, Mapping
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.selection import CandidateScore
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.ranking import OUT_OF, Standing, shown, standings
from rmpkit.views import addresses
from rmpkit.views.dates import when
from rmpkit.views.facts import Fact, Item
from rmpkit.views.posts import maybe_doer
from rmpkit.views.records import record_link
from rmpkit.views.registers import (
    Cell,
    Layout,
    Register,
    Registers,
    Row,
    Section,
    facts_section,
    registers_page,
    section,
)

CRITERIA = Layout(
    "criteria",
    "Criterion",
    "Criteria",
    "What is looked for",
    "title",
    (
        ("About", ("kind",)),
        ("Weight, percent", ("weight",)),
        ("Least that will do", ("minimum",)),
        ("What shows it", ("how_assessed",)),
        ("Fixed", ("agreed",)),
    ),
    says="Fixed before names are looked at.",
)
CANDIDATES = Layout(
    "candidates",
    "Candidate",
    "Candidates",
    "Candidates, and what was decided",
    "name",
    (
        ("Why on the list", ("why", "found_through")),
        ("How far", ("state", "decided", "decided_by")),
        ("Why so decided", ("reasons", "conditions")),
        ("Told why", ("told",)),
    ),
)
SCORES = Layout("scores", "Criterion", "Scores", "Scores, assessor by assessor", "criterion")
CHECKS = Layout(
    "due_diligence",
    "Looked into",
    "Checks",
    "What is looked into before the choice",
    "title",
    (("Of whom", ("candidate",)), ("What came of it", ("result", "on", "by")), ("Kept at", ("see",))),
)
TALKS = Layout(
    "engagements",
    "What it was about",
    "Talks",
    "First talks",
    "purpose",
    (
        ("With", ("candidate",)),
        ("On", ("on",)),
        ("Who spoke for us", ("by",)),
        ("On what ground", ("under",)),
        ("What came of it", ("outcome",)),
    ),
    order=lambda record: (getattr(record, "on", None) or date.max, record.id),
)
LAYOUTS = (CRITERIA, CANDIDATES, SCORES, CHECKS, TALKS)


def choice(judged: Judged, plan: ShownPlan) -> Registers:
    """The route, what is looked for, who was weighed and how, and what was decided."""
    case = judged.case(plan.id)
    found = (
        facts_section(case, plan.selection, "Route", "How the partner is chosen here"),
        section(case, CRITERIA, internal=True),
        section(case, CANDIDATES, internal=True),
        _scores(case),
        section(case, CHECKS, internal=True),
        section(case, TALKS, internal=True),
        facts_section(case, plan.negotiation, "Brief", "The brief for talks about terms"),
    )
    return registers_page(judged, plan, addresses.SELECTION, "Selection", found)


def _scores(case: Case) -> Section | None:
    """Criterion by candidate: each score, with who gave it and when, the settled one last; and what they come to."""
    scores = case.plan.scores.values()
    if not scores:
        return None
    candidates = dict.fromkeys((*case.plan.candidates, *(each.candidate for each in scores)))
    names = {key: case.plan.candidates[key].name if key in case.plan.candidates else key for key in candidates}
    rows = tuple(
        Row(
            "",
            f"{key} {case.plan.criteria[key].title}" if key in case.plan.criteria else key,
            (),
            tuple(Cell(names[name], tuple(_given(case, key, name))) for name in candidates),
            over=False,
            internal=False,
        )
        for key in dict.fromkeys((*case.plan.criteria, *(each.criterion for each in scores)))
    )
    weighted = any(criterion.weight for criterion in case.plan.criteria.values())
    table = Register("Criterion", tuple(names.values()), (*rows, _total(case, names, weighted=weighted)))
    by = "by the weights above" if weighted else "each criterion alike, since none has a weight"
    says = f"The last line adds up, {by}, what was settled together; where nothing was, the mean of the assessors."
    return Section(SCORES.anchor, SCORES.title, says, registers=(table,), internal=True)


def _total(case: Case, names: Mapping[str, str], *, weighted: bool) -> Row:
    """What the scores of each candidate come to, and on what it stands below the least that will do."""
    found = standings(case)
    cells = tuple(
        Cell(title, tuple(_sum(found[name])) if name in found else (), labelled=True) for name, title in names.items()
    )
    return Row("", "Weighted" if weighted else "Mean", (), cells, over=False, internal=False)


def _sum(standing: Standing) -> Iterator[Fact]:
    if standing.total is None:
        count = sum(name in standing.scores for name in standing.asked)
        text = f"not added up: scored on {count} of {len(standing.asked)} that count"
    else:
        text = f"{shown(standing.total)} of {OUT_OF}"
    yield Fact("total", "Total", (Item("text", text),))
    if standing.below:
        yield Fact("below", "Below the least that will do", (Item("text", ", ".join(standing.below)),))


def _given(case: Case, criterion: str, candidate: str) -> Iterator[Fact]:
    given = sorted(case.plan.scores.values(), key=lambda score: score.moderated)
    for score in given:
        if (score.criterion, score.candidate) == (criterion, candidate):
            yield _fact(case, score)


def _fact(case: Case, score: CandidateScore) -> Fact:
    items = [Item("text", f"{score.score} of 5")]
    if by := maybe_doer(case, score.by, score.on):
        items.append(Item("post", by))
    if score.on:
        items.append(Item("day", when(score.on)))
    if score.comment:
        items.append(Item("text", score.comment))
    if score.see:
        items.append(Item("link", record_link(case.plan, score.see, "signposts")))
    return Fact("score", "Settled together" if score.moderated else score.id, tuple(items), id=score.id)
