"""What is still open, in the organisation and in each relationship."""

from rmpkit.rules.judgement import Judged
from rmpkit.views.gaps import Gaps, gaps, organisation_gaps


class UnknownRelationshipError(LookupError):
    """A relationship was asked for that is not in the folder, or cannot be read."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f'There is no relationship "{name}" that can be read. There are {", ".join(known)}.')


def still_open(judged: Judged, relationship: str | None = None) -> tuple[Gaps, ...]:
    """What is open: of the organisation and every relationship by title, or of one relationship alone.

    Raises:
        UnknownRelationshipError: there is no such relationship.
    """
    plans = {plan.id: plan for plan in judged.edition.plans if not plan.broken}
    if relationship is not None:
        if relationship not in plans:
            raise UnknownRelationshipError(relationship, tuple(sorted(plans)))
        return (gaps(judged, plans[relationship]),)
    ordered = sorted(plans.values(), key=lambda plan: plan.title.casefold())
    ours = (organisation_gaps(judged),) if judged.edition.organisation else ()
    return (*ours, *(gaps(judged, plan) for plan in ordered))
