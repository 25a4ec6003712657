"""Rules about how the whole is measured, and about top management looking at it."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.reviews import ReviewInput
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule

EXPECTED = (
    ReviewInput.CONTEXT,
    ReviewInput.RISKS,
    ReviewInput.OBJECTIVES,
    ReviewInput.RELATIONSHIPS,
    ReviewInput.HEALTH_CHECKS,
    ReviewInput.PARTNER_FEEDBACK,
    ReviewInput.VALUE_REALISED,
    ReviewInput.AUDITS,
    ReviewInput.NONCONFORMITIES,
    ReviewInput.RESOURCES,
)
"""What a management review is expected to have looked at, once over a year."""


@organisation_rule("RMP130", severity=Severity.NOTE, requirements=("pe.monitor",))
def measure_without_rhythm(case: OwnCase) -> Iterator[Problem]:
    """A measure of the organisation does not say how often it is read.

    ## Why it matters
    What is to be measured, how and when is decided beforehand, or it is read when the figure is welcome.

    ## Example
    ```yaml
    measures:
      gains:
        every:
    ```

    Instead:
    ```yaml
    measures:
      gains:
        every: year
    ```
    """
    for name, measure in case.organisation.measures.items():
        if measure.every is None:
            message = f"The measure {name} of the organisation does not say how often it is read."
            yield Problem(("measures", name), message, "Add every: such as quarter.")


@organisation_rule("RMP134", requirements=("pe.review",))
def management_review_overdue(case: OwnCase) -> Iterator[Problem]:
    """Top management last looked at the whole longer ago than the organisation's own interval.

    ## Why it matters
    It is the one meeting at which relationships are seen side by side, by those who can move money and people.

    ## Example
    ```yaml
    management-reviews:
      MR-1:
        on: 2025-01-20
    ```

    Instead:
    ```yaml
    management-reviews:
      MR-1:
        on: 2025-11-17
    ```
    """
    interval = case.intervals.management_review
    held = case.reviews
    if held and not case.unread("management-reviews") and interval.after(held[-1].on) < case.today:
        last = held[-1]
        message = f"The last management review was {last.id}, on {last.on}; the interval is {interval.words}."
        yield Problem(("management-reviews", last.id), message, "Hold the next one, and record it.")


@organisation_rule("RMP135", requirements=("pe.review",))
def review_input_missing(case: OwnCase) -> Iterator[Problem]:
    """The management reviews of a year left out something that such a review is expected to look at.

    ## Why it matters
    What partners say, what the health checks show and what value came of it are what only this meeting can weigh.

    ## Example
    ```yaml
    management-reviews:
      MR-1:
        looked-at: [context, risks, objectives, relationships, health checks, audits, nonconformities, resources]
    ```

    Instead:
    ```yaml
    management-reviews:
      MR-1:
        looked-at: [context, risks, objectives, relationships, health checks, partner feedback, value realised, audits,
          nonconformities, resources]
    ```
    """
    if not case.reviews or case.unread("management-reviews"):
        return
    last = case.reviews[-1]
    year = [review for review in case.reviews if case.intervals.management_review.after(review.on) > last.on]
    seen = {topic for review in year for topic in review.looked_at}
    if missing := [topic.value for topic in EXPECTED if topic not in seen]:
        message = f"{last.id} of {last.on} did not look at {', '.join(missing)}."
        mend = "Add what was looked at to looked-at:, or put it on the agenda of the next one."
        yield Problem(("management-reviews", last.id), message, mend)
