"""The data folder as it stood after each commit, held in memory: plans by their files, files by what git calls them.

Nothing is laid out on a disk, and nothing is said of what is wrong with a file: that was for the day it was written.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rmpkit.model.misfit import Misfit
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.record import Part
from rmpkit.model.scalars import read_slug
from rmpkit.store import evidence
from rmpkit.store.chronicle import Step
from rmpkit.store.evidence import EVIDENCE
from rmpkit.store.folder import CATALOGUES, ORGANISATION, RELATIONSHIPS, Folder, Source
from rmpkit.store.past import REPOSITORY
from rmpkit.store.sides import plan_of


@dataclass(frozen=True, slots=True)
class Held:
    """One file as a commit left it."""

    blob: str
    mode: str
    content: bytes = field(repr=False)
    """What it holds, where it is part of the plans; empty for evidence."""


Files = Mapping[str, Held]
"""Files by their names below the data folder."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The organisation and some plans as they stood at one time."""

    ours: Files = field(default_factory=dict)
    """The files of the organisation, with the standards it keeps."""

    plans: Mapping[str, Files] = field(default_factory=dict)
    """The files of each plan."""

    @property
    def key(self) -> str:
        """What tells it from every other: the names of its files, and those git has for their contents."""
        files = {**self.ours, **{name: held for each in self.plans.values() for name, held in each.items()}}
        lines = "".join(f"{name}\0{held.mode}\0{held.blob}\0" for name, held in sorted(files.items()))
        return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()

    def only(self, plans: Collection[str]) -> "Snapshot":
        """The same with no plans but these."""
        return replace(self, plans={name: files for name, files in self.plans.items() if name in plans})

    def after(self, step: Step, contents: Mapping[str, bytes]) -> "Snapshot":
        """What stands there after a commit."""
        ours = {} if step.moved else dict(self.ours)
        plans = {} if step.moved else dict(self.plans)
        touched: dict[str, dict[str, Held]] = {}
        for version in step.versions:
            plan = plan_of(version.file)
            files = ours if plan is None else touched.setdefault(plan, dict(plans.get(plan, {})))
            files.pop(version.file, None)
            if version.blob:
                files[version.file] = Held(version.blob, version.mode, contents.get(version.file, b""))
        plans |= touched
        return Snapshot(ours, {name: files for name, files in plans.items() if files})

    def elsewhere(self, plan: str) -> tuple[Part, ...]:
        """The parts of a plan that are repositories of their own, of which only the place is known here."""
        apart = (name.split("/")[2] for name, held in self.plans.get(plan, {}).items() if held.mode == REPOSITORY)
        return tuple(part for name in apart if (part := Part.named(name)))

    @property
    def folder(self) -> Folder:
        """Its files, to be read as those of a data folder."""
        found = [(plan, tuple(_sources(plan, files))) for plan, files in sorted(self.plans.items()) if _is_slug(plan)]
        ours = tuple(Source(name, None, None, held.content) for name, held in self.ours.items() if name == ORGANISATION)
        return Folder(
            sources=(*ours, *(source for _, sources in found for source in sources)),
            catalogues=tuple(
                (name, held.content)
                for name, held in sorted(self.ours.items())
                if name.startswith(f"{CATALOGUES}/") and name.endswith(".yml")
            ),
            evidence={plan: tuple(_evidence(plan, self.plans[plan])) for plan, _ in found},
            plans=tuple(plan for plan, sources in found if sources),
            findings=(),
        )


def _sources(plan: str, files: Files) -> Iterator[Source]:
    """The files of a plan that are read, as they would be in a folder."""
    inside = f"{RELATIONSHIPS}/{plan}/"
    folder = any(name.startswith(inside) and name.endswith(".yml") for name in files)
    for name, held in sorted(files.items()):
        if held.mode == REPOSITORY or not name.endswith(".yml"):
            continue
        if not name.startswith(inside):
            if not folder:
                yield Source(name, plan, Part.INTERNAL, held.content, alone=True)
            continue
        above, *below = name.removeprefix(inside).split("/")
        part = Part.named(above if below else above.removesuffix(".yml"))
        if part is not None and len(below) < 2 and not (below and part == Part.PLAN):  # noqa: PLR2004 - joint/risks.yml
            yield Source(name, plan, part, held.content)


def _evidence(plan: str, files: Files) -> Iterator[EvidenceFile]:
    inside = f"{RELATIONSHIPS}/{plan}/"
    for name in sorted(files):
        if name.startswith(f"{inside}{EVIDENCE}/"):
            yield EvidenceFile(name.removeprefix(inside), 0)


def held_in(plans: Mapping[str, Files]) -> evidence.Held:
    """What the evidence files of plans hold, by plan and name: as git names contents."""
    return {
        (plan, name.removeprefix(f"{RELATIONSHIPS}/{plan}/")): held.blob
        for plan, files in plans.items()
        for name, held in files.items()
        if name.startswith(f"{RELATIONSHIPS}/{plan}/{EVIDENCE}/")
    }


def apart(data: Path, plan: str) -> tuple[Part, ...]:
    """The parts of a plan that lie in a data folder as repositories of their own, known to the one around or not."""
    folder = data / RELATIONSHIPS / plan
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(part for each in inside if (each / ".git").exists() and (part := Part.named(each.name)))


def _is_slug(name: str) -> bool:
    try:
        return read_slug(name) == name
    except Misfit:
        return False
