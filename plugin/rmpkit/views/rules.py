"""The rules: what each finds, why it matters, and who raises it now."""

from collections.abc import Mapping
from dataclasses import dataclass

from rmpkit.model.finding import Kind, Severity
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.rules.rule import Rule
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.marks import Mark, severity_mark
from rmpkit.views.prompts import PromptView, prompt_view, tellable
from rmpkit.views.requirements import requirement_link
from rmpkit.views.sheet import Sheet, site_sheet


@dataclass(frozen=True, slots=True)
class Raised:
    """Where a rule is raised now, in one plan or in the organisation."""

    who: Link
    prompts: tuple[PromptView, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule."""

    sheet: Sheet
    code: str
    name: str
    mark: Mark
    means: str
    """What a finding of this severity asks for."""

    why: str
    bad: str
    good: str
    requirements: tuple[Link, ...]
    due: str
    raised: tuple[Raised, ...]
    muted: int
    mutable: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in the index."""

    page: Link
    code: str
    title: str
    mark: Mark
    raised: int


@dataclass(frozen=True, slots=True)
class RuleIndex:
    """The index page."""

    sheet: Sheet
    groups: tuple[tuple[str, str, tuple[RuleRow, ...]], ...]
    """Anchor, title and rules."""


_MEANS: Mapping[Severity, str] = {
    Severity.ERROR: "Something cannot be read or trusted.",
    Severity.WARNING: "Something is expected at this stage, or has gone stale.",
    Severity.NOTE: "Worth a second look; may well be right as it is.",
}
_FAMILIES = (
    ("RMP0", "Reading", "Can it be read"),
    ("RMP1", "Organisation", "The organisation"),
    ("RMP2", "Ownership", "Who answers for it"),
    ("RMP3", "Cadence", "Is it kept up"),
    ("RMP4", "Goals", "Aims, measures and risks"),
    ("RMP5", "Exit", "Exit"),
    ("RMP6", "Approval", "Agreed terms"),
    ("RMP7", "Evidence", "Evidence"),
    ("RMP9", "Together", "Records and plans seen together"),
)


def rule_page(judged: Judged, kind: Kind) -> RulePage:
    """The page of one kind of finding."""
    rule = next((each for each in RULES if each.kind.code == kind.code), None)
    asked = rule.looks_at if rule else ()
    held = [f for judgement in (judged.organisation, *judged.plans.values()) for f in judgement.muted]
    parents = (Link("Rules", addresses.RULES),)
    return RulePage(
        site_sheet(judged, addresses.rule(kind.name), kind.title.rstrip("."), label=kind.name, parents=parents),
        kind.code,
        kind.name,
        severity_mark(kind.severity),
        _MEANS[kind.severity],
        kind.why,
        kind.bad.strip("\n"),
        kind.good.strip("\n"),
        tuple(requirement_link(judged, each) for each in asked),
        _due(rule),
        _raised(judged, kind),
        sum(finding.kind.code == kind.code for finding in held),
        not kind.code.startswith("RMP0"),
    )


def _due(rule: Rule | None) -> str:
    if rule is None:
        return "At any time."
    if rule.of_edition:
        return "At any time, across relationships; in the example each stands under its name."
    if rule.of_organisation:
        return "At any time, once for the organisation."
    return "Once exit is activated." if rule.from_stage == 8 else f"From stage {rule.from_stage} on."  # noqa: PLR2004 - the last stage


def _raised(judged: Judged, kind: Kind) -> tuple[Raised, ...]:
    found = []
    own = [f for f in judged.organisation.findings if f.kind.code == kind.code]
    if own:
        found.append(
            Raised(Link("Organisation", addresses.ORGANISATION), tuple(prompt_view(judged, each) for each in own))
        )
    for plan in sorted(judged.edition.plans, key=lambda plan: plan.title.casefold()):
        here = [f for f in tellable(judged, plan) if f.kind.code == kind.code]
        if here:
            title = plan.id if plan.broken else plan.title
            found.append(
                Raised(
                    Link(title, addresses.relationship(plan.id)),
                    tuple(prompt_view(judged, each) for each in here),
                )
            )
    return tuple(found)


def rule_index(judged: Judged, kinds: tuple[Kind, ...]) -> RuleIndex:
    """Every kind of finding, by family."""
    told = (*judged.organisation.findings, *(f for plan in judged.edition.plans for f in tellable(judged, plan)))
    raised = [finding.kind.code for finding in told]

    def row(kind: Kind) -> RuleRow:
        return RuleRow(
            Link(kind.name, addresses.rule(kind.name)),
            kind.code,
            kind.title,
            severity_mark(kind.severity),
            raised.count(kind.code),
        )

    groups = tuple(
        (anchor, title, tuple(row(kind) for kind in kinds if kind.code.startswith(family)))
        for family, anchor, title in _FAMILIES
    )
    known = {kind.code for _, _, rows in groups for kind in rows}
    rest = tuple(row(kind) for kind in kinds if kind.code not in known)
    if rest:
        groups = (*groups, ("Others", "Others", rest))
    return RuleIndex(site_sheet(judged, addresses.RULES, "Rules"), tuple(group for group in groups if group[2]))
