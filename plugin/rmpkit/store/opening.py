"""Opening a file of the data folder: an ordinary one, and no link anywhere on the way to it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

_ONLY_ITSELF = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_FILE = os.O_RDONLY | _ONLY_ITSELF | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def opened(root: Path, file: str) -> Iterator[BinaryIO]:
    """An ordinary file below a folder, ready to be read.

    Each part of the way is opened from the one before it, so that none can be put in the place of another meanwhile.
    The folder itself may be a link: whoever named it chose it.

    Args:
        root: the folder.
        file: the path below it, with forward slashes.

    Raises:
        OSError: there is no such file, a part of the way is a link, or it is a pipe, a socket or a device.
    """
    parts = PurePosixPath(file).parts
    if not parts or ".." in parts or PurePosixPath(file).is_absolute():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    descriptor = _by_parts(root, parts) if os.open in os.supports_dir_fd else _by_path(root, parts)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "Not an ordinary file")
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def _by_parts(root: Path, parts: tuple[str, ...]) -> int:
    *folders, name = parts
    with ExitStack() as stack:
        here = os.open(root, _FOLDER)
        stack.callback(os.close, here)
        for folder in folders:
            here = os.open(folder, _FOLDER | _ONLY_ITSELF, dir_fd=here)
            stack.callback(os.close, here)
        return os.open(name, _FILE, dir_fd=here)


def _by_path(root: Path, parts: tuple[str, ...]) -> int:
    """The same where a system cannot open one path from another: looked at first, then opened."""
    path = root
    for part in parts:
        path /= part
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.open(path, _FILE)
