"""What an assessor asks of the organisation: scope and sites, past visits, the audit cycle, each relationship."""

from dataclasses import dataclass

from rmpkit.rules.approvals import latest_version
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.audits import NONCONFORMITIES, VISITS, by_relationship, by_requirement, by_visit
from rmpkit.views.dates import When, when
from rmpkit.views.duties import own_case
from rmpkit.views.evidence import tally_text
from rmpkit.views.organisation import CertificateView, ScopeView, certificate_views, scope_view
from rmpkit.views.posts import Post, maybe_post
from rmpkit.views.registers import Section, section
from rmpkit.views.sheet import Sheet, site_sheet
from rmpkit.views.signposts import SignpostView, signpost_view
from rmpkit.views.touched import TouchedRegister, touched_of_organisation
from rmpkit.views.visits import since_day


@dataclass(frozen=True, slots=True)
class InScope:
    """One relationship, as an assessor chooses among them."""

    page: Link
    dossier: Link
    kind: str
    version: str
    ser: Post | None
    tally_text: str


@dataclass(frozen=True, slots=True)
class AssessorIndex:
    """The page."""

    sheet: Sheet
    standards: tuple[str, ...]
    """The standards that the organisation works by, the one that counts here first."""

    certificates: tuple[CertificateView, ...]
    scope: ScopeView | None
    visits: tuple[Section, ...]
    """Past visits, and what was found, why, and whether what was done about it worked."""

    cycle: tuple[Section, ...]
    """Which audit looks at which relationship, and at which requirement."""

    relationships: tuple[InScope, ...]
    posts: tuple[Post, ...]
    checks: tuple[SignpostView, ...]
    tally_text: str
    since: When
    since_why: str
    touched: tuple[TouchedRegister, ...]

    @property
    def organisation(self) -> Link:
        """What is asked of the organisation, requirement by requirement."""
        return Link("Requirement by requirement", f"{addresses.ORGANISATION}#Evidence")

    @property
    def open(self) -> Link:
        """What is still open."""
        return Link("what is still open", addresses.ORGANISATION_GAPS)

    @property
    def phases(self) -> Link:
        """Evidence by phase."""
        return Link("evidence of each phase", addresses.PHASES)


def assessor_index(judged: Judged) -> AssessorIndex:
    """What an assessor asks of the organisation."""
    owner = judged.edition.organisation
    case = own_case(judged)
    since, why = since_day(judged)
    plans = sorted((plan for plan in judged.edition.plans if not plan.broken), key=lambda plan: plan.title.casefold())
    signs = tuple(signpost_view(case, judged, each) for each in (owner.signposts.values() if owner else ()))
    return AssessorIndex(
        site_sheet(
            judged, addresses.ASSESSOR, "What an assessor asks", label="Assessor", search="assessor certificate"
        ),
        (judged.catalogue.title,),
        certificate_views(judged),
        scope_view(judged),
        tuple(filter(None, (section(case, VISITS), by_visit(judged, case), section(case, NONCONFORMITIES))))
        if owner
        else (),
        tuple(filter(None, (by_relationship(judged, case), by_requirement(judged)))),
        tuple(_in_scope(judged, plan.id) for plan in plans),
        tuple(post for name in (owner.roles if owner else ()) if (post := maybe_post(case, name)) and post.person),
        tuple(sorted(signs, key=lambda each: each.checked.iso if each.checked else "", reverse=True)),
        tally_text(judged, Tally.of(judged.organisation.evidence)),
        when(since),
        why,
        touched_of_organisation(owner, since, today=judged.today) if owner else (),
    )


def _in_scope(judged: Judged, plan_id: str) -> InScope:
    case = judged.case(plan_id)
    plan = case.plan
    latest = latest_version(case)
    return InScope(
        Link(plan.title, addresses.relationship(plan.id)),
        Link("what an assessor asks", addresses.relationship(plan.id, addresses.FOR_ASSESSOR)),
        f"{plan.type}, {plan.state}",
        latest.id if latest else "",
        maybe_post(case, f"{case.own}.ser" if case.own else None),
        tally_text(judged, Tally.of(judged.plans[plan.id].evidence)),
    )
