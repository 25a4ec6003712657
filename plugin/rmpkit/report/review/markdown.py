"""What a change does, as Markdown: a comment for a pull request, a note for a merge request, the summary of a job.

A comment has room for so much and no more. Where a review is longer, kinds of things that matter least are left out,
and what is alike is told together before anything that must not be missed is; all of it is said, and nothing is cut in
the middle. Author text stands in it through `report.neutral` alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from rmpkit.report.neutral import words
from rmpkit.report.review.passages import GAINED, GATE, LOST, NOTES, RAISED, RESOLVED, of_many, of_plan, topics
from rmpkit.report.review.review import Review, asked, counted, extent, headline, sides
from rmpkit.report.review.room import BETWEEN, Form, Measure, Slot, fitted
from rmpkit.report.review.rows import NAME, POSTS, SENTENCE
from rmpkit.report.review.words import HEADINGS

MARKER = "rmp-review v1"
"""By this a comment is known again, in a part of it that nobody sees."""

COMMENT = 60_000
"""Characters of a comment; GitHub says that it takes 65,536."""

SUMMARY = 900_000
"""Bytes of the summary of a job; GitHub takes a mebibyte, and shows nothing of a longer one."""

_QUIET = "Nothing to look at in the latest revision"
"""What a comment says that was made for something which is mended by now."""

_LEFT = 1_000
"""What it takes at most to say what was left out."""


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


def _fitted(review: Review, room: int, measure: Measure) -> str:
    """As much of a review as there is room for."""
    if review.same:
        return f"{_QUIET}: {words(sides(review), SENTENCE)}.\n"
    top = [
        f"## Plan review: {_QUIET[0].lower()}{_QUIET[1:]}" if review.quiet else f"## {headline(review)}",
        words(extent(review), SENTENCE),
    ]
    posts = list(_asked(review))
    fixed = sum(measure(text) + BETWEEN for text in (*top, *posts)) + _LEFT
    forms = fitted(topics(review, measure), room - fixed, measure)
    return "\n\n".join((*top, *_told(review, forms, posts))) + "\n"


def _told(review: Review, forms: Sequence[Form], posts: Sequence[str]) -> Iterator[str]:
    """The blocks of a review in the order in which they are read."""
    blocks = {slot: text for form in forms for slot, text in form.blocks.items()}
    for plan in review.plans:
        yield from _under(blocks, [of_plan(review, plan, rank) for rank in HEADINGS])
    yield from _under(blocks, [of_many(rank) for rank in HEADINGS])
    yield from _under(blocks, [NOTES])
    yield from _under(blocks, [LOST, GAINED], between="\n")
    yield from _under(blocks, [RAISED])
    yield from _under(blocks, [RESOLVED])
    yield from posts
    yield from _under(blocks, [GATE])
    yield from _left_out(forms)


def _under(blocks: Mapping[Slot, str], slots: Sequence[Slot], *, between: str = "\n\n") -> Iterator[str]:
    """Blocks below their heading; nothing where there are none."""
    found = [blocks[slot] for slot in slots if slot in blocks]
    if found:
        yield from filter(None, (slots[0].heading, between.join(found)))


def _asked(review: Review) -> Iterator[str]:
    found = list(asked(review))
    if not found:
        return
    yield "### Who should look"
    lines = [f"- {words(called, NAME)}: {counted(number, 'change')}" for _, called, number in found[:POSTS]]
    if len(found) > POSTS:
        lines.append(f"- and {counted(len(found) - POSTS, 'other post')}")
    yield "\n".join(lines)


def _left_out(forms: Sequence[Form]) -> Iterator[str]:
    """What is not shown, and where it is."""
    left = [f"{name} ({number})" for form in forms for name, number in form.left.items()]
    if left:
        yield f"There is no room here for all of it. Left out: {', '.join(left)}. The data of the review have it."
