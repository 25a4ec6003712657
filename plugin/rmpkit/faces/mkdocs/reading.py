"""Reading the data folder for a build, and what the build's log says about it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.clock import today_or
from rmpkit.faces.mkdocs.options import RmpConfig
from rmpkit.model.finding import Severity
from rmpkit.operations.approved import with_changed_terms
from rmpkit.operations.check import Checked, UnknownCatalogueError, check, load_past, look
from rmpkit.operations.history import Memory, with_past
from rmpkit.report import concise
from rmpkit.report.located import Located
from rmpkit.store.kinds import READING
from rmpkit.store.past import PastUnreadableError, past_folder

MOST = 200
"""Lines of findings in one build's log; a damaged folder shall not bury what else the build says."""

_log = get_plugin_logger(__name__)


@contextmanager
def read(options: RmpConfig) -> Iterator[tuple[Checked, Path]]:
    """The data folder, read and judged, and where its files are: as it lies there, or as it stood at a revision.

    Raises:
        PluginError: there is no such folder, no such revision, or no such catalogue.
    """
    if options.at is None:
        yield _judged(options), Path(options.data_)
        return
    data = Path(options.data_)
    try:
        with past_folder(data, options.at, day=options.as_of) as past:
            found, day = load_past(past, _as_named(data)), options.as_of or past.day
            yield look(found, Audience.INTERNAL, today=day, catalogue=options.catalogue), past.root
    except PastUnreadableError as error:
        raise PluginError(f"rmp: {error} It is set as `at` under `rmp` in mkdocs.yml.") from None
    except UnknownCatalogueError as error:
        raise _unknown(error) from None


def _judged(options: RmpConfig) -> Checked:
    data = Path(options.data_)
    try:
        return check(_as_named(data), today=today_or(options.as_of), catalogue=options.catalogue)
    except FileNotFoundError:
        raise PluginError(
            f"rmp: there is no folder {data}. Make it and put organisation.yml in it, "
            "or name the folder that holds organisation.yml: set `data` under `rmp` in mkdocs.yml."
        ) from None
    except NotADirectoryError:
        raise PluginError(f"rmp: {data} is a file. Set `data` to the folder that holds organisation.yml.") from None
    except PermissionError:
        raise PluginError(f"rmp: the folder {data} may not be read. Ask its owner for access.") from None
    except UnknownCatalogueError as error:
        raise _unknown(error) from None


def _unknown(error: UnknownCatalogueError) -> PluginError:
    return PluginError(f"rmp: {error} Set `catalogue` under `rmp` in mkdocs.yml to one of them.")


def with_its_past(checked: Checked, data: Path, memory: Memory, *, changes: bool) -> Checked:
    """The same with what changed in it and when things were written down, as far as git knows."""
    found = memory.of(checked, data, changes=changes)
    if found.recorded.lacking:
        _log.info("%s", found.recorded.lacking)
    return with_changed_terms(with_past(checked, found), data)


def keep_apart(data: Path, docs: Path) -> None:
    """Refuse a data folder inside the folder of hand-written pages, all of which MkDocs publishes.

    Raises:
        PluginError: it is inside.
    """
    if data.resolve().is_relative_to(docs.resolve()):
        raise PluginError(
            f"rmp: the data folder {data} is inside {docs}, where MkDocs publishes every file as it is, "
            "restricted ones too. Move it beside that folder, and set `data` under `rmp` in mkdocs.yml."
        )


def announce(findings: Sequence[Located]) -> None:
    """Warn of every record that cannot be read or trusted, so that `--strict` refuses it.

    Prompts about clauses are for the pages: a build never fails because a relationship needs attention.
    """
    for line in _lines(findings):
        _log.warning("%s", line)


def _lines(findings: Sequence[Located]) -> Iterator[str]:
    unread = [
        item for item in findings if item.finding.kind in READING and item.finding.kind.severity is Severity.ERROR
    ]
    yield from (concise.render([item]).rstrip("\n") for item in unread[:MOST])
    if len(unread) > MOST:
        yield f"and {len(unread) - MOST} more; `rmp check` lists them all"


def _as_named(data: Path) -> Path:
    """The folder as an editor's terminal can follow it: relative to where the build was started."""
    here = Path.cwd()
    return data.relative_to(here) if data.is_relative_to(here) else data
