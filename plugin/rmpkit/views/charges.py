"""What posts answer for, as links by kind."""

from collections.abc import Iterable, Mapping

from rmpkit.disclosure.edition import NO_PLAN
from rmpkit.model.called import name_of
from rmpkit.model.stages import Stage
from rmpkit.rules.absence import Charge
from rmpkit.rules.case import Case
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.records import address_of, kept_of


def charge_links(case: Case, charges: Iterable[Charge]) -> Mapping[str, list[Link]]:
    """What is answered for in a plan, or in the organisation where the case has none, by the name of its register."""
    found: dict[str, list[Link]] = {}
    for charge in charges:
        kind = charge.register.replace("-", " ").capitalize()
        found.setdefault(kind, []).append(_link(case, charge))
    return found


def _link(case: Case, charge: Charge) -> Link:
    plan = case.plan
    if charge.record is None:
        return Link("would lead it", addresses.relationship(plan.id, addresses.EXIT))
    if plan is NO_PLAN:
        return Link(
            charge.id, address_of(kept_of(case), (charge.register, charge.id)), f"{charge.id} {name_of(charge.record)}"
        )
    if charge.register == "stages":
        stage = Stage(charge.id)
        return Link(case.catalogue.stages[stage].title, addresses.stage(plan.id, stage))
    where = addresses.of_path(plan, (charge.register, charge.id))
    return Link(charge.id, where, f"{charge.id} {name_of(charge.record)}")
