"""A limit of time on our side, for work that waits for a server and cannot be interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], late: Callable[[], Exception]) -> T:
    """What the work gives or raises, or the error `late()` when time is up.

    The work goes on in a thread of its own that nobody waits for: a server that has frozen keeps it, and not the user.
    """
    box: SimpleQueue[tuple[T, None] | tuple[None, BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            box.put((work(), None))
        except BaseException as error:
            box.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        found, error = box.get(timeout=seconds)
    except Empty:
        raise late() from None
    if error is not None:
        raise error
    return found  # type: ignore[return-value] # there is no error, so this is what the work gave
