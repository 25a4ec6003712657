"""The command at a terminal of its own, with a person who types."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120
"""Seconds a run may take on a busy machine."""

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Told:
    """What was seen at the terminal, and how it ended."""

    code: int
    seen: str


def at_terminal(*arguments: object, types: str = "", before: str = "", presses: str = "") -> Told:
    r"""Run the command to its end at a terminal.

    Args:
        arguments: the words of the command.
        types: what is typed, all at once.
        before: a few lines of Python that are run first.
        presses: a word; once it has been seen, Ctrl and C are pressed, and again after each silent second: a signal
            that comes just before a blocking read begins is heard only after it, and people press again, too.
    """
    ours, theirs = pty.openpty()
    # A suite that runs in the background was started with interrupts ignored, and a child inherits that.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)" if presses else ""
    program = f"{hears}\n{before}\nfrom rmpkit.faces.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "COLUMNS": "200", "TERM": "xterm"},
    )
    os.close(theirs)
    os.write(ours, types.encode())
    seen, until, press = b"", time.monotonic() + PATIENCE, False
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 1)
        try:
            piece = os.read(ours, 65536) if ready else b""
        except OSError:  # the other end is closed
            break
        seen += piece
        first = not press and bool(presses) and presses.encode() in seen
        press = press or first
        if first or (press and not ready):
            process.send_signal(signal.SIGINT)
        if not piece and ready:
            break
    os.close(ours)
    return Told(process.wait(timeout=PATIENCE), seen.decode("utf-8", "replace").replace("\r\n", "\n"))
