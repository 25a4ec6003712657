"""Several files changed in one go: all of them, or none."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store.endings import as_written
from rmpkit.store.interrupts import undisturbed
from rmpkit.store.lock import BusyError, Lock, all_locked
from rmpkit.store.saving import SavingRefusedError, put_in_place, refuse_if_changed, settle, status_of, write_out


@dataclass(frozen=True, slots=True)
class Text:
    r"""What a file is to hold, and what it held when it was read."""

    text: str
    r"""With `\n` for every line end; the byte order mark and the line ends of the file are kept."""

    read: bytes
    """The bytes that were read."""


class HalfSavedError(SavingRefusedError):
    """Some files hold what was to be written, and others do not."""

    def __init__(self, files: Sequence[Path]) -> None:
        named = ", ".join(show(str(file), 300) for file in files)
        super().__init__(f"These files could not be put back, and hold what was to be written: {named}.")


def save_together(files: Mapping[Path, Text]) -> None:
    """Put new texts in place of what was read, in the order in which they are given.

    All of them are written beside the files first, so that a full disk is met before anything is replaced. An interrupt
    is heard before the first is replaced, or after the last. Where one cannot be, those before it are put back.

    Raises:
        ChangedSinceError: a file holds something else by now, or has gone.
        HalfSavedError: a file cannot be replaced, and one before it cannot be put back.
        SavingRefusedError: a file is not one to write to, or another run has it.
        OSError: one cannot be written.
    """
    raw = {path: as_written(each.text, each.read) for path, each in files.items()}
    with _alone(tuple(files)) as locks:
        fresh = {lock.path: lock.sibling() for lock in locks}
        try:
            for lock in locks:
                for left in lock.leftovers():
                    left.unlink()
                write_out(fresh[lock.path], raw[lock.path], status_of(lock.path))
            with undisturbed():
                for lock in locks:
                    refuse_if_changed(lock.path, files[lock.path].read, lock)
                _replace(fresh, files)
        finally:
            with undisturbed(), suppress(OSError):
                for path in fresh.values():
                    path.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        settle(folder)


def _replace(fresh: Mapping[Path, Path], files: Mapping[Path, Text]) -> None:
    """Give each new file its name; where one cannot have it, those before it get back what they held."""
    done: list[Path] = []
    try:
        for path in files:
            put_in_place(fresh[path], path, new=False)
            done.append(path)
    except OSError as error:
        left = [path for path in done if not _put_back(fresh[path], path, files[path].read)]
        if left:
            raise HalfSavedError(left) from error
        raise


def _put_back(beside: Path, path: Path, held: bytes) -> bool:
    """Have a file hold what it held; gives whether that went well."""
    try:
        write_out(beside, held, status_of(path))
        put_in_place(beside, path, new=False)
    except (OSError, SavingRefusedError):
        return False
    return True


@contextmanager
def _alone(paths: Sequence[Path]) -> Iterator[tuple[Lock, ...]]:
    try:
        with all_locked(paths) as locks:
            yield locks
    except BusyError as error:
        raise SavingRefusedError(f"The plans cannot be saved now. {error}") from None
