"""Parts of a plan that are kept in a repository of their own, and were not fetched with the rest.

An unfetched submodule leaves an empty folder behind. git keeps no empty folders otherwise, so one that stands where a
part belongs says that there is more than can be read here.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from rmpkit.model.finding import Finding, Place
from rmpkit.model.finding import Path as Spot
from rmpkit.model.record import Part
from rmpkit.store.kinds import PART_UNFETCHED
from rmpkit.store.schema import PLAN_SLOTS


def is_empty(folder: Path) -> bool:
    """Whether nothing at all is in a folder, not even what git keeps for itself."""
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def unfetched(plan: str, base: str, parts: Collection[Part]) -> Iterator[Finding]:
    """Says which parts were not fetched; nobody is told of the restricted one, which few people may fetch."""
    for part in parts:
        if part != Part.RESTRICTED:
            yield Finding(
                PART_UNFETCHED,
                plan,
                (part.name,),
                f"The folder {base}/{part}/ is there and empty: its repository has not been fetched.",
                f'Run "git submodule update --init {base}/{part}" in the data folder, or clone the repository of the '
                f"{part} part into it; remove the folder where there is no such repository.",
                part.name,
                Place(f"{base}/plan.yml", 1, 1),
            )


def lost_with(parts: Collection[Part]) -> Mapping[Spot, Part]:
    """What of a plan may stand in parts that were not fetched, so that nobody takes it to be missing."""
    most_open_last = sorted(parts, key=lambda part: -part.disclosure)
    return {(slot.key,): part for part in most_open_last for slot in PLAN_SLOTS.values() if slot.takes(part)}
