"""What is true once for the whole organisation."""

from dataclasses import dataclass

from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe
from rmpkit.views.duties import own_case
from rmpkit.views.evidence import EvidenceRow, organisation_row, tally_text
from rmpkit.views.facts import Fact, facts_of
from rmpkit.views.posts import Post, maybe_doer, maybe_post, post_of
from rmpkit.views.prompts import MuteView, PromptView, mute_view, prompt_view
from rmpkit.views.sheet import Sheet, organisation_sheet, site_sheet
from rmpkit.views.signposts import (
    AbsentView,
    GapView,
    SignpostView,
    StatementView,
    absent_view,
    gap_view,
    signpost_view,
    statement_view,
)


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The policy."""

    title: str
    at: Link | None
    place: str
    says: str
    approved_by: Post | None
    approved: When | None
    reviewed: When | None
    review_by: When | None


@dataclass(frozen=True, slots=True)
class ScopeView:
    """What the system covers."""

    statement: str
    level: str
    sites: tuple[str, ...]
    units: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    relationships: tuple[tuple[str, Link | None, str], ...]
    """Each relationship that is listed: its name, its plan where there is one, and what it is about."""

    approved_by: Post | None
    approved: When | None


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate that the system has."""

    id: str
    standard: str
    facts: tuple[Fact, ...]
    """What else is written of it."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One of the organisation's own people."""

    name: str
    title: str
    left: When | None


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One of the organisation's own posts."""

    post: Post
    deputy: Post | None
    """Who stands in."""

    appointed_by: Post | None
    authority: str
    """What the holder may decide."""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """The page."""

    sheet: Sheet
    name: str
    policy: PolicyView | None
    scope: ScopeView | None
    certificates: tuple[CertificateView, ...]
    ser: Post | None
    posts: tuple[OwnPost, ...]
    people: tuple[PersonView, ...]
    intervals: tuple[tuple[str, str], ...]
    tally_text: str
    rows: tuple[EvidenceRow, ...]
    signposts: tuple[SignpostView, ...]
    statements: tuple[StatementView, ...]
    gaps: tuple[GapView, ...]
    absent: tuple[AbsentView, ...]
    prompts: tuple[PromptView, ...]
    muted: tuple[MuteView, ...]
    read: bool
    """Whether the file of the organisation could be read."""

    @property
    def everybody(self) -> Link:
        """Everybody, with their posts."""
        return Link("People", addresses.PEOPLE)

    @property
    def assessor(self) -> Link:
        """What an assessor asks."""
        return Link("what an assessor asks", addresses.ASSESSOR)

    @property
    def open(self) -> Link:
        """What is open of what is asked of the organisation."""
        return Link("still open", addresses.ORGANISATION_GAPS)

    @property
    def glossary(self) -> Link:
        """What the words mean."""
        return Link("Glossary", addresses.GLOSSARY)


def organisation_page(judged: Judged) -> OrganisationPage:
    """The organisation: policy, scope, people, what is asked of it once."""
    found = tuple(prompt_view(judged, finding) for finding in judged.organisation.findings)
    organisation = judged.edition.organisation
    if organisation is None:
        sheet = site_sheet(judged, addresses.ORGANISATION, "Organisation")
        nothing: tuple[()] = ()
        return OrganisationPage(
            sheet=sheet,
            name="",
            policy=None,
            scope=None,
            certificates=nothing,
            ser=None,
            posts=nothing,
            people=nothing,
            intervals=nothing,
            tally_text="",
            rows=nothing,
            signposts=nothing,
            statements=nothing,
            gaps=nothing,
            absent=nothing,
            prompts=found,
            muted=nothing,
            read=False,
        )
    case = own_case(judged)
    name = organisation.name
    sheet = organisation_sheet(judged, addresses.ORGANISATION, name)
    intervals = organisation.intervals
    return OrganisationPage(
        sheet=sheet,
        name=name,
        policy=_policy(judged),
        scope=scope_view(judged),
        certificates=certificate_views(judged),
        ser=maybe_post(case, organisation.ser),
        posts=tuple(_own_post(case, post) for post in organisation.roles),
        people=tuple(PersonView(p.name, p.introduced, maybe(p.left)) for p in organisation.people.values()),
        intervals=tuple(
            (name.replace("_", " "), str(getattr(intervals, name))) for name in type(intervals).model_fields
        ),
        tally_text=tally_text(judged, Tally.of(judged.organisation.evidence)),
        rows=tuple(organisation_row(judged, each) for each in judged.organisation.evidence),
        signposts=tuple(signpost_view(case, judged, each) for each in organisation.signposts.values()),
        statements=tuple(statement_view(case, judged, key, each) for key, each in organisation.answers.items()),
        gaps=tuple(gap_view(case, judged, each) for each in organisation.known_gaps.values()),
        absent=tuple(absent_view(case, judged, key, each) for key, each in organisation.not_applicable.items()),
        prompts=found,
        muted=tuple(
            mute_view(judged, case, name, m, judged.organisation.muted) for name, m in organisation.muted_rules.items()
        ),
        read=True,
    )


def _own_post(case: Case, post: str) -> OwnPost:
    shown, owner = post_of(case, post), case.edition.organisation
    held = dict(case.holders(post)).get(shown.holder)
    return OwnPost(
        shown,
        maybe_post(case, owner.deputies.get(post) if owner else None),
        maybe_doer(case, held.appointed_by, held.from_) if held else None,
        (held.authority or "") if held else "",
    )


def _policy(judged: Judged) -> PolicyView | None:
    organisation = judged.edition.organisation
    policy = organisation.policy if organisation else None
    if organisation is None or policy is None:
        return None
    web = policy.at if policy.at and addresses.safe_web(policy.at) else ""
    seen = max((day for day in (policy.approved, policy.reviewed) if day), default=None)
    return PolicyView(
        policy.title,
        Link(web.partition("://")[2] or web, web) if web else None,
        "" if web else policy.at or "",
        policy.says or "",
        maybe_doer(own_case(judged), policy.approved_by, policy.approved),
        maybe(policy.approved),
        maybe(policy.reviewed),
        maybe(organisation.intervals.policy_review.after(seen)) if seen else None,
    )


def scope_view(judged: Judged) -> ScopeView | None:
    """What the system covers, and where."""
    organisation = judged.edition.organisation
    scope = organisation.scope if organisation else None
    if scope is None:
        return None
    by = maybe_doer(own_case(judged), scope.approved_by, scope.approved)
    plans = {plan.id: Link(plan.title, addresses.relationship(plan.id)) for plan in judged.edition.plans}
    return ScopeView(
        scope.statement,
        scope.level or "",
        scope.sites,
        scope.units,
        left_out=tuple(scope.left_out.items()),
        relationships=tuple((name, plans.get(name), about) for name, about in scope.relationships.items()),
        approved_by=by,
        approved=maybe(scope.approved),
    )


def certificate_views(judged: Judged) -> tuple[CertificateView, ...]:
    """The certificates that the system has."""
    organisation = judged.edition.organisation
    case = own_case(judged)
    return tuple(
        CertificateView(key, each.standard, tuple(fact for fact in facts_of(case, each) if fact.field != "standard"))
        for key, each in (organisation.certificates if organisation else {}).items()
    )
