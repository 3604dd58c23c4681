"""A SPARQL server, asked over HTTP; an answer that is cut short is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.oxigraph import value
from accordgraph.graph.engines.protocol import Language, Parameter, Rows
from accordgraph.graph.errors import EngineError, TargetError
from accordgraph.graph.servers.limits import FOR_A_QUESTION, Budget, within_budget
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push.sparql_updates import READ_MARKER, marker_from

if TYPE_CHECKING:
    from accordgraph.graph.servers.http_connection import Body, SparqlConnection

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
FAILURES = (SyntaxError, ValueError, OSError)
"""What pyoxigraph raises for a text that is not whole."""

Answer = tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]


class SparqlServer(Closing):
    """A graph of a SPARQL server. Choose it where a triple store is there already, or many ask at once."""

    name = "endpoint"
    language: Language = "sparql"

    def __init__(self, connection: SparqlConnection) -> None:
        """Take a connection; it is closed with this."""
        self.watch: Callable[[Marker | None], None] | None = None
        self._connection: SparqlConnection | None = connection

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """Rows of a SELECT; of an ASK one, of a CONSTRUCT or DESCRIBE the triples. Parameters stand in the text."""
        if parameters:
            raise EngineError("A SPARQL server takes no parameters beside the text of a query.")
        columns, rows = self.ask(text, FOR_A_QUESTION)
        return Rows(columns, [tuple(value(term) for term in row) for row in rows])

    def ask(self, text: str, budget: Budget) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Columns, and rows of terms of RDF.

        The server does not know the limit, as SPARQL has no word for it: the connection is closed when it is over.
        Raises TooSlowError then, and QueryError past another limit. `watch`, if there is one, then sees the marker, to
        raise where it has changed.
        """
        answer = self._ask(text, budget)
        if self.watch is not None:
            self.watch(self.marker())
        return answer

    def _ask(self, text: str, budget: Budget) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        connection = self._open()
        body = connection.query(text, f"{ROWS}, {TRIPLES};q=0.9", budget.timeout_seconds)
        try:
            columns, rows = _read(body)
            terms = list(within_budget(rows, budget))
            body.finish()
        except FAILURES as error:
            server = connection.target.display_name
            remedy = "It may have run out of time or memory. Ask for less, or see the log of the server."
            raise TargetError(f"The answer of {server} is cut short or damaged: {error}", remedy) from error
        finally:
            body.close()
        return columns, terms

    def marker(self) -> Marker | None:
        """What the graph says of itself, None where nothing was pushed into it."""
        _, rows = self._ask(READ_MARKER, FOR_A_QUESTION)
        return marker_from([tuple(getattr(term, "value", "") for term in row) for row in rows])

    def _open(self) -> SparqlConnection:
        if self._connection is None:
            raise EngineError("The connection to the SPARQL server is closed.")
        return self._connection

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _read(body: Body) -> Answer:
    """Columns, and rows that are read as they come."""
    if body.content_type == TRIPLES:
        body.must_tell_its_end()
        triples = ox.parse(_WithoutComments(body), format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type] # it needs `read` only
        return ("subject", "predicate", "object"), (tuple(quad)[:3] for quad in triples)
    answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
    if isinstance(answer, ox.QueryBoolean):
        return ("answer",), iter([(ox.Literal(bool(answer)),)])
    return tuple(variable.value for variable in answer.variables), (tuple(solution) for solution in answer)


class _WithoutComments:
    """N-Triples in which a comment is an error: a server that gives up writes one, below lines that are whole."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._last = b"\n"

    def read(self, size: int) -> bytes:
        piece = self._body.read(size)
        if b"\n#" in self._last + piece:
            raise ValueError("the server ends it with a comment")
        self._last = piece[-1:] or self._last
        return piece
