"""What the parties make and learn beyond what was ordered: ideas, lessons, decisions."""

from dataclasses import replace
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.learning import IdeaState, ValueIdea
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.facts import facts_of, total
from rmpkit.views.registers import Layout, Registers, Section, registers_page, section

_ENDED = (IdeaState.REALISED, IdeaState.PARKED, IdeaState.REJECTED)

IDEAS = Layout(
    "value_ideas",
    "Idea",
    "Ideas",
    "Ideas and what came of them",
    "title",
    (
        ("How far", ("state", "owner", "decided", "decided_by", "why", "look_again")),
        ("Worth", ("cost", "estimate", "due", "realised", "realised_on", "see")),
        ("Who gains", ("gains", "gain_goes_to")),
    ),
    over=lambda record: cast("ValueIdea", record).state in _ENDED,
)
LESSONS = Layout(
    "lessons",
    "Lesson",
    "Lessons",
    "Lessons",
    "title",
    (
        ("What is done differently", ("change", "action", "applied", "reach", "passed_on")),
        ("Comes from", ("comes_from", "on")),
    ),
)
DECISIONS = Layout(
    "decisions",
    "Decision",
    "Decisions",
    "Decisions worth a record of their own",
    "title",
    (("Decided", ("by", "forum", "on")), ("Why", ("reasons",)), ("Kept at", ("see",))),
    says="What a meeting decided stands with that meeting.",
    order=lambda record: record.id,
)
LAYOUTS = (IDEAS, LESSONS, DECISIONS)


def gains(judged: Judged, plan: ShownPlan) -> Registers:
    """How ideas are handled, ideas with their worth, lessons, decisions."""
    case = judged.case(plan.id)
    found = (_process(case), _ideas(case), section(case, LESSONS), section(case, DECISIONS))
    return registers_page(judged, plan, addresses.VALUE, "Value", found)


def _process(case: Case) -> Section | None:
    process = case.plan.value_process
    if process is None:
        return None
    says = "Agreed before there is anything to share."
    return Section("Process", "How an idea becomes a gain", says, facts=facts_of(case, process))


def _ideas(case: Case) -> Section | None:
    found = section(case, IDEAS)
    if found is None:
        return None
    ideas = case.plan.value_ideas.values()
    realised = total(case, (idea.realised for idea in ideas if idea.realised))
    waiting = total(case, (idea.estimate for idea in ideas if idea.estimate and idea.state not in _ENDED))
    says = [f"Realised so far: {realised}." if realised else "Nothing is counted as realised yet."]
    if waiting:
        says.append(f"Estimated for ideas still open: {waiting}.")
    return replace(found, says=" ".join(says))
