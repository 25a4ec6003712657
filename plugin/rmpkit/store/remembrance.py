"""What was worked out before, kept in the user's cache folder: safe to delete, and nothing rests on it.

It holds sentences about plans, so it is never in a repository, and only its owner may open it. What is absent, broken
or of another version of ours is worked out anew, without a word.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from rmpkit import __version__
from rmpkit.model.organisation import FORMAT
from rmpkit.store.saving import SavingRefusedError, save

MOST_BYTES = 100_000_000
"""The largest file that is taken up again."""

_DECIDING = ("model", "store", "catalogue", "disclosure", "rules", "changes")
"""The floors on which what is worked out depends."""


def cache_folder() -> Path | None:
    """Where this user's programs keep what they can work out again; nothing where there is no such place."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "rmpkit"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) / "rmpkit" / "cache" if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "rmpkit"


def recall(data: Path) -> Mapping[str, Any]:
    """What was worked out of a data folder by this very version of ours."""
    try:
        kept = json.loads(_held(data) or b"null")
    except (ValueError, RecursionError):
        return {}
    fits = isinstance(kept, dict) and kept.get("by") == by_us() and isinstance(kept.get("told"), dict)
    return kept["told"] if fits else {}


def remember(data: Path, told: Mapping[str, Any]) -> None:
    """Keep what was worked out of a data folder; where it cannot be kept, nothing is lost but time."""
    place = _place(data)
    if place is None:
        return
    content = json.dumps({"by": by_us(), "told": told}, ensure_ascii=True, sort_keys=True).encode()
    with suppress(OSError, SavingRefusedError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        save(place, content, read=place.read_bytes() if place.is_file() else None)


def _place(data: Path) -> Path | None:
    folder = cache_folder()
    name = hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:32]
    return folder / f"history-{name}.json" if folder else None


def _held(data: Path) -> bytes | None:
    place = _place(data)
    try:
        if place is None or place.is_symlink() or place.stat().st_size > MOST_BYTES:
            return None
        return place.read_bytes()
    except OSError:
        return None


@cache
def by_us() -> str:
    """Which version of ours works things out: its number is the same for months where it is run from its sources."""
    found = hashlib.sha256(f"{__version__} {FORMAT}".encode())
    for floor in _DECIDING:
        _add(found, resources.files("rmpkit") / floor)
    return found.hexdigest()


def _add(found: "hashlib._Hash", folder: Traversable) -> None:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            if each.name != "__pycache__":
                _add(found, each)
        else:
            found.update(each.name.encode() + b"\0" + each.read_bytes())
