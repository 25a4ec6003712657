"""What a change does, as a code quality report, which GitLab shows beside the lines of a merge request."""

from collections.abc import Iterator, Mapping

from rmpkit.changes.change import Change, Rank
from rmpkit.model.finding import Severity
from rmpkit.model.showing import show
from rmpkit.report.json import dumped
from rmpkit.report.located import Located
from rmpkit.report.review.review import Review, weight

_OF_CHANGES: Mapping[Rank, str] = {Rank.MUST_SEE: "major", Rank.LOOK_AT: "minor"}
_OF_PROMPTS: Mapping[Severity, str] = {
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}
"""GitLab's own words; no grade of an assessor is meant by them."""

_LONGEST = 1000

Entry = dict[str, object]


def render(review: Review) -> str:
    """What is to be looked at as a JSON list of `description`, `check_name`, `fingerprint`, `severity`, `location`."""
    return dumped(list(_unlike([*_changes(review), *map(_prompt, review.raised)])))


def _changes(review: Review) -> Iterator[Entry]:
    for rank, severity in _OF_CHANGES.items():
        yield from (_change(change, severity) for change in review.of_rank(rank))


def _change(change: Change, severity: str) -> Entry:
    place, does = change.head or change.base, weight(change)
    return {
        "description": show(f"{change.sentence}{f' ({does})' if does else ''}", _LONGEST),
        "check_name": f"change {change.ranked_by}",
        "fingerprint": change.fingerprint,
        "severity": severity,
        "location": {"path": place.file if place else "plans", "lines": {"begin": place.line if place else 1}},
    }


def _prompt(item: Located) -> Entry:
    finding, place = item.finding, item.place
    return {
        "description": show(f"{finding.message} {finding.mend}", _LONGEST),
        "check_name": f"{finding.kind.code} {finding.kind.name}",
        "fingerprint": finding.fingerprint,
        "severity": _OF_PROMPTS[finding.kind.severity],
        "location": {"path": place.file, "lines": {"begin": place.line}},
    }


def _unlike(entries: list[Entry]) -> Iterator[Entry]:
    """The same with no fingerprint twice: GitLab shows only the first of several that share one."""
    seen: dict[object, int] = {}
    for entry in entries:
        mark = entry["fingerprint"]
        times = seen[mark] = seen.get(mark, 0) + 1
        yield entry if times == 1 else {**entry, "fingerprint": f"{mark}-{times}"}
