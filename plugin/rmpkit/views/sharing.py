"""What the parties know and may share, how they work, what each wants."""

from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.agreements import KnowledgeItem, Sharing
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.facts import facts_of
from rmpkit.views.registers import Layout, Registers, Section, registers_page, section

KNOWLEDGE = Layout(
    "knowledge",
    "What",
    "Knowledge",
    "What may be shared",
    "item",
    (
        ("Share", ("share", "conditions")),
        ("With", ("shared_with", "agreement")),
        ("Who decides", ("owner",)),
        ("If the parties part", ("at_exit",)),
    ),
    says="What can, could and cannot be shared; could means on conditions.",
    order=lambda record: tuple(Sharing).index(cast("KnowledgeItem", record).share),
)
PROCESSES = Layout(
    "processes",
    "Process",
    "Processes",
    "Processes side by side",
    "title",
    (("Which way is used", ("agreed",)), ("Doubled or missing", ("gaps", "action")), ("Described at", ("see",))),
)
AIMS = Layout(
    "aims_compared",
    "Matter",
    "Aims",
    "What each party wants",
    "matter",
    (("Do they fit", ("fit", "decided")),),
    by_party="aims",
)
LAYOUTS = (KNOWLEDGE, PROCESSES, AIMS)


def sharing(judged: Judged, plan: ShownPlan) -> Registers:
    """What may be shared, how the parties work side by side, what each wants."""
    case = judged.case(plan.id)
    found = (
        section(case, KNOWLEDGE),
        _ownership(case),
        *(section(case, each) for each in (PROCESSES, AIMS)),
    )
    return registers_page(judged, plan, addresses.SHARING, "Sharing", found)


def _ownership(case: Case) -> Section | None:
    terms = case.plan.intellectual_property
    if terms is None:
        return None
    says = "Agreed before there is anything to argue about."
    return Section("Ownership", "Who owns what", says, facts=facts_of(case, terms))
