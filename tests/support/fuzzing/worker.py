"""The process in which inputs are tried, one after the other. Whoever started it looks at its board."""

from __future__ import annotations

import ctypes
import tempfile
import time
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from fuzzing.inputs import make
from fuzzing.targets import Take, Target, accepts


class Board(ctypes.Structure):
    """What the process is at: read by its parent, at any time."""

    number: int
    taken: int
    refused: int
    slowest_seconds: float
    _fields_ = (
        ("number", ctypes.c_longlong),
        ("taken", ctypes.c_longlong),
        ("refused", ctypes.c_longlong),
        ("slowest_seconds", ctypes.c_double),
    )


class Failure(NamedTuple):
    """An input at which the program is at fault: its number, and what happened."""

    number: int
    says: str


def work(target: Target, seed: int, first: int, last: int, board: Board, failures: Connection, slow: float) -> None:
    """Try the inputs `first` to `last` (without it) of a target, and send those that fail or take `slow` seconds."""
    warnings.simplefilter("error")
    corpus = target.corpus()
    with tempfile.TemporaryDirectory() as scratch:
        take = target.open(Path(scratch))
        for number in range(first, last):
            board.number = number
            says = _try(take, make(corpus, seed, number), board, slow)
            if says:
                failures.send(Failure(number, says))
    failures.send(None)


def _try(take: Take, data: bytes, board: Board, slow: float) -> str:
    """What is wrong with how an input is read, empty where nothing is."""
    began = time.process_time()
    try:
        is_taken = accepts(take, data)
    except KeyboardInterrupt:
        raise
    except BaseException:  # panics of Rust are no Exception
        return traceback.format_exc(limit=-8)
    took = time.process_time() - began
    board.taken += is_taken
    board.refused += not is_taken
    board.slowest_seconds = max(board.slowest_seconds, took)
    return f"It took {took:.1f} seconds of the processor." if took > slow else ""
