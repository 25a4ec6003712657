"""Rules about what changed around a plan, and whether the plan was read again because of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmpkit.model.events import EventKind
from rmpkit.model.finding import Severity
from rmpkit.model.meetings import Topic
from rmpkit.model.papers import Revision
from rmpkit.rules.approvals import fully_approved, version_key
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

OF_TERMS = (EventKind.VARIATION, EventKind.TAKEOVER, EventKind.PARTY_JOINED, EventKind.PARTY_LEFT)
"""Changes of contract and parties, which agreed terms speak of."""

OF_EXIT = (*OF_TERMS, EventKind.NEW_SER)
"""Changes after which an exit strategy is read again."""

FORTNIGHT = timedelta(days=14)
BUNCH = 6
"""So many revisions within a fortnight are a bunch."""

SHARE = 3
"""A bunch has at least so many times the revisions of the rest of the year."""


@plan_rule("RMP315", from_stage=1)
def change_not_read_again(case: Case) -> Iterator[Problem]:
    """Something changed around the plan, and what it touches has not been read again within the interval.

    ## Why it matters
    A varied contract leaves the plan saying what used to be so. A short list of what to read keeps it from being all
    or nothing.

    ## Example
    ```yaml
    change-events:
      CH-1:
        read-again:
          Measures: 2026-02-01
          Risks:
    ```

    Instead:
    ```yaml
    change-events:
      CH-1:
        read-again:
          Measures: 2026-02-01
          Risks: 2026-02-20
    ```
    """
    interval = case.intervals.read_again
    for name, event in case.plan.change_events.items():
        waiting = [what for what, day in event.read_again.items() if day is None or day > case.today]
        if waiting and interval.after(event.on) < case.today:
            yield Problem(
                ("change-events", name),
                f"{event.title}, on {event.on}; still to be read again: {', '.join(waiting)}. "
                f"The interval is {interval.words}.",
                "Read it with the change in mind, and write the day behind it.",
            )


@plan_rule("RMP507", requirements=("st.exit",), from_stage=7)
def exit_older_than_change(case: Case) -> Iterator[Problem]:
    """The parties, the contract or a senior executive changed after the exit strategy was last reviewed.

    ## Why it matters
    An exit strategy names people, owners and contracts. It is read again when one of them changes, not only once a
    year.

    ## Example
    ```yaml
    meetings:
      M-1:
        on: 2026-01-10
    change-events:
      CH-1:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2026-01-20
        read-again: {Risks: 2026-02-10}
    ```

    Instead:
    ```yaml
    meetings:
      M-1:
        on: 2026-02-01
    change-events:
      CH-1:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2026-01-20
        read-again: {Risks: 2026-02-10}
    ```
    """
    last, interval = case.last_review(Topic.EXIT), case.intervals.read_again
    if case.plan.exit is None or last is None or case.unread("meetings", "exit", "roles", "parties"):
        return
    if case.intervals.exit_review.after(last.on) < case.today:
        return
    since = [(day, what) for day, what in _changes(case) if last.on < day and interval.after(day) < case.today]
    if since:
        day, what = max(since)
        yield Problem(
            ("exit",),
            f"{what} on {day}; the exit strategy was last reviewed on {last.on}, at {last.id}.",
            "Read it again at the next meeting, and add exit to reviewed:.",
        )


def _changes(case: Case) -> Iterator[tuple[date, str]]:
    """Changes of party, contract or senior executive that are on record, each with its day."""
    for event in case.plan.change_events.values():
        read = any("exit" in what.lower() and day for what, day in event.read_again.items())
        if event.kind in OF_EXIT and not read:
            yield event.on, event.title
    for party in case.plan.parties.values():
        if party.joined:
            yield party.joined, f"{party.name} joined"
        if party.left:
            yield party.left, f"{party.name} left"
    for name in case.present:
        for person, held in case.holders(f"{name}.ser")[1:]:
            yield held.from_, f"{case.person_name(person)} became {name}.ser"


@plan_rule("RMP604", severity=Severity.NOTE, requirements=("st.rmp", "wt.contract", "wt.jrmp"), from_stage=5)
def terms_older_than_change(case: Case) -> Iterator[Problem]:
    """The contract or the parties changed after the terms were last approved, and nothing is listed to be read again.

    ## Why it matters
    Often nothing in the plan has to change. That somebody looked is what the list says.

    ## Example
    ```yaml
    change-events:
      CH-1:
        on: 2026-01-25
        read-again:
    ```

    Instead:
    ```yaml
    change-events:
      CH-1:
        on: 2026-01-25
        read-again: {The agreed terms: 2026-02-10}
    ```
    """
    approved = [version for version in case.plan.versions.values() if fully_approved(version, case)]
    if not approved or case.unread("versions"):
        return
    version = max(approved, key=lambda version: version_key(version.id))
    day = max(approval.on for approval in version.approved.values())
    for name, event in case.plan.change_events.items():
        late = event.on > day and case.intervals.read_again.after(event.on) < case.today
        if event.kind in OF_TERMS and late and not event.read_again:
            yield Problem(
                ("change-events", name),
                f"{event.title}, on {event.on}; {version.id} was approved on {day}, "
                "and nothing is listed to read again.",
                "Add read-again: with what it touches, each with the day it was read.",
            )


@plan_rule("RMP707", severity=Severity.NOTE)
def revisions_bunched(case: Case) -> Iterator[Problem]:
    """Most of a year's revisions were made within one fortnight.

    ## Why it matters
    A plan in use changes a little all year. A bunch may have the best of reasons, such as a new contract; a reader will
    ask for it, so it is worth a second look and a line.

    ## Example
    ```yaml
    revisions:
      RV-2: {version: v0.91, on: 2026-01-12, summary: Risks}
      RV-3: {version: v0.92, on: 2026-01-13, summary: Measures}
      RV-4: {version: v0.93, on: 2026-01-14, summary: Roles}
      RV-5: {version: v0.94, on: 2026-01-15, summary: Exit}
      RV-6: {version: v0.95, on: 2026-01-16, summary: Meetings}
      RV-7: {version: v0.96, on: 2026-01-17, summary: Value}
    ```

    Instead:
    ```yaml
    revisions:
      RV-2: {version: v0.91, on: 2025-04-12, summary: Risks}
      RV-3: {version: v0.92, on: 2025-05-13, summary: Measures}
      RV-4: {version: v0.93, on: 2025-07-14, summary: Roles}
      RV-5: {version: v0.94, on: 2025-09-15, summary: Exit}
      RV-6: {version: v0.95, on: 2025-11-16, summary: Meetings}
      RV-7: {version: v0.96, on: 2026-01-17, summary: Value}
    ```
    """
    made = sorted((r for r in case.plan.revisions.values() if r.on <= case.today), key=lambda r: (r.on, r.id))
    if case.unread("revisions") or not made or made[0].on > case.today - timedelta(days=182):
        return
    year = [revision for revision in made if revision.on > case.today - timedelta(days=365)]
    bunch = max((_fortnight_from(first, year) for first in year), key=len, default=[])
    rest = len(year) - len(bunch)
    if len(bunch) >= BUNCH and len(bunch) >= SHARE * rest:
        yield Problem(
            ("revisions",),
            f"{len(bunch)} of the {len(year)} revisions of the last year were made from {bunch[0].on} "
            f"to {bunch[-1].on}; worth a second look.",
            "Say in a summary what brought them together.",
        )


def _fortnight_from(first: Revision, made: list[Revision]) -> list[Revision]:
    return [revision for revision in made if first.on <= revision.on < first.on + FORTNIGHT]
