"""Neo4j, asked in Cypher over Bolt: every query in a session in which the server itself refuses to write."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import neo4j
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.protocol import Language, Parameter, Rows, Value
from accordgraph.graph.errors import EngineError
from accordgraph.graph.servers.bolt_connection import too_slow
from accordgraph.graph.servers.limits import FOR_A_QUESTION, Budget, within, within_budget
from accordgraph.graph.servers.marker import Marker, marker_of
from accordgraph.graph.servers.push.cypher_updates import READ_MARKER

if TYPE_CHECKING:
    from accordgraph.graph.servers.bolt_connection import BoltConnection

MODE = re.compile(r"^\s*(EXPLAIN|PROFILE)\b", re.IGNORECASE)

GRACE_SECONDS = 5.0
"""How long the server may take to say that time is up, before we give up on it."""


class Neo4j(Closing):
    """A database of a Neo4j server. Choose it where a graph is shared, or too large for one machine."""

    name = "neo4j"
    language: Language = "cypher"

    def __init__(self, connection: BoltConnection) -> None:
        """Take a connection; it is closed with this."""
        self.watch: Callable[[Marker | None], None] | None = None
        self._connection: BoltConnection | None = connection

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """Rows of one reading statement. Nodes, edges and lists in an answer come as JSON text."""
        columns, rows = self.ask(text, parameters, FOR_A_QUESTION)
        return Rows(columns, [tuple(value(cell) for cell in row) for row in rows])

    def ask(
        self, text: str, parameters: Mapping[str, Parameter], budget: Budget
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Columns and rows as the driver has them.

        The server ends the query when its time is up; if it does not say so, we do. Raises TooSlowError then, and
        QueryError past another limit. `watch`, if there is one, then sees the marker, to raise where it has changed.
        """
        answer = self._ask(text, parameters, budget)
        if self.watch is not None:
            self.watch(self.marker())
        return answer

    def _ask(
        self, text: str, parameters: Mapping[str, Parameter], budget: Budget
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        connection = self._open()

        def run() -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
            with connection.translating(), connection.session() as session:
                query: Any = neo4j.Query(text, timeout=budget.timeout_seconds)
                result = session.run(query, _bound(parameters))
                rows = (tuple(record.values()) for record in result)
                return tuple(result.keys()), list(within_budget(rows, budget))

        return within(budget.timeout_seconds + GRACE_SECONDS, run, lambda: too_slow(connection.target))

    def kind(self, text: str, parameters: Mapping[str, Parameter]) -> str:
        """What the server would do for a text, which it does not run: `r`, `w`, `rw`, or `s` for all else.

        In its complaints, the lines of the text count from 2.
        """
        connection = self._open()
        with connection.translating(), connection.session() as session:
            query: Any = neo4j.Query(_explained(text), timeout=FOR_A_QUESTION.timeout_seconds)
            return str(session.run(query, _bound(parameters)).consume().query_type)

    def marker(self) -> Marker | None:
        """What the database says of the graph in it, None where nothing was pushed."""
        _, rows = self._ask(READ_MARKER, {}, FOR_A_QUESTION)
        return marker_of(rows[0][0]) if rows else None

    def _open(self) -> BoltConnection:
        if self._connection is None:
            raise EngineError("The connection to Neo4j is closed.")
        return self._connection

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _explained(text: str) -> str:
    """The text below a line with EXPLAIN, and without its own EXPLAIN or PROFILE, of which there may be one only."""
    return "EXPLAIN\n" + MODE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def _bound(parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """The driver knows lists, not tuples."""
    return {
        name: list(parameter) if isinstance(parameter, Sequence) and not isinstance(parameter, str) else parameter
        for name, parameter in parameters.items()
    }


def plain(cell: object) -> Any:
    """A cell without the driver's own types: a node or edge as a mapping, a path as a list, days as `datetime.date`."""
    if isinstance(cell, Date):
        return datetime.date(cell.year, cell.month, cell.day)
    if isinstance(cell, Node):
        return {"_LABELS": sorted(cell.labels), **{name: plain(one) for name, one in cell.items()}}
    if isinstance(cell, Relationship):
        return {"_LABEL": cell.type, **{name: plain(one) for name, one in cell.items()}}
    if isinstance(cell, Path):
        return [plain(one) for pair in zip(cell.nodes, [*cell.relationships, None], strict=True) for one in pair][:-1]
    if isinstance(cell, dict):
        return {name: plain(one) for name, one in cell.items()}
    if isinstance(cell, list):
        return [plain(one) for one in cell]
    return cell


def value(cell: object) -> Value:
    """A cell as a plain value; what is not one (a node, an edge, a list, a time) becomes text.

    >>> value(["ee", "lt"])
    '["ee", "lt"]'
    """
    converted = plain(cell)
    if isinstance(converted, dict | list):
        return json.dumps(converted, ensure_ascii=False, default=str, sort_keys=True)
    if converted is None or isinstance(converted, str | int | float):
        return converted
    return converted if type(converted) is datetime.date else str(converted)
