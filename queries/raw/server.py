"""A raw query asked of a server: a guard reads it, the server judges it, and both sides watch the time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from accordgraph.graph.engines.protocol import Parameter
from accordgraph.graph.errors import EngineError, QueryError, TooSlowError
from accordgraph.graph.servers.limits import Budget
from accordgraph.queries.raw.json_values import Cell, decode, encode
from accordgraph.queries.raw.process import Limits, RawAnswer

if TYPE_CHECKING:
    from accordgraph.graph.servers.neo4j_engine import Neo4j
    from accordgraph.graph.servers.sparql_engine import SparqlServer

NEO4J_PLACE = re.compile(r"\s*\(line (?P<line>\d+), column (?P<column>\d+) \(offset: \d+\)\)")
PLACES = (
    NEO4J_PLACE,
    re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)"),  # Jena
    re.compile(r"error at (?P<line>\d+):(?P<column>\d+)"),  # Oxigraph
)
"""How servers tell where a query is wrong."""


def fetch(
    engine: Neo4j | SparqlServer,
    text: str,
    parameters: Mapping[str, Parameter] | None = None,
    limits: Limits | None = None,
) -> RawAnswer:
    """The whole answer to a query that only reads, in the engine's language; cells are those of `raw.fetch`.

    Raises QueryError where the query does more than read, cannot be understood or is past a limit, TargetError where
    the server fails or its answer is cut short.
    """
    chosen = limits or Limits()
    budget = Budget(chosen.timeout_seconds, chosen.max_rows, chosen.memory_mib)
    with _complaining(budget):
        if engine.language == "cypher":
            return _cypher(engine, text, parameters or {}, budget)  # type: ignore[arg-type] # the language tells
        return _sparql(engine, text, budget)  # type: ignore[arg-type] # likewise


def _cypher(engine: Neo4j, text: str, parameters: Mapping[str, Parameter], budget: Budget) -> RawAnswer:
    from accordgraph.graph.engines.guards import check_neo4j
    from accordgraph.graph.servers.neo4j_engine import plain

    checked = check_neo4j(text, parameters)
    try:
        kind = engine.kind(checked, parameters)
    except EngineError as error:
        raise _complaint(error, lines_before=1) from error
    if kind != "r":
        what = "The server says that this query does more than read the graph."
        raise QueryError(what, "A query only reads: MATCH, WITH, UNWIND, RETURN.")
    columns, rows = engine.ask(checked, parameters, budget)
    return RawAnswer(columns, list(_cells([plain(cell) for cell in row] for row in rows)))


def _sparql(engine: SparqlServer, text: str, budget: Budget) -> RawAnswer:
    from accordgraph.graph.engines.guards import check_sparql_of_server
    from accordgraph.graph.engines.oxigraph import in_full

    columns, rows = engine.ask(check_sparql_of_server(text), budget)
    return RawAnswer(columns, list(_cells([in_full(term) for term in row] for row in rows)))


def _cells(rows: Iterable[list[Any]]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        yield tuple(decode(encode(cell)) for cell in row)


@contextmanager
def _complaining(budget: Budget) -> Iterator[None]:
    """A block in which what is the query's fault becomes a QueryError."""
    try:
        yield
    except TooSlowError as error:
        what = f"The query was ended: it took more than {budget.timeout_seconds:g} seconds."
        raise QueryError(what, "Ask for less, or allow more with --timeout.") from error
    except EngineError as error:
        raise _complaint(error) from error


def _complaint(error: EngineError, lines_before: int = 0) -> QueryError:
    """What a server says of a query, with the place in the user's text."""
    line, column = _place(error.message)
    what = NEO4J_PLACE.sub("", error.message)
    return QueryError(what, error.remedy, None if line is None else max(1, line - lines_before), column)


def _place(message: str) -> tuple[int | None, int | None]:
    """Line and column that a server names.

    >>> _place("Unknown function 'nope' (line 1, column 8 (offset: 7))")
    (1, 8)
    """
    for pattern in PLACES:
        if match := pattern.search(message):
            return int(match["line"]), int(match["column"])
    return None, None
