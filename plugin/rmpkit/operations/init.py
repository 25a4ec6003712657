"""A repository for plans, begun: all that a team needs beside the plans themselves, and nothing written over."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from string import Template

from rmpkit.model.misfit import Misfit
from rmpkit.model.scalars import read_line, read_slug, short_from
from rmpkit.store.emission import emit
from rmpkit.store.folder import ORGANISATION
from rmpkit.store.saving import save

DATA = "rmp-data"
"""The data folder inside the repository."""

TODO = "TODO: the name of your organisation"
"""What stands for a name that nobody gave; the check finds it until there is one."""

_FILLED: Mapping[str, str] = {f"{DATA}/{ORGANISATION}": "organisation.yml"}
"""Files with the organisation's own words in them."""

_AS_THEY_ARE: Mapping[str, str] = {
    "README.md": "readme.md",
    "mkdocs.yml": "mkdocs.yml",
    "docs/guide/index.md": "guide.md",
    "CODEOWNERS": "codeowners",
    ".editorconfig": "editorconfig",
    ".gitattributes": "gitattributes",
    ".github/actions/rmp-review/action.yml": "github-action.yml",
    ".github/workflows/plans-comment.yml": "github-comment.yml",
    ".github/workflows/plans.yml": "github.yml",
    ".gitignore": "gitignore",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit.yml",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
    ".vscode/tasks.json": "tasks.json",
}

_SCHEMAS = ".rmp"
"""Where editors find the schemas."""


class InTheWayError(Exception):
    """Files of the names that were to be written are there already; nothing was written."""

    def __init__(self, files: tuple[str, ...]) -> None:
        super().__init__(", ".join(files))
        self.files = files


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was begun."""

    folder: Path
    files: tuple[str, ...]
    """What was written, in order."""

    short: str
    """The short name of the organisation."""

    around: Path | None
    """The repository that it lies in; the folder itself where it is one already."""


def begin(folder: Path, *, name: str, short: str) -> Begun:
    """Write everything that a repository for plans needs, all of it or nothing.

    Args:
        folder: where it is to be; it may hold other things, and is made where it is not there.
        name: what the organisation is called; empty where it is still to be written.
        short: its short name; empty for one made from its name, or from that of the folder.

    Raises:
        Misfit: a name cannot be used.
        InTheWayError: something is there already.
        SavingRefusedError: somebody writes there at the same time.
        OSError: it cannot be written.
    """
    title, short = _names(folder, name, short)
    files = dict(_files(title, short))
    if blocked := tuple(file for file in files if _blocked(folder, file)):
        raise InTheWayError(blocked)
    made: list[Path] = []
    try:
        for file, content in files.items():
            path = folder / PurePosixPath(file)
            made.extend(_folders(path.parent))
            save(path, content, read=None)
            made.append(path)
    except BaseException:
        _take_back(made)
        raise
    return Begun(folder, tuple(files), short, _around(folder.resolve()))


def _around(folder: Path) -> Path | None:
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _names(folder: Path, name: str, short: str) -> tuple[str, str]:
    """The name and the short name, with the usual in place of what was not said."""
    title = read_line(name) if name else TODO
    if short:
        return title, read_slug(short)
    try:
        return title, read_slug(short_from(name or folder.resolve().name))
    except Misfit:
        if name:
            raise Misfit(f'No short name can be made from "{name}".', "Give one: --id harbour.") from None
        return title, "our-organisation"


def _files(title: str, short: str) -> Iterator[tuple[str, bytes]]:
    """Every file by its path."""
    home = resources.files("rmpkit.operations") / "started"
    words = {"id": short, "name": emit({"name": title}).rstrip("\n")}
    for file, template in _FILLED.items():
        yield file, Template((home / template).read_text(encoding="utf-8")).substitute(words).encode()
    for file, source in _AS_THEY_ARE.items():
        yield file, (home / source).read_bytes()
    for schema in sorted((home / "schemas").iterdir(), key=lambda each: each.name):
        yield f"{_SCHEMAS}/{schema.name}", schema.read_bytes()


def _blocked(folder: Path, file: str) -> bool:
    """Whether something stands where a file is to be, or on the way to it."""
    path = folder / PurePosixPath(file)
    on_the_way = [folder / above for above in PurePosixPath(file).parents if above.name]
    return _there(path) or any(above.is_symlink() or (above.exists() and not above.is_dir()) for above in on_the_way)


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _folders(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it that are not there; gives each that was made, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        yield each


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
