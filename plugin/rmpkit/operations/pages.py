"""The whole site as pages, and what they are dressed in."""

from collections.abc import Iterator, Mapping
from importlib import resources

from rmpkit.catalogue.library import Library
from rmpkit.model.finding import Kind
from rmpkit.model.plan import Plan
from rmpkit.model.stages import Stage
from rmpkit.render import site
from rmpkit.render.page import Page
from rmpkit.rules.gaps import EVIDENCE_MISSING
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.store.kinds import READING
from rmpkit.views.actions import actions
from rmpkit.views.crosswalk import requirement_index
from rmpkit.views.due import due
from rmpkit.views.exits import exits
from rmpkit.views.goals import goals
from rmpkit.views.home import home
from rmpkit.views.meetings import meetings
from rmpkit.views.organisation import organisation_page
from rmpkit.views.overview import overview
from rmpkit.views.prompts import prompts, unreadable
from rmpkit.views.requirements import requirement_ids, requirement_page
from rmpkit.views.risks import risks
from rmpkit.views.rules import rule_index, rule_page
from rmpkit.views.signposts import signposts
from rmpkit.views.stages import stage_page

ASSETS_FOLDER = "rmp"
"""The folder of a site that holds what is ours and no page."""

ASSETS = ("rmp.css", "rmp.js")
"""The style sheet and the script of the pages, by file name."""

PLAN_PAGES = (overview, goals, risks, actions, meetings, exits, signposts, prompts)
"""The views of a plan, beside its eight stages."""


def pages(judged: Judged, *, library: Library, kinds: tuple[Kind, ...] = READING) -> tuple[Page, ...]:
    """Every page of the site, in one order: the site's own, plan by plan, requirements, rules.

    Args:
        judged: the edition that is shown, judged on the day that is shown.
        library: every standard, for the crosswalk.
        kinds: what reading can find, so that each of its kinds has a page beside those of the rules.
    """
    return tuple(site.page(view) for view in _views(judged, library, kinds))


def _views(judged: Judged, library: Library, kinds: tuple[Kind, ...]) -> Iterator[site.View]:
    yield home(judged)
    yield due(judged)
    yield organisation_page(judged)
    for plan in judged.edition.plans:
        yield from _of_plan(judged, plan)
    yield requirement_index(judged, library)
    for requirement in requirement_ids(library):
        yield requirement_page(judged, library, requirement)
    every = every_kind(kinds)
    yield rule_index(judged, every)
    for kind in every:
        yield rule_page(judged, kind)


def _of_plan(judged: Judged, plan: Plan) -> Iterator[site.View]:
    if plan.broken:
        yield unreadable(judged, plan)
        return
    for view in PLAN_PAGES:
        yield view(judged, plan)
    for stage in Stage:
        yield stage_page(judged, plan, stage)


def every_kind(reading: tuple[Kind, ...] = READING) -> tuple[Kind, ...]:
    """Every kind of finding there is, by code."""
    found = {kind.code: kind for kind in (*reading, *(rule.kind for rule in RULES), EVIDENCE_MISSING)}
    return tuple(found[code] for code in sorted(found))


def assets() -> Mapping[str, bytes]:
    """The style sheet and the script, by file name; nothing else is loaded by any page."""
    folder = resources.files("rmpkit.render") / "assets"
    return {name: (folder / name).read_bytes() for name in ASSETS}
