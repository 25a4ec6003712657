"""The data folder: which files there are, which plan and part each belongs to, and nothing that leads outside."""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rmpkit.model.finding import Finding, Place
from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.record import Part
from rmpkit.model.scalars import read_slug
from rmpkit.model.showing import show
from rmpkit.store.evidence import EVIDENCE, carried, evidence_of
from rmpkit.store.kinds import FILE_UNREADABLE, GIVEN_TWICE, PLACE_WRONG
from rmpkit.store.names import alike, as_stored, misnamed, oddity, too_long, twins, unseen, well_named
from rmpkit.store.opening import opened
from rmpkit.store.text import MAX_BYTES
from rmpkit.store.unfetched import is_empty, unfetched

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
    unfetched: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """By plan, parts of which there is an empty folder and nothing else."""


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
        walk.unfetched,
    )


def only(folder: Folder, plans: Collection[str]) -> Folder:
    """The folder with no plans but these: what is said of the organisation stays."""
    return replace(
        folder,
        sources=tuple(source for source in folder.sources if source.plan is None or source.plan in plans),
        evidence={plan: files for plan, files in folder.evidence.items() if plan in plans},
        plans=tuple(plan for plan in folder.plans if plan in plans),
        findings=tuple(finding for finding in folder.findings if finding.plan is None or finding.plan in plans),
        unfetched={plan: parts for plan, parts in folder.unfetched.items() if plan in plans},
    )


def read_evidence(root: Path, plan: str, name: str) -> bytes:
    """The bytes of an evidence file that `scan` listed.

    Raises:
        OSError: it is gone, or has become something else than what was listed.
    """
    stored = as_stored(root / RELATIONSHIPS / plan, name).relative_to(root / RELATIONSHIPS / plan)
    return carried(root, f"{RELATIONSHIPS}/{plan}", stored.as_posix())


class _Scan:
    """One walk over the data folder; it collects while it goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: list[Source] = []
        self.catalogues: list[tuple[str, bytes]] = []
        self.evidence: dict[str, tuple[EvidenceFile, ...]] = {}
        self.plans: list[str] = []
        self.findings: list[Finding] = []
        self.unfetched: dict[str, tuple[Part, ...]] = {}
        self.closed: set[str] = set()

    def top(self) -> None:
        entries = _entries(self.root)
        doubles = _doubles(entries)
        for entry in entries:
            if entry.name in doubles and _is_known_alike(entry.name):
                self._double(entry.name, None, doubles[entry.name])
            elif entry.name == ORGANISATION:
                self._take(entry.name, None, None)
            elif entry.name == CATALOGUES and entry.is_dir(follow_symlinks=False):
                for file in self._list(CATALOGUES, None):
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
        entries = self._list(RELATIONSHIPS, None)
        doubles = _doubles(entries)
        folders = {e.name for e in entries if e.is_dir(follow_symlinks=False) and self._holds_yaml(Path(e.path))}
        for entry in entries:
            file = f"{RELATIONSHIPS}/{entry.name}"
            if entry.is_symlink():
                self._link(file)
            elif entry.name in doubles and (entry.name in folders or _is_yaml(entry.name)):
                self._double(file, None, doubles[entry.name])
            elif entry.name in doubles.values() and not _is_slug(entry.name.removesuffix(".yml")):
                continue  # which has been said of its double
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
        entries = self._list(base, plan)
        doubles = _doubles(entries)
        for entry in entries:
            file = f"{base}/{entry.name}"
            stem = entry.name.removesuffix(".yml")
            if entry.is_symlink():
                self._link(file, plan)
            elif entry.name in doubles:
                self._double(file, plan, doubles[entry.name])
            elif entry.is_dir(follow_symlinks=False):
                self._plan_subfolder(plan, file, entry.name)
            elif entry.name.endswith(".yml") and (part := Part.named(stem)):
                found = found or part == Part.PLAN
                self._take(file, plan, part)
            elif _is_yaml(entry.name):
                self._stray(file, plan, tuple(f"{part}.yml" for part in wanted))
        self.findings.extend(unfetched(plan, base, self.unfetched.get(plan, ())))
        nearly = any(nearest(entry.name, ("plan.yml",)) for entry in entries)  # under a name not read, which was said
        if not found and not nearly and base not in self.closed:
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

    def _plan_subfolder(self, plan: str, file: str, name: str) -> None:
        if name == EVIDENCE:
            self._evidence(plan, file)
            return
        if name.casefold() == EVIDENCE:
            self._stray(file, plan, (EVIDENCE,))
            return
        part = Part.named(name)
        if part is None or part == Part.PLAN:
            if self._holds_yaml(self.root / file):
                self._stray(file, plan, (Part.JOINT.name, Part.INTERNAL.name, EVIDENCE))
            return
        self._part_folder(plan, file, part)

    def _part_folder(self, plan: str, folder: str, part: Part) -> None:
        """The files of a part that is spread over a folder, or kept in a repository of its own."""
        entries = self._list(folder, plan)
        doubles = _doubles(entries)
        here = self.root / folder
        if not entries and folder not in self.closed and is_empty(here) and not here.with_suffix(".yml").exists():
            self.unfetched[plan] = (*self.unfetched.get(plan, ()), part)
        for entry in entries:
            inner = f"{folder}/{entry.name}"
            if entry.is_symlink():
                self._link(inner, plan)
            elif entry.is_dir(follow_symlinks=False) and self._holds_yaml(Path(entry.path)):
                self._stray(inner, plan, (f"{part}/",))
            elif entry.name.endswith(".yml"):
                odd = twins(entry.name, doubles.get(entry.name)) or oddity(entry.name) or too_long(inner)
                self.findings.extend(misnamed(inner, plan, odd))
                self._take(inner, plan, part)  # all the same: what it holds is not to blame
            elif _is_yaml(entry.name):
                self._stray(inner, plan, (f"{entry.name.rpartition('.')[0]}.yml",))

    def _evidence(self, plan: str, folder: str) -> None:
        base = f"{RELATIONSHIPS}/{plan}"
        try:
            found = tuple(evidence_of(self.root, plan, base))
        except OSError as error:
            self._closed(folder, plan, error)
            found = ()
        files = (each for each in found if isinstance(each, EvidenceFile))
        self.evidence[plan], odd = well_named(plan, files, base)
        self.findings.extend((*(each for each in found if isinstance(each, Finding)), *odd))

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

    def _list(self, folder: str, plan: str | None) -> list[os.DirEntry[str]]:
        """What a folder holds; nothing, with a finding, where it cannot be opened."""
        try:
            entries = _entries(self.root / folder)
        except OSError as error:
            self._closed(folder, plan, error)
            return []
        for entry in entries:
            if _is_yaml(entry.name) or entry.is_dir(follow_symlinks=False):
                self.findings.extend(misnamed(f"{folder}/{entry.name}", plan, unseen(entry.name)))
        return [entry for entry in entries if unseen(entry.name) is None]

    def _closed(self, folder: str, plan: str | None, error: OSError) -> None:
        self.closed.add(folder)
        self.findings.append(
            Finding(
                FILE_UNREADABLE,
                plan,
                ("file", folder),
                f"The folder cannot be opened: {(error.strerror or 'no reason given').lower()}.",
                "Check that it may be read, with everything in it.",
                place=Place(folder, 1, 1),
            )
        )

    def _double(self, file: str, plan: str | None, other: str) -> None:
        self.findings.extend(misnamed(file, plan, twins(file.rpartition("/")[2], other)))

    def _named(self, name: str, file: str) -> bool:
        try:
            if read_slug(name) == name:
                odd = oddity(name)
                self.findings.extend(misnamed(file, None, odd))
                return odd is None
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
        """Whether there is a file of a plan in a folder, or might be, because it cannot be opened."""
        unopened: list[OSError] = []
        for _, folders, names in os.walk(folder, onerror=unopened.append):
            folders[:] = [name for name in folders if not name.startswith(".")]  # a branch may be called fix.yml
            if any(_is_yaml(name) for name in names):
                return True
        return bool(unopened)


def _is_slug(name: str) -> bool:
    try:
        read_slug(name)
    except Misfit:
        return False
    return True


def _is_known_alike(name: str) -> bool:
    return name.casefold() in {ORGANISATION, RELATIONSHIPS, CATALOGUES}


def _doubles(entries: Iterable[os.DirEntry[str]]) -> Mapping[str, str]:
    return alike(entry.name for entry in entries)


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yml", ".yaml"))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
