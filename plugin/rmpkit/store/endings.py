r"""How a file ends its lines, and keeping it so: a review shows what was edited, and nothing else."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

BOM = b"\xef\xbb\xbf"
"""The mark that some editors put before the first line."""

_END = re.compile(r"(\r\n|\r|\n)")


def as_written(text: str, like: bytes) -> bytes:
    r"""A text with `\n` for every line end, as the file it was read from writes it.

    Its byte order mark stays. Where it ends its lines in several ways, each line that was not edited keeps its own.

    Args:
        text: the edited text.
        like: the bytes that were read, UTF-8; none for a new file, which gets `\n`.
    """
    lines = _END.sub("\n", text).split("\n")
    pieces = _END.split(like.removeprefix(BOM).decode("utf-8"))
    before, ends = pieces[::2], pieces[1::2]
    common = Counter(ends).most_common(1)[0][0] if ends else "\n"
    own = _own_ends(before, ends, lines, common) if len(set(ends)) > 1 else iter([common] * (len(lines) - 1))
    body = "".join(line + end for line, end in zip(lines, [*own, ""], strict=True))
    return (BOM if like.startswith(BOM) else b"") + body.encode("utf-8")


def _own_ends(before: Sequence[str], ends: Sequence[str], lines: Sequence[str], common: str) -> Iterator[str]:
    """The end of each line but the last: its own, that of the line it replaces, or that of the line above."""
    known = [*ends, common]  # the last line had none
    end = known[0]
    for number, old in enumerate(_origins(before, lines)):
        end = known[old] if old is not None else end
        if number < len(lines) - 1:
            yield end


def _origins(before: Sequence[str], lines: Sequence[str]) -> Iterator[int | None]:
    """For each line the number of the line it was, or stands in place of."""
    start = _same(before, lines)
    stop = min(_same(before[::-1], lines[::-1]), len(before) - start, len(lines) - start)
    yield from range(start)
    edited, now = before[start : len(before) - stop], lines[start : len(lines) - stop]
    for _, first, last, new_first, new_last in SequenceMatcher(None, edited, now, autojunk=False).get_opcodes():
        for offset in range(new_last - new_first):
            yield start + first + offset if first + offset < last else None
    yield from range(len(before) - stop, len(before))


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines are the same from the first on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
