"""An edition judged on one day: every finding, every evidence state, every lamp."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.edition import Edition
from rmpkit.model.evidence import MutedRule
from rmpkit.model.finding import Finding, Path, Severity
from rmpkit.model.history import UNKNOWN, History
from rmpkit.model.relationship import RelationshipState
from rmpkit.rules.case import Case, OwnCase, Whole
from rmpkit.rules.chain import Chain
from rmpkit.rules.evidence import Evidence, State, evidence_of_organisation, evidence_of_plan
from rmpkit.rules.gaps import EVIDENCE_MISSING, gap, unused
from rmpkit.rules.lamps import Lamp, lamps, lamps_of_parties
from rmpkit.rules.registry import RULES
from rmpkit.rules.rule import Problem, Rule
from rmpkit.rules.threads import chains_of, own_chains_of

EXIT = 8
_BY_NAME = {rule.kind.name: rule for rule in RULES}
_NAMES = {EVIDENCE_MISSING.name, *_BY_NAME}
_ONCE_CLOSED = tuple(rule for rule in RULES if rule.once_closed)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One plan, or the organisation, judged on one day."""

    plan: str | None
    """The plan; `None` for the organisation."""

    findings: tuple[Finding, ...]
    """What to look at, what cannot be trusted first."""

    muted: tuple[Finding, ...]
    """What a muted rule would have raised."""

    evidence: tuple[Evidence, ...]
    """The state of every requirement, in the catalogue's order."""

    lamps: tuple[Lamp, ...]
    """Relationship, delivery and, for those who keep the plan, upkeep; none for the organisation."""

    chains: tuple[Chain, ...] = ()
    """The threads through it, record by record."""


@dataclass(frozen=True)
class Judged:
    """An edition judged on one day."""

    edition: Edition
    catalogue: Catalogue
    today: date
    organisation: Judgement
    plans: Mapping[str, Judgement]
    revision: str = ""
    """The commit at which the edition stood so; empty where it is as it is written now."""

    recorded: Mapping[tuple[str | None, Path], date] = field(default_factory=dict)
    """The day on which things were first written down, where that is known; never for readers of others' copies."""

    history: History = UNKNOWN
    """What git tells of how the plans came to be what they are; never for readers of others' copies."""

    changed_terms: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """What changed in the terms of a plan since they had a digest, or why that is not known; likewise."""

    by_each: bool = False
    """Whether each plan was judged by itself, and what is seen only in all of them together was not looked for."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in one order: the organisation, then plan by plan."""
        return tuple(f for judgement in (self.organisation, *self.plans.values()) for f in judgement.findings)

    @cached_property
    def whole(self) -> Whole:
        """All plans together, with the questions that can be asked of them."""
        return Whole(self.edition, self.catalogue, self.today)

    def case(self, plan: str) -> Case:
        """The plan with the questions that can be asked of it."""
        return Case(self.edition, self.edition.plan(plan), self.catalogue, self.today)


def judge(edition: Edition, *, catalogue: Catalogue, today: date, each: Callable[[], None] = lambda: None) -> Judged:
    """Judge every plan of an edition, and the organisation, by one catalogue on one day.

    Args:
        edition: what is judged.
        catalogue: the standard to judge by.
        today: the day.
        each: called once for each plan that was judged.
    """
    across = _across(Whole(edition, catalogue, today)) if edition.audience.own else {}
    plans = {}
    for plan in edition.plans:
        plans[plan.id] = _plan(Case(edition, plan, catalogue, today), across.get(plan.id, ()))
        each()
    return Judged(edition, catalogue, today, _organisation(edition, catalogue, today, across.get(None, ())), plans)


def judge_each(
    edition: Edition, *, catalogue: Catalogue, today: date, each: Callable[[], None] = lambda: None
) -> Judged:
    """Judge every plan of an edition by itself: what is seen only in all of them together is not looked for.

    Threads are left out: they are for reading a plan, and no change hangs on them.

    Args:
        edition: what is judged; it need not hold every plan there is.
        catalogue: the standard to judge by.
        today: the day.
        each: called once for each plan that was judged.
    """
    plans = {}
    for plan in edition.plans:
        plans[plan.id] = _without_threads(Case(edition, plan, catalogue, today), ())
        each()
    return Judged(edition, catalogue, today, Judgement(None, (), (), (), ()), plans, by_each=True)


Raised = tuple[tuple[Rule, Problem], ...]


def _across(whole: Whole) -> Mapping[str | None, Raised]:
    """What is seen only when all plans are looked at together, by the plan on which it is told."""
    found: dict[str | None, Raised] = {}
    for rule in RULES:
        if rule.of_edition and _asked(rule.requirements, whole.catalogue):
            for plan, problem in rule.of_edition(whole):
                found[plan] = (*found.get(plan, ()), (rule, problem))
    return found


def _plan(case: Case, across: Raised) -> Judgement:
    return replace(_without_threads(case, across), chains=chains_of(case))


def _without_threads(case: Case, across: Raised) -> Judgement:
    plan = case.plan
    if not case.edition.audience.own:
        return _shown(case)
    read = tuple(finding for finding in case.edition.findings if finding.plan == plan.id)
    raised = (*_of_plan(case), *(across if case.running else ()))
    accepted = {gap.requirement for gap in plan.known_gaps.values() if gap.until >= case.today}
    raised = tuple((rule, problem) for rule, problem in raised if not accepted & set(rule.covers))
    evidence = evidence_of_plan(case) if case.running else ()
    kept, muted = _judged(plan.id, raised, evidence, plan.muted_rules, case.today)
    idle = _idle(plan.id, plan.muted_rules, muted, case) if case.running else ()
    findings = _sorted((*read, *kept, *idle))
    return Judgement(plan.id, findings, muted, evidence, lamps(case, findings))


def _shown(case: Case) -> Judgement:
    """What readers are shown who do not keep the plan: evidence and what the parties say, and nobody's homework."""
    evidence = evidence_of_plan(case) if case.running else ()
    return Judgement(case.plan.id, (), (), evidence, lamps_of_parties(case))


def _organisation(edition: Edition, catalogue: Catalogue, today: date, across: Raised) -> Judgement:
    read = tuple(finding for finding in edition.findings if finding.plan is None)
    organisation = edition.organisation
    if organisation is None or organisation.copy_for or not edition.audience.own:
        return Judgement(None, _sorted(read), (), (), ())
    case = OwnCase(edition, organisation, catalogue, today)
    raised = (*_of_organisation(case), *across)
    evidence = evidence_of_organisation(case)
    kept, muted = _judged(None, raised, evidence, organisation.muted_rules, today)
    idle = _idle(None, organisation.muted_rules, muted, case)
    return Judgement(None, _sorted((*read, *kept, *idle)), muted, evidence, (), own_chains_of(case))


def _of_plan(case: Case) -> Iterator[tuple[Rule, Problem]]:
    """Everything the rules find that are due from a stage the plan has reached; of a closed one, what is left to do."""
    together = case.together
    for rule in RULES if case.running else _ONCE_CLOSED:
        if together and not _of_all(rule, case.catalogue):
            continue
        if rule.of_plan and _due(rule, case):
            yield from _raised(rule, rule.of_plan(case), rule.requirements, case.catalogue)


def _of_organisation(case: OwnCase) -> Iterator[tuple[Rule, Problem]]:
    """Everything the rules find in what the organisation keeps once."""
    for rule in RULES:
        if rule.of_organisation:
            yield from _raised(rule, rule.of_organisation(case), rule.weighs_on(None), case.catalogue)


def _raised(
    rule: Rule, problems: Iterator[Problem], weighs_on: tuple[str, ...], catalogue: Catalogue
) -> Iterator[tuple[Rule, Problem]]:
    """What a rule finds, as far as the catalogue asks for it, each with the requirement it weighs on."""
    if not _asked(weighs_on, catalogue):
        return
    known = next((each for each in weighs_on if each in catalogue.requirements), "")
    for problem in problems:
        named = problem.requirement
        if not named or named in catalogue.asked:
            at = named if named in catalogue.requirements else ""
            yield rule, replace(problem, requirement=at or known or named)


def _asked(requirements: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether a catalogue asks for any of some requirements; a rule that names none looks at the plan as a whole."""
    return not requirements or not catalogue.asked.isdisjoint(requirements)


def _due(rule: Rule, case: Case) -> bool:
    if not case.running:
        return case.plan.state is RelationshipState.CLOSED
    return case.leaving if rule.from_stage == EXIT else case.reached(rule.from_stage)


def _of_all(rule: Rule, catalogue: Catalogue) -> bool:
    """Whether a rule weighs on what the parties answer together, and not on what one of them answers alone."""
    known = [catalogue.requirements[each] for each in rule.requirements if each in catalogue.requirements]
    return not known or any(requirement.level is Level.JOINT for requirement in known)


def finding_of(rule: Rule, plan: str | None, problem: Problem) -> Finding:
    """What a rule found, as a finding about a plan or the organisation."""
    return Finding(
        rule.kind,
        plan,
        problem.path,
        problem.message,
        problem.mend,
        problem.reference,
        requirement=problem.requirement or next(iter(rule.weighs_on(plan)), None),
    )


Found = tuple[Finding, ...]


def _judged(
    plan: str | None,
    raised: Raised,
    evidence: tuple[Evidence, ...],
    mutes: Mapping[str, MutedRule],
    today: date,
) -> tuple[Found, Found]:
    """What stands and what a mute holds back; a mute never hides that a requirement has no evidence."""
    kept: list[Finding] = []
    muted: list[Finding] = []
    covered: set[str] = set()
    for rule, problem in raised:
        finding = finding_of(rule, plan, problem)
        if _held_back(finding, mutes, today):
            muted.append(finding)
        else:
            kept.append(finding)
            covered |= {*rule.covers, *problem.covers}
    for item in evidence:
        if item.state is State.NONE and item.judged and item.requirement.id not in covered:
            finding = gap(plan, item)
            (muted if _held_back(finding, mutes, today) else kept).append(finding)
    return tuple(kept), tuple(muted)


def _held_back(finding: Finding, mutes: Mapping[str, MutedRule], today: date) -> bool:
    mute = mutes.get(finding.kind.name)
    if mute is None or mute.until < today:
        return False
    return not mute.records or bool(set(mute.records) & {*map(str, finding.path), finding.reference})


def _idle(
    plan: str | None, mutes: Mapping[str, MutedRule], muted: tuple[Finding, ...], case: Case | OwnCase
) -> Iterator[Finding]:
    """Mutes in force that hold nothing back, though the catalogue asks for what they mute."""
    used = {finding.kind.name for finding in muted}
    for name, mute in mutes.items():
        rule = _BY_NAME.get(name)
        asked = _asked(rule.weighs_on(plan) if rule else (), case.catalogue)
        if mute.until >= case.today and name not in used and asked and name in _NAMES:
            yield unused(plan, name)


def _sorted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        sorted(
            findings,
            key=lambda f: (_ORDER[f.kind.severity], f.kind.code, tuple(map(str, f.path)), f.reference),
        )
    )
