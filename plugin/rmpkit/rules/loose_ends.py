"""Rules about threads that break off: a later link is there without an earlier one, or one has waited too long.

Each of them says what the threads page shows as a gap; neither can say anything else.
"""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule
from rmpkit.rules.threads import open_steps


@plan_rule("RMP931", requirements=("st.analysis",), from_stage=5)
def reading_unanswered(case: Case) -> Iterator[Problem]:
    """A measure has been off target for longer than it takes to read it again, and nothing was decided or done.

    ## Why it matters
    A reading off target is the beginning of a conversation. That it took place is seen in a decision or an action; to
    leave it as it is can be the decision.

    ## Example
    ```yaml
    measures:
      berth-ready:
        target: at least 95
        amber: at least 90
        every: month
        readings: {2026-01: 82, 2026-02: 80}
    ```

    Instead:
    ```yaml
    measures:
      berth-ready:
        target: at least 95
        amber: at least 90
        every: month
        readings: {2026-01: 82, 2026-02: 80}
    actions:
      A-9:
        title: Second survey crew from March
        owner: northgate.manager
        due: 2026-03-16
        comes-from: O-1
    ```
    """
    for chain, step in open_steps(case, 2, "reading-unanswered"):
        message = f"{step.at[1]} is off target, and nothing was decided or done for {chain.about} since."
        yield Problem(step.at, message, step.mend)


@plan_rule("RMP936", severity=Severity.NOTE, requirements=("wt.risk",), from_stage=5)
def risk_untreated(case: Case) -> Iterator[Problem]:
    """A risk is said to be treated, or to come down to a lower rating, and nothing says what is being done.

    ## Why it matters
    The lower rating is a hope until there is an action behind it. To accept the risk is a good answer too.

    ## Example
    ```yaml
    risks:
      R-N1:
        target-likelihood: 2
        target-impact: 2
    ```

    Instead:
    ```yaml
    risks:
      R-N1:
        target-likelihood: 2
        target-impact: 2
        action: Ask for the licence a year ahead
    ```
    """
    for chain, step in open_steps(case, 6, "risk-untreated"):
        risk = case.plan.risks[chain.about]
        how = "is said to be treated" if risk.state == "treating" else "is meant to come down"
        yield Problem(step.at, f"The risk {chain.about} {how}, and nothing says what is being done.", step.mend)


@plan_rule("RMP938", severity=Severity.NOTE, requirements=("vc.process",), from_stage=6)
def gain_unplaced(case: Case) -> Iterator[Problem]:
    """An idea is realised, and nothing says who gained.

    ## Why it matters
    Whoever had the idea looks at where the gain went before the next one is said aloud.

    ## Example
    ```yaml
    value-process:
    value-ideas:
      V-1:
        state: realised
        realised-on: 2026-01-31
        see: SP-8
    ```

    Instead:
    ```yaml
    value-ideas:
      V-1:
        state: realised
        realised-on: 2026-01-31
        see: SP-8
        gain-goes-to: Halved, by the rule of the agreement
    ```
    """
    for chain, step in open_steps(case, 8, "gain-unplaced"):
        yield Problem(step.at, f"The idea {chain.about} is realised, and nothing says who gained.", step.mend)


@plan_rule("RMP939", severity=Severity.NOTE, requirements=("st.rmp",), from_stage=5)
def executive_new_plan_old(case: Case) -> Iterator[Problem]:
    """A senior executive is new in the post, and the plan was not read again since.

    ## Why it matters
    Whoever answers for a plan should have read it. Often nothing changes, and a meeting that reviewed the plan says so.

    ## Example
    ```yaml
    roles:
      estuary.ser:
        okafor: {from: 2024-04-01, to: 2026-01-24}
        brandt: {from: 2026-01-25}
    ```

    Instead:
    ```yaml
    roles:
      estuary.ser:
        okafor: {from: 2024-04-01, to: 2026-01-24}
        brandt: {from: 2026-01-25}
    meetings:
      M-1:
        reviewed: [risks, measures, exit, plan]
    ```
    """
    for chain, step in open_steps(case, 11, "executive-new-plan-old"):
        message = f"{chain.title}: the plan was {step.missing}."
        yield Problem(step.at, message.replace("not since", "not read again since"), step.mend)


@plan_rule("RMP940", severity=Severity.NOTE, requirements=("st.rmp",), from_stage=5)
def executive_not_in_roles(case: Case) -> Iterator[Problem]:
    """A change of senior executive is on record, and no post has a new holder.

    ## Why it matters
    Everything in the plan refers to the post. Until it has its new holder, letters go to somebody who has left.

    ## Example
    ```yaml
    change-events:
      CH-2:
        title: Estuary has a new executive
        kind: new SER
        on: 2026-01-20
        read-again: {Roles: 2026-02-01}
    ```

    Instead:
    ```yaml
    change-events:
      CH-2:
        title: Estuary has a new executive
        kind: new SER
        on: 2026-01-20
        read-again: {Roles: 2026-02-01}
    roles:
      estuary.ser:
        okafor: {from: 2024-04-01, to: 2026-01-19}
        brandt: {from: 2026-01-20}
    ```
    """
    for chain, step in open_steps(case, 11, "executive-not-in-roles"):
        day = case.plan.change_events[chain.about].on
        yield Problem(step.at, f"{chain.title}, on {day}; no post of a senior executive has a new holder.", step.mend)
