"""What is said of a data folder, as tests compare it."""

from datetime import date
from pathlib import Path

from rmpkit.operations.check import check

DAY = date(2026, 3, 1)


def found(folder: Path) -> list[tuple[str, str, str]]:
    """Code, file inside the folder, and words of every finding."""
    root = folder.as_posix() + "/"
    return [
        (i.finding.kind.code, i.place.file.removeprefix(root), f"{i.finding.message} {i.finding.mend}")
        for i in check(folder, today=DAY).located
    ]


def only(folder: Path) -> tuple[str, str, str]:
    (finding,) = found(folder)
    return finding
