"""Placeholders that a copy carries to others: they are told to whoever makes it, and hold nothing up."""

from rmpkit.disclosure.edition import Edition
from rmpkit.model.finding import Finding
from rmpkit.store.kinds import PLACEHOLDER_LEFT
from rmpkit.store.seconds import second_looks


def unfinished(edition: Edition) -> tuple[Finding, ...]:
    """What of a copy for others is still a placeholder; nothing of the copies that the owner's own people read."""
    if edition.audience.own:
        return ()
    ours = tuple(second_looks(edition.organisation, None)) if edition.organisation else ()
    plans = (finding for plan in edition.plans for finding in second_looks(plan, plan.id))
    return tuple(finding for finding in (*ours, *plans) if finding.kind is PLACEHOLDER_LEFT)
