"""A folder that is made anew: filled beside where it belongs, then put there whole, or not at all."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

STALE = 600
"""Seconds after which a lock is taken to be left over by a run that died."""


class TargetRefusedError(Exception):
    """The folder holds, or is among, what somebody else put there; or somebody is making it right now."""


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
            raise TargetRefusedError(f"{self.folder} and the plans in {data} are one in the other. {self._elsewhere}")
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise TargetRefusedError(f"{self.folder} is not a folder. {self._elsewhere}")
        inside = next((parent for parent in ours.parents if (parent / self.marker).is_file()), None)
        if inside is not None:
            raise TargetRefusedError(
                f"{self.folder} lies in what {self.verb} wrote to {inside}. Name a folder beside it."
            )
        if self.folder.exists():
            self._refuse_strangers()

    @property
    def _elsewhere(self) -> str:
        return f"Name a folder of its own, such as {self.example}."

    def _refuse_strangers(self) -> None:
        found = set(files_in(self.folder))
        if not found:
            return
        if self.marker not in found:
            raise TargetRefusedError(
                f"{self.folder} holds files that {self.verb} did not write. "
                "Name a folder that is empty or does not exist."
            )
        stamp, *known = (self.folder / self.marker).read_text(encoding="utf-8").splitlines() or [""]
        if stamp != self.stamp:
            raise TargetRefusedError(f"{self.folder} holds {stamp or 'something else'}. Name another folder.")
        strangers = sorted(found - set(known) - {self.marker})
        if strangers:
            raise TargetRefusedError(
                f"{self.folder} holds {strangers[0]}, which {self.verb} did not write and would remove. "
                "Move it elsewhere."
            )

    @contextmanager
    def renewed(self, data: Path) -> Iterator[Path]:
        """An empty folder to fill; it takes the place of the old one once it is left without an error.

        The old one stands until then, and after an error, an interrupt or a full disk nothing is left of the new one.

        Raises:
            TargetRefusedError: the folder is not the verb's to make, or another run is making it.
            OSError: it cannot be written.
        """
        self.refuse(data)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self.folder):
            fresh = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}-", dir=self.folder.parent))
            try:
                yield fresh
                names = sorted(files_in(fresh))
                (fresh / self.marker).write_text(
                    "".join(f"{line}\n" for line in (self.stamp, *names)), encoding="utf-8"
                )
                fresh.chmod(0o777 & ~_umask())
                self._swap(fresh)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)

    def _swap(self, fresh: Path) -> None:
        """Put the new folder where the old one is; should that fail, the old one stands."""
        if not self.folder.exists():
            fresh.rename(self.folder)
            return
        old = fresh.with_name(f"{fresh.name}-old")
        self.folder.rename(old)
        try:
            fresh.rename(self.folder)
        except OSError:
            old.rename(self.folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def files_in(folder: Path) -> Iterator[str]:
    """Every file and every link below a folder, by its path with forward slashes."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep a second run from making the same folder; what a run that died left behind is passed over."""
    lock = folder.with_name(f".{folder.name}.lock")
    descriptor = _take(lock)
    if descriptor is None and _stale(lock):
        with suppress(FileNotFoundError):
            lock.unlink()
        descriptor = _take(lock)
    if descriptor is None:
        raise TargetRefusedError(
            f"Another run is making {folder} right now. Wait for it; if there is none, remove {lock}."
        )
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(f"{os.getpid()}\n".encode())
        yield
    finally:
        with suppress(FileNotFoundError):
            lock.unlink()


def _take(lock: Path) -> int | None:
    try:
        return os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return None


def _stale(lock: Path) -> bool:
    """Whether the run that took a lock is gone."""
    try:
        age = time.time() - lock.stat().st_mtime
        text = lock.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return True
    return age > STALE or (text.isdecimal() and not _alive(int(text)))


def _alive(process: int) -> bool:
    """Whether a process of this machine is running; taken to be so where that cannot be told."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return error.errno != errno.ESRCH
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
