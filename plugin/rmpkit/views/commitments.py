"""What the parties owe each other, in the same words both ways, the owner's own debts first."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.agreements import Commitment
from rmpkit.model.learning import Deliverable
from rmpkit.model.record import Entry
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.posts import party_name
from rmpkit.views.registers import Layout, Registers, Section, register, registers_page, section


def _by_day(record: Entry) -> tuple[date, str]:
    due: date | None = getattr(record, "due", None)
    return due or date.max, record.id


COMMITMENTS = Layout(
    "commitments",
    "Promise",
    "Commitments",
    "Commitments",
    "what",
    (("To", ("to",)), ("Day", ("due", "kept")), ("Who sees to it", ("owner",)), ("Comes from", ("comes_from",))),
    over=lambda record: cast("Commitment", record).kept is not None,
    order=_by_day,
    grouped_by=("by",),
)
DELIVERABLES = Layout(
    "deliverables",
    "Deliverable",
    "Deliverables",
    "Deliverables",
    "title",
    (("From", ("of",)), ("Day", ("due", "done")), ("Who answers for it", ("owner",)), ("Kept at", ("see",))),
    says="What is to be handed over under the agreements.",
    over=lambda record: cast("Deliverable", record).done is not None,
    order=_by_day,
)
LAYOUTS = (COMMITMENTS, DELIVERABLES)


def commitments(judged: Judged, plan: ShownPlan) -> Registers:
    """Promises party by party; below them what is to be handed over."""
    case = judged.case(plan.id)
    found = (*_by_party(case), section(case, DELIVERABLES))
    return registers_page(judged, plan, addresses.COMMITMENTS, "Commitments", found)


def _by_party(case: Case) -> Iterator[Section]:
    """One section for each party of the plan, whether or not it has promised anything."""
    made = case.plan.commitments.values()
    if not made:
        return
    named = dict.fromkeys((*case.plan.parties, *(each.by for each in made)))
    for number, party in enumerate(sorted(named, key=lambda name: name != case.own), 1):
        found = register(case, COMMITMENTS, [each for each in made if each.by == party])
        name = party_name(case, party)
        yield Section(
            f"By-{number}",
            f"What {name} promised",
            registers=(found,) if found else (),
            none=f"No promise of {name} is recorded.",
        )
