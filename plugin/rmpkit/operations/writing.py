"""The page tree on disk, for engines that run no plugin."""

import json
import posixpath
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
from rmpkit.store.target import Target
from rmpkit.views.addresses import evidence_file, relative

MARKER = ".rmp-pages"
"""The file by which a folder is known as one that this module wrote; it lists what else was written."""

WRITTEN = f"{ASSETS_FOLDER}/pages.json"
"""The file of a site that tells which day its written pages speak of."""

_MARKDOWN = ".md"
_AS_TEXT = ".txt"
"""What is put behind the name of Markdown evidence: an engine would run it as a page of the site."""


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
    with Target(target, MARKER, "pages", "rmp pages", "docs/plans").renewed(data) as fresh:
        return _fill(fresh, checked, data)


def _fill(folder: Path, checked: Checked, data: Path) -> Written:
    ready = pages(checked.judged, library=checked.library)
    gone: list[str] = []
    for name, content in _files(ready, checked, data, gone):
        file = folder / PurePosixPath(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Written(len(ready), tuple(gone))


def _files(ready: Iterable[Page], checked: Checked, data: Path, gone: list[str]) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree, one at a time."""
    edition = checked.judged.edition
    renamed = {plan: _as_text(plan, (file.name for file in files)) for plan, files in edition.evidence.items()}
    for page in ready:
        text = _relinked(source(page), page, renamed.get(page.plan or "", {}))
        yield f"{page.path}index.md", text.encode()
    for name, content in assets(edition.audience).items():
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
