"""One thing to look at in one place, and the kinds of such things.

Everything that reads, judges or refuses an author's text says so with a `Finding`. A finding is data: it does
not know how it looks in a terminal, on a page or in a report.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where a value stands in a plan or in the organisation: keys from the outside in, ids for positions.

`("risks", "R-N13", "owner")` is the owner of one risk. It is pydantic's `loc`, and the currency between floors.
"""


class Severity(StrEnum):
    """How much a finding asks for. The words are the tool's, never an assessor's grade."""

    ERROR = "error"
    """Something cannot be read or trusted."""

    WARNING = "warning"
    """Something a plan at this stage is expected to have, or has let go stale."""

    NOTE = "note"
    """Worth a second look; may well be right as it is."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file, as an editor counts."""

    file: str
    """The file, relative to the data folder, with forward slashes."""

    line: int
    """Counted from 1."""

    column: int
    """Counted from 1, in characters."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its code, its name and what it teaches."""

    code: str
    """`RMPnnn`, never used again for anything else."""

    name: str
    """The pattern it finds, in lower case with hyphens: `review-overdue`."""

    severity: Severity
    """How much each finding of this kind asks for."""

    title: str
    """One sentence that says what was found."""

    why: str
    """Why it matters, in our own words."""

    bad: str
    """A piece of YAML in which it is found."""

    good: str
    """The same piece, mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at in one place."""

    kind: Kind
    """What kind of thing it is."""

    plan: str | None
    """The id of the plan it is about; `None` for the organisation."""

    path: Path
    """Where in the plan or the organisation."""

    message: str
    """What happened, with the value: one sentence."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""

    reference: str = ""
    """The offending value where one place can hold several: an unknown id, an unknown key."""

    place: Place | None = None
    """Where exactly it was written, when only the reader knows; otherwise `path` tells."""

    requirement: str | None = None
    """The requirement it weighs on, by stable id."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that survive moved lines and changed words."""
        parts = (self.kind.code, self.plan or "", *map(str, self.path), "", self.reference)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
