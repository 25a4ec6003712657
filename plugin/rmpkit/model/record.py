"""What every record has in common: it is frozen, documented, and each field says who may see it.

A field is declared as `Annotated[<type>, <nature>]` with a docstring of one sentence::

    owner: Annotated[PostRef | None, JOINT_RECORD] = None
    \"\"\"The post that answers for it.\"\"\"

The nature says two things. The *disclosure class* is the widest audience that may read the field. The *standing*
tells agreed terms, which have versions and approvals, from the running record, which changes weekly and unsettles
no approval. Both stand here, beside the field, because a list kept elsewhere is a list that goes stale.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from rmpkit.model.days import Day
from rmpkit.model.reference import PostRef


class Disclosure(IntEnum):
    """Who may read something; the larger the number, the fewer the readers."""

    PUBLIC = 0
    """Anyone."""

    JOINT = 1
    """Every party of the plan."""

    PARTY = 2
    """One named party beside the owner; no field is declared so, only a part of a plan can be."""

    INTERNAL = 3
    """The owning organisation's people on the relationship."""

    RESTRICTED = 4
    """Named people of the owning organisation."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of readers: how many there are, and for `PARTY` which party they belong to."""

    disclosure: Disclosure
    """How closed it is."""

    party: str = ""
    """The one party beside the owner; empty for every other class."""

    def within(self, other: "Circle") -> "Circle":
        """The readers who are in both circles: the stricter of the two; of two parties only the owner's people."""
        if self.disclosure == other.disclosure and self.party != other.party:
            return Circle(Disclosure.INTERNAL)
        return max(self, other, key=lambda circle: circle.disclosure)


class Standing(StrEnum):
    """Whether a change asks the parties for a new approval."""

    TERM = "agreed term"
    """What the parties agreed; an approval is pinned to it."""

    RECORD = "running record"
    """What happened since; it unsettles no approval."""


@dataclass(frozen=True, slots=True)
class Nature:
    """Who may read a field, and what changing it means."""

    disclosure: Disclosure
    """The widest audience of the field; its part, its register or its record may narrow it, never widen it."""

    standing: Standing
    """Agreed term or running record."""


PUBLIC_TERM = Nature(Disclosure.PUBLIC, Standing.TERM)
PUBLIC_RECORD = Nature(Disclosure.PUBLIC, Standing.RECORD)
JOINT_TERM = Nature(Disclosure.JOINT, Standing.TERM)
JOINT_RECORD = Nature(Disclosure.JOINT, Standing.RECORD)
INTERNAL_TERM = Nature(Disclosure.INTERNAL, Standing.TERM)
INTERNAL_RECORD = Nature(Disclosure.INTERNAL, Standing.RECORD)
RESTRICTED_RECORD = Nature(Disclosure.RESTRICTED, Standing.RECORD)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Marks a list of which the order means something; in every other list it is the author's own affair."""


IN_ORDER = Ordered()


@dataclass(frozen=True, slots=True)
class Part:
    """The files of a plan that share one circle of readers: `joint.yml` or `joint/*.yml`, and so on.

    There are four that every plan may have, in `Part.EVERY`, and one for each party beside the owner, by
    `Part.only_with`.
    """

    name: str
    """The name of its file or folder: `joint`, `with-northgate`."""

    readers: Circle
    """The widest circle of readers of anything in it."""

    PLAN: ClassVar["Part"]
    """`plan.yml`: identity, parties, roles, stages."""

    JOINT: ClassVar["Part"]
    """What the parties share."""

    INTERNAL: ClassVar["Part"]
    """What only the owner sees; a plan that is kept in one file is all of it internal."""

    RESTRICTED: ClassVar["Part"]
    """What only named people of the owner see."""

    EVERY: ClassVar[tuple["Part", ...]]
    """The parts that every plan may have, the most open first."""

    @property
    def disclosure(self) -> Disclosure:
        """How closed it is."""
        return self.readers.disclosure

    @property
    def party(self) -> str:
        """The one party that reads it beside the owner; empty for the parts that every plan may have."""
        return self.readers.party

    @classmethod
    def only_with(cls, party: str) -> "Part":
        """The part that one party reads beside the owner."""
        return cls(f"{ONLY_WITH}{party}", Circle(Disclosure.PARTY, party))

    @classmethod
    def named(cls, name: str) -> "Part | None":
        """The part whose file or folder has this name; nothing where no part has it."""
        if name.startswith(ONLY_WITH) and name != ONLY_WITH:
            return cls.only_with(name.removeprefix(ONLY_WITH))
        return next((part for part in cls.EVERY if part.name == name), None)

    def __str__(self) -> str:
        return self.name


ONLY_WITH = "with-"
"""What the name of a part begins with that one party reads beside the owner."""

Part.PLAN = Part("plan", Circle(Disclosure.JOINT))
Part.JOINT = Part("joint", Circle(Disclosure.JOINT))
Part.INTERNAL = Part("internal", Circle(Disclosure.INTERNAL))
Part.RESTRICTED = Part("restricted", Circle(Disclosure.RESTRICTED))
Part.EVERY = (Part.PLAN, Part.JOINT, Part.INTERNAL, Part.RESTRICTED)


SET_BY_READER = frozenset({"id", "part"})
"""Fields of an entry that no author writes: the key it stands under, and the part it stands in."""


@cache
def key_of(field: str) -> str:
    """The key an author writes for a field: `agreed_at` is written `agreed-at`."""
    return field.rstrip("_").replace("_", "-")


class Record(BaseModel):
    """Something an author wrote, once it fits: frozen, no unknown keys, no guessed types."""

    model_config = ConfigDict(
        alias_generator=key_of,
        arbitrary_types_allowed=True,
        extra="forbid",
        frozen=True,
    )

    EXTRA: ClassVar[Nature] = INTERNAL_RECORD
    """The nature of keys that a record may have beside its fields, where it may have any."""

    SHORT: ClassVar[str] = ""
    """The field that may stand for the whole record where nothing else is said; most records have none."""

    @property
    def own_disclosure(self) -> Disclosure:
        """How closed the record is for what it says, wherever it stands."""
        return Disclosure.PUBLIC


class Shared(Record):
    """The explicit act by which a record that was internal became every party's to read."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was moved to where the parties read it."""

    by: Annotated[PostRef, JOINT_RECORD]
    """The post that decided to share it."""


class Entry(Record):
    """A record with an id, kept in a register of a plan or of the organisation."""

    id: str = ""
    """The key it stands under, unique in its plan and never used again; set by the reader."""

    part: Part = Part.INTERNAL
    """The part of the plan it was read from; set by the reader."""

    shared: Annotated[Shared | None, JOINT_RECORD] = None
    """Who opened it to the parties and when, where it was internal before."""
