"""The one place that runs git: plumbing commands only, with list arguments and nobody's settings but our own."""

import contextlib
import os
import re
import subprocess  # noqa: TID251 - this is where git is run
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO

from rmpkit.store import trust

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


MOST_SAID = 64_000_000
"""Bytes that a command may say; a history that says more is not looked through."""


def said(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What a command says that only reads.

    Raises:
        NoGitError: there is no git.
        GitFailedError: git failed, or says more than is read.
    """
    with tempfile.TemporaryDirectory(prefix="rmp-") as nowhere:
        return _run(folder, words, given, home=nowhere)


def contents(folder: Path, objects: Sequence[str]) -> Iterator[bytes]:
    """What files of a repository hold, one after the other, by the names that git has for contents.

    Nothing is fetched for it: one that is not in this copy of the repository is empty.

    Raises:
        NoGitError: there is no git.
        GitFailedError: git failed.
    """
    with tempfile.TemporaryDirectory(prefix="rmp-") as nowhere, tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{name}\n" for name in objects).encode())
        asked.seek(0)
        with _started(folder, ("cat-file", "--batch"), nowhere, asked) as process:
            stream = process.stdout
            assert stream is not None  # noqa: S101 - it was asked for; for the type checker
            for _ in objects:
                head = stream.readline().split()
                if not head:
                    raise GitFailedError("git cat-file: it ended early")
                if len(head) == _HEAD:
                    yield stream.read(int(head[2]))
                    stream.read(1)
                else:
                    yield b""


_HEAD = 3
"""Words of the line before a content: its name, its kind, its size; fewer where it is missing."""


@contextlib.contextmanager
def _started(folder: Path, command: tuple[str, ...], home: str, asked: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A command that is running, and is over behind this."""
    settings = [piece for setting in _SETTINGS for piece in ("-c", setting)]
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of our own words
            ["git", *settings, *command],  # noqa: S607 - whichever git this machine has
            cwd=folder,
            env=_surroundings(home),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise NoGitError from None
    with process:
        try:
            yield process
        finally:
            process.kill()


TRUST = trust.Trust()
"""What the user said is safe to open; it is asked for once, where git refuses a repository."""


def _run(folder: Path, command: tuple[str, ...], given: bytes, *, home: str) -> bytes:
    """What a command says; where git refuses the repository, again with what its user says is safe."""
    try:
        return _done(folder, command, given, home=home)
    except GitFailedError as error:
        if TRUST.asked or not trust.is_refusal(str(error)):
            raise
        TRUST.take(_safe_directories())
        if not TRUST.directories:
            raise
    return _done(folder, command, given, home=home)


def _safe_directories() -> bytes:
    """What the user and the machine say is safe to open; nothing where neither says anything, or git does not tell."""
    with tempfile.TemporaryDirectory(prefix="rmp-") as nowhere:
        done = subprocess.run(  # noqa: S603 - a list of our own words
            ["git", *trust.ASKED],  # noqa: S607 - whichever git this machine has
            cwd=nowhere,
            env=trust.surroundings(os.environ, str(Path(nowhere).resolve().parent)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    return b"" if done.returncode else done.stdout


def _done(folder: Path, command: tuple[str, ...], given: bytes, *, home: str) -> bytes:
    settings = [piece for setting in _SETTINGS for piece in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 - a list of our own words; what authors wrote goes in by the input alone
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
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
        raise GitFailedError(f"git {command[0]}: {lines[-1]}") from None
    if len(done.stdout) > MOST_SAID:
        raise GitFailedError(f"git {command[0]} says more than {MOST_SAID:,} bytes")
    return done.stdout


def _surroundings(home: str) -> Mapping[str, str]:
    """The environment of git: without the settings of the machine, of the user and of a repository around it."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    ours = os.devnull
    if TRUST.directories:
        ours = os.path.join(home, "safe")  # noqa: PTH118 - as the environment takes it
        Path(ours).write_bytes(trust.settings(TRUST.directories))
    return {
        **kept,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CEILING_DIRECTORIES": home,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": ours,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_OPTIONAL_LOCKS": "0",
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
