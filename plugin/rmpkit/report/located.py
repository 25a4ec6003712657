"""A finding with its place: what every report is made of."""

from dataclasses import dataclass

from rmpkit.model.finding import Finding, Place
from rmpkit.store.written import Written


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, where it was written, and the clauses it weighs on."""

    finding: Finding
    """What was found."""

    place: Place
    """Where, with the file as an editor opens it from where the command was run."""

    clauses: tuple[str, ...] = ()
    """The clauses of each standard, as far as they may be printed: `ISO 44001 8.6`."""

    written: Written | None = None
    """The line that stands there, and how much of it is meant; nothing where it cannot be shown."""

    fixable: bool = False
    """Whether `rmp fix` can mend it safely."""
