"""One relationship management plan, read and resolved.

A plan is read from several files, called parts, and each record remembers its part. Registers are maps from id to
record. `Stands` says in which parts a key may be written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from rmpkit.model.acknowledgement import Acknowledgement
from rmpkit.model.agreements import (
    Agreement,
    Charter,
    Commitment,
    Communication,
    ConflictOfInterest,
    DecisionRight,
    KnowledgeItem,
    Responsibility,
    Stakeholder,
)
from rmpkit.model.approval import Version
from rmpkit.model.assessment import Appointment, EnvironmentItem, KeyPerson, Maturity, Profile, Swot
from rmpkit.model.closing import Closing, ContinuityItem, ExitReview, Opportunity
from rmpkit.model.context import Surrounding
from rmpkit.model.days import Day
from rmpkit.model.disputes import EarlyWarning, Issue, LadderLevel, ViewOnRecord
from rmpkit.model.events import ChangeEvent
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.exit import ExitConsideration, ExitStrategy, ExitTrigger, TransitionItem
from rmpkit.model.goals import HealthCheck, Measure, Objective
from rmpkit.model.learning import Decision, Deliverable, Lesson, ValueIdea, ValueProcess
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.naming import PostId, RecordId, ShortName, VersionName
from rmpkit.model.papers import DocumentControl, Revision
from rmpkit.model.people import Holder, Party, Person
from rmpkit.model.property import IntellectualProperty
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Part, Record, key_of
from rmpkit.model.reference import PartyRef, PersonRef, PostRef, RequirementRef, RuleRef
from rmpkit.model.relationship import (
    BusinessCase,
    Course,
    Form,
    RelationshipState,
    RelationshipType,
    Tailoring,
    UsualWay,
    Weighing,
)
from rmpkit.model.reports import Report
from rmpkit.model.risks import Action, Risk
from rmpkit.model.scalars import Line, Prose
from rmpkit.model.selection import (
    AimsCompared,
    Candidate,
    CandidateScore,
    Criterion,
    DueDiligence,
    Engagement,
    Negotiation,
    Process,
    SelectionProcess,
    Skill,
)
from rmpkit.model.stages import Stage, StageRecord
from rmpkit.model.strategy import Benefit, Option, RiskProcess, Strategy, ThirdParty
from rmpkit.model.team import Duty, TeamSkill


@dataclass(frozen=True, slots=True)
class Stands:
    """The parts of a plan in which a key may be written."""

    parts: tuple[Part, ...]

    def __init__(self, *parts: Part) -> None:
        object.__setattr__(self, "parts", parts)


IDENTITY = Stands(Part.PLAN)
SHARED = Stands(Part.JOINT)
ANYWHERE = Stands(Part.JOINT, Part.INTERNAL, Part.RESTRICTED)
OURS = Stands(Part.INTERNAL, Part.RESTRICTED)


class Plan(Record):
    """One relationship management plan."""

    title: Annotated[Line, JOINT_TERM, IDENTITY]
    """The name of the relationship."""

    type: Annotated[RelationshipType, JOINT_TERM, IDENTITY]
    """What kind of relationship it is."""

    state: Annotated[RelationshipState, JOINT_RECORD, IDENTITY]
    """How the relationship as a whole stands."""

    form: Annotated[Form, JOINT_RECORD, IDENTITY] = Form.EVOLVING_RECORD
    """What form the plan has."""

    segment: Annotated[ShortName | None, INTERNAL_RECORD, OURS] = None
    """How the organisation sorts this relationship, by a name under its segments."""

    started: Annotated[Day | None, JOINT_RECORD, IDENTITY] = None
    """The day the relationship began."""

    formerly: Annotated[tuple[ShortName, ...], JOINT_RECORD, IDENTITY] = ()
    """Names its folder had before."""

    parties: Annotated[Mapping[ShortName, Party], JOINT_TERM, IDENTITY] = {}
    """Who takes part, side by side."""

    roles: Annotated[Mapping[PostId, Mapping[PersonRef, Holder]], JOINT_RECORD, IDENTITY] = {}
    """Each post of each party, and who holds it when."""

    stages: Annotated[Mapping[Stage, StageRecord], JOINT_RECORD, IDENTITY] = {}
    """How each of the eight stages stands; several are live at once."""

    people: Annotated[Mapping[ShortName, Person], JOINT_RECORD, SHARED] = {}
    """The partners' people; the owner's stand in organisation.yml."""

    document_control: Annotated[DocumentControl | None, JOINT_RECORD, SHARED] = None
    """What a document controller has to know of the plan."""

    revisions: Annotated[Mapping[RecordId, Revision], JOINT_RECORD, ANYWHERE] = {}
    """Who changed what in the plan, when."""

    acknowledgements: Annotated[Mapping[RecordId, Acknowledgement], JOINT_RECORD, ANYWHERE] = {}
    """Who has seen changes that are not to be missed."""

    acronyms: Annotated[Mapping[Line, Line], JOINT_RECORD, SHARED] = {}
    """Short forms and what they stand for."""

    background: Annotated[Prose | None, JOINT_TERM, SHARED] = None
    """The setting: the programme it belongs to, and who else has a stake in that."""

    overview: Annotated[Prose | None, JOINT_TERM, SHARED] = None
    """The work in a few paragraphs."""

    purpose: Annotated[Prose | None, JOINT_TERM, SHARED] = None
    """What the relationship is for, in words all parties agreed."""

    charter: Annotated[Charter | None, JOINT_TERM, SHARED] = None
    """How the parties mean to behave, and what happens when they do not."""

    stage_statements: Annotated[Mapping[Stage, Mapping[PartyRef, Prose]], JOINT_RECORD, SHARED] = {}
    """How each party says it met a stage, stage by stage."""

    agreements: Annotated[Mapping[RecordId, Agreement], JOINT_TERM, SHARED] = {}
    """The contracts the relationship stands on."""

    deliverables: Annotated[Mapping[RecordId, Deliverable], JOINT_TERM, SHARED] = {}
    """What one party is to hand over."""

    commitments: Annotated[Mapping[RecordId, Commitment], JOINT_RECORD, SHARED] = {}
    """What the parties have promised each other."""

    responsibilities: Annotated[Mapping[RecordId, Responsibility], JOINT_TERM, SHARED] = {}
    """Who does, answers for, is asked and is told: the responsibilities matrix (RACI)."""

    duties: Annotated[Mapping[RecordId, Duty], JOINT_TERM, SHARED] = {}
    """What each post is there for, and what it may decide."""

    team_skills: Annotated[Mapping[RecordId, TeamSkill], JOINT_RECORD, SHARED] = {}
    """What the joint team needs to be able to do, and how far it is."""

    induction: Annotated[Prose | None, JOINT_TERM, SHARED] = None
    """How somebody new is brought in, whoever employs them."""

    decision_rights: Annotated[Mapping[RecordId, DecisionRight], JOINT_TERM, SHARED] = {}
    """Who may decide what."""

    deputies: Annotated[Mapping[PostRef, PostRef], JOINT_RECORD, ANYWHERE] = {}
    """For a post, the post that stands in for it."""

    conflicts_of_interest: Annotated[Mapping[RecordId, ConflictOfInterest], JOINT_RECORD, SHARED] = {}
    """Interests that were declared."""

    communications: Annotated[Mapping[RecordId, Communication], JOINT_TERM, ANYWHERE] = {}
    """What is said to whom, how often."""

    stakeholders: Annotated[Mapping[RecordId, Stakeholder], JOINT_RECORD, ANYWHERE] = {}
    """Who outside the table has a stake."""

    knowledge: Annotated[Mapping[RecordId, KnowledgeItem], JOINT_TERM, ANYWHERE] = {}
    """What can, could and cannot be shared."""

    intellectual_property: Annotated[IntellectualProperty | None, JOINT_TERM, SHARED] = None
    """Who owns what is brought along and what is made together."""

    processes: Annotated[Mapping[RecordId, Process], JOINT_RECORD, SHARED] = {}
    """Processes the parties have laid side by side."""

    aims_compared: Annotated[Mapping[RecordId, AimsCompared], JOINT_RECORD, SHARED] = {}
    """What each party wants, side by side."""

    resolution_ladder: Annotated[Mapping[RecordId, LadderLevel], JOINT_TERM, SHARED] = {}
    """The steps a disagreement climbs, lowest first by number."""

    issues: Annotated[Mapping[RecordId, Issue], JOINT_RECORD, ANYWHERE] = {}
    """What the parties have to settle."""

    early_warnings: Annotated[Mapping[RecordId, EarlyWarning], JOINT_RECORD, ANYWHERE] = {}
    """Bad news while it is still cheap."""

    views_on_record: Annotated[Mapping[RecordId, ViewOnRecord], JOINT_RECORD, SHARED] = {}
    """Matters on which the parties see things differently."""

    decisions: Annotated[Mapping[RecordId, Decision], JOINT_RECORD, ANYWHERE] = {}
    """Decisions worth a record of their own."""

    change_events: Annotated[Mapping[RecordId, ChangeEvent], JOINT_RECORD, ANYWHERE] = {}
    """What changed around the plan, and what must be read again."""

    value_process: Annotated[ValueProcess | None, JOINT_TERM, SHARED] = None
    """How an idea becomes a gain that is shared."""

    value_ideas: Annotated[Mapping[RecordId, ValueIdea], JOINT_RECORD, ANYWHERE] = {}
    """Ideas for making something better together."""

    lessons: Annotated[Mapping[RecordId, Lesson], JOINT_RECORD, ANYWHERE] = {}
    """What the parties would do again, or not."""

    our_reviews: Annotated[Mapping[Stage, Mapping[Day, Line]], INTERNAL_RECORD, Stands(Part.INTERNAL)] = {}
    """When the owner looked at a stage again for itself, and what came of it; no party reads it."""

    why: Annotated[Prose | None, INTERNAL_RECORD, OURS] = None
    """Why the owner of the plan wants it."""

    business_case: Annotated[BusinessCase | None, INTERNAL_RECORD, OURS] = None
    """Whether it is worth it, and who decided so."""

    mandate: Annotated[Prose | None, INTERNAL_RECORD, OURS] = None
    """Who asked for the relationship, and with what authority."""

    segmentation: Annotated[Weighing | None, INTERNAL_RECORD, OURS] = None
    """How it was weighed against the other relationships, and what was decided."""

    usual_way: Annotated[UsualWay | None, INTERNAL_RECORD, OURS] = None
    """How the organisation's usual way of running relationships applies here."""

    tailoring: Annotated[Mapping[RecordId, Tailoring], INTERNAL_RECORD, OURS] = {}
    """What is done differently here from how it is done elsewhere."""

    value_analysis: Annotated[Mapping[RecordId, Benefit], INTERNAL_RECORD, OURS] = {}
    """What collaborating would be worth, against not collaborating."""

    strategy: Annotated[Strategy | None, INTERNAL_RECORD, OURS] = None
    """How the owner means to work with others here, and what drives it to."""

    options: Annotated[Mapping[RecordId, Option], INTERNAL_RECORD, OURS] = {}
    """The ways of reaching the aims that were looked at."""

    pestle: Annotated[Mapping[RecordId, Surrounding], INTERNAL_RECORD, OURS] = {}
    """What lies around the relationship: political, economic, social, technological, legal, environmental."""

    third_parties: Annotated[Mapping[RecordId, ThirdParty], INTERNAL_RECORD, OURS] = {}
    """Who beyond the table it hangs on, up and down the chain."""

    risk_process: Annotated[RiskProcess | None, INTERNAL_RECORD, OURS] = None
    """How risks are looked after here."""

    course: Annotated[Mapping[RecordId, Course], INTERNAL_RECORD, OURS] = {}
    """Decisions to go on, to change course or to stop."""

    swot: Annotated[Mapping[RecordId, Swot], INTERNAL_RECORD, OURS] = {}
    """Strengths and weaknesses of the owner, opportunities and threats around it."""

    environment: Annotated[Mapping[RecordId, EnvironmentItem], INTERNAL_RECORD, OURS] = {}
    """What at home helps people to collaborate, or keeps them from it."""

    profile: Annotated[Profile | None, INTERNAL_RECORD, OURS] = None
    """What kind of partner the owner is."""

    maturity: Annotated[Mapping[RecordId, Maturity], JOINT_RECORD, ANYWHERE] = {}
    """How mature a party, or the relationship, was found to be, by a model."""

    key_people: Annotated[Mapping[RecordId, KeyPerson], INTERNAL_RECORD, OURS] = {}
    """Whom the relationship hangs on."""

    appointments: Annotated[Mapping[RecordId, Appointment], INTERNAL_RECORD, OURS] = {}
    """How those who lead it came to do so."""

    skills: Annotated[Mapping[RecordId, Skill], INTERNAL_RECORD, OURS] = {}
    """What people need to be able to do, and how far they are."""

    selection: Annotated[SelectionProcess | None, INTERNAL_RECORD, OURS] = None
    """How the partner is chosen here."""

    criteria: Annotated[Mapping[RecordId, Criterion], INTERNAL_RECORD, OURS] = {}
    """What a good partner has to have."""

    candidates: Annotated[Mapping[ShortName, Candidate], INTERNAL_RECORD, OURS] = {}
    """Who could be the partner."""

    scores: Annotated[Mapping[RecordId, CandidateScore], INTERNAL_RECORD, OURS] = {}
    """What each assessor gave."""

    due_diligence: Annotated[Mapping[RecordId, DueDiligence], INTERNAL_RECORD, OURS] = {}
    """What is looked into before a candidate is chosen."""

    engagements: Annotated[Mapping[RecordId, Engagement], INTERNAL_RECORD, OURS] = {}
    """First talks with those who could be the partner."""

    negotiation: Annotated[Negotiation | None, INTERNAL_RECORD, OURS] = None
    """The brief for talks about terms; it may stand in the restricted part as a whole."""

    exit_considerations: Annotated[Mapping[RecordId, ExitConsideration], INTERNAL_RECORD, OURS] = {}
    """What the owner thinks about leaving, for itself."""

    objectives: Annotated[Mapping[RecordId, Objective], JOINT_TERM, ANYWHERE] = {}
    """What it is meant to bring about."""

    measures: Annotated[Mapping[ShortName, Measure], JOINT_TERM, ANYWHERE] = {}
    """How the parties tell."""

    health_checks: Annotated[Mapping[RecordId, HealthCheck], JOINT_RECORD, SHARED] = {}
    """How each party's people see it, round by round."""

    reports: Annotated[Mapping[RecordId, Report], JOINT_RECORD, SHARED] = {}
    """What the parties made of their results, period by period."""

    risks: Annotated[Mapping[RecordId, Risk], JOINT_RECORD, ANYWHERE] = {}
    """What may happen; the joint and the internal register share a shape, never an id."""

    actions: Annotated[Mapping[RecordId, Action], JOINT_RECORD, ANYWHERE] = {}
    """What is to be done."""

    forums: Annotated[Mapping[ShortName, Forum], JOINT_TERM, SHARED] = {}
    """Where the parties meet."""

    meetings: Annotated[Mapping[RecordId, Meeting], JOINT_RECORD, ANYWHERE] = {}
    """Each meeting: who was there, what was reviewed, what was decided."""

    exit: Annotated[ExitStrategy | None, JOINT_TERM, SHARED] = None
    """What the parties agreed about leaving."""

    exit_triggers: Annotated[Mapping[RecordId, ExitTrigger], JOINT_TERM, SHARED] = {}
    """What would open the question of leaving."""

    exit_transition: Annotated[Mapping[RecordId, TransitionItem], JOINT_TERM, SHARED] = {}
    """What to keep running or hand over."""

    exit_continuity: Annotated[Mapping[RecordId, ContinuityItem], JOINT_RECORD, SHARED] = {}
    """What customers and operations go on having while the parties part."""

    exit_review: Annotated[ExitReview | None, JOINT_RECORD, SHARED] = None
    """The look back that the parties took together."""

    exit_review_ours: Annotated[Prose | None, INTERNAL_RECORD, OURS] = None
    """The look back that the owner took alone."""

    future_opportunities: Annotated[Mapping[RecordId, Opportunity], JOINT_RECORD, ANYWHERE] = {}
    """What could come next."""

    closing: Annotated[Closing | None, JOINT_RECORD, SHARED] = None
    """The last page of the plan."""

    signposts: Annotated[Mapping[RecordId, Signpost], JOINT_RECORD, ANYWHERE] = {}
    """Where evidence is kept."""

    answers: Annotated[Mapping[RequirementRef, Answer], JOINT_RECORD, ANYWHERE] = {}
    """How requirements are met, in a few sentences."""

    known_gaps: Annotated[Mapping[RecordId, KnownGap], JOINT_RECORD, ANYWHERE] = {}
    """Requirements known to be open."""

    not_applicable: Annotated[Mapping[RequirementRef, NotApplicable], JOINT_RECORD, ANYWHERE] = {}
    """Requirements that do not arise here."""

    versions: Annotated[Mapping[VersionName, Version], JOINT_RECORD, SHARED] = {}
    """Versions of the agreed terms, and who approved them."""

    muted_rules: Annotated[Mapping[RuleRef, MutedRule], INTERNAL_RECORD, OURS] = {}
    """Rules not to be raised here for a while."""

    id: Annotated[ShortName, JOINT_RECORD, Stands()] = ""
    """Its file or folder name; set by the reader."""

    lost: Annotated[Mapping[tuple[str | int, ...], Part], JOINT_RECORD, Stands()] = {}
    """Paths of what could not be read, each with its part, so that ids stay known; set by the reader."""

    broken: Annotated[tuple[str, ...], JOINT_RECORD, Stands()] = ()
    """Files of it whose YAML could not be read; set by the reader. A plan with any is shown as unreadable."""

    written_in: Annotated[Mapping[str, Part], JOINT_RECORD, Stands()] = {}
    """The part each single value was read from, by field; set by the reader."""

    @property
    def lost_registers(self) -> frozenset[str]:
        """Keys of which something could not be read, so that what is absent there is not judged."""
        if not self.lost:
            return frozenset()
        if () in self.lost:
            return frozenset(key_of(name) for name in type(self).model_fields)
        return frozenset(str(path[0]) for path in self.lost)

    def reviews_of(self, stage: Stage) -> Mapping[date, str]:
        """When a stage was looked at again, by the parties or by the owner for itself, and what came of it."""
        record = self.stages.get(stage)
        return {**self.our_reviews.get(stage, {}), **(record.reviews if record else {})}

    @property
    def highest_stage(self) -> int:
        """The number of the furthest stage that was ever started; 1 where none was.

        Stages overlap and recur, so this tells only what is due: a stage is reached when it, or any later one,
        has started.
        """
        unreadable = {str(path[1]) for path in self.lost if len(path) > 1 and path[0] == "stages"}
        started = (stage for stage in Stage if stage in unreadable or ((s := self.stages.get(stage)) and s.started))
        return max((stage.number for stage in started), default=1)
