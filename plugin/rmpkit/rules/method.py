"""Rules about how the organisation works with others in general: processes, value, risk, objectives."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.goals import MeasureKind
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule, organisation_rule


@organisation_rule("RMP110", requirements=("ctx.system", "op.planning", "aw.governance"))
def process_unowned(case: OwnCase) -> Iterator[Problem]:
    """A process by which relationships are run has no owner.

    ## Why it matters
    A process that nobody owns is done as it was done by whoever did it last.

    ## Example
    ```yaml
    processes:
      PR-1:
        owner:
    ```

    Instead:
    ```yaml
    processes:
      PR-1:
        owner: estuary.chief-executive
    ```
    """
    for name, process in case.organisation.processes.items():
        if process.owner is None:
            message = f"The process {name} ({process.title}) has no owner."
            yield Problem(("processes", name), message, "Add owner: with the post that answers for it.")


@organisation_rule("RMP111", severity=Severity.NOTE, requirements=("ctx.system",))
def process_unconnected(case: OwnCase) -> Iterator[Problem]:
    """A process feeds no other, and none feeds it.

    ## Why it matters
    A system is processes that take up what others give. One that stands alone is a habit, or a link is not drawn yet.

    ## Example
    ```yaml
    processes:
      PR-3:
        title: Thanks to partners at the end of the year
        owner: estuary.chief-executive
        changes: The chief executive, at the management review
    ```

    Instead:
    ```yaml
    processes:
      PR-3:
        title: Thanks to partners at the end of the year
        owner: estuary.chief-executive
        changes: The chief executive, at the management review
        feeds: [PR-1]
    ```
    """
    processes = case.organisation.processes
    if len(processes) < 2 or case.unread("processes"):  # noqa: PLR2004 - one alone has nothing to feed
        return
    fed = {other for process in processes.values() for other in process.feeds}
    for name, process in processes.items():
        if not process.feeds and name not in fed:
            message = f"The process {name} ({process.title}) feeds no other, and none feeds it."
            yield Problem(("processes", name), message, "Add feeds: with the process that takes up what it gives.")


@organisation_rule("RMP112", severity=Severity.NOTE, requirements=("op.planning",))
def process_change_unsaid(case: OwnCase) -> Iterator[Problem]:
    """Of some processes it is said who decides that they are done differently, and of others it is not.

    ## Why it matters
    Work is under control where a change of course has a name and a day behind it.

    ## Example
    ```yaml
    processes:
      PR-2:
        changes:
    ```

    Instead:
    ```yaml
    processes:
      PR-2:
        changes: The head of relationships, at the management review
    ```
    """
    processes = case.organisation.processes
    silent = [name for name, process in processes.items() if not process.changes]
    if silent and len(silent) < len(processes):
        named = ", ".join(silent)
        message = f"Nothing says who decides that {named} {'is' if len(silent) == 1 else 'are'} done differently."
        yield Problem(("processes", silent[0]), message, "Add changes: with who decides it, and where it is recorded.")


@organisation_rule("RMP113", requirements=("ctx.value",))
def value_untold(case: OwnCase) -> Iterator[Problem]:
    """It is written what value means here, and not how it is looked for, who adds it up, or what measures it.

    ## Why it matters
    Gains that nobody looks for and nothing measures are told in good years and forgotten in others.

    ## Example
    ```yaml
    value:
      found-by:
    ```

    Instead:
    ```yaml
    value:
      found-by: Each board has an hour for ideas every half-year
    ```
    """
    value = case.organisation.value
    if value is None:
        return
    asked = {"found-by": value.found_by, "owner": value.owner}
    words = {"found-by": "how it is looked for", "owner": "who adds it up"}
    if wanting := [key for key, found in asked.items() if not found]:
        message = f"It is written what value means here, and not {' or '.join(words[key] for key in wanting)}."
        yield Problem(("value",), message, f"Add {' and '.join(f'{key}:' for key in wanting)}.")
    if not _measured(case):
        message = "It is written what value means here, and nothing measures it, here or in a relationship."
        yield Problem(("value",), message, "Set kind: value on a measure, here or in a plan.", "measures")


def _measured(case: OwnCase) -> bool:
    """Whether anything tells value, or may do so where it could be read."""
    if case.unread("measures"):
        return True
    kept = (case.organisation.measures, *(plan.measures for plan in case.plans))
    if any(measure.kind is MeasureKind.VALUE for measures in kept for measure in measures.values()):
        return True
    registers = {"measures", "value-ideas"}
    return any(registers & plan.lost_registers or plan.value_ideas for plan in case.plans)


@organisation_rule("RMP116", requirements=("plan.risks",))
def risk_above_appetite(case: OwnCase) -> Iterator[Problem]:
    """A risk is rated higher than the organisation lives with, and nothing is done about it by a day.

    ## Why it matters
    The appetite is the organisation's own line. Above it, an action and a day are what makes it more than a number.

    ## Example
    ```yaml
    risks:
      R-1:
        due:
    ```

    Instead:
    ```yaml
    risks:
      R-1:
        due: 2026-06-30
    ```
    """
    method = case.organisation.risk_method
    if method is None or method.appetite is None:
        return
    for name, risk in case.organisation.risks.items():
        above = risk.open and risk.rating is not None and risk.rating > method.appetite
        if above and not (risk.action and risk.due):
            message = (
                f"The risk {name} is rated {risk.rating}, above the appetite of {method.appetite}, with no action."
            )
            if risk.action:
                message = f"The action on the risk {name}, rated {risk.rating}, has no day."
            mend = "Add action: and due:, or rate it again where something has changed."
            yield Problem(("risks", name), message, mend)


@organisation_rule("RMP117", requirements=("plan.risks", "plan.portfolio", "sup.corporate_rmp"))
def method_unapproved(case: OwnCase) -> Iterator[Problem]:
    """A method is written down, and nothing says who approved it and when.

    ## Why it matters
    How risks are weighed and how relationships are sorted decides where money goes. Somebody has to stand for that.

    ## Example
    ```yaml
    risk-method:
      approved:
    ```

    Instead:
    ```yaml
    risk-method:
      approved: 2025-04-07
    ```
    """
    ours = case.organisation
    methods = (
        ("risk-method", ours.risk_method, "The way risks are weighed", "plan.risks"),
        ("segmentation", ours.segmentation, "The way relationships are sorted", "plan.portfolio"),
        ("corporate-plan", ours.corporate_plan, "The corporate plan", "sup.corporate_rmp"),
    )
    for key, method, noun, requirement in methods:
        if method is not None and not (method.approved_by and method.approved):
            message = f"{noun} does not say who approved it, and when."
            yield Problem((key,), message, "Add approved-by: and approved:.", requirement=requirement)


@common_rule("RMP118", requirements=("aw.objectives",), once=("plan.objectives",))
def aim_undated(case: Case | OwnCase) -> Iterator[Problem]:
    """An objective says nothing of the day it is wanted by.

    ## Why it matters
    What, who, when and how it is told: without the day, an objective cannot be late, and so is never early either.

    ## Example
    ```yaml
    objectives:
      O-1:
        due:
    ```

    Instead:
    ```yaml
    objectives:
      O-1:
        due: 2026-12-31
    ```
    """
    for name, objective in case.kept.objectives.items():
        if objective.open and objective.due is None:
            yield Problem(
                ("objectives", name), f"The objective {name} has no day.", "Add due: with the day it is wanted by."
            )


@organisation_rule("RMP129", requirements=("sup.corporate_rmp",))
def corporate_plan_older(case: OwnCase) -> Iterator[Problem]:
    """The corporate plan was last looked at before the policy that it carries out was approved.

    ## Why it matters
    Each relationship follows the corporate plan, and so would go on with what the old policy said.

    ## Example
    ```yaml
    corporate-plan:
      approved: 2024-03-04
      reviewed: 2024-09-02
    ```

    Instead:
    ```yaml
    corporate-plan:
      reviewed: 2026-02-16
    ```
    """
    plan, policy = case.organisation.corporate_plan, case.organisation.policy
    seen = max((day for day in (plan.approved, plan.reviewed) if day), default=None) if plan else None
    if seen and policy and policy.approved and seen < policy.approved:
        message = f"The corporate plan was last looked at on {seen}; the policy was approved on {policy.approved}."
        yield Problem(("corporate-plan",), message, "Read it beside the policy, and write the day behind reviewed:.")
