"""Real repositories for tests: git as a person runs it, with no settings but those named here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "rmp-data"
CLEAN = ROOT / "tests/rules/clean"
DAY = "2026-11-20"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "init.defaultBranch": "main",
    "protocol.file.allow": "always",  # repositories of a test are folders on this disk; submodules of such are refused
    "user.email": "mckellar@estuary.example",
    "user.name": "Fiona McKellar",
}


def git(folder: Path, *words: str) -> str:
    """What git says."""
    return ran(folder, *words).decode("utf-8").strip()


def ran(folder: Path, *words: str, given: bytes = b"") -> bytes:
    settings = [piece for name, value in _SETTINGS.items() for piece in ("-c", f"{name}={value}")]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *settings, *words],
        cwd=folder,
        env={**clean, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"},
        input=given,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def begun(folder: Path, message: str = "Begin") -> Path:
    """A folder with its files in the first commit of a new repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    committed(folder, message)
    return folder


def committed(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def committed_on(folder: Path, day: str, message: str = "More") -> str:
    """A commit of everything that lies in a folder, as made at noon of a day; gives its name."""
    git(folder, "add", "--all")
    stamped(folder, day, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def stamped(folder: Path, day: str, *words: str) -> None:
    """What git does, as on a day."""
    stamp = f"{day}T12:00:00+0000"
    settings = [piece for name, value in _SETTINGS.items() for piece in ("-c", f"{name}={value}")]
    when = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, env={**clean, **when})


def everything_in(repository: Path) -> bytes:
    """Every object of a repository, one after the other: commits, folders with their names, files."""
    return ran(repository, "cat-file", "--batch-all-objects", "--batch", "--unordered")


def command(*words: str) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(rmp, list(words), prog_name="rmp")


def handed(party: str, target: Path, data: Path = EXAMPLE) -> Path:
    done = command("handover", "--audience", f"joint:{party}", "--to", str(target), "--data", str(data), "--as-of", DAY)
    assert done.exit_code == 0, done.output
    return target


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
