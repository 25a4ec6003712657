"""Rules about who approved what the organisation works by, and whether that post was held on the day."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.finding import Path, Severity
from rmpkit.model.meetings import Level
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP151", severity=Severity.NOTE, requirements=("lead.policy", "ctx.scope"))
def top_approval_unshown(case: OwnCase) -> Iterator[Problem]:
    """Nothing shows that the post which approved the policy, or the scope, belongs to top management.

    ## Why it matters
    What binds everybody is approved by those who can give time and money for it. Who they are is read from what is
    recorded: the senior executive responsible, the chairs of strategic forums, whoever decides under leadership.

    ## Example
    ```yaml
    policy:
      approved-by: estuary.records
    ```

    Instead:
    ```yaml
    policy:
      approved-by: estuary.chief-executive
    ```
    """
    ours = case.organisation
    decided = {act.by for act in ours.leadership.values() if act.by}
    chairs = {forum.chair for forum in ours.forums.values() if forum.chair and forum.level is Level.STRATEGIC}
    if not (decided or chairs) or case.unread("ser", "leadership", "forums"):
        return
    top = decided | chairs | ({ours.ser} if ours.ser else set())
    for key, approved, requirement in (("policy", ours.policy, "lead.policy"), ("scope", ours.scope, "ctx.scope")):
        if approved is not None and approved.approved_by and approved.approved_by not in top:
            post = approved.approved_by
            yield Problem(
                (key, "approved-by"),
                f"{post} approved the {key}, and nothing here shows that post as part of top management.",
                f"Have it approved by {' or '.join(sorted(top))}, or add under leadership: what {post} decided.",
                post,
                requirement=requirement,
            )


@organisation_rule(
    "RMP152",
    requirements=(
        "lead.policy",
        "ctx.scope",
        "plan.risks",
        "plan.portfolio",
        "sup.corporate_rmp",
        "sup.resources",
        "sup.docinfo.create",
    ),
)
def approver_out_of_post(case: OwnCase) -> Iterator[Problem]:
    """Something of the organisation was approved on a day on which nobody held the post that approved it.

    ## Why it matters
    An approval is as good as the right to give it. Mostly a day was mistyped, or an earlier holder is not written down.

    ## Example
    ```yaml
    policy:
      approved: 2021-12-20
    ```

    Instead:
    ```yaml
    policy:
      approved: 2022-01-10
    ```
    """
    if case.unread("roles"):
        return
    for path, what, post, day, requirement in _approvals(case):
        held = case.organisation.roles.get(post, {})
        if held and not any(holder.holds_on(day) for holder in held.values()):
            yield Problem(
                (*path, "approved"),
                f"Nobody held {post} on {day}, when {what} was approved.",
                f"Correct the day, or add who held {post} then under roles.",
                post,
                requirement=requirement,
            )


def _approvals(case: OwnCase) -> Iterator[tuple[Path, str, str, date, str]]:
    """Each approval: where it stands, of what, by which post, on which day, and what asks for it."""
    ours = case.organisation
    single = (
        ("policy", ours.policy, "the policy", "lead.policy"),
        ("scope", ours.scope, "the scope", "ctx.scope"),
        ("risk-method", ours.risk_method, "the way risks are weighed", "plan.risks"),
        ("segmentation", ours.segmentation, "the way relationships are sorted", "plan.portfolio"),
        ("corporate-plan", ours.corporate_plan, "the corporate plan", "sup.corporate_rmp"),
    )
    for key, kept, what, requirement in single:
        if kept is not None and kept.approved_by and kept.approved:
            yield (key,), what, kept.approved_by, kept.approved, requirement
    for name, resource in ours.resources.items():
        if resource.approved_by and resource.approved:
            yield ("resources", name), name, resource.approved_by, resource.approved, "sup.resources"
    for name, document in ours.documents.items():
        if document.approved_by and document.approved:
            yield ("documents", name), name, document.approved_by, document.approved, "sup.docinfo.create"
