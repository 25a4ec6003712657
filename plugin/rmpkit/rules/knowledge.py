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


@plan_rule("RMP876", requirements=("wt.knowledge",), from_stage=5)
def sharing_unkept(case: Case) -> Iterator[Problem]:
    """Something is shared, and nobody decides about it, or it was last thought about before a party joined.

    ## Why it matters
    What was right between two may not be right among three. One post keeps an eye on each thing that is shared.

    ## Example
    ```yaml
    knowledge:
      K-1:
        owner:
    ```

    Instead:
    ```yaml
    knowledge:
      K-1:
        owner: estuary.manager
    ```
    """
    for name in _shared(case):
        item = case.plan.knowledge[name]
        newest = max((party.joined for party in case.present.values() if party.joined), default=None)
        if item.owner is None:
            message = f"{name} ({item.item}) is shared, and nobody decides about it."
            yield Problem(("knowledge", name), message, "Add owner: with the post that decides about it.")
        elif item.reviewed and newest and item.reviewed < newest:
            message = f"{name} ({item.item}) was last thought about on {item.reviewed}; a party joined on {newest}."
            yield Problem(
                ("knowledge", name), message, "Ask whether it is still right, and write reviewed: with the day."
            )
