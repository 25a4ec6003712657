"""Why the owner wants the relationship, and on what grounds: for its own people."""

from collections.abc import Iterator
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.context import Factor, Surrounding
from rmpkit.model.relationship import Course
from rmpkit.model.strategy import Option
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.facts import Fact, Item
from rmpkit.views.registers import Layout, Registers, Section, facts_section, registers_page, section

VALUE = Layout(
    "value_analysis",
    "Benefit",
    "Worth",
    "What it would be worth",
    "title",
    (
        ("Worth", ("estimate", "otherwise", "confidence")),
        ("Compared with", ("compared_with",)),
        ("Who gains", ("gains",)),
        ("Rests on", ("assumptions",)),
        ("What came of it", ("came_of_it", "reviewed")),
    ),
)
OPTIONS = Layout(
    "options",
    "Way",
    "Options",
    "Ways that were looked at",
    "title",
    (("For it", ("for_",)), ("Against it", ("against",)), ("Chosen", ("chosen",))),
    order=lambda record: not cast("Option", record).chosen,
)
AROUND = Layout(
    "pestle",
    "What",
    "Around",
    "What lies around it",
    "title",
    (
        ("Where from", ("factor",)),
        ("What it means for us", ("effect",)),
        ("Helps or hinders", ("direction",)),
        ("When", ("horizon",)),
        ("Answered by", ("leads_to",)),
    ),
    says="Political, economic, social, technological, legal, environmental, and what else there is.",
    order=lambda record: _factor(cast("Surrounding", record)),
)
THIRD_PARTIES = Layout(
    "third_parties",
    "Who",
    "Third",
    "Whom it hangs on beyond the table",
    "name",
    (
        ("In the chain", ("role",)),
        ("Needed for", ("needed_for",)),
        ("Risks and chances", ("risks",)),
        ("Who keeps an eye on it", ("owner",)),
    ),
)
TAILORING = Layout(
    "tailoring",
    "Here",
    "Tailored",
    "What is done differently here",
    "title",
    (("Elsewhere", ("instead_of",)), ("Why", ("why",)), ("Decided", ("decided_by", "decided"))),
)
COURSE = Layout(
    "course",
    "Decision",
    "Course",
    "Decisions to go on, to change course or to stop",
    "decision",
    (("On", ("on",)), ("Stage", ("stage",)), ("By", ("by",)), ("Why", ("why",)), ("As long as", ("conditions",))),
    order=lambda record: (-cast("Course", record).on.toordinal(), record.id),
)
LAYOUTS = (VALUE, OPTIONS, AROUND, THIRD_PARTIES, TAILORING, COURSE)


def grounds(judged: Judged, plan: ShownPlan) -> Registers:
    """Why, by whose leave, against which others, by which way, for what gain, and whether it is worth it."""
    case = judged.case(plan.id)
    found = (
        _why(plan),
        facts_section(case, plan.segmentation, "Weighed", "How it was weighed against the others"),
        facts_section(case, plan.strategy, "Strategy", "Strategy"),
        section(case, OPTIONS, internal=True),
        section(case, AROUND, internal=True),
        section(case, VALUE, internal=True),
        facts_section(case, plan.business_case, "Case", "Business case"),
        section(case, THIRD_PARTIES, internal=True),
        facts_section(case, plan.usual_way, "Usual", "How our usual way applies here"),
        section(case, TAILORING, internal=True),
        facts_section(case, plan.risk_process, "Looked-after", "How risks are looked after"),
        section(case, COURSE, internal=True),
    )
    return registers_page(judged, plan, addresses.CASE, "Our case", found)


def _why(plan: ShownPlan) -> Section | None:
    facts = tuple(_texts(plan))
    return Section("Wanted", "Why we want it", facts=facts, internal=True) if facts else None


def _texts(plan: ShownPlan) -> Iterator[Fact]:
    if plan.why:
        yield Fact("why", "Why", (Item("prose", plan.why),))
    if plan.mandate:
        yield Fact("mandate", "Mandate", (Item("prose", plan.mandate),))


def _factor(record: Surrounding) -> int:
    """The place of a factor among all; what has none stands last."""
    return tuple(Factor).index(record.factor) if record.factor else len(Factor)
