"""Moments at which a run is not interrupted: between two steps of which one by itself would be half a thing."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep an interrupt waiting until the block is left; it is heard then, and none is lost."""
    if threading.current_thread() is not threading.main_thread():  # only that thread hears signals
        yield
        return
    waiting: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        waiting.append(number)

    heard = [number for number in _NUMBERS if signal.getsignal(number) not in {signal.SIG_IGN, None}]
    before = {number: signal.signal(number, note) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if waiting:
            signal.raise_signal(waiting[0])
