"""What is true once for the whole organisation, whatever the number of its relationships."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.acknowledgement import Acknowledgement
from rmpkit.model.agreements import Communication, Responsibility, Stakeholder
from rmpkit.model.amounts import Whole
from rmpkit.model.audits import Audit, Certificate, Nonconformity, Visit
from rmpkit.model.competence import Briefing, Competence
from rmpkit.model.context import Climate, Surrounding
from rmpkit.model.days import Day, Interval, Span
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.goals import Measure, Objective
from rmpkit.model.leadership import LeadershipAct, Resource
from rmpkit.model.learning import Decision
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.method import CorporatePlan, RelationshipProcess, RiskMethod, ValueMeaning
from rmpkit.model.naming import PostId, RecordId, ShortName
from rmpkit.model.papers import ControlledDocument
from rmpkit.model.people import Holder, Person
from rmpkit.model.record import IN_ORDER, INTERNAL_RECORD, INTERNAL_TERM, JOINT_TERM, PUBLIC_RECORD, PUBLIC_TERM, Record
from rmpkit.model.reference import CatalogueRef, PersonRef, PostRef, RankLineRef, RequirementRef, RuleRef
from rmpkit.model.reviews import Improvement, ManagementReview
from rmpkit.model.risks import Action, Risk
from rmpkit.model.scalars import ChangeRank, Choice, Line, Mail, Prose, Score
from rmpkit.model.segments import Segmentation, SegmentCriterion
from rmpkit.model.selection import Skill
from rmpkit.model.vocabulary import OpenChoice, OwnWord, Vocabulary

FORMAT = 1
"""The version of the format on disk that this code reads and writes."""


class ScopeLevel(Choice):
    """How much of the organisation the system covers."""

    ONE_RELATIONSHIP = "one relationship"
    PROGRAMME = "programme"
    SEVERAL_RELATIONSHIPS = "several relationships"
    WHOLE_ORGANISATION = "whole organisation"


class Policy(Record):
    """The short approved statement of why and how the organisation collaborates."""

    title: Annotated[Line, PUBLIC_TERM]
    """The name of the policy."""

    at: Annotated[Line | None, PUBLIC_TERM] = None
    """Where it is kept."""

    says: Annotated[Prose | None, PUBLIC_TERM] = None
    """What it says, where it is short enough to stand here."""

    approved_by: Annotated[PostRef | None, PUBLIC_RECORD] = None
    """The post that approved it."""

    approved: Annotated[Day | None, PUBLIC_RECORD] = None
    """The day it was approved."""

    reviewed: Annotated[Day | None, PUBLIC_RECORD] = None
    """The last day it was looked at again."""


class Scope(Record):
    """What the system covers."""

    statement: Annotated[Prose, PUBLIC_TERM]
    """The scope in a few sentences."""

    level: Annotated[ScopeLevel | None, PUBLIC_TERM] = None
    """How much of the organisation it covers."""

    sites: Annotated[tuple[Line, ...], PUBLIC_TERM] = ()
    """The sites, as a certificate would list them."""

    units: Annotated[tuple[Line, ...], PUBLIC_TERM] = ()
    """The parts of the organisation that work by it."""

    left_out: Annotated[Mapping[Line, Line], PUBLIC_TERM] = {}
    """What is left out, each with the reason."""

    relationships: Annotated[Mapping[ShortName, Line], INTERNAL_TERM] = {}
    """The relationships it covers, each by the short name of its plan, with whom and what for in one line."""

    approved_by: Annotated[PostRef | None, PUBLIC_RECORD] = None
    """The post that approved it."""

    approved: Annotated[Day | None, PUBLIC_RECORD] = None
    """The day it was approved."""


def _span(text: str, months: int) -> Span:
    return Span(months=months, days=0, text=text)


class Intervals(Record):
    """How often the organisation means to look at things. Only missing one's own interval is ever raised."""

    policy_review: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often the policy is looked at again."""

    risk_review: Annotated[Interval, JOINT_TERM] = _span("quarter", 3)
    """How often a meeting reviews the risks."""

    signpost_check: Annotated[Interval, JOINT_TERM] = _span("half-year", 6)
    """How often somebody opens what a signpost points at."""

    self_assessment: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often the organisation assesses itself for a relationship."""

    health_check: Annotated[Interval, JOINT_TERM] = _span("half-year", 6)
    """How often each party's people are asked."""

    exit_review: Annotated[Interval, JOINT_TERM] = _span("year", 12)
    """How often a meeting reviews the exit strategy."""

    stage_review: Annotated[Interval, JOINT_TERM] = _span("year", 12)
    """How often a live stage is looked at again."""

    business_case: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often the business case is weighed again."""

    value_review: Annotated[Interval, JOINT_TERM] = _span("half-year", 6)
    """How often something new is expected among the ideas for value."""

    read_again: Annotated[Interval, JOINT_TERM] = _span("month", 1)
    """How soon what a change around the plan touches is read again."""

    health_answer: Annotated[Interval, JOINT_TERM] = _span("month", 1)
    """How soon the parties answer a low score, or scores far apart, together."""

    context_review: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often context and stakeholders are looked at again."""

    segmentation: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often all relationships are looked across and sorted anew."""

    audit_cycle: Annotated[Interval, INTERNAL_TERM] = _span("3 years", 36)
    """The time within which every relationship is audited once."""

    management_review: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often top management looks at the whole."""

    competence: Annotated[Interval, INTERNAL_TERM] = _span("year", 12)
    """How often it is assessed what people can do."""

    document_review: Annotated[Interval, INTERNAL_TERM] = _span("2 years", 24)
    """How often a document is looked at again that names no interval of its own."""


class Scales(Record):
    """What each step of a five-step scale means here."""

    likelihood: Annotated[Mapping[Score, Line], JOINT_TERM] = {
        1: "rare, under 10 %",
        2: "unlikely, 10 to 25 %",
        3: "possible, 25 to 50 %",
        4: "likely, 50 to 75 %",
        5: "almost certain, over 75 %",
    }
    """How likely, step by step."""

    impact: Annotated[Mapping[Score, Line], JOINT_TERM] = {
        1: "negligible",
        2: "minor",
        3: "moderate",
        4: "major",
        5: "critical",
    }
    """How much it would matter, step by step."""

    bands: Annotated[Mapping[ShortName, Whole], JOINT_TERM] = {
        "low": 1,
        "medium": 5,
        "high": 10,
        "critical": 16,
    }
    """The names of ratings, each with the least rating that has it."""

    def band(self, rating: int) -> str:
        """The name of a rating of 1 to 25."""
        reached = [(least, name) for name, least in self.bands.items() if least <= rating]
        return max(reached)[1] if reached else ""


class Organisation(Record):
    """The owner of the plans: its policy, its people, its intervals, the catalogues it works by."""

    format: Annotated[Whole, PUBLIC_TERM] = FORMAT
    """The version of this format."""

    id: Annotated[ShortName, PUBLIC_TERM]
    """The short name under which the organisation is a party of its plans."""

    name: Annotated[Line, PUBLIC_TERM]
    """The name it goes by."""

    currency: Annotated[Line, JOINT_TERM] = "GBP"
    """The currency of amounts that name none."""

    catalogues: Annotated[tuple[CatalogueRef, ...], PUBLIC_TERM, IN_ORDER] = ("iso44001",)
    """The catalogues it works by; the first one counts, the others are shown beside it."""

    ser: Annotated[PostRef | None, INTERNAL_TERM] = None
    """The post that answers for collaborative working as a whole."""

    suggestions: Annotated[Mail | None, JOINT_TERM] = None
    """The mail address that suggestions for changes go to; pages offer none where nothing is written."""

    copy_for: Annotated[ShortName | None, JOINT_TERM] = None
    """The party whose copy this is, in a repository that was handed over; what only the owner answers is not in it."""

    policy: Annotated[Policy | None, PUBLIC_TERM] = None
    """Why and how the organisation collaborates."""

    scope: Annotated[Scope | None, PUBLIC_TERM] = None
    """What the system covers."""

    people: Annotated[Mapping[ShortName, Person], INTERNAL_RECORD] = {}
    """The organisation's own people."""

    roles: Annotated[Mapping[PostId, Mapping[PersonRef, Holder]], INTERNAL_RECORD] = {}
    """Posts that serve the organisation rather than one relationship, and who holds them when."""

    deputies: Annotated[Mapping[PostRef, PostRef], INTERNAL_RECORD] = {}
    """For one of its posts, the post that stands in for it."""

    intervals: Annotated[Intervals, JOINT_TERM] = Intervals()
    """How often it means to look at things."""

    scales: Annotated[Scales, JOINT_TERM] = Scales()
    """What the steps of its scales mean."""

    words: Annotated[Mapping[Vocabulary, Mapping[OwnWord, Line]], JOINT_TERM] = {}
    """Words of its own beside ours, list by list, each with what pages call it; every party reads them."""

    ranks: Annotated[Mapping[RankLineRef, ChangeRank], INTERNAL_TERM] = {}
    """Lines of the ranking of changes that have another rank here than usual, 1 to 5."""

    segments: Annotated[Mapping[ShortName, Line], INTERNAL_TERM] = {}
    """How it sorts its relationships, and what each sort means."""

    segmentation: Annotated[Segmentation | None, INTERNAL_RECORD] = None
    """How it decides which relationships deserve a collaborative approach."""

    segment_criteria: Annotated[Mapping[RecordId, SegmentCriterion], INTERNAL_RECORD] = {}
    """What its relationships are weighed by; the scores stand in each plan."""

    context: Annotated[Mapping[RecordId, Surrounding], INTERNAL_RECORD] = {}
    """What around it, or within, helps or hinders it in working with others."""

    climate: Annotated[Climate | None, INTERNAL_RECORD] = None
    """Whether a changing climate is part of that."""

    stakeholders: Annotated[Mapping[RecordId, Stakeholder], INTERNAL_RECORD] = {}
    """Who has a stake in the way it works with others."""

    processes: Annotated[Mapping[RecordId, RelationshipProcess], INTERNAL_RECORD] = {}
    """How it runs relationships, process by process."""

    value: Annotated[ValueMeaning | None, INTERNAL_RECORD] = None
    """What value from working together means here."""

    leadership: Annotated[Mapping[RecordId, LeadershipAct], INTERNAL_RECORD] = {}
    """What top management decided, gave or did for it."""

    responsibilities: Annotated[Mapping[RecordId, Responsibility], INTERNAL_RECORD] = {}
    """Who does, answers for, is asked and is told, across relationships."""

    forums: Annotated[Mapping[ShortName, Forum], INTERNAL_RECORD] = {}
    """Where it meets about its relationships as a whole."""

    meetings: Annotated[Mapping[RecordId, Meeting], INTERNAL_RECORD] = {}
    """Each of those meetings."""

    decisions: Annotated[Mapping[RecordId, Decision], INTERNAL_RECORD] = {}
    """Decisions about working with others that are worth a record of their own."""

    acknowledgements: Annotated[Mapping[RecordId, Acknowledgement], INTERNAL_RECORD] = {}
    """Who has seen changes of what the organisation keeps once."""

    risk_method: Annotated[RiskMethod | None, INTERNAL_RECORD] = None
    """How risks are weighed here."""

    risks: Annotated[Mapping[RecordId, Risk], INTERNAL_RECORD] = {}
    """What could keep working together from working, or make it better."""

    objectives: Annotated[Mapping[RecordId, Objective], INTERNAL_RECORD] = {}
    """What working with others is meant to bring about as a whole."""

    measures: Annotated[Mapping[ShortName, Measure], INTERNAL_RECORD] = {}
    """How it tells."""

    actions: Annotated[Mapping[RecordId, Action], INTERNAL_RECORD] = {}
    """What is to be done for the system as a whole."""

    resources: Annotated[Mapping[RecordId, Resource], INTERNAL_RECORD] = {}
    """People, time, money and tools that were given for it."""

    competences: Annotated[Mapping[RecordId, Competence], INTERNAL_RECORD] = {}
    """What people who work with others need, and what each step of it looks like."""

    skills: Annotated[Mapping[RecordId, Skill], INTERNAL_RECORD] = {}
    """How far those in its own posts are."""

    briefings: Annotated[Mapping[RecordId, Briefing], INTERNAL_RECORD] = {}
    """When people heard of the policy and of their part in it."""

    communications: Annotated[Mapping[RecordId, Communication], INTERNAL_RECORD] = {}
    """What is said about working with others, to whom, how often."""

    documents: Annotated[Mapping[RecordId, ControlledDocument], INTERNAL_RECORD] = {}
    """The documents it works by, and the records it has to keep."""

    corporate_plan: Annotated[CorporatePlan | None, INTERNAL_RECORD] = None
    """The one plan that says how relationships are run here."""

    certificates: Annotated[Mapping[RecordId, Certificate], PUBLIC_RECORD] = {}
    """The certificates it holds."""

    visits: Annotated[Mapping[RecordId, Visit], INTERNAL_RECORD] = {}
    """Visits of the body that certifies."""

    audits: Annotated[Mapping[RecordId, Audit], INTERNAL_RECORD] = {}
    """Internal audits, planned and done."""

    nonconformities: Annotated[Mapping[RecordId, Nonconformity], INTERNAL_RECORD] = {}
    """What was found not to be as required, and what became of it."""

    management_reviews: Annotated[Mapping[RecordId, ManagementReview], INTERNAL_RECORD] = {}
    """Where top management looked at the whole."""

    improvements: Annotated[Mapping[RecordId, Improvement], INTERNAL_RECORD] = {}
    """What got better, and how that is known."""

    signposts: Annotated[Mapping[RecordId, Signpost], INTERNAL_RECORD] = {}
    """Where evidence for the whole organisation is kept."""

    answers: Annotated[Mapping[RequirementRef, Answer], INTERNAL_RECORD] = {}
    """How requirements are met, in a few sentences."""

    known_gaps: Annotated[Mapping[RecordId, KnownGap], INTERNAL_RECORD] = {}
    """Requirements known to be open."""

    not_applicable: Annotated[Mapping[RequirementRef, NotApplicable], INTERNAL_RECORD] = {}
    """Requirements that do not arise."""

    muted_rules: Annotated[Mapping[RuleRef, MutedRule], INTERNAL_RECORD] = {}
    """Rules not to be raised for a while."""

    def title_of(self, word: OpenChoice) -> str:
        """What pages call a word: as the organisation has it, else the word itself."""
        return self.words.get(word.vocabulary(), {}).get(word, str(word))
