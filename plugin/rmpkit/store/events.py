"""The strict loader: one pass over the parser's events, without recursion, to data and positions.

Where the parser gives up, or where something stands that plans do without, the pass stops: what follows
cannot be trusted before the record around it is left out, which is the business of `recovery`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from rmpkit.model.finding import Path
from rmpkit.store.building import Building
from rmpkit.store.complaint import Complaint
from rmpkit.store.diagnosis import diagnose
from rmpkit.store.document import Data, Mark
from rmpkit.store.trouble import Trouble

QUICK: bool = yaml.__with_libyaml__
"""Whether libyaml is there."""

PARSER: Any = yaml.CSafeLoader if QUICK else yaml.SafeLoader
"""Only its events are used. Without libyaml the same texts are read, more slowly."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one pass gave."""

    data: Data
    """What was read; to be trusted only where nothing stopped the pass."""

    marks: Mapping[Path, Mark]
    """Positions by path."""

    troubles: tuple[Trouble, ...] = ()
    """What did not stop the pass: keys given twice, text that YAML cut."""

    stop: Trouble | None = None
    """What stopped the pass."""

    stopped_at: int = 0
    """The line at which the parser stood when it stopped: the line of the slip, or one below it."""


def load(text: str, *, parser: Any = PARSER) -> Loaded:  # noqa: ANN401 - the two parsers share no type
    """Read a text that holds no refused character."""
    building = Building(text)
    stop: Trouble | None = None
    try:
        events = parser(text)
        while stop is None and not building.finished:
            stop = building.take(events.get_event())
    except (yaml.YAMLError, ValueError) as error:  # ValueError: the Python parser, of "\U00110000"
        complaint = _complaint(error, building.line)
        return _loaded(building, diagnose(text, complaint), complaint.line)
    return _loaded(building, stop, building.line)


def _loaded(building: Building, stop: Trouble | None, line: int) -> Loaded:
    return Loaded(building.root, building.marks, building.troubles(), stop, line)


def _complaint(error: Exception, line: int) -> Complaint:
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    return Complaint(
        line=mark.line + 1 if mark else line,
        column=mark.column + 1 if mark else 1,
        problem=str(getattr(error, "problem", error)),
        began=(began.line + 1, began.column + 1) if began else None,
    )
