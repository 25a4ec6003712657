"""From a view to its page: one template for each kind of view."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from rmpkit.render.environment import armoured, environment, words_of
from rmpkit.render.page import Heading, Page
from rmpkit.views.actions import Actions
from rmpkit.views.approvals import Approvals
from rmpkit.views.assessor import Dossier
from rmpkit.views.clauses import ClauseIndex
from rmpkit.views.crosswalk import RequirementIndex
from rmpkit.views.due import Due
from rmpkit.views.exits import Exit
from rmpkit.views.gaps import Gaps
from rmpkit.views.glossary import Glossary
from rmpkit.views.goals import Goals
from rmpkit.views.history import HistoryPage
from rmpkit.views.home import Home
from rmpkit.views.meetings import Meetings
from rmpkit.views.organisation import OrganisationPage
from rmpkit.views.overview import Overview
from rmpkit.views.persons import PersonIndex, PersonPage
from rmpkit.views.phases import Phases
from rmpkit.views.prompts import Prompts, Unreadable
from rmpkit.views.questions import AssessorIndex
from rmpkit.views.registers import Registers
from rmpkit.views.requirements import RequirementPage
from rmpkit.views.risks import Risks
from rmpkit.views.roster import Roster
from rmpkit.views.rules import RuleIndex, RulePage
from rmpkit.views.sheet import Sheet
from rmpkit.views.signposts import Signposts
from rmpkit.views.stages import StagePage
from rmpkit.views.threads import Threads
from rmpkit.views.transition import Transition


class View(Protocol):
    """What any page shows."""

    @property
    def sheet(self) -> Sheet:
        """The frame of the page."""


TEMPLATES: Mapping[type, str] = {
    Actions: "actions.html",
    AssessorIndex: "assessor-index.html",
    Approvals: "approvals.html",
    ClauseIndex: "clauses.html",
    Dossier: "assessor.html",
    Due: "due.html",
    Exit: "exit.html",
    Gaps: "gaps.html",
    Glossary: "glossary.html",
    Goals: "goals.html",
    HistoryPage: "history.html",
    Home: "home.html",
    Meetings: "meetings.html",
    OrganisationPage: "organisation.html",
    Overview: "overview.html",
    PersonIndex: "persons.html",
    PersonPage: "person.html",
    Phases: "phases.html",
    Prompts: "prompts.html",
    Registers: "registers.html",
    RequirementIndex: "requirements.html",
    RequirementPage: "requirement.html",
    Risks: "risks.html",
    Roster: "roster.html",
    RuleIndex: "rules.html",
    RulePage: "rule.html",
    Signposts: "signposts.html",
    StagePage: "stage.html",
    Transition: "transition.html",
    Threads: "threads.html",
    Unreadable: "unreadable.html",
}
"""The template of each kind of view."""


def page(view: View) -> Page:
    """The page that shows a view."""
    sheet = view.sheet
    template = environment().get_template(TEMPLATES[type(view)])
    body = armoured(template.render(view=view, sheet=sheet).strip() + "\n")
    return Page(
        path=sheet.address,
        title=sheet.title,
        label=sheet.label,
        body=body,
        headings=tuple(_headings(body)),
        search=sheet.search,
        source=sheet.source,
        plan=sheet.plan,
        parents=tuple((link.text, link.to) for link in sheet.parents),
    )


_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)


def _headings(body: str) -> Iterator[Heading]:
    """The headings that the template wrote, so that the table of contents never says anything else."""
    for match in _HEADING.finditer(body):
        yield Heading(int(match[1]), words_of(match[2]), words_of(match[3]))
