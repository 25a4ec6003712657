"""Why something cannot be written or read, in words for the person at the keyboard."""

import errno
from collections.abc import Mapping
from typing import NamedTuple

import click


class Reason(NamedTuple):
    """Why a machine refused, and what to do about it."""

    happened: str
    """Half a sentence, without a full stop."""

    mend: str
    """One sentence that starts with a verb."""


_ROOM = "Free some room, then run it again."
_ELSEWHERE = "Name a folder elsewhere."

_REASONS: Mapping[int, Reason] = {
    errno.ENOSPC: Reason("there is no room left on the disk", _ROOM),
    getattr(errno, "EDQUOT", errno.ENOSPC): Reason("the room that this account may use is used up", _ROOM),
    errno.EFBIG: Reason("a file of it is larger than files may be here", _ELSEWHERE),
    errno.EROFS: Reason("the disk can only be read", _ELSEWHERE),
    errno.EACCES: Reason("this account may not write there", f"Ask its owner for access. {_ELSEWHERE}"),
    errno.EPERM: Reason("this account may not write there", f"Ask its owner for access. {_ELSEWHERE}"),
    errno.EBUSY: Reason("it is a disk of its own, or in use, and cannot be replaced", "Name a folder inside it."),
    errno.EXDEV: Reason("it is a disk of its own, and cannot be replaced", "Name a folder inside it."),
    errno.ENAMETOOLONG: Reason("a name in its path is too long", "Shorten it."),
    errno.EEXIST: Reason("a part of its path is a file", _ELSEWHERE),
    errno.ENOTDIR: Reason("a part of its path is a file", _ELSEWHERE),
    errno.ELOOP: Reason("a link in its path leads to itself", _ELSEWHERE),
    errno.EIO: Reason("the disk does not answer as it should", "Have it looked at."),
    errno.EMFILE: Reason("too many files are open", "Close other programs, then run it again."),
    errno.ENFILE: Reason("too many files are open", "Close other programs, then run it again."),
    errno.ENOMEM: Reason("there is no memory left", "Close other programs, then run it again."),
}


class Halted(click.ClickException):
    """Something outside the plans and the command line is in the way: said without explaining the command."""

    exit_code = 2


def reason(error: OSError) -> Reason:
    """Why a machine refused."""
    words = error.strerror or str(error) or "no reason is given"
    return _REASONS.get(error.errno or 0) or Reason(words[:1].lower() + words[1:], "Mend that, then run it again.")


def is_shortage(error: OSError) -> bool:
    """Whether it is the machine that lacks something, and not a mistake of ours."""
    return error.errno in _REASONS


def unwritten(target: str, error: OSError) -> Halted:
    """What to say when a folder could not be made."""
    why = reason(error)
    return Halted(f"{target} cannot be written: {why.happened}. What was there stands. {why.mend}")
