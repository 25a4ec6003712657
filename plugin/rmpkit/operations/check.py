"""Read a data folder, judge it on a day, and say what was found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.library import Library, load_library
from rmpkit.changes.ranking import RANKING
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, disclose
from rmpkit.model.finding import Finding, Place, Severity
from rmpkit.model.portfolio import Portfolio
from rmpkit.operations.multitude import gathered
from rmpkit.operations.seals import resealed
from rmpkit.report.located import Located
from rmpkit.rules.gaps import EVIDENCE_MISSING
from rmpkit.rules.judgement import Judged, judge
from rmpkit.rules.registry import RULES
from rmpkit.store.folder import Folder, only, scan
from rmpkit.store.past import Past, scan_past
from rmpkit.store.portfolio import read_folder
from rmpkit.store.written import lines_of, written

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many; each plan is read in one step and judged in another."""


def in_silence(done: int, of: int) -> None:
    """Tell nobody how far it is."""
    del done, of


class Judge(Protocol):
    """A way of judging an edition."""

    def __call__(
        self, edition: Edition, *, catalogue: Catalogue, today: date, each: Callable[[], None] = ...
    ) -> Judged:
        """An edition, judged."""


class UnknownCatalogueError(LookupError):
    """A catalogue was asked for that is not in the library."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f'There is no catalogue "{name}". There are {", ".join(known)}.')


@dataclass(frozen=True, slots=True)
class Checked:
    """A data folder, read and judged."""

    root: str
    """The folder as it was named, for messages that an editor can follow."""

    judged: Judged
    """The edition with everything found about it."""

    library: Library
    """Every catalogue there is."""

    raw: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The files as they were read, by name, so that a finding can show its line."""

    loaded: "Loaded | None" = field(default=None, repr=False)
    """The data folder as it was read; nothing in a copy for others."""

    fixable: frozenset[tuple[str, Place]] = frozenset()
    """What `rmp fix` can mend safely, by code and place below the data folder; nothing until that was tried."""

    @property
    def located(self) -> tuple[Located, ...]:
        """Every finding with its place, in the order of files."""
        lines: dict[str, tuple[str, ...]] = {}
        found = (self._locate(finding, lines) for finding in self.judged.findings)
        return tuple(sorted(found, key=lambda item: (item.place, item.finding.kind.code, item.finding.reference)))

    def locate(self, finding: Finding) -> Located:
        """A finding with its place; also one that a muted rule holds back."""
        return self._locate(finding, {})

    def _locate(self, finding: Finding, lines: dict[str, tuple[str, ...]]) -> Located:
        place = (
            finding.place or self.judged.edition.place(finding.plan, finding.path) or Place("organisation.yml", 1, 1)
        )
        if place.file not in lines:
            lines[place.file] = lines_of(self.raw[place.file]) if place.file in self.raw else ()
        shown = replace(place, file=f"{self.root}/{place.file}")
        fixable = (finding.kind.code, place) in self.fixable
        return Located(finding, shown, tuple(self._clauses(finding)), written(lines[place.file], place), fixable)

    def _clauses(self, finding: Finding) -> Iterator[str]:
        first = self.judged.catalogue
        for catalogue in (first, *(each for each in self.library if each.id != first.id)):
            requirement = catalogue.requirements.get(finding.requirement or "")
            if requirement is not None:
                yield requirement.printed


@dataclass(frozen=True, slots=True)
class Loaded:
    """A data folder, read and not yet looked at by anybody."""

    root: str
    """The folder as it was named."""

    portfolio: Portfolio
    """Everything that was read: what is restricted too."""

    library: Library
    """Every catalogue there is."""

    folder: Folder
    """The files as they were read, to tell whether they have changed since."""

    revision: str = ""
    """The commit at which they stood so; empty where they were read as they lie there now."""


def load(root: Path, *, plans: frozenset[str] | None = None, progress: Progress = in_silence) -> Loaded:
    """Read a data folder.

    Args:
        root: the data folder.
        plans: the plans to read; all of them where none are named.
        progress: told how far it is.

    Raises:
        OSError: the folder cannot be listed.
    """
    folder = scan(root)
    name = root.as_posix().rstrip("/")
    return _loaded(name, folder if plans is None else only(folder, plans), progress, root, "HEAD")


def load_past(past: Past, data: Path, *, progress: Progress = in_silence) -> Loaded:
    """Read a data folder as it stood at a revision; its files are named as git names them, commit and path.

    Args:
        past: where it is laid out.
        data: the data folder as it was named.
        progress: told how far it is.
    """
    name = f"{past.revision}:{data.as_posix().rstrip('/')}"
    return replace(_loaded(name, scan_past(past), progress, data, past.revision), revision=past.revision)


def _loaded(root: str, folder: Folder, progress: Progress, data: Path, revision: str) -> Loaded:
    library = load_library(folder.catalogues)
    known = vocabulary(library)
    portfolio = read_folder(folder, vocabulary=known, each=_counting(progress, 0, len(folder.plans)))
    portfolio = resealed(portfolio, data, revision, read=partial(read_folder, vocabulary=known))
    read = (*portfolio.findings, *library.findings)
    told = gathered(read, lambda finding: finding.place or portfolio.places.of(finding.plan, finding.path))
    portfolio = replace(portfolio, findings=told)
    return Loaded(root, portfolio, library, folder)


def _counting(progress: Progress, before: int, plans: int) -> Callable[[], None]:
    """Tells that one more plan is done, of all that are read and then judged."""
    done = count(before + 1)
    return lambda: progress(next(done), 2 * plans)


def look(
    loaded: Loaded,
    audience: Audience,
    *,
    today: date,
    catalogue: str | None = None,
    progress: Progress = in_silence,
    by: Judge = judge,
) -> Checked:
    """Judge what an audience may see of a data folder, and nothing else.

    Args:
        loaded: the data folder.
        audience: who is to see it.
        today: the day on which everything is judged.
        catalogue: the standard to judge by; the organisation's first where none is named.
        progress: told how far it is.
        by: how it is judged: as a whole, or plan by plan.

    Raises:
        UnknownCatalogueError: there is no such catalogue.
    """
    edition = disclose(loaded.portfolio, audience, today=today)
    library = loaded.library if audience.own else _for_others(loaded.library, edition)
    plans = len(loaded.folder.plans)
    each = _counting(progress, plans, plans)
    judged = by(edition, catalogue=_chosen(edition, library, catalogue), today=today, each=each)
    judged = replace(judged, revision=loaded.revision)
    raw = _raw(loaded.folder) if audience.own else {}
    return Checked(loaded.root, judged, library, raw, loaded if audience.own else None)


def _raw(folder: Folder) -> Mapping[str, bytes]:
    return {**{source.file: source.raw for source in folder.sources}, **dict(folder.catalogues)}


def _for_others(library: Library, edition: Edition) -> Library:
    """The standards that others read: ours in our words, and those that the organisation works by and wrote itself.

    What it laid over ours may be a licensed text, and what it does not work by is its own affair.
    """
    ours = load_library()
    chosen = edition.organisation.catalogues if edition.organisation else ()
    added = {name: each for name in chosen if name not in ours.catalogues and (each := library.get(name))}
    return Library({**ours.catalogues, **added})


def check(root: Path, *, today: date, catalogue: str | None = None) -> Checked:
    """Read and judge a data folder for those who may see its internal part.

    Args:
        root: the data folder.
        today: the day on which everything is judged.
        catalogue: the standard to judge by; the organisation's first where none is named.

    Raises:
        OSError: the folder cannot be listed.
        UnknownCatalogueError: there is no such catalogue.
    """
    return look(load(root), Audience.INTERNAL, today=today, catalogue=catalogue)


def vocabulary(library: Library) -> dict[str, frozenset[str]]:
    """What plans may name that is not in their folder: requirements, rules, catalogues, lines of the ranking."""
    return {
        "requirements": library.requirement_ids,
        "rules": frozenset(rule.kind.name for rule in RULES) | {EVIDENCE_MISSING.name},
        "ranking-lines": frozenset(line.name for line in RANKING if not line.fixed),
        "catalogues": frozenset(each.id for each in library) | library.broken,
    }


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The most serious severity among findings."""
    present = {finding.kind.severity for finding in findings}
    return next((severity for severity in Severity if severity in present), None)


def _chosen(edition: Edition, library: Library, named: str | None) -> Catalogue:
    if named is not None:
        found = library.get(named)
        if found is None:
            raise UnknownCatalogueError(named, tuple(each.id for each in library))
        return found
    wanted = edition.organisation.catalogues if edition.organisation else ()
    known = (found for name in (*wanted, "iso44001") if (found := library.get(name)))
    return next(known)
