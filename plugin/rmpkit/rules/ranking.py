"""How candidates stand to each other by their scores, and rules about a choice that the scores do not show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rmpkit.model.selection import Candidate, CandidateState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

OUT_OF = 5
"""The highest score there is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands by its scores."""

    scores: Mapping[str, Decimal]
    """Its score on each criterion: what was settled together, or else the mean of each assessor's last."""

    asked: tuple[str, ...]
    """The criteria that count: those with a weight, or all where none has one."""

    total: Decimal | None
    """Its weighted mean, 1 to 5; none while a criterion that counts is not scored."""

    below: tuple[str, ...]
    """The criteria on which it stands below the least that will do."""


def standings(case: Case) -> Mapping[str, Standing]:
    """Where each candidate that was scored stands, by short name."""
    weights = _weights(case)
    found = {}
    for candidate, scores in _scores(case).items():
        whole = bool(weights) and weights.keys() <= scores.keys()
        weighed = sum((scores[name] * weight for name, weight in weights.items() if whole), Decimal())
        total = weighed / sum(weights.values()) if whole else None
        below = tuple(
            name
            for name, criterion in case.plan.criteria.items()
            if name in scores and criterion.minimum and scores[name] < criterion.minimum
        )
        found[candidate] = Standing(scores, tuple(weights), total, below)
    return found


def shown(figure: Decimal) -> str:
    """A score as it is printed: two places, and none that say nothing."""
    return f"{figure.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def _weights(case: Case) -> Mapping[str, int]:
    """How much each criterion counts; all alike where none has a weight."""
    said = {name: criterion.weight for name, criterion in case.plan.criteria.items() if criterion.weight}
    return said or dict.fromkeys(case.plan.criteria, 1)


def _scores(case: Case) -> Mapping[str, Mapping[str, Decimal]]:
    """The score of each candidate on each criterion."""
    settled: dict[tuple[str, str], int] = {}
    given: dict[tuple[str, str], dict[str, int]] = {}
    for score in sorted(case.plan.scores.values(), key=lambda each: each.on or date.min):
        at = (score.candidate, score.criterion)
        given.setdefault(at, {})[score.by or score.id] = score.score
        if score.moderated:
            settled[at] = score.score
    found: dict[str, dict[str, Decimal]] = {}
    for (candidate, criterion), by_post in given.items():
        mean = Decimal(sum(by_post.values())) / len(by_post)
        found.setdefault(candidate, {})[criterion] = Decimal(settled.get((candidate, criterion), mean))
    return found


def _preferred(case: Case) -> Iterator[tuple[str, Candidate]]:
    for name, candidate in case.plan.candidates.items():
        if candidate.state is CandidateState.PREFERRED and not case.unread("scores", "criteria", "candidates"):
            yield name, candidate


@plan_rule("RMP951", requirements=("ps.evaluate", "ps.decide"), from_stage=3)
def minimum_unreached(case: Case) -> Iterator[Problem]:
    """A candidate is preferred that stands below the least that will do on a criterion, with no condition.

    ## Why it matters
    A minimum was fixed before names were looked at. Going below it can be right, where what has to change first is
    written beside the choice.

    ## Example
    ```yaml
    criteria:
      CR-1:
        minimum: 5
    ```

    Instead:
    ```yaml
    criteria:
      CR-1:
        minimum: 5
    candidates:
      northgate-marine:
        conditions: [A survey that went wrong is told on the day, in the first three months]
    ```
    """
    found = standings(case)
    for name, candidate in _preferred(case):
        standing = found.get(name)
        if standing is None or candidate.conditions:
            continue
        for below in standing.below:
            least = case.plan.criteria[below].minimum
            message = f"{candidate.name} is preferred, and has {shown(standing.scores[below])} on {below}"
            yield Problem(
                ("candidates", name),
                f"{message}, where {least} is the least that will do.",
                "Add conditions: with what has to change first, or weigh the candidates again.",
                below,
                requirement="ps.evaluate",
            )


@plan_rule("RMP952", requirements=("ps.decide",), from_stage=3)
def choice_not_first(case: Case) -> Iterator[Problem]:
    """A candidate is preferred that is not first by its weighted scores, and no reason is written.

    ## Why it matters
    Scores prepare a choice and need not make it. Whoever reads both later asks what lay between them.

    ## Example
    ```yaml
    candidates:
      northgate-marine:
        reasons:
    scores:
      SC-3: {candidate: skerry, criterion: CR-1, score: 5, by: estuary.ser, on: 2024-02-01}
    ```

    Instead:
    ```yaml
    candidates:
      northgate-marine:
        reasons: Half a point behind, and the only one whose dredger turns in the inner basin
    scores:
      SC-3: {candidate: skerry, criterion: CR-1, score: 5, by: estuary.ser, on: 2024-02-01}
    ```
    """
    found = {name: standing.total for name, standing in standings(case).items() if standing.total is not None}
    for name, candidate in _preferred(case):
        own = found.get(name)
        if own is None or candidate.reasons:
            continue
        ahead = {
            other: total
            for other, total in found.items()
            if total > own and (each := case.plan.candidates.get(other)) and _could_be_chosen(each)
        }
        if ahead:
            first = max(ahead, key=lambda other: ahead[other])
            message = f"{candidate.name} is preferred with {shown(own)} of {OUT_OF} by weighted score"
            yield Problem(
                ("candidates", name),
                f"{message}, and {case.plan.candidates[first].name} has {shown(ahead[first])}.",
                "Add reasons: with what spoke for it beside the scores, or look at the scores again.",
                first,
            )


def _could_be_chosen(candidate: Candidate) -> bool:
    """Whether nothing tells yet why a candidate was passed over: it did not withdraw, and no reason is written."""
    return candidate.state not in (CandidateState.WITHDREW, CandidateState.PREFERRED) and not candidate.reasons
