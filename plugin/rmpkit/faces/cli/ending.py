"""How the command ends: with the code of its verb, stopped by a signal, without a reader, or by a fault of ours."""

import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

import rmpkit
from rmpkit.faces.cli.reasons import is_shortage, reason

FAULT = 3
"""The exit code of a fault of ours."""

WORLD = 2
"""The exit code when the machine lacks something: room on a disk, for one."""

_SIGNALLED = 128
"""What is added to the number of a signal, as shells do."""

_NO_READER = 13
"""The number of the signal that ends other programs when nobody reads on."""


class Stopped(BaseException):
    """Raised where a signal finds the command, so that everything on the way out is cleared away."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def no_reader() -> Stopped:
    """What to raise when whoever read the output has gone, as `head` does."""
    return Stopped(_NO_READER)


def end_well(verb: Callable[[], object]) -> int:
    """Call a verb, and give the code to exit with, whatever becomes of it.

    A verb that knows its code raises `SystemExit`, which passes.
    """
    sys.stdout, sys.stderr = _dependable(sys.stdout), _dependable(sys.stderr)
    try:
        _hear_signals()
        verb()
    except Stopped as stop:
        if stop.number == _NO_READER:
            _let_go()
        else:
            _say("Stopped before the end; nothing is left half done.")
        return _SIGNALLED + stop.number
    except BrokenPipeError:
        _let_go()
        return _SIGNALLED + _NO_READER
    except OSError as error:
        if not is_shortage(error):
            return _fault(error)
        _let_go()
        _say(f"Error: {error.filename or 'The output'} cannot be read or written: {reason(error).happened}.")
        return WORLD
    except Exception as error:  # noqa: BLE001 - the outermost edge: a traceback is of no use to the person at the keyboard
        return _fault(error)
    finally:
        _end_at_once()
    return 0


def _dependable(stream: TextIO) -> TextIO:
    r"""A stream that prints all of a text, or fails, and `\u2019` where a terminal has no such character.

    Without a buffer, as PYTHONUNBUFFERED has it, Python drops what a pipe does not take at once, and says nothing.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if not isinstance(stream.buffer, io.RawIOBase):
        stream.reconfigure(errors="backslashreplace")
        return stream
    encoding = stream.encoding
    buffer = io.BufferedWriter(stream.detach())
    return io.TextIOWrapper(buffer, encoding, errors="backslashreplace", line_buffering=True)


def _hear_signals() -> None:
    """Let signals stop the command; what whoever started it has it ignore stays ignored."""
    for number in _heard():
        signal.signal(number, _stop)


def _heard() -> list[int]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is not known everywhere
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    return [number for number in numbers if signal.getsignal(number) not in {signal.SIG_IGN, None}]


def _stop(number: int, _: FrameType | None) -> NoReturn:
    for each in _heard():
        signal.signal(each, _go_on)  # people press twice; what is being cleared away is cleared away whole
    raise Stopped(number)


def _go_on(number: int, _: FrameType | None) -> None:
    """Pass over a signal. To have the system ignore it makes Python complain of one that is on its way.

    Unless nothing is being cleared away: `input` passes over whatever fails while it flushes, so that the first one
    may have been lost there.
    """
    error = sys.exc_info()[1]
    while error is not None and not isinstance(error, Stopped):
        error = error.__context__
    if error is None:
        raise Stopped(number)


def _end_at_once() -> None:
    """Let a signal that comes while Python itself ends just end it, without a trace."""
    for number in _heard():
        if signal.getsignal(number) is not _go_on:
            signal.signal(number, lambda number, _: os._exit(_SIGNALLED + number))


def _let_go() -> None:
    """Send what could not be printed nowhere, so that Python does not try again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # nobody reads it, it is closed, it was never there
            with suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(line: str) -> None:
    with suppress(OSError, ValueError, AttributeError):  # there may be no terminal any more
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def _fault(error: BaseException) -> int:
    """Keep the trace where it can be sent from, and say so in one sentence."""
    kept = _keep("".join(traceback.format_exception(error)))
    what = (
        "rmp has no memory left. Close other programs, and run it again."
        if isinstance(error, MemoryError)
        else "This is a fault in rmp, not in the plans."
    )
    report = str(kept) if kept else f'"{type(error).__name__} {_place(error)}", as no report could be kept,'
    _say(f"{what} Send {report} to whoever looks after rmp here.")
    return FAULT


def _keep(trace: str) -> Path | None:
    """The file that holds a trace; for its owner alone, because a trace may quote a plan."""
    try:
        descriptor, name = tempfile.mkstemp(prefix="rmp-fault-", suffix=".txt")
    except OSError:
        return None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"rmpkit {rmpkit.__version__}, Python {sys.version}\n\n{trace}")
    except OSError:
        Path(name).unlink(missing_ok=True)
        return None
    return Path(name)


def _place(error: BaseException) -> str:
    """Where an error was raised, without what was being read there."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "rmpkit" in Path(frame.filename).parts] or frames
    return f"at {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else "somewhere"
