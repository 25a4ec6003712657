"""The evidence files of a plan then and now: which came, went, hold something else or go by another name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from rmpkit.changes.change import Kind
from rmpkit.store.evidence import Held

UNKNOWN: tuple[Held, Held] = (MappingProxyType({}), MappingProxyType({}))
"""Where nobody looked into the files of either side: an edition knows their names alone."""


@dataclass(frozen=True, slots=True)
class FileMove:
    """What became of one evidence file."""

    kind: Kind
    before: str
    """Its name before; empty where there was none."""

    after: str
    """Its name now; empty where there is none."""

    held: tuple[str, str]
    """What it held and what it holds, by the names that git has for contents; empty where that is not known."""


def file_moves(
    then: Mapping[str, str], now: Mapping[str, str], pointed_at: tuple[AbstractSet[str], AbstractSet[str]]
) -> Iterator[FileMove]:
    """What became of the evidence files of one plan, in the order of their names.

    Args:
        then: what each file held before, by name.
        now: what each holds.
        pointed_at: the names of the files that are told of, before and now.
    """
    before, after = pointed_at
    names = _renamed(
        {name: then.get(name, "") for name in before - after}, {name: now.get(name, "") for name in after - before}
    )
    was = {new: old for old, new in names.items()}
    for name in sorted((before | after) - set(names)):
        old = was.get(name, name)
        held = (then.get(old, "") if old in before else "", now.get(name, "") if name in after else "")
        if old != name:
            yield FileMove(Kind.RENAMED, old, name, held)
        elif name not in after:
            yield FileMove(Kind.REMOVED, name, "", held)
        elif name not in before:
            yield FileMove(Kind.ADDED, "", name, held)
        elif all(held) and held[0] != held[1]:
            yield FileMove(Kind.CHANGED, name, name, held)


def _renamed(gone: Mapping[str, str], new: Mapping[str, str]) -> Mapping[str, str]:
    """Names that are gone, each with the new name under which the very same content lies there.

    Of several with one content, those that lie alike in the order of their own names belong together, whichever side
    is the earlier one.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for name in sorted(new, key=_by_own_name):
        places[new[name]].append(name)
    found: dict[str, str] = {}
    for name in sorted(gone, key=_by_own_name):
        if gone[name] and places[gone[name]]:
            found[name] = places[gone[name]].pop(0)
    return found


def _by_own_name(name: str) -> tuple[str, str]:
    return PurePosixPath(name).name, name
