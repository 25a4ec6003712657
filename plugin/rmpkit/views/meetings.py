"""The meetings of a relationship: the hub that dates everything else."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.record import Disclosure
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.facts import Fact, some_facts
from rmpkit.views.posts import Post, maybe_post, post_of, post_on
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting."""

    id: str
    page: Link
    forum: str
    on: When
    present: tuple[Post, ...]
    absent: tuple[Post, ...]
    """Members of the forum who were not there."""

    reviewed: tuple[Link, ...]
    changed: str
    decisions: tuple[tuple[str, str], ...]
    minutes: Link | None
    silent: bool
    ahead: bool
    internal: bool


@dataclass(frozen=True, slots=True)
class ForumView:
    """A standing meeting."""

    id: str
    title: str
    purpose: str
    authority: str
    level: str
    every: str
    chair: Post | None
    members: tuple[Post, ...]
    more: tuple[Fact, ...]
    """Who has to be there, what is laid before it, what comes out of it."""

    terms_of_reference: Link | None
    last: Link | None
    last_on: When | None
    next_by: When | None


@dataclass(frozen=True, slots=True)
class Meetings:
    """The page."""

    sheet: Sheet
    forums: tuple[ForumView, ...]
    meetings: tuple[MeetingView, ...]


def meetings(judged: Judged, plan: ShownPlan) -> Meetings:
    """The forums of a relationship, and every meeting, newest first."""
    case = judged.case(plan.id)
    sheet = plan_sheet(judged, plan, addresses.MEETINGS, "Meetings", register="meetings")
    return Meetings(sheet, tuple(_forum(case, key, forum) for key, forum in plan.forums.items()), meeting_views(case))


def meeting_views(case: Case) -> tuple[MeetingView, ...]:
    """Every meeting, newest first."""
    held = sorted(case.plan.meetings.values(), key=lambda meeting: (meeting.on, meeting.id), reverse=True)
    return tuple(_meeting(case, meeting) for meeting in held)


_REVIEWED = {
    "risks": addresses.RISKS,
    "issues": addresses.ISSUES,
    "measures": f"{addresses.OBJECTIVES}#Measures",
    "objectives": f"{addresses.OBJECTIVES}#Objectives",
    "actions": addresses.ACTIONS,
    "health": f"{addresses.OBJECTIVES}#Health",
    "value": addresses.VALUE,
    "exit": addresses.EXIT,
    "people": addresses.POSTS,
    "signposts": addresses.SIGNPOSTS,
    "plan": addresses.APPROVALS,
}


def _meeting(case: Case, meeting: Meeting) -> MeetingView:
    plan = case.plan
    forum = plan.forums.get(meeting.forum) if meeting.forum else None
    title = forum.title if forum else meeting.forum or "Meeting"
    return MeetingView(
        meeting.id,
        Link(f"{meeting.id} {title}", addresses.of_path(plan, ("meetings", meeting.id))),
        title,
        when(meeting.on),
        tuple(post_on(case, post, meeting.on) for post in meeting.present),
        tuple(post_on(case, post, meeting.on) for post in _absent(case, meeting, forum)),
        tuple(Link(topic, addresses.relationship(plan.id, _leaf(plan, topic))) for topic in meeting.reviewed),
        meeting.changed or "",
        tuple(meeting.decisions.items()),
        signpost_link(plan, meeting.minutes),
        meeting.silent,
        meeting.on > case.today,
        meeting.part.disclosure >= Disclosure.INTERNAL,
    )


def _absent(case: Case, meeting: Meeting, forum: Forum | None) -> Iterator[str]:
    """Posts with a seat in the forum that had a holder on the day, and were not there; none where nobody is listed."""
    for post in forum.members if forum and meeting.present and meeting.on <= case.today else ():
        if post not in meeting.present and any(held.holds_on(meeting.on) for _, held in case.holders(post)):
            yield post


def _leaf(plan: ShownPlan, topic: str) -> str:
    """Where what was reviewed stands; the overview, while nothing of it is recorded."""
    return _REVIEWED[topic] if addresses.is_made(plan, _REVIEWED[topic]) else ""


def signpost_link(plan: ShownPlan, signpost: str | None) -> Link | None:
    """A link to a signpost of a plan, by its id and title, where one is named."""
    if signpost is None:
        return None
    found = plan.signposts.get(signpost)
    text = f"{signpost} {found.title}" if found else signpost
    return Link(text, addresses.of_path(plan, ("signposts", signpost)))


def _forum(case: Case, key: str, forum: Forum) -> ForumView:
    held = [meeting for meeting in case.meetings() if meeting.forum == key]
    last = held[-1] if held else None
    return ForumView(
        key,
        forum.title,
        forum.purpose or "",
        forum.authority or "",
        forum.level or "",
        str(forum.every) if forum.every else "",
        maybe_post(case, forum.chair),
        tuple(post_of(case, post) for post in forum.members if post != forum.chair),
        some_facts(case, forum, "quorum", "brings_in", "gives_out"),
        signpost_link(case.plan, forum.terms_of_reference),
        Link(last.id, addresses.of_path(case.plan, ("meetings", last.id))) if last else None,
        maybe(last.on) if last else None,
        maybe(forum.every.after(last.on)) if last and forum.every else None,
    )
