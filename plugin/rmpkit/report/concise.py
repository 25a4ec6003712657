"""One line for each finding, with the place first, so that editors link it."""

from collections.abc import Sequence

from rmpkit.model.showing import show
from rmpkit.report.located import Located

LONGEST = 1000
"""Characters of a sentence; far more than any of ours, and a bound for what an author's text can do to it."""


def render(findings: Sequence[Located]) -> str:
    """Findings as `file:line:column CODE message mend`, one line each."""
    return "".join(_line(item) for item in findings)


def _line(item: Located) -> str:
    place, finding = item.place, item.finding
    words = show(f"{finding.message} {finding.mend}", LONGEST)
    return f"{show(place.file, LONGEST)}:{place.line}:{place.column} {finding.kind.code} {words}\n"
