"""An edition as it would be if what cannot be read in another one could not be read in it either.

What cannot be read is not judged. So that a prompt does not seem mended because a bracket is missing, two editions are
judged once more as if both had what is missing in one.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from rmpkit.disclosure.edition import Edition, ShownOrganisation, ShownPlan
from rmpkit.model.finding import Finding, Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import key_of
from rmpkit.store.kinds import REFERENCE_DANGLING

_BY_READER = frozenset({"id", "lost", "broken", "written_in"})


def blinded(edition: Edition, by: Edition, called: Mapping[str, str]) -> Edition:
    """The same edition without what cannot be read in another one; itself where all that is read here is read there.

    Args:
        edition: what is cut down.
        by: the other one.
        called: the names that plans of this one have in the other, where they are others.
    """
    there = {plan.id: plan for plan in by.plans}
    blinds = [(plan, _blind(plan, there.get(called.get(plan.id, plan.id)))) for plan in edition.plans]
    ours = _blind_of_ours(edition, by)
    gone = {plan.id: blind for plan, blind in blinds if blind.new}
    if not gone and not ours.new:
        return edition
    unread = ours.new and by.organisation is None
    organisation = None if unread or edition.organisation is None else ours.over(edition.organisation)
    return replace(
        edition,
        organisation=None if organisation is None else ShownOrganisation(organisation),
        plans=tuple(ShownPlan(blind.over(plan)) if blind.new else plan for plan, blind in blinds),
        findings=tuple(f for f in edition.findings if not (gone.get(f.plan, ours) if f.plan else ours).hides(f)),
        lost=edition.lost | ours.new,
        digests={},
    )


@dataclass(frozen=True, slots=True)
class _Blind:
    """What of a plan, or of the organisation, cannot be read in the other edition, and can in this one."""

    other: Plan | Organisation | None
    new: AbstractSet[Path] = frozenset()
    plan: str | None = None

    def over(self, kept: Any) -> Any:  # noqa: ANN401 - a plan gives a plan, an organisation an organisation
        """What is left of it."""
        update = dict(self._left(kept))
        if isinstance(kept, Plan) and isinstance(self.other, Plan):
            update["lost"] = {**self.other.lost, **kept.lost}
            update["broken"] = tuple(dict.fromkeys((*kept.broken, *self.other.broken)))
        return kept.model_copy(update=update)

    def _left(self, kept: Plan | Organisation) -> Iterator[tuple[str, object]]:
        for field in type(kept).model_fields:
            value, there = getattr(kept, field), getattr(self.other, field)
            if field in _BY_READER or value == there:
                continue
            if isinstance(value, Mapping):
                yield field, {key: each for key, each in value.items() if key in there or not self._unseen(field, key)}
            elif self._unseen(field) and not there:
                yield field, there

    def _unseen(self, field: str, *key: object) -> bool:
        path = (key_of(field), *map(str, key))
        return any(path[:length] in self.new for length in range(len(path) + 1))

    def hides(self, finding: Finding) -> bool:
        """Whether reading would not have found something."""
        if not self.new or finding.plan != self.plan:
            return False
        if finding.kind is REFERENCE_DANGLING and any(len(path) < _RECORD for path in self.new):
            return True  # what it names may stand in what cannot be read
        return any(path and finding.path[: len(path)] == path for path in self.new)


_RECORD = 2
"""Steps of a path down to a record."""


def _blind(plan: Plan, other: Plan | None) -> _Blind:
    return _Blind(other, frozenset(other.lost) - frozenset(plan.lost) if other else frozenset(), plan.id)


def _blind_of_ours(edition: Edition, by: Edition) -> _Blind:
    """Of the organisation; an edition that holds nothing at all is of a time before anything was written."""
    return _Blind(by.organisation, by.lost - edition.lost if by.unread.get(None) else frozenset())
