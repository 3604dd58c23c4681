"""Rows that were read of a snapshot once, kept for the next answers while its engine is open: bounded in bytes."""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from accordgraph.queries import catalogue
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.store.ready_rows import ReadyRows

ENTRY_BYTES = 300
"""What an entry takes beside its rows, reckoned high."""

MOST_ASKED = 200
"""Things that are asked about in one query."""


class Kept:
    """Rows by question and by the thing that they are about. What was least recently wanted goes first.

    They are kept packed: an entry takes a fifth of the memory of its rows, and whoever gets rows may change them.
    """

    def __init__(self, limit_bytes: int, ready: ReadyRows | None = None) -> None:
        """Begin empty; what is `ready` in a file of the snapshot is read there, and not kept."""
        self._limit, self.bytes, self.ready = limit_bytes, 0, ready
        self._packed: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def rows(
        self, engine: Engine, name: str, parameter: str, things: Collection[str], owner: Callable[[Row], str]
    ) -> list[Row]:
        """The rows of a question about some things: of those that are not kept, from the engine.

        The question is asked with a list of things as its one parameter; `owner` says which of them a row is about.
        """
        if self.ready is not None and self.ready.has(name):
            return [row for thing in things for row in self.ready.rows(name, thing)]
        columns = [column.name for column in catalogue.header(name).columns]
        rows: list[Row] = []
        missing: list[str] = []
        for thing in things:
            packed = self._get((name, thing))
            if packed is None:
                missing.append(thing)
            else:
                rows += [dict(zip(columns, row, strict=True)) for row in pickle.loads(packed)]
        for start in range(0, len(missing), MOST_ASKED):
            rows += self._read(engine, name, parameter, missing[start : start + MOST_ASKED], owner)
        return rows

    def _read(
        self, engine: Engine, name: str, parameter: str, things: list[str], owner: Callable[[Row], str]
    ) -> Iterator[Row]:
        """The rows from the engine, which are kept; of a thing without rows that it has none."""
        by_thing: dict[str, list[Row]] = {thing: [] for thing in things}
        for row in ask(engine, name, {parameter: things}):
            by_thing[owner(row)].append(row)
        for thing, rows in by_thing.items():
            self._put((name, thing), _packed(rows))
            yield from rows

    def _get(self, key: tuple[str, str]) -> bytes | None:
        with self._lock:
            packed = self._packed.get(key)
            if packed is not None:
                self._packed.move_to_end(key)
            return packed

    def _put(self, key: tuple[str, str], packed: bytes) -> None:
        with self._lock:
            if key in self._packed:
                return
            self._packed[key] = packed
            self.bytes += len(packed) + ENTRY_BYTES
            while self.bytes > self._limit:
                _, former = self._packed.popitem(last=False)
                self.bytes -= len(former) + ENTRY_BYTES


def _packed(rows: list[Row]) -> bytes:
    """Rows as bytes, in which a text that comes again stands once."""
    once: dict[str, str] = {}
    values = [
        tuple([once.setdefault(value, value) if type(value) is str else value for value in row.values()])
        for row in rows
    ]
    return pickle.dumps(values, protocol=5)
