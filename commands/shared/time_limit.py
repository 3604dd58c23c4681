"""A time limit on work of our own process, such as turning a million cells into a table."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LEAST_SECONDS = 0.001
"""A timer that is set to nothing never rings."""


@contextmanager
def ended_at(deadline: float, error: Exception) -> Iterator[None]:
    """A block that is ended with the error at a time of `time.monotonic`.

    Where there are no such timers, as on Windows and in other threads than the first, it is raised after the block.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        if time.monotonic() > deadline:
            raise error
        return

    def end(_number: int, _frame: object) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, max(LEAST_SECONDS, deadline - time.monotonic()))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
