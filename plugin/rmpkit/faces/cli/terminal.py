"""Whether somebody sits at the other end."""

import os
import sys
from typing import TextIO


def seen() -> bool:
    """Whether what is printed is read at a terminal."""
    return _is_terminal(sys.stdout)


def told_apart() -> bool:
    """Whether both what is printed and what is said beside it are read at a terminal, which can draw."""
    return _is_terminal(sys.stdout) and _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def answered() -> bool:
    """Whether a question that is printed can be answered at a terminal."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def colours_wanted() -> bool:
    """Only on a terminal, and not where somebody said that they want none (no-color.org)."""
    return seen() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there, which may be closed from the start, and leads to a terminal."""
    return stream is not None and stream.isatty()
