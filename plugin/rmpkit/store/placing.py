"""A folder that is made once: filled beside where it belongs, then put there whole; nothing is ever replaced."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmpkit.store.target import TargetRefusedError

_MARKED = (".rmp-copy", ".rmp-pages")
"""Files by which folders are known that other verbs make anew."""


@contextmanager
def made_once(folder: Path, data: Path, example: str) -> Iterator[Path]:
    """An empty folder to fill; it takes its place once it is left without an error, and else nothing is left of it.

    Args:
        folder: where it is to be; nothing may be there, or an empty folder.
        data: the folder that holds the plans, which must neither hold it nor be in it.
        example: a folder that would do, for messages.

    Raises:
        TargetRefusedError: something is there already.
        OSError: it cannot be written.
    """
    place, plans = folder.resolve(), data.resolve()
    if place.is_relative_to(plans) or plans.is_relative_to(place):
        raise TargetRefusedError(
            f"{folder} and the plans in {data} are one in the other. Name a folder of its own, such as {example}."
        )
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise TargetRefusedError(f"{folder} is not a folder. Name one that does not exist yet, such as {example}.")
    inside = next((parent for parent in place.parents if any((parent / mark).is_file() for mark in _MARKED)), None)
    if inside is not None or ".git" in place.parts or place == Path.cwd().resolve():
        what = f"lies in what was made in {inside}" if inside else "is not a place of its own"
        raise TargetRefusedError(f"{folder} {what}. Name a folder beside it, such as {example}.")
    if folder.exists() and any(folder.iterdir()):
        raise TargetRefusedError(f"{folder} holds something already. Name a folder that is empty or does not exist.")
    place.parent.mkdir(parents=True, exist_ok=True)
    with filled(place) as fresh:
        yield fresh


@contextmanager
def filled(place: Path) -> Iterator[Path]:
    """An empty folder beside a place, which takes it once it is left without an error; else nothing is left of it.

    Args:
        place: where it is to be; nothing may be there, or an empty folder.

    Raises:
        TargetRefusedError: something is there already.
        OSError: it cannot be written.
    """
    if place.is_symlink() or (place.exists() and (not place.is_dir() or any(place.iterdir()))):
        raise TargetRefusedError(f"{place} is there already. Choose another name.")
    fresh = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    fresh.mkdir()
    try:
        yield fresh
        if place.exists():
            place.rmdir()  # fails, should something have come into it meanwhile
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
