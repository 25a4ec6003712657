"""Where evidence is kept, what is only stated, and what is known to be missing."""

from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.evidence import Answer, KnownGap, NotApplicable, Passed, Signpost
from rmpkit.model.record import Disclosure
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.posts import Post, doer_of, maybe_doer, maybe_post, party_name
from rmpkit.views.records import kept_of, record_link
from rmpkit.views.requirements import requirement_link
from rmpkit.views.sheet import Sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class SignpostView:
    """Where one thing is kept."""

    id: str
    title: str
    at: Link | None
    """Where it is, as a link, where it is one."""

    place: str
    """Where it is, in words."""

    answers: tuple[Link, ...]
    keeper: Post | None
    checked: When | None
    checked_by: Post | None
    """Who opened it that day."""

    revision: str
    """Which revision was looked at."""

    good_until: When | None
    """The last day the check counts; told to those who keep the plan."""

    stale: bool
    dead: When | None
    opens: str
    """Who can open it."""

    closed: tuple[str, ...]
    note: str
    internal: bool
    passed: tuple[Post, When] | None = None
    """Who passed the file to a partner as it is, and when; told to the owner's people."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A requirement answered in a few sentences."""

    id: str
    requirement: Link
    says: str
    see: tuple[Link, ...]
    checked_by: Post | None
    checked: When | None


@dataclass(frozen=True, slots=True)
class GapView:
    """A requirement that is known to be open."""

    id: str
    requirement: Link
    why: str
    accepted_by: Post
    accepted: When | None
    until: When


@dataclass(frozen=True, slots=True)
class AbsentView:
    """A requirement that does not arise."""

    id: str
    requirement: Link
    why: str
    decided_by: Post
    on: When


@dataclass(frozen=True, slots=True)
class Signposts:
    """The page."""

    sheet: Sheet
    signposts: tuple[SignpostView, ...]
    statements: tuple[StatementView, ...]
    gaps: tuple[GapView, ...]
    absent: tuple[AbsentView, ...]


def signposts(judged: Judged, plan: ShownPlan) -> Signposts:
    """Where the evidence of a relationship is kept."""
    case = judged.case(plan.id)
    return Signposts(
        plan_sheet(judged, plan, addresses.SIGNPOSTS, "Signposts", register="signposts"),
        tuple(signpost_view(case, judged, signpost) for signpost in plan.signposts.values()),
        tuple(statement_view(case, judged, key, answer) for key, answer in plan.answers.items()),
        tuple(gap_view(case, judged, gap) for gap in plan.known_gaps.values()),
        tuple(absent_view(case, judged, key, absent) for key, absent in plan.not_applicable.items()),
    )


def signpost_view(case: Case, judged: Judged, signpost: Signpost) -> SignpostView:
    """One signpost, of a plan or of the organisation."""
    plan = case.plan
    carried = {file.name for file in judged.edition.evidence.get(plan.id, ())}
    at = None
    if signpost.at in carried:
        at = Link(signpost.at.rpartition("/")[2], addresses.evidence_file(plan.id, signpost.at))
    elif addresses.safe_web(signpost.at):
        at = Link(signpost.at.partition("://")[2] or signpost.at, signpost.at)
    present = case.present
    internal = signpost.part.disclosure >= Disclosure.INTERNAL
    return SignpostView(
        signpost.id,
        signpost.title,
        at,
        "" if at else signpost.at,
        tuple(requirement_link(judged, requirement, plan.id) for requirement in signpost.answers),
        maybe_post(case, signpost.keeper),
        maybe(signpost.checked),
        maybe_doer(case, signpost.checked_by, signpost.checked),
        signpost.revision or "",
        maybe(_good_until(case, signpost)) if case.edition.audience.own else None,
        _stale(case, signpost),
        maybe(signpost.dead),
        _opens(case, signpost, internal=internal),
        tuple(party_name(case, party) for party in present if signpost.can_open and party not in signpost.can_open),
        signpost.note or "",
        internal,
        _passed(case, signpost.passed),
    )


def _passed(case: Case, given: Passed | None) -> tuple[Post, When] | None:
    return (doer_of(case, given.by, given.on), when(given.on)) if given else None


def _stale(case: Case, signpost: Signpost) -> bool:
    """Whether it should be opened again; said to those who keep the plan, and to nobody else."""
    until = _good_until(case, signpost)
    return bool(until and until < case.today) and case.edition.audience.own


def _good_until(case: Case, signpost: Signpost) -> date | None:
    return None if signpost.gone(case.today) else signpost.good_until(case.intervals.signpost_check)


def _opens(case: Case, signpost: Signpost, *, internal: bool) -> str:
    if signpost.can_open:
        return ", ".join(party_name(case, party) for party in signpost.can_open)
    if signpost.part.party:
        return f"{party_name(case, signpost.part.party)} and {_owner(case)}"
    return f"{_owner(case)} only" if internal else "every party"


def _owner(case: Case) -> str:
    organisation = case.edition.organisation
    return organisation.name if organisation else "the owner of the plan"


def gap_view(case: Case, judged: Judged, gap: KnownGap) -> GapView:
    """One known gap, of a plan or of the organisation."""
    link = requirement_link(judged, gap.requirement, case.plan.id)
    accepted_by = doer_of(case, gap.accepted_by, gap.on)
    return GapView(gap.id, link, gap.why, accepted_by, maybe(gap.on), when(gap.until))


def statement_view(case: Case, judged: Judged, key: str, answer: Answer) -> StatementView:
    """One requirement answered in a few sentences."""
    return StatementView(
        key,
        requirement_link(judged, key, case.plan.id),
        answer.says,
        tuple(record_link(kept_of(case), record) for record in answer.see),
        maybe_doer(case, answer.checked_by, answer.checked),
        maybe(answer.checked),
    )


def absent_view(case: Case, judged: Judged, key: str, absent: NotApplicable) -> AbsentView:
    """One requirement that does not arise."""
    link = requirement_link(judged, key, case.plan.id)
    return AbsentView(key, link, absent.why, doer_of(case, absent.decided_by, absent.on), when(absent.on))
