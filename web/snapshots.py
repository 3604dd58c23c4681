"""The snapshot that pages are made from: opened beside the old one when a load counts, closed after its last reader.

The holder looks at the pointer of the store every second. A request reads one snapshot from its beginning to its end:
it takes it from the holder once and passes it on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from accordgraph.graph.errors import AccordError, StoreError
from accordgraph.queries.kept import Kept
from accordgraph.queries.session import Session, local_origin
from accordgraph.web.remembering import Remembering

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import EmbeddedEngine, Rows
    from accordgraph.graph.store.snapshot import Snapshot
    from accordgraph.graph.store.store import Store

Resource = TypeVar("Resource")

LANGS = ("en", "uk")

LOOK_SECONDS = 1.0
"""How often the pointer is looked at."""

KEPT_BYTES = 64 * 1024 * 1024
"""Of rows that pages have read, for the pages after them: those of some 12,000 agreements."""


class OpenSnapshot:
    """A snapshot with its engine open for many threads, its names, and whatever else is to be closed with it."""

    def __init__(self, snapshot: Snapshot, engine_name: str) -> None:
        """Open the engine and the names. Raises StoreError where they cannot be used."""
        self.snapshot = snapshot
        self.manifest = snapshot.manifest
        self.counts = snapshot.counts
        self.origin = local_origin(snapshot, engine_name)
        self.readers = 0
        self._lock, self._making = threading.RLock(), threading.RLock()
        self._resources: dict[str, Any] = {}
        self._idle: list[EmbeddedEngine] = []
        self._common: dict[str, Rows] = {}
        with ExitStack() as stack:
            ready = snapshot.ready_rows()
            self._kept = Kept(KEPT_BYTES, stack.enter_context(ready) if ready else None)
            self._engine = stack.enter_context(snapshot.engine(engine_name))
            self._names = {lang: stack.enter_context(snapshot.names(lang)) for lang in LANGS}
            self._stack = stack.pop_all()

    @property
    def tag(self) -> str:
        """What tells its graph from all others: number, statements and vocabulary."""
        return f"{self.origin.snapshot}:{self.origin.vocabulary}"

    @contextmanager
    def session(self, lang: str) -> Iterator[Session]:
        """A session for one thread, whose engine goes back to the pool after it."""
        engine = self._take()
        try:
            yield Session(Remembering(engine, self._common), self._names[lang], lang, self.origin, kept=self._kept)
        finally:
            with self._lock:
                self._idle.append(engine)

    def resource(self, name: str, make: Callable[[], Resource]) -> Resource:
        """What is made once for this snapshot, when it is first wanted; one with `close` is closed with it."""
        with self._making:
            if name not in self._resources:
                self._resources[name] = make()
                if callable(close := getattr(self._resources[name], "close", None)):
                    self._stack.callback(close)
            resource: Resource = self._resources[name]
            return resource

    def close(self) -> None:
        """Close all that was opened, the connections before their database."""
        with self._making, self._lock:
            for engine in self._idle:
                engine.close()
            self._idle.clear()
            self._stack.close()

    def _take(self) -> EmbeddedEngine:
        with self._lock:
            return self._idle.pop() if self._idle else self._engine.another()


class SnapshotHolder:
    """Holds the current snapshot of a store, or the error that says why there is none to read."""

    def __init__(self, store: Store, engine_name: str) -> None:
        """Know the store; `look` opens its snapshot."""
        self._store, self._engine_name = store, engine_name
        self._lock = threading.Lock()
        self._current: OpenSnapshot | None = None
        self._identity: object = None
        self.fault: AccordError | None = None

    @contextmanager
    def reading(self) -> Iterator[OpenSnapshot]:
        """The current snapshot, which stays open until the block ends. Raises StoreError where there is none."""
        with self._lock:
            if self.fault is not None:
                raise self.fault.with_traceback(None)
            if self._current is None:
                raise StoreError("No snapshot is open yet.", "Ask again in a second.")
            current = self._current
            current.readers += 1
        try:
            yield current
        finally:
            with self._lock:
                current.readers -= 1
                is_last = current.readers == 0 and current is not self._current
            if is_last:
                current.close()

    def look(self) -> None:
        """Open the snapshot that the store names now, unless it is open, and let it count for all later readers."""
        try:
            snapshot = self._store.snapshot()
            identity = _identity(snapshot)
            if identity == self._identity and self.fault is None:
                return
            self._swap(OpenSnapshot(snapshot, self._engine_name), identity)
        except AccordError as error:
            self.fault, self._identity = error, None
        except OSError as error:
            self.fault, self._identity = StoreError(f"The store cannot be read: {error.strerror}."), None

    def close(self) -> None:
        """Close the current snapshot; nobody reads any more."""
        self._swap(None, None)

    def _swap(self, opened: OpenSnapshot | None, identity: object) -> None:
        with self._lock:
            former, self._current = self._current, opened
            self._identity, self.fault = identity, None
            is_idle = former is not None and former.readers == 0
        if former is not None and is_idle:
            former.close()


def _identity(snapshot: Snapshot) -> tuple[object, ...]:
    """What differs where a file of it was written to or replaced: opening it again then says what is damaged."""
    names = ("manifest.json", *snapshot.manifest["files"])
    stats = ((name, (snapshot.path / name).stat()) for name in names)
    return (snapshot.path.name, *((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats))
