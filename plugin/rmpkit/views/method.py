"""How the organisation works with others in general: processes, value, aims, risks, means, papers."""

from typing import cast

from rmpkit.model.goals import Objective
from rmpkit.model.risks import Action, Risk
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.charter import COMMUNICATIONS
from rmpkit.views.duties import own_case
from rmpkit.views.registers import Layout, Registers, own_registers_page, section, single

PROCESSES = Layout(
    "processes",
    "Process",
    "Processes",
    "Processes",
    "title",
    (
        ("Owner", ("owner",)),
        ("What it gives", ("gives", "feeds")),
        ("Who changes it", ("changes",)),
        ("Described at", ("see",)),
    ),
    says="How relationships are run here, and which process takes up what another gives.",
)
OBJECTIVES = Layout(
    "objectives",
    "Objective",
    "Objectives",
    "Objectives of the whole",
    "title",
    (("How it stands", ("state", "note")), ("By", ("due",)), ("Who answers for it", ("owner",))),
    over=lambda record: not cast("Objective", record).open,
)
MEASURES = Layout(
    "measures",
    "Measure",
    "Measures",
    "Measures of the whole",
    "question",
    (
        ("Serves", ("objective", "kind")),
        ("Target", ("target", "amber", "unit")),
        ("Read", ("every", "owner", "source")),
        ("Readings", ("readings",)),
    ),
)
RISKS = Layout(
    "risks",
    "Risk",
    "Risks",
    "Risks and opportunities of the whole",
    "title",
    (
        ("Likely and grave", ("likelihood", "impact", "target_likelihood", "target_impact")),
        ("What is done", ("response", "action", "due")),
        ("What is left", ("residual_likelihood", "residual_impact")),
        ("How it stands", ("state", "closed", "owner")),
    ),
    over=lambda record: not cast("Risk", record).open,
)
ACTIONS = Layout(
    "actions",
    "Action",
    "Actions",
    "Actions",
    "title",
    (("Who", ("owner",)), ("By", ("due", "state", "done")), ("Comes from", ("comes_from",))),
    over=lambda record: not cast("Action", record).open,
)
RESOURCES = Layout(
    "resources",
    "What",
    "Resources",
    "What is given for it",
    "title",
    (("How much", ("budget", "amount", "ends")), ("What for", ("for_",)), ("Approved", ("approved_by", "approved"))),
)
DOCUMENTS = Layout(
    "documents",
    "Document",
    "Documents",
    "Documents",
    "title",
    (
        ("Version", ("version", "changed")),
        ("Where it is kept", ("at", "owner", "marking", "kept_for")),
        ("Approved", ("approved_by", "approved")),
        ("Looked at again", ("reviewed", "every")),
    ),
)
LAYOUTS = (PROCESSES, OBJECTIVES, MEASURES, RISKS, ACTIONS, RESOURCES, DOCUMENTS, COMMUNICATIONS)


def method(judged: Judged) -> Registers:
    """The general plan and the processes first, then aims and risks, then means and papers."""
    case, ours = own_case(judged), judged.edition.organisation
    found = (
        single(case, ours.corporate_plan if ours else None, "Corporate", "The corporate plan"),
        section(case, PROCESSES),
        single(case, ours.value if ours else None, "Value", "What value means here"),
        section(case, OBJECTIVES),
        section(case, MEASURES),
        single(case, ours.risk_method if ours else None, "Method", "How risks are weighed"),
        *(section(case, each) for each in LAYOUTS[3:]),
    )
    return own_registers_page(judged, addresses.METHOD, "Method", found, key="processes")
