"""Rules about what the parties have promised each other, in the same words whichever way the promise goes."""

from collections.abc import Iterator

from rmpkit.model.agreements import Agreement
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP312", from_stage=5)
def commitment_overdue(case: Case) -> Iterator[Problem]:
    """The day of a promise between the parties has passed, and it is still open.

    ## Why it matters
    A late promise with a new day is an agreement. What we owe is looked at in the same words as what we are owed.

    ## Example
    ```yaml
    commitments:
      CM-1:
        due: 2026-02-15
    ```

    Instead:
    ```yaml
    commitments:
      CM-1:
        due: 2026-02-15
        kept: 2026-02-13
    ```
    """
    for name, promise in case.plan.commitments.items():
        if promise.kept is None and promise.due and promise.due < case.today:
            by, to = case.party_name(promise.by), case.party_name(promise.to)
            yield Problem(
                ("commitments", name),
                f"{name}, promised by {by} to {to}, was due on {promise.due}, and is still open.",
                "Write kept: with the day, or agree a new due: and say why in a note.",
            )


@plan_rule("RMP313", from_stage=5)
def deliverable_overdue(case: Case) -> Iterator[Problem]:
    """The day of a deliverable has passed, and it is still to be handed over.

    ## Why it matters
    The plan's own dates are what others plan by. A new day that both know is better than an old one that both ignore.

    ## Example
    ```yaml
    deliverables:
      DL-1:
        due: 2026-02-10
    ```

    Instead:
    ```yaml
    deliverables:
      DL-1:
        due: 2026-02-10
        done: 2026-02-09
    ```
    """
    for name, item in case.plan.deliverables.items():
        if item.done is None and item.due and item.due < case.today:
            message = f"The deliverable {name} was due on {item.due}, and is still to be handed over."
            yield Problem(("deliverables", name), message, "Write done: with the day, or agree a new due:.")


@plan_rule("RMP314", requirements=("wt.contract",), from_stage=5)
def agreement_ended(case: Case) -> Iterator[Problem]:
    """An agreement has ended, the relationship goes on, and no later agreement is in force.

    ## Why it matters
    Work goes on by habit after the paper has run out, until the first question about who pays.

    ## Example
    ```yaml
    agreements:
      AG-1:
        ends: 2026-01-31
    ```

    Instead:
    ```yaml
    agreements:
      AG-1:
        ends: 2026-01-31
      AG-2:
        title: Dredging agreement of 2026
        starts: 2026-02-01
    ```
    """
    if case.leaving or case.unread("agreements"):
        return
    in_force = [agreement for agreement in case.plan.agreements.values() if _in_force(agreement, case)]
    for name, agreement in case.plan.agreements.items():
        if agreement.ends and agreement.ends < case.today and not any(_follows(a, agreement) for a in in_force):
            yield Problem(
                ("agreements", name),
                f"{name} ({agreement.title}) ended on {agreement.ends}, and no later agreement is in force.",
                "Write the new ends: where it was extended, or add the agreement that follows it.",
            )


def _in_force(agreement: Agreement, case: Case) -> bool:
    begun = agreement.starts is None or agreement.starts <= case.today
    return begun and (agreement.ends is None or agreement.ends >= case.today)


def _follows(later: Agreement, earlier: Agreement) -> bool:
    """Whether one agreement can have taken the place of another: it began after it."""
    return earlier.starts is None or (later.starts is not None and later.starts > earlier.starts)
