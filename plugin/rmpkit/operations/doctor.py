"""Whether a site was built with the plans, and what is in the way."""

import json
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from rmpkit import __version__
from rmpkit.model.showing import show
from rmpkit.operations.check import Checked, UnknownCatalogueError, check
from rmpkit.operations.pages import ASSETS_FOLDER
from rmpkit.operations.writing import WRITTEN
from rmpkit.store.events import QUICK
from rmpkit.store.settings import Settings

BUILT = f"{ASSETS_FOLDER}/built.json"
"""The file of a site that the plugin leaves, and nothing else does."""

ENGINES = ("mkdocs", "properdocs", "zensical")
"""What builds sites."""

BESIDE = ("mkdocs-material", "mkdocs-macros-plugin")
"""What takes part in it."""

OLDEST = 2024
"""A clock that shows an earlier year has not been set."""

_GENERATOR = re.compile(r'<meta name="generator" content="([A-Za-z]+)[- ]([^",]+)', re.IGNORECASE)


class Verdict(StrEnum):
    """What is to be made of something that was looked at."""

    FINE = "fine"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was looked at."""

    verdict: Verdict
    what: str
    mend: str = ""


def examine(settings: Settings, site: Path, *, today: date, clock: str) -> Iterator[Symptom]:
    """Look at the installation, the plans and the built site.

    Args:
        settings: the site's own settings.
        site: where the built site is.
        today: the day on which plans would be judged.
        clock: where that day comes from, in words.
    """
    yield from _installation()
    yield _day(today, clock)
    yield _plans(settings, today)
    yield from _site(settings, site)


def installed(package: str) -> str | None:
    """The version of a package, where it is installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _installation() -> Iterator[Symptom]:
    yield Symptom(Verdict.FINE, f"rmpkit {__version__}, Python {platform.python_version()}.")
    found = {name: version for name in (*ENGINES, *BESIDE) if (version := installed(name))}
    if any(name in found for name in ENGINES):
        yield Symptom(
            Verdict.FINE, f"Installed here: {', '.join(f'{name} {version}' for name, version in found.items())}."
        )
    else:
        yield Symptom(Verdict.TROUBLE, "No site engine is installed here.", "Install mkdocs-material.")
    if QUICK:
        yield Symptom(Verdict.FINE, "YAML is read by libyaml.")
    else:
        yield Symptom(
            Verdict.NOTE,
            "YAML is read without libyaml: the same, but about ten times slower.",
            "Install PyYAML from its wheel.",
        )


def _day(today: date, clock: str) -> Symptom:
    if today.year < OLDEST:
        return Symptom(Verdict.TROUBLE, f"Plans would be judged as on {today}, by {clock}.", "Set the clock right.")
    return Symptom(Verdict.FINE, f"Plans are judged as on {today}, by {clock}.")


def _plans(settings: Settings, today: date) -> Symptom:
    data = settings.file.parent / settings.options.get("data", "rmp-data")
    try:
        checked = check(data, today=today, catalogue=settings.options.get("catalogue"))
    except OSError as error:
        return Symptom(
            Verdict.TROUBLE,
            f"The data folder {data} cannot be read: {error.strerror}.",
            "Set data under rmp to the folder that holds organisation.yml.",
        )
    except UnknownCatalogueError as error:
        return Symptom(Verdict.TROUBLE, str(error), "Set catalogue under rmp to one of them.")
    return _readable(checked, data)


def _readable(checked: Checked, data: Path) -> Symptom:
    plans = checked.judged.edition.plans
    broken = [plan.id for plan in plans if plan.broken]
    if checked.judged.edition.organisation is None or broken:
        what = f"In {data} {', '.join(broken) or 'organisation.yml'} cannot be read."
        return Symptom(Verdict.TROUBLE, what, "Run rmp check, which says what and where.")
    number = f"{len(plans)} plan{'' if len(plans) == 1 else 's'}"
    return Symptom(Verdict.FINE, f"The data folder {data} can be read: {number}.")


def _site(settings: Settings, site: Path) -> Iterator[Symptom]:
    listed = "rmp" in settings.plugins
    name = settings.file.name
    if not site.is_dir():
        yield Symptom(Verdict.NOTE, f"There is no built site in {site}.", "Build it, then run rmp doctor again.")
        if not listed:
            yield _unlisted(name)
        return
    engine = _engine(site)
    built = f"The site in {site} was built by {engine}" if engine else f"The site in {site} was built"
    marker = _json(site / BUILT)
    written = next((found for found in _written(site) if found), None)
    if marker is not None:
        yield Symptom(Verdict.FINE, f"{built}, and the plugin rmp took part: as of {_of(marker)}.")
        if marker.get("rmpkit") != __version__:
            yield Symptom(
                Verdict.NOTE, f"That was rmpkit {show(str(marker.get('rmpkit')), 40)}.", "Build the site again."
            )
    elif written is not None:
        yield Symptom(Verdict.FINE, f"{built} from pages that rmp pages wrote: as of {_of(written)}.")
        if listed:
            yield Symptom(
                Verdict.NOTE, f"{name} lists the plugin rmp, which took no part.", "Remove it from the list of plugins."
            )
    elif listed:
        yield Symptom(
            Verdict.TROUBLE,
            f"{name} lists the plugin rmp, but {built[0].lower()}{built[1:]} without it: the plans are not on it.",
            _mend_ignored(engine),
        )
    else:
        yield _unlisted(name)


def _unlisted(name: str) -> Symptom:
    return Symptom(
        Verdict.TROUBLE,
        f"{name} does not list the plugin rmp, and no pages were written by rmp pages: the plans are not on the site.",
        "Add rmp under plugins, or run rmp pages before the site is built.",
    )


def _mend_ignored(engine: str) -> str:
    if engine.lower().startswith("zensical"):
        return "Zensical runs no plugin but its own and says nothing: run rmp pages docs/plans, then build again."
    return "Build it with mkdocs build or properdocs build where rmpkit is installed; rmp pages serves other engines."


def _engine(site: Path) -> str:
    page = site / "index.html"
    try:
        found = _GENERATOR.search(page.read_text(encoding="utf-8", errors="replace")[:20_000])
    except OSError:
        return ""
    return show(f"{found[1]} {found[2]}", 60) if found else ""


def _written(site: Path) -> Iterator[dict[str, object] | None]:
    """The markers of written pages, which may stand in a folder of the site."""
    for depth in ("", "*/", "*/*/"):
        for file in sorted(site.glob(f"{depth}{WRITTEN}")):
            yield _json(file)


def _json(file: Path) -> dict[str, object] | None:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _of(marker: dict[str, object]) -> str:
    return show(str(marker.get("as_of")), 40)
