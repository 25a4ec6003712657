"""Findings as a code quality report, which GitLab shows beside the lines of a merge request."""

from collections.abc import Mapping, Sequence

from rmpkit.model.finding import Severity
from rmpkit.model.showing import printable
from rmpkit.report.json import dumped
from rmpkit.report.located import Located

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}
"""GitLab's own words; no grade of an assessor is meant by them."""


def render(findings: Sequence[Located]) -> str:
    """Findings as a JSON list of `description`, `check_name`, `fingerprint`, `severity`, `location`."""
    return dumped([_object(item) for item in findings])


def _object(item: Located) -> dict[str, object]:
    finding, place = item.finding, item.place
    return {
        "description": printable(f"{finding.message} {finding.mend}"),
        "check_name": f"{finding.kind.code} {finding.kind.name}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.kind.severity],
        "location": {"path": place.file, "lines": {"begin": place.line}},
    }
