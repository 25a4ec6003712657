"""The one place that runs git: plumbing commands only, with list arguments and nobody's settings but our own."""

import os
import re
import subprocess  # noqa: TID251 - this is where git is run
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

_BRANCH = "refs/heads/main"
_SETTINGS = (
    "core.hooksPath=" + os.devnull,
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.autocrlf=false",
    "core.excludesFile=" + os.devnull,
    "core.attributesFile=" + os.devnull,
    "protocol.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
)
_PATIENCE = 120
"""Seconds after which a command is taken to hang."""


class NoGitError(Exception):
    """There is no git on this machine."""


class GitFailedError(Exception):
    """git did not do what it was told to; the message is its own last line."""


@dataclass(frozen=True, slots=True)
class Commit:
    """What the one commit of a new repository says of itself."""

    author: str
    """Who it is by: an organisation's name."""

    mail: str
    """The mail address of the author."""

    day: date
    """The day it speaks of, which dates it: the same day gives the same commit."""

    message: str
    """What it is, in one line."""


def begin_repository(folder: Path, files: Mapping[str, bytes], commit: Commit) -> None:
    """Make a folder a repository of one commit, which holds these files and nothing else that lies in the folder.

    Raises:
        NoGitError: there is no git; the folder is as it was.
        GitFailedError: git failed.
    """
    with tempfile.TemporaryDirectory(prefix="rmp-") as nowhere:
        for command, given in (
            (("init", "--quiet", "--template="), b""),
            (("symbolic-ref", "HEAD", _BRANCH), b""),
            (("fast-import", "--quiet", "--date-format=raw"), b"".join(_stream(files, commit))),
            (("read-tree", "HEAD"), b""),
            (("update-index", "-q", "--refresh"), b""),
        ):
            _run(folder, command, given, home=nowhere)


def _run(folder: Path, command: tuple[str, ...], given: bytes, *, home: str) -> None:
    settings = [piece for setting in _SETTINGS for piece in ("-c", setting)]
    try:
        subprocess.run(  # noqa: S603 - a list of our own words; what authors wrote goes in by the input alone
            ["git", *settings, *command],  # noqa: S607 - whichever git this machine has
            cwd=folder,
            env=_surroundings(home),
            input=given,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        raise NoGitError from None
    except subprocess.TimeoutExpired:
        raise GitFailedError(f"git {command[0]} did not end within {_PATIENCE} seconds") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
        raise GitFailedError(f"git {command[0]}: {said[-1]}") from None


def _surroundings(home: str) -> Mapping[str, str]:
    """The environment of git: without the settings of the machine, of the user and of a repository around it."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {
        **kept,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CEILING_DIRECTORIES": home,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _stream(files: Mapping[str, bytes], commit: Commit) -> Iterator[bytes]:
    """One commit with all its files, as git's importer reads it."""
    noon = datetime.combine(commit.day, time(12), tzinfo=UTC)
    seconds = max(int(noon.timestamp()), 0)  # git has no days before 1970
    yield f"commit {_BRANCH}\n".encode()
    yield f"committer {_in_header(commit.author)} <{_in_header(commit.mail)}> {seconds} +0000\n".encode()
    yield from _counted(f"{commit.message}\n".encode())
    for name in sorted(files):
        yield f"M 100644 inline {_quoted(name)}\n".encode()
        yield from _counted(files[name])


def _counted(content: bytes) -> Iterator[bytes]:
    yield f"data {len(content)}\n".encode()
    yield content
    yield b"\n"


def _in_header(text: str) -> str:
    """A name without the signs that would end it."""
    return re.sub(r"[<>\s\0]+", " ", text).strip() or "-"


def _quoted(name: str) -> str:
    """A path as the importer reads it, whatever it holds."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
