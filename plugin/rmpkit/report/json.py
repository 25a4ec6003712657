"""Findings as data for other tools. The shape is a contract: it changes only with its version."""

import json
from collections.abc import Sequence
from datetime import date

from rmpkit.report.located import Located

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""


def render(findings: Sequence[Located], *, today: date, catalogue: str) -> str:
    """Findings as one JSON object with `schema`, `as_of`, `catalogue` and `findings`."""
    document = {
        "schema": SCHEMA_VERSION,
        "as_of": today.isoformat(),
        "catalogue": catalogue,
        "findings": [_object(item) for item in findings],
    }
    return dumped(document)


def dumped(document: object) -> str:
    """A document as JSON: the same text to whoever reads it, and no order to a pipeline that prints it."""
    return json.dumps(document, indent=2).replace("##", "#\\u0023") + "\n"


def _object(item: Located) -> dict[str, object]:
    finding, place = item.finding, item.place
    return {
        "code": finding.kind.code,
        "name": finding.kind.name,
        "severity": finding.kind.severity.value,
        "fingerprint": finding.fingerprint,
        "plan": finding.plan,
        "record": str(finding.path[1]) if len(finding.path) > 1 else None,
        "path": list(finding.path),
        "requirement": finding.requirement,
        "clauses": list(item.clauses),
        "source": place.file,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "mend": finding.mend,
        "fixable": item.fixable,
    }
