"""What git tells of the plans: change by change, on the day each came into them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rmpkit.model.finding import Path


@dataclass(frozen=True, slots=True)
class Told:
    """One change, as it was told when it was worked out."""

    path: Path
    """Where it was made, by the names things have now; it need not be there any more."""

    kind: str
    """What became of it: added, removed, changed, renamed, moved."""

    sentence: str
    """What changed, in one sentence."""

    rank: int
    """How much it is to be looked at, from 1 to 5."""

    effect: str
    """Whether it strengthens or weakens the plan: `strengthens`, `weakens`, `neutral`."""

    labels: tuple[str, ...] = ()
    """What else is to be said of it in a word or two."""

    was: Path = ()
    """Where it stood before, where that is another place."""

    once: str = ""
    """The id the plan had before, where it was renamed."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What one commit changed in a plan."""

    day: date
    """Its day, in UTC; where its own cannot be, the day of the commit before it."""

    commit: str
    """As short as git shows it."""

    changes: tuple[Told, ...]
    """Those first that must not be missed."""

    own_day: date | None = None
    """The day that the commit has itself, where the commits before or after it contradict that."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """When a record was last changed."""

    day: date
    added: bool
    """Whether that was when it came; it has stood as it is since."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known of how the plans came to be what they are; only ever for those who keep them."""

    known: bool = False
    """Whether there is a history to tell from."""

    lacking: str = ""
    """Why it cannot be told, where there is one; with how to mend that."""

    plans: Mapping[str | None, tuple[Committed, ...]] = field(default_factory=dict)
    """What was changed in each plan, in the order of the commits, and in the organisation under `None`."""

    since: Mapping[tuple[str, date], tuple[Told, ...]] = field(default_factory=dict)
    """What is different in a plan from how it stood at the end of a day, for each day that was asked about."""

    last: Mapping[tuple[str | None, Path], LastChange] = field(default_factory=dict)
    """When each record was last changed, by plan and path; without those that stand as they first came with it."""

    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parts of plans that are repositories of their own, so that what changed there is not told here."""

    later: bool = False
    """Whether there are commits of a later day than the one the pages speak of, which are not told."""

    cut: bool = False
    """Whether there are earlier commits than those that are told."""


UNKNOWN = History()
"""Nothing is known, and nothing is wrong with that."""
