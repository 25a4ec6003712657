"""What will turn into a prompt if nobody acts: the same edition judged on later days, and the first day of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rmpkit.disclosure.edition import ShownOrganisation
from rmpkit.model.finding import Finding
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.judgement import Judged, finding_of, judge
from rmpkit.rules.registry import RULES
from rmpkit.rules.rule import Problem, Rule

WINDOWS = (30, 60, 90)
"""Days ahead up to which it is told."""

_RULES = {rule.kind.name: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that is fine today, and will be a prompt."""

    day: date
    """The first day of the prompt."""

    finding: Finding
    """What will be found."""


def forecast(judged: Judged) -> tuple[tuple[Turn, ...], ...]:
    """What turns within each window, by day; nothing is told twice.

    What a muted rule holds back today, and what is found while reading, is no news on any later day.
    """
    known = {finding.fingerprint for finding in _all(judged)}
    windows = []
    start = judged.today
    for days in WINDOWS:
        end = judged.today + timedelta(days)
        later = judge(judged.edition, catalogue=judged.catalogue, today=end)
        new = [finding for finding in later.findings if finding.fingerprint not in known]
        known |= {finding.fingerprint for finding in _all(later)}
        turns = (Turn(_first_day(judged, finding, start, end), finding) for finding in new)
        windows.append(tuple(sorted(turns, key=lambda turn: (turn.day, turn.finding.plan or ""))))
        start = end
    return tuple(windows)


def _all(judged: Judged) -> Iterator[Finding]:
    for judgement in (judged.organisation, *judged.plans.values()):
        yield from judgement.findings
        yield from judgement.muted


def _first_day(judged: Judged, finding: Finding, start: date, end: date) -> date:
    """The first day between two on which a rule raises a finding; the last of them where no single rule tells."""
    rule = _RULES.get(finding.kind.name)
    if rule is None:
        return end
    before, after = start, end
    while (after - before).days > 1:
        middle = before + (after - before) // 2
        if _raises(judged, rule, finding, middle):
            after = middle
        else:
            before = middle
    return after


def _raises(judged: Judged, rule: Rule, finding: Finding, day: date) -> bool:
    found = (finding_of(rule, finding.plan, problem) for problem in _problems(judged, rule, finding.plan, day))
    return any(each.fingerprint == finding.fingerprint for each in found)


def _problems(judged: Judged, rule: Rule, plan: str | None, day: date) -> Iterator[Problem]:
    edition, catalogue = judged.edition, judged.catalogue
    if plan is not None:
        if rule.of_plan:
            yield from rule.of_plan(Case(edition, edition.plan(plan), catalogue, day))
    elif rule.of_organisation and edition.organisation is not None:
        organisation: ShownOrganisation = edition.organisation
        yield from rule.of_organisation(OwnCase(edition, organisation, catalogue, day))
