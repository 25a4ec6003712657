"""Two edits of one text laid over each other: what only one of them changed is taken from that one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that are the same in all three texts."""

    base: int
    own: int
    other: int
    size: int


def laid_over(base: Sequence[str], own: Sequence[str], other: Sequence[str]) -> list[str]:
    """The lines of `own` with every change that `other` made to `base`; where both changed a line, that of `other`.

    Args:
        base: the lines that both began with.
        own: the same as one edit left them.
        other: the same as another edit left them.
    """
    lines: list[str] = []
    at = _Run(0, 0, 0, 0)
    for run in (*_common(base, own, other), _Run(len(base), len(own), len(other), 0)):
        before, mine, theirs = base[at.base : run.base], own[at.own : run.own], other[at.other : run.other]
        if len(before) == len(mine) == len(theirs):
            lines += (m if t == b else t for b, m, t in zip(before, mine, theirs, strict=True))
        else:
            lines += mine if theirs == before else theirs
        lines += own[run.own : run.own + run.size]
        at = _Run(run.base + run.size, run.own + run.size, run.other + run.size, 0)
    return lines


def _common(base: Sequence[str], own: Sequence[str], other: Sequence[str]) -> Iterator[_Run]:
    """Runs of lines that nobody touched, in their order."""
    mine = SequenceMatcher(None, base, own, autojunk=False).get_matching_blocks()
    theirs = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    one = two = 0
    while one < len(mine) and two < len(theirs):
        a, b = mine[one], theirs[two]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield _Run(start, a.b + start - a.a, b.b + start - b.a, end - start)
        if a.a + a.size < b.a + b.size:
            one += 1
        else:
            two += 1
