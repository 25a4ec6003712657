"""Rules about ideas for value, and what the parties have learned."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.learning import IdeaState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP811", requirements=("st.value",), from_stage=6)
def value_silent(case: Case) -> Iterator[Problem]:
    """No idea was raised, and no gain realised, within the interval.

    ## Why it matters
    Ideas come when somebody asks for them. A register that has gone quiet is a question for the next meeting.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        raised: 2025-05-01
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        raised: 2025-05-01
      V-2:
        title: One gate pass for both yards
        raised: 2026-02-10
    ```
    """
    ideas, interval = case.plan.value_ideas, case.intervals.value_review
    news = [day for idea in ideas.values() for day in (idea.raised, idea.realised_on) if day and day <= case.today]
    silent = news and interval.after(max(news)) < case.today
    if silent and not case.leaving and not case.unread("value-ideas"):
        yield Problem(
            ("value-ideas",),
            f"The last news among the ideas for value is of {max(news)}; the interval is {interval.words}.",
            "Ask for ideas at the next meeting, and add what comes, or the gain of one that worked.",
        )


@plan_rule("RMP812", requirements=("vc.targets",), from_stage=6)
def gain_unshown(case: Case) -> Iterator[Problem]:
    """An idea is called realised, and nothing shows the gain.

    ## Why it matters
    The next idea is believed because the last one was shown. A page of figures that both sides have seen is enough.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        state: realised
        realised-on: 2026-01-31
        gain-goes-to: Halved
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        state: realised
        realised-on: 2026-01-31
        gain-goes-to: Halved
        see: SP-8
    ```
    """
    for name, idea in case.plan.value_ideas.items():
        if idea.state is IdeaState.REALISED and idea.see is None:
            message = f"The idea {name} is realised, and nothing is named that shows the gain."
            yield Problem(("value-ideas", name), message, "Add see: with the signpost to the figures.")


@plan_rule("RMP970", severity=Severity.NOTE, requirements=("vc.targets", "aw.value"), from_stage=6)
def gain_in_another_unit(case: Case) -> Iterator[Problem]:
    """What an idea brought is counted in another unit than what was expected of it.

    ## Why it matters
    Money set beside hours says neither more nor less. Count the gain as it was estimated, and say the rest in words.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        estimate: 120 tonnes CO2e
        realised: 9000
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        estimate: 120 tonnes CO2e
        realised: 95 tonnes CO2e
    ```
    """
    for name, idea in case.plan.value_ideas.items():
        if idea.estimate and idea.realised and idea.estimate.currency != idea.realised.currency:
            said = [each.currency or "money" for each in (idea.estimate, idea.realised)]
            yield Problem(
                ("value-ideas", name),
                f"The idea {name} was estimated in {said[0]}, and what it brought is counted in {said[1]}.",
                f"Write realised: in {said[0]}, too, or an estimate in {said[1]}.",
            )


@plan_rule("RMP813", requirements=("vc.process",), from_stage=6)
def idea_without_owner(case: Case) -> Iterator[Problem]:
    """An idea was agreed, and nobody carries it forward.

    ## Why it matters
    Everybody likes an agreed idea. It moves once it is somebody's.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        owner:
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        owner: northgate.manager
    ```
    """
    for name, idea in case.plan.value_ideas.items():
        if idea.live and idea.owner is None:
            message = f"The idea {name} is {idea.state}, and has no owner."
            yield Problem(("value-ideas", name), message, "Add owner: with the post that carries it forward.")


@plan_rule("RMP814", severity=Severity.NOTE, requirements=("vc.process",), from_stage=6)
def idea_without_reason(case: Case) -> Iterator[Problem]:
    """An idea was parked or rejected, and nothing says why.

    ## Why it matters
    Whoever had the idea reads the reason, and decides by it whether to bring the next one.

    ## Example
    ```yaml
    value-ideas:
      V-1:
        state: parked
        look-again: 2026-05-04
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
    for name, idea in case.plan.value_ideas.items():
        if idea.settled_without and not idea.why:
            message = f"The idea {name} is {idea.state}, and no reason is written."
            yield Problem(("value-ideas", name), message, "Add why: in one line.")


@plan_rule("RMP815", severity=Severity.NOTE, requirements=("vc.learning",), from_stage=6)
def lesson_without_change(case: Case) -> Iterator[Problem]:
    """A lesson was noted, and nothing is done differently because of it yet.

    ## Why it matters
    What was learned lives in what is done. One line about the change, or one action, makes it a lesson.

    ## Example
    ```yaml
    lessons:
      LL-1:
        change:
    ```

    Instead:
    ```yaml
    lessons:
      LL-1:
        change: Surveys are booked before the tide tables come out.
    ```
    """
    for name, lesson in case.plan.lessons.items():
        if not lesson.change and lesson.action is None:
            message = f"The lesson {name} names no change and no action."
            yield Problem(("lessons", name), message, "Add change: with what is done differently, or action:.")
