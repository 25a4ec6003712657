"""Rules about how duties are spread: over people, over parties, over those who come to the table."""

from collections.abc import Iterator, Mapping

from rmpkit.model.finding import Severity
from rmpkit.model.meetings import Forum, Level
from rmpkit.model.record import Entry, Part
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

POSTS = 3
"""So many posts in one hand are worth a look at who stands in."""

MUCH = 10
"""So many open records in one hand are, too."""

ONE_SIDED = 4
"""A joint register with at least so many open records is expected to have owners on more than one side."""


@plan_rule("RMP206", severity=Severity.NOTE, requirements=("kn.people",), from_stage=2)
def person_without_cover(case: Case) -> Iterator[Problem]:
    """Much rests on one person, and nobody is named to stand in.

    ## Why it matters
    People fall ill and change jobs. A deputy for each post keeps a holiday from becoming a risk.

    ## Example
    ```yaml
    roles:
      estuary.surveys:
        lindqvist: {from: 2024-04-01}
      estuary.planning:
        lindqvist: {from: 2024-04-01}
    ```

    Instead:
    ```yaml
    roles:
      estuary.surveys:
        lindqvist: {from: 2024-04-01}
      estuary.planning:
        lindqvist: {from: 2024-04-01}
    deputies:
      estuary.manager: estuary.ser
      estuary.surveys: estuary.ser
      estuary.planning: estuary.ser
    ```
    """
    if case.unread("roles", "deputies"):
        return
    owned = _owned(case)
    for person, posts in case.posts_of.items():
        records = sum(owned.get(post, 0) for post in posts)
        alone = [post for post in posts if case.holder(case.plan.deputies.get(post, "")) in (None, person)]
        if alone and (len(posts) >= POSTS or records >= MUCH):
            weight = (
                f"{len(posts)} posts" if len(posts) >= POSTS else f"the post that answers for {records} open records"
            )
            yield Problem(
                ("roles", alone[0], person),
                f"{case.person_name(person)} holds {weight}, and nobody stands in for {', '.join(alone)}.",
                "Add each post with its deputy under deputies:, or give a post to somebody else.",
                person,
            )


def _owned(case: Case) -> Mapping[str, int]:
    """How many open records each post owns."""
    counted: dict[str, int] = {}
    for register in _open_records(case).values():
        for record in register.values():
            if owner := getattr(record, "owner", None):
                counted[owner] = counted.get(owner, 0) + 1
    return counted


def _open_records(case: Case) -> Mapping[str, Mapping[str, Entry]]:
    """What is open and has an owner, by register."""
    plan = case.plan
    return {
        "risks": {key: risk for key, risk in plan.risks.items() if risk.open},
        "actions": {key: action for key, action in plan.actions.items() if action.open},
        "issues": {key: issue for key, issue in plan.issues.items() if issue.open},
        "objectives": plan.objectives,
        "measures": plan.measures,
    }


@plan_rule("RMP207", requirements=("kn.people",), from_stage=2)
def deputy_vacant(case: Case) -> Iterator[Problem]:
    """The post that is to stand in for another has no holder, or the same one.

    ## Why it matters
    A deputy is looked for on the day the other is away. That is the wrong day to find the chair empty.

    ## Example
    ```yaml
    roles:
      estuary.deputy:
        brandt: {from: 2024-04-01, to: 2025-12-31}
    deputies:
      estuary.ser: estuary.deputy
    ```

    Instead:
    ```yaml
    roles:
      estuary.deputy:
        brandt: {from: 2024-04-01}
    deputies:
      estuary.ser: estuary.deputy
    ```
    """
    for post, deputy in case.plan.deputies.items():
        holder, standing_in = case.holder(post), case.holder(deputy)
        if standing_in is None and case.knows_post(deputy):
            message = f"Nobody holds {deputy} on {case.today}, which stands in for {post}."
            yield Problem(("deputies", post), message, f"Add the holder of {deputy}, or name another deputy.")
        elif deputy == post:
            message = f"{post} is named as its own deputy."
            yield Problem(("deputies", post), message, "Name another post as its deputy.")
        elif standing_in is not None and standing_in == holder:
            name = case.person_name(standing_in)
            message = f"{name} holds {post}, and {deputy}, which stands in for it."
            yield Problem(("deputies", post), message, "Name a deputy that somebody else holds.")


@plan_rule("RMP208", requirements=("wt.governance", "wt.roles"), from_stage=5)
def activity_without_answerer(case: Case) -> Iterator[Problem]:
    """An activity of the responsibilities matrix has no post that answers for it.

    ## Why it matters
    Several may do it, several may be asked. One answers for it, or each waits for the other.

    ## Example
    ```yaml
    responsibilities:
      RS-1:
        accountable:
    ```

    Instead:
    ```yaml
    responsibilities:
      RS-1:
        accountable: estuary.manager
    ```
    """
    for name, activity in case.plan.responsibilities.items():
        if activity.accountable is None:
            message = f"Nobody answers for {name} ({activity.activity})."
            yield Problem(("responsibilities", name), message, "Add accountable: with one post.")


@plan_rule("RMP209", severity=Severity.NOTE, requirements=("wt.governance", "wt.risk"), from_stage=5)
def register_one_sided(case: Case) -> Iterator[Problem]:
    """Everything that is open in a joint register is owned by one party.

    ## Why it matters
    A joint register is one where each party carries a part. One-sided, it is read by the other as somebody else's list.

    ## Example
    ```yaml
    risks:
      R-N2: {title: The dredger is late, owner: northgate.manager}
      R-N3: {title: Fuel prices double, owner: northgate.manager}
      R-N4: {title: Crew certificates lapse, owner: northgate.manager}
    ```

    Instead:
    ```yaml
    risks:
      R-N2: {title: The dredger is late, owner: northgate.manager}
      R-N3: {title: Fuel prices double, owner: northgate.manager}
      R-N4: {title: Crew certificates lapse, owner: northgate.manager}
      R-E1: {title: Berths change on short notice, owner: estuary.manager}
    ```
    """
    for register, records in _open_records(case).items():
        owners = [getattr(record, "owner", None) for record in records.values() if record.part == Part.JOINT]
        parties = {owner.partition(".")[0] if owner else "" for owner in owners}
        if len(owners) >= ONE_SIDED and len(parties) == 1 and len(case.present) > 1 and not case.unread(register):
            party = parties.pop()
            if not party:
                continue  # none has an owner, which is told by itself
            name = case.party_name(party)
            yield Problem(
                (register,),
                f"All {len(owners)} open {register} of the joint part are owned by {name}.",
                "Go through them together, and let each party own what it can best see to.",
                requirement="wt.risk" if register == "risks" else "wt.governance",
            )


@plan_rule("RMP316", severity=Severity.NOTE, requirements=("wt.governance", "st.oversight"), from_stage=5)
def party_absent(case: Case) -> Iterator[Problem]:
    """A party had nobody at the last two meetings of a forum.

    ## Why it matters
    Two empty chairs running usually have a simple reason: the day, the place, a post that changed hands. It is easier
    to ask now than after the third.

    ## Example
    ```yaml
    meetings:
      M-1:
        present: [estuary.ser]
      M-2:
        forum: board
        on: 2025-11-05
        present: [estuary.ser]
        changed: Nothing
    ```

    Instead:
    ```yaml
    meetings:
      M-1:
        present: [estuary.ser, northgate.ser]
      M-2:
        forum: board
        on: 2025-11-05
        present: [estuary.ser]
        changed: Nothing
    ```
    """
    if case.unread("meetings", "parties", "forums"):
        return
    for name, forum in case.plan.forums.items():
        last = [meeting for meeting in case.meetings() if meeting.forum == name and meeting.present][-2:]
        for party in _expected(forum, case):
            joined = case.plan.parties[party].joined
            absent = all(party not in {post.partition(".")[0] for post in meeting.present} for meeting in last)
            if len(last) == 2 and absent and (joined is None or joined <= last[0].on):  # noqa: PLR2004 - the last two
                yield Problem(
                    ("forums", name),
                    f"{case.party_name(party)} had nobody at {last[0].id} and {last[1].id} of {forum.title}.",
                    "Ask what would make it easier to come, or agree that the forum meets without.",
                    party,
                    requirement="st.oversight" if forum.level is Level.STRATEGIC else "wt.governance",
                )


def _expected(forum: Forum, case: Case) -> Iterator[str]:
    """The parties that have a seat in a forum: all of them where nothing is written."""
    seated = {post.partition(".")[0] for post in forum.members} or {party for party, n in forum.seats.items() if n}
    for party in case.present:
        if party in seated or not seated:
            yield party
