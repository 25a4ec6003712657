"""What the parties know and may share, how they work, what each wants; and how the partner was chosen."""

from collections.abc import Iterator
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.agreements import KnowledgeItem, Sharing
from rmpkit.model.selection import CandidateScore
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.dates import when
from rmpkit.views.facts import Fact, Item, facts_of
from rmpkit.views.posts import maybe_post
from rmpkit.views.registers import Cell, Layout, Register, Registers, Row, Section, registers_page, section

KNOWLEDGE = Layout(
    "knowledge",
    "What",
    "Knowledge",
    "What may be shared",
    "item",
    (
        ("Share", ("share", "conditions")),
        ("With", ("shared_with", "agreement", "marking", "where")),
        ("Who decides", ("owner", "reviewed")),
        ("Whose it is", ("origin",)),
        ("If the parties part", ("kept_for", "at_exit")),
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
SKILLS = Layout(
    "skills",
    "Skill",
    "Skills",
    "Skills",
    "needs",
    (("Post", ("post",)), ("Needed and there", ("required", "assessed", "on")), ("What closes the gap", ("action",))),
)
CRITERIA = Layout(
    "criteria",
    "Criterion",
    "Criteria",
    "Choosing a partner: what was looked for",
    "title",
    (
        ("About", ("kind",)),
        ("Weight, percent", ("weight",)),
        ("Least that will do", ("minimum",)),
        ("Fixed", ("agreed",)),
    ),
    says="Fixed before names are looked at.",
)
CANDIDATES = Layout(
    "candidates",
    "Candidate",
    "Candidates",
    "Choosing a partner: candidates",
    "name",
    (("How far", ("state", "decided", "decided_by")), ("Why on the list", ("why",)), ("Why so decided", ("reasons",))),
)
SCORES = Layout("scores", "Criterion", "Scores", "Choosing a partner: scores", "criterion")
LAYOUTS = (KNOWLEDGE, PROCESSES, AIMS, SKILLS, CRITERIA, CANDIDATES, SCORES)


def sharing(judged: Judged, plan: ShownPlan) -> Registers:
    """What is shared first; the choice of the partner last, for the owner's own people."""
    case = judged.case(plan.id)
    found = (
        section(case, KNOWLEDGE),
        _ownership(case),
        *(section(case, each) for each in (PROCESSES, AIMS)),
        *(section(case, each, internal=True) for each in (SKILLS, CRITERIA, CANDIDATES)),
        _scores(case),
    )
    title = "Sharing, skills and selection" if judged.edition.audience.own else "Sharing"
    return registers_page(judged, plan, addresses.SHARING, title, found)


def _ownership(case: Case) -> Section | None:
    terms = case.plan.intellectual_property
    if terms is None:
        return None
    says = "Agreed before there is anything to argue about."
    return Section("Ownership", "Who owns what", says, facts=facts_of(case, terms))


def _scores(case: Case) -> Section | None:
    """Criterion by candidate: each score with who gave it, and when."""
    scores = case.plan.scores.values()
    if not scores:
        return None
    candidates = dict.fromkeys((*case.plan.candidates, *(each.candidate for each in scores)))
    names = {key: case.plan.candidates[key].name if key in case.plan.candidates else key for key in candidates}
    rows = tuple(
        Row(
            "",
            f"{key} {case.plan.criteria[key].title}" if key in case.plan.criteria else key,
            (),
            tuple(Cell(names[name], tuple(_given(case, key, name))) for name in candidates),
            over=False,
            internal=False,
        )
        for key in dict.fromkeys((*case.plan.criteria, *(each.criterion for each in scores)))
    )
    table = Register("Criterion", tuple(names.values()), rows)
    return Section(SCORES.anchor, SCORES.title, registers=(table,), internal=True)


def _given(case: Case, criterion: str, candidate: str) -> Iterator[Fact]:
    for score in case.plan.scores.values():
        if (score.criterion, score.candidate) == (criterion, candidate):
            yield _fact(case, score)


def _fact(case: Case, score: CandidateScore) -> Fact:
    items = [Item("text", f"{score.score} of 5")]
    if by := maybe_post(case, score.by):
        items.append(Item("post", by))
    if score.on:
        items.append(Item("day", when(score.on)))
    return Fact("score", score.id, tuple(items), id=score.id)
