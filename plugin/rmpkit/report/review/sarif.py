"""What a change does as SARIF 2.1.0, which editors, code scanning and archives read."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from rmpkit import __version__
from rmpkit.changes.change import Change, Rank
from rmpkit.model.finding import Place, Severity
from rmpkit.model.showing import printable
from rmpkit.report.json import dumped
from rmpkit.report.located import Located
from rmpkit.report.review.review import Review, weight

_OF_CHANGES: Mapping[Rank, str] = {Rank.MUST_SEE: "warning", Rank.LOOK_AT: "note"}
_OF_PROMPTS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def render(review: Review) -> str:
    """The review as one run of one tool: changes, and prompts by what became of them, with every rule they name."""
    rules = {rule["id"]: rule for rule in _rules(review)}
    results = [*map(_change, review.changes), *_prompts(review)]
    known = list(rules)
    for result in results:
        result["ruleIndex"] = known.index(str(result["ruleId"]))
    document = {
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "rmpkit", "semanticVersion": __version__, "rules": list(rules.values())}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return dumped(document)


def _rules(review: Review) -> Iterator[dict[str, object]]:
    """Every line of the ranking, and every rule of which a prompt is told."""
    for name in dict.fromkeys([*review.ranking, *(change.ranked_by for change in review.changes)]):
        says = review.ranking.get(name) or name
        yield {"id": f"change/{name}", "name": name, "shortDescription": {"text": says}}
    items = (*review.raised, *review.resolved, *review.standing, *(muted.located for muted in review.muted))
    kinds = {item.finding.kind.code: item.finding.kind for item in items}
    for code in sorted(kinds):
        kind = kinds[code]
        yield {
            "id": kind.code,
            "name": kind.name,
            "shortDescription": {"text": kind.title},
            "fullDescription": {"text": kind.why},
            "defaultConfiguration": {"level": _OF_PROMPTS[kind.severity]},
        }


def _change(change: Change) -> dict[str, object]:
    level, does = _OF_CHANGES.get(change.rank, "none"), weight(change)
    return {
        "ruleId": f"change/{change.ranked_by}",
        "kind": "informational" if level == "none" else "fail",
        "level": level,
        "message": {"text": printable(f"{change.sentence}{f' ({does})' if does else ''}")},
        "locations": _locations(change.head or change.base),
        "partialFingerprints": {"rmp/change/v1": change.fingerprint},
        "baselineState": "new",
        "rank": _rank(change.rank),
    }


def _rank(rank: Rank) -> float:
    """The rank as SARIF counts: a hundred is what is to be looked at first."""
    return 100.0 - 20.0 * (rank - 1)


def _prompts(review: Review) -> Iterator[dict[str, object]]:
    became: tuple[tuple[str, Iterable[Located]], ...] = (
        ("new", review.raised),
        ("unchanged", review.standing),
        ("absent", review.resolved),
    )
    for state, items in became:
        yield from (_prompt(item, state) for item in items)
    for muted in review.muted:
        accepted = {"kind": "external", "status": "accepted", "justification": printable(muted.why)}
        yield {**_prompt(muted.located, "unchanged"), "suppressions": [accepted]}


def _prompt(item: Located, state: str) -> dict[str, object]:
    finding = item.finding
    return {
        "ruleId": finding.kind.code,
        "level": _OF_PROMPTS[finding.kind.severity],
        "message": {"text": printable(f"{finding.message} {finding.mend}")},
        "locations": _locations(item.place),
        "partialFingerprints": {"rmp/v1": finding.fingerprint},
        "baselineState": state,
    }


def _locations(place: Place | None) -> list[dict[str, object]]:
    if place is None:
        return []
    region = {"startLine": place.line, "startColumn": place.column}
    return [{"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}]
