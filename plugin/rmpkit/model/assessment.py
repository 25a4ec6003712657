"""How we look in the mirror: strengths and weaknesses, what helps or blocks us at home, the people it hangs on."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, RESTRICTED_RECORD, Entry, Record
from rmpkit.model.reference import ActionRef, PartyRef, PersonRef, PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, Score, YesNo
from rmpkit.model.vocabulary import OpenChoice


class Quadrant(Choice):
    """Which quarter of the picture something belongs to."""

    STRENGTH = "strength"
    """Ours, and it helps."""
    WEAKNESS = "weakness"
    """Ours, and it hinders."""
    OPPORTUNITY = "opportunity"
    """Around us, and it could help."""
    THREAT = "threat"
    """Around us, and it could hurt."""

    @property
    def hinders(self) -> bool:
        """Whether it asks for an answer."""
        return self in (Quadrant.WEAKNESS, Quadrant.THREAT)


class Significance(Choice):
    """How much something matters."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Stance(Choice):
    """What is done about a strength, a weakness, an opportunity or a threat."""

    EXPLOIT = "exploit"
    BUILD = "build"
    MEND = "mend"
    DEFEND = "defend"
    ACCEPT = "accept"


class Swot(Entry):
    """A strength or a weakness of ours, an opportunity or a threat around us."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is, in one line."""

    quadrant: Annotated[Quadrant, INTERNAL_RECORD]
    """Which of the four it is."""

    significance: Annotated[Significance | None, INTERNAL_RECORD] = None
    """How much it matters here."""

    response: Annotated[Stance | None, INTERNAL_RECORD] = None
    """What is done about it in principle."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What is being done."""

    accepted: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why it is accepted as it is, where it is."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that answers for it."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """What shows that it is so."""

    reviewed: Annotated[Day | None, INTERNAL_RECORD] = None
    """The last day somebody looked whether this is still so."""


class EnvironmentArea(OpenChoice):
    """Where at home something helps or blocks."""

    POLICY = "policy"
    PROCESS = "process"
    INCENTIVES = "incentives"
    SYSTEMS = "systems"
    CULTURE = "culture"
    MEANS = "means"


class EnvironmentItem(Entry):
    """Something at home that helps people to collaborate, or keeps them from it."""

    title: Annotated[Line, INTERNAL_RECORD]
    """What it is, in one line."""

    area: Annotated[EnvironmentArea | None, INTERNAL_RECORD] = None
    """Where it lies."""

    blocks: Annotated[YesNo, INTERNAL_RECORD] = False
    """Whether it keeps people from collaborating."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What is being done about it."""

    accepted: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why it is accepted as it is, where it is."""

    owner: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that answers for it."""


class Profile(Record):
    """What kind of partner we are, so that it can be set beside what others look for."""

    attributes: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What we have learned to do: rules, tools, ways of working."""

    abilities: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What our people can do because they have done it before."""

    attitude: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """How we come across: what we are glad to do, and what we are not."""

    overall: Annotated[Score | None, INTERNAL_RECORD] = None
    """How mature we are as a partner, all in all, 1 to 5."""

    as_at: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day it was true."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where it is described."""


class MaturityOf(Choice):
    """Whose maturity is looked at."""

    SELF = "self"
    """The party's own."""
    RELATIONSHIP = "relationship"
    """That of the relationship between the parties."""
    PARTNER = "partner"
    """That of another party."""


class Maturity(Entry):
    """How mature a party or the relationship is, by a model, on a day. Parties may do it together."""

    model: Annotated[Line, JOINT_RECORD]
    """The model it was scored by: SC21, ICW, our own; figures of two models are never compared."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was scored."""

    of: Annotated[MaturityOf | None, JOINT_RECORD] = None
    """Whose maturity it is."""

    party: Annotated[PartyRef | None, JOINT_RECORD] = None
    """The party whose maturity it is, or whose view it is of the relationship."""

    assessors: Annotated[tuple[PostRef, ...], JOINT_RECORD] = ()
    """The posts that scored."""

    scores: Annotated[Mapping[Line, Score], JOINT_RECORD] = {}
    """The level of each attribute, 1 to 5."""

    wanted: Annotated[Mapping[Line, Score], JOINT_RECORD] = {}
    """The level that is wanted of it, where it is not the highest."""

    actions: Annotated[tuple[ActionRef, ...], JOINT_RECORD] = ()
    """What is done because of it."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is kept."""

    remarks: Annotated[Prose | None, RESTRICTED_RECORD] = None
    """What was said that could be traced to somebody; it belongs in the restricted part."""


class KeyPerson(Entry):
    """Somebody on whom the relationship hangs, on our side or beyond it."""

    matters_for: Annotated[Line, INTERNAL_RECORD]
    """What hangs on this person."""

    post: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post, where it goes with one; who stands in for it is written under deputies."""

    person: Annotated[PersonRef | None, INTERNAL_RECORD] = None
    """The person, where it goes with the person and not with a post."""

    critical: Annotated[YesNo, INTERNAL_RECORD] = False
    """Whether the relationship would stand still without this person."""

    successor: Annotated[Line | None, INTERNAL_RECORD] = None
    """Who would follow, or how somebody would be found."""

    action: Annotated[ActionRef | None, INTERNAL_RECORD] = None
    """What is done so that less hangs on one person, or to help that person."""

    able: Annotated[Score | None, RESTRICTED_RECORD] = None
    """How able to collaborate, 1 to 5; for named people only."""

    willing: Annotated[Score | None, RESTRICTED_RECORD] = None
    """How willing to collaborate, 1 to 5; for named people only."""

    behaviour: Annotated[Prose | None, RESTRICTED_RECORD] = None
    """How this person was seen to work with others; for named people only."""


class Appointment(Entry):
    """How somebody came to lead: who decided it, why, and with what authority."""

    post: Annotated[PostRef, INTERNAL_RECORD]
    """The post that was filled."""

    person: Annotated[PersonRef | None, INTERNAL_RECORD] = None
    """Who was appointed."""

    on: Annotated[Day | None, INTERNAL_RECORD] = None
    """The day of the appointment."""

    by: Annotated[PostRef | None, INTERNAL_RECORD] = None
    """The post that made it."""

    why: Annotated[Line | None, INTERNAL_RECORD] = None
    """Why this person: what was looked at beside knowledge of the work."""

    authority: Annotated[Line | None, INTERNAL_RECORD] = None
    """What the post may decide or commit without asking."""

    duties: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """What the post is there for."""

    see: Annotated[SignpostRef | None, INTERNAL_RECORD] = None
    """Where the appointment is kept."""
