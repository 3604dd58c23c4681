"""One process that answers queries one after another, watched as that of a single query is."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, NamedTuple

from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.queries.raw import wire
from accordgraph.queries.raw.engine_errors import BEYOND_YEARS
from accordgraph.queries.raw.process import (
    AS_TEXT,
    CRASHES,
    MIB,
    TICK_SECONDS,
    HeldMemory,
    Limits,
    end_process,
    engine_complaint,
    past_memory,
    processors,
    start_process,
)
from accordgraph.queries.raw.wire import Head

USES = 100
"""Queries that one process answers: what a query may have left behind in an engine does not grow old."""

GROWTH_BYTES = 128 * MIB
"""A process that holds so much more than when it opened the graph is not used again."""

OPENING_SECONDS = 30
"""It takes a fifth of a second; a machine may be busy."""

SLOW_SECONDS = 1.0
"""A query that takes longer goes on with what others leave of the processors, and its process is not used again."""


class WarmAnswer(NamedTuple):
    """The whole answer: its kind, its bytes, and its rows where they were counted."""

    kind: str
    content: bytes
    rows: int | None
    is_acceptable: bool


class HungUpError(Exception):
    """Whoever asked is gone."""


Message = tuple[Head, bytes] | None
"""What the process says; None when it has no more to say."""


class WarmWorker:
    """A process with a graph open. It is used by one thread at a time, and no more after any fault."""

    def __init__(self, engine: str, folder: Path, limits: Limits) -> None:
        """Start it; whether it could open the graph shows when it is asked."""
        self.engine, self.folder, self._limits = engine, folder, limits
        self._uses, self._is_faulty, self._is_slow, self._opened_bytes = 0, False, False, 0
        self._messages: SimpleQueue[Message] = SimpleQueue()
        with ExitStack() as stack:
            self._errors = stack.enter_context(tempfile.TemporaryFile())
            self._child = start_process("accordgraph.queries.raw.warm_sandbox", folder.resolve(), self._errors)
            self._memory = stack.enter_context(HeldMemory(self._child.pid))
            self._held = stack.pop_all()
        self._is_open = False
        self._send(self._opening())
        threading.Thread(target=_read, args=(self._child.stdout, self._messages), daemon=True).start()

    def _opening(self) -> Head:
        return {
            "engine": self.engine,
            "folder": str(self.folder.resolve()),
            "memory_bytes": self._limits.memory_mib * MIB,
            "cpu_seconds": self._cpu_seconds() * USES,
            "parent": os.getpid(),
        }

    def _cpu_seconds(self) -> int:
        return (int(self._limits.timeout_seconds) + 5) * processors()

    @property
    def is_reusable(self) -> bool:
        """Whether it may be asked again."""
        return (
            not (self._is_faulty or self._is_slow)
            and self._uses < USES
            and self._memory.bytes <= self._opened_bytes + GROWTH_BYTES
        )

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        """Whether its process runs: it may have been ended while nobody asked it."""
        return self._child.poll() is None

    def ask(self, query: Head, is_gone: Callable[[], bool]) -> WarmAnswer:
        """The answer to a query that a guard has let pass. `is_gone` says whether nobody waits for it any more.

        Raises QueryError where the query is wrong or past a limit, EngineError where the process fails, HungUpError.
        Whatever is raised but a complaint of the engine, the process is not reusable.
        """
        self._uses += 1
        was_faulty, self._is_faulty = self._is_faulty, True
        if was_faulty:
            raise EngineError("This process has failed before.")
        self._open(is_gone)
        deadline = time.monotonic() + self._limits.timeout_seconds
        self._send({**query, "cpu_seconds": self._cpu_seconds()})
        head, content = self._answer(deadline, is_gone)
        if "too_large" in head:
            raise _too_large(head["too_large"])
        if "complaint" in head:
            complaint = head["complaint"]
            self._is_faulty = complaint[1] != "query"
            raise engine_complaint(*complaint, limits=self._limits)
        self._is_faulty = False
        return WarmAnswer(head["kind"], content, head["rows"], head["is_acceptable"])

    def _open(self, is_gone: Callable[[], bool]) -> None:
        """Take its first message; time that it takes to start is not the query's."""
        if self._is_open:
            return
        head, _ = self._answer(time.monotonic() + max(self._limits.timeout_seconds, OPENING_SECONDS), is_gone)
        if "complaint" in head:
            raise EngineError(
                f"The graph cannot be opened: {head['complaint'][0]}", "See what is damaged: accord check"
            )
        self._is_open, self._opened_bytes = True, self._memory.bytes

    def _answer(self, deadline: float, is_gone: Callable[[], bool]) -> tuple[Head, bytes]:
        """Its next answer, while time and memory last."""
        began, has_days = time.monotonic(), False
        while True:
            try:
                message = self._messages.get(timeout=TICK_SECONDS)
            except Empty:
                self._check(deadline, is_gone)
                if self._is_open and not self._is_slow and time.monotonic() - began > SLOW_SECONDS:
                    self._is_slow = True
                    lower_priority(self._child.pid)
                continue
            if message is None:
                raise self._died(has_days)
            if not message[0].get("has_days"):
                return message
            has_days = True

    def _check(self, deadline: float, is_gone: Callable[[], bool]) -> None:
        if is_gone():
            raise HungUpError
        if time.monotonic() > deadline:
            what = f"The query was ended: it took more than {self._limits.timeout_seconds:g} seconds."
            raise QueryError(what, "Ask for less.")
        if self._memory.bytes > self._limits.memory_mib * MIB:
            raise past_memory(self._limits)

    def _died(self, has_days: bool) -> QueryError | EngineError:
        code = self._child.wait()
        if has_days and -code in CRASHES:
            return QueryError(BEYOND_YEARS, AS_TEXT)
        self._errors.seek(0)
        last_line = self._errors.read().decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        what = f"The process of the query ended early. {last_line}".strip()
        return EngineError(what, "Ask again, or ask for less: perhaps it ran out of memory.")

    def _send(self, head: Head) -> None:
        assert self._child.stdin is not None
        with suppress(BrokenPipeError):  # it has died already, which shows when its answer is read
            wire.write(self._child.stdin, head)

    def close(self) -> None:
        """End the process with all that it holds."""
        end_process(self._child)
        self._held.close()


def _too_large(what: str) -> QueryError:
    return QueryError(f"The answer has {what}.", "Ask for fewer with LIMIT.")


def _read(pipe: IO[bytes], messages: SimpleQueue[Message]) -> None:
    """Take messages until the process ends."""
    try:
        while (message := wire.read(pipe)) is not None:
            messages.put(message)
    except (OSError, ValueError):
        # It was cut off in the middle of a message.
        pass
    messages.put(None)


def lower_priority(pid: int) -> None:
    """Let all threads of a process wait for others; only Linux tells which they are."""
    if sys.platform != "linux":
        return
    with suppress(OSError):  # it has just ended
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.setpriority(os.PRIO_PROCESS, int(thread.name), 15)
