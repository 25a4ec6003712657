"""The first page of a relationship: is it well, what next, who, on what evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Finding
from rmpkit.model.stages import Phase, Stage, StageState
from rmpkit.rules.approvals import latest_version
from rmpkit.rules.case import Case
from rmpkit.rules.evidence import Tally
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.changes_around import EventView, event_views
from rmpkit.views.dates import When, maybe
from rmpkit.views.duties import Duty, duties_of_plan
from rmpkit.views.evidence import tally_text
from rmpkit.views.facts import word
from rmpkit.views.goals import ObjectiveRow, objective_rows
from rmpkit.views.history import ChangeView, lately
from rmpkit.views.lamps import LampView, lamp_views
from rmpkit.views.marks import Mark, stage_mark
from rmpkit.views.meetings import MeetingView, meeting_views
from rmpkit.views.posts import Post, maybe_doer, post_of
from rmpkit.views.sheet import Sheet, plan_sheet, stage_title
from rmpkit.views.terms import VersionView, version_view

NEXT = 7
RECENT = 3


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage in the strip of eight."""

    page: Link
    number: int
    mark: Mark
    live: bool
    tally: Tally | None
    """Evidence of the stage; nothing while none of it applies."""


@dataclass(frozen=True, slots=True)
class PartySide:
    """One party, and who stands for it."""

    id: str
    name: str
    kind: str
    joined: When | None
    left: When | None
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class PhaseTally:
    """Evidence of one phase."""

    name: str
    tally: Tally
    text: str


@dataclass(frozen=True, slots=True)
class OwnView:
    """What only the owning organisation sees: why it wants the relationship."""

    name: str
    segment: str
    why: str
    mandate: str
    case: str
    outcome: str
    decided_by: Post | None
    decided: When | None
    see: Link | None
    more: Link | None
    """The page on which all of the case stands."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The page."""

    sheet: Sheet
    kind: str
    form: str
    started: When | None
    purpose: str
    lamps: tuple[LampView, ...]
    stages: tuple[StageStep, ...]
    live: int
    next: tuple[Duty, ...]
    overdue: int
    further: int
    parties: tuple[PartySide, ...]
    objectives: tuple[ObjectiveRow, ...]
    tally_text: str
    phases: tuple[PhaseTally, ...]
    version: VersionView | None
    earlier: int
    """How many other versions stand on the page of approvals."""

    meetings: tuple[MeetingView, ...]
    more_meetings: int
    own: OwnView | None
    known_gaps: int
    muted: tuple[Finding, ...] = field(repr=False)
    events: tuple[EventView, ...] = ()
    background: str = ""
    says: str = ""
    """The work in a few paragraphs."""

    prompts: int = 0

    lately: tuple[ChangeView, ...] = ()
    """The last changes that are worth a look; only for those who keep the plan."""

    @property
    def approvals(self) -> Link:
        """Where every version stands, and the sheet to sign."""
        return Link("Approvals", addresses.relationship(self.sheet.plan or "", addresses.APPROVALS))

    @property
    def history(self) -> Link:
        """What changed, day by day."""
        return Link("History", addresses.relationship(self.sheet.plan or "", addresses.HISTORY))

    @property
    def open(self) -> Link:
        """What is still open, and what would show it."""
        return Link("what is still open", addresses.relationship(self.sheet.plan or "", addresses.GAPS))

    @property
    def assessor(self) -> Link:
        """What an assessor asks of the relationship."""
        return Link("what an assessor asks", addresses.relationship(self.sheet.plan or "", addresses.FOR_ASSESSOR))

    @property
    def people(self) -> Link:
        """Who holds which post, and what nobody would cover."""
        return Link("People", addresses.relationship(self.sheet.plan or "", addresses.POSTS))

    @property
    def due(self) -> Link:
        """Everything that falls due."""
        return Link("Due", addresses.DUE)

    @property
    def gaps(self) -> Link:
        """Where the known gaps stand."""
        return Link("Known gaps", addresses.relationship(self.sheet.plan or "", f"{addresses.SIGNPOSTS}#Gaps"))

    @property
    def mutes(self) -> Link:
        """Where the muted rules stand."""
        return Link("Muted rules", addresses.relationship(self.sheet.plan or "", f"{addresses.PROMPTS}#Muted"))


def overview(judged: Judged, plan: ShownPlan) -> Overview:
    """The first page of a relationship."""
    case = judged.case(plan.id)
    judgement = judged.plans[plan.id]
    duties = duties_of_plan(judged, plan)
    meetings = meeting_views(case)
    steps = stage_steps(judged, plan)
    latest = latest_version(case)
    words = " ".join(objective.title for objective in plan.objectives.values())
    return Overview(
        sheet=plan_sheet(judged, plan, "", plan.title, search=f"{plan.title} {plan.purpose or ''} {words}"),
        kind=f"{plan.type}, {plan.state}",
        form=plan.form,
        started=maybe(plan.started),
        purpose=plan.purpose or "",
        lamps=lamp_views(judged, plan),
        stages=steps,
        live=sum(step.live for step in steps),
        next=duties[:NEXT],
        overdue=sum(duty.day < judged.today for duty in duties),
        further=max(0, len(duties) - NEXT),
        parties=tuple(_sides(case)),
        objectives=objective_rows(case),
        tally_text=tally_text(judged, Tally.of(judgement.evidence)),
        phases=tuple(_phases(judged, plan)),
        version=version_view(case, latest, judged.changed_terms) if latest else None,
        earlier=max(0, len(plan.versions) - 1) if latest else len(plan.versions),
        meetings=meetings[:RECENT],
        more_meetings=max(0, len(meetings) - RECENT),
        own=_own(judged, case),
        known_gaps=len(plan.known_gaps),
        muted=judgement.muted,
        events=event_views(case),
        background=plan.background or "",
        says=plan.overview or "",
        prompts=len(judgement.findings),
        lately=lately(judged.history, plan) if judged.edition.audience.own else (),
    )


def stage_steps(judged: Judged, plan: ShownPlan) -> tuple[StageStep, ...]:
    """The eight stages of a plan, with their states; several are live at once."""
    return tuple(_steps(judged, plan))


def _steps(judged: Judged, plan: ShownPlan) -> Iterator[StageStep]:
    evidence = judged.plans[plan.id].evidence
    for stage in Stage:
        record = plan.stages.get(stage)
        state = record.state if record else StageState.NOT_STARTED
        tally = Tally.of(each for each in evidence if each.requirement.stage is stage)
        link = Link(stage_title(judged, stage), addresses.stage(plan.id, stage))
        yield StageStep(
            link,
            stage.number,
            stage_mark(state),
            bool(record and record.live),
            tally if tally.applying else None,
        )


def _sides(case: Case) -> Iterator[PartySide]:
    """Each party with its posts: the SER first, then the manager, then the others by name."""
    first = {"ser": 0, "manager": 1}
    for name, party in case.plan.parties.items():
        posts = [post for post in case.plan.roles if post.partition(".")[0] == name]
        posts.sort(key=lambda post: (first.get(post.partition(".")[2], 2), post))
        shown = tuple(post_of(case, post) for post in posts)
        yield PartySide(name, party.name, word(case, party.kind), maybe(party.joined), maybe(party.left), shown)


def _phases(judged: Judged, plan: ShownPlan) -> Iterator[PhaseTally]:
    evidence = judged.plans[plan.id].evidence
    for phase in Phase:
        tally = Tally.of(each for each in evidence if each.requirement.stage and each.requirement.stage.phase is phase)
        yield PhaseTally(phase.value.capitalize(), tally, tally_text(judged, tally))


def _own(judged: Judged, case: Case) -> OwnView | None:
    plan, organisation = case.plan, judged.edition.organisation
    weighed = plan.business_case
    if not (plan.why or plan.mandate or weighed or plan.segment) or organisation is None:
        return None
    meaning = organisation.segments.get(plan.segment or "", "")
    see = plan.signposts.get(weighed.see) if weighed and weighed.see else None
    return OwnView(
        organisation.name,
        f"{plan.segment}: {meaning}" if meaning else plan.segment or "",
        plan.why or "",
        plan.mandate or "",
        (weighed.summary or "") if weighed else "",
        (weighed.outcome or "") if weighed else "",
        maybe_doer(case, weighed.by, weighed.on) if weighed else None,
        maybe(weighed.on) if weighed else None,
        Link(f"{see.id} {see.title}", addresses.of_path(plan, ("signposts", see.id))) if see else None,
        Link("Our case", addresses.relationship(plan.id, addresses.CASE))
        if addresses.is_made(case.plan, addresses.CASE)
        else None,
    )
