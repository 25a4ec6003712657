"""Two judged editions as if what cannot be read in one could not be read in the other: what is left can be compared."""

from collections.abc import Mapping
from dataclasses import replace

from rmpkit.disclosure.blinding import blinded
from rmpkit.disclosure.edition import Edition
from rmpkit.rules.judgement import Judged, judge, judge_each


def seen_alike(base: Judged, head: Judged, names: Mapping[str, str]) -> tuple[Judged, Judged]:
    """Both sides, judged on what can be read on both; themselves where that is all there is.

    Args:
        base: the earlier edition.
        head: the later one.
        names: plans that have another name now: the name they had, with the one they have.
    """
    was = {new: old for old, new in names.items()}
    return (
        _judged(base, blinded(base.edition, head.edition, names)),
        _judged(head, blinded(head.edition, base.edition, was)),
    )


def _judged(judged: Judged, edition: Edition) -> Judged:
    """The same, of less than was read."""
    if edition is judged.edition:
        return judged
    if judged.by_each and edition.organisation is judged.edition.organisation:
        kept = {plan.id: plan for plan in judged.edition.plans}
        others = tuple(plan for plan in edition.plans if plan is not kept[plan.id])
        found = judge_each(replace(edition, plans=others), catalogue=judged.catalogue, today=judged.today)
        return replace(judged, edition=edition, plans={**judged.plans, **found.plans})
    by = judge_each if judged.by_each else judge
    return by(edition, catalogue=judged.catalogue, today=judged.today)
