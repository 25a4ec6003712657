"""What several forms of a review say in the same words."""

from collections.abc import Iterator, Mapping, Sequence

from rmpkit.changes.change import EvidenceMove, Rank
from rmpkit.changes.wording import Fate, Piece
from rmpkit.report.review.review import Review

HEADINGS: Mapping[Rank, str] = {
    Rank.MUST_SEE: "Must not be missed",
    Rank.LOOK_AT: "Look at",
    Rank.PROGRESS: "Progress",
    Rank.WORDING: "Wording",
}
"""What stands above the changes of each rank; what nobody would notice is only counted."""


def evidence_moved(review: Review, move: EvidenceMove) -> str:
    """What became of the evidence for a requirement: one sentence."""
    verb = "lost" if move.lost else "gained"
    of = f"{move.title} ({move.requirement})"
    return f"{review.title(move.plan)} {verb} evidence for {of}: {move.before} before, {move.after} now."


AROUND = 5
"""Words that are shown before and behind what is worded otherwise."""

MOST = 9
"""Pieces that are shown of a text that is worded otherwise."""


def excerpt(pieces: Sequence[Piece]) -> Iterator[tuple[Fate, str]]:
    """What went and came in a text, with a few words around it."""
    last = len(pieces) - 1
    for at, piece in enumerate(pieces[:MOST]):
        words = piece.text.split()
        if piece.fate is Fate.KEPT and len(words) > (2 if 0 < at < last else 1) * AROUND:
            before = words[:AROUND] if at else []
            behind = words[-AROUND:] if at < last else []
            yield piece.fate, " ".join((*before, "…", *behind))
        else:
            yield piece.fate, piece.text
    if last >= MOST:
        yield Fate.KEPT, "…"
