"""Findings as they are read at a terminal: where, what happened, the line with a mark, how to mend it, what to read."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from unicodedata import category, east_asian_width

from rmpkit.model.finding import Severity
from rmpkit.model.showing import show
from rmpkit.report.located import Located
from rmpkit.report.neutral import on_a_line
from rmpkit.store.written import Written

MOST = 20
"""Findings that are told in full, the most serious first; the others are counted by rule."""

LONGEST = 1000
"""Characters of a sentence."""

WIDEST = 100
"""Characters of the line that is shown around what is meant."""

Paint = Callable[[str, Severity], str]
"""Gives a text the colour of a severity, where colours are wanted."""

_ORDER = tuple(Severity)


def plain(words: str, severity: Severity) -> str:
    """The words as they are."""
    del severity
    return words


def render(findings: Sequence[Located], *, most: int | None = MOST, paint: Paint = plain) -> str:
    """Findings in full, the most serious first and then by place; those beyond `most` as counts by rule.

    Args:
        findings: what was found.
        most: how many are told in full; all of them where nothing is given.
        paint: gives colour to the code and to the mark.
    """
    ordered = sorted(findings, key=lambda item: (_ORDER.index(item.finding.kind.severity), item.place))
    told = ordered if most is None else ordered[:most]
    return "".join((*(_told(item, paint) for item in told), *_counted(ordered[len(told) :])))


def _told(item: Located, paint: Paint) -> str:
    place, finding = item.place, item.finding
    severity = finding.kind.severity
    clauses = f"  ({', '.join(item.clauses)})" if item.clauses else ""
    where = f"{show(place.file, LONGEST)}:{place.line}:{place.column}"
    lines = (
        f"{where}  {paint(f'{finding.kind.code} {severity}', severity)}",
        f"  {on_a_line(finding.message, LONGEST)}",
        *(_pointed(place.line, item.written, severity, paint) if item.written else ()),
        f"  {on_a_line(finding.mend, LONGEST)}",
        f"  {_safe_fix(item)}Why: rmp explain {finding.kind.code}{clauses}",
    )
    return "\n".join(lines) + "\n\n"


def _safe_fix(item: Located) -> str:
    return f"Safe fix: rmp fix {show(item.place.file, LONGEST)}      " if item.fixable else ""


def _pointed(number: int, written: Written, severity: Severity, paint: Paint) -> Iterator[str]:
    """The line with a mark under what is meant; of a long line, what stands around it."""
    first = max(0, min(written.start - WIDEST // 3, len(written.line) - WIDEST)) if len(written.line) > WIDEST else 0
    before = show(written.line[first : written.start], LONGEST)
    meant = show(written.line[written.start : written.start + min(written.length, WIDEST)], LONGEST)
    behind = show(written.line[written.start + written.length : max(first + WIDEST, written.start)], LONGEST)
    cut = ("…" if first else "", "…" if first + WIDEST < len(written.line) else "")
    yield f"  {number} | {cut[0]}{before}{meant}{behind}{cut[1]}"
    mark = "^" * max(1, _columns(meant))
    yield f"  {' ' * len(str(number))} | {' ' * _columns(cut[0] + before)}{paint(mark, severity)}"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _counted(rest: Sequence[Located]) -> Iterator[str]:
    if not rest:
        return
    yield f"And {len(rest)} more, by rule:\n"
    for (code, name), number in sorted(Counter((i.finding.kind.code, i.finding.kind.name) for i in rest).items()):
        yield f"  {number:>5}  {code} {name}\n"
    yield "To see them all: rmp check --all\n\n"
