"""The whole site as pages, and what they are dressed in."""

from collections.abc import Callable, Iterator, Mapping
from importlib import resources

from rmpkit.catalogue.library import Library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.stages import Stage
from rmpkit.operations.explain import KINDS
from rmpkit.render import site
from rmpkit.render.page import Page
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.actions import actions
from rmpkit.views.approvals import approvals
from rmpkit.views.assessor import dossier
from rmpkit.views.audits import audits
from rmpkit.views.charter import charter
from rmpkit.views.choice import choice
from rmpkit.views.clauses import clause_index
from rmpkit.views.commitments import commitments
from rmpkit.views.competence import competence
from rmpkit.views.context import context
from rmpkit.views.crosswalk import requirement_index
from rmpkit.views.due import due
from rmpkit.views.exits import exits
from rmpkit.views.gains import gains
from rmpkit.views.gaps import gaps, organisation_gaps
from rmpkit.views.glossary import glossary
from rmpkit.views.goals import goals
from rmpkit.views.grounds import grounds
from rmpkit.views.history import history
from rmpkit.views.home import home
from rmpkit.views.issues import issues
from rmpkit.views.meetings import meetings
from rmpkit.views.method import method
from rmpkit.views.mirror import mirror
from rmpkit.views.organisation import organisation_page
from rmpkit.views.overview import overview
from rmpkit.views.persons import person_index, person_pages
from rmpkit.views.phases import phases
from rmpkit.views.prompts import prompts, unreadable
from rmpkit.views.questions import assessor_index
from rmpkit.views.requirements import requirement_ids, requirement_page
from rmpkit.views.reviews import reviews
from rmpkit.views.risks import risks
from rmpkit.views.roster import roster
from rmpkit.views.rules import rule_index, rule_page
from rmpkit.views.segments import portfolio
from rmpkit.views.sharing import sharing
from rmpkit.views.sheet import has_page
from rmpkit.views.signposts import signposts
from rmpkit.views.stages import stage_page
from rmpkit.views.threads import own_threads, threads
from rmpkit.views.transition import transition

ASSETS_FOLDER = "rmp"
"""The folder of a site that holds what is ours and no page."""

ASSETS = ("rmp.css", "rmp.js")
"""The style sheet and the script of the pages, by file name."""

PLAN_PAGES: Mapping[str, Callable[[Judged, ShownPlan], site.View]] = {
    "": overview,
    addresses.OBJECTIVES: goals,
    addresses.VALUE: gains,
    addresses.RISKS: risks,
    addresses.ISSUES: issues,
    addresses.ACTIONS: actions,
    addresses.COMMITMENTS: commitments,
    addresses.MEETINGS: meetings,
    addresses.CHARTER: charter,
    addresses.SHARING: sharing,
    addresses.EXIT: exits,
    addresses.APPROVALS: approvals,
    addresses.CASE: grounds,
    addresses.ASSESSMENT: mirror,
    addresses.SELECTION: choice,
    addresses.POSTS: roster,
    addresses.SIGNPOSTS: signposts,
    addresses.GAPS: gaps,
    addresses.FOR_ASSESSOR: dossier,
    addresses.THREADS: threads,
    addresses.PROMPTS: prompts,
    addresses.HISTORY: history,
}
"""The view of each page of a plan, beside its eight stages, in the order of its navigation."""


ORGANISATION_PAGES: Mapping[str, Callable[[Judged], site.View]] = {
    addresses.CONTEXT: context,
    addresses.PORTFOLIO: portfolio,
    addresses.METHOD: method,
    addresses.COMPETENCE: competence,
    addresses.AUDITS: audits,
    addresses.REVIEWS: reviews,
    addresses.OWN_THREADS: own_threads,
}
"""The view of each page of the organisation below its overview, in the order of its navigation."""


def pages(judged: Judged, *, library: Library) -> tuple[Page, ...]:
    """Every page of the site, in one order: the site's own, plan by plan, requirements, rules.

    Args:
        judged: the edition that is shown, judged on the day that is shown.
        library: every standard, for the crosswalk.
    """
    return tuple(site.page(view) for view in _views(judged, library))


def _views(judged: Judged, library: Library) -> Iterator[site.View]:
    own = judged.edition.audience.own
    yield home(judged)
    if own:
        yield due(judged)
    yield from own_views(judged)
    yield glossary(judged)
    if own:
        yield organisation_gaps(judged)
        yield assessor_index(judged)
        yield person_index(judged)
        yield from person_pages(judged)
    for plan in judged.edition.plans:
        yield from _of_plan(judged, plan)
    yield requirement_index(judged, library)
    yield clause_index(judged, library)
    if own:
        yield phases(judged)
        yield from filter(None, [transition(judged, library)])
    for requirement in requirement_ids(library):
        yield requirement_page(judged, library, requirement)
    if own:
        yield rule_index(judged, KINDS)
        for kind in KINDS:
            yield rule_page(judged, kind)


def own_views(judged: Judged) -> Iterator[site.View]:
    """The views of the organisation that are made; those who do not keep the plans have its overview alone."""
    yield organisation_page(judged)
    organisation = judged.edition.organisation
    if organisation is None or organisation.copy_for or not judged.edition.audience.own:
        return
    for address, view in ORGANISATION_PAGES.items():
        if addresses.is_made_for(organisation, address):
            yield view(judged)


def _of_plan(judged: Judged, plan: ShownPlan) -> Iterator[site.View]:
    if plan.broken:
        yield unreadable(judged, plan)
        return
    yield from plan_views(judged, plan)
    for stage in Stage:
        yield stage_page(judged, plan, stage)


def plan_views(judged: Judged, plan: ShownPlan) -> Iterator[site.View]:
    """The views of a plan that are made, beside its eight stages."""
    for leaf, view in PLAN_PAGES.items():
        if has_page(judged, plan, leaf):
            yield view(judged, plan)


def assets(audience: Audience) -> Mapping[str, bytes]:
    """The style sheet and the script, by file name; nothing else is loaded by any page.

    The script counts days. A partner's copy goes without: nothing in it is late by itself the next morning.
    """
    folder = resources.files("rmpkit.render") / "assets"
    return {name: (folder / name).read_bytes() for name in ASSETS if audience.own or not name.endswith(".js")}
