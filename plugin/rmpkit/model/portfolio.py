"""All plans together with the organisation that owns them, and where each thing was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.organisation import FORMAT, Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part


@dataclass(frozen=True, slots=True)
class Places:
    """Where every key and value was written, by plan id (`None` for the organisation) and path."""

    keys: Mapping[tuple[str | None, Path], Place]
    """Where keys stand."""

    values: Mapping[tuple[str | None, Path], Place]
    """Where values stand."""

    homes: Mapping[str | None, Place]
    """The first line of each plan's first file, for what is written nowhere."""

    def of(self, plan: str | None, path: Path) -> Place | None:
        """Where the value at `path` was written; else the key of its nearest written ancestor."""
        exact = self.values.get((plan, path))
        return exact or self.key(plan, path)

    def key(self, plan: str | None, path: Path) -> Place | None:
        """Where the key at `path` was written, or that of its nearest written ancestor."""
        for length in range(len(path), 0, -1):
            place = self.keys.get((plan, path[:length]))
            if place is not None:
                return place
        return self.homes.get(plan)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file in a plan's evidence folder that may be carried to the site."""

    name: str
    """Its path inside the plan's folder: `evidence/charter.pdf`."""

    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that is written and could not be read."""

    part: Part | None
    """The part of the plan in which it stands; `None` in the organisation."""

    digest: str
    """What tells it from any other that cannot be read; empty where there is nothing, and something has to be."""

    whole: bool = True
    """Whether nothing of it could be read; of a file, the rest may have been."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything that was read from one data folder."""

    organisation: Organisation | None
    """The owner; `None` when `organisation.yml` cannot be read."""

    plans: tuple[Plan, ...]
    """Every plan, by id."""

    findings: tuple[Finding, ...]
    """What was found while reading."""

    places: Places
    """Where each thing was written."""

    files: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
    """The files each plan was read from, and the organisation's."""

    evidence: Mapping[str, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    """The evidence files of each plan."""

    organisation_lost: frozenset[Path] = frozenset()
    """What of the organisation could not be read; `()` stands for all of it."""

    unread: Mapping[str | None, Mapping[Path, Unread]] = field(default_factory=dict)
    """What is written and could not be read, by plan: files under `file` and their name below the plan's folder, and
    by its path what one slip costs."""

    written_in: int = FORMAT
    """The format in which its files are written; what was read of them is in the newest."""
