"""Rules about how ideas become gains, and lessons become habits."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.finding import Severity
from rmpkit.model.learning import IdeaState, Lesson, ValueIdea
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

WAITING = (IdeaState.IDEA, IdeaState.ASSESSED)
"""States in which an idea waits for somebody to say yes or no."""


@plan_rule("RMP877", severity=Severity.NOTE, requirements=("vc.rmp",), from_stage=6)
def value_not_taken_in(case: Case) -> Iterator[Problem]:
    """A gain was realised longer ago than the interval, and no revision of the plan since takes it in.

    ## Why it matters
    What worked once becomes the way things are done only where the plan says so.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        state: realised
        realised-on: 2025-07-31
        see: SP-8
    revisions:
      RV-2: {version: v0.95, on: 2025-03-02, summary: Ideas of the winter, takes-in: [value-creation]}
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        state: realised
        realised-on: 2025-07-31
        see: SP-8
    revisions:
      RV-2: {version: v0.95, on: 2025-09-02, summary: One survey for both, takes-in: [value-creation]}
    ```
    """
    interval = case.intervals.value_review
    made = (each for each in case.plan.revisions.values() if each.on <= case.today)
    taken = [each.on for each in made if "value-creation" in each.takes_in]
    days = (each.realised_on for each in case.plan.value_ideas.values() if each.state is IdeaState.REALISED)
    gains = [day for day in days if day and taken and day > max(taken) and interval.after(day) < case.today]
    if gains and not case.leaving and not case.unread("revisions"):
        yield Problem(
            ("revisions",),
            f"A gain was realised on {min(gains)}; the last revision that takes in such gains is of {max(taken)}.",
            "Bring what came of it into the plan, and add takes-in: [value-creation] to that revision.",
        )


@plan_rule("RMP884", requirements=("vc.process",), from_stage=6)
def gain_share_unsaid(case: Case) -> Iterator[Problem]:
    """The parties agreed how ideas are handled, and not who shares the gain, or who answers for it.

    ## Why it matters
    The first large gain is the wrong moment to talk about halves.

    ## Example
    ```yaml
    value-process:
      gain-share:
    ```

    Instead:
    ```yaml
    value-process:
      gain-share: Cost and gain are halved.
    ```
    """
    process = case.plan.value_process
    if process is None:
        return
    wanting = [key for key, value in (("gain-share", process.gain_share), ("owner", process.owner)) if not value]
    said = {"gain-share": "how cost and gain are shared", "owner": "who answers for it"}
    if wanting:
        yield Problem(
            ("value-process",),
            f"The value process does not say {' and '.join(said[key] for key in wanting)}.",
            f"Add {' and '.join(f'{key}:' for key in wanting)}.",
        )


@plan_rule("RMP885", severity=Severity.NOTE, requirements=("vc.targets", "st.value"), from_stage=6)
def idea_waiting(case: Case) -> Iterator[Problem]:
    """An idea waits without a day: undecided for longer than the interval, or parked and not to be looked at again.

    ## Why it matters
    A no is an answer. An idea that nobody answers is the last one its owner brings.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        state: parked
        why: The yard is full until the berth works end
        look-again:
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        state: parked
        why: The yard is full until the berth works end
        look-again: 2026-05-04
    ```
    """
    if case.leaving:
        return
    for name, idea in case.plan.value_ideas.items():
        if idea.state is IdeaState.PARKED and (idea.look_again is None or idea.look_again < case.today):
            asked = f"was to be looked at again on {idea.look_again}" if idea.look_again else "has no day to look again"
            yield Problem(
                ("value-ideas", name),
                f"The idea {name} is parked, and {asked}.",
                "Write look-again: with a day, or state: rejected with why:.",
                requirement="st.value",
            )
        elif (since := _undecided_since(idea)) and case.intervals.value_review.after(since) < case.today:
            yield Problem(
                ("value-ideas", name),
                f"The idea {name} was raised on {since}, and nothing is decided about it.",
                "Decide about it, and write state: and decided: with the day.",
                requirement="vc.targets",
            )


def _undecided_since(idea: ValueIdea) -> date | None:
    return idea.raised if idea.state in WAITING and idea.decided is None else None


@plan_rule("RMP886", requirements=("vc.targets",), from_stage=6)
def gain_uncompared(case: Case) -> Iterator[Problem]:
    """An idea was to bring a gain by now, and what it brought is not set beside what was expected.

    ## Why it matters
    Estimates get better only where somebody looks back at them. A gain of nothing is worth writing down, too.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        estimate: 20000
        due: 2026-01-31
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        estimate: 20000
        due: 2026-06-30
    ```
    """
    for name, idea in case.plan.value_ideas.items():
        late = idea.live and idea.due is not None and idea.due < case.today
        realised = idea.state is IdeaState.REALISED and idea.estimate is not None
        if idea.realised is None and (late or realised):
            yield Problem(
                ("value-ideas", name),
                f"The gain of {name} was wanted by {idea.due}, and what it brought is not written."
                if late
                else f"The idea {name} is realised, and what it brought is not set beside its estimate.",
                "Write realised: with what it brought" + (", or a new due:." if late else "."),
            )


@plan_rule("RMP887", severity=Severity.NOTE, requirements=("vc.learning", "ex.rmp"), from_stage=6)
def lesson_unapplied(case: Case) -> Iterator[Problem]:
    """A lesson was noted longer ago than the interval, and is not in use, or those it is meant for were not told.

    ## Why it matters
    The same mistake is made most often next door.

    ## Example
    ```yaml
    lessons:
      LL-1:
        on: 2025-05-15
    ```

    Instead:
    ```yaml
    lessons:
      LL-1:
        on: 2025-05-15
        applied: 2025-07-01
    ```
    """
    interval = case.intervals.value_review
    for name, lesson in case.plan.lessons.items():
        if lesson.on is None or interval.after(lesson.on) >= case.today:
            continue
        if lesson.change and lesson.applied is None and not _in_hand(lesson, case):
            message = f"The lesson {name} is of {lesson.on}, and nothing says that its change is in use."
            yield Problem(("lessons", name), message, "Write applied: with the day, or action: with who sees to it.")
        elif lesson.reach and lesson.passed_on is None:
            message = f"The lesson {name} is meant for {lesson.reach}, and nothing says that they were told."
            yield Problem(("lessons", name), message, "Write passed-on: with the day they were told.")


def _in_hand(lesson: Lesson, case: Case) -> bool:
    """Whether somebody is still to see to it."""
    action = case.plan.actions.get(lesson.action or "")
    return action is not None and action.open
