"""What was looked into from inside and from outside, what was found, what became better."""

from collections.abc import Iterable, Iterator
from typing import cast

from rmpkit.catalogue.requirement import Level
from rmpkit.model.audits import Audit, Nonconformity, Visit
from rmpkit.model.reviews import Improvement
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import when
from rmpkit.views.duties import own_case
from rmpkit.views.facts import Fact, Item, some_facts
from rmpkit.views.registers import Cell, Layout, Register, Registers, Row, Section, own_registers_page, section
from rmpkit.views.requirements import requirement_link

VISITS = Layout(
    "visits",
    "Body",
    "Visits",
    "Visits of the body that certifies",
    "body",
    (
        ("Visit", ("kind", "on", "assessor")),
        ("What was looked at", ("looked_at",)),
        ("What came of it", ("outcome", "see")),
    ),
)
AUDITS = Layout(
    "audits",
    "Audit",
    "Audits",
    "Internal audits",
    "title",
    (
        ("When", ("planned", "done")),
        ("Who looks", ("auditor", "independent")),
        ("At what", ("requirements", "relationships")),
        ("What it found", ("found", "see")),
    ),
    order=lambda record: str(cast("Audit", record).done or cast("Audit", record).planned or ""),
)
NONCONFORMITIES = Layout(
    "nonconformities",
    "What",
    "Nonconformities",
    "What was not as required",
    "title",
    (
        ("Came to light", ("found_by", "visit", "audit", "raised", "grade", "requirement", "relationship")),
        ("Put right, and kept away", ("correction", "cause", "action")),
        ("Who, and by when", ("owner", "due", "closed")),
        ("Did it work", ("effective", "effect")),
    ),
    over=lambda record: not cast("Nonconformity", record).open and cast("Nonconformity", record).effective is not None,
)
IMPROVEMENTS = Layout(
    "improvements",
    "What",
    "Improvements",
    "What gets better",
    "title",
    (
        ("How far", ("state", "done")),
        ("Who", ("owner",)),
        ("Comes from", ("comes_from", "raised")),
        ("What became better", ("effect",)),
    ),
    over=lambda record: not cast("Improvement", record).open,
)
LAYOUTS = (VISITS, AUDITS, NONCONFORMITIES, IMPROVEMENTS)


def audits(judged: Judged) -> Registers:
    """Visits and audits, what they look at, what they found, and what became better."""
    case = own_case(judged)
    found = (
        section(case, VISITS),
        by_visit(judged, case),
        section(case, AUDITS),
        by_relationship(judged, case),
        by_requirement(judged),
        section(case, NONCONFORMITIES),
        section(case, IMPROVEMENTS),
    )
    return own_registers_page(judged, addresses.AUDITS, "Audits", found, key="audits")


def by_relationship(judged: Judged, case: Case) -> Section | None:
    """Which audits look at which relationship; those that none looks at stand there too."""
    ours = judged.edition.organisation
    if ours is None or not ours.audits:
        return None
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    rows = tuple(
        _row(
            Link(plan.title, addresses.relationship(plan.id)),
            (audit for audit in ours.audits.values() if plan.id in audit.relationships),
        )
        for plan in plans
    )
    says = f"Each relationship is to be audited once in {case.intervals.audit_cycle.words}."
    table = Register("Relationship", ("Done", "Planned"), rows)
    return Section("Relationships", "Audits by relationship", says, registers=(table,))


def by_requirement(judged: Judged) -> Section | None:
    """Which audits look at which requirement, in the order of the standard."""
    ours = judged.edition.organisation
    asked = {each for audit in (ours.audits.values() if ours else ()) for each in audit.requirements}
    if ours is None or not asked:
        return None
    rows = tuple(
        _row(
            requirement_link(judged, each.id, ""),
            (audit for audit in ours.audits.values() if each.id in audit.requirements),
        )
        for each in judged.catalogue.requirements.values()
        if each.id in asked
    )
    left = sum(
        each.level is Level.ORGANISATION and each.id not in asked for each in judged.catalogue.requirements.values()
    )
    says = f"Of what is asked of the organisation once, {left} requirements stand in no audit yet." if left else ""
    return Section(
        "Requirements", "Audits by requirement", says, registers=(Register("Requirement", ("Done", "Planned"), rows),)
    )


_ASKED = (
    ("Found", ("title", "grade")),
    ("Put right, and why it could happen", ("correction", "cause")),
    ("What keeps it away", ("action", "closed")),
    ("Did it work", ("effective", "effect")),
)
"""What is asked of everything that a visit found, and the fields that answer it."""


def by_visit(judged: Judged, case: Case) -> Section | None:
    """What each visit that was held found, and what became of it; a visit that found nothing says so."""
    ours = judged.edition.organisation
    held = [visit for visit in (ours.visits.values() if ours else ()) if visit.on and visit.on <= judged.today]
    if ours is None or not held:
        return None
    found = {visit.id: [each for each in ours.nonconformities.values() if each.visit == visit.id] for visit in held}
    held.sort(key=lambda visit: (visit.on or judged.today, visit.id), reverse=True)
    rows = tuple(row for visit in held for row in _of_visit(case, visit, found[visit.id]))
    table = Register("Visit", tuple(label for label, _ in _ASKED), rows)
    says = "The last visit first, with everything that names it as the place where it was found."
    return Section("Found-on-visits", "What each visit found, and what became of it", says, registers=(table,))


def _of_visit(case: Case, visit: Visit, found: list[Nonconformity]) -> Iterator[Row]:
    head = f"{visit.id} {visit.body}, {when(visit.on).text}" if visit.on else f"{visit.id} {visit.body}"
    link = Link(head, f"{addresses.AUDITS}#{visit.id}")
    nothing = Fact("", "Found", (Item("text", "nothing is recorded"),))
    for each in found:
        page = Link(f"{each.id} {each.title}", f"{addresses.AUDITS}#{each.id}")
        facts = (Fact("", "Found", (Item("link", page),)), *some_facts(case, each, "grade"))
        others = (Cell(label, some_facts(case, each, *fields)) for label, fields in _ASKED[1:])
        yield Row("", head, (), (Cell("Found", facts), *others), over=False, internal=False, page=link)
    if not found:
        none = Item("text", "nothing was called for")
        empty = (Cell(label, (Fact("", label, (none,)),)) for label, _ in _ASKED[1:])
        yield Row("", head, (), (Cell("Found", (nothing,)), *empty), over=False, internal=False, page=link)


def _row(link: Link, audits: Iterable[Audit]) -> Row:
    found = tuple(audits)
    cells = (Cell("Done", tuple(_done(found))), Cell("Planned", tuple(_planned(found))))
    return Row("", link.text, (), cells, over=False, internal=False, page=link)


def _done(audits: Iterable[Audit]) -> Iterator[Fact]:
    for audit in audits:
        if audit.done:
            yield Fact("", audit.id, (_named(audit), Item("day", when(audit.done))))


def _planned(audits: Iterable[Audit]) -> Iterator[Fact]:
    for audit in audits:
        if not audit.done:
            day = (Item("due", when(audit.planned)),) if audit.planned else ()
            yield Fact("", audit.id, (_named(audit), *day))


def _named(audit: Audit) -> Item:
    return Item("link", Link(f"{audit.id} {audit.title}", f"{addresses.AUDITS}#{audit.id}"))
