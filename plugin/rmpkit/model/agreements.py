"""What the parties have agreed: contracts, a charter, who decides what, what may be shared, who owes what."""

from typing import Annotated

from rmpkit.model.days import Day, Interval
from rmpkit.model.property import Origin
from rmpkit.model.record import IN_ORDER, INTERNAL_RECORD, JOINT_RECORD, JOINT_TERM, Disclosure, Entry, Record
from rmpkit.model.reference import PartyRef, PostRef, RecordRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, Prose, Score
from rmpkit.model.vocabulary import OpenChoice


class Agreement(Entry):
    """A contract or another agreement that the relationship stands on."""

    title: Annotated[Line, JOINT_TERM]
    """What it is called."""

    summary: Annotated[Prose | None, JOINT_TERM] = None
    """What it says, for somebody who will not read it."""

    parties: Annotated[tuple[PartyRef, ...], JOINT_TERM] = ()
    """Who signed it."""

    starts: Annotated[Day | None, JOINT_TERM] = None
    """The day it came into force."""

    ends: Annotated[Day | None, JOINT_TERM] = None
    """The day it ends, where it does."""

    precedence: Annotated[tuple[Line, ...], JOINT_TERM, IN_ORDER] = ()
    """Its papers, in the order in which they prevail."""

    incentives: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What it rewards."""

    tensions: Annotated[Prose | None, JOINT_TERM] = None
    """Where it pulls against the way the parties mean to work, and how they live with that."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where it is kept."""


class Charter(Record):
    """How the parties mean to behave, and what happens when they do not."""

    vision: Annotated[Prose | None, JOINT_TERM] = None
    """Where they want to get to together."""

    values: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What they hold dear."""

    principles: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What they go by, in their order."""

    behaviours: Annotated[tuple[Line, ...], JOINT_TERM] = ()
    """What they expect of each other's people."""

    when_not_kept: Annotated[Prose | None, JOINT_TERM] = None
    """What happens when the charter is not kept."""

    equity: Annotated[Prose | None, JOINT_TERM] = None
    """How parties of unequal size are fair to each other."""


class DecisionRule(Choice):
    """How a decision is reached."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    RESERVED = "reserved"


class DecisionRight(Entry):
    """Who may decide a matter, and how."""

    matter: Annotated[Line, JOINT_TERM]
    """What is to be decided."""

    rule: Annotated[DecisionRule | None, JOINT_TERM] = None
    """How the decision is reached."""

    who: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that decide."""

    up_to: Annotated[Line | None, JOINT_TERM] = None
    """The limit of the right, such as an amount."""


class Responsibility(Entry):
    """One activity of the responsibilities matrix (RACI)."""

    activity: Annotated[Line, JOINT_TERM]
    """What is to be done."""

    accountable: Annotated[PostRef | None, JOINT_TERM] = None
    """The one post that answers for it."""

    responsible: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that do it."""

    consulted: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that are asked before."""

    informed: Annotated[tuple[PostRef, ...], JOINT_TERM] = ()
    """The posts that are told after."""


class Sharing(Choice):
    """Whether something may be shared."""

    CAN = "can"
    """It may be shared."""
    COULD = "could"
    """It may be shared on conditions."""
    CANNOT = "cannot"
    """It is never shared."""


class KnowledgeItem(Entry):
    """Something a party knows or owns, and whether it may be shared."""

    item: Annotated[Line, JOINT_TERM]
    """What it is."""

    share: Annotated[Sharing, JOINT_TERM]
    """Whether it may be shared."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that decides about it."""

    conditions: Annotated[Line | None, JOINT_TERM] = None
    """What has to hold before it is shared."""

    shared_with: Annotated[tuple[PartyRef, ...], JOINT_TERM] = ()
    """The parties that may have it."""

    agreement: Annotated[RecordRef | None, JOINT_TERM] = None
    """The agreement that covers it."""

    origin: Annotated[Origin | None, JOINT_TERM] = None
    """Whether somebody brought it along, or it is made together."""

    marking: Annotated[Line | None, JOINT_TERM] = None
    """How it is marked: in confidence, for named people."""

    where: Annotated[Line | None, JOINT_TERM] = None
    """Where and in what form it is shared."""

    kept_for: Annotated[Line | None, JOINT_TERM] = None
    """How long whoever was given it may keep it."""

    at_exit: Annotated[Line | None, JOINT_TERM] = None
    """What becomes of it if the parties part."""

    reviewed: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was last asked whether this is still right."""

    @property
    def own_disclosure(self) -> Disclosure:
        """What is never shared is for the owner's people, wherever it stands: its name alone can be the secret."""
        return Disclosure.INTERNAL if self.share is Sharing.CANNOT else Disclosure.PUBLIC


class Commitment(Entry):
    """Something one party has promised another."""

    what: Annotated[Line, JOINT_RECORD]
    """What was promised."""

    by: Annotated[PartyRef, JOINT_RECORD]
    """The party that promised it."""

    to: Annotated[PartyRef, JOINT_RECORD]
    """The party it was promised to."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that sees to it."""

    due: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was promised for."""

    comes_from: Annotated[RecordRef | None, JOINT_RECORD] = None
    """Where it was promised: a meeting, an agreement."""

    kept: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was kept."""

    note: Annotated[Line | None, JOINT_RECORD] = None
    """Anything a reader needs beside it."""


class Communication(Entry):
    """A message that goes out regularly or once, and to whom."""

    message: Annotated[Line, JOINT_TERM]
    """What is said."""

    audience: Annotated[Line | None, JOINT_TERM] = None
    """Who is to hear it."""

    purpose: Annotated[Line | None, JOINT_TERM] = None
    """What it is to bring about in those who hear it."""

    channel: Annotated[Line | None, JOINT_TERM] = None
    """How it reaches them."""

    every: Annotated[Interval | None, JOINT_TERM] = None
    """How often it is said."""

    owner: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that sees to it."""

    approver: Annotated[PostRef | None, JOINT_TERM] = None
    """The post that approves it before it goes out."""

    last: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was last said."""

    feedback: Annotated[Line | None, JOINT_RECORD] = None
    """What came back from those who heard it, or how they are asked."""


class Attitude(Choice):
    """How a stakeholder feels about the relationship."""

    CHAMPION = "champion"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    CRITIC = "critic"
    BLOCKER = "blocker"


class StakeholderKind(OpenChoice):
    """What somebody is to those who work together."""

    PARTNER = "partner"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    OWNER = "owner"
    STAFF = "staff"
    REGULATOR = "regulator"
    NEIGHBOUR = "neighbour"
    PUBLIC = "public"


class Stakeholder(Entry):
    """Somebody outside the table who has a stake in the relationship."""

    name: Annotated[Line, JOINT_RECORD]
    """The person, group or organisation."""

    kind: Annotated[StakeholderKind | None, JOINT_RECORD] = None
    """What they are to those who work together."""

    needs: Annotated[Line | None, JOINT_RECORD] = None
    """What they need from it."""

    interest: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much it concerns them, 1 to 5."""

    influence: Annotated[Score | None, INTERNAL_RECORD] = None
    """How much they can move, 1 to 5."""

    attitude: Annotated[Attitude | None, INTERNAL_RECORD] = None
    """How they feel about it."""

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that keeps in touch."""

    obligation: Annotated[Line | None, JOINT_RECORD] = None
    """What of their needs is taken on as a duty."""

    met_by: Annotated[tuple[RecordRef, ...], JOINT_RECORD] = ()
    """The records by which that duty is met: a process, a communication, an action."""

    reviewed: Annotated[Day | None, JOINT_RECORD] = None
    """The last day somebody looked whether this is still so."""


class ConflictOfInterest(Entry):
    """An interest that could pull somebody two ways, declared so that it need not."""

    what: Annotated[Line, JOINT_RECORD]
    """The interest."""

    declared_by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that declared it."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was declared."""

    handled: Annotated[Line | None, JOINT_RECORD] = None
    """How it is handled."""
