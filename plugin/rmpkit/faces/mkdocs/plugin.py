"""The plugin class: wiring, and nothing else."""

from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils.templates import TemplateContext

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.mkdocs.files import add_assets, add_evidence, add_marker, add_pages
from rmpkit.faces.mkdocs.navigation import families, lead, surroundings
from rmpkit.faces.mkdocs.options import RmpConfig
from rmpkit.faces.mkdocs.page import GeneratedPage
from rmpkit.faces.mkdocs.reading import announce, keep_apart, read, with_its_past
from rmpkit.faces.mkdocs.search import index
from rmpkit.faces.mkdocs.theme import name_search_dialog
from rmpkit.operations.history import Memory
from rmpkit.operations.pages import ASSETS_FOLDER, assets, pages
from rmpkit.render.compiled import compile_once


class RmpPlugin(BasePlugin[RmpConfig]):
    """Adds a page for every plan, requirement and rule to the site."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        """What is to be cleared away once the site stands: plans that were read out of git."""
        self.memory = Memory()
        """What git told last: it is asked again when there is a new commit, and not at each save."""

    def on_startup(self, **_: object) -> None:
        """Be kept from one build of `mkdocs serve` to the next, which MkDocs does for plugins that have this event."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the plans, and have our style sheet and script on every page, before the site's own."""
        self.take_settings(config)
        config.extra_css.insert(0, f"{ASSETS_FOLDER}/rmp.css")
        if self.audience.own:
            config.extra_javascript.insert(0, f"{ASSETS_FOLDER}/rmp.js")
        return config

    audience = Audience.INTERNAL
    """Who reads the site: with a project's own settings the owner's people, and nobody else."""

    def take_settings(self, config: MkDocsConfig) -> None:
        """Note where the plans are, and watch them."""
        self.data = Path(self.config.data_)
        keep_apart(self.data, Path(config.docs_dir))
        config.watch.append(self.config.data_)

    def on_pre_build(self, **_: object) -> None:
        """Read the plans and make the pages, before MkDocs empties the old site."""
        self.opened.close()
        self.checked, self.folder = self.opened.enter_context(read(self.config))
        announce(self.checked.located)
        self.checked = with_its_past(self.checked, self.data, self.memory, changes=self.config.history)
        self.ready = pages(self.checked.judged, library=self.checked.library)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages, style and evidence as virtual files."""
        self.pages = add_pages(files, self.ready, data=self.data, config=config)
        add_assets(files, assets(self.audience), config=config)
        add_marker(files, self.checked.judged, config=config)
        add_evidence(files, self.checked.judged.edition, data=self.folder, config=config)
        return files

    @event_priority(-100)  # after plugins that build a navigation of their own, such as awesome-nav
    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Put the pages that head the site first, and leave the relationships out."""
        self.families = families(self.pages)
        lead(nav, self.families)
        return nav

    def on_env(self, env: object, /, *, config: MkDocsConfig, **__: object) -> None:
        """Make the pages findable, and templates ready sooner."""
        compile_once(env)
        index(config.plugins.get("material/search"), self.pages)

    def on_page_context(
        self, context: TemplateContext, *, page: EnginePage, nav: Navigation, **_: object
    ) -> TemplateContext:
        """Give a generated page the navigation of its surroundings."""
        if isinstance(page, GeneratedPage):
            context["nav"] = surroundings(page, nav, self.families)
        return context

    def on_post_build(self, **_: object) -> None:
        """Clear away what was read out of git."""
        self.opened.close()

    def on_build_error(self, **_: object) -> None:
        """Clear it away where the build failed too."""
        self.opened.close()

    def on_post_page(self, output: str, **_: object) -> str:
        """Mend what the theme leaves nameless."""
        return name_search_dialog(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """Mend it on the page for wrong addresses too."""
        return name_search_dialog(output_content)
