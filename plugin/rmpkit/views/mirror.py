"""How the owner looks in the mirror: for its own people."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.assessment import EnvironmentItem, KeyPerson, Maturity, Quadrant, Significance, Swot
from rmpkit.model.record import Disclosure
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.registers import (
    Layout,
    Register,
    Registers,
    Row,
    Section,
    facts_section,
    register,
    registers_page,
    section,
)

SWOT = Layout(
    "swot",
    "Point",
    "Swot",
    "Strengths, weaknesses, opportunities, threats",
    "title",
    says="Strengths and weaknesses are our own; opportunities and threats lie around us.",
    order=lambda record: -_weight(cast("Swot", record)),
    grouped_by=("quadrant",),
)
ENVIRONMENT = Layout(
    "environment",
    "At home",
    "Home",
    "What at home helps or blocks",
    "title",
    (
        ("Where", ("area",)),
        ("Blocks", ("blocks",)),
        ("What is done", ("action", "accepted")),
        ("Who answers for it", ("owner",)),
    ),
    order=lambda record: not cast("EnvironmentItem", record).blocks,
)
MATURITY = Layout(
    "maturity",
    "Model",
    "Maturity",
    "Maturity",
    "model",
    (
        ("On", ("on",)),
        ("Whose", ("of",)),
        ("Levels found", ("scores",)),
        ("Levels wanted", ("wanted",)),
        ("What is done", ("actions",)),
    ),
    says="Levels of two models are never compared.",
    order=lambda record: (-cast("Maturity", record).on.toordinal(), record.id),
)
KEY_PEOPLE = Layout(
    "key_people",
    "What hangs on them",
    "Key",
    "Whom it hangs on",
    "matters_for",
    (
        ("Who", ("post", "person")),
        ("Would it stand still", ("critical",)),
        ("Who would follow", ("successor",)),
        ("What is done", ("action",)),
        ("How they work with others", ("able", "willing", "behaviour")),
    ),
    says="Who stands in for a post is on the page of people.",
    order=lambda record: not cast("KeyPerson", record).critical,
)
SKILLS = Layout(
    "skills",
    "Skill",
    "Skills",
    "Skills and ways of behaving",
    "needs",
    (
        ("Post", ("post",)),
        ("Needed and there", ("required", "assessed", "on", "by")),
        ("What closes the gap", ("action", "effect_checked")),
        ("What shows it", ("see",)),
    ),
)
APPOINTMENTS = Layout(
    "appointments",
    "Post",
    "Appointed",
    "Who was made to lead, and why",
    "post",
    (
        ("Who", ("person",)),
        ("Appointed", ("on", "by")),
        ("Why this person", ("why",)),
        ("May decide", ("authority",)),
        ("Is there for", ("duties",)),
        ("Kept at", ("see",)),
    ),
)
LAYOUTS = (SWOT, ENVIRONMENT, MATURITY, KEY_PEOPLE, SKILLS, APPOINTMENTS)


def mirror(judged: Judged, plan: ShownPlan) -> Registers:
    """Four quarters, what helps and blocks at home, what kind of partner we are, and whom it hangs on."""
    case = judged.case(plan.id)
    found = (
        _swot(case),
        section(case, ENVIRONMENT, internal=True),
        facts_section(case, plan.profile, "Profile", "What kind of partner we are"),
        maturity_section(case, ours=True),
        section(case, KEY_PEOPLE, internal=True),
        section(case, SKILLS, internal=True),
        section(case, APPOINTMENTS, internal=True),
    )
    return registers_page(judged, plan, addresses.ASSESSMENT, "Self-assessment", found)


def maturity_section(case: Case, *, ours: bool) -> Section | None:
    """What was found of maturity: what the owner keeps to itself, or what the parties keep together."""
    kept = [found for found in case.plan.maturity.values() if (found.part.disclosure >= Disclosure.INTERNAL) is ours]
    table = register(case, MATURITY, kept)
    return Section(MATURITY.anchor, MATURITY.title, MATURITY.says, registers=(table,), internal=ours) if table else None


def _swot(case: Case) -> Section | None:
    if not case.plan.swot:
        return None
    return Section(SWOT.anchor, SWOT.title, SWOT.says, registers=tuple(_quarters(case)), internal=True, beside=True)


_PLURAL = {
    Quadrant.STRENGTH: "Strengths",
    Quadrant.WEAKNESS: "Weaknesses",
    Quadrant.OPPORTUNITY: "Opportunities",
    Quadrant.THREAT: "Threats",
}


def _quarters(case: Case) -> Iterator[Register]:
    """One table for each quarter, also where nothing stands in it yet."""
    for quadrant, words in _PLURAL.items():
        points = [point for point in case.plan.swot.values() if point.quadrant is quadrant]
        nothing = Row("", "nothing yet", (), (), over=True, internal=False)
        yield register(case, replace(SWOT, noun=words), points) or Register(words, (), (nothing,))


def _weight(point: Swot) -> int:
    """How much a point matters; what nobody has weighed stands last."""
    return tuple(Significance).index(point.significance) if point.significance else -1
