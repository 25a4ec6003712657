"""The plans as one party may read them, as a repository of their own: records, not pages, and no history."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path, PurePosixPath
from string import Template

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, disclose
from rmpkit.model.finding import Finding
from rmpkit.model.organisation import Organisation
from rmpkit.operations.check import Loaded, load
from rmpkit.operations.haystack import Found
from rmpkit.operations.leaks import leaks_in_evidence
from rmpkit.operations.passing import Pass, passed_among, passes
from rmpkit.operations.publishing import ChangedError, LeakError, require_audience, require_fit
from rmpkit.operations.unfinished import unfinished
from rmpkit.store.emission import emit
from rmpkit.store.folder import ORGANISATION, RELATIONSHIPS, read_evidence, scan
from rmpkit.store.git import Commit, NoGitError, begin_repository
from rmpkit.store.placing import made_once
from rmpkit.store.reading import read_document
from rmpkit.store.spelling import organisation_as_written, plan_as_written

DATA = "rmp-data"
"""The data folder inside the new repository."""

NO_ADDRESS = "plans@invalid"
"""The author's address where the organisation takes no suggestions; nobody can own it."""

_COVER = {
    "README.md": "readme.md",
    "mkdocs.yml": "mkdocs.yml",
    "docs/guide/index.md": "guide.md",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
}
"""What comes with the plans: how to read, check and build them."""


class NotJointError(ValueError):
    """Plans are handed over to a party, and to nobody else."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A copy that was handed over."""

    audience: Audience
    folder: Path
    plans: int
    """How many relationships it holds."""

    repository: bool
    """Whether it is a repository; without git it is a folder of files."""

    unfinished: tuple[Finding, ...] = ()
    """Placeholders that it carries to the party."""

    passed: tuple[Pass, ...] = ()
    """Files in which internal texts were not looked for."""


def hand_over(loaded: Loaded, audience: Audience, target: Path, *, data: Path, today: date) -> HandedOver:
    """Write the plans as a party may read them into a folder of their own, with a repository of one commit.

    Args:
        loaded: the data folder, read.
        audience: the party; no other audience keeps plans.
        target: the folder, which must be empty or not exist.
        data: where the evidence files are.
        today: the day on which it is decided what the party may read; it dates the commit.

    Raises:
        NotJointError: the audience is no party.
        UnfitError: something cannot be read.
        NoSuchAudienceError: the party has no copy of any plan.
        LeakError: a file of evidence holds what the party may not read, and nobody has passed it as it is.
        ChangedError: the plans were changed meanwhile.
        TargetRefusedError: something is in the folder already.
        GitFailedError: git is there, and failed.
        OSError: the folder cannot be written.
    """
    if not audience.party:
        raise NotJointError(f"The {audience} copy is not handed over: its readers have these files already.")
    require_fit(loaded.portfolio)
    require_audience(loaded.portfolio, audience, today=today)
    edition = disclose(loaded.portfolio, audience, today=today)
    owner = edition.organisation
    assert owner is not None  # noqa: S101 - a folder without one is unfit
    with made_once(target, data, f"../{audience.party}-plans") as fresh:
        files = dict(_files(edition, owner, loaded, data=data, today=today))
        for name, content in files.items():
            file = fresh / PurePosixPath(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _read_again(fresh / DATA, edition, today)
        standing = passes(loaded.portfolio, edition, today=today)
        if leaks := leaks_in_evidence(files, loaded, edition, standing):
            raise LeakError(leaks)
        if scan(data) != loaded.folder:
            raise ChangedError
        repository = _begin(fresh, files, owner, audience, today)
    passed = passed_among((Found(name, raw) for name, raw in files.items()), standing)
    return HandedOver(audience, target, len(edition.plans), repository, unfinished(edition), passed)


def _read_again(written: Path, edition: Edition, today: date) -> None:
    """Read what was written, and see that it is the edition: not a record more, and not a word less.

    Raises:
        RuntimeError: it is something else; the fault is ours, and nothing leaves the house.
    """
    again = disclose(load(written).portfolio, edition.audience, today=today)
    if again.plans != edition.plans or again.evidence != edition.evidence:
        raise RuntimeError("what was written is not what the party may read")


def _begin(folder: Path, files: Mapping[str, bytes], owner: Organisation, audience: Audience, today: date) -> bool:
    message = f"The plans as {audience.party} may read them, {today}"
    try:
        begin_repository(folder, files, Commit(owner.name, owner.suggestions or NO_ADDRESS, today, message))
    except NoGitError:
        return False
    return True


def _files(
    edition: Edition, owner: Organisation, loaded: Loaded, *, data: Path, today: date
) -> Iterator[tuple[str, bytes]]:
    """Every file of the new repository, by its path."""
    party = edition.audience.party
    marked = owner.model_copy(update={"copy_for": party})
    yield f"{DATA}/{ORGANISATION}", emit(organisation_as_written(marked)).encode()
    chosen = frozenset(owner.catalogues) - load_library().catalogues.keys()
    for file, raw in loaded.folder.catalogues:
        yield from _catalogue(file, raw, chosen)
    for plan in edition.plans:
        base = f"{DATA}/{RELATIONSHIPS}/{plan.id}"
        for name, said in plan_as_written(plan).items():
            yield f"{base}/{name}", emit(said).encode()
        for each in edition.evidence[plan.id]:
            yield f"{base}/{each.name}", _evidence(data, plan.id, each.name)
    words = {
        "owner": _armoured(owner.name),
        "party": _armoured(_name(edition, party)),
        "slug": party,
        "day": str(today),
    }
    for name, template in _COVER.items():
        source = resources.files("rmpkit.operations") / "handed_over" / template
        yield name, Template(source.read_text(encoding="utf-8")).substitute(words).encode()


def _evidence(data: Path, plan: str, name: str) -> bytes:
    try:
        return read_evidence(data, plan, name)
    except OSError:
        raise ChangedError from None


def _catalogue(file: str, raw: bytes, chosen: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """A standard that the organisation wrote and works by, without its comments, which are nobody else's."""
    document, _ = read_document(raw, file=file, plan=None)
    if isinstance(document.data, Mapping) and document.data.get("id") in chosen:
        yield f"{DATA}/{file}", emit(document.data).encode()


def _name(edition: Edition, party: str) -> str:
    """The name a party goes by."""
    return next((plan.parties[party].name for plan in edition.plans if party in plan.parties), party)


def _armoured(text: str) -> str:
    """A name in a Markdown file, in which it can neither mark anything up nor become a link."""
    return re.sub(r"[^\w .,'-]|_|\.(?=\S)", lambda sign: f"&#{ord(sign[0])};", text)
