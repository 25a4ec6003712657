"""A site built with an engine configuration of our own: nothing of a repository's settings has a part in it."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from rmpkit.faces.mkdocs.plugin import RmpPlugin
from rmpkit.operations.check import Checked
from rmpkit.operations.pages import pages
from rmpkit.views.copies import Copy, copy_of

LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz")
"""What the engine makes and nobody needs: a map of the site without addresses, dated by the clock."""


def build_copy(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
    """Build the site of one edition into an empty folder; gives what the engine warned of.

    There are no hand-written pages, no edit links, no address of a repository, no dates of git; the plugins are ours
    and the search, and evidence is what a signpost of the edition points at.
    """
    with tempfile.TemporaryDirectory(prefix="rmp-") as project, _warnings() as found:
        docs = Path(project) / "docs"
        docs.mkdir()
        config = MkDocsConfig(config_file_path=str(Path(project) / "mkdocs.yml"))
        config.load_dict(_settings(checked, docs, target.resolve()))  # what is relative counts from the settings
        errors, warnings = config.validate()
        if errors:
            raise RuntimeError(f"our own settings of the engine are refused: {errors}")
        config.plugins["rmp"] = _CopyPlugin(checked, data)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except MkDocsException as error:  # one of them ends the process without a word, were it let through
            found.append(str(error))
    for name in LEFT_OUT:
        (target / name).unlink(missing_ok=True)
    return (*(f"{name}: {warning}" for name, warning in warnings), *found)


def _settings(checked: Checked, docs: Path, target: Path) -> dict[str, object]:
    copy = copy_of(checked.judged.edition)
    owner = checked.judged.edition.organisation
    return {
        # Names are an author's, and the theme prints these two as they are; what is escaped passes its `e` unchanged.
        "site_name": escape(f"{owner.name if owner else 'Relationships'}: {copy.name}"),
        "docs_dir": str(docs),
        "site_dir": str(target),
        "copyright": escape(f"{copy.name}. {copy.readers} {copy.marking}"),
        "edit_uri": "",
        "theme": {
            "name": "material",
            "language": "en",
            "font": False,
            "palette": [
                {
                    "media": "(prefers-color-scheme: light)",
                    "scheme": "default",
                    "primary": "indigo",
                    "toggle": {"icon": "material/weather-sunny", "name": "Switch to dark"},
                },
                {
                    "media": "(prefers-color-scheme: dark)",
                    "scheme": "slate",
                    "primary": "indigo",
                    "toggle": {"icon": "material/weather-night", "name": "Switch to light"},
                },
            ],
            "features": ["navigation.footer", "navigation.indexes", "navigation.tabs", "navigation.top", "toc.follow"],
        },
        "plugins": ["search"],
        "extra": {"generator": False},
    }


class _CopyPlugin(RmpPlugin):
    """The plugin with an edition in its hands: it reads no plans, and so can show no others."""

    def __init__(self, checked: Checked, data: Path) -> None:
        super().__init__()
        self.checked = checked
        self.data = self.folder = data
        self.audience = checked.judged.edition.audience

    def on_pre_build(self, **_: object) -> None:
        """Make the pages of the edition."""
        self.ready = pages(self.checked.judged, library=self.checked.library)

    def take_settings(self, config: MkDocsConfig) -> None:
        """Take nothing from any settings."""

    def on_post_template(self, output_content: str, **said: object) -> str:
        """Say whose copy it is on the engine's own page too, the one for wrong addresses."""
        page = super().on_post_template(output_content, **said)
        return page.replace(_ARTICLE, _ARTICLE + _banner(copy_of(self.checked.judged.edition)), 1)


_ARTICLE = '<article class="md-content__inner md-typeset">'
"""Where the text of a page begins, in the theme of a copy."""


def _banner(copy: Copy) -> str:
    """What stands at the head of every page of ours."""
    said = f"<b>{escape(copy.name)}</b>. {escape(copy.readers)}"
    return f'<p class="rmp-copy rmp-copy-{copy.kind}">{said} <span class="rmp-marking">{copy.marking}</span></p>'


class _Collecting(logging.Handler):
    """Keeps what an engine warns of, and prints nothing: a log can hold what a page must not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What loggers of the engine warn of meanwhile."""
    logger, handler = logging.getLogger("mkdocs"), _Collecting()
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
