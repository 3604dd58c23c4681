"""Rows that pages ask for again and again, ready by the thing that they are about: one SQLite file of a snapshot.

They are what the engines give to the questions of the same names. A snapshot without the file asks the engine.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
import zlib
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import StoreError

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Value

FILE = "rows.sqlite"
"""Its name within a snapshot."""

SCHEMA = """
CREATE TABLE columns(question TEXT PRIMARY KEY, names TEXT NOT NULL, dates TEXT NOT NULL);
CREATE TABLE rows(question TEXT NOT NULL, thing TEXT NOT NULL, packed BLOB NOT NULL);
"""
"""`packed` is an object of JSON, compressed by zlib: the place of each column, with its value in each row. `dates` are
the names of the columns that hold days."""

DAYS_KEPT = 50_000
"""Days that are kept as such: more than a century and a half of them."""

ENTRIES_KEPT = 32
"""Entries that are kept as they were read: a page asks for those of its own actor again."""

DAMAGED = "See what is damaged: accord check"


class ReadyRows(Closing):
    """The rows of a snapshot by question and thing. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, which is never written to. Raises StoreError where it cannot be read."""
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            columns = self._database.execute("SELECT question, names, dates FROM columns").fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"The rows {path} cannot be opened: {error}", DAMAGED) from error
        self._columns: dict[str, list[str]] = {question: json.loads(names) for question, names, _ in columns}
        self._dates = {question: frozenset(json.loads(dates)) for question, _, dates in columns}
        self._entry = lru_cache(ENTRIES_KEPT)(self._read)

    def has(self, question: str) -> bool:
        """Whether the rows of a question are here."""
        return question in self._columns

    def rows(self, question: str, thing: str, names: Sequence[str] = ()) -> list[dict[str, Value]]:
        """The rows of a question about a thing, which are the caller's; none where it has none. With `names`, several,
        those columns in this order.
        """
        own = self._columns[question]
        if not names or names == own:
            return [dict(zip(own, row)) for row in self._entry(question, thing)]  # noqa: B905 - they are as many
        chosen = itemgetter(*map(own.index, names))
        return [dict(zip(names, chosen(row))) for row in self._entry(question, thing)]  # noqa: B905

    def _read(self, question: str, thing: str) -> list[tuple[Value, ...]]:
        """The values of each row."""
        try:
            entry = self._database.execute(
                "SELECT packed FROM rows WHERE question = ? AND thing = ?", (question, thing)
            ).fetchone()
            packed = json.loads(zlib.decompress(entry[0])) if entry else {}
        except (sqlite3.Error, zlib.error, ValueError) as error:
            raise StoreError(f"The rows of {thing} cannot be read: {error}", DAMAGED) from error
        if not packed:
            return []
        names, dates = self._columns[question], self._dates[question]
        columns = [
            map(_day, values) if name in dates else values for name, values in zip(names, packed.values(), strict=True)
        ]
        return list(zip(*columns, strict=True))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


@lru_cache(DAYS_KEPT)
def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
