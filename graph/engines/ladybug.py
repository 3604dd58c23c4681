"""Ladybug, the embedded Cypher engine: one database file, filled by COPY from Parquet."""

from __future__ import annotations

import datetime
import decimal
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.protocol import Language, Parameter, Rows, Value
from accordgraph.graph.errors import EngineError

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.schemas import Tables
    from accordgraph.ontology.registry import Column, Registry

FILE = "graph.lbug"
"""The database's name within its folder."""

BUFFER_BYTES = 1 << 30
"""Of memory for pages: Ladybug takes 80 % of the machine by default, and COPY of millions of edges needs no more."""

READING_THREADS = 1
"""Of a connection: a question about one thing takes half as long as with several; a build takes all."""

PLAIN = frozenset({"STRING", "DATE", "BOOL", "INT64", "INT32", "INT16", "INT8", "UINT64", "DOUBLE"})
"""Types of columns whose cells come from Ladybug as plain values."""

TYPES = {"text": "STRING", "edtf": "STRING", "date": "DATE", "boolean": "BOOLEAN", "integer": "INT64"}
"""Column type of each literal type of the registry."""


# ---------------------------------------------------------------- build
def build(tables: Tables, folder: Path) -> None:
    """Make a database in a new or empty folder: tables for nodes and edges, then a COPY for each frame with rows."""
    from accordgraph.ontology.registry import registry

    path = folder / FILE
    if path.exists():
        raise EngineError(f"{path} exists.", "Ladybug is built in a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    scratch = tempfile.TemporaryDirectory(dir=folder.parent, prefix="ladybug-")
    with scratch, _Files(path, read_only=False) as files:
        for statement in schema(registry()):
            files.run(statement)
        for copy in _copies(tables, registry(), Path(scratch.name)):
            files.run(copy)


def schema(words: Registry) -> list[str]:
    """The statements that create all tables, nodes first."""
    from accordgraph.graph.projection.property_graph import edge_pairs

    relations = words.relations
    nodes = [
        f"CREATE NODE TABLE `{node.name}`(id STRING PRIMARY KEY{_columns(node.literals)})"
        for node in words.classes.values()
    ]
    return nodes + [
        f"CREATE REL TABLE `{name}`({', '.join(f'FROM `{pair.source}` TO `{pair.target}`' for pair in pairs)}"
        f"{_columns(relations[name].properties if name in relations else ())})"
        for name, pairs in edge_pairs(words).items()
    ]


def _columns(columns: tuple[Column, ...]) -> str:
    return "".join(f", `{column.name}` {TYPES[column.type]}" for column in columns)


def _copies(tables: Tables, words: Registry, scratch: Path) -> Iterator[str]:
    """Write each frame when its turn comes, and give the statement that reads it."""
    from accordgraph.graph.projection.property_graph import edges, nodes

    for node in words.classes.values():
        frame = nodes(tables, node)
        yield from _copy(frame, node.name, f"({', '.join(f'`{name}`' for name in frame.columns)})", "", scratch)
    for name, pair, frame in edges(tables, words):
        yield from _copy(frame, name, "", f" (from='{pair.source}', to='{pair.target}')", scratch)


def _copy(frame: pl.DataFrame, table: str, columns: str, options: str, scratch: Path) -> Iterator[str]:
    if frame.is_empty():
        return
    path = scratch / "frame.parquet"
    frame.write_parquet(path, compression="uncompressed", statistics=False)
    quoted = str(path).replace("\\", "\\\\").replace("'", "\\'")
    yield f"COPY `{table}`{columns} FROM '{quoted}'{options}"


# ---------------------------------------------------------------- read
def open_read_only(folder: Path) -> Ladybug:
    """Open a database that `build` made; several processes may read it at once."""
    if not (folder / FILE).exists():
        raise EngineError(f"{folder} holds no Ladybug database.")
    return Ladybug(_Files(folder / FILE, read_only=True))


class _Files(Closing):
    """A database and a connection to it, opened and closed together; `another` connection leaves the database open."""

    def __init__(self, path: Path, *, read_only: bool, shared: ladybug.Database | None = None) -> None:
        self._path, self._shared = path, shared
        try:
            self._database = shared or ladybug.Database(
                path,
                read_only=read_only,
                buffer_pool_size=BUFFER_BYTES,
                auto_checkpoint=False,  # of each COPY: a build is written out once, when it closes
            )
            self._connection = ladybug.Connection(self._database, num_threads=READING_THREADS if read_only else 0)
        except RuntimeError as error:
            raise EngineError(f"Ladybug cannot open {path}: {error}") from error

    def another(self) -> _Files:
        """A second connection for reading, for another thread; close it before the database."""
        return _Files(self._path, read_only=True, shared=self._database)

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> ladybug.QueryResult:
        try:
            result = self._connection.execute(text, dict(parameters or {}))
        except RuntimeError as error:
            raise EngineError(f"Ladybug refused the query: {error}") from error
        return result[-1] if isinstance(result, list) else result

    def close(self) -> None:
        self._connection.close()
        if self._shared is None:
            self._database.close()


class Ladybug(Closing):
    """A database open for reading, asked in Cypher. Choose it to walk from node to node; it is the default."""

    name = "ladybug"
    language: Language = "cypher"

    def __init__(self, files: _Files) -> None:
        """Take a database that is open."""
        self._files: _Files | None = files

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """Rows of one reading statement. Nodes, edges and lists in an answer come as JSON text."""
        if self._files is None:
            raise EngineError("Ladybug is closed.")
        result = self._files.run(text, {name: _bound(parameter) for name, parameter in parameters.items()})
        try:
            columns, types = tuple(result.get_column_names()), result.get_column_data_types()
            others = [place for place, type_ in enumerate(types) if type_ not in PLAIN]
            rows: list[list[Any]] = result.get_all()  # type: ignore[assignment]
            return Rows(columns, [_plain(row, others) for row in rows])
        except RuntimeError as error:
            raise EngineError(f"Ladybug failed: {error}") from error
        finally:
            result.close()

    def another(self) -> Ladybug:
        """The same database by a connection of its own, for another thread; close it first."""
        if self._files is None:
            raise EngineError("Ladybug is closed.")
        return Ladybug(self._files.another())

    def close(self) -> None:
        """Let go of the files."""
        if self._files is not None:
            self._files.close()
        self._files = None


def _bound(parameter: Parameter) -> Value | list[str]:
    """Ladybug knows lists, not tuples."""
    if parameter is None or isinstance(parameter, str | int | float | datetime.date):
        return parameter
    return list(parameter)


def _plain(row: list[Any], others: Sequence[int]) -> tuple[Value, ...]:
    """A row as plain values; `others` are the places of cells that may not be plain."""
    for place in others:
        row[place] = value(row[place])
    return tuple(row)


def value(cell: object) -> Value:
    """A cell as a plain value; what is not one (a node, an edge, a list, a time) becomes text.

    >>> value(["ee", "lt"])
    '["ee", "lt"]'
    """
    if isinstance(cell, decimal.Decimal):
        return float(cell)
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False, default=str)
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return cell if type(cell) is datetime.date else str(cell)
