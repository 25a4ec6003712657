"""How tests run the command, and what they look at afterwards."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "rules/clean"
ROOT = Path(__file__).parents[2]
DAY = "2026-03-01"
PATIENCE = 120
"""Seconds a run may take on a busy machine."""

_MAIN = "from rmpkit.faces.cli import main; main()"


def command(*arguments: object, before: str = "", under: list[str] | None = None) -> list[str]:
    """The command, with something of it replaced by a few lines of Python that are run before it."""
    return [*(under or []), sys.executable, "-c", f"{before}\n{_MAIN}", *map(str, arguments)]


def rmp(
    *arguments: object,
    before: str = "",
    under: list[str] | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    only: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; `env` is added to the surroundings, `only` takes their place."""
    surroundings = {**os.environ, **(env or {})} if only is None else {"PYTHONPATH": _python_path(), **only}
    return subprocess.run(
        command(*arguments, before=before, under=under),
        cwd=cwd,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )


def _python_path() -> str:
    return os.environ.get("PYTHONPATH", str(ROOT / "plugin"))


def pages(target: Path | str, data: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """Write the pages of a data folder."""
    return rmp("pages", target, "--data", data, "--as-of", DAY, **how)


def publish(target: Path | str, data: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """Make the copy of a data folder for the partner in it."""
    return rmp("publish", "--audience", "joint:northgate", "--to", target, "--data", data, "--as-of", DAY, **how)


@dataclass(frozen=True)
class Running:
    """A command that has been started."""

    process: subprocess.Popen[str]

    def says(self, word: str) -> None:
        """Wait until it prints a word."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip() == word:
                return
        raise AssertionError(f"it ended without saying {word}: {self.process.communicate()}")

    def send(self, *numbers: signal.Signals) -> None:
        for number in numbers:
            self.process.send_signal(number)

    def end(self) -> tuple[int, str, str]:
        """How it ended: its code, and what else it printed."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def tree(folder: Path) -> dict[str, bytes | str]:
    """Everything below a folder, hidden or not: bytes of files, what links lead to."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "folder"
    return found


def plain(text: str) -> bool:
    """Whether a message is for people: no trace, no name of an exception."""
    return not any(word in text for word in ("Traceback", "Error:\n", "Errno", "Exception", 'File "'))
