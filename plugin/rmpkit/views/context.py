"""What surrounds the organisation, and who has a stake in the way it works with others."""

from typing import cast

from rmpkit.model.context import Factor, Surrounding
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.duties import own_case
from rmpkit.views.registers import Layout, Registers, own_registers_page, section, single

_FACTORS = (*Factor, None)

CONTEXT = Layout(
    "context",
    "What",
    "Context",
    "What helps or hinders",
    "title",
    (
        ("From", ("factor", "direction", "horizon")),
        ("What it means", ("effect",)),
        ("What answers it", ("leads_to",)),
        ("Who keeps an eye on it", ("owner", "reviewed")),
    ),
    says="Circumstances outside and within that bear on how we work with others, and what answers each of them.",
    order=lambda record: _FACTORS.index(cast("Surrounding", record).factor),
)
STAKEHOLDERS = Layout(
    "stakeholders",
    "Who",
    "Stakeholders",
    "Who has a stake",
    "name",
    (
        ("What they need", ("kind", "needs")),
        ("What we take on", ("obligation", "met_by")),
        ("How they see it", ("interest", "influence", "attitude")),
        ("Who keeps in touch", ("owner", "reviewed")),
    ),
)
LAYOUTS = (CONTEXT, STAKEHOLDERS)


def context(judged: Judged) -> Registers:
    """The surroundings first, climate among them, then the people."""
    case, ours = own_case(judged), judged.edition.organisation
    found = (
        section(case, CONTEXT),
        single(case, ours.climate if ours else None, "Climate", "Climate", "Whether a changing climate bears on it."),
        section(case, STAKEHOLDERS),
    )
    return own_registers_page(judged, addresses.CONTEXT, "Context", found, key="context")
