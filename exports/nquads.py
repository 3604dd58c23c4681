"""N-Quads in canonical form: sorted lines, so that equal graphs are equal files, and `comm` and `diff` compare two.

The graph has no blank nodes, so this is what RDF Dataset Canonicalization (W3C, 2024) gives. Without the name of a
graph the lines are N-Triples too.
"""

from __future__ import annotations

import polars as pl

from accordgraph.exports.escapes import CANONICAL, LEGIBLE, escaped
from accordgraph.graph.projection.rdf import DATATYPES, TYPE, ClassMapping
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class NQuads:
    """The syntax, and how lines are made of triples."""

    separator = ""
    tail = ""

    def __init__(self, graph: str | None = None, *, legible: bool = False) -> None:
        """Into the default graph, or into the one with this IRI. On a terminal the lines should be legible."""
        self._escapes = LEGIBLE if legible else CANONICAL
        self._end = "." if graph is None else f"<{graph}> ."

    @property
    def head(self) -> str:
        """Nothing goes before the lines."""
        return ""

    @property
    def elsewhere(self) -> NQuads:
        """The same."""
        return self

    def thing(self, path: pl.Expr, identifier: pl.Expr) -> pl.Expr:
        """Its IRI."""
        return pl.format(f"<{ID_NAMESPACE}{{}}/{{}}>", path, identifier)

    def literal(self, value: pl.Expr, kind: str) -> pl.Expr:
        """A value in quotes with its datatype."""
        suffix = f"^^<{DATATYPES[kind]}>" if kind in DATATYPES else ""
        return pl.format(f'"{{}}"{suffix}', escaped(value, self._escapes) if kind == "text" else value.cast(pl.String))

    def tagged(self, value: pl.Expr, language: pl.Expr) -> pl.Expr:
        """A text in quotes with its language."""
        return pl.format('"{}"@{}', escaped(value, self._escapes), language)

    def term(self, iri_or_name: str) -> str:
        """Its IRI."""
        if iri_or_name == TYPE:
            return f"<{RDF_TYPE}>"
        return f"<{iri_or_name if ':' in iri_or_name else NAMESPACE + iri_or_name}>"

    def entries(self, triples: pl.DataFrame, mapping: ClassMapping) -> pl.Series:
        """The lines of a part, in the order of their bytes."""
        predicates = pl.Series([self.term(name) for name in mapping.predicates])
        lines = pl.format(
            f"<{ID_NAMESPACE}{mapping.node.path}/{{}}> {{}} {{}} {self._end}\n",
            "subject",
            pl.lit(predicates).gather(pl.col("place")),
            "object",
        )
        return triples.select(line=lines).to_series().sort()
