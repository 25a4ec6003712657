"""Rules about how a relationship was weighed among all of them, and what was decided because of it."""

from collections.abc import Iterator

from rmpkit.model.relationship import SegmentDecision
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, as_keys, plan_rule


@plan_rule("RMP841", requirements=("aw.prioritise",))
def weighing_undecided(case: Case) -> Iterator[Problem]:
    """The relationship was weighed against the others, and nothing says what was decided, by whom or when.

    ## Why it matters
    Scores prepare a decision. Whoever is asked later why this one and not another is asked for the decision.

    ## Example
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
    ```

    Instead:
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2025-06-10
    ```
    """
    weighed = case.plan.segmentation
    if weighed is None:
        return
    asked = {"decision": weighed.decision, "decided-by": weighed.decided_by, "decided": weighed.decided}
    wanting = [key for key, value in asked.items() if value is None]
    if wanting:
        yield Problem(
            ("segmentation",),
            f"The relationship was weighed, and nothing stands behind {as_keys(wanting)}.",
            f"Add {as_keys(wanting)}.",
        )


@plan_rule("RMP842", requirements=("aw.prioritise",))
def weighing_unexplained(case: Case) -> Iterator[Problem]:
    """A score reached the height at which it decides alone, it was decided otherwise, and nothing says why.

    ## Why it matters
    Adding up scores hides a partner who matters on one thing only. That is what the floor of a criterion is for; going
    past it may be right, and then a sentence says why. So does a decision without any score.

    ## Example
    ```yaml
    segmentation:
      scores: {SC-1: 5}
      decision: keep transactional
      decided-by: estuary.ser
      decided: 2025-06-10
    ```

    Instead:
    ```yaml
    segmentation:
      scores: {SC-1: 5}
      decision: keep transactional
      why: Hard to replace, and content with orders; we keep two years of spare parts
      decided-by: estuary.ser
      decided: 2025-06-10
    ```
    """
    weighed = case.plan.segmentation
    if weighed is None or weighed.decision is None or weighed.why:
        return
    if not weighed.scores:
        message = f'The decision is "{weighed.decision}", with neither scores nor a reason.'
        yield Problem(("segmentation",), message, "Add scores: by the organisation's criteria, or why:.")
    organisation = case.edition.organisation
    criteria = organisation.segment_criteria if organisation else {}
    for name, score in weighed.scores.items():
        floor = criteria[name].floor if name in criteria else None
        if floor and score >= floor and weighed.decision is not SegmentDecision.COLLABORATE:
            yield Problem(
                ("segmentation", "scores", name),
                f"{criteria[name].title} scores {score}, which decides alone from {floor} up; "
                f'the decision is "{weighed.decision}".',
                "Add why: with what spoke against it.",
                name,
            )


@plan_rule("RMP843", requirements=("aw.prioritise",))
def weighing_stale(case: Case) -> Iterator[Problem]:
    """The day by which the relationship was to be weighed again has passed: its own, or by the interval.

    ## Why it matters
    What was the one partner three years ago may be one of four today. The day was set when the scores were fresh.

    ## Example
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2024-06-10
      look-again: 2025-06-10
    ```

    Instead:
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2025-06-09
      look-again: 2026-06-09
    ```
    """
    weighed = case.plan.segmentation
    again = weighed.again(case.intervals.segmentation) if weighed else None
    if again and again < case.today:
        yield Problem(
            ("segmentation",),
            f"The relationship was to be weighed again by {again}.",
            "Weigh it again, and write the day behind decided: and a new look-again:.",
        )
