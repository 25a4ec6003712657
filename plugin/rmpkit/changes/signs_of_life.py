"""By what the plan being lived is recognised."""

from rmpkit.changes.change import Kind
from rmpkit.changes.saying import is_text
from rmpkit.changes.signs import gone, is_record
from rmpkit.changes.telling import Telling
from rmpkit.model.reference import register_of


def evidence_given(telling: Telling) -> bool:
    """Whether there is new evidence, or evidence was looked at."""
    found = telling.difference
    new = is_record(telling, Kind.ADDED, "signposts", "answers", "evidence")
    return new or (found.register in ("signposts", "answers") and telling.field in ("checked", "checked_by", "answers"))


def done(telling: Telling) -> bool:
    """Whether something is done, kept, settled or closed, and what came of it is said where it has to be."""
    over = {"done", "kept", "settled", "closed", "effective", "applied", "realised", "realised_on", "effect_checked"}
    state = str(telling.difference.after) in ("done", "closed", "resolved", "realised", "achieved", "agreed")
    return (telling.field in over and not gone(telling)) or (telling.field == "state" and state)


def held(telling: Telling) -> bool:
    """Whether something was held and looked at: a meeting, a review, a health check."""
    if is_record(
        telling, Kind.ADDED, "meetings", "management-reviews", "health-checks", "audits", "visits", "briefings"
    ):
        return True
    return telling.difference.kind is Kind.ADDED and (
        telling.field in ("reviews", "checked", "decisions") or telling.difference.register == "our-reviews"
    )


def read(telling: Telling) -> bool:
    """Whether there is a new reading of a measure."""
    return telling.field == "readings" and telling.difference.kind is Kind.ADDED


def approved(telling: Telling) -> bool:
    """Whether there is a new version, or a party approved one."""
    return telling.difference.register == "versions" and telling.difference.kind is Kind.ADDED


def new_record(telling: Telling) -> bool:
    """Whether something is there that was not."""
    return telling.difference.kind is Kind.ADDED


_FACTS = frozenset(
    {"amount", "attended", "authority", "kept_for", "letter", "marking", "number", "quorum", "revision", "standard",
     "template", "threshold", "unit", "version"}
)  # fmt: skip
"""Lines that say a fact in few words, so that other words are another fact."""


def worded(telling: Telling) -> bool:
    """Whether a text says the same thing, or another, in other words."""
    found = telling.difference
    texts = isinstance(found.before, str) and isinstance(found.after, str) and found.kind is Kind.CHANGED
    return texts and is_text(found.hint) and register_of(found.hint) is None and telling.field not in _FACTS


def unnoticed(telling: Telling) -> bool:
    """Whether no reader of the plan would notice."""
    return telling.difference.register in ("formerly", "acronyms")
