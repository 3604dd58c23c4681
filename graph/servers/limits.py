"""What an answer of a server may take on our side: time, rows, and memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from accordgraph.graph.errors import QueryError

T = TypeVar("T")

MIB = 1 << 20
CELL_BYTES = 64
"""Of a cell beside its text, in Python."""


class Budget(NamedTuple):
    """Seconds by the clock, rows, and MiB that the rows fill; None where there is no limit."""

    timeout_seconds: float
    max_rows: int | None = None
    memory_mib: int | None = None


FOR_A_QUESTION = Budget(600.0)
"""None takes more than seconds: past that, the server or the way to it is stuck."""


def within_budget(rows: Iterable[tuple[Any, ...]], budget: Budget) -> Iterator[tuple[Any, ...]]:
    """The rows, while there are not too many. Raises QueryError at the first that is past a limit."""
    taken = 0
    for number, row in enumerate(rows, 1):
        if budget.max_rows is not None and number > budget.max_rows:
            what = f"The answer has more than {budget.max_rows:,} rows."
            raise QueryError(what, "Ask for fewer with LIMIT, or allow more with --max-rows.")
        if budget.memory_mib is not None:
            taken += sum(map(_size, row))
            if taken > budget.memory_mib * MIB:
                what = f"The answer needs more than {budget.memory_mib:,} MiB of memory."
                raise QueryError(what, "Ask for less, or allow more with --memory.")
        yield row


def _size(cell: object) -> int:
    """About how many bytes a cell holds, whatever the driver made of it."""
    if isinstance(cell, Mapping):
        return CELL_BYTES + sum(map(_size, cell.values()))
    if isinstance(cell, list):
        return CELL_BYTES + sum(map(_size, cell))
    text = cell if isinstance(cell, str) else getattr(cell, "value", "")
    return CELL_BYTES + (2 * len(text) if isinstance(text, str) else 0)


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
        result, error = box.get(timeout=seconds)
    except Empty:
        raise late() from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value] # there is no error, so this is what the work gave
