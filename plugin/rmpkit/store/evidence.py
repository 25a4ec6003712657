"""The evidence folder of a plan: which of its files a site may carry, and why it may not carry the others."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from rmpkit.model.finding import Finding, Place
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.showing import show
from rmpkit.store.contents import CARRIED, otherwise
from rmpkit.store.kinds import EVIDENCE_REFUSED
from rmpkit.store.names import LONGEST, first_oddity
from rmpkit.store.opening import opened

EVIDENCE = "evidence"
"""The folder of a plan that its evidence files are kept in."""

Held = Mapping[tuple[str, str], str]
"""What evidence files hold, by plan and by name inside the plan's folder: as git names contents."""


class Unfit(NamedTuple):
    """Why a file does not do."""

    happened: str
    """What is wrong, as the end of a sentence that starts with the file."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""


MAX_EVIDENCE = 50_000_000
"""Bytes an evidence file may have on the site; larger ones belong where documents are kept, behind a signpost."""

_SIGNPOST = "Keep it where documents are kept and point a signpost at it, or save it as a PDF."
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def evidence_of(root: Path, plan: str, base: str) -> Iterator[EvidenceFile | Finding]:
    """Every file of a plan's evidence folder, or what is said about it; hidden files are passed over.

    Args:
        root: the data folder.
        plan: the plan.
        base: the plan's folder, below the data folder.
    """
    files: dict[str, int] = {}
    for name, status in _walk(root / base, EVIDENCE):
        reason = _refused(root, base, name, status)
        if reason is None:
            files[name] = status.st_size
        else:
            message = f"The evidence file {show(name)} {reason.happened}, and is not carried to the site."
            yield _finding(plan, base, name, message, reason.mend)
    yield from (EvidenceFile(name, size) for name, size in files.items())


def carried(root: Path, base: str, name: str) -> bytes:
    """The bytes of an evidence file that was listed before.

    Raises:
        OSError: it is gone, or has become something else than what was listed.
    """
    with opened(root, f"{base}/{name}") as stream:
        if _refused_kind(name, os.fstat(stream.fileno())) or otherwise(_ending(name), stream):
            raise OSError(0, "It has become something else")
        stream.seek(0)
        content = stream.read(MAX_EVIDENCE + 1)
    if len(content) > MAX_EVIDENCE:
        raise OSError(0, "It has become something else")
    return content


def _walk(folder: Path, top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below a folder that is no folder, in the order of names, without following a link."""
    waiting = [top]
    while waiting:
        here = waiting.pop()
        inner = []
        with os.scandir(folder / here) as entries:
            listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda one: one.name)
        for entry in listed:
            name = f"{here}/{entry.name}"
            status = os.lstat(entry.path)  # of a directory entry it lacks the number of names on some systems
            if stat.S_ISDIR(status.st_mode):
                inner.append(name)
            else:
                yield name, status
        waiting.extend(reversed(inner))


def _refused(root: Path, base: str, name: str, status: os.stat_result) -> Unfit | None:
    """Why a file is not carried, if so."""
    if stat.S_ISLNK(status.st_mode):
        return Unfit("is a link to somewhere else", "Put the file itself there.")
    special = next((what for test, what in _SPECIAL if test(status.st_mode)), None)
    if special is not None:
        return Unfit(f"is {special}", "Put an ordinary file there.")
    if first_oddity(name) is not None:
        return None  # told with the other names
    if (reason := _refused_kind(name, status)) is not None:
        return reason
    try:
        with opened(root, f"{base}/{name}") as stream:
            instead = otherwise(_ending(name), stream)
    except OSError as error:
        return Unfit(
            f"cannot be opened ({(error.strerror or 'no reason given').lower()})", "Check that it may be read."
        )
    return Unfit(f'ends in "{_ending(name)}" but {instead[0]}', instead[1]) if instead else None


def _refused_kind(name: str, status: os.stat_result) -> Unfit | None:
    """Why a file is not carried whatever it holds, if so."""
    if _ending(name) not in CARRIED:
        return Unfit(f'ends in "{show(PurePosixPath(name).suffix)}"', _SIGNPOST)
    if status.st_size > MAX_EVIDENCE:
        return Unfit(f"has {status.st_size:,} bytes, where {MAX_EVIDENCE:,} are the most", _SIGNPOST)
    if status.st_nlink > 1:
        return Unfit("is a file of another name too (a hard link), and may be somebody else's", "Put a copy there.")
    return None


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _finding(plan: str, base: str, name: str, message: str, mend: str) -> Finding:
    place = Place(f"{base}/{show(name, LONGEST)}", 1, 1)
    return Finding(EVIDENCE_REFUSED, plan, (EVIDENCE, name), message, mend, place=place)
