"""The page of everything that falls due, across relationships."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from rmpkit.model.finding import Finding, Path
from rmpkit.rules.forecast import WINDOWS, Turn, forecast
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when
from rmpkit.views.duties import Duty, duties_of, own_case
from rmpkit.views.posts import Post, post_due
from rmpkit.views.records import SINGLE, address_of, called
from rmpkit.views.sheet import Sheet, site_sheet

SOON = timedelta(days=30)
"""What falls due within this time is soon."""


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Things that fall due in one stretch of time."""

    id: str
    title: str
    none: str
    """What is said where there are none."""

    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """What will ask for attention on one day, in one relationship and of one post."""

    on: When
    title: str
    """What will be said of it."""

    where: tuple[Link, ...]
    """The records."""

    unless: str
    """What would keep it from being said."""

    plan: Link | None
    who: Post | None


@dataclass(frozen=True, slots=True)
class Window:
    """What will ask for attention within so many days, and not before."""

    id: str
    title: str
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The page."""

    sheet: Sheet
    groups: tuple[DueGroup, ...]
    windows: tuple[Window, ...]
    """What will turn into a prompt if nobody acts, and is no duty that the groups list."""


def due(judged: Judged) -> Due:
    """Everything that falls due: overdue, in the next thirty days, later."""
    found = duties_of(judged)
    soon = judged.today + SOON
    overdue = tuple(duty for duty in found if duty.day < judged.today)
    near = tuple(duty for duty in found if judged.today <= duty.day <= soon)
    later = tuple(duty for duty in found if duty.day > soon)
    return Due(
        site_sheet(judged, addresses.DUE, "Due"),
        (
            DueGroup("Overdue", "Overdue", "Nothing is past its day.", overdue),
            DueGroup("Soon", "In the next 30 days", "Nothing falls due in the next 30 days.", near),
            DueGroup("Later", "Later", "Nothing is planned beyond that.", later),
        ),
        tuple(_windows(judged, found)),
    )


_LISTED = {
    "action-overdue": "Action",
    "audit-overdue": "Audit",
    "commitment-overdue": "Promise",
    "deliverable-overdue": "Deliverable",
    "exit-not-reviewed": "Review",
    "forum-not-held": "Meeting",
    "handover-overdue": "Exit",
    "health-check-overdue": "Health check",
    "known-gap-ended": "Known gap ends",
    "management-review-overdue": "Review",
    "mute-ended": "Muted rule ends",
    "nonconformity-overdue": "Put right",
    "policy-review-overdue": "Review",
    "reading-overdue": "Read",
    "risk-response-overdue": "Risk response",
    "risks-not-reviewed": "Review",
    "signpost-stale": "Open again",
    "stage-not-reviewed": "Stage review",
}
"""Kinds of finding that say only that a duty was not seen to, and what sort of duty that is."""


def _is_listed(turn: Turn, duties: Iterable[Duty]) -> bool:
    """Whether a duty tells already what will be found."""
    found = turn.finding
    kind = _LISTED.get(found.kind.name)
    home = addresses.relationship(found.plan) if found.plan else None
    return kind is not None and any(
        duty.kind == kind
        and (duty.plan.to if duty.plan else None) == home
        and any(_meets(path, found.path) for path in duty.about)
        for duty in duties
    )


def _meets(one: Path, other: Path) -> bool:
    """Whether two paths are about the same, as far as both of them go."""
    both = min(len(one), len(other))
    return one[:both] == other[:both]


def _windows(judged: Judged, duties: tuple[Duty, ...]) -> Iterator[Window]:
    for days, turns in zip(WINDOWS, forecast(judged), strict=True):
        end = when(judged.today + timedelta(days))
        new = [turn for turn in turns if not _is_listed(turn, duties)]
        yield Window(f"Within-{days}", f"Within {days} days, by {end.text}", tuple(_coming(judged, new)))


def _coming(judged: Judged, turns: Iterable[Turn]) -> Iterator[Coming]:
    """Turns of one day, one relationship, one rule and one post together."""

    def sort(turn: Turn) -> tuple[date, str, str, str, str]:
        found = turn.finding
        return turn.day, found.plan or "", found.kind.code, _post_of(judged, found), found.mend

    for (day, plan, _, post, mend), group in groupby(sorted(turns, key=sort), key=sort):
        found = [turn.finding for turn in group]
        case = judged.case(plan) if plan else own_case(judged)
        yield Coming(
            when(day),
            f"will be raised as {found[0].kind.name.replace('-', ' ')}",
            tuple(_where(judged, finding) for finding in found),
            mend,
            Link(case.plan.title, addresses.relationship(plan)) if plan else None,
            post_due(case, post, day) if post else None,
        )


def _where(judged: Judged, finding: Finding) -> Link:
    """The record that a finding is about, by its id."""
    organisation = judged.edition.organisation
    kept = organisation if organisation and not finding.plan else judged.edition.plan(finding.plan or "")
    register = str(finding.path[0]) if finding.path else ""
    if len(finding.path) > 1 and register not in SINGLE:
        return Link(str(finding.path[1]), address_of(kept, finding.path[:2]))
    return Link(called(register) or "the plan", address_of(kept, finding.path))


_SEEN_TO = ("owner", "keeper", "chair", "accepted_by", "by")
"""Fields that name who sees to a record, in the order in which they are asked."""


def _post_of(judged: Judged, finding: Finding) -> str:
    """The post that sees to what a finding is about: the record's, else the manager's."""
    organisation = judged.edition.organisation
    kept = judged.edition.plan(finding.plan) if finding.plan else organisation
    register = getattr(kept, str(finding.path[0]).replace("-", "_"), None) if finding.path else None
    record = register.get(finding.path[1]) if isinstance(register, Mapping) and len(finding.path) > 1 else register
    found = next((post for field in _SEEN_TO if (post := getattr(record, field, None))), None)
    if isinstance(found, str):
        return found
    if finding.plan is None:
        return (organisation.ser or "") if organisation else ""
    return f"{organisation.id}.manager" if organisation else ""
