"""Signals that end a program: what it was building is removed first, and no traceback is printed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = ("SIGTERM", "SIGHUP")
"""Sent by whoever ends a session or shuts a machine down."""


@contextmanager
def handled() -> Iterator[None]:
    """Let these signals unwind the program, as Ctrl-C does, and then end it with 128 and their number.

    One that is ignored stays so, as under `nohup`. After the block nothing stops the program any more: it is over.
    """
    numbers = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    for number in numbers:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)
    yield
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)
