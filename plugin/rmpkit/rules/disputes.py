"""Rules about issues, and the ladder that disagreements climb. An early warning is never judged."""

import re
from collections.abc import Iterator, Sequence

from rmpkit.model.disputes import LadderLevel
from rmpkit.model.finding import Severity
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


def ladder(case: Case) -> tuple[LadderLevel, ...]:
    """The steps of the resolution ladder, lowest first by the number in their ids."""
    steps = case.plan.resolution_ladder.values()
    return tuple(sorted(steps, key=lambda step: tuple(int(number) for number in re.findall(r"[0-9]+", step.id))))


@plan_rule("RMP801", requirements=("wt.issues",), from_stage=5, covers=("wt.issues",))
def ladder_missing(case: Case) -> Iterator[Problem]:
    """Nothing says where a disagreement goes when those who have it cannot settle it.

    ## Why it matters
    A ladder agreed in good times keeps an issue about the issue. Two steps are enough for two small parties, and a
    signpost to where the ladder stands is as good.

    ## Example
    ```yaml
    resolution-ladder:
    issues:
    ```

    Instead:
    ```yaml
    resolution-ladder:
      LV-1:
        title: The two managers
        posts: [estuary.manager, northgate.manager]
        within: 10 days
    ```
    """
    unread = case.unread("resolution-ladder", "signposts", "answers", "known-gaps")
    if not case.plan.resolution_ladder and not case.spoken_of("wt.issues") and not unread:
        yield Problem(
            (),
            "No resolution ladder is recorded.",
            "Add resolution-ladder: to joint.yml, or a signpost that answers wt.issues.",
        )


@plan_rule("RMP802", requirements=("wt.issues",), from_stage=5)
def ladder_step_one_sided(case: Case) -> Iterator[Problem]:
    """A step of the ladder has no post of one of the parties.

    ## Why it matters
    An issue that goes up on one side only has nobody to talk to when it arrives.

    ## Example
    ```yaml
    resolution-ladder:
      LV-2:
        posts: [estuary.ser]
    ```

    Instead:
    ```yaml
    resolution-ladder:
      LV-2:
        posts: [estuary.ser, northgate.ser]
    ```
    """
    if case.unread("parties"):
        return
    for step in ladder(case):
        there = {post.partition(".")[0] for post in step.posts}
        for party in case.present:
            if party not in there:
                name = case.party_name(party)
                yield Problem(
                    ("resolution-ladder", step.id),
                    f"The step {step.id} ({step.title}) has no post of {name}.",
                    f"Add a post of {party} to posts.",
                    party,
                )


@plan_rule("RMP803", severity=Severity.NOTE, requirements=("wt.issues",), from_stage=5)
def ladder_step_untimed(case: Case) -> Iterator[Problem]:
    """A step of the ladder does not say how long it may take.

    ## Why it matters
    With a limit, going up a step is what was agreed. Without one, it looks like a complaint.

    ## Example
    ```yaml
    resolution-ladder:
      LV-1:
        within:
    ```

    Instead:
    ```yaml
    resolution-ladder:
      LV-1:
        within: 10 days
    ```
    """
    for step in _without_last_resort(ladder(case)):
        if step.within is None:
            message = f"The step {step.id} ({step.title}) has no time limit."
            yield Problem(("resolution-ladder", step.id), message, "Add within: such as 10 days.")


def _without_last_resort(steps: Sequence[LadderLevel]) -> Sequence[LadderLevel]:
    """The steps but the topmost, where that one says what follows it."""
    return steps[:-1] if len(steps) > 1 and steps[-1].then else steps


@plan_rule("RMP804", requirements=("wt.issues", "st.issues"), from_stage=5)
def issue_past_limit(case: Case) -> Iterator[Problem]:
    """An issue has been on its step of the ladder for longer than the parties agreed.

    ## Why it matters
    The limit protects both sides: nobody has to decide to go over somebody's head. Going up is no defeat.

    ## Example
    ```yaml
    issues:
      I-1:
        raised: 2026-01-15
        level: LV-1
    ```

    Instead:
    ```yaml
    issues:
      I-1:
        raised: 2026-01-15
        level: LV-2
        since: 2026-02-25
    ```
    """
    steps = ladder(case)
    places = {step.id: place for place, step in enumerate(steps)}
    for name, issue in case.plan.issues.items():
        place = places.get(issue.level) if issue.level else 0
        since = issue.since or issue.raised
        if not steps or place is None or not issue.open or since is None:
            continue
        step = steps[place]
        if step.within and step.within.after(since) < case.today:
            higher = steps[place + 1].id if place + 1 < len(steps) else None
            yield Problem(
                ("issues", name),
                f"The issue {name} has been at {step.id} ({step.title}) since {since}; "
                f"the parties agreed on {step.within} for that step.",
                f"Write level: {higher} and since: with the day it went up, or how it was settled."
                if higher
                else "Write how it was settled, or decide at that step what happens next.",
            )
