"""What every page has: where it is, what is above it, what is beside it, the day it speaks of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.finding import Place
from rmpkit.model.stages import Stage
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.copies import Copy, copy_of
from rmpkit.views.dates import When, when
from rmpkit.views.duties import own_case
from rmpkit.views.standing import standing_of_records
from rmpkit.views.strands import places_in
from rmpkit.views.written import notes_of, own_notes_of


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

    copy: Copy
    """Whose copy of the plans it is part of."""

    revision: str = ""
    """The commit at which the plans stood so; empty where they are as they are written now."""

    plan: str | None = None
    """The plan it is about."""

    beside: tuple["Group", ...] = ()
    """The pages of the same plan, or of the organisation, itself among them."""

    about: str = ""
    """What suggestions about it name: the title of the plan, or the organisation."""

    suggestions: str = ""
    """The mail address that suggestions go to; empty where there is none."""

    search: str = ""
    """What it is to be found by."""

    source: Place | None = None
    """Where what it shows is written."""

    prompts: Link | None = None
    """Where the prompts about the plan are."""

    standing: Mapping[str, str] = field(default_factory=dict)
    """What is to be said of who reads some records of the plan, by their ids."""

    written: Mapping[str, str] = field(default_factory=dict)
    """What git knows of records, by their ids: when they were last changed, or written down long after their day."""

    threads: Mapping[str, Link] = field(default_factory=dict)
    """The place of some records of the plan on its threads page, by their ids."""

    left_out: tuple[str, ...] = ()
    """Ids of records of the plan that cannot be read as written, so that no page shows them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of a plan, or of the organisation, that stand together in its navigation."""

    label: str
    """What they have in common; empty for the overview, which stands alone."""

    links: tuple[Link, ...]


PLAN_PAGES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("Overview", ""),)),
    ("Aims", (("Objectives and measures", addresses.OBJECTIVES), ("Value", addresses.VALUE))),
    (
        "Work",
        (
            ("Risks", addresses.RISKS),
            ("Issues", addresses.ISSUES),
            ("Actions", addresses.ACTIONS),
            ("Commitments", addresses.COMMITMENTS),
            ("Meetings", addresses.MEETINGS),
        ),
    ),
    (
        "Agreed",
        (
            ("Charter", addresses.CHARTER),
            ("Sharing", addresses.SHARING),
            ("Exit", addresses.EXIT),
            ("Approvals", addresses.APPROVALS),
        ),
    ),
    (
        "Ours",
        (
            ("Our case", addresses.CASE),
            ("Self-assessment", addresses.ASSESSMENT),
            ("Selection", addresses.SELECTION),
        ),
    ),
    (
        "Kept by",
        (
            ("People", addresses.POSTS),
            ("Signposts", addresses.SIGNPOSTS),
            ("Still open", addresses.GAPS),
            ("Threads", addresses.THREADS),
            ("Assessor", addresses.FOR_ASSESSOR),
            ("Prompts", addresses.PROMPTS),
            ("History", addresses.HISTORY),
        ),
    ),
)
"""What a plan's own navigation calls its pages, and where they are, in groups that stay readable in a hand."""

OWN_PAGES = frozenset({
    addresses.GAPS, addresses.FOR_ASSESSOR, addresses.PROMPTS, addresses.CASE, addresses.ASSESSMENT,
    addresses.SELECTION, addresses.HISTORY,
})  # fmt: skip
"""Pages of a plan that only those have who keep it."""

ORGANISATION_PAGES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("Overview", addresses.ORGANISATION),)),
    ("Where we stand", (("Context", addresses.CONTEXT), ("Portfolio", addresses.PORTFOLIO))),
    ("How we work", (("Method", addresses.METHOD), ("People and skills", addresses.COMPETENCE))),
    ("What we see", (("Audits", addresses.AUDITS), ("Reviews", addresses.REVIEWS), ("Threads", addresses.OWN_THREADS))),
)
"""What the organisation's own navigation calls its pages; those who do not keep the plans have the overview alone."""


def has_page(judged: Judged, plan: ShownPlan, leaf: str) -> bool:
    """Whether a plan has a page for these readers."""
    if leaf == addresses.THREADS:
        return bool(judged.plans[plan.id].chains)
    if leaf == addresses.HISTORY:
        return judged.edition.audience.own and bool(judged.history.known or judged.history.lacking)
    return addresses.is_made(plan, leaf) and (judged.edition.audience.own or leaf not in OWN_PAGES)


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
    owner = judged.edition.organisation
    return Sheet(
        address,
        title,
        label or title,
        above,
        when(judged.today),
        copy_of(judged.edition),
        revision=judged.revision,
        search=search,
        about=owner.name if owner else "",
        suggestions=_suggestions(judged),
    )


def plan_sheet(
    judged: Judged, plan: ShownPlan, leaf: str, title: str, *, register: str = "", search: str = ""
) -> Sheet:
    """The frame of a page about one plan."""
    address = addresses.relationship(plan.id, leaf)
    above = (ROOT,) if not leaf else (ROOT, Link(plan.title, addresses.relationship(plan.id)))
    return Sheet(
        address,
        title,
        title if leaf else plan.title,
        above,
        when(judged.today),
        copy_of(judged.edition),
        revision=judged.revision,
        plan=plan.id,
        beside=tuple(_groups(judged, plan)),
        about=plan.title,
        suggestions=_suggestions(judged),
        search=search,
        source=judged.edition.place(plan.id, (register,) if register else ()),
        prompts=Link("Prompts", addresses.relationship(plan.id, addresses.PROMPTS)),
        standing=standing_of_records(judged.case(plan.id), plan),
        written=notes_of(judged, plan),
        threads=places_in(judged.plans[plan.id].chains, addresses.relationship(plan.id, addresses.THREADS))
        if leaf != addresses.THREADS
        else {},
        left_out=tuple(sorted(str(path[-1]) for path in plan.lost if path)) if judged.edition.audience.own else (),
    )


def organisation_sheet(judged: Judged, address: str, title: str, *, key: str = "") -> Sheet:
    """The frame of a page about the organisation; `key` is where most of what it shows is written."""
    organisation = judged.edition.organisation
    inner = address != addresses.ORGANISATION
    parents = (Link("Organisation", addresses.ORGANISATION),) if inner else ()
    framed = site_sheet(judged, address, title, label=title if inner else "Organisation", parents=parents, search=title)
    if organisation is None:
        return framed
    return replace(
        framed,
        beside=tuple(_own_groups(organisation)) if judged.edition.audience.own and not organisation.copy_for else (),
        source=judged.edition.place(None, (key,) if key else ("name",)),
        standing=standing_of_records(own_case(judged), organisation),
        written=own_notes_of(judged, organisation),
        threads=places_in(judged.organisation.chains, addresses.OWN_THREADS)
        if address != addresses.OWN_THREADS
        else {},
    )


def _own_groups(organisation: ShownOrganisation) -> Iterator[Group]:
    """The pages of the organisation that are made."""
    for label, pages in ORGANISATION_PAGES:
        links = tuple(Link(text, page) for text, page in pages if addresses.is_made_for(organisation, page))
        if links:
            yield Group(label, links)


def _groups(judged: Judged, plan: ShownPlan) -> Iterator[Group]:
    """The pages of a plan that are made; a group of which none is made is left out."""
    for label, pages in PLAN_PAGES:
        links = tuple(
            Link(text, addresses.relationship(plan.id, leaf)) for text, leaf in pages if has_page(judged, plan, leaf)
        )
        if links:
            yield Group(label, links)


def _suggestions(judged: Judged) -> str:
    owner = judged.edition.organisation
    return (owner.suggestions or "") if owner else ""


def stage_title(judged: Judged, stage: Stage) -> str:
    """What the standard calls a stage."""
    clause = judged.catalogue.stages.get(stage)
    return clause.title if clause else stage.value.replace("-", " ").capitalize()
