"""Runs a raw query in a process of its own, watches it, and ends it with all that it holds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any, NamedTuple

from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.graph.store import manifest
from accordgraph.queries.raw.engine_errors import BEYOND_YEARS
from accordgraph.queries.raw.json_values import Cell, decode, encode

TICK_SECONDS = 0.02
"""Between two looks at the process: at 2 GB a second, which memory can be filled with, it gets 40 MB too much."""

STATM_BYTES = 200
"""More than the seven numbers of the file that tells a process's memory can have."""

MIB = 1 << 20

MESSAGES_WAITING = 16
"""Messages that are read before they are taken: each has some 250 KB, and thirty times as much once it is parsed."""

ROW_BYTES, CELL_BYTES, TEXT_COPIES = 300, 150, 4
"""What an answer takes of those who asked, reckoned high: a row and a cell, as tuples, as mappings and as text."""

MEMORY_REMEDY = "Ask for less, or allow more with --memory."

CRASHES = {int(getattr(signal, name)) for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL") if hasattr(signal, name)}
"""Signals of which a process dies whose engine is at fault, or reads a file that is damaged."""


ALLOCATION = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=1000"}
"""The GNU library keeps 1,000 small pieces of memory of a size at hand, not 7: Oxigraph, which asks for and gives back
millions of them, needs a fifth less time. It is 33 MiB at most; other libraries do not know the word."""

AS_TEXT = "Keep within these years, or ask for it as text: CAST(x AS STRING)."


@dataclass(frozen=True)
class Limits:
    """What a raw query may take: seconds by the clock, rows, and MiB of memory, of which its answer is a part."""

    timeout_seconds: float = 30.0
    max_rows: int = 100_000
    memory_mib: int = 1024


class Job(NamedTuple):
    """A query that a guard has let pass: the engine, the folder with its files, the text, and its parameters."""

    engine: str
    folder: Path
    text: str
    parameters: Mapping[str, object]


class RawAnswer(NamedTuple):
    """The whole answer: names of the columns, and rows in the order of the engine."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


Message = dict[str, Any] | None
"""What the process says; None when it has no more to say."""


def run(job: Job, limits: Limits, deadline: float | None = None) -> RawAnswer:
    """The answer to a query; `deadline` is that of `time.monotonic`, where the time began to run before.

    Raises QueryError where the query is wrong or past a limit, EngineError where it fails.
    """
    deadline = time.monotonic() + limits.timeout_seconds if deadline is None else deadline
    messages: Queue[Message] = Queue(MESSAGES_WAITING)
    reader = None
    try:
        with _process(job, limits) as child:
            assert child.stdout is not None
            reader = threading.Thread(target=_read, args=(child.stdout, messages, limits), daemon=True)
            reader.start()
            return _answer(_watched(child, job, messages, deadline, limits), limits)
    finally:
        _let_go(reader, messages)


def _answer(messages: Iterator[dict[str, Any]], limits: Limits) -> RawAnswer:
    """All rows, while they are not too many, and while those who asked have room for them."""
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    held = 0
    for message in messages:
        columns = tuple(message.get("columns", columns))
        new = [tuple(decode(cell) for cell in row) for row in message.get("rows", ())]
        held += len(new) * (ROW_BYTES + len(columns) * CELL_BYTES) + TEXT_COPIES * message["size"]
        if held > limits.memory_mib * MIB:
            raise QueryError(f"The answer needs more than {limits.memory_mib:,} MiB of memory.", MEMORY_REMEDY)
        rows += new
        if len(rows) > limits.max_rows:
            what = f"The answer has more than {limits.max_rows:,} rows."
            raise QueryError(what, "Ask for fewer with LIMIT, or allow more with --max-rows.")
    return RawAnswer(columns, rows)


def _let_go(reader: threading.Thread | None, messages: Queue[Message]) -> None:
    """Let the reader end, which may wait for a place for its next message; its pipe is closed."""
    while reader is not None and reader.is_alive():
        with suppress(Empty):
            messages.get(timeout=TICK_SECONDS)


def _watched(
    child: subprocess.Popen[bytes], job: Job, messages: Queue[Message], deadline: float, limits: Limits
) -> Iterator[dict[str, Any]]:
    """The messages until the last, while time and memory last."""
    has_days = False
    while True:
        _check(child.pid, deadline, limits)
        try:
            message = messages.get(timeout=TICK_SECONDS)
        except Empty:
            continue
        if message is None:
            raise _died(child, job, has_days)
        if "end" in message:
            return
        if "complaint" in message:
            raise engine_complaint(*message["complaint"], limits=limits)
        if "large" in message:
            raise past_memory(limits)
        has_days = has_days or bool(message.get("has_days"))
        yield message


def _check(pid: int, deadline: float, limits: Limits) -> None:
    if time.monotonic() > deadline:
        raise past_time(limits)
    if memory_bytes(pid) > limits.memory_mib * MIB:
        raise past_memory(limits)


def past_time(limits: Limits) -> QueryError:
    """The error for a query that took too long."""
    what = f"The query was ended: it took more than {limits.timeout_seconds:g} seconds."
    return QueryError(what, "Ask for less, or allow more with --timeout.")


def past_memory(limits: Limits) -> QueryError:
    """The error of a query that was ended for its memory."""
    what = f"The query was ended: it needs more than {limits.memory_mib:,} MiB of memory."
    return QueryError(what, MEMORY_REMEDY)


def memory_bytes(pid: int) -> int:
    """What a process holds of its own, without files that it shares; 0 where the platform does not tell."""
    with HeldMemory(pid) as held:
        return held.bytes


class HeldMemory(Closing):
    """The same of a process that is looked at again and again: the file that tells is opened once, and is its alone."""

    def __init__(self, pid: int) -> None:
        """Open the file; where there is none, nothing is given."""
        try:
            self._file: int | None = os.open(f"/proc/{pid}/statm", os.O_RDONLY)
        except OSError:
            self._file = None

    @property
    def bytes(self) -> int:
        """What it holds now; 0 once it has ended."""
        if self._file is None:
            return 0
        try:
            _, resident, shared = os.pread(self._file, STATM_BYTES, 0).split()[:3]
        except (OSError, ValueError):
            return 0
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
        self._file = None


@cache
def processors() -> int:
    """The processors of the machine, counted once: the system reads a file to tell."""
    return os.cpu_count() or 1


def engine_complaint(what: str, kind: str, line: int | None, column: int | None, *, limits: Limits) -> Exception:
    """The error that says what an engine complains of."""
    from accordgraph.queries.raw.unknown_terms import cypher_remedy

    remedy = AS_TEXT if what == BEYOND_YEARS else cypher_remedy(what)
    return past_memory(limits) if kind == "memory" else QueryError(what, remedy, line, column)


def _died(child: subprocess.Popen[bytes], job: Job, has_days: bool) -> QueryError | EngineError:
    """The error of a process that has ended early; `has_days`: it was reading days, of some of which Ladybug dies."""
    code = child.wait()
    if has_days and -code in CRASHES:
        check = f"accord check{manifest.at(job.folder.parents[2])}"
        return QueryError(BEYOND_YEARS, f"{AS_TEXT} If the query reckons with no days, see: {check}")
    last_line = ""
    if child.stderr is not None:
        child.stderr.seek(0)
        last_line = child.stderr.read().decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    how = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
    remedy = "Ask again, or ask for less: perhaps it ran out of memory."
    if -code in CRASHES:
        store = job.folder.parents[2]
        check = f"accord check{manifest.at(store)}"
        remedy = f"If other queries are answered, write this one shorter. Else a file may be damaged; see: {check}"
    return EngineError(f"The process of the query ended {how}. {last_line}".strip(), remedy)


# ---------------------------------------------------------------- the process
@contextmanager
def _process(job: Job, limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    """The process, with its job sent. Whatever happens, it is gone in the end, and all that it started."""
    import tempfile

    folder = job.folder.resolve()
    with tempfile.TemporaryFile() as errors:
        child = start_process("accordgraph.queries.raw.sandbox", folder, errors)
        try:
            _tell(child, job, folder, limits)
            yield child
        finally:
            end_process(child)


def start_process(module: str, folder: Path, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """A process that runs a module of ours in a folder, with nothing of our environment. Raises EngineError."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", module]
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=errors, cwd=folder, env=_environment(), start_new_session=True
        )
    except OSError as error:
        raise EngineError(f"The process for a query cannot be started: {error}.") from error
    child.stderr = errors
    return child


def _environment() -> dict[str, str]:
    """Nothing of ours: no proxies, no paths, no secrets. Windows starts nothing without its own folder."""
    return {**{name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}, **ALLOCATION}


def _tell(child: subprocess.Popen[bytes], job: Job, folder: Path, limits: Limits) -> None:
    assert child.stdin is not None
    message = {
        "engine": job.engine,
        "folder": str(folder),
        "text": job.text,
        "parameters": {name: encode(value) for name, value in job.parameters.items()},
        "memory_bytes": limits.memory_mib * MIB,
        "cpu_seconds": (int(limits.timeout_seconds) + 5) * processors(),
        "parent": os.getpid(),
    }
    try:
        child.stdin.write(json.dumps(message).encode("ascii"))
        child.stdin.close()
    except BrokenPipeError:
        # It has died already, which shows when its messages are read.
        pass


def end_process(child: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, and close its pipes."""
    if sys.platform == "win32":
        child.kill()
    else:
        # Its group bears its id. Nobody waited for it yet, so that the id cannot be another's.
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()


def _read(pipe: IO[bytes], messages: Queue[Message], limits: Limits) -> None:
    """Take messages from the pipe while their sum is within the memory that is allowed; None is the last."""
    left = limits.memory_mib * MIB
    try:
        while len(head := pipe.read(4)) == 4:
            size = int.from_bytes(head, "big")
            left -= size
            if left < 0:
                messages.put({"large": True})
                return
            messages.put({**json.loads(pipe.read(size)), "size": size})
    except (OSError, ValueError):
        # It was cut off in the middle of a message.
        pass
    messages.put(None)
