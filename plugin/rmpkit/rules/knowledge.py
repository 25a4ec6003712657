"""Rules about what may be shared, on which terms, and what becomes of it."""

from collections.abc import Iterator

from rmpkit.model.agreements import Sharing
from rmpkit.model.finding import Severity
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP821", requirements=("kn.knowledge",), from_stage=2)
def sharing_without_conditions(case: Case) -> Iterator[Problem]:
    """Something could be shared on conditions, and the conditions are not written.

    ## Why it matters
    "It depends" leaves the person who is asked for it alone. The conditions let them say yes.

    ## Example
    ```yaml
    knowledge:
      K-1:
        conditions:
    ```

    Instead:
    ```yaml
    knowledge:
      K-1:
        conditions: Once the data agreement is signed, and without customers' names
    ```
    """
    for name, item in case.plan.knowledge.items():
        if item.share is Sharing.COULD and not item.conditions:
            message = f"{name} ({item.item}) could be shared, and the conditions are not written."
            yield Problem(("knowledge", name), message, "Add conditions: in one line, or write can or cannot.")


@plan_rule("RMP822", severity=Severity.NOTE, requirements=("wt.knowledge",), from_stage=5)
def sharing_without_agreement(case: Case) -> Iterator[Problem]:
    """Parties may have something, and no agreement is named that covers it.

    ## Why it matters
    Sharing goes well until somebody asks on which terms. One agreement can cover everything that is shared.

    ## Example
    ```yaml
    knowledge:
      K-1:
        agreement:
    ```

    Instead:
    ```yaml
    knowledge:
      K-1:
        agreement: AG-1
    ```
    """
    uncovered = [name for name in _shared(case) if case.plan.knowledge[name].agreement is None]
    if uncovered:
        yield Problem(
            ("knowledge",),
            f"No agreement is named that covers {', '.join(uncovered)}.",
            "Add agreement: to each, with the agreement that covers it.",
        )


@plan_rule("RMP823", severity=Severity.NOTE, requirements=("wt.exit",), from_stage=5)
def sharing_open_at_exit(case: Case) -> Iterator[Problem]:
    """Nothing says what becomes of something shared if the parties part.

    ## Why it matters
    What was shared easily is asked back with difficulty. A line now saves a negotiation then.

    ## Example
    ```yaml
    knowledge:
      K-1:
        at-exit:
    ```

    Instead:
    ```yaml
    knowledge:
      K-1:
        at-exit: Given back, and deleted within 30 days
    ```
    """
    unsaid = [name for name in _shared(case) if not case.plan.knowledge[name].at_exit]
    if unsaid:
        yield Problem(
            ("knowledge",),
            f"Nothing says what becomes of {', '.join(unsaid)} if the parties part.",
            "Add at-exit: to each, in one line.",
        )


def _shared(case: Case) -> Iterator[str]:
    """Ids of what named parties may have."""
    for name, item in case.plan.knowledge.items():
        if item.share is not Sharing.CANNOT and item.shared_with:
            yield name
