"""What is agreed about working with each other: the charter, the contracts, who decides, who is told."""

from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.agreements import Agreement
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.facts import facts_of
from rmpkit.views.registers import Layout, Registers, Section, registers_page, section

AGREEMENTS = Layout(
    "agreements",
    "Agreement",
    "Agreements",
    "Agreements",
    "title",
    (
        ("Between", ("parties", "starts", "ends")),
        ("Which paper prevails, in this order", ("precedence",)),
        ("Kept at", ("see",)),
    ),
    order=lambda record: cast("Agreement", record).starts is None,
)
RIGHTS = Layout(
    "decision_rights",
    "Matter",
    "Rights",
    "Who may decide what",
    "matter",
    (("Who decides", ("who",)), ("How", ("rule",)), ("Up to", ("up_to",))),
)
RESPONSIBILITIES = Layout(
    "responsibilities",
    "Activity",
    "Responsibilities",
    "Responsibilities (RACI)",
    "activity",
    (
        ("Accountable", ("accountable",)),
        ("Responsible", ("responsible",)),
        ("Consulted", ("consulted",)),
        ("Informed", ("informed",)),
    ),
    says="One post answers for each activity; others do it, are asked before, or are told after.",
)
INTERESTS = Layout(
    "conflicts_of_interest",
    "Interest",
    "Interests",
    "Interests declared",
    "what",
    (("Declared", ("declared_by", "on")), ("How it is handled", ("handled",))),
    says="Declared so that nobody has to wonder.",
)
COMMUNICATIONS = Layout(
    "communications",
    "Message",
    "Communications",
    "Communications",
    "message",
    (
        ("To whom", ("audience",)),
        ("What for", ("purpose",)),
        ("How", ("channel", "every")),
        ("Who sees to it", ("owner", "approver", "last")),
        ("Feedback", ("feedback",)),
    ),
)
STAKEHOLDERS = Layout(
    "stakeholders",
    "Who",
    "Stakeholders",
    "Others with a stake",
    "name",
    (("What they need", ("needs",)), ("Who keeps in touch", ("owner",))),
)
LAYOUTS = (AGREEMENTS, RIGHTS, RESPONSIBILITIES, INTERESTS, COMMUNICATIONS, STAKEHOLDERS)


def charter(judged: Judged, plan: ShownPlan) -> Registers:
    """The charter first, then what it rests on."""
    case = judged.case(plan.id)
    found = (_charter(case), *(section(case, each) for each in LAYOUTS))
    return registers_page(judged, plan, addresses.CHARTER, "Charter", found)


def _charter(case: Case) -> Section | None:
    if case.plan.charter is None:
        return None
    says = "How the parties mean to work with each other, and what happens when they do not."
    return Section("Charter", "How we work with each other", says, facts=facts_of(case, case.plan.charter))
