"""Runs targets in processes of their own, ends those that hang or swell, and keeps what failed."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.queries.raw.process import MIB, memory_bytes
from fuzzing.inputs import make
from fuzzing.targets import Target
from fuzzing.worker import Board, Failure, work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

HANGING_SECONDS = 60
"""By the clock, without a new input: it stands still, also where its code cannot be interrupted."""

SLOW_SECONDS = 4.0
"""Of the processor, for one input of some kilobytes; most take less than a thousandth of this."""

MEMORY_MIB = 1_500
"""What a process may hold: Python, Polars and a small graph are at 300."""

MOST_FAILURES = 20
"""After so many, a target is broken, and more of the same help nobody."""

Advance = Callable[[int], None]


@dataclass
class Count:
    """How a target did: inputs that were tried, taken and refused, what failed, and the time."""

    target: str
    tried: int = 0
    taken: int = 0
    refused: int = 0
    slowest_seconds: float = 0.0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)


def run(target: Target, seed: int, first: int, last: int, advance: Advance = lambda done: None) -> Count:
    """Try the inputs from `first` to `last` (without it) of a target."""
    count = Count(target.name)
    began = time.monotonic()
    at = first
    while at < last and len(count.failures) < MOST_FAILURES:
        at = _process(target, count, seed, at, last, advance)
    count.tried = min(at, last) - first
    count.seconds = time.monotonic() - began
    return count


def _process(target: Target, count: Count, seed: int, first: int, last: int, advance: Advance) -> int:
    """One process, until all is done or it ends; the number from which to go on."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # before the process imports it: frames of ten rows need no threads
    context = multiprocessing.get_context("spawn")
    board = context.RawValue(Board, first)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(target, seed, first, last, board, theirs, SLOW_SECONDS), daemon=True)
    process.start()
    theirs.close()
    try:
        why = _watch(process, board, ours, count, advance)
    finally:
        process.kill()
        process.join()
    count.taken += board.taken
    count.refused += board.refused
    count.slowest_seconds = max(count.slowest_seconds, board.slowest_seconds)
    if why is None:
        return last
    count.failures.append(Failure(board.number, why))
    return board.number + 1


def _watch(process: SpawnProcess, board: Board, pipe: Connection, count: Count, advance: Advance) -> str | None:
    """Wait for the end, and say why it came too early; None if all inputs were tried."""
    seen, since = board.number, time.monotonic()
    while True:
        try:
            while pipe.poll(0.1):
                failure = pipe.recv()
                if failure is None:
                    return None
                count.failures.append(failure)
                if len(count.failures) >= MOST_FAILURES:
                    return "Too many failures: the rest was not tried."
        except EOFError:
            process.join()
            return f"The process ended with exit code {process.exitcode}."
        advance(board.taken + board.refused)
        if board.number != seen:
            seen, since = board.number, time.monotonic()
        if time.monotonic() - since > HANGING_SECONDS:
            return f"It took more than {HANGING_SECONDS} seconds."
        if process.pid is not None and memory_bytes(process.pid) > MEMORY_MIB * MIB:
            return f"It held more than {MEMORY_MIB} MiB."


def keep(failure: Failure, target: Target, seed: int, folder: Path) -> Path:
    """Write an input that failed into a file that can be tried again, and what happened beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{target.name}-{seed}-{failure.number}.input"
    path.write_bytes(make(target.corpus(), seed, failure.number))
    path.with_suffix(".txt").write_text(failure.says, encoding="utf-8", errors="backslashreplace")
    return path
