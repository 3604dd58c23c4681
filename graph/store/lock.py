"""The lock of a store: one process writes at a time, and the others learn who it is.

The system takes the lock away from a process that ends, however it ends; `writer.json` then still names it, until
the next one writes.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from accordgraph.graph import regular_file
from accordgraph.graph.errors import LockedError, StoreError
from accordgraph.graph.store.history import now
from accordgraph.graph.store.own_files import FILES

FILE = "lock"
WRITER_FILE = "writer.json"


class Writer(NamedTuple):
    """Who writes: the process, the machine, and since when (UTC)."""

    pid: int
    host: str
    since: str

    @classmethod
    def this(cls) -> Self:
        """The process that asks, from now on."""
        return cls(os.getpid(), platform.node(), now())

    def __str__(self) -> str:
        """In words, for a message."""
        return f"process {self.pid} on {self.host or 'this machine'}, since {self.since}"


def writer(store: Path) -> Writer | None:
    """Who writes, or was cut off while writing; None where nobody did, or it is unknown."""
    try:
        record = json.loads(regular_file.read_bytes(store / WRITER_FILE))
        return Writer(int(record["pid"]), str(record["host"]), str(record["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def locked(store: Path, report: Callable[[str], None], timeout_seconds: float) -> Iterator[None]:
    """Hold the lock of a store, whose folder is there.

    Raises LockedError that says who holds it, after a while; StoreError where a file that it writes is a link.
    """
    from filelock import FileLock, Timeout

    _refuse_links(store)
    lock = FileLock(store / FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(f"Waiting for {_other(store)}")
        try:
            lock.acquire(timeout=timeout_seconds)
        except Timeout as error:
            remedy = "Wait until it is done, and try again; or end it: what it was doing is then left undone."
            raise LockedError(f"The store {store} is being written by {_other(store)}.", remedy) from error
    try:
        (store / WRITER_FILE).write_text(json.dumps(Writer.this()._asdict()) + "\n", encoding="utf-8")
        yield
    finally:
        (store / WRITER_FILE).unlink(missing_ok=True)
        lock.release()


def _refuse_links(store: Path) -> None:
    """Raise StoreError where one of the files that a writer writes is a link: it would write elsewhere."""
    for path in (store / name for name in FILES):
        if path.is_symlink():
            where = path.readlink()
            remedy = "Look who made the link, and remove it. Nothing was written."
            raise StoreError(f"{path} is a link to {where}, and a store writes no other files than its own.", remedy)


def is_held(store: Path) -> bool:
    """Whether somebody writes at this moment. Writes nothing; False where it is unknown."""
    from filelock import FileLock, Timeout

    if not os.access(store / FILE, os.W_OK):
        return False
    try:
        with FileLock(store / FILE, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _other(store: Path) -> str:
    return str(writer(store) or "another process")
