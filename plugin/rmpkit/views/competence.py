"""What top management does for it, who answers for what, what people need and what they were told."""

from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.charter import RESPONSIBILITIES
from rmpkit.views.duties import own_case
from rmpkit.views.mirror import SKILLS
from rmpkit.views.registers import Layout, Registers, own_registers_page, section

LEADERSHIP = Layout(
    "leadership",
    "What",
    "Leadership",
    "What top management decided and gave",
    "what",
    (("Who", ("by",)), ("Day", ("on",)), ("Kept at", ("see",))),
    says="Its word is seen in decisions, in time and in money.",
)
COMPETENCES = Layout(
    "competences",
    "What",
    "Competences",
    "What people need",
    "title",
    (("Sort", ("kind",)), ("What each step looks like", ("levels",))),
)
BRIEFINGS = Layout(
    "briefings",
    "About",
    "Briefings",
    "What people were told",
    "topic",
    (("For", ("audience",)), ("Held", ("on", "by")), ("Who came", ("attended",)), ("Kept at", ("see",))),
)
LAYOUTS = (LEADERSHIP, RESPONSIBILITIES, COMPETENCES, SKILLS, BRIEFINGS)


def competence(judged: Judged) -> Registers:
    """From the top down: leadership, responsibilities, competences, skills, briefings."""
    case = own_case(judged)
    found = (section(case, each) for each in LAYOUTS)
    return own_registers_page(judged, addresses.COMPETENCE, "People and skills", found, key="competences")
