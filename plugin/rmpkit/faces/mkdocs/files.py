"""What is generated, as virtual files of the site."""

import json
import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from rmpkit import __version__
from rmpkit.disclosure.edition import Edition
from rmpkit.faces.mkdocs.page import GeneratedPage
from rmpkit.model.finding import Place
from rmpkit.model.showing import show
from rmpkit.operations.doctor import BUILT
from rmpkit.operations.pages import ASSETS_FOLDER
from rmpkit.render.page import Page
from rmpkit.rules.judgement import Judged
from rmpkit.store.folder import RELATIONSHIPS, read_evidence

_log = get_plugin_logger(__name__)


class Enclosure(File):
    """A file that a plan points at, carried as it is: never a page, even where it is Markdown."""

    def __init__(self, name: str, *, plan: str, data: Path, config: MkDocsConfig) -> None:
        uri = f"{RELATIONSHIPS}/{plan}/{name}"
        super().__init__(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        self.generated_by = "rmp"
        self.abs_src_path = str(data / uri)  # for other plugins; MkDocs copies by the method below
        self.read = partial(read_evidence, data, plan, name)

    def is_documentation_page(self) -> bool:
        """Whether MkDocs is to render it: an author's Markdown would meet macros, snippets and raw HTML."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs decides what is passed
        """Copy it without following a link, which MkDocs would, and without holding it until the end."""
        try:
            content = self.read()
        except OSError as error:
            _log.warning("%s is gone, and is not on the site: %s", show(self.src_uri, 200), error.strerror)
            return
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_pages(files: Files, pages: Iterable[Page], *, data: Path, config: MkDocsConfig) -> tuple[GeneratedPage, ...]:
    """Put every page where it belongs, outside the navigation that MkDocs makes by itself."""
    made = tuple(_page(page, data, config) for page in pages)
    _add(files, (page.file for page in made))
    return made


def add_marker(files: Files, judged: Judged, *, config: MkDocsConfig) -> None:
    """Leave what tells `rmp doctor` that the plugin ran, and on which day its pages speak."""
    content = json.dumps({"rmpkit": __version__, "as_of": judged.today.isoformat()}).encode()
    _add(files, [File.generated(config, BUILT, content=content, inclusion=InclusionLevel.INCLUDED)])


def add_assets(files: Files, assets: Mapping[str, bytes], *, config: MkDocsConfig) -> None:
    """Put our style sheet and script beside the pages."""
    _add(
        files,
        (
            File.generated(config, f"{ASSETS_FOLDER}/{name}", content=content, inclusion=InclusionLevel.INCLUDED)
            for name, content in assets.items()
        ),
    )


def add_evidence(files: Files, edition: Edition, *, data: Path, config: MkDocsConfig) -> None:
    """Put every evidence file that a signpost of the edition points at beside its plan."""
    _add(
        files,
        (
            Enclosure(file.name, plan=plan, data=data, config=config)
            for plan, enclosed in edition.evidence.items()
            for file in enclosed
        ),
    )


def _page(page: Page, data: Path, config: MkDocsConfig) -> GeneratedPage:
    # An `index.md` has the same address whether or not the site uses directory URLs; links in bodies rely on it.
    file = File.generated(config, f"{page.path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = _edit_uri(page.source, data, config)  # before the page is made: it reads it once
    return GeneratedPage(page, file, config)


def _add(files: Files, generated: Iterable[File]) -> None:
    """Add files that own their addresses: what is written by hand at one of them gives way, and is named."""
    by_address = {file.dest_uri: file for file in files if file.inclusion.is_included()}
    for file in generated:
        other = by_address.get(file.dest_uri)
        if other is not None:
            _log.warning(
                "address taken: %s is not published, because %s is a generated page. "
                "Move it to guide/, or give it another name.",
                show(other.src_uri, 200),
                show(file.url, 200),
            )
            files.remove(other)
        files.append(file)


def _edit_uri(source: Place | None, data: Path, config: MkDocsConfig) -> str | None:
    """Where the YAML is edited, as MkDocs wants it: relative to the folder of the hand-written pages."""
    repository = Path(config.config_file_path).parent
    if source is None or not data.is_relative_to(repository):
        return None
    return Path(os.path.relpath(data / source.file, config.docs_dir)).as_posix()
