"""A graph that is open in a process of its own, and whole answers from it as bytes.

A query of SPARQL says for each kind of result which media type it wants: `solutions`, `boolean`, `triples`. Results
are written by Oxigraph itself, so that datatypes and languages stay. `TABLE` is our own JSON, for pages:
`{"columns": [...], "rows": [[cell, ...], ...]}`, where a cell of SPARQL is a term as in SPARQL JSON, or null.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from accordgraph.queries.raw.edge_ends import with_ends
from accordgraph.queries.raw.json_values import decode, plain
from accordgraph.queries.raw.sandbox import DAYS, ladybug_rows, reserve_bytes
from accordgraph.queries.raw.wire import Head, Notice

TABLE = "table"
XSD_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_TEXT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class TooLargeError(Exception):
    """The answer has more rows or bytes than were allowed."""


class Body(NamedTuple):
    """A whole answer: its kind, its rows where they were counted, and whether the kind was wanted at all."""

    kind: str
    content: bytes
    rows: int | None = None
    is_acceptable: bool = True


class WarmEngine(Protocol):
    """An engine whose code is loaded; its graph is opened once the process is confined."""

    def __init__(self, opening: Head) -> None:
        """Load the engine's code."""

    def open(self) -> None:
        """Open the graph."""

    def answer(self, query: Head, notice: Notice) -> Body:
        """The whole answer. Raises TooLargeError, and what the engine raises."""


class _Bounded(io.BytesIO):
    """Bytes of an answer, up to a limit."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self._max_bytes = max_bytes

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._max_bytes:
            raise TooLargeError(f"more than {self._max_bytes >> 20:,} MiB")
        return super().write(data)


def table(columns: list[str], rows: Iterable[list[Any]], query: Head, kind: str = TABLE) -> Body:
    """Rows as JSON, while they are not too many and not too large."""
    out = _Bounded(query["max_bytes"])
    out.write(f'{{"columns":{_json(columns)},"rows":['.encode())
    count = 0
    for row in rows:
        if count == query["max_rows"]:
            raise TooLargeError(f"more than {count:,} rows")
        out.write(f"{',' if count else ''}{_json(row)}".encode())
        count += 1
    out.write(b"]}")
    return Body(kind, out.getvalue(), count)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


# ---------------------------------------------------------------- SPARQL
class WarmOxigraph:
    """Oxigraph, whose results are written in any form of SPARQL 1.1 and RDF."""

    def __init__(self, opening: Head) -> None:
        """Load pyoxigraph."""
        import pyoxigraph

        self._library = pyoxigraph
        self._folder = opening["folder"]

    def open(self) -> None:
        """Open the store."""
        self._store = self._library.Store.read_only(self._folder)

    def answer(self, query: Head, notice: Notice) -> Body:
        """The result in the form that was wanted of its kind."""
        ox = self._library
        result = self._store.query(query["text"])
        if isinstance(result, ox.QueryBoolean):
            kind = "boolean"
        else:
            kind = "triples" if isinstance(result, ox.QueryTriples) else "solutions"
        form = query["forms"].get(kind)
        if form is None:
            return Body(kind, b"", is_acceptable=False)
        if form == TABLE:
            return table(_names(result, kind), _terms(result, kind), query, kind)
        out = _Bounded(query["max_bytes"])
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, out, ox.RdfFormat.from_media_type(form), prefixes=query["prefixes"])
        else:
            result.serialize(out, ox.QueryResultsFormat.from_media_type(form))
        return Body(kind, out.getvalue())


def _names(result: Any, kind: str) -> list[str]:
    if kind == "solutions":
        return [variable.value for variable in result.variables]
    return ["answer"] if kind == "boolean" else ["subject", "predicate", "object"]


def _terms(result: Any, kind: str) -> Iterator[list[Any]]:
    if kind == "boolean":
        yield [{"type": "literal", "value": "true" if result else "false", "datatype": XSD_BOOLEAN}]
        return
    for row in result:
        yield [None if one is None else term(one) for one in row]


def term(one: Any) -> Mapping[str, Any]:
    """A term of pyoxigraph as SPARQL JSON has it.

    >>> import pyoxigraph as ox
    >>> term(ox.Literal("служба", language="uk"))
    {'type': 'literal', 'value': 'служба', 'xml:lang': 'uk'}
    """
    kind = type(one).__name__
    if kind == "NamedNode":
        return {"type": "uri", "value": one.value}
    if kind == "BlankNode":
        return {"type": "bnode", "value": one.value}
    if kind != "Literal":
        return {"type": "literal", "value": str(one)}
    written = {"type": "literal", "value": one.value}
    if one.language:
        return {**written, "xml:lang": one.language}
    datatype = one.datatype.value
    return written if datatype in (XSD_STRING, LANGUAGE_TEXT) else {**written, "datatype": datatype}


# ---------------------------------------------------------------- Cypher
class WarmLadybug:
    """Ladybug, whose answers are tables; edges among them name the ids of their ends."""

    def __init__(self, opening: Head) -> None:
        """Load Ladybug, whose compiled part would else be loaded when files are closed already."""
        import ladybug
        from ladybug import _backend

        from accordgraph.graph.engines.ladybug import FILE

        _backend.get_pybind_module()
        self._library = ladybug
        self._path = Path(opening["folder"], FILE)
        self._memory_bytes = opening["memory_bytes"]

    def open(self) -> None:
        """Open the database."""
        self._database = self._library.Database(
            self._path,
            read_only=True,
            buffer_pool_size=self._memory_bytes // 2,
            max_db_size=reserve_bytes(self._path.stat().st_size),
        )

    def answer(self, query: Head, notice: Notice) -> Body:
        """The rows, by a connection of their own."""
        connection = self._library.Connection(self._database, num_threads=1)
        try:
            parameters = {name: decode(value) for name, value in query["parameters"].items()}
            result: Any = connection.execute(query["text"], parameters)
            has_days = any(map(DAYS.search, result.get_column_data_types()))
            if has_days:
                notice({"has_days": True})
            return self._table(result, connection, has_days, query)
        finally:
            connection.close()

    def _table(self, result: Any, connection: Any, has_days: bool, query: Head) -> Body:
        rows: list[list[object]] = []
        for row in ladybug_rows(result, connection, has_days):
            rows.append(row)
            if len(rows) > query["max_rows"]:
                raise TooLargeError(f"more than {query['max_rows']:,} rows")
        if query.get("has_ends"):
            with_ends(rows, connection)
        return table(list(result.get_column_names()), ([plain(cell) for cell in row] for row in rows), query)


ENGINES: dict[str, type[WarmOxigraph | WarmLadybug]] = {"oxigraph": WarmOxigraph, "ladybug": WarmLadybug}
"""The engines by their names."""
