"""What a change does, as Markdown: a comment for a pull request, a note for a merge request, the summary of a job.

A comment has room for so much and no more. Where a review is longer, whole kinds of things that matter least are left
out, and it is said; nothing is cut in the middle. Author text stands in it through `report.neutral` alone.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rmpkit.changes.change import Change, Rank
from rmpkit.changes.wording import Fate
from rmpkit.model.misfit import listed
from rmpkit.report.located import Located
from rmpkit.report.neutral import code, words
from rmpkit.report.review.review import (
    Review,
    asked,
    by_approvers,
    counted,
    extent,
    headline,
    sides,
    weight,
    where_in_plan,
)
from rmpkit.report.review.values import before_and_after
from rmpkit.report.review.words import HEADINGS, evidence_moved, excerpt

MARKER = "rmp-review v1"
"""By this a comment is known again, in a part of it that nobody sees."""

COMMENT = 60_000
"""Characters of a comment; GitHub says that it takes 65,536."""

SUMMARY = 900_000
"""Bytes of the summary of a job; GitHub takes a mebibyte, and shows nothing of a longer one."""

_QUIET = "Nothing to look at in the latest revision"
"""What a comment says that was made for something which is mended by now."""

_SENTENCE, _VALUE, _NAME = 500, 160, 120
"""Characters of what is shown of a text."""

_MARKS: Mapping[Fate, tuple[str, str]] = {
    Fate.KEPT: ("", ""),
    Fate.REMOVED: ("<del>", "</del>"),
    Fate.ADDED: ("<ins>", "</ins>"),
}
"""What stands around words that went and came."""

_LINE = 40_000
"""Characters of a line that is to be copied, which is never cut: where it is longer, there is no room for it at all."""

_POSTS = 20
"""Posts that are named, those first who are asked most."""

_NOTES = 20
"""Things not done that are told."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """How much of a review is shown."""

    ranks: tuple[Rank, ...] = tuple(HEADINGS)
    resolved: bool = True
    raised: bool = True
    gained: bool = True
    lost: bool = True
    acknowledged: bool = True
    rows: int | None = None
    """How many of the changes that must not be missed; all of them where nothing is said."""


_LESS = (
    _Shown(),
    _Shown(tuple(HEADINGS)[:3]),
    _Shown(tuple(HEADINGS)[:2]),
    _Shown(tuple(HEADINGS)[:2], resolved=False),
    _Shown(tuple(HEADINGS)[:2], resolved=False, gained=False),
    _Shown(tuple(HEADINGS)[:2], resolved=False, gained=False, raised=False),
    _Shown(tuple(HEADINGS)[:1], resolved=False, gained=False, raised=False),
    _Shown(tuple(HEADINGS)[:1], resolved=False, gained=False, raised=False, lost=False),
    _Shown(tuple(HEADINGS)[:1], resolved=False, gained=False, raised=False, lost=False, acknowledged=False),
)
"""Less and less of it, until it fits."""


def comment(review: Review) -> str:
    """The review as one comment, known again by its marker."""
    return f"{marker(review)}\n{_fitted(review, COMMENT - 1000, len)}"


def summary(review: Review) -> str:
    """The review as the summary of a job, which has room for more."""
    return _fitted(review, SUMMARY, lambda text: len(text.encode("utf-8")))


def marker(review: Review) -> str:
    """A line that nobody sees, by which a comment is known again; what somebody wrote has no part in it."""
    facts = {"audience": review.audience, "base": review.base, "head": review.head, "quiet": review.quiet}
    return f"<!-- {MARKER} {json.dumps(facts, sort_keys=True, separators=(',', ':'))} -->"


def _fitted(review: Review, room: int, measure: Callable[[str], int]) -> str:
    """As much of a review as there is room for."""
    if review.same:
        return f"{_QUIET}: {words(sides(review), _SENTENCE)}.\n"
    for shown in _LESS:
        text = _rendered(review, shown)
        if measure(text) <= room:
            return text
    fits, over = 0, len(review.of_rank(Rank.MUST_SEE))
    while over - fits > 1:
        rows = (fits + over) // 2
        if measure(_rendered(review, replace(_LESS[-1], rows=rows))) <= room:
            fits = rows
        else:
            over = rows
    return _rendered(review, replace(_LESS[-1], rows=fits))


def _rendered(review: Review, shown: _Shown) -> str:
    blocks = [
        f"## Plan review: {_QUIET[0].lower()}{_QUIET[1:]}" if review.quiet else f"## {headline(review)}",
        words(extent(review), _SENTENCE),
        *_changes(review, shown),
        *_notes(review),
        *_evidence(review, shown),
        *_prompts(review, shown),
        *_asked(review),
        *_gate(review, shown),
        *_left_out(review, shown),
    ]
    return "\n\n".join(blocks) + "\n"


def _changes(review: Review, shown: _Shown) -> Iterator[str]:
    left, grouped = shown.rows, review.by_plan()
    for plan in review.plans:
        found = {rank: grouped.get((plan, rank), ()) for rank in shown.ranks}
        if left is not None:
            found[Rank.MUST_SEE] = found[Rank.MUST_SEE][:left]
            left -= len(found[Rank.MUST_SEE])
        blocks = [block for rank, changes in found.items() if changes for block in _of_rank(review, rank, changes)]
        if blocks:
            yield f"### {words(review.title(plan), _NAME)}"
            yield from blocks


def _of_rank(review: Review, rank: Rank, changes: Sequence[Change]) -> Iterator[str]:
    match rank:
        case Rank.MUST_SEE:
            for posts, group in by_approvers(changes).items():
                needs = _posts(review, group[0].difference.plan, posts)
                yield f"#### {f'Needs {needs}' if needs else HEADINGS[rank]}"
                yield "\n".join(_table(group))
        case Rank.LOOK_AT:
            yield f"#### {HEADINGS[rank]}"
            yield "\n".join(f"- {_told(change)}{_at(change)}" for change in changes)
        case _:
            items = "\n".join(f"- {_told(change)}" for change in changes)
            yield f"<details><summary>{HEADINGS[rank]} ({len(changes)})</summary>\n\n{items}\n\n</details>"


def _table(changes: Sequence[Change]) -> Iterator[str]:
    yield "| Change | Before | After | Where |"
    yield "| --- | --- | --- | --- |"
    for change in changes:
        before, after = (code(value, _VALUE) or "-" for value in before_and_after(change))
        yield f"| {_said(change)} | {before} | {after} | {code(where_in_plan(change), _VALUE) or '-'} |"


def _said(change: Change) -> str:
    does = weight(change)
    return f"{words(change.sentence, _SENTENCE)}{f' ({words(does, _VALUE)})' if does else ''}"


def _told(change: Change) -> str:
    return f"{_said(change)} {_reworded(change)}" if change.words else _said(change)


def _reworded(change: Change) -> str:
    return " ".join(f"{_MARKS[fate][0]}{words(text, _VALUE)}{_MARKS[fate][1]}" for fate, text in excerpt(change.words))


def _at(change: Change) -> str:
    place = code(where_in_plan(change), _VALUE)
    return f" {place}" if place else ""


def _posts(review: Review, plan: str | None, posts: Sequence[str]) -> str:
    named = [words(review.post(plan, post), _NAME) for post in posts[:_POSTS]]
    return listed(named, last="and") if named else ""


def _notes(review: Review) -> Iterator[str]:
    if review.notes:
        yield "### Not done"
        told = (f"{review.title(note.plan)}: {note.says}" for note in review.notes[:_NOTES])
        yield "\n".join(f"- {words(each, _SENTENCE)}" for each in told)


def _evidence(review: Review, shown: _Shown) -> Iterator[str]:
    moved = [*(review.lost if shown.lost else ()), *(review.gained if shown.gained else ())]
    if moved:
        yield "### Evidence"
        yield "\n".join(f"- {words(evidence_moved(review, move), _SENTENCE)}" for move in moved)


def _prompts(review: Review, shown: _Shown) -> Iterator[str]:
    if shown.raised and review.raised:
        yield "### New prompts"
        yield "\n".join(map(_prompt, review.raised))
    if shown.resolved and review.resolved:
        items = "\n".join(map(_prompt, review.resolved))
        yield f"<details><summary>Prompts that are gone ({len(review.resolved)})</summary>\n\n{items}\n\n</details>"


def _prompt(item: Located) -> str:
    kind, place = item.finding.kind, item.place
    at = code(f"{place.file}:{place.line}", _VALUE)
    return f"- {kind.code} {kind.severity}: {words(item.finding.message, _SENTENCE)} {at}"


def _asked(review: Review) -> Iterator[str]:
    found = list(asked(review))
    if not found:
        return
    yield "### Who should look"
    lines = [f"- {words(called, _NAME)}: {counted(number, 'change')}" for _, called, number in found[:_POSTS]]
    if len(found) > _POSTS:
        lines.append(f"- and {counted(len(found) - _POSTS, 'other post')}")
    yield "\n".join(lines)


def _gate(review: Review, shown: _Shown) -> Iterator[str]:
    """What waits to be acknowledged and by which line that is done, what did not count, and what was acknowledged."""
    gate = review.gate
    if gate is None or not shown.acknowledged or not (gate.waiting or gate.seen or gate.unheard):
        return
    yield "### Acknowledgement"
    told = [f"Not counted, {said.where}: {said.why}" for said in gate.unheard]
    told += list(dict.fromkeys(each.why for each in gate.waiting if not each.speakers))
    if gate.lines:
        number = counted(len([each for each in gate.waiting if each.speakers]), "change")
        told.append(f"{number} to be acknowledged: the person named puts this at the end of the message of a commit.")
    yield "\n".join(f"- {words(each, _SENTENCE)}" for each in told) if told else "Nothing waits for it."
    if gate.lines:
        yield "\n".join(f"- {code(line, _LINE)}" for line in gate.lines)
    if gate.seen:
        seen = (f"{each.change.sentence} By {each.by.name}, in {each.where}." for each in gate.seen)
        items = "\n".join(f"- {words(each, _SENTENCE)}" for each in seen)
        yield f"<details><summary>Acknowledged ({len(gate.seen)})</summary>\n\n{items}\n\n</details>"


def _left_out(review: Review, shown: _Shown) -> Iterator[str]:
    """What is not shown, and where it is."""
    of_ranks = ((len(review.of_rank(rank)), HEADINGS[rank].lower()) for rank in HEADINGS if rank not in shown.ranks)
    must = len(review.of_rank(Rank.MUST_SEE)) - (shown.rows or 0) if shown.rows is not None else 0
    counts = [
        (must, HEADINGS[Rank.MUST_SEE].lower()),
        *of_ranks,
        (0 if shown.lost else len(review.lost), "evidence lost"),
        (0 if shown.gained else len(review.gained), "evidence gained"),
        (0 if shown.raised else len(review.raised), "new prompts"),
        (0 if shown.resolved else len(review.resolved), "prompts that are gone"),
        (0 if shown.acknowledged or not review.gate else len(review.gate.waiting), "what waits for acknowledgement"),
    ]
    told = ", ".join(f"{name} ({number})" for number, name in counts if number)
    if told:
        yield f"There is no room here for all of it. Left out: {told}. The data of the review have it."
