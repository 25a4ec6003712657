"""What several forms of a review say in the same words."""

from collections.abc import Mapping

from rmpkit.changes.change import EvidenceMove, Rank
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
