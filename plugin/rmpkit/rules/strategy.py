"""Rules about our own grounds: options, surroundings, worth, third parties, the case, thoughts about leaving."""

from collections.abc import Iterator

from rmpkit.model.context import Direction
from rmpkit.model.events import EventKind
from rmpkit.model.finding import Severity
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

ONE_MORE = 2
"""So many ways of reaching an aim make a choice."""


@plan_rule("RMP845", requirements=("aw.value",))
def estimate_uncompared(case: Case) -> Iterator[Problem]:
    """What collaborating would be worth is compared with nothing, or was never held against what came of it.

    ## Why it matters
    Everything is worth something. The question is what it is worth beside going without, and whether that came true.

    ## Example
    ```yaml
    value-analysis:
      VA-1:
        title: One survey in place of two
        estimate: 40000
        reviewed: 2025-12-01
    ```

    Instead:
    ```yaml
    value-analysis:
      VA-1:
        title: One survey in place of two
        estimate: 40000
        compared-with: doing without
        reviewed: 2025-12-01
    ```
    """
    interval = case.intervals.business_case
    for name, benefit in case.plan.value_analysis.items():
        if benefit.compared_with is None:
            message = f"{name} ({benefit.title}) is compared with nothing."
            mend = "Add compared-with: doing without, transactional or alone."
            yield Problem(("value-analysis", name), message, mend)
        elif case.reached(Stage.VALUE_CREATION.number) and benefit.reviewed is None:
            message = f"{name} ({benefit.title}) has not been held against what came of it."
            yield Problem(("value-analysis", name), message, "Look, and add came-of-it: and reviewed:.")
        elif benefit.reviewed and interval.after(benefit.reviewed) < case.today:
            message = (
                f"{name} ({benefit.title}) was last held against what came of it on {benefit.reviewed}; "
                f"the interval is {interval.words}."
            )
            yield Problem(("value-analysis", name), message, "Look again, and write the day behind reviewed:.")


@plan_rule("RMP846", severity=Severity.NOTE, requirements=("kn.strategy",), from_stage=2)
def option_alone(case: Case) -> Iterator[Problem]:
    """Only one way of reaching the aims was looked at, or none of several was chosen though the case is decided.

    ## Why it matters
    A choice among one is no choice. A second way, and what spoke against it, makes the first one easier to stand by.

    ## Example
    ```yaml
    options:
      OP-1: {title: An alliance of two, chosen: yes}
    ```

    Instead:
    ```yaml
    options:
      OP-1: {title: An alliance of two, chosen: yes}
      OP-2: {title: Orders by the day, against: Nobody plans the winter}
    ```
    """
    options, decided = case.plan.options, case.plan.business_case
    if case.unread("options") or not options:
        return
    if len(options) < ONE_MORE:
        message = f"{next(iter(options))} is the only way on record of reaching the aims."
        yield Problem(("options",), message, "Add what else was looked at, and what spoke against it.")
    elif decided and decided.outcome and not any(option.chosen for option in options.values()):
        message = f"The case was decided, and none of {len(options)} ways of reaching the aims is marked as chosen."
        yield Problem(("options",), message, "Add chosen: yes to the one that was taken.")


@plan_rule("RMP847", severity=Severity.NOTE, requirements=("kn.strategy",), from_stage=2)
def surroundings_unanswered(case: Case) -> Iterator[Problem]:
    """Something around the relationship hinders it, and no risk, objective or action answers that.

    ## Why it matters
    A list of what goes on in the world is read once. What has led to a risk or an aim is looked at again with it.

    ## Example
    ```yaml
    pestle:
      PE-1: {title: Dredging licences are getting shorter, factor: legal, direction: hinders}
    ```

    Instead:
    ```yaml
    pestle:
      PE-1: {title: Dredging licences are getting shorter, factor: legal, direction: hinders, leads-to: [IR-1]}
    ```
    """
    for name, each in case.plan.pestle.items():
        if each.direction is Direction.HINDERS and not each.leads_to:
            message = f"{name} ({each.title}) hinders, and nothing is named that answers it."
            yield Problem(("pestle", name), message, "Add leads-to: with a risk, an objective or an action.")


@plan_rule("RMP849", requirements=("kn.supplychain",), from_stage=2)
def third_party_unowned(case: Case) -> Iterator[Problem]:
    """The relationship hangs on somebody beyond the table, and nobody keeps an eye on it, or no risk says what if.

    ## Why it matters
    What comes late often comes from two steps up the chain, where neither party was looking.

    ## Example
    ```yaml
    third-parties:
      TP-1:
        name: The yard at Skerry
        needed-for: Docking of the only dredger
        risks: [IR-1]
    ```

    Instead:
    ```yaml
    third-parties:
      TP-1:
        name: The yard at Skerry
        needed-for: Docking of the only dredger
        risks: [IR-1]
        owner: estuary.manager
    ```
    """
    for name, each in case.plan.third_parties.items():
        if each.owner is None:
            message = f"No post keeps an eye on {each.name} ({name})."
            yield Problem(("third-parties", name), message, "Add owner: with the post that does.")
        elif each.needed_for and not each.risks:
            message = f"Something depends on {each.name} ({name}), and no risk says what would happen without it."
            yield Problem(("third-parties", name), message, "Add risks: with the risk or chance it brings.")


BIG = (
    EventKind.VARIATION,
    EventKind.TAKEOVER,
    EventKind.PARTY_JOINED,
    EventKind.PARTY_LEFT,
    EventKind.STRATEGY,
    EventKind.LAW,
)
"""Changes after which a case may no longer be what it was."""


@plan_rule("RMP850", requirements=("kn.case",), from_stage=2)
def case_older_than_change(case: Case) -> Iterator[Problem]:
    """The business case was decided before a big change around the plan, or its own day to look again has passed.

    ## Why it matters
    A case is weighed on the facts of its day. When the contract or the parties change, somebody asks whether it holds.

    ## Example
    ```yaml
    business-case:
      outcome: go on
      by: estuary.ser
      on: 2025-09-01
    change-events:
      CH-2:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2025-12-20
        read-again: {Risks: 2026-01-10}
    ```

    Instead:
    ```yaml
    business-case:
      outcome: go on
      by: estuary.ser
      on: 2026-01-12
    change-events:
      CH-2:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2025-12-20
        read-again: {Risks: 2026-01-10}
    ```
    """
    decided = case.plan.business_case
    if decided is None or decided.on is None or decided.outcome is None:
        return
    if decided.look_again and decided.on <= decided.look_again < case.today:
        message = f"The business case was to be weighed again on {decided.look_again}."
        yield Problem(("business-case", "look-again"), message, "Weigh it again, and write the new outcome and day.")
        return
    settled = max(decided.on, decided.look_again or decided.on)
    for event in case.plan.change_events.values():
        if event.kind in BIG and settled < event.on <= case.long_enough_ago(event.on):
            yield Problem(
                ("business-case", "on"),
                f"{event.title}, on {event.on}; the business case was last decided on {decided.on}.",
                "Weigh it again, and write the new outcome and day; or add look-again: with the day it is weighed.",
                event.id,
            )


@plan_rule("RMP851", severity=Severity.NOTE, requirements=("kn.knowledge",), from_stage=2)
def knowledge_older_than_party(case: Case) -> Iterator[Problem]:
    """A party joined after what may be shared was last looked at.

    ## Why it matters
    What may be shown to one partner may be the other one's trade secret. The list is read again before a third reads
    what stands on it.

    ## Example
    ```yaml
    parties:
      northgate: {name: Northgate Marine, letter: N, joined: 2025-12-01}
    ```

    Instead:
    ```yaml
    parties:
      northgate: {name: Northgate Marine, letter: N, joined: 2025-12-01}
    stages:
      knowledge:
        state: established
        reviews:
          2025-11-01: Still right
          2026-01-12: What may be shared was read again for Northgate
    ```
    """
    seen = max((day for day in case.plan.reviews_of(Stage.KNOWLEDGE) if day <= case.today), default=None)
    if not case.plan.knowledge or seen is None or case.unread("knowledge", "parties"):
        return
    for name, party in case.present.items():
        if name != case.own and party.joined and seen < party.joined <= case.long_enough_ago(party.joined):
            yield Problem(
                ("parties", name),
                f"{party.name} joined on {party.joined}; what may be shared was last looked at on {seen}.",
                "Read it again, and add a line under reviews of the stage knowledge.",
                name,
            )


@plan_rule("RMP852", requirements=("kn.strategy", "kn.exit"), from_stage=2)
def consideration_unowned(case: Case) -> Iterator[Problem]:
    """A thought about leaving is kept by nobody.

    ## Why it matters
    Thoughts about leaving are looked at on a bad day. Whoever keeps one knows by then what the other way would cost.

    ## Example
    ```yaml
    exit-considerations:
      XC-1:
        owner:
    ```

    Instead:
    ```yaml
    exit-considerations:
      XC-1:
        owner: estuary.manager
    ```
    """
    for name, each in case.plan.exit_considerations.items():
        if each.owner is None:
            yield Problem(
                ("exit-considerations", name),
                f"The thought about leaving {name} has no owner.",
                "Add owner: with the post that keeps it.",
                requirement="kn.exit" if "kn.exit" in case.catalogue.requirements else "kn.strategy",
            )
