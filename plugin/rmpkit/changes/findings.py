"""Which findings came and which went between two judged editions, each followed to the names that things have now."""

from collections.abc import Mapping

from rmpkit.changes.alike import seen_alike
from rmpkit.changes.change import Difference, Kind
from rmpkit.model.finding import Finding, Path
from rmpkit.rules.judgement import Judged


def came_and_went(
    base: Judged, head: Judged, found: tuple[Difference, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that are there now and were not before, and those that were; one follows what it is about to a new name.

    One that was not found because something could not be read is neither new nor gone.

    Args:
        base: the earlier edition.
        head: the later one.
        found: what differs between the two.
    """
    return between(base, head, found, seen_alike(base, head, names_of(found)))


def between(
    base: Judged, head: Judged, found: tuple[Difference, ...], alike: tuple[Judged, Judged]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The same, of two sides of which it is known what can be read on both."""
    names = names_of(found)
    records = {(d.plan, d.was): d.path for d in found if d.kind is Kind.RENAMED and d.path}
    before, then = ({_as_called_now(f, names, records): f for f in each.findings} for each in (base, alike[0]))
    after, now = ({_known_by(f, f.plan, f.path): f for f in each.findings} for each in (head, alike[1]))
    raised = tuple(f for key, f in after.items() if key in now and key not in before and key not in then)
    return raised, tuple(f for key, f in before.items() if key in then and key not in after and key not in now)


def names_of(found: tuple[Difference, ...]) -> Mapping[str, str]:
    """Plans that have another name now: the name they had, with the one they have."""
    return {str(d.before): d.plan for d in found if d.plan and d.kind is Kind.RENAMED and d.path == ()}


Known = tuple[str | None, str, Path, str]


def _known_by(finding: Finding, plan: str | None, path: Path) -> Known:
    return plan, finding.kind.code, path, finding.reference


def _as_called_now(
    finding: Finding, names: Mapping[str, str], records: Mapping[tuple[str | None, Path], Path]
) -> Known:
    """What a finding of the earlier edition would be known by today, under the names that things have now."""
    plan = names.get(finding.plan or "", finding.plan)
    whole = finding.path
    was = next((whole[:to] for to in range(1, len(whole) + 1) if (plan, whole[:to]) in records), ())
    return _known_by(finding, plan, (*records[plan, was], *whole[len(was) :]) if was else whole)
