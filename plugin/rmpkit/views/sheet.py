"""What every page has: where it is, what is above it, what is beside it, the day it speaks of."""

from dataclasses import dataclass

from rmpkit.model.finding import Place
from rmpkit.model.plan import Plan
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, when


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frame of one page."""

    address: str
    """Where it is."""

    title: str
    """What it is: the words of its `h1`."""

    label: str
    """What navigation calls it."""

    parents: tuple[Link, ...]
    """The pages above it, outermost first."""

    as_at: When
    """The day it speaks of."""

    copy: str = ""
    """Whose copy of the plans it shows."""

    plan: str | None = None
    """The plan it is about."""

    beside: tuple[Link, ...] = ()
    """The pages of the same plan, itself among them."""

    search: str = ""
    """What it is to be found by."""

    source: Place | None = None
    """Where what it shows is written."""


PLAN_PAGES: tuple[tuple[str, str], ...] = (
    ("Overview", ""),
    ("Objectives and measures", addresses.OBJECTIVES),
    ("Risks", addresses.RISKS),
    ("Actions", addresses.ACTIONS),
    ("Meetings", addresses.MEETINGS),
    ("Exit", addresses.EXIT),
    ("Signposts", addresses.SIGNPOSTS),
    ("Prompts", addresses.PROMPTS),
)
"""What a plan's own navigation calls its pages, and where they are."""

ROOT = Link("All relationships", addresses.HOME)


def site_sheet(
    judged: Judged,
    address: str,
    title: str,
    *,
    label: str = "",
    parents: tuple[Link, ...] = (),
    search: str = "",
) -> Sheet:
    """The frame of a page about the whole site."""
    above = (ROOT, *parents) if address != addresses.HOME else ()
    return Sheet(address, title, label or title, above, when(judged.today), copy_name(judged), search=search)


def plan_sheet(judged: Judged, plan: Plan, leaf: str, title: str, *, register: str = "", search: str = "") -> Sheet:
    """The frame of a page about one plan."""
    address = addresses.relationship(plan.id, leaf)
    above = (ROOT,) if not leaf else (ROOT, Link(plan.title, addresses.relationship(plan.id)))
    return Sheet(
        address,
        title,
        title if leaf else plan.title,
        above,
        when(judged.today),
        copy_name(judged),
        plan=plan.id,
        beside=tuple(Link(text, addresses.relationship(plan.id, each)) for text, each in PLAN_PAGES),
        search=search,
        source=judged.edition.place(plan.id, (register,) if register else ()),
    )


def stage_title(judged: Judged, stage: Stage) -> str:
    """What the standard calls a stage."""
    clause = judged.catalogue.stages.get(stage)
    return clause.title if clause else stage.value.replace("-", " ").capitalize()


def copy_name(judged: Judged) -> str:
    """Whose copy of the plans it is."""
    return f"{judged.edition.audience.value.capitalize()} copy"
