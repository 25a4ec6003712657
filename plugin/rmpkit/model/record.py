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

from pydantic import BaseModel, ConfigDict


class Disclosure(IntEnum):
    """Who may read something; the larger the number, the fewer the readers."""

    PUBLIC = 0
    """Anyone."""

    JOINT = 1
    """Every party of the plan."""

    INTERNAL = 2
    """The owning organisation's people on the relationship."""

    RESTRICTED = 3
    """Named people of the owning organisation."""


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


class Part(StrEnum):
    """The files of a plan that share one disclosure boundary."""

    PLAN = "plan"
    """`plan.yml`: identity, parties, roles, stages."""

    JOINT = "joint"
    """`joint.yml` or `joint/*.yml`: what the parties share."""

    INTERNAL = "internal"
    """`internal.yml` or `internal/*.yml`, and all of a plan kept in one file: what only the owner sees."""

    RESTRICTED = "restricted"
    """`restricted.yml` or `restricted/*.yml`: what only named people of the owner see."""

    @property
    def disclosure(self) -> Disclosure:
        """The widest audience of anything in this part."""
        return _OF_PART[self]


_OF_PART = {
    Part.PLAN: Disclosure.JOINT,
    Part.JOINT: Disclosure.JOINT,
    Part.INTERNAL: Disclosure.INTERNAL,
    Part.RESTRICTED: Disclosure.RESTRICTED,
}


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
        use_attribute_docstrings=True,
    )


class Entry(Record):
    """A record with an id, kept in a register of a plan or of the organisation."""

    id: str = ""
    """The key it stands under, unique in its plan and never used again; set by the reader."""

    part: Part = Part.INTERNAL
    """The part of the plan it was read from; set by the reader."""
