"""Rules about what was looked at and left no trace, and about plans of which nothing is heard."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rmpkit.model.days import Span
from rmpkit.model.deeds import deeds
from rmpkit.model.finding import Severity
from rmpkit.model.relationship import RelationshipState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

QUARTER = Span(months=3, days=0, text="quarter")
"""A plan in use has something to tell once a quarter, unless it means to be looked at less often."""

UPKEEP = ("acknowledgements", "signposts", "answers", "not-applicable")
"""Where a day tells that somebody kept the plan, and nothing of the relationship."""

RUNNING = 3
"""So many meetings of a forum in a row without a word are a habit; two may be chance."""


@plan_rule("RMP921", severity=Severity.NOTE)
def quarter_unrecorded(case: Case) -> Iterator[Problem]:
    """For a quarter nothing that happened is on record: no meeting, reading, decision, warning or finished action.

    ## Why it matters
    It may have been quiet. It may also have been busy, with nobody to write. Only those who were there know which, and
    one line tells the next reader.

    ## Example
    ```yaml
    meetings:
      M-1: {on: 2025-12-01}
    measures:
      berth-ready: {every: quarter, readings: {2025-11: 97}}
      shared-savings: {readings: {2025-11: 12000}}
    health-checks: {H-2: , H-3: , H-4: }
    risks:
      R-N1: {raised: 2025-11-20}
    issues:
    lessons:
    value-ideas:
    change-events:
    reports: {RP-1: {on: 2025-11-20}}
    business-case: {outcome: go on, by: estuary.ser, on: 2025-11-10}
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2025-11-20}
          northgate: {by: northgate.ser, on: 2025-11-22}
    ```

    Instead:
    ```yaml
    meetings:
      M-1: {on: 2025-12-01}
      M-2: {on: 2026-02-20, changed: A quiet winter; nothing to change}
    ```
    """
    live = case.plan.state in (RelationshipState.ACTIVE, RelationshipState.WINDING_DOWN)
    last = max((day for day in _news(case) if day <= case.today), default=None)
    if live and last and not case.plan.lost and _meant(case, last) <= case.today:
        yield Problem(
            (),
            f"Nothing is recorded since {last}. It may have been quiet, or it was not written down.",
            "Say which at the next meeting: record it with changed: in one line, or add what happened.",
        )


def _news(case: Case) -> Iterator[date]:
    """Days on which something happened; a reading tells of its month to the last day."""
    for path, day in deeds(case.plan):
        if path[0] not in UPKEEP:
            yield day
    for measure in case.plan.measures.values():
        for period in measure.readings:
            if period.first <= case.today:
                yield min(period.last, case.today)


def _meant(case: Case, last: date) -> date:
    """The day by which news is expected: after a quarter, or after the shortest rhythm that the plan set itself."""
    rhythms = [forum.every for forum in case.plan.forums.values() if forum.every]
    rhythms += [measure.every for measure in case.plan.measures.values() if measure.every]
    shortest = min((span.after(last) for span in rhythms), default=last)
    return max(QUARTER.after(last), shortest)


@plan_rule("RMP922", severity=Severity.NOTE, requirements=("wt.governance",), from_stage=5)
def reviews_without_a_word(case: Case) -> Iterator[Problem]:
    """The last three meetings of a forum looked at things, and nothing was changed or decided at any of them.

    ## Why it matters
    Held, nothing recorded: once, that is a good month. Three times running it may be that the forum meets too often,
    or that what it changes is written somewhere else.

    ## Example
    ```yaml
    meetings:
      M-1:
        changed:
      M-2: {forum: board, on: 2026-01-10, present: [estuary.ser, northgate.ser], reviewed: [risks]}
      M-3: {forum: board, on: 2025-12-10, present: [estuary.ser, northgate.ser], reviewed: [risks]}
    ```

    Instead:
    ```yaml
    meetings:
      M-2: {forum: board, on: 2026-01-10, present: [estuary.ser, northgate.ser], reviewed: [risks]}
      M-3: {forum: board, on: 2025-12-10, present: [estuary.ser, northgate.ser], reviewed: [risks]}
    ```
    """
    for name, forum in case.plan.forums.items():
        held = [meeting for meeting in case.meetings() if meeting.forum == name][-RUNNING:]
        silent = len(held) == RUNNING and all(meeting.reviewed and meeting.silent for meeting in held)
        if silent and not case.unread("meetings"):
            named = ", ".join(meeting.id for meeting in held)
            yield Problem(
                ("forums", name),
                f"{forum.title} looked at things at {named}, and no change or decision is on record.",
                "Add changed: or decisions: to them, or agree to meet less often.",
            )


@plan_rule("RMP923", severity=Severity.NOTE)
def review_in_the_same_words(case: Case) -> Iterator[Problem]:
    """The last review of a stage has the words of the one before: only the day has moved.

    ## Why it matters
    No change is a fair result. Said in its own words it shows that somebody looked, and at what.

    ## Example
    ```yaml
    stages:
      working-together:
        reviews:
          2025-05-01: Looked at, no change
          2025-11-01: Looked at, no change
    ```

    Instead:
    ```yaml
    stages:
      working-together:
        reviews:
          2025-05-01: Looked at, no change
          2025-11-01: The board takes quarters now; the rest still fits
    ```
    """
    for stage, record in case.plan.stages.items():
        lines = sorted((day, _plain(line)) for day, line in record.reviews.items() if day <= case.today)
        for (before, earlier), (day, later) in list(pairwise(lines))[-1:]:
            if earlier == later:
                yield Problem(
                    ("stages", stage.value, "reviews", str(day)),
                    f"The review of {day} says what that of {before} said, word for word.",
                    "Write what was looked at this time, and what came of it.",
                )


def _plain(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(".")
