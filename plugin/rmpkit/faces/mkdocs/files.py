"""What is generated, as virtual files of the site."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from rmpkit.disclosure.edition import Edition
from rmpkit.faces.mkdocs.page import GeneratedPage
from rmpkit.model.finding import Place
from rmpkit.model.showing import show
from rmpkit.render.page import Page
from rmpkit.store.folder import RELATIONSHIPS, read_evidence

ASSETS = "rmp"
"""The folder of the site that holds our style sheet and script."""

_log = get_plugin_logger(__name__)


class Enclosure(File):
    """A file that a plan points at, carried as it is: never a page, even where it is Markdown."""

    root: Path
    plan: str
    name_in_plan: str

    def is_documentation_page(self) -> bool:
        """Whether MkDocs is to render it: an author's Markdown would meet macros, snippets and raw HTML."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs decides what is passed
        """Copy it without following a link, which MkDocs would."""
        try:
            content = read_evidence(self.root, self.plan, self.name_in_plan)
        except OSError as error:
            _log.warning("%s cannot be copied: %s", show(self.src_uri, 200), error.strerror)
            return
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_pages(files: Files, pages: Iterable[Page], *, data: Path, config: MkDocsConfig) -> tuple[GeneratedPage, ...]:
    """Put every page where it belongs, outside the navigation that MkDocs makes by itself."""
    by_address = {file.dest_uri: file for file in files if file.inclusion.is_included()}
    added = []
    for page in pages:
        file = File.generated(config, f"{page.path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(page.source, data, config)  # before the page is made: it reads it once
        _give_way(files, by_address.get(file.dest_uri), page)
        files.append(file)
        added.append(GeneratedPage(page, file, config))
    return tuple(added)


def add_assets(files: Files, assets: Mapping[str, bytes], *, config: MkDocsConfig) -> None:
    """Put our style sheet and script beside the pages."""
    for name, content in assets.items():
        files.append(File.generated(config, f"{ASSETS}/{name}", content=content, inclusion=InclusionLevel.INCLUDED))


def add_evidence(files: Files, edition: Edition, *, data: Path, config: MkDocsConfig) -> None:
    """Put every evidence file that a signpost of the edition points at beside its plan."""
    for plan, enclosed in edition.evidence.items():
        for each in enclosed:
            uri = f"{RELATIONSHIPS}/{plan}/{each.name}"
            file = Enclosure(
                uri, None, config.site_dir, config.use_directory_urls, dest_uri=uri, inclusion=InclusionLevel.INCLUDED
            )
            file.generated_by = "rmp"
            file.root, file.plan, file.name_in_plan = data, plan, each.name
            files.append(file)


def _give_way(files: Files, other: File | None, page: Page) -> None:
    """Take a hand-written file out of the way of a page that owns its address."""
    if other is None:
        return
    _log.warning(
        "address taken: %s is not published, because /%s is the page %s. Move it to guide/, or give it another name.",
        show(other.src_uri, 200),
        show(page.path, 200),
        show(page.title),
    )
    files.remove(other)


def _edit_uri(source: Place | None, data: Path, config: MkDocsConfig) -> str | None:
    """Where the YAML is edited, as MkDocs wants it: relative to the folder of the hand-written pages."""
    repository = Path(config.config_file_path).parent
    if source is None or not data.is_relative_to(repository):
        return None
    return Path(os.path.relpath(data / source.file, config.docs_dir)).as_posix()
