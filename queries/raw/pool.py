"""Warm processes for raw queries: a few at once, used again, with a waiting line that is soon full.

A server keeps one for all its requests. The command line does not need it: it asks once, in a process of its own.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.guards import check_cypher, check_sparql
from accordgraph.graph.engines.protocol import Language, Parameter
from accordgraph.graph.errors import BusyError
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.queries.raw.embedded import ENGINES
from accordgraph.queries.raw.json_values import encode
from accordgraph.queries.raw.process import MIB, TICK_SECONDS, Limits
from accordgraph.queries.raw.warm_answers import TABLE
from accordgraph.queries.raw.warm_worker import HungUpError, WarmAnswer, WarmWorker
from accordgraph.queries.raw.wire import Head

if TYPE_CHECKING:
    from accordgraph.graph.store.snapshot import Snapshot

__all__ = ["TABLES", "HungUpError", "Pool", "PoolLimits", "RawQuery", "WarmAnswer"]

TABLES = {"solutions": TABLE, "boolean": TABLE, "triples": TABLE}
"""Every kind of result as a table in JSON."""

PREFIXES = {
    "ag": NAMESPACE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
"""Of RDF that is written; ids stand in full."""


SHORT = 8_000
"""Characters of a query up to which it is kept that a guard has let it pass."""


@dataclass(frozen=True)
class PoolLimits:
    """How many queries run at once and wait, for how long, and what each may take."""

    workers: int = 4
    waiting: int = 32
    waiting_seconds: float = 5.0
    query: Limits = field(default_factory=lambda: Limits(timeout_seconds=10, max_rows=100_000, memory_mib=512))
    max_bytes: int = 16 * MIB

    @property
    def places(self) -> int:
        """Queries that run and wait at most."""
        return self.workers + self.waiting


@dataclass(frozen=True)
class RawQuery:
    """A query as its user wrote it, and the forms of the answer that are wanted; of Cypher it is a table.

    `has_ends` asks for the ids of the ends of edges in an answer of Cypher.
    """

    language: Language
    text: str
    forms: Mapping[str, str] = field(default_factory=lambda: TABLES)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    has_ends: bool = False


def _checked(text: str) -> str:
    """The text that a guard gives back; programs ask the same again and again. Raises QueryError."""
    return _checked_before(text) if len(text) < SHORT else check_sparql(text)


@lru_cache(maxsize=256)
def _checked_before(text: str) -> str:
    return check_sparql(text)


def never() -> bool:
    """Nobody disconnects."""
    return False


class Pool(Closing):
    """Asks raw queries of any snapshot. Threads may share it."""

    def __init__(self, limits: PoolLimits | None = None) -> None:
        """Start nothing yet."""
        self.limits = limits or PoolLimits()
        self._lock = threading.Lock()
        self._starter = ThreadPoolExecutor(1, "raw-queries")
        self._idle: list[WarmWorker] = []
        self._busy = 0
        self._line: deque[threading.Event] = deque()

    @property
    def idle(self) -> tuple[WarmWorker, ...]:
        """The processes that wait for a query."""
        return tuple(self._idle)

    def ask(self, snapshot: Snapshot, query: RawQuery, is_gone: Callable[[], bool] = never) -> WarmAnswer:
        """The whole answer from a snapshot. `is_gone` is asked often whether whoever asked has hung up.

        Raises QueryError with line and column where the query does more than read, cannot be understood or is past a
        limit, BusyError where too many wait, HungUpError where nobody waits for the answer, EngineError.
        """
        head = self._head(query)
        with self._worker(snapshot, ENGINES[query.language], is_gone) as worker:
            return worker.ask(head, is_gone)

    def _head(self, query: RawQuery) -> Head:
        """The query for a process, once a guard has let it pass."""
        values = dict(query.parameters)
        return {
            "text": _checked(query.text) if query.language == "sparql" else check_cypher(query.text, values),
            "forms": dict(query.forms),
            "prefixes": PREFIXES,
            "parameters": {name: encode(value) for name, value in values.items()},
            "has_ends": query.has_ends,
            "max_rows": self.limits.query.max_rows,
            "max_bytes": self.limits.max_bytes,
        }

    @contextmanager
    def _worker(self, snapshot: Snapshot, engine: str, is_gone: Callable[[], bool]) -> Iterator[WarmWorker]:
        """A process for one query; it goes back to the others if it may be used again."""
        self._wait(is_gone)
        worker = None
        try:
            worker = self._taken(snapshot, engine)
            yield worker
        finally:
            self._give_back(worker)

    def _wait(self, is_gone: Callable[[], bool]) -> None:
        """Wait for a place. Raises BusyError, HungUpError."""
        deadline, place = time.monotonic() + self.limits.waiting_seconds, threading.Event()
        with self._lock:
            if len(self._line) >= self.limits.waiting + self.limits.workers - self._busy:
                raise BusyError
            self._line.append(place)
            self._call_next()
        while not place.wait(TICK_SECONDS * 5):
            if is_gone() or time.monotonic() > deadline:
                self._leave(place)
                raise HungUpError if is_gone() else BusyError

    def _call_next(self) -> None:
        """Give the places that are free to those who came first, and wake nobody else; the lock is held."""
        while self._line and self._busy < self.limits.workers:
            self._busy += 1
            self._line.popleft().set()

    def _leave(self, place: threading.Event) -> None:
        """Leave the line, or the place that has come meanwhile."""
        with self._lock:
            if place.is_set():
                self._busy -= 1
                self._call_next()
            else:
                self._line.remove(place)

    def _taken(self, snapshot: Snapshot, engine: str) -> WarmWorker:
        """An idle process of this graph, or a new one instead of an idle one of another."""
        folder = snapshot.path / engine
        with self._lock:
            old = [one for one in self._idle if one.folder.parent != snapshot.path]
            self._idle = [one for one in self._idle if one not in old]
            fits = [one for one in self._idle if one.engine == engine]
            while fits and not fits[-1].is_alive:
                old.append(fits.pop())
            self._idle = [one for one in self._idle if one not in old]
            if fits:
                self._idle.remove(fits[-1])
            elif self._busy + len(self._idle) > self.limits.workers:
                old.append(self._idle.pop(0))
        for one in old:
            one.close()
        if fits:
            return fits[-1]
        snapshot.require_whole(engine)
        return self._started(engine, folder)

    def _started(self, engine: str, folder: Path) -> WarmWorker:
        """A new process. Linux ends it with the thread that started it, which is therefore our own."""
        return self._starter.submit(WarmWorker, engine, folder, self.limits.query).result()

    def _give_back(self, worker: WarmWorker | None) -> None:
        is_kept = worker is not None and worker.is_reusable
        if worker is not None and not is_kept:
            worker.close()
        with self._lock:
            if worker is not None and is_kept:
                self._idle.append(worker)
            self._busy -= 1
            self._call_next()

    def close(self) -> None:
        """End all idle processes; one that is busy ends with its query."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()
        self._starter.shutdown()
