"""The days from which somebody may ask what changed: reviews of the exit, the approved version, the last meetings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.model.approval import Version
from rmpkit.model.meetings import Topic
from rmpkit.rules.approvals import version_key
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link


@dataclass(frozen=True, slots=True)
class Asked:
    """One day from which somebody may ask."""

    anchor: str
    what: str
    """What was on the day: `the last meeting of the Joint board`."""

    record: Link
    """Its record."""

    day: date


def days_asked(judged: Judged) -> Mapping[str, tuple[date, ...]]:
    """The days from which somebody may ask, by plan."""
    return {plan: tuple(each.day for each in asked(judged.case(plan))) for plan in judged.plans}


def asked(case: Case) -> Iterator[Asked]:
    """The days from which somebody may ask of a plan."""
    plan = case.plan
    for key, forum in plan.forums.items():
        met = [meeting for meeting in case.meetings() if meeting.forum == key]
        if met:
            record = Link(met[-1].id, addresses.of_path(plan, ("meetings", met[-1].id)))
            yield Asked(f"Since-{key}", f"the last meeting of {forum.title}", record, met[-1].on)
    approved = [version for version in plan.versions.values() if not version.minor and _approved(version, case)]
    if approved:
        last = max(approved, key=lambda version: version_key(version.id))
        day = max(given.on for given in last.approved.values() if given.on <= case.today)
        record = Link(last.id, addresses.of_path(plan, ("versions", last.id)))
        yield Asked("Since-approval", "the last version that every party approved", record, day)
    reviewed = case.last_review(Topic.EXIT)
    if reviewed:
        record = Link(reviewed.id, addresses.of_path(plan, ("meetings", reviewed.id)))
        yield Asked("Since-exit-review", "the last review of the exit", record, reviewed.on)


def _approved(version: Version, case: Case) -> bool:
    """Whether every party has approved a version, whatever became of the terms since: that is what is asked."""
    given = [version.approved.get(party) for party in case.present]
    return bool(given) and all(each is not None and each.on <= case.today for each in given)
