"""What is in dispute or may come to be: early warnings, the ladder, issues, views on record."""

from collections.abc import Iterator
from typing import cast

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.disputes import EarlyWarning, Issue
from rmpkit.model.record import Entry
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.dates import when
from rmpkit.views.facts import Fact, Item
from rmpkit.views.registers import Layout, Registers, registers_page, section


def _number(record: Entry) -> tuple[int, str]:
    """Records by the number in their id, so that L-10 comes after L-9."""
    return int("".join(filter(str.isdigit, record.id)) or 0), record.id


def _how_long(case: Case, record: Entry) -> Iterator[Fact]:
    """How long an open issue has been on its step, and until when the step may take."""
    issue = cast("Issue", record)
    since = issue.since or issue.raised
    if not issue.open or since is None:
        return
    days = (case.today - since).days
    if days >= 0:
        yield Fact("", "There for", (Item("text", f"{days} day" if days == 1 else f"{days} days"),))
    step = case.plan.resolution_ladder.get(issue.level or "")
    if step and step.within:
        yield Fact("", "Then it goes up", (Item("due", when(step.within.after(since))),))


WARNINGS = Layout(
    "early_warnings",
    "Warning",
    "Warnings",
    "Early warnings",
    "text",
    (("First action", ("action",)), ("Said", ("raised_by", "raised")), ("Became", ("became", "closed"))),
    says="Said while it is still cheap. A warning is never counted against whoever says it.",
    over=lambda record: cast("EarlyWarning", record).closed is not None,
)
LADDER = Layout(
    "resolution_ladder",
    "Step",
    "Ladder",
    "The ladder",
    "title",
    (("Within", ("within",)), ("If it is not settled here", ("then",))),
    says="Whoever meets here tries first; what is not settled in time goes up a step.",
    order=_number,
    by_party="posts",
)
ISSUES = Layout(
    "issues",
    "Issue",
    "Issues",
    "Issues",
    "title",
    (
        ("On the ladder", ("level", "since", "state", "severity")),
        ("Who", ("owner", "raised_by", "raised")),
        ("How it was settled", ("outcome", "settled", "lesson")),
    ),
    over=lambda record: not cast("Issue", record).open,
    adds={"On the ladder": _how_long},
)
VIEWS = Layout(
    "views_on_record",
    "Matter",
    "Views",
    "Views on record",
    "about",
    (("How they live with it", ("we_agreed",)),),
    says="Where the parties see a matter differently, each in its own words.",
    by_party="views",
)
LAYOUTS = (WARNINGS, LADDER, ISSUES, VIEWS)


def issues(judged: Judged, plan: ShownPlan) -> Registers:
    """Early warnings first, because they are the cheapest."""
    case = judged.case(plan.id)
    return registers_page(judged, plan, addresses.ISSUES, "Issues", (section(case, each) for each in LAYOUTS))
