"""The changes of one rank in Markdown: one by one, those that are alike together, and those of many plans at once."""

from collections.abc import Iterator, Mapping, Sequence

from rmpkit.changes.change import Change, Rank
from rmpkit.changes.wording import Fate
from rmpkit.model.misfit import listed
from rmpkit.report.neutral import code, words
from rmpkit.report.review.folds import akin, alike, by_line, folded, together, weight_of_all
from rmpkit.report.review.review import Review, by_approvers, weight, where_in_plan
from rmpkit.report.review.values import before_and_after
from rmpkit.report.review.words import HEADINGS, excerpt

SENTENCE, VALUE, NAME = 500, 160, 120
"""Characters of what is shown of a text."""

POSTS = 20
"""Posts that are named, those first who are asked most."""

_MARKS: Mapping[Fate, tuple[str, str]] = {
    Fate.KEPT: ("", ""),
    Fate.REMOVED: ("<del>", "</del>"),
    Fate.ADDED: ("<ins>", "</ins>"),
}
"""What stands around words that went and came."""

Group = tuple[Change, ...]
"""Changes that are told as one."""


def one_by_one(review: Review, rank: Rank, changes: Sequence[Change]) -> str:
    """The changes of one plan, each in its own words."""
    return _rows(review, rank, [(change,) for change in changes])


def alike_together(review: Review, rank: Rank, changes: Sequence[Change]) -> str:
    """The same, where many are alike in one row."""
    return _rows(review, rank, folded(changes, alike))


def akin_together(rank: Rank, changes: Sequence[Change]) -> str:
    """The same in as few rows as there are lines of the ranking and registers, whoever is asked."""
    groups = folded(changes, akin, 1)
    if rank is Rank.MUST_SEE:
        return _under(HEADINGS[rank], "\n".join(_table(groups)))
    return _under(HEADINGS[rank], "\n".join(map(_item, groups)))


def of_all_plans(review: Review, rank: Rank, changes: Sequence[Change]) -> str:
    """The changes of many plans, one row for each line of the ranking."""
    told = (f"- {words(sentence, 2 * SENTENCE)}" for sentence in by_line(review, changes))
    return _under(HEADINGS[rank], "\n".join(told))


def _under(heading: str, text: str) -> str:
    return f"#### {heading}\n\n{text}"


def _rows(review: Review, rank: Rank, groups: Sequence[Group]) -> str:
    match rank:
        case Rank.MUST_SEE:
            return "\n\n".join(_by_posts(review, rank, groups))
        case Rank.LOOK_AT:
            return _under(HEADINGS[rank], "\n".join(map(_item, groups)))
        case _:
            items = "\n".join(f"- {_told(group)}" for group in groups)
            number = sum(map(len, groups))
            return f"<details><summary>{HEADINGS[rank]} ({number})</summary>\n\n{items}\n\n</details>"


def _by_posts(review: Review, rank: Rank, groups: Sequence[Group]) -> Iterator[str]:
    of_first = {group[0]: group for group in groups}
    for posts, firsts in by_approvers(tuple(of_first)).items():
        needs = _posts(review, firsts[0].difference.plan, posts)
        yield _under(
            f"Needs {needs}" if needs else HEADINGS[rank], "\n".join(_table([of_first[first] for first in firsts]))
        )


def _posts(review: Review, plan: str | None, posts: Sequence[str]) -> str:
    named = [words(review.post(plan, post), NAME) for post in posts[:POSTS]]
    return listed(named, last="and") if named else ""


def _table(groups: Sequence[Group]) -> Iterator[str]:
    yield "| Change | Before | After | Where |"
    yield "| --- | --- | --- | --- |"
    for group in groups:
        values = before_and_after(group[0]) if len(group) == 1 else ("", "")
        before, after, where = (code(value, VALUE) or "-" for value in (*values, _where(group)))
        yield f"| {_said(group)} | {before} | {after} | {where} |"


def _item(group: Group) -> str:
    where = code(_where(group), VALUE)
    return f"- {_told(group)}{f' {where}' if where else ''}"


def _told(group: Group) -> str:
    if len(group) > 1 or not group[0].words:
        return _said(group)
    pieces = excerpt(group[0].words)
    marked = " ".join(f"{_MARKS[fate][0]}{words(text, VALUE)}{_MARKS[fate][1]}" for fate, text in pieces)
    return f"{_said(group)} {marked}"


def _said(group: Group) -> str:
    alone = len(group) == 1
    sentence = group[0].sentence if alone else together(group)
    does = weight(group[0]) if alone else weight_of_all(group)
    return f"{words(sentence, SENTENCE)}{f' ({words(does, VALUE)})' if does else ''}"


def _where(group: Group) -> str:
    """Where a change was made; of several the file, where all of them are in one."""
    if len(group) == 1:
        return where_in_plan(group[0])
    files = {where_in_plan(change).rpartition(":")[0] for change in group}
    return files.pop() if len(files) == 1 else ""
