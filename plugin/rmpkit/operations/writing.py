"""The page tree on disk, for engines that run no plugin."""

import json
import os
import posixpath
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

from rmpkit import __version__
from rmpkit.operations.check import Checked
from rmpkit.operations.pages import ASSETS_FOLDER, assets, pages
from rmpkit.render.markdown import source
from rmpkit.render.page import Page
from rmpkit.store.folder import RELATIONSHIPS, read_evidence
from rmpkit.views.addresses import evidence_file, relative

MARKER = ".rmp-pages"
"""The file by which a folder is known as one that this module wrote; it lists what else was written."""

WRITTEN = f"{ASSETS_FOLDER}/pages.json"
"""The file of a site that tells which day its written pages speak of."""

_MARKDOWN = ".md"
_AS_TEXT = ".txt"
"""What is put behind the name of Markdown evidence: an engine would run it as a page of the site."""


class TargetRefusedError(Exception):
    """The pages would overwrite, or be written among, what somebody else put there."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    pages: int
    """How many pages."""

    gone: tuple[str, ...]
    """Evidence files that could no longer be read."""


def write_pages(target: Path, checked: Checked, *, data: Path) -> Written:
    """Write the page tree of a data folder: all of it, or nothing.

    Args:
        target: the folder to write; made anew each time.
        checked: the data folder, read and judged.
        data: where the evidence files are.

    Raises:
        TargetRefusedError: the folder holds something that was not written here, or would hold the plans.
        OSError: it cannot be written.
    """
    _refuse(target, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        written = _fill(fresh, checked, data)
        fresh.chmod(0o777 & ~_umask())
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return written


def _refuse(target: Path, data: Path) -> None:
    ours, theirs = target.resolve(), data.resolve()
    if ours.is_relative_to(theirs) or theirs.is_relative_to(ours):
        raise TargetRefusedError(
            f"The pages would be written among the plans in {data}. Name a folder beside them, such as docs/plans."
        )
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise TargetRefusedError(f"{target} is not a folder. Name a folder of its own, such as docs/plans.")
    inside = next((parent for parent in ours.parents if (parent / MARKER).is_file()), None)
    if inside is not None:
        raise TargetRefusedError(
            f"{target} lies among pages that rmp pages wrote to {inside}. Name a folder beside it."
        )
    if not target.exists():
        return
    found = {
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_symlink() or not path.is_dir()
    }
    if found and MARKER not in found:
        raise TargetRefusedError(
            f"{target} holds files that rmp pages did not write. Name a folder that is empty or does not exist."
        )
    marker = target / MARKER
    known = set(marker.read_text(encoding="utf-8").splitlines()) if found else set()
    strangers = sorted(found - known - {MARKER})
    if strangers:
        raise TargetRefusedError(
            f"{target} holds {strangers[0]}, which rmp pages did not write and would remove. Move it elsewhere."
        )


def _fill(folder: Path, checked: Checked, data: Path) -> Written:
    ready = pages(checked.judged, library=checked.library)
    gone: list[str] = []
    names = []
    for name, content in _files(ready, checked, data, gone):
        file = folder / PurePosixPath(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        names.append(name)
    (folder / MARKER).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    return Written(len(ready), tuple(gone))


def _files(ready: Iterable[Page], checked: Checked, data: Path, gone: list[str]) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree, one at a time."""
    edition = checked.judged.edition
    renamed = {plan: _as_text(plan, (file.name for file in files)) for plan, files in edition.evidence.items()}
    for page in ready:
        text = _relinked(source(page), page, renamed.get(page.plan or "", {}))
        yield f"{page.path}index.md", text.encode()
    for name, content in assets().items():
        yield f"{ASSETS_FOLDER}/{name}", content
    yield WRITTEN, json.dumps({"rmpkit": __version__, "as_of": checked.judged.today.isoformat()}).encode()
    for plan, files in edition.evidence.items():
        for file in files:
            uri = f"{RELATIONSHIPS}/{plan}/{file.name}"
            try:
                content = read_evidence(data, plan, file.name)
            except OSError:
                gone.append(uri)
                continue
            yield renamed[plan].get(uri, uri), content


def _as_text(plan: str, names: Iterable[str]) -> Mapping[str, str]:
    """What Markdown evidence is called in the tree."""
    every = {f"{RELATIONSHIPS}/{plan}/{name}" for name in names}
    found = {}
    for uri in sorted(every):
        if posixpath.splitext(uri)[1].lower() == _MARKDOWN:
            name = uri + _AS_TEXT
            while name in every:
                name += _AS_TEXT
            found[uri] = name
    return found


def _relinked(text: str, page: Page, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        before, after = (
            escape(relative(evidence_file(*_split(uri)), here=page.path), quote=True) for uri in (old, new)
        )
        text = text.replace(f'href="{before}"', f'href="{after}"')
    return text


def _split(uri: str) -> tuple[str, str]:
    _, plan, name = uri.split("/", 2)
    return plan, name


def _swap(fresh: Path, target: Path) -> None:
    """Put the new folder where the old one is; should that fail, the old one stands."""
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
