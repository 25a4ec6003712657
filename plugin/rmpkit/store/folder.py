"""The data folder: which files there are, which plan and part each belongs to, and nothing that leads outside."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rmpkit.model.finding import Finding, Place
from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.record import Part
from rmpkit.model.scalars import read_slug
from rmpkit.model.showing import show
from rmpkit.store.evidence import EVIDENCE, carried, evidence_of
from rmpkit.store.filenames import LONGEST, unseen
from rmpkit.store.kinds import FILE_UNREADABLE, GIVEN_TWICE, PLACE_WRONG
from rmpkit.store.opening import opened
from rmpkit.store.text import MAX_BYTES

ORGANISATION = "organisation.yml"
RELATIONSHIPS = "relationships"
CATALOGUES = "catalogues"


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file of the portfolio, not yet read."""

    file: str
    """Relative to the data folder, with forward slashes."""

    plan: str | None
    """The plan it belongs to; `None` for the organisation."""

    part: Part | None
    """Its part of the plan; `None` for the organisation and for a catalogue."""

    raw: bytes
    """What it holds."""

    alone: bool = False
    """Whether it is the whole plan."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What the data folder holds."""

    sources: tuple[Source, ...]
    catalogues: tuple[tuple[str, bytes], ...]
    evidence: dict[str, tuple[EvidenceFile, ...]]
    plans: tuple[str, ...]
    findings: tuple[Finding, ...]


def scan(root: Path) -> Folder:
    """List and read every file of the data folder that belongs to the portfolio.

    Raises:
        OSError: the folder itself cannot be listed.
    """
    walk = _Scan(root)
    walk.top()
    return Folder(
        tuple(walk.sources),
        tuple(walk.catalogues),
        walk.evidence,
        tuple(sorted(walk.plans)),
        tuple(walk.findings),
    )


def read_evidence(root: Path, plan: str, name: str) -> bytes:
    """The bytes of an evidence file that `scan` listed.

    Raises:
        OSError: it is gone, or has become something else than what was listed.
    """
    return carried(root, f"{RELATIONSHIPS}/{plan}", name)


class _Scan:
    """One walk over the data folder; it collects while it goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: list[Source] = []
        self.catalogues: list[tuple[str, bytes]] = []
        self.evidence: dict[str, tuple[EvidenceFile, ...]] = {}
        self.plans: list[str] = []
        self.findings: list[Finding] = []

    def top(self) -> None:
        for entry in self._listed(""):
            if entry.name == ORGANISATION:
                self._take(entry.name, None, None)
            elif entry.name == CATALOGUES and entry.is_dir(follow_symlinks=False):
                for file in self._listed(CATALOGUES):
                    if (
                        file.name.endswith(".yml")
                        and (raw := self._read(f"{CATALOGUES}/{file.name}", None)) is not None
                    ):
                        self.catalogues.append((f"{CATALOGUES}/{file.name}", raw))
            elif entry.name == RELATIONSHIPS and entry.is_dir(follow_symlinks=False):
                self._relationships()
            elif _is_yaml(entry.name):
                self._stray(entry.name, None, (ORGANISATION,))
            elif nearest(entry.name, (RELATIONSHIPS, CATALOGUES)):
                self._stray(entry.name, None, (RELATIONSHIPS, CATALOGUES))

    def _relationships(self) -> None:
        entries = list(self._listed(RELATIONSHIPS))
        folders = {e.name for e in entries if e.is_dir(follow_symlinks=False) and self._holds_yaml(Path(e.path))}
        for entry in entries:
            file = f"{RELATIONSHIPS}/{entry.name}"
            if entry.is_symlink():
                self._link(file)
            elif entry.name in folders:
                if self._named(entry.name, file):
                    self._plan_folder(entry.name)
            elif _is_yaml(entry.name):
                self._plan_file(entry.name, file, folders)

    def _plan_file(self, name: str, file: str, folders: set[str]) -> None:
        stem = name.rpartition(".")[0]
        if not name.endswith(".yml"):
            self._stray(file, None, (f"{stem}.yml",))
        elif stem in folders:
            self.findings.append(
                Finding(
                    GIVEN_TWICE,
                    stem,
                    ("plan",),
                    f'The plan "{stem}" is written twice: in {file} and in the folder {RELATIONSHIPS}/{stem}/.',
                    "Move what the file holds into the folder, and remove the file.",
                    place=Place(file, 1, 1),
                )
            )
        elif self._named(stem, file):
            self.plans.append(stem)
            self._take(file, stem, Part.INTERNAL, alone=True)

    def _plan_folder(self, plan: str) -> None:
        self.plans.append(plan)
        base = f"{RELATIONSHIPS}/{plan}"
        wanted = [part.name for part in Part.EVERY]
        found = False
        for entry in self._listed(base, plan):
            file = f"{base}/{entry.name}"
            stem = entry.name.removesuffix(".yml")
            if entry.is_symlink():
                self._link(file, plan)
            elif entry.is_dir(follow_symlinks=False):
                self._plan_subfolder(plan, file, entry.name)
            elif entry.name.endswith(".yml") and (part := Part.named(stem)):
                found = found or part == Part.PLAN
                self._take(file, plan, part)
            elif _is_yaml(entry.name):
                self._stray(file, plan, tuple(f"{part}.yml" for part in wanted))
        if not found and not self._nearly_found(base):
            self.findings.append(
                Finding(
                    FILE_UNREADABLE,
                    plan,
                    ("plan.yml",),
                    f"The folder {base}/ has no plan.yml.",
                    "Add plan.yml with title, type, state and parties.",
                    place=Place(f"{base}/plan.yml", 1, 1),
                )
            )

    def _nearly_found(self, base: str) -> bool:
        """Whether the plan's first file is there under a name that is not read, which has been said."""
        return any(nearest(entry.name, ("plan.yml",)) for entry in _entries(self.root / base))

    def _plan_subfolder(self, plan: str, file: str, name: str) -> None:
        if name == EVIDENCE:
            found = tuple(evidence_of(self.root, plan, f"{RELATIONSHIPS}/{plan}"))
            self.evidence[plan] = tuple(each for each in found if isinstance(each, EvidenceFile))
            self.findings.extend(each for each in found if isinstance(each, Finding))
            return
        part = Part.named(name)
        if part is None or part == Part.PLAN:
            if self._holds_yaml(self.root / file):
                self._stray(file, plan, (Part.JOINT.name, Part.INTERNAL.name, EVIDENCE))
            return
        for entry in self._listed(file, plan):
            inner = f"{file}/{entry.name}"
            if entry.is_symlink():
                self._link(inner, plan)
            elif entry.is_dir(follow_symlinks=False) and self._holds_yaml(Path(entry.path)):
                self._stray(inner, plan, (f"{name}/",))
            elif entry.name.endswith(".yml"):
                self._take(inner, plan, part)
            elif _is_yaml(entry.name):
                self._stray(inner, plan, (f"{entry.name.rpartition('.')[0]}.yml",))

    def _listed(self, folder: str, plan: str | None = None) -> Iterator[os.DirEntry[str]]:
        """What a folder holds, but for what is hidden and for names that nobody could read or trust."""
        for entry in _entries(self.root / folder):
            unfit = unseen(entry.name)
            if unfit is None:
                yield entry
            elif _is_yaml(entry.name) or entry.is_dir(follow_symlinks=False):
                file = f"{folder}/{show(entry.name, LONGEST)}".lstrip("/")
                message = f"{show(entry.name)} is not read: it {unfit.happened}."
                place = Place(file, 1, 1)
                self.findings.append(Finding(PLACE_WRONG, plan, ("file", file), message, unfit.mend, place=place))

    def _take(self, file: str, plan: str | None, part: Part | None, *, alone: bool = False) -> None:
        raw = self._read(file, plan)
        if raw is not None:
            self.sources.append(Source(file, plan, part, raw, alone))

    def _read(self, file: str, plan: str | None) -> bytes | None:
        try:
            with opened(self.root, file) as stream:
                return stream.read(MAX_BYTES + 1)
        except OSError as error:
            self.findings.append(
                Finding(
                    FILE_UNREADABLE,
                    plan,
                    ("file", file),
                    f"The file cannot be opened: {(error.strerror or 'no reason given').lower()}.",
                    "Check that it is an ordinary file, not a link, and that it may be read.",
                    place=Place(file, 1, 1),
                )
            )
            return None

    def _named(self, name: str, file: str) -> bool:
        try:
            if read_slug(name) == name:
                return True
            misfit = Misfit(f'"{show(name)}" begins or ends with a space.', "Remove the space.")
        except Misfit as found:
            misfit = found
        self.findings.append(
            Finding(
                PLACE_WRONG,
                None,
                ("relationships", name),
                f"The name of this plan: {misfit.happened}",
                f"Rename it. {misfit.mend}",
                place=Place(file, 1, 1),
            )
        )
        return False

    def _stray(self, file: str, plan: str | None, wanted: tuple[str, ...]) -> None:
        name = file.rpartition("/")[2]
        near = nearest(name, wanted) or (wanted[0] if len(wanted) == 1 else None)
        mend = (
            f"Rename it to {near}." if near else f"Move it into one of {', '.join(wanted)}, or out of the data folder."
        )
        self.findings.append(
            Finding(
                PLACE_WRONG,
                plan,
                ("file", file),
                f"{show(name)} is not read: it is not where a part of a plan stands.",
                mend,
                place=Place(file, 1, 1),
            )
        )

    def _link(self, file: str, plan: str | None = None) -> None:
        self.findings.append(
            Finding(
                PLACE_WRONG,
                plan,
                ("file", file),
                f"{show(file)} is a link to somewhere else, and is not followed.",
                "Put the file itself there.",
                place=Place(file, 1, 1),
            )
        )

    @staticmethod
    def _holds_yaml(folder: Path) -> bool:
        return any(_is_yaml(name) for _, _, names in os.walk(folder) for name in names)


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yml", ".yaml"))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
