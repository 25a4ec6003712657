"""What every relationship scored when it was weighed against the others, criterion by criterion."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.segments import SegmentCriterion
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.facts import Fact, Item
from rmpkit.views.registers import Cell, Register, Row, Section

_TOGETHER = "All together"


def scores(judged: Judged) -> Section | None:
    """The scores of the relationships by name, and what they come to by the weights; nothing where none is weighed."""
    ours = judged.edition.organisation
    criteria = ours.segment_criteria if ours else {}
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    weighed = [plan for plan in plans if plan.segmentation and plan.segmentation.scores]
    if not criteria or not weighed:
        return None
    rows = [_row(plan, criteria) for plan in weighed]
    columns = tuple(cell.label for cell in rows[0].cells)
    return Section(
        "Scores",
        "What each scored",
        "1 to 5 by each criterion. All together counts each by its weight, once every criterion has a score.",
        registers=(Register("Relationship", columns, tuple(rows)),),
    )


def _row(plan: ShownPlan, criteria: Mapping[str, SegmentCriterion]) -> Row:
    given = plan.segmentation.scores if plan.segmentation else {}
    cells = [Cell(_head(each), tuple(_scored(given.get(name), each))) for name, each in criteria.items()]
    cells.append(Cell(_TOGETHER, tuple(_together(given, criteria))))
    page = Link(plan.title, addresses.of_path(plan, ("segmentation",)), f"How {plan.title} was weighed")
    return Row("", plan.title, (), tuple(cells), over=False, internal=False, page=page)


def _head(criterion: SegmentCriterion) -> str:
    weight = f" ({criterion.weight} percent)" if criterion.weight is not None else ""
    return f"{criterion.title}{weight}"


def _scored(score: int | None, criterion: SegmentCriterion) -> Iterator[Fact]:
    if score is not None:
        alone = criterion.floor is not None and score >= criterion.floor
        yield Fact("", criterion.title, (Item("text", f"{score}, decides alone" if alone else str(score)),))


def _together(given: Mapping[str, int], criteria: Mapping[str, SegmentCriterion]) -> Iterator[Fact]:
    """The scores by their weights; not of some of them, because half a sum is compared with whole ones."""
    weights = {name: each.weight for name, each in criteria.items() if each.weight}
    whole = sum(weights.values())
    if whole and all(name in given for name in weights):
        mean = sum((Decimal(given[name]) * weight for name, weight in weights.items()), Decimal()) / whole
        yield Fact("", _TOGETHER, (Item("text", f"{mean.quantize(Decimal('0.01')).normalize():f}"),))
