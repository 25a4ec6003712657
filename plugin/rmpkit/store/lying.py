"""The files of a data folder as they lie there, under the names that git would give what they hold."""

import hashlib
import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from rmpkit.store.apart import Files
from rmpkit.store.evidence import MAX_EVIDENCE
from rmpkit.store.git import said
from rmpkit.store.past import TreeEntry
from rmpkit.store.unfetched import is_empty

_PLAIN = "100644"

_PIECE = 1 << 20
"""Bytes of a large file that are held at once."""


def lying(data: Path, known: tuple[Files, ...], here: Path) -> Mapping[str, TreeEntry]:
    """The files of a data folder as they lie there, under the names that git would give their contents."""
    algorithm = _hash(here)
    apart = known[0].unfetched
    found = {name: known[0].entries[name] for name in apart if (data / name).is_dir() and is_empty(data / name)}
    for folder, names, files in os.walk(data):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            inside = path.relative_to(data).as_posix()
            if name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            size = path.stat().st_size
            if size > MAX_EVIDENCE:
                blob = _named_in_pieces(path, size, algorithm)
            else:
                then = {files.entries[inside].blob for files in known if inside in files.entries}
                blob = _called(path.read_bytes(), then, algorithm)
            found[inside] = TreeEntry(_PLAIN, inside, blob, size)
    return found


def _called(content: bytes, known: AbstractSet[str], algorithm: str) -> str:
    """What git would call a content; where it lies there with the line ends of another system, as it was committed."""
    name = _name(content, algorithm)
    if name in known or b"\r\n" not in content:
        return name
    folded = _name(content.replace(b"\r\n", b"\n"), algorithm)
    return folded if folded in known else name


def _name(content: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _named_in_pieces(path: Path, size: int, algorithm: str) -> str:
    """What git would call the content of a large file; as many bytes as another may hold something else."""
    digest = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _hash(here: Path) -> str:
    """The hash by which a repository names contents."""
    return said(here, "rev-parse", "--show-object-format").decode("ascii").strip()
