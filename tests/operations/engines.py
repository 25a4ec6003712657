"""A site engine of a few lines: it frames pages, lists them for the search, and carries evidence."""

import json
from collections.abc import Callable
from pathlib import Path

from rmpkit.operations.check import Checked
from rmpkit.operations.pages import ASSETS_FOLDER, assets, pages
from rmpkit.store.folder import RELATIONSHIPS, read_evidence

Build = Callable[[Checked, Path, Path], tuple[str, ...]]

FRAME = "<!doctype html><html><body><a href='#top'>Skip to content</a>{}<p>Built by an engine</p></body></html>"


def plain(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
    """Build a site."""
    made = pages(checked.judged, library=checked.library)
    for page in made:
        write(target / page.path / "index.html", FRAME.format(page.body))
    write(target / "404.html", FRAME.format("Not found"))
    write(target / "style.css", "p { color: black } /* A comment of the engine's own */")
    for name, content in assets(checked.judged.edition.audience).items():
        write(target / ASSETS_FOLDER / name, content.decode())
    write(target / "search.json", json.dumps([{"location": page.path, "text": page.search} for page in made]))
    for plan, files in checked.judged.edition.evidence.items():
        for file in files:
            place = target / RELATIONSHIPS / plan / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(read_evidence(data, plan, file.name))
    return ()


def leaking(into: str, text: str) -> Build:
    """An engine that writes a text at the end of one of its files, whoever reads them."""

    def build(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
        warnings = plain(checked, data, target)
        place = target / into
        before = place.read_text(encoding="utf-8") if place.exists() else ""
        write(place, before + text)
        return warnings

    return build


def write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
