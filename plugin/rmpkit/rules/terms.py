"""Rules about what is made together, and how far the relationship reaches."""

from collections.abc import Iterator, Mapping
from datetime import date

from rmpkit.model.finding import Path, Severity
from rmpkit.model.property import Origin
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP878", requirements=("wt.knowledge",), from_stage=5)
def ownership_unsaid(case: Case) -> Iterator[Problem]:
    """The parties make something together, and nothing says who owns it.

    ## Why it matters
    Before it exists, everybody is generous. Two sentences now do what lawyers cannot do afterwards.

    ## Example
    ```yaml
    intellectual-property:
    knowledge:
      K-1:
        origin: made together
    ```

    Instead:
    ```yaml
    intellectual-property:
      made-together: It belongs to both; each may use it alone.
    knowledge:
      K-1:
        origin: made together
    ```
    """
    terms = case.plan.intellectual_property
    if (terms and terms.made_together) or case.unread("intellectual-property", "knowledge"):
        return
    made = [name for name, item in case.plan.knowledge.items() if item.origin is Origin.MADE_TOGETHER]
    path: Path
    if terms:
        path, message = ("intellectual-property",), "The terms do not say who owns what is made together."
    elif made:
        path, message = ("knowledge", made[0]), f"{', '.join(made)}: made together, and nothing says who owns it."
    else:
        return
    mend = "Add made-together: under intellectual-property, with who owns it and who may use it."
    yield Problem(path, message, mend)


@plan_rule(
    "RMP882",
    severity=Severity.NOTE,
    requirements=("ex.boundaries", "wt.exit"),
    from_stage=5,
    covers=("ex.boundaries",),
)
def boundary_unnamed(case: Case) -> Iterator[Problem]:
    """The parties agreed how they would part, and not what that covers.

    ## Why it matters
    Most parties have more than one thing to do with each other. What ends, and what goes on, is best said once.

    ## Example
    ```yaml
    exit:
      boundaries:
    ```

    Instead:
    ```yaml
    exit:
      boundaries: Dredging and berth works; the lease of the yard goes on by its own terms.
    ```
    """
    strategy = case.plan.exit
    if strategy and strategy.principles and not strategy.boundaries and not strategy.left_out:
        yield Problem(
            ("exit",),
            "Nothing says what the exit strategy covers, and where the relationship stops.",
            "Add boundaries: to exit, or left-out: with what goes on by terms of its own.",
        )


@plan_rule("RMP883", severity=Severity.NOTE, requirements=("wt.exit", "ex.monitor", "st.exit"), from_stage=5)
def trigger_unchecked(case: Case) -> Iterator[Problem]:
    """The parties write down what they saw at their exit triggers, and one was not looked at within the interval.

    ## Why it matters
    A review that looks at three triggers of four leaves out the one nobody wanted to talk about.

    ## Example
    ```yaml
    exit-triggers:
      X-1:
        checked:
          2024-11-10: Nobody is selling
    ```

    Instead:
    ```yaml
    exit-triggers:
      X-1:
        checked:
          2026-02-01: Nobody is selling
    ```
    """
    interval = case.intervals.exit_review
    looked = {name: _last_look(trigger.checked, case) for name, trigger in case.plan.exit_triggers.items()}
    if not any(looked.values()) or case.leaving or case.unread("exit-triggers"):
        return
    for name, trigger in case.plan.exit_triggers.items():
        last = looked[name]
        if trigger.met or (last and interval.after(last) >= case.today):
            continue
        yield Problem(
            ("exit-triggers", name),
            f"The exit trigger {name} was last looked at on {last}; the interval is {interval.words}."
            if last
            else f"The exit trigger {name} was never looked at, and others were.",
            "Look at it together, and add the day and what was seen under checked.",
        )


def _last_look(checked: Mapping[date, str], case: Case) -> date | None:
    return max((day for day in checked if day <= case.today), default=None)
