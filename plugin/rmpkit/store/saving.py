"""The one door through which a file of the plans is changed: all of it, or not at all.

The verbs that edit plans (`new`, `fix`, `import` and those that record something) go through it. Verbs that only read
write nothing beside the plans.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store.endings import as_written
from rmpkit.store.interrupts import undisturbed
from rmpkit.store.lock import BusyError, Lock, locked

_TRIES = 3
_PAUSE = 0.2
"""Seconds between tries: on Windows an editor that holds a file lets go of it now and then."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)


class SavingRefusedError(Exception):
    """The file is not one to write to, or another run is writing to it; it stands as it was."""


class ChangedSinceError(SavingRefusedError):
    """Somebody has changed the file since it was read; what they wrote stands."""


def save(path: Path, content: str | bytes, *, read: bytes | None) -> None:
    r"""Put new content in place of what was read; whatever goes wrong, the file holds either, whole.

    Its access rights stay. A text keeps the byte order mark and the line ends of the file.

    Args:
        path: the file.
        content: what it is to hold; a text has `\n` for every line end.
        read: the bytes it held when it was read; `None` for a file that is not to be there yet.

    Raises:
        ChangedSinceError: it holds something else by now, has gone, or is there though it was not to be.
        SavingRefusedError: it is a link, no ordinary file or marked as not to be changed, or another run has it.
        OSError: it cannot be written.
    """
    raw = as_written(content, read or b"") if isinstance(content, str) else content
    with _alone(path) as lock:
        for left in lock.leftovers():
            left.unlink()
        fresh = lock.sibling()
        try:
            write_out(fresh, raw, status_of(path))
            with undisturbed():
                refuse_if_changed(path, read, lock)
                put_in_place(fresh, path, new=read is None)
        finally:
            with undisturbed(), suppress(OSError):
                fresh.unlink()
    settle(path.parent)


@contextmanager
def _alone(path: Path) -> Iterator[Lock]:
    try:
        with locked(path) as lock:
            yield lock
    except BusyError as error:
        raise SavingRefusedError(f"{show(str(path), 300)} cannot be saved now. {error}") from None


def status_of(path: Path) -> os.stat_result | None:
    """What a file is; `None` where there is none.

    Raises:
        SavingRefusedError: it is not one to write to.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise SavingRefusedError(f"{show(str(path), 300)} is a link, and is not followed. Put the file itself there.")
    if not stat.S_ISREG(status.st_mode):
        raise SavingRefusedError(f"{show(str(path), 300)} is not an ordinary file. Move it elsewhere.")
    if not os.access(path, os.W_OK):
        raise SavingRefusedError(f"{show(str(path), 300)} is marked as not to be changed. Allow changes to it first.")
    return status


def write_out(fresh: Path, raw: bytes, old: os.stat_result | None) -> None:
    """Write the new file, down to the disk, with the access rights of the old one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS
    descriptor = os.open(fresh, flags, 0o666 if old is None else 0o600)
    try:
        rest = memoryview(raw)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if old is not None:
        with suppress(OSError, AttributeError):  # only an administrator can give a file to somebody; not on Windows
            os.chown(fresh, old.st_uid, old.st_gid)
        os.chmod(fresh, stat.S_IMODE(old.st_mode))  # noqa: PTH101 - beside the other calls of its kind


def refuse_if_changed(path: Path, read: bytes | None, lock: Lock) -> None:
    """Look just before a file is replaced.

    Raises:
        ChangedSinceError: it holds something else than what was read.
        SavingRefusedError: it is not one to write to any more, or another run took it over.
    """
    name = show(str(path), 300)
    if not lock.held:
        raise SavingRefusedError(f"Another run took {name} over meanwhile. Run it again.")
    status_of(path)
    now = _held(path, most=len(read or b"") + 1)
    if now == read:
        return
    if read is None:
        raise ChangedSinceError(f"{name} is there already. Choose another name, or edit it.")
    what = "has gone" if now is None else "was changed"
    raise ChangedSinceError(f"{name} {what} since it was read. Look at it, and run the command again.")


def _held(path: Path, *, most: int) -> bytes | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINKS | _AS_IT_IS)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(most)


def put_in_place(fresh: Path, path: Path, *, new: bool) -> None:
    """Give the new file its name, in one step."""
    if new and _linked(fresh, path):
        return
    for tried in range(1, _TRIES + 1):
        try:
            os.replace(fresh, path)  # noqa: PTH105 - beside the other calls of its kind
        except PermissionError:
            if os.name != "nt" or tried == _TRIES:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _linked(fresh: Path, path: Path) -> bool:
    """Give a file a name that nobody has taken; gives whether this disk can do so."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise ChangedSinceError(f"{show(str(path), 300)} is there already. Choose another name, or edit it.") from None
    except (OSError, AttributeError):
        return False
    return True


def settle(folder: Path) -> None:
    """Have the new name written down to the disk too, where that is possible."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
