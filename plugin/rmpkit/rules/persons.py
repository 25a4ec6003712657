"""Who is who across plans: who has the same short name and the same name in two plans is one person."""

from collections import defaultdict
from dataclasses import dataclass

from rmpkit.disclosure.edition import Edition, ShownPlan
from rmpkit.model.people import Person


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person, and the plans that know them under the same short name."""

    id: str
    """The short name."""

    person: Person
    """As the first of the plans tells of them; for ours, as the organisation does."""

    plans: tuple[ShownPlan, ...]
    """The plans that may mean this person; for ours every plan that can be read."""

    ours: bool
    """Whether the owner's own file names them."""

    alone: bool = True
    """Whether nobody else goes by the short name."""

    def known_to(self, plan: ShownPlan) -> bool:
        """Whether a plan means this person by the short name: its own people come before ours."""
        if self.ours:
            return self.id not in plan.people
        return any(each.id == plan.id for each in self.plans)


def everybody(edition: Edition) -> tuple[Somebody, ...]:
    """Every person of an edition, ours first."""
    ours = edition.organisation.people if edition.organisation else {}
    readable = tuple(plan for plan in edition.plans if not plan.broken)
    found = [Somebody(key, person, readable, ours=True) for key, person in ours.items()]
    partners: dict[str, dict[str, list[ShownPlan]]] = defaultdict(lambda: defaultdict(list))
    for plan in readable:
        for key, person in plan.people.items():
            partners[key][person.name].append(plan)
    for key, names in partners.items():
        alone = len(names) == 1 and key not in ours
        found += [
            Somebody(key, plans[0].people[key], tuple(plans), ours=False, alone=alone) for plans in names.values()
        ]
    return tuple(found)
