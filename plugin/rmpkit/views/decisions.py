"""What waits for a decision that only a named person can make: few things, and honest ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.rules.approvals import Pin, latest_version, pin_of
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.rules.lamps import Colour
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, spoken
from rmpkit.views.marks import Mark, lamp_mark
from rmpkit.views.posts import Post, maybe_post, party_name, post_of

SOON = timedelta(days=30)
_CHANGED = "The terms have changed since {} approved version {}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide."""

    plan: Link
    """The relationship."""

    what: str
    """What happened: one sentence."""

    decide: Link
    """What there is to decide, and where."""

    who: Post | None
    """Whose decision it is."""

    by: When | None = None
    """The day it was or is due, where there is one."""

    mark: Mark | None = None
    """The lamp it comes from, where it comes from one."""


def decisions(judged: Judged) -> tuple[Decision, ...]:
    """What waits for a decision, relationship by relationship in the order of their names; for the owner's people."""
    if not judged.edition.audience.own:
        return ()
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    return tuple(found for plan in plans for found in _of_plan(judged, plan))


def _of_plan(judged: Judged, plan: ShownPlan) -> Iterator[Decision]:
    case = judged.case(plan.id)
    if plan.broken or not case.running:
        return
    yield from _exits(case)
    yield from _red(judged, case)
    yield from _promises(case)
    yield from _approvals(case)
    yield from _gaps(case)


def _decision(
    case: Case, what: str, decide: str, path: tuple[str, ...], *, post: str | None, by: When | None
) -> Decision:
    home = Link(case.plan.title, addresses.relationship(case.plan.id))
    return Decision(home, what, Link(decide, addresses.of_path(case.plan, path)), maybe_post(case, post), by)


def _ser(case: Case) -> str | None:
    return f"{case.own}.ser" if case.own else None


def _exits(case: Case) -> Iterator[Decision]:
    for key, trigger in case.plan.exit_triggers.items():
        if trigger.met and trigger.met <= case.today and not trigger.decision:
            what = f"An exit trigger has been reached: {trigger.trigger}"
            yield _decision(
                case,
                what,
                f"{key}: stay, change or leave",
                ("exit-triggers", key),
                post=_ser(case),
                by=maybe(trigger.met),
            )


def _red(judged: Judged, case: Case) -> Iterator[Decision]:
    """A red lamp of the relationship or of delivery; upkeep never asks an executive for anything."""
    for lamp in judged.plans[case.plan.id].lamps:
        if lamp.colour is Colour.RED and lamp.name != "upkeep":
            home = Link(case.plan.title, addresses.relationship(case.plan.id))
            to = addresses.relationship(case.plan.id, addresses.OBJECTIVES) + (
                "#Health" if lamp.name == "relationship" else "#Measures"
            )
            decide = Link(
                "What each party says, and what to do about it" if lamp.name == "relationship" else "What to change",
                to,
            )
            post = _ser(case)
            yield Decision(
                home,
                spoken(lamp.because),
                decide,
                post_of(case, post) if post else None,
                None,
                lamp_mark(lamp.colour),
            )


def _promises(case: Case) -> Iterator[Decision]:
    """An action of a senior executive that is past its day."""
    for key, action in case.plan.actions.items():
        if action.open and action.due and action.due < case.today and (action.owner or "").endswith(".ser"):
            yield _decision(
                case,
                action.title,
                f"{key}: do it, or agree a new day",
                ("actions", key),
                post=action.owner,
                by=maybe(action.due),
            )


def _approvals(case: Case) -> Iterator[Decision]:
    version = latest_version(case)
    if version is None or version.minor:
        return
    for party in case.present:
        changed = pin_of(version, party, case) is Pin.CHANGED
        if party not in version.approved or changed:
            waits = f"Version {version.id} of the agreed terms waits for {party_name(case, party)}: {version.what}"
            what = _CHANGED.format(party_name(case, party), version.id) if changed else waits
            yield _decision(
                case,
                what,
                f"{version.id}: approve or answer",
                ("versions", version.id),
                post=f"{party}.ser",
                by=maybe(version.on),
            )


def _gaps(case: Case) -> Iterator[Decision]:
    for key, gap in case.plan.known_gaps.items():
        if gap.until <= case.today + SOON:
            yield _decision(
                case,
                gap.why,
                f"{key}: close it or accept it anew",
                ("known-gaps", key),
                post=gap.accepted_by,
                by=maybe(gap.until),
            )
