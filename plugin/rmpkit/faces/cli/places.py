"""Where something was found, said without quoting anybody: others than the authors may read a log."""

from rmpkit.model.finding import Finding
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded


def place_and_rule(read: Loaded, finding: Finding) -> str:
    """The file, the line and the rule of a finding, and none of its words."""
    place = finding.place or read.portfolio.places.of(finding.plan, finding.path)
    where = f"{read.root}/{place.file}:{place.line}:{place.column} " if place else ""
    return f"{show(where, 300)}{finding.kind.code} {finding.kind.title}"
