"""Rules about which relationships deserve a collaborative approach."""

from collections.abc import Iterator

from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP119", requirements=("plan.portfolio",))
def relationship_unsorted(case: OwnCase) -> Iterator[Problem]:
    """The organisation sorts its relationships, and one of them was left out of that.

    ## Why it matters
    Effort goes where value is only if every relationship was looked at by the same questions.

    ## Example
    ```yaml
    segment:
    ```

    Instead:
    ```yaml
    segment: collaborate
    ```
    """
    if not case.organisation.segments:
        return
    for plan in case.plans:
        if plan.segment is None and "segment" not in plan.lost_registers:
            yield Problem(
                ("segments",),
                f"The relationship {plan.title} is not sorted.",
                f"Add segment: to the plan {plan.id}, with one of {', '.join(case.organisation.segments)}.",
                plan.id,
            )


@organisation_rule("RMP120", requirements=("plan.portfolio",))
def segmentation_stale(case: OwnCase) -> Iterator[Problem]:
    """All relationships were last looked across longer ago than the organisation's own interval.

    ## Why it matters
    A strategy changes, a supplier becomes a partner. What was sorted once and never again is habit.

    ## Example
    ```yaml
    segmentation:
      approved: 2024-06-03
      reviewed: 2024-12-02
    ```

    Instead:
    ```yaml
    segmentation:
      reviewed: 2025-06-02
    ```
    """
    found = case.organisation.segmentation
    days = (found.approved, found.reviewed) if found else ()
    seen = max((day for day in days if day and day <= case.today), default=None)
    interval = case.intervals.segmentation
    if seen and interval.after(seen) < case.today:
        message = f"All relationships were last looked across on {seen}; the interval is {interval.words}."
        yield Problem(("segmentation",), message, "Look across them again, and write the day behind reviewed:.")
