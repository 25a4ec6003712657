"""Parts that are kept in repositories of their own, as the commits that a revision names in them hold them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rmpkit.model.record import Part
from rmpkit.model.showing import show
from rmpkit.store.git import GitFailedError, said
from rmpkit.store.past import REPOSITORY, PastUnreadableError, TreeEntry, entries_of, lay_out


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a data folder at a revision, with those of the parts that are kept apart."""

    entries: Mapping[str, TreeEntry]
    """Every file, by its name below the data folder; a part that was not fetched as one entry."""

    homes: Mapping[str, Path]
    """The repositories of parts that were fetched, by the folder below the data folder."""

    @property
    def unfetched(self) -> Mapping[str, str]:
        """The commits of the parts that are kept apart and were not fetched, by folder."""
        return {name: entry.blob for name, entry in self.entries.items() if entry.mode == REPOSITORY}

    def below(self, folder: str) -> Iterator[str]:
        """The names of the files in a folder."""
        return (name for name in self.entries if name.startswith(f"{folder}/"))

    def laid(self, here: Path, entries: tuple[TreeEntry, ...], where: Path) -> Iterator[str]:
        """Write some of the files below a folder; gives those of which only a pointer is there."""
        own = tuple(entry for entry in entries if self._home(entry.name) is None)
        yield from lay_out(here, own, where)
        for folder, home in self.homes.items():
            apart = tuple(entry for entry in entries if entry.name.startswith(f"{folder}/"))
            yield from lay_out(home, apart, where)

    def _home(self, name: str) -> Path | None:
        return next((home for folder, home in self.homes.items() if name.startswith(f"{folder}/")), None)


def with_parts_apart(data: Path, entries: Mapping[str, TreeEntry]) -> Files:
    """The files of a revision, with what the parts that are kept apart hold at the commits that it names.

    Args:
        data: the data folder as it lies there, in which the other repositories were fetched or were not.
        entries: the files as the repository around them has them.
    """
    found: dict[str, TreeEntry] = {}
    homes: dict[str, Path] = {}
    for name, entry in entries.items():
        home = data / name
        inside = _inside(home, entry.blob) if entry.mode == REPOSITORY and _is_below(home, data) else None
        if inside is None:
            found[name] = entry
        else:
            homes[name] = home
            found |= {f"{name}/{each.name}": replace(each, name=f"{name}/{each.name}") for each in inside}
    return Files(found, homes)


def _is_below(home: Path, data: Path) -> bool:
    """Whether a folder is there, and no link on the way to it leads anywhere else."""
    return home.is_dir() and home.resolve() == data.resolve() / home.relative_to(data)


def _inside(home: Path, commit: str) -> tuple[TreeEntry, ...] | None:
    """What a commit of another repository holds; nothing where that repository or the commit was not fetched."""
    try:
        if said(home, "rev-parse", "--show-prefix").strip():
            return None  # this is a folder of the repository around it
        return entries_of(home, commit)
    except GitFailedError:
        return None


def require_same(before: Files, after: Files) -> None:
    """Refuse to say that nothing changed in a part that was not fetched, and stands at another commit.

    Of a restricted part nobody is told: few people may fetch it.

    Raises:
        PastUnreadableError: there is such a part.
    """
    for folder in sorted({*before.unfetched, *after.unfetched}):
        there = [files.unfetched.get(folder) or any(files.below(folder)) for files in (before, after)]
        if there[0] != there[1] and all(there) and folder.rsplit("/", 1)[-1] != str(Part.RESTRICTED):
            raise PastUnreadableError(
                f"{show(folder, 200)} is kept in a repository of its own, and what changed in it cannot be told until "
                f'that is fetched. Run "git submodule update --init" and try again.'
            )
