"""What a Cypher query may hold: clauses that read, functions that compute.

A Ladybug database that is opened read-only keeps its own data, and still runs `COPY ... TO`, `EXPORT DATABASE` and
`LOAD FROM`. So a text is read after a grammar that has the reading clauses only.
"""

from __future__ import annotations

from collections.abc import Mapping

from accordgraph.graph.engines.guards import cypher_hints as hints
from accordgraph.graph.engines.guards.cypher_expressions import Expressions
from accordgraph.graph.engines.guards.cypher_words import CLAUSES, reason
from accordgraph.graph.engines.guards.tokens import fault, nearest
from accordgraph.graph.errors import QueryError


def check_cypher(text: str, parameters: Mapping[str, object]) -> str:
    """The text for the engine, comments blank. Raises QueryError where it is not one query that only reads.

    Every parameter must have a value: Ladybug would take it for null.
    """
    query = Clauses(text)
    query.whole()
    for token in query.parameters:
        if token.text[1:] not in parameters:
            remedy = "Write the value in its place."
            raise fault(text, token.start, f"The parameter {token.text[:40]} has no value.", remedy)
    return query.rewritten()


class Clauses(Expressions):
    """Reads a query, clause by clause."""

    def whole(self) -> None:
        """One query, perhaps with EXPLAIN or PROFILE before it and a semicolon behind it."""
        if self.take("EXPLAIN"):
            self.take("LOGICAL")
        else:
            self.take("PROFILE")
        self._single()
        while self.take("UNION"):
            self.take("ALL")
            self._single()
        self._end()

    def _end(self) -> None:
        if self.take(";") and self.token.kind != "end":
            what = "A query is one statement; this one goes on after its semicolon."
            raise fault(self.text, self.token.start, what, "Ask one after the other.")
        if self.token.kind != "end":
            raise self._no_clause("the end of the query")

    def _single(self) -> None:
        while not self.take("RETURN"):
            self._clause()
        self._projection()

    def _clause(self) -> None:
        if self.take("OPTIONAL", "MATCH") or self.take("MATCH"):
            self.patterns()
            self._where()
        elif self.take("UNWIND"):
            self.expression()
            self.need("AS")
            self.name()
        elif self.take("WITH"):
            self._projection()
            self._where()
        elif self.take("CALL"):
            self._call()
        else:
            raise self._no_clause(f"one of {', '.join(CLAUSES)}")

    def _no_clause(self, expected: str) -> QueryError:
        word = self.token.text.upper()
        before = self.tokens[self.at - 1] if self.at else None
        hint = hints.CLAUSES.get(word) if self.token.kind == "word" else None
        if self.sees(":") and before is not None and before.kind in ("word", "quoted"):
            hint = hints.LABEL_TEST
        elif self.sees("{", "."):
            hint = hints.MAP_PROJECTION
        if hint is not None:
            return fault(self.text, self.token.start, f"There is no {self.token.text} here in this Cypher.", hint)
        why = reason(word) if self.token.kind == "word" else None
        if why is not None:
            remedy = "If it is a name, put it into backticks."
            return fault(self.text, self.token.start, why, remedy)
        if self.token.kind == "word" and not word.isascii():
            return fault(self.text, self.token.start, f"{self.token.text[:40]} is no clause.", nearest(word, CLAUSES))
        return self.wrong(expected)

    def _call(self) -> None:
        self.procedure()
        self._where()
        if self.take("YIELD"):
            self.listed(self._yielded)
        self._where()

    def _yielded(self) -> None:
        self.name()
        if self.take("AS"):
            self.name()

    def _where(self) -> None:
        if self.take("WHERE"):
            self.expression()

    def _projection(self) -> None:
        self.take("DISTINCT")
        if not self.take("*"):
            self.item()
        while self.take(","):
            self.item()
        if self.take("ORDER", "BY"):
            self.listed(self._sorted)
        if self.take("SKIP"):
            self.expression()
        if self.take("LIMIT"):
            self.expression()

    def _sorted(self) -> None:
        self.expression()
        any(self.take(word) for word in ("ASCENDING", "ASC", "DESCENDING", "DESC"))
