"""The command in processes of its own, on real disks: stopped, starved, shut out."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.reliability.machine import DATA, PATIENCE, Running, command


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of a small data folder without findings."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def old_copy(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder as an earlier run of a verb left it."""

    def make(marker: str = ".rmp-pages", stamp: str = "pages", folder: Path | None = None) -> Path:
        target = folder or tmp_path / "out" / "site"
        target.mkdir(parents=True)
        (target / "old.md").write_text("old", "utf-8")
        (target / marker).write_text(f"{stamp}\nold.md\n", "utf-8")
        return target

    return make


@pytest.fixture
def started() -> Iterator[Callable[..., Running]]:
    """Starts the command and goes on; what still runs at the end of the test is ended."""
    running: list[Running] = []

    def start(*arguments: object, before: str = "", cwd: Path | None = None, env: Mapping[str, str] | None = None):
        process = subprocess.Popen(
            command(*arguments, before=before),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(Running(process))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.process.send_signal(signal.SIGKILL)
        each.process.communicate(timeout=PATIENCE)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Makes a disk of a few kilobytes; skips where this account may not."""
    mounted: list[Path] = []

    def mount(size: str, name: str = "disk") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
            pytest.skip("only an administrator of a Linux machine can make a small disk")
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
        )
        if done.returncode != 0:
            pytest.skip(f"no small disk can be made here: {done.stderr!r}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in reversed(mounted):
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def shut() -> Iterator[Callable[[Path], Path]]:
    """Takes away the right to write to a folder; the test gives it back at its end."""
    folders: list[Path] = []

    def take(folder: Path, mode: int = 0o555) -> Path:
        folders.append(folder)
        folder.chmod(mode)
        return folder

    yield take
    for folder in folders:
        folder.chmod(0o755)


@pytest.fixture
def as_anybody() -> list[str]:
    """What to put before a command so that access rights hold for it, for an administrator too."""
    if sys.platform == "win32":
        pytest.skip("access rights are other ones there")
    if os.geteuid() != 0:
        return []
    if sys.platform != "linux":
        pytest.skip("an administrator may write anywhere")
    drop = "import ctypes,os,sys\nfor right in (1, 2): ctypes.CDLL(None).prctl(24, right, 0, 0, 0)\nos.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", drop]
