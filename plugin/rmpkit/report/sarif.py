"""Findings as SARIF 2.1.0, which editors, code scanning and archives read."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from rmpkit import __version__
from rmpkit.model.finding import Kind, Severity
from rmpkit.model.showing import printable
from rmpkit.report.json import dumped
from rmpkit.report.located import Located

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def render(findings: Sequence[Located], *, baseline: str = "") -> str:
    """Findings as one run of one tool, with the rules that found them.

    Args:
        findings: what was found.
        baseline: how they stand to an earlier run: `new` where those that stood there before are left out.
    """
    kinds = {item.finding.kind.code: item.finding.kind for item in findings}
    known = sorted(kinds)
    document = {
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "rmpkit",
                        "semanticVersion": __version__,
                        "rules": [_rule(kinds[code]) for code in known],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(item, known.index(item.finding.kind.code), baseline) for item in findings],
            }
        ],
    }
    return dumped(document)


def _rule(kind: Kind) -> dict[str, object]:
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": kind.title},
        "fullDescription": {"text": kind.why},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _result(item: Located, index: int, baseline: str) -> dict[str, object]:
    finding, place = item.finding, item.place
    region: dict[str, object] = {"startLine": place.line, "startColumn": place.column}
    if item.written is not None:
        region["endColumn"] = place.column + item.written.length
    return {
        "ruleId": finding.kind.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.kind.severity],
        "message": {"text": printable(f"{finding.message} {finding.mend}")},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}},
        ],
        "partialFingerprints": {"rmp/v1": finding.fingerprint},
        **({"baselineState": baseline} if baseline else {}),
    }
