"""Rules about how the joint work is set up: the joint plan, forums, risks of the relationship, processes."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.record import Part
from rmpkit.model.risks import RiskCategory
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

OF_EACH_OTHER = (RiskCategory.RELATIONSHIP, RiskCategory.BEHAVIOURAL, RiskCategory.PEOPLE, RiskCategory.EXIT)
"""Categories of risks that lie between the parties, and not in the work."""

MANY = 6
"""A joint register with so many open and sorted risks is expected to have one of those."""


@plan_rule("RMP873", requirements=("ps.jrmp",), from_stage=4, covers=("ps.jrmp",))
def joint_plan_unopened(case: Case) -> Iterator[Problem]:
    """A partner was chosen longer ago than the interval, and no joint plan has been opened.

    ## Why it matters
    The first weeks set the tone. A purpose in words that both sides agree on is the shortest joint plan there is.

    ## Example
    ```yaml
    purpose:
    ```

    Instead:
    ```yaml
    purpose: Berths that are ready when ships are.
    ```
    """
    interval = case.intervals.read_again
    chosen = [each for each in case.plan.candidates.values() if each.chosen and each.decided]
    if not chosen or case.plan.purpose or case.unread("purpose", "candidates") or case.spoken_of("ps.jrmp"):
        return
    last = max(chosen, key=lambda each: (each.decided, each.id))
    if last.decided and interval.after(last.decided) < case.today:
        yield Problem(
            (),
            f"{last.name} was chosen on {last.decided}, and no joint plan has been opened.",
            "Write purpose: in joint.yml, in words that every party agrees on.",
        )


@plan_rule("RMP874", severity=Severity.NOTE, requirements=("wt.governance",), from_stage=5)
def forum_without_terms(case: Case) -> Iterator[Problem]:
    """The parties have several forums, and nothing says what one of them may decide.

    ## Why it matters
    Where two forums may decide the same, each waits for the other. One line about what it decides is enough.

    ## Example
    ```yaml
    forums:
      closures:
        title: Closures group
    ```

    Instead:
    ```yaml
    forums:
      closures:
        title: Closures group
        authority: Moves closures by up to two nights
    ```
    """
    if len(case.plan.forums) == 1 or case.unread("forums", "signposts"):
        return
    for name, forum in case.plan.forums.items():
        if not forum.authority and forum.terms_of_reference is None:
            yield Problem(
                ("forums", name),
                f"Nothing says what {forum.title} may decide.",
                "Add authority: in one line, or terms-of-reference: with the signpost to them.",
            )


@plan_rule("RMP875", severity=Severity.NOTE, requirements=("wt.risk",), from_stage=5)
def relationship_unrisked(case: Case) -> Iterator[Problem]:
    """None of many joint risks is about the relationship itself.

    ## Why it matters
    Alliances seldom end over steel or weather. What could come between the parties belongs on the list as well.

    ## Example
    ```yaml
    risks:
      R-N1: {category: legal}
      R-N2: {title: The dredger is late, category: delivery, owner: northgate.manager}
      R-N3: {title: Fuel prices double, category: commercial, owner: northgate.manager}
      R-N4: {title: A storm closes the bar, category: climate, owner: northgate.manager}
      R-E1: {title: Berths change on short notice, category: delivery, owner: estuary.manager}
      R-E2: {title: The pilots strike, category: supply chain, owner: estuary.manager}
    ```

    Instead:
    ```yaml
    risks:
      R-N1: {category: legal}
      R-N2: {title: The dredger is late, category: delivery, owner: northgate.manager}
      R-N3: {title: Fuel prices double, category: commercial, owner: northgate.manager}
      R-N4: {title: A storm closes the bar, category: climate, owner: northgate.manager}
      R-E1: {title: Berths change on short notice, category: delivery, owner: estuary.manager}
      R-E2: {title: Answers come too late to be useful, category: relationship, owner: estuary.manager}
    ```
    """
    there = (risk for risk in case.plan.risks.values() if risk.open and risk.part == Part.JOINT)
    sorted_ = [risk.category for risk in there if risk.category]
    if len(sorted_) >= MANY and not set(sorted_) & set(OF_EACH_OTHER) and not case.unread("risks"):
        yield Problem(
            ("risks",),
            f"None of the {len(sorted_)} joint risks is about the relationship itself.",
            "Ask what could come between the parties, and add it with category: relationship.",
        )


@plan_rule("RMP879", requirements=("wt.process",), from_stage=5)
def process_gap_open(case: Case) -> Iterator[Problem]:
    """The parties found something doubled or missing in a process, and no action mends it.

    ## Why it matters
    Whoever does a thing twice knows it is done twice. After it was said, it should become less.

    ## Example
    ```yaml
    processes:
      PR-1:
        gaps: Both sides measure the berth
    ```

    Instead:
    ```yaml
    processes:
      PR-1:
        gaps: Both sides measure the berth
        action: A-1
    ```
    """
    for name, process in case.plan.processes.items():
        if process.gaps and process.action is None:
            message = f"{name} ({process.title}) has something doubled or missing, and no action mends it."
            yield Problem(("processes", name), message, "Add action: with what mends it, or take gaps: out once it is.")
