"""What a change does, as it is read at a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rmpkit.changes.change import Change, Rank
from rmpkit.changes.wording import Fate
from rmpkit.report.located import Located
from rmpkit.report.neutral import on_a_line
from rmpkit.report.review.review import Review, asked, counted, extent, headline, sides, weight, where
from rmpkit.report.review.words import HEADINGS, evidence_moved, excerpt

LONGEST = 1000
"""Characters of a sentence."""

_SIGNS: Mapping[Fate, tuple[str, str]] = {Fate.KEPT: ("", ""), Fate.REMOVED: ("[-", "-]"), Fate.ADDED: ("{+", "+}")}
"""What stands around words that went and came, as git has it."""

Paint = Callable[[str, Rank], str]
"""Gives a text the colour of a rank, where colours are wanted."""


def plain(words: str, rank: Rank) -> str:
    """The words as they are."""
    del rank
    return words


def render(review: Review, *, paint: Paint = plain) -> str:
    """The review as lines, what must not be missed first in each plan."""
    if review.same:
        return f"{headline(review)}: {sides(review)}.\n"
    blocks = [f"{headline(review)}\n{extent(review)}\n"]
    grouped = review.by_plan()
    blocks.extend("".join(_plan(review, plan, grouped, paint)) for plan in review.plans)
    if review.notes:
        told = (f"{review.title(note.plan)}: {note.says}" for note in review.notes)
        blocks.append("Not done\n" + "".join(map(_line, told)))
    blocks.extend(_evidence(review))
    blocks.extend(_prompts("New prompts", review.raised))
    blocks.extend(_prompts("Prompts that are gone", review.resolved))
    blocks.extend(_asked(review))
    return "\n".join(blocks)


def _line(text: str, depth: int = 1) -> str:
    return f"{'  ' * depth}{on_a_line(text, LONGEST)}\n"


def _plan(
    review: Review, plan: str | None, grouped: Mapping[tuple[str | None, Rank], Sequence[Change]], paint: Paint
) -> Iterator[str]:
    yield _line(review.title(plan), 0)
    for rank, heading in HEADINGS.items():
        if found := grouped.get((plan, rank)):
            yield f"  {paint(f'{heading} ({len(found)})', rank)}\n"
            for change in found:
                yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    yield _line(change.sentence, 2)
    if change.words:
        yield _line(" ".join(f"{_SIGNS[fate][0]}{text}{_SIGNS[fate][1]}" for fate, text in excerpt(change.words)), 3)
    if change.rank > Rank.LOOK_AT:
        return
    posts = ", ".join(change.approvers)
    more = "  ".join(each for each in (where(change), weight(change), f"asked of {posts}" if posts else "") if each)
    if more:
        yield _line(more, 3)


def _evidence(review: Review) -> Iterator[str]:
    moved = [*review.lost, *review.gained]
    if moved:
        yield "Evidence\n" + "".join(_line(evidence_moved(review, move)) for move in moved)


def _prompts(heading: str, found: Sequence[Located]) -> Iterator[str]:
    if found:
        yield f"{heading}\n" + "".join(_prompt(item) for item in found)


def _prompt(item: Located) -> str:
    kind = item.finding.kind
    return _line(f"{kind.code} {kind.severity}: {item.finding.message}") + _line(
        f"{item.place.file}:{item.place.line}", 2
    )


def _asked(review: Review) -> Iterator[str]:
    posts = list(asked(review))
    if posts:
        yield "Who should look\n" + "".join(
            _line(f"{called}: {counted(number, 'change')}") for _, called, number in posts
        )
