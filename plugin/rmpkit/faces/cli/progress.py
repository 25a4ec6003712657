"""How far a long run is, drawn at a terminal; a quick one draws nothing, and nothing is drawn into a file or a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from rmpkit.faces.cli import terminal
from rmpkit.operations.check import Progress, in_silence

AFTER = 1.0
"""Seconds after which a run is a long one."""


@contextmanager
def drawn() -> Iterator[tuple[Progress, Callable[[], None]]]:
    """What tells how far a run is, and what ends the telling before anything else is printed."""
    if not terminal.told_apart():
        yield in_silence, lambda: None
        return
    bar = _Bar(time.monotonic())
    try:
        yield bar.told, bar.over
    finally:
        bar.over()


@dataclass(slots=True)
class _Bar:
    """A bar that is drawn once a run has taken long enough."""

    began: float
    shown: Any = field(default=None)
    at: int = 0

    def told(self, done: int, of: int) -> None:
        if self.shown is None:
            if time.monotonic() - self.began < AFTER:
                return
            self.shown = click.progressbar(length=of, label="Checking", file=sys.stderr)
            self.shown.render_progress()
        self.shown.update(done - self.at)
        self.at = done

    def over(self) -> None:
        if self.shown is not None:
            self.shown.render_finish()
            self.shown = None
