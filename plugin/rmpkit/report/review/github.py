"""What a change does, as workflow commands that GitHub shows beside the lines of a pull request.

GitHub takes ten of each kind from a step and drops the rest without a word, so nine are told and the tenth says how
many there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmpkit.changes.change import Change, Rank
from rmpkit.model.finding import Place, Severity
from rmpkit.model.showing import printable, show
from rmpkit.report.located import Located
from rmpkit.report.review.review import Review, weight

MOST = 9
"""Annotations of each kind that are told."""

_OF_CHANGES: Mapping[Rank, str] = {Rank.MUST_SEE: "warning", Rank.LOOK_AT: "notice"}
_OF_PROMPTS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class _Note:
    command: str
    title: str
    message: str
    place: Place | None


def render(review: Review) -> str:
    """What is to be looked at as `::warning file=…,line=…,title=…::sentence`, one line each."""
    notes = [*_changes(review), *map(_prompt, review.raised)]
    return "".join(line for command in ("error", "warning", "notice") for line in _told(notes, command))


def _changes(review: Review) -> Iterator[_Note]:
    for rank, command in _OF_CHANGES.items():
        for change in review.of_rank(rank):
            yield _Note(command, review.title(change.difference.plan), _message(change), change.head)


def _message(change: Change) -> str:
    does = weight(change)
    gone = f" It was in {change.base.file}, line {change.base.line}." if change.base and not change.head else ""
    return f"{change.sentence}{f' ({does})' if does else ''}{gone}"


def _prompt(item: Located) -> _Note:
    finding = item.finding
    title = f"{finding.kind.code} {finding.kind.name}"
    return _Note(_OF_PROMPTS[finding.kind.severity], title, f"{finding.message} {finding.mend}", item.place)


def _told(notes: list[_Note], command: str) -> Iterator[str]:
    ours = [note for note in notes if note.command == command]
    for note in ours[:MOST]:
        yield _line(note)
    if len(ours) > MOST:
        yield _line(_Note(command, "Plan review", f"{len(ours) - MOST} more, see the summary.", None))


def _line(note: _Note) -> str:
    properties = {"title": show(note.title, _LONGEST)}
    if note.place is not None:
        at = {"file": printable(note.place.file), "line": str(note.place.line), "col": str(note.place.column)}
        properties = {**at, **properties}
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{note.command} {named}::{_escaped(show(note.message, _LONGEST))}\n"


def _escaped(shown: str) -> str:
    return shown.replace("%", "%25")


def _property(shown: str) -> str:
    return _escaped(shown).replace(":", "%3A").replace(",", "%2C")
