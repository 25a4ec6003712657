"""A folder that is made anew: filled beside where it belongs, then put there whole, or not at all."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store.interrupts import undisturbed
from rmpkit.store.lock import BusyError, Lock, locked

_OLD = ".old"


class TargetRefusedError(Exception):
    """The folder holds, or is among, what somebody else put there."""


class TargetBusyError(TargetRefusedError):
    """Another run is making the folder right now."""


@dataclass(frozen=True, slots=True)
class Target:
    """A folder that one verb owns, and makes anew each time it runs."""

    folder: Path
    """Where it is to be."""

    marker: str
    """The file by which it is known as the verb's own; it lists what else was put there."""

    stamp: str
    """The marker's first line: whose folder it is. Another stamp's folder is left alone."""

    verb: str
    """The verb, as a person calls it: `rmp pages`."""

    example: str
    """A folder that would do, for messages."""

    def refuse(self, data: Path) -> None:
        """Refuse a folder that is not the verb's to make.

        Args:
            data: the folder that holds the plans, which must neither hold it nor be in it.

        Raises:
            TargetRefusedError: it is somebody else's, in whole or in part.
            OSError: it cannot be looked at.
        """
        ours, theirs = self.folder.resolve(), data.resolve()
        if ours.is_relative_to(theirs) or theirs.is_relative_to(ours):
            raise TargetRefusedError(f"{self._named} and the plans in {data} are one in the other. {self._elsewhere}")
        if self.folder.is_symlink():
            raise TargetRefusedError(f"{self._named} is a link. {self._elsewhere}")
        if self.folder.exists() and not self.folder.is_dir():
            raise TargetRefusedError(f"{self._named} is not a folder. {self._elsewhere}")
        if Path.cwd().resolve().is_relative_to(ours):
            raise TargetRefusedError(f"{self._named} holds the folder where {self.verb} was started. {self._elsewhere}")
        inside = next((parent for parent in ours.parents if (parent / self.marker).is_file()), None)
        if inside is not None:
            raise TargetRefusedError(
                f"{self._named} lies in what {self.verb} wrote to {inside}. Name a folder beside it."
            )
        self._refuse_strangers()

    @property
    def _named(self) -> str:
        return show(str(self.folder), 300)

    @property
    def _elsewhere(self) -> str:
        return f"Name a folder of its own, such as {self.example}."

    def _refuse_strangers(self) -> None:
        found = set(files_in(self.folder)) if self.folder.exists() else set()
        if not found:
            return
        marker = self.folder / self.marker
        if self.marker not in found or marker.is_symlink():
            raise TargetRefusedError(
                f"{self._named} holds files that {self.verb} did not write. "
                "Name a folder that is empty or does not exist."
            )
        stamp, *known = marker.read_text(encoding="utf-8", errors="replace").split("\n")
        if stamp != self.stamp:
            raise TargetRefusedError(f"{self._named} holds {show(stamp) or 'something else'}. Name another folder.")
        strangers = sorted(found - set(known) - {self.marker})
        if strangers:
            raise TargetRefusedError(
                f"{self._named} holds {show(strangers[0], 200)}, which {self.verb} did not write and would remove. "
                "Move it elsewhere."
            )

    @contextmanager
    def renewed(self, data: Path) -> Iterator[Path]:
        """An empty folder to fill; it takes the place of the old one once it is left without an error.

        The old one stands until then, and after an error, an interrupt or a full disk nothing is left of the new one.
        What a run that died left beside it is put right first.

        Raises:
            TargetRefusedError: the folder is not the verb's to make, or another run is making it.
            OSError: it cannot be written.
        """
        self.refuse(data)
        with _made(self.folder.parent), self._alone() as lock:
            self._put_right(lock)
            fresh = lock.sibling()
            try:
                fresh.mkdir(0o700)
                yield fresh
                names = sorted(files_in(fresh))
                (fresh / self.marker).write_text("".join(f"{line}\n" for line in (self.stamp, *names)), "utf-8")
                fresh.chmod(self._mode())
                self._swap(fresh, lock)
            finally:
                with undisturbed():
                    shutil.rmtree(fresh, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[Lock]:
        try:
            with locked(self.folder.resolve()) as lock:
                yield lock
        except BusyError as error:
            raise TargetBusyError(f"{self._named} cannot be made now. {error}") from None

    def _put_right(self, lock: Lock) -> None:
        """Undo what a run left that died: put back the old folder where it was moved aside, and remove the rest."""
        with undisturbed():
            for left in lock.leftovers():
                if left.name.endswith(_OLD) and not lock.path.exists():
                    left.rename(lock.path)
                elif left.is_symlink() or not left.is_dir():
                    left.unlink()
                else:
                    shutil.rmtree(left, ignore_errors=True)
        self._refuse_strangers()

    def _mode(self) -> int:
        """The access rights of the folder: those it had, or those that a new one gets here."""
        return stat.S_IMODE(self.folder.stat().st_mode) if self.folder.exists() else 0o777 & ~_umask()

    def _swap(self, fresh: Path, lock: Lock) -> None:
        """Put the new folder where the old one is; should that fail, the old one stands."""
        with undisturbed():
            if not lock.held:
                raise TargetBusyError(f"Another run took {self._named} over meanwhile. Run it again.")
            self._refuse_strangers()  # somebody may have put something there while the new one was filled
            if not lock.path.exists():
                fresh.rename(lock.path)
                return
            old = lock.sibling(_OLD)
            lock.path.rename(old)
            try:
                fresh.rename(lock.path)
            except OSError:
                old.rename(lock.path)
                raise
            shutil.rmtree(old, ignore_errors=True)


def files_in(folder: Path) -> Iterator[str]:
    """Every file and every link below a folder, by its path with forward slashes."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is there; if it had to be made and nothing came of it, it is gone again."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):  # somebody else has put something there meanwhile
                each.rmdir()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
