"""Rules about the organisation: found once, however many plans there are."""

from collections.abc import Iterator

from rmpkit.model.misfit import nearest
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP101", requirements=("lead.policy",), covers=("lead.policy",))
def policy_missing(case: OwnCase) -> Iterator[Problem]:
    """No policy on collaborative relationships is recorded, or nobody has approved it.

    ## Why it matters
    The policy is what every plan rests on. It is one gap for the organisation, not one for each plan.

    ## Example
    ```yaml
    policy:
    ```

    Instead:
    ```yaml
    policy:
      title: Collaborative working policy
      approved-by: estuary.chief-executive
      approved: 2026-02-10
    ```
    """
    policy = case.organisation.policy
    if policy is None and not case.unread("policy"):
        yield Problem((), "No policy is recorded.", "Add policy: with its title, who approved it and when.")
    elif policy is not None and not (policy.approved_by and policy.approved):
        yield Problem(
            ("policy",),
            f'The policy "{policy.title}" does not say who approved it, and when.',
            "Add approved-by: and approved:.",
        )


@organisation_rule("RMP102", requirements=("lead.policy",))
def policy_review_overdue(case: OwnCase) -> Iterator[Problem]:
    """The policy has not been looked at again within the organisation's own interval.

    ## Why it matters
    Neither standard says how often. The organisation does, and what counts is that it keeps its own word.

    ## Example
    ```yaml
    policy:
      approved: 2023-02-10
      reviewed: 2024-02-10
    ```

    Instead:
    ```yaml
    policy:
      reviewed: 2026-02-10
    ```
    """
    policy = case.organisation.policy
    seen = (
        max((d for d in (policy.approved, policy.reviewed) if d and d <= case.today), default=None) if policy else None
    )
    interval = case.organisation.intervals.policy_review
    if seen and interval.after(seen) < case.today:
        yield Problem(
            ("policy", "reviewed"),
            f"The policy was last looked at on {seen}; the interval is {interval.words}.",
            "Look at it again, and write the day behind reviewed:.",
        )


@organisation_rule("RMP103", requirements=("lead.roles",), covers=("lead.roles",))
def system_ser_missing(case: OwnCase) -> Iterator[Problem]:
    """Nobody at the top answers for collaborative working as a whole.

    ## Why it matters
    The senior executive responsible (SER) for the system clears obstacles that no single relationship can.

    ## Example
    ```yaml
    ser:
    ```

    Instead:
    ```yaml
    ser: estuary.chief-executive
    ```
    """
    if case.unread("ser", "roles"):
        return
    post = case.organisation.ser
    if post is None:
        yield Problem((), "No senior executive responsible is named for the organisation.", "Add ser: with a post.")
    elif case.holder(post) is None:
        yield Problem(("ser",), f"Nobody holds {post} on {case.today}.", f"Add the holder of {post} under roles.", post)


@organisation_rule("RMP104", requirements=("ctx.scope",))
def scope_unapproved(case: OwnCase) -> Iterator[Problem]:
    """The scope does not say who approved it and when.

    ## Why it matters
    The certificate, the register of relationships and the plans have to agree with it, so somebody has to stand for it.

    ## Example
    ```yaml
    scope:
      approved:
    ```

    Instead:
    ```yaml
    scope:
      approved: 2025-02-10
    ```
    """
    scope = case.organisation.scope
    if scope is not None and not (scope.approved_by and scope.approved):
        message = "The scope does not say who approved it, and when."
        yield Problem(("scope",), message, "Add approved-by: and approved:.")


@organisation_rule("RMP150", requirements=("ctx.scope", "aw.rmp"))
def relationship_unplanned(case: OwnCase) -> Iterator[Problem]:
    """The scope lists a relationship for which there is no plan.

    ## Why it matters
    Scope, register and plans are laid side by side at a visit. A name that stands in the first alone is asked for.

    ## Example
    ```yaml
    scope:
      relationships:
        skerry: Skerry Dredging, who keep the outer channel
    ```

    Instead:
    ```yaml
    scope:
      relationships:
        northgate: Northgate Marine, who keep the berths
    ```
    """
    scope = case.organisation.scope
    unread = {finding.plan for finding in case.edition.findings if finding.plan}
    known = {name for plan in case.edition.plans for name in (plan.id, *plan.formerly)} | unread
    for name, about in scope.relationships.items() if scope else ():
        if name not in known:
            near = nearest(name, known)
            begin = f"Begin one with rmp new relationship, under the short name {name}, or take it out of the scope."
            yield Problem(
                ("scope", "relationships", name),
                f"{name} ({about}) is in the scope, and has no plan.",
                f"Write {near}, if that is the plan; or begin one with rmp new relationship." if near else begin,
                name,
            )
