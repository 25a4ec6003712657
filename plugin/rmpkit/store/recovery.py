"""Reading on after an error: the record it stands in is left out, and the rest is still read."""

from dataclasses import dataclass, replace

from rmpkit.model.finding import Path
from rmpkit.store.conflicts import contested, merge_conflict
from rmpkit.store.diagnosis import directive
from rmpkit.store.document import Mark
from rmpkit.store.events import Loaded, load
from rmpkit.store.kinds import FILE_UNREADABLE
from rmpkit.store.regions import Region, region_of
from rmpkit.store.text import first_refused
from rmpkit.store.trouble import Trouble

MAX_CUTS = 10
"""How many records are left out before the file is given up."""

MAX_EFFORT = 4_000_000
"""How many characters are parsed for one file, all tries together."""

_NOTHING = Loaded(None, {})


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read of a text."""

    loaded: Loaded
    """What is left once the broken records are out; nothing at all where that was not enough."""

    troubles: tuple[Trouble, ...]
    """What is wrong with the records that were left out."""

    lost: frozenset[Path]
    """Which these are."""

    cut: str = ""
    """Their text."""


def recover(text: str) -> Recovered:
    """Read a text; leave out each record that cannot be read."""
    conflict = merge_conflict(text)
    return _without_slips(text) if conflict is None else _without_conflict(text, conflict)


def _without_conflict(text: str, conflict: Trouble) -> Recovered:
    """What a merge did not touch; that is all, or nothing: a second slip may come from the two versions."""
    lines = text.split("\n")
    regions = contested(lines) or ()
    cut = "".join(_blank(lines, region) for region in regions)
    _, loaded = _attempt("\n".join(lines))
    if not regions or (loaded.stop is not None and loaded.stop.kind is not FILE_UNREADABLE):
        return Recovered(_NOTHING, (conflict,), frozenset())
    lost = frozenset(region.path for region in regions) - {()}
    return Recovered(_whole(loaded), (replace(conflict, path=regions[0].path),), lost, cut)


def _without_slips(text: str) -> Recovered:
    lines = text.split("\n")
    troubles: list[Trouble] = []
    lost: set[Path] = set()
    reached, effort, cut_to, cut = (0, 0), 0, 0, ""
    while True:
        stage, loaded = _attempt("\n".join(lines))
        stop, effort = loaded.stop, effort + len(text)
        if stop is None or (troubles and stop.kind is FILE_UNREADABLE):  # nothing is left: all of it was lost
            return Recovered(_whole(loaded), tuple(troubles), frozenset(lost), cut)
        if (stage, loaded.stopped_at) <= reached:  # the cut did not help: nothing more can be trusted
            return Recovered(_NOTHING, tuple(troubles), frozenset())
        may_cut = stop.cuttable and len(troubles) < MAX_CUTS and effort < MAX_EFFORT
        region = region_of(lines, stop.line) if may_cut else None
        echo = stop.echo and region is not None and not "".join(lines[cut_to : region.first - 1]).strip()
        if not (echo and troubles):
            troubles.append(replace(stop, path=region.path if region else ()))
        if region is None:
            return Recovered(_NOTHING, tuple(troubles), frozenset())
        lost |= {region.path} - {()}
        cut_to, reached = region.last, (stage, min(loaded.stopped_at, region.last))
        cut += _blank(lines, region)


def _blank(lines: list[str], region: Region) -> str:
    """Take the lines of an entry out, and give them; the others keep their numbers."""
    taken = lines[region.first - 1 : region.last]
    lines[region.first - 1 : region.last] = [""] * len(taken)
    return "".join(f"{line.rstrip()}\n" for line in taken)


def _attempt(text: str) -> tuple[int, Loaded]:
    """One try: characters first, so that they are not taken for slips of syntax."""
    stop = first_refused(text) or directive(text)
    if stop is not None:
        return 1, Loaded(None, {}, stop=stop, stopped_at=stop.line)
    return 2, load(text)


def _whole(loaded: Loaded) -> Loaded:
    return loaded if loaded.stop is None else Loaded({}, {(): Mark(None, (1, 1))})
