"""What somebody in a post has seen of changes that are not to be missed."""

from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.record import JOINT_RECORD, Entry
from rmpkit.model.reference import PostRef
from rmpkit.model.scalars import Line


class Acknowledgement(Entry):
    """Says that the holder of a post has seen certain changes, and lets them stand."""

    changes: Annotated[tuple[Line, ...], JOINT_RECORD]
    """The changes, by the sixteen signs that `rmp compare` prints beside each."""

    by: Annotated[PostRef, JOINT_RECORD]
    """The post whose holder has seen them."""

    on: Annotated[Day, JOINT_RECORD]
    """The day of it."""

    note: Annotated[Line | None, JOINT_RECORD] = None
    """What the holder had to say to it."""
