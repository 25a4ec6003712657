"""What a change does as data for other tools. The shape is a contract: it changes only with its version."""

from rmpkit.changes.change import Change, EvidenceMove
from rmpkit.model.canonical import canonical
from rmpkit.model.finding import Place
from rmpkit.report import gate
from rmpkit.report.json import dumped, finding_data
from rmpkit.report.located import Located
from rmpkit.report.review.review import Review, asked, headline

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""


def render(review: Review) -> str:
    """The review as one JSON object: both sides, every change, prompts raised and resolved, evidence that moved."""
    document = {
        "schema": SCHEMA_VERSION,
        "as_of": review.today.isoformat(),
        "catalogue": review.catalogue,
        "audience": review.audience,
        "base": {"commit": review.base or None},
        "head": {"commit": review.head or None, "committed": not review.lying},
        "headline": headline(review),
        "quiet": review.quiet,
        "plans": {plan: review.title(plan) for plan in review.plans if plan is not None},
        "changes": [_change(change) for change in review.changes],
        "raised": [_prompt(item) for item in review.raised],
        "resolved": [_prompt(item) for item in review.resolved],
        "evidence": [_moved(move) for move in review.evidence],
        "notes": [{"plan": note.plan, "name": note.name, "says": note.says} for note in review.notes],
        "asked": [{"post": post, "called": called, "changes": n} for post, called, n in asked(review)],
        "gate": gate.data(review.gate) if review.gate else None,
    }
    return dumped(document)


def _change(change: Change) -> dict[str, object]:
    difference = change.difference
    return {
        "fingerprint": change.fingerprint,
        "rank": int(change.rank),
        "ranked_by": change.ranked_by,
        "sentence": change.sentence,
        "plan": difference.plan,
        "path": list(difference.path),
        "was": list(difference.was) or None,
        "kind": difference.kind.value,
        "before": canonical(difference.before, difference.hint),
        "after": canonical(difference.after, difference.hint),
        "words": [{"fate": piece.fate.value, "text": piece.text} for piece in change.words],
        "readers": difference.nature.disclosure.name.lower(),
        "standing": difference.nature.standing.value,
        "part": difference.part.name if difference.part else None,
        "effect": change.effect.value,
        "requirements": list(change.requirements),
        "approvers": list(change.approvers),
        "labels": list(change.labels),
        "base": _place(change.base),
        "head": _place(change.head),
    }


def _prompt(item: Located) -> dict[str, object]:
    """A prompt as `rmp check` tells it, but for whether it can be mended by itself: that is not tried here."""
    return {name: value for name, value in finding_data(item).items() if name != "fixable"}


def _place(place: Place | None) -> dict[str, object] | None:
    return {"source": place.file, "line": place.line, "column": place.column} if place else None


def _moved(move: EvidenceMove) -> dict[str, object]:
    return {
        "plan": move.plan,
        "requirement": move.requirement,
        "title": move.title,
        "before": move.before.value,
        "after": move.after.value,
        "gained": move.gained,
        "lost": move.lost,
    }
