"""Threads about what is agreed, and by whom: from policy to approval, from exit principles to review, executives."""

from collections.abc import Iterable, Iterator
from datetime import date

from rmpkit.model.approval import Version
from rmpkit.model.events import ChangeEvent, EventKind
from rmpkit.model.finding import Path
from rmpkit.model.meetings import Topic
from rmpkit.model.people import Holder
from rmpkit.rules.approvals import fully_approved, latest_version, waiting_for
from rmpkit.rules.case import Case
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there

POLICY, EXIT, NEW_SER = 1, 10, 11


def policy(case: Case) -> Iterator[Chain]:
    """Policy, appointment of the senior executive, relationship, approval of the plan."""
    yield Chain(POLICY, "", case.plan.title, tuple(_from_policy(case)))


def _from_policy(case: Case) -> Iterator[Step]:
    organisation = case.edition.organisation
    found = organisation.policy if organisation else None
    if found:
        yield there("Policy", ("policy",), on=found.reviewed or found.approved, says=found.title, of_organisation=True)
    else:
        mend = "Add policy: to organisation.yml."
        yield gap("Policy", "the organisation has none on record", mend, "policy-missing", of_organisation=True)
    yield _appointed(case)
    yield there("Relationship", ("title",), on=case.plan.started, says=str(case.plan.state))
    yield approved_step(case, latest_version(case), "Approval")


def _appointed(case: Case) -> Step:
    post = f"{case.own}.ser"
    holder = case.holder(post)
    if holder is None:
        mend = "Add who holds the post, with the first day."
        return gap("Senior executive", f"nobody holds {post}", mend, "ser-vacant", at=("roles",))
    held = dict(case.holders(post))[holder]
    proof = (("signposts", held.appointed),) if held.appointed else ()
    made = tuple(
        ("appointments", key)
        for key, each in case.plan.appointments.items()
        if each.post == post and each.person in (None, holder)
    )
    return there("Senior executive", ("roles", post), *made, *proof, on=held.from_, says=case.person_name(holder))


def approved_step(case: Case, version: Version | None, name: str) -> Step:
    """How far a version is approved."""
    if version is None:
        mend = "Add v1.0 under versions in joint.yml, and record who approves it."
        return gap(name, "the agreed terms have no version", mend, "version-missing")
    given = max((each.on for each in version.approved.values() if each.on <= case.today), default=None)
    waiting = waiting_for(version, case)
    if not waiting:
        return there(name, ("versions", version.id), on=given, says=f"{version.id}, by every party")
    names = ", ".join(case.party_name(party) for party in waiting)
    if given:
        return _partly(version, given, names, name)
    mend = "Record each party's approval under approved."
    return gap(name, f"{version.id} waits for {names}", mend, "approval-missing", at=("versions", version.id))


def _partly(version: Version, given: date, names: str, name: str) -> Step:
    mend = "Record each party's approval under approved."
    return Step(
        name,
        (("versions", version.id),),
        given,
        f"{version.id}, not yet by {names}",
        mend=mend,
        rules=("approval-missing",),
        at=("versions", version.id),
    )


def exits(case: Case) -> Iterator[Chain]:
    """Principles before the contract, joint strategy, triggers looked at, reviewed after a change."""
    yield Chain(EXIT, "", case.plan.title, tuple(_of_exit(case)))


def _of_exit(case: Case) -> Iterator[Step]:
    plan = case.plan
    agreed = plan.meetings.get(plan.exit.agreed_at or "") if plan.exit else None
    contract = min((each.starts for each in plan.agreements.values() if each.starts), default=None)
    if plan.exit and plan.exit.principles:
        first = min((each.on for each in plan.versions.values() if each.on), default=None)
        early = min((day for day in (first, agreed.on if agreed else None) if day), default=None)
        says = f"the contract began on {contract}" if contract else ""
        yield there("Principles", ("exit",), on=early, says=says)
    else:
        mend = "Write a few sentences under exit: principles: in joint.yml."
        yield gap("Principles", "none are recorded", mend, "exit-principles-missing", at=())
    if plan.exit_triggers:
        paths: tuple[Path, ...] = tuple(("exit-triggers", key) for key in plan.exit_triggers)
        yield there("Joint strategy", *paths, on=agreed.on if agreed else None)
    else:
        yield gap("Joint strategy", "no trigger is recorded", "Add the first one.", "exit-trigger-missing", at=())
    yield _watched(case)
    yield _reviewed(case)


def _watched(case: Case) -> Step:
    paths: tuple[Path, ...]
    met = {key: each for key, each in case.plan.exit_triggers.items() if each.met and each.met <= case.today}
    for key, each in met.items():
        if not each.decision:
            mend = "Write what the parties decided behind decision:."
            return gap("Triggers checked", f"{key} was met", mend, "trigger-met-undecided", at=("exit-triggers", key))
    if met:
        day = max(each.met for each in met.values() if each.met)
        paths = tuple(("exit-triggers", key) for key in met)
        return there("Triggers checked", *paths, on=day, says="met, and decided about")
    looked = {key: max(days) for key, each in case.plan.exit_triggers.items() if (days := _past(each.checked, case))}
    review = case.last_review(Topic.EXIT)
    if looked and (review is None or max(looked.values()) >= review.on):
        paths = tuple(("exit-triggers", key) for key in looked)
        return there("Triggers checked", *paths, on=max(looked.values()), says="none is recorded as met")
    if review:
        return there("Triggers checked", ("meetings", review.id), on=review.on, says="the meeting looked at exit")
    return gap("Triggers checked", "no meeting has looked at them", "Review them.", "exit-not-reviewed", at=("exit",))


def _past(days: Iterable[date], case: Case) -> list[date]:
    return [day for day in days if day <= case.today]


def _reviewed(case: Case) -> Step:
    review = case.last_review(Topic.EXIT)
    changes = [(event.on, key) for key, event in case.plan.change_events.items() if event.on <= case.today]
    changed = max(changes, default=None)
    if changed is None:
        return spared("Reviewed after a change", "nothing has changed around it")
    path: Path = ("change-events", changed[1])
    if review and review.on >= changed[0]:
        return there("Reviewed after a change", path, ("meetings", review.id), on=review.on)
    mend = "Read it again at the next meeting, and add exit to reviewed:."
    rules = ("exit-older-than-change", "exit-not-reviewed")
    return gap("Reviewed after a change", f"not since {changed[0]}", mend, *rules, at=("exit",))


def new_executives(case: Case) -> Iterator[Chain]:
    """New senior executive, roles updated, plan revised, approved by every party."""
    for post in case.plan.roles:
        if post.endswith(".ser"):
            for person, held in case.holders(post)[1:]:
                yield Chain(
                    NEW_SER, f"{post}-{person}", _handed(case, post, person), tuple(_change(case, post, person, held))
                )
    for key, event in case.plan.change_events.items():
        if event.kind is EventKind.NEW_SER and not _in_roles(case, event.on):
            yield Chain(NEW_SER, key, event.title, tuple(_unheld(case, key, event.on)))


def _handed(case: Case, post: str, person: str) -> str:
    party = case.party_name(post.partition(".")[0])
    return f"{case.person_name(person)} as senior executive of {party}"


def _in_roles(case: Case, day: date) -> bool:
    """Whether the roles have a new senior executive from about that day on."""
    return any(
        abs((held.from_ - day).days) <= NEAR
        for post in case.plan.roles
        if post.endswith(".ser")
        for _, held in case.holders(post)[1:]
    )


NEAR = 62
"""Days that may lie between a change of executive and the event that tells it."""


def _unheld(case: Case, key: str, day: date) -> Iterator[Step]:
    """The steps where an event tells of a new executive, and no post has one."""
    yield there("Change", ("change-events", key), on=day)
    mend = "Close the old line under roles with its last day, and open one for the new holder."
    if case.intervals.read_again.after(day) < case.today and not case.unread("roles"):
        yield gap(
            "Roles updated", "no post has a new holder", mend, "executive-not-in-roles", at=("change-events", key)
        )
    else:
        yield ahead("Roles updated", "no post has a new holder yet")
    yield ahead("Plan revised", "")
    yield ahead("Approved by all", "")


def _change(case: Case, post: str, person: str, held: Holder) -> Iterator[Step]:
    plan = case.plan
    events = [
        ("change-events", key)
        for key, event in plan.change_events.items()
        if event.kind is EventKind.NEW_SER and abs((event.on - held.from_).days) <= NEAR
    ]
    proof = (("signposts", held.appointed),) if held.appointed else ()
    if events:
        yield there("Change", *events, on=held.from_)
    else:
        yield there("Change", ("roles", post), on=held.from_)
    yield there("Roles updated", ("roles", post), *proof, on=held.from_, says=case.person_name(person))
    if held.from_ > case.today:
        yield ahead("Plan revised", f"from {held.from_} on")
        yield ahead("Approved by all", "")
        return
    yield _revised(case, post, person, held, [plan.change_events[key] for _, key in events])
    after = [each for each in plan.versions.values() if each.on and each.on >= held.from_ and not each.minor]
    approved = [each for each in after if fully_approved(each, case)]
    if approved:
        yield approved_step(case, approved[0], "Approved by all")
    elif after:
        yield approved_step(case, after[-1], "Approved by all")
    else:
        yield spared("Approved by all", "the terms did not change")


def _revised(case: Case, post: str, person: str, held: Holder, events: list[ChangeEvent]) -> Step:
    """What of the plan was looked at again since somebody came into a post."""
    since = held.from_
    found: list[tuple[date, Path]] = [(each.on, ("revisions", key)) for key, each in case.plan.revisions.items()]
    found += [(each.on, ("versions", key)) for key, each in case.plan.versions.items() if each.on]
    found += [(m.on, ("meetings", m.id)) for m in case.meetings() if {Topic.PLAN, Topic.PEOPLE} & set(m.reviewed)]
    found += [(day, ("change-events", each.id)) for each in events for day in each.read_again.values() if day]
    later = sorted(item for item in found if since <= item[0] <= case.today)
    if later:
        return there("Plan revised", later[0][1], on=later[0][0])
    current = case.holder(post) == person
    if not current or case.intervals.read_again.after(since) >= case.today:
        return (
            ahead("Plan revised", f"not since {since}") if current else spared("Plan revised", "not while they held it")
        )
    if case.unread("revisions", "versions", "meetings", "change-events"):
        return ahead("Plan revised", "part of it cannot be read")
    mend = "Read the plan with the new executive, and record the revision, or the meeting that reviewed the plan."
    return gap("Plan revised", f"not since {since}", mend, "executive-new-plan-old", at=("roles", post))
