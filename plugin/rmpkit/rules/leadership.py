"""Rules about what top management does and gives, and about the posts that serve all relationships."""

from collections.abc import Iterator, Mapping
from typing import Any

from rmpkit.model.finding import Severity
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP105", severity=Severity.NOTE, requirements=("lead.roles",))
def appointment_unrecorded(case: OwnCase) -> Iterator[Problem]:
    """Appointments are recorded for some of the organisation's posts, and not for its senior executive responsible.

    ## Why it matters
    The letter or the minute that appointed the SER is the first thing that is asked for, and the easiest to keep.

    ## Example
    ```yaml
    roles:
      estuary.chief-executive:
        brandt: {from: 2022-01-01}
    ```

    Instead:
    ```yaml
    roles:
      estuary.chief-executive:
        brandt: {from: 2022-01-01, appointed: SP-1}
    ```
    """
    ours = case.organisation
    held = [holder for holders in ours.roles.values() for holder in holders.values()]
    person = case.holder(ours.ser) if ours.ser else None
    if ours.ser is None or person is None or not any(holder.appointed for holder in held):
        return
    if ours.roles[ours.ser][person].appointed is None:
        message = f"Nothing shows the appointment of the holder of {ours.ser}."
        yield Problem(("roles", ours.ser, person), message, "Add appointed: with the signpost to the letter or minute.")


@organisation_rule("RMP114", requirements=("lead.commitment",))
def leadership_unattributed(case: OwnCase) -> Iterator[Problem]:
    """Something that top management decided or did says nothing of who it was, or of the day.

    ## Why it matters
    A name and a day are the difference between a decision and a poster.

    ## Example
    ```yaml
    leadership:
      LD-1:
        by:
    ```

    Instead:
    ```yaml
    leadership:
      LD-1:
        by: estuary.chief-executive
    ```
    """
    for name, act in case.organisation.leadership.items():
        wanting = [key for key, value in (("by", act.by), ("on", act.on)) if value is None]
        if wanting:
            asked = " and ".join({"by": "who it was", "on": "the day"}[key] for key in wanting)
            mend = f"Add {' and '.join(f'{key}:' for key in wanting)}."
            yield Problem(("leadership", name), f"{name} ({act.what}) does not say {asked}.", mend)


@organisation_rule("RMP115", requirements=("lead.roles",))
def own_post_vacant(case: OwnCase) -> Iterator[Problem]:
    """A post of the organisation that answers for something has no holder today.

    ## Why it matters
    Duties belong to posts. When a post falls vacant, everything it answers for waits without anybody noticing.

    ## Example
    ```yaml
    roles:
      estuary.records:
        okafor: {from: 2022-01-01, to: 2025-12-31}
    ```

    Instead:
    ```yaml
    roles:
      estuary.records:
        okafor: {from: 2022-01-01}
    ```
    """
    if case.unread("roles"):
        return
    waiting: dict[str, list[str]] = {}
    for name, record in _open_records(case):
        for field in ("owner", "auditor", "accountable", "chair"):
            post = getattr(record, field, None) or ""
            if post in case.organisation.roles and case.holder(post) is None:
                waiting.setdefault(post, []).append(name)
    for post, records in sorted(waiting.items()):
        named = ", ".join(dict.fromkeys(records))
        message = f"Nobody holds {post} on {case.today}, and {named} wait for it."
        yield Problem(("roles", post), message, f"Add the holder of {post}.")


@organisation_rule("RMP170", requirements=("lead.roles",))
def own_deputy_vacant(case: OwnCase) -> Iterator[Problem]:
    """The post that is to stand in for one of the organisation's has no holder, or the same one.

    ## Why it matters
    A deputy is looked for on the day the other is away. That is the wrong day to find the chair empty.

    ## Example
    ```yaml
    deputies:
      estuary.chief-executive: estuary.secretary
    roles:
      estuary.secretary:
        okafor: {from: 2022-01-01, to: 2025-12-31}
    ```

    Instead:
    ```yaml
    deputies:
      estuary.chief-executive: estuary.secretary
    roles:
      estuary.secretary:
        okafor: {from: 2022-01-01}
    ```
    """
    for post, deputy in case.organisation.deputies.items():
        holder, standing_in = case.holder(post), case.holder(deputy)
        if deputy not in case.organisation.roles or case.unread("roles"):
            continue  # that it leads nowhere is told already
        if standing_in is None:
            message = f"Nobody holds {deputy} on {case.today}, which stands in for {post}."
            yield Problem(("deputies", post), message, f"Add the holder of {deputy}, or name another deputy.")
        elif standing_in == holder:
            message = f"The holder of {post} holds {deputy} as well, which stands in for it."
            yield Problem(("deputies", post), message, "Name a deputy that somebody else holds.")


@organisation_rule("RMP171", severity=Severity.NOTE, requirements=("lead.roles",))
def executive_without_deputy(case: OwnCase) -> Iterator[Problem]:
    """Deputies are named for some of the organisation's posts, and none for its senior executive responsible.

    ## Why it matters
    What waits for a signature waits longest at the top.

    ## Example
    ```yaml
    deputies:
      estuary.records: estuary.chief-executive
    ```

    Instead:
    ```yaml
    deputies:
      estuary.chief-executive: estuary.records
      estuary.records: estuary.chief-executive
    ```
    """
    ours = case.organisation
    if ours.ser and ours.deputies and ours.ser not in ours.deputies:
        message = f"The organisation names deputies, and none for {ours.ser}."
        yield Problem(("deputies",), message, f"Add a line {ours.ser}: with the post that stands in for it.")


def _open_records(case: OwnCase) -> Iterator[tuple[str, Any]]:
    """Records of the organisation that a post answers for, and that still ask for something."""
    ours = case.organisation
    registers: tuple[Mapping[str, Any], ...] = (
        ours.context,
        ours.stakeholders,
        ours.processes,
        ours.responsibilities,
        ours.forums,
        ours.risks,
        ours.objectives,
        ours.measures,
        ours.actions,
        ours.communications,
        ours.documents,
        {name: audit for name, audit in ours.audits.items() if audit.done is None},
        ours.nonconformities,
        ours.improvements,
    )
    for register in registers:
        yield from ((name, record) for name, record in register.items() if getattr(record, "open", True))


@organisation_rule("RMP121", requirements=("sup.resources",))
def resource_unapproved(case: OwnCase) -> Iterator[Problem]:
    """People, time or money are counted on, and nobody has approved them, or their last day has passed.

    ## Why it matters
    A post on top of a full job is no resource. What was approved can be asked for.

    ## Example
    ```yaml
    resources:
      RS-1:
        approved:
    ```

    Instead:
    ```yaml
    resources:
      RS-1:
        approved: 2025-10-06
    ```
    """
    for name, resource in case.organisation.resources.items():
        if not (resource.approved_by and resource.approved):
            message = f"{name} ({resource.title}) does not say who approved it, and when."
            yield Problem(("resources", name), message, "Add approved-by: and approved:.")
        elif resource.ends and resource.ends < case.today:
            message = f"{name} ({resource.title}) was given until {resource.ends}."
            mend = "Write the new last day behind ends: with its approval, or remove what is no longer given."
            yield Problem(("resources", name, "ends"), message, mend)
