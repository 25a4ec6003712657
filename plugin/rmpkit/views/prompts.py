"""What to look at in one plan, and where each thing was written."""

from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.evidence import MutedRule
from rmpkit.model.finding import Finding, Place
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, spoken, when
from rmpkit.views.marks import Mark, severity_mark
from rmpkit.views.posts import Post, doer_of
from rmpkit.views.sheet import Sheet, plan_sheet, site_sheet


@dataclass(frozen=True, slots=True)
class PromptView:
    """One thing to look at."""

    mark: Mark
    message: str
    mend: str
    rule: Link
    title: str
    where: Link | None
    """Where the record is shown."""

    place: str
    """Where it was written: file and line."""


@dataclass(frozen=True, slots=True)
class MuteView:
    """A rule that is not raised here for a while."""

    rule: Link
    why: str
    by: Post
    until: When
    records: tuple[str, ...]
    held: tuple[PromptView, ...]
    """What it would have raised."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The page."""

    sheet: Sheet
    prompts: tuple[PromptView, ...]
    muted: tuple[MuteView, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The only page of a plan that cannot be read: it says so, and nothing of what was half read."""

    sheet: Sheet
    files: tuple[str, ...]
    prompts: tuple[PromptView, ...]


def prompts(judged: Judged, plan: ShownPlan) -> Prompts:
    """What to look at in one plan."""
    judgement = judged.plans[plan.id]
    shown = tuple(prompt_view(judged, finding) for finding in judgement.findings)
    mutes = tuple(
        mute_view(judged, judged.case(plan.id), name, mute, judgement.muted) for name, mute in plan.muted_rules.items()
    )
    return Prompts(plan_sheet(judged, plan, addresses.PROMPTS, "Prompts"), shown, mutes)


def unreadable(judged: Judged, plan: ShownPlan) -> Unreadable:
    """The page of a plan that cannot be read."""
    sheet = site_sheet(judged, addresses.relationship(plan.id), f"The plan {plan.id} cannot be read", label=plan.id)
    found = (finding for finding in tellable(judged, plan) if finding.place)
    return Unreadable(sheet, plan.broken, tuple(prompt_view(judged, finding, show=False) for finding in found))


def tellable(judged: Judged, plan: ShownPlan) -> tuple[Finding, ...]:
    """Findings that may be told: of a plan that cannot be read, only those that say why."""
    findings = judged.plans[plan.id].findings
    return tuple(each for each in findings if each.kind.code.startswith("RMP0")) if plan.broken else findings


def prompt_view(judged: Judged, finding: Finding, *, show: bool = True) -> PromptView:
    """One finding, as pages show it."""
    place = finding.place or judged.edition.place(finding.plan, finding.path)
    return PromptView(
        severity_mark(finding.kind.severity),
        spoken(finding.message),
        finding.mend,
        Link(finding.kind.name, addresses.rule(finding.kind.name)),
        finding.kind.title,
        _where(judged, finding) if show else None,
        _written(place),
    )


def mute_view(judged: Judged, case: Case, name: str, mute: MutedRule, muted: tuple[Finding, ...]) -> MuteView:
    """One muted rule, of a plan or of the organisation."""
    held = tuple(prompt_view(judged, finding) for finding in muted if finding.kind.name == name)
    return MuteView(
        Link(name, addresses.rule(name)),
        mute.why,
        doer_of(case, mute.by, None),
        when(mute.until),
        mute.records,
        held,
    )


def _written(place: Place | None) -> str:
    return f"{place.file}:{place.line}" if place else ""


def _in_organisation(judged: Judged, finding: Finding) -> Link:
    """Where something of the organisation is shown, named by its record, or by what it is."""
    organisation = judged.edition.organisation
    if organisation is None or not finding.path:
        return Link("Organisation", addresses.ORGANISATION)
    name = str(finding.path[1]) if len(finding.path) > 1 else str(finding.path[0]).replace("-", " ")
    return Link(name, addresses.of_own_path(organisation, finding.path))


def _where(judged: Judged, finding: Finding) -> Link | None:
    if finding.plan is None:
        return _in_organisation(judged, finding)
    if not finding.path:
        return None
    plan = judged.edition.plan(finding.plan)
    if plan.broken:
        return Link(plan.id, addresses.relationship(plan.id))
    if finding.requirement and finding.path[0] == "stages" and len(finding.path) > 1:
        page = addresses.of_path(plan, finding.path)
        return Link(
            f"{finding.requirement} on its stage page",
            f"{page}#{finding.requirement}" if finding.reference else page,
        )
    name = str(finding.path[1]) if len(finding.path) > 1 else str(finding.path[0]).replace("-", " ")
    return Link(name, addresses.of_path(plan, finding.path))
