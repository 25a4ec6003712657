"""What an assessor asks of one relationship, each question with its answer or with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.approval import Version
from rmpkit.rules.approvals import latest_version, version_key
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.approvals import fully_approved_on_its_day
from rmpkit.views.audits import AUDITS, NONCONFORMITIES
from rmpkit.views.dates import When, when
from rmpkit.views.duties import own_case
from rmpkit.views.evidence import tally_text
from rmpkit.views.holding import holding
from rmpkit.views.meetings import MeetingView, meeting_views
from rmpkit.views.persons import known_people, person_link
from rmpkit.views.posts import Post, doer_of, party_name, post_of
from rmpkit.views.records import record_link
from rmpkit.views.registers import Section, register
from rmpkit.views.sheet import Sheet, plan_sheet
from rmpkit.views.signposts import SignpostView, signpost_view
from rmpkit.views.terms import VersionView, version_view
from rmpkit.views.touched import TouchedRegister, touched_since
from rmpkit.views.visits import since_day


@dataclass(frozen=True, slots=True)
class Settled:
    """Something a senior executive decided or unblocked."""

    on: When
    what: Link
    where: str
    """The meeting, or how else it came about."""

    who: tuple[Post, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Interview:
    """Somebody to speak to."""

    post: Post
    person: Link | str
    site: str
    charge: Link
    """What the post answers for."""


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one party."""

    party: str
    people: tuple[Interview, ...]
    sited: bool
    """Whether anybody's site is known."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page."""

    sheet: Sheet
    tally_text: str
    version: VersionView | None
    approved: VersionView | None
    """The last version that every party approved, where that is an earlier one."""

    held: Section | None
    """Where the version is, and what each party holds of it."""

    used: tuple[MeetingView, ...]
    """Meetings that looked at something of the plan, newest first."""

    others: int
    """Meetings that looked at nothing of it."""

    settled: tuple[Settled, ...]
    sides: tuple[Side, ...]
    checks: tuple[SignpostView, ...]
    audits: tuple[Section, ...]
    """Audits that looked at this relationship, and what was found in it."""

    since: When
    since_why: str
    touched: tuple[TouchedRegister, ...]

    @property
    def organisation(self) -> Link:
        """What an assessor asks of the organisation as a whole."""
        return Link("Assessor", addresses.ASSESSOR)

    @property
    def open(self) -> Link:
        """What is still open."""
        return Link("what is still open", addresses.relationship(self.sheet.plan or "", addresses.GAPS))

    @property
    def approvals(self) -> Link:
        """Every version."""
        return Link("every version", addresses.relationship(self.sheet.plan or "", addresses.APPROVALS))


def dossier(judged: Judged, plan: ShownPlan) -> Dossier:
    """What an assessor asks of one relationship."""
    case = judged.case(plan.id)
    latest = latest_version(case)
    held = tuple(each for each in meeting_views(case) if not each.ahead)
    signs = tuple(signpost_view(case, judged, each) for each in plan.signposts.values() if not each.gone(case.today))
    since, why = since_day(judged)
    return Dossier(
        plan_sheet(judged, plan, addresses.FOR_ASSESSOR, "What an assessor asks", search="assessor interview visit"),
        tally_text(judged, Tally.of(judged.plans[plan.id].evidence)),
        version_view(case, latest, judged.changed_terms) if latest else None,
        _approved(judged, case, latest) if latest else None,
        holding(judged, case, latest) if latest else None,
        tuple(each for each in held if each.reviewed),
        sum(not each.reviewed for each in held),
        tuple(sorted(_settled(case), key=lambda each: (each.day, each.what.to), reverse=True)),
        tuple(_sides(judged, case)),
        tuple(sorted(signs, key=lambda each: each.checked.iso if each.checked else "", reverse=True)),
        tuple(_audits(judged, plan)),
        when(since),
        why,
        touched_since(plan, since, today=judged.today),
    )


def _approved(judged: Judged, case: Case, latest: Version) -> VersionView | None:
    """The last version before the latest that every party of its day approved, where the latest still waits."""
    if fully_approved_on_its_day(latest, case):
        return None
    earlier = [each for each in case.plan.versions.values() if version_key(each.id) < version_key(latest.id)]
    approved = [each for each in earlier if not each.minor and fully_approved_on_its_day(each, case)]
    last = max(approved, key=lambda each: version_key(each.id), default=None)
    return version_view(case, last, judged.changed_terms) if last else None


def _audits(judged: Judged, plan: ShownPlan) -> Iterator[Section]:
    """The audits and the nonconformities of the organisation that name this relationship."""
    owner = judged.edition.organisation
    case = own_case(judged)
    if owner is None:
        return
    looked = [each for each in owner.audits.values() if plan.id in each.relationships]
    found = [each for each in owner.nonconformities.values() if each.relationship == plan.id]
    for layout, records in ((AUDITS, looked), (NONCONFORMITIES, found)):
        if (table := register(case, layout, records)) is not None:
            yield Section(layout.anchor, layout.title, layout.says, registers=(table,))


def _is_ser(post: str) -> bool:
    return post.endswith(".ser")


def _settled(case: Case) -> Iterator[Settled]:
    """Decisions taken where a senior executive was, or by one; issues and warnings that one saw through."""
    plan = case.plan
    for meeting in case.meetings():
        sers = tuple(post_of(_on(case, meeting.on), post) for post in meeting.present if _is_ser(post))
        forum = plan.forums.get(meeting.forum or "")
        for key, text in meeting.decisions.items() if sers else ():
            at = addresses.of_path(plan, ("meetings", meeting.id, "decisions", key))
            said = f"{meeting.id} {forum.title if forum else ''}".strip()
            yield Settled(when(meeting.on), Link(f"{key} {text}", at), said, sers, meeting.on)
    for key, decision in plan.decisions.items():
        sers = tuple(doer_of(case, post, decision.on) for post in decision.by if _is_ser(post))
        if sers and decision.on and decision.on <= case.today:
            yield Settled(when(decision.on), record_link(plan, key), "decided outside a meeting", sers, decision.on)
    for key, issue in plan.issues.items():
        if issue.owner and _is_ser(issue.owner) and issue.settled and issue.settled <= case.today:
            who = (post_of(_on(case, issue.settled), issue.owner),)
            yield Settled(when(issue.settled), record_link(plan, key), "an issue settled", who, issue.settled)


def _on(case: Case, day: date) -> Case:
    return Case(case.edition, case.plan, case.catalogue, day)


_FIRST = {"ser": 0, "manager": 1}


def _sides(judged: Judged, case: Case) -> Iterator[Side]:
    """Whom to speak to, party by party: the SER first, then the manager, then the others by name."""
    known = known_people(judged)
    for party in case.present:
        posts = [post for post in case.plan.roles if post.partition(".")[0] == party and case.holder(post)]
        posts.sort(key=lambda post: (_FIRST.get(post.partition(".")[2], 2), post))
        people = []
        for name in posts:
            post = post_of(case, name)
            person = case.person(post.holder)
            site = (person.site or "") if person else ""
            charge = Link("what it answers for", f"{addresses.relationship(case.plan.id, addresses.POSTS)}#{name}")
            people.append(Interview(post, person_link(known, case.plan, post.holder), site, charge))
        if people:
            yield Side(party_name(case, party), tuple(people), any(each.site for each in people))
