"""The macros `{{ rmp.* }}` for pages written by hand, in mkdocs-macros and in Zensical alike.

    plugins:
      - macros:
          modules: [rmpkit.faces.macros]

Both hand over an environment with the site's settings and the page; only what both have is used.
"""

import logging
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from markupsafe import Markup

from rmpkit.faces.clock import today_or
from rmpkit.model.days import read_day
from rmpkit.model.misfit import Misfit
from rmpkit.model.showing import printable
from rmpkit.operations.check import Checked, UnknownCatalogueError, check
from rmpkit.render import excerpts as render
from rmpkit.render.excerpts import Spot
from rmpkit.rules.judgement import Judged
from rmpkit.views import excerpts
from rmpkit.views.excerpts import NothingThereError

_log = logging.getLogger("mkdocs.plugins.rmp.macros")  # the name by which MkDocs counts warnings


M = TypeVar("M", Markup, int)


class Environment(Protocol):
    """What mkdocs-macros and Zensical both hand to a module."""

    conf: Any
    variables: Any
    project_dir: str


def define_env(env: Environment) -> None:
    """Put `rmp` among what templates may use."""
    env.variables["rmp"] = Plans(env)


@dataclass(frozen=True)
class Settings:
    """Where the plans are, and how they are judged."""

    data: Path
    """The data folder."""

    as_of: date | None
    """The day, where one is set."""

    catalogue: str | None
    """The standard to judge by, where one is set."""

    root: str
    """Where the generated pages begin below the site's root."""


@dataclass(frozen=True)
class Plans:
    """The macros. What they give is escaped, and holds nothing that Markdown or Jinja would read."""

    env: Environment
    """Settings and page, as the engine hands them over."""

    def summary(self, plan: str) -> Markup:
        """A relationship in a few lines: its lamps, live stages, evidence. Stands on a line of its own."""
        return self._told(lambda judged, spot: render.summary(excerpts.summary(judged, plan), spot))

    def register(self, plan: str, register: str) -> Markup:
        """A register such as `risks` as a table. Stands on a line of its own."""
        return self._told(lambda judged, spot: render.register(excerpts.excerpt(judged, plan, register), spot))

    def count(self, plan: str, register: str, **wanted: object) -> Markup | int:
        """How many records a register has, or how many with these values: `state="open"`."""
        return self._told(lambda judged, _: excerpts.count(judged, plan, register, wanted))

    def link(self, plan: str, record: str = "") -> Markup:
        """A link to a record such as `R-N13`, or to the plan where none is named."""
        return self._told(lambda judged, spot: render.link(excerpts.record_link(judged, plan, record), spot))

    def _told(self, make: Callable[[Judged, Spot], M]) -> M | Markup:
        """What `make` gives; what an author got wrong is shown where it was asked for, and warned of."""
        try:
            settings = _settings(self.env)
            return make(_judged(settings), Spot(_address(self.env), settings.root))
        except (NothingThereError, UnknownCatalogueError, Misfit, OSError) as error:
            words = f"rmp: {_words(error)}"
            _log.warning("%s", printable(words))
            return render.complaint(words)


def _words(error: Exception) -> str:
    if isinstance(error, Misfit):
        return f"{error.happened} {error.mend}"
    if isinstance(error, OSError):
        return f"The data folder {error.filename} cannot be read: {error.strerror}. Set data under extra.rmp."
    return str(error)


def _settings(env: Environment) -> Settings:
    """What `extra.rmp` says, and where it says nothing, what the options of the plugin say."""
    found = {**_options(env.conf), **((env.conf.get("extra") or {}).get("rmp") or {})}
    as_of = found.get("as_of")
    return Settings(
        Path(env.project_dir) / (found.get("data") or "rmp-data"),
        read_day(as_of) if as_of else None,
        found.get("catalogue"),
        f"{str(found.get('pages') or '').strip('/')}/".lstrip("/"),
    )


def _options(conf: Any) -> Mapping[str, Any]:  # noqa: ANN401 - each engine has a type of its own
    plugin = (conf.get("plugins") or {}).get("rmp")
    options = plugin.get("config") if isinstance(plugin, Mapping) else getattr(plugin, "config", None)
    return {key: value for key in ("data", "as_of", "catalogue") if options and (value := options.get(key))}


def _address(env: Environment) -> str:
    """Where a link on the page starts from: its address, or in Zensical, which moves links itself, its file."""
    page = getattr(env, "page", None)
    if page is None:
        return ""
    if not hasattr(page, "file"):
        return f"{posixpath.dirname(page.path)}/".lstrip("/")
    return str(page.url).removeprefix("./").lstrip("/")


def _judged(settings: Settings) -> Judged:
    stamp = max((file.stat().st_mtime_ns for file in settings.data.rglob("*.yml")), default=0)
    return _read(settings.data, today_or(settings.as_of), settings.catalogue, stamp).judged


@lru_cache(maxsize=4)
def _read(data: Path, today: date, catalogue: str | None, stamp: int) -> Checked:
    """The plans, read once for all pages of a build; `stamp` changes when a file does."""
    del stamp
    return check(data, today=today, catalogue=catalogue)
