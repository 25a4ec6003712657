"""Rules about a day that was agreed, and has passed."""

from collections.abc import Iterator

from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule


@common_rule("RMP308", once=("plan.risks", "im.improve"))
def action_overdue(case: Case | OwnCase) -> Iterator[Problem]:
    """The day of an action has passed and it is still open.

    ## Why it matters
    A late action with a new day and a reason is under control. A late action that nobody mentions is not.

    ## Example
    ```yaml
    actions:
      A-1:
        due: 2026-01-10
    ```

    Instead:
    ```yaml
    actions:
      A-1:
        due: 2026-04-10
    ```
    """
    for name, action in case.kept.actions.items():
        if action.open and action.due and action.due < case.today:
            yield Problem(
                ("actions", name),
                f"The action {name} was due on {action.due}, and is still open.",
                "Write done: with the day, or agree a new due: and say why in a note.",
            )


@common_rule("RMP941", once=("plan.risks",))
def risk_response_overdue(case: Case | OwnCase) -> Iterator[Problem]:
    """The day of the action on a risk has passed, and the risk is neither watched nor over.

    ## Why it matters
    What was to be done about a risk by a day either helped, or it is still to be done. Until somebody says which, the
    risk looks as if it were in hand.

    ## Example
    ```yaml
    risks:
      R-N1:
        due: 2026-01-10
    ```

    Instead:
    ```yaml
    risks:
      R-N1:
        due: 2026-01-10
        state: watching
    ```
    """
    for name, risk in case.kept.risks.items():
        if (day := risk.answer_due) and day < case.today:
            yield Problem(
                ("risks", name),
                f"The action on the risk {name} was due on {day}, and the risk is still {risk.state}.",
                "Write state: watching or closed where it was done, or agree a new due: and say why in a note.",
            )


@common_rule("RMP309")
def known_gap_ended(case: Case | OwnCase) -> Iterator[Problem]:
    """The day until which a gap was accepted has passed.

    ## Why it matters
    A known gap is honest for a while. After its day it is a gap like any other, and somebody has to say what now.

    ## Example
    ```yaml
    known-gaps:
      G-1:
        requirement: wt.competence
        why: Two people arrive in January
        accepted-by: estuary.ser
        until: 2026-01-31
    ```

    Instead:
    ```yaml
    known-gaps:
      G-1:
        requirement: wt.competence
        why: Two people arrive in May
        accepted-by: estuary.ser
        until: 2026-05-31
    ```
    """
    for name, gap in case.kept.known_gaps.items():
        if gap.until < case.today:
            message = f"The gap {name} was accepted until {gap.until}."
            yield Problem(
                ("known-gaps", name),
                message,
                "Close it with evidence and remove it, or agree a new until:.",
                covers=(gap.requirement,),
            )
