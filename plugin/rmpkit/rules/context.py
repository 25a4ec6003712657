"""Rules about what surrounds the organisation, and about those who have a stake in how it works with others."""

from collections.abc import Iterable, Iterator
from datetime import date

from rmpkit.model.context import Direction
from rmpkit.model.finding import Severity
from rmpkit.model.reviews import ReviewInput
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule

CLIMATE_ASKED_BY = "iso44001"
"""The standard whose amendment of 2024 asks for the decision about climate."""


@organisation_rule("RMP106", requirements=("ctx.context",))
def climate_undecided(case: OwnCase) -> Iterator[Problem]:
    """Nothing says whether a changing climate bears on how the organisation works with others.

    ## Why it matters
    The amendment of February 2024 asks for the decision, not for a particular answer. A "no" with its reason is enough.

    ## Example
    ```yaml
    climate:
      decided:
    ```

    Instead:
    ```yaml
    climate:
      decided: 2025-11-03
    ```
    """
    climate = case.organisation.climate
    if case.catalogue.id != CLIMATE_ASKED_BY or case.unread("climate"):
        return
    if climate is None:
        if case.organisation.context:
            message = "The context is recorded, and nothing says whether climate is part of it."
            yield Problem(("context",), message, "Add climate: with relevant, why, decided-by and decided.")
        return
    asked = {
        "relevant": climate.relevant,
        "why": climate.why,
        "decided-by": climate.decided_by,
        "decided": climate.decided,
    }
    if wanting := [f"{key}:" for key, value in asked.items() if value is None]:
        message = "The decision about climate is not whole."
        yield Problem(("climate",), message, f"Add {' and '.join(wanting)}.")


@organisation_rule("RMP107", severity=Severity.NOTE, requirements=("ctx.context",))
def surrounding_unanswered(case: OwnCase) -> Iterator[Problem]:
    """Something in the context hinders, and no risk, objective or action answers it.

    ## Why it matters
    A list of circumstances is read once. What leads to a risk, an objective or an action is worked on.

    ## Example
    ```yaml
    context:
      CX-1:
        leads-to:
    ```

    Instead:
    ```yaml
    context:
      CX-1:
        leads-to: [A-1]
    ```
    """
    for name, surrounding in case.organisation.context.items():
        if surrounding.direction is Direction.HINDERS and not surrounding.leads_to:
            message = f"{name} ({surrounding.title}) hinders, and nothing is named that answers it."
            yield Problem(("context", name), message, "Add leads-to: with a risk, an objective or an action.")


@organisation_rule("RMP108", requirements=("ctx.context", "ctx.stakeholders"))
def context_stale(case: OwnCase) -> Iterator[Problem]:
    """The context, or those who have a stake, were not looked at within the organisation's own interval.

    ## Why it matters
    Owners change, laws change, neighbours change. What was true when the list was made steers nothing today.

    ## Example
    ```yaml
    intervals:
      context-review: month
    ```

    Instead:
    ```yaml
    intervals:
      context-review: month
    context:
      CX-1:
        reviewed: 2026-02-09
    stakeholders:
      SH-1:
        reviewed: 2026-02-09
    ```
    """
    ours = case.organisation
    yield from _stale(case, "context", ReviewInput.CONTEXT, [each.reviewed for each in ours.context.values()])
    days = [each.reviewed for each in ours.stakeholders.values()]
    yield from _stale(case, "stakeholders", ReviewInput.STAKEHOLDERS, days)


def _stale(case: OwnCase, register: str, topic: ReviewInput, days: Iterable[date | None]) -> Iterator[Problem]:
    """A register that was begun and last looked at too long ago; a management review that did so counts."""
    begun = tuple(days)
    review = case.last_review(topic)
    seen = max((day for day in (*begun, review.on if review else None) if day and day <= case.today), default=None)
    interval, asked = case.intervals.context_review, f"ctx.{register}"
    noun = "context was" if register == "context" else "stakeholders were"
    if begun and seen and interval.after(seen) < case.today:
        message = f"The {noun} last looked at on {seen}; the interval is {interval.words}."
        yield Problem((register,), message, "Look at it again, and write the day behind reviewed:.", requirement=asked)


@organisation_rule("RMP109", severity=Severity.WARNING, requirements=("ctx.stakeholders",))
def obligation_unmet(case: OwnCase) -> Iterator[Problem]:
    """A need of a stakeholder was taken on as a duty, and nothing says by what it is met.

    ## Why it matters
    A duty that was taken on in public is asked about in public.

    ## Example
    ```yaml
    stakeholders:
      SH-1:
        met-by:
    ```

    Instead:
    ```yaml
    stakeholders:
      SH-1:
        met-by: [CO-1]
    ```
    """
    for name, stakeholder in case.organisation.stakeholders.items():
        if stakeholder.obligation and not stakeholder.met_by:
            message = f"The duty towards {stakeholder.name} ({name}) is met by no record."
            yield Problem(
                ("stakeholders", name), message, "Add met-by: with the process, communication or action that meets it."
            )
