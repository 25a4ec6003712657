"""Changes that move nothing but dates."""

from collections.abc import Sequence
from datetime import date

from rmpkit.changes.change import Change, Kind, Rank

DATES_ONLY = "dates only"
"""What a change is labelled with that moves nothing but a date."""


def moves_a_date(change: Change) -> bool:
    """Whether a change puts one day in the place of another, and does nothing else."""
    found = change.difference
    labelled = DATES_ONLY in change.labels
    return labelled or (found.kind is Kind.CHANGED and isinstance(found.before, date) and isinstance(found.after, date))


def plans_of_dates_only(changes: Sequence[Change]) -> tuple[str | None, ...]:
    """The plans of which every change moves a date; `None` for the organisation."""
    by_plan: dict[str | None, bool] = {}
    for change in changes:
        if change.rank is not Rank.NOISE:
            plan = change.difference.plan
            by_plan[plan] = by_plan.get(plan, True) and moves_a_date(change)
    return tuple(plan for plan, alone in by_plan.items() if alone)
