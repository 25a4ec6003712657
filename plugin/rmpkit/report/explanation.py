"""What a rule finds, what a requirement asks, what a key says, what a word means: as plain text."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from rmpkit.catalogue.requirement import Due, Level, Requirement
from rmpkit.model.finding import Kind
from rmpkit.report.reference import Row

WIDTH = 100
"""Columns of running text."""

_LINK = re.compile(r"\[([^\[\]]++)\]\([^()]*+\)")


def of_rule(kind: Kind) -> str:
    """A kind of finding, explained: what it is, why it matters, a wrong and a right example."""
    return _joined(
        f"{kind.code} {kind.name} ({kind.severity})",
        _wrapped(kind.title),
        _wrapped(kind.why),
        f"Found in:\n\n{textwrap.indent(kind.bad.rstrip(), '  ')}",
        f"Not found in:\n\n{textwrap.indent(kind.good.rstrip(), '  ')}",
    )


def of_requirements(what: str, requirements: Sequence[Requirement], rules: Sequence[Kind]) -> str:
    """What standards ask, in our words: the first in full, others where they ask it in other words."""
    listed = [f"  {kind.code} {kind.name}: {kind.title}" for kind in rules]
    return _joined(
        what,
        *(_asked(alike) for alike in _each_once(requirements)),
        *([_list("Rules that weigh on it:", listed)] if listed else []),
        *([] if requirements else [_wrapped("Nothing is asked under this number by itself: it is a heading.")]),
    )


def of_heading(what: str, below: Sequence[Requirement]) -> str:
    """A heading of a standard, with what is asked below it."""
    listed = [f"  {each.id}: {each.title} ({each.printed})" for each in below]
    return _joined(
        what,
        _wrapped("Nothing is asked under this number by itself: it is a heading."),
        *([_list("Asked below it:", listed)] if listed else []),
    )


def of_key(way: str, row: Row) -> str:
    """A key that an author may write."""
    where = f"Stands in: {', '.join(map(str, row.parts))}.\n" if row.parts else ""
    return _joined(
        way,
        _wrapped(row.says),
        f"Written as: {_LINK.sub(lambda found: found[1], row.written)}.\n"
        f"Needed: {row.needed.replace('`', '')}.\n{where}"
        f"Standing: {row.standing}.\n"
        f"Seen by: {row.readers}.",
    )


def of_term(word: str, means: str) -> str:
    """A word of the field."""
    return _joined(word, _wrapped(means))


def _each_once(requirements: Sequence[Requirement]) -> Iterable[tuple[Requirement, ...]]:
    """The requirements, those together that ask the same in the same words in several standards."""
    groups: dict[tuple[str, str, tuple[str, ...]], tuple[Requirement, ...]] = {}
    for requirement in requirements:
        alike = (requirement.id, requirement.intent, requirement.evidence)
        groups[alike] = (*groups.get(alike, ()), requirement)
    return groups.values()


_DUE: Mapping[Due, str] = {
    Due.ALWAYS: "at any time",
    Due.STAGE: "from stage {0} on",
    Due.ACTIVATION: "once exit is activated",
}
_OF: Mapping[Level, str] = {
    Level.ORGANISATION: "the organisation, once",
    Level.RELATIONSHIP: "the organisation's own side of each relationship",
    Level.JOINT: "the parties of each relationship together",
}


def _asked(alike: Sequence[Requirement]) -> str:
    first = alike[0]
    due = _DUE[first.due].format(first.from_stage or 1)
    carried = [f"  {predicate}" for predicate in first.recorded_by]
    pieces = (
        f"{first.id}: {first.title} ({', '.join(each.printed for each in alike)})",
        _wrapped(first.intent),
        _wrapped(f"It is asked of {_OF[first.level]}, {due}."),
        _list("What would show it:", [f"  {each}" for each in first.evidence]),
        *([_list("Records that carry it:", carried)] if carried else []),
    )
    return "\n\n".join(pieces)


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join((title, *lines))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH)


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
