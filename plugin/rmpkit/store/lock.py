"""One run at a time on a file or a folder, also after a run that died and could not say so."""

import os
import platform
import re
import secrets
import stat
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rmpkit.store.interrupts import undisturbed

STALE = 600
"""Seconds after which a lock that has not stirred is taken to be left over, by a run on this machine or another."""

BEAT = 60
"""Seconds after which the run that holds a lock lets it stir, however long it takes."""

UNSIGNED = 10
"""Seconds after which a lock that names nobody is taken to be left over: it is signed as soon as it is there."""

_MOST = 500
"""Bytes of a lock that are read; ours are far shorter."""


class BusyError(Exception):
    """Another run is at work on the same file or folder."""

    def __init__(self, lock: Path, content: str) -> None:
        process = content.partition(" ")[0]
        who = f"Another run (process {process})" if process.isdecimal() else "Another run"
        super().__init__(f"{who} is at work on it. Wait for its end; if there is none, remove {lock}.")


@dataclass(frozen=True, slots=True)
class Lock:
    """What keeps every other run away from a file or a folder."""

    path: Path
    """What is locked."""

    token: str
    """What this run is known by, among all that ever locked it."""

    @property
    def file(self) -> Path:
        """The file by which other runs see it."""
        return self.path.with_name(f".{self.path.name}.rmp-lock")

    @property
    def content(self) -> str:
        """Who holds it: process, machine, run."""
        return f"{os.getpid()} {this_machine()} {self.token}\n"

    @property
    def held(self) -> bool:
        """Whether it is still this run's; one that slept for long, with its machine, has lost it to another."""
        return _read(self.file) == self.content

    def sibling(self, ending: str = "") -> Path:
        """A name beside what is locked that no other run uses, and that no reader of plans looks at."""
        return self.path.with_name(f".{self.path.name}.rmp-{self.token}{ending}")

    def leftovers(self) -> list[Path]:
        """What runs that died left beside it, whether file or folder, by name."""
        pattern = re.compile(rf"\.{re.escape(self.path.name)}\.rmp-(?:lock-)?[0-9a-f]{{8}}(?:\.old)?")
        with os.scandir(self.path.parent) as entries:
            found = sorted(entry.name for entry in entries if pattern.fullmatch(entry.name))
        return [self.path.with_name(name) for name in found]


@contextmanager
def locked(path: Path) -> Iterator[Lock]:
    """Keep every other run away from a file or a folder until the block is left.

    The lock of a run that died is passed over: its process is gone, or it has not stirred for `STALE` seconds. Whoever
    puts something in place looks at `Lock.held` just before.

    Raises:
        BusyError: another run holds it.
        OSError: the folder around it cannot be written.
    """
    with all_locked((path,)) as (lock,):
        yield lock


@contextmanager
def all_locked(paths: Iterable[Path]) -> Iterator[tuple[Lock, ...]]:
    """The same for several files at once, taken in one order by every run, so that no two wait for each other.

    Raises:
        BusyError: another run holds one of them.
        OSError: the folder around one of them cannot be written.
    """
    token = secrets.token_hex(4)
    locks = tuple(Lock(path, token) for path in sorted(paths))
    try:
        for lock in locks:
            _take(lock)
        with _stirring([lock.file for lock in locks]):
            yield locks
    finally:
        with undisturbed():
            for lock in locks:
                with suppress(OSError):  # it is passed over once this process has gone
                    if lock.held:
                        lock.file.unlink()


def _take(lock: Lock) -> None:
    if _taken(lock):
        return
    content = _read(lock.file)
    if content is not None and _left_over(lock.file, content):
        _put_aside(lock.file, content)
    if not _taken(lock):
        raise BusyError(lock.file, content or "")


def _taken(lock: Lock) -> bool:
    with undisturbed():
        try:
            descriptor = os.open(lock.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(lock.content.encode())
        except OSError:
            lock.file.unlink(missing_ok=True)  # a full disk; it names nobody, so nobody else would remove it
            raise
        return True


def _put_aside(file: Path, content: str) -> None:
    """Remove a lock that is left over, but not the one that another run took in its place a moment ago."""
    aside = file.with_name(f"{file.name}-{secrets.token_hex(4)}")
    with undisturbed(), suppress(FileNotFoundError):
        file.rename(aside)
        if _read(aside) != content:
            with suppress(OSError):  # without it that run finds out that it lost its lock, and puts nothing in place
                os.link(aside, file)
        aside.unlink()


def _read(file: Path) -> str | None:
    """What a lock says; `None` where there is none, nothing where it says nothing that can be read."""
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            return ""
        with file.open("rb") as stream:
            return stream.read(_MOST).decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def _left_over(file: Path, content: str) -> bool:
    """Whether the run that took a lock is gone."""
    try:
        age = time.time() - file.lstat().st_mtime
    except FileNotFoundError:
        return True
    process, _, rest = content.partition(" ")
    if not process.isdecimal():
        return age > UNSIGNED
    here = rest.partition(" ")[0] == this_machine()
    return age > STALE or (here and not _alive(int(process)))


def _alive(process: int) -> bool:
    """Whether a process of this machine is running; taken to be so where that cannot be told."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def this_machine() -> str:
    """What this machine is called, as one word; a number of a process means nothing on another one."""
    return re.sub(r"\s", "-", platform.node()) or "-"


@contextmanager
def _stirring(files: Sequence[Path]) -> Iterator[None]:
    """Let locks stir now and then, so that a long build is not taken for a dead one."""
    over = threading.Event()

    def stir() -> None:
        while not over.wait(BEAT):
            for file in files:
                with suppress(OSError):
                    os.utime(file)

    threading.Thread(target=stir, name="rmp-lock", daemon=True).start()
    try:
        yield
    finally:
        over.set()
