"""Turtle to be read: things one after the other, a property a line, and what an editor would hide as an escape."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from accordgraph.exports.escapes import LEGIBLE, escaped
from accordgraph.graph.projection.rdf import DATATYPES, TYPE, ClassMapping
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE

PREFIXES = {
    "ag": NAMESPACE,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BARE = ("boolean", "integer")
"""Types whose values need no quotes."""

LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""Of what may follow a prefix, the part that needs no escapes."""


class Turtle:
    """The syntax, and how blocks are made of triples. Ids are written relative to `@base`."""

    separator = "\n"
    tail = ""

    def __init__(self, prefixes: Mapping[str, str] = {}) -> None:
        """With the prefixes of further vocabularies."""
        self._prefixes = {**prefixes, **PREFIXES}

    @property
    def head(self) -> str:
        """The base and the prefixes."""
        lines = [f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes.items())]
        return f"@base <{ID_NAMESPACE}> .\n{''.join(lines)}\n"

    @property
    def elsewhere(self) -> Turtle:
        """The same."""
        return self

    def thing(self, path: pl.Expr, identifier: pl.Expr) -> pl.Expr:
        """Its IRI, relative to the base."""
        return pl.format("<{}/{}>", path, identifier)

    def literal(self, value: pl.Expr, kind: str) -> pl.Expr:
        """A value, with its datatype where its form does not tell it."""
        if kind in BARE:
            return value.cast(pl.String)
        suffix = f"^^{self.term(DATATYPES[kind])}" if kind in DATATYPES else ""
        return pl.format(f'"{{}}"{suffix}', escaped(value, LEGIBLE) if kind == "text" else value.cast(pl.String))

    def tagged(self, value: pl.Expr, language: pl.Expr) -> pl.Expr:
        """A text in quotes with its language."""
        return pl.format('"{}"@{}', escaped(value, LEGIBLE), language)

    def term(self, iri_or_name: str) -> str:
        """With a prefix where one fits, else its IRI."""
        if iri_or_name == TYPE:
            return "a"
        if ":" not in iri_or_name:
            return f"ag:{iri_or_name}"
        for prefix, iri in self._prefixes.items():
            local = iri_or_name.removeprefix(iri)
            if local != iri_or_name and LOCAL_NAME.fullmatch(local):
                return f"{prefix}:{local}"
        return f"<{iri_or_name}>"

    def entries(self, triples: pl.DataFrame, mapping: ClassMapping) -> pl.Series:
        """A block for each thing of a part."""
        predicates = pl.Series([self.term(name) for name in mapping.predicates])
        lines = triples.group_by("subject", "place", maintain_order=True).agg(pl.col("object").str.join(", "))
        line = pl.format("{} {}", pl.lit(predicates).gather(pl.col("place")), "object")
        blocks = lines.select("subject", line=line).group_by("subject", maintain_order=True)
        whole = pl.format(f"<{mapping.node.path}/{{}}> {{}} .\n", "subject", "line")
        return blocks.agg(pl.col("line").str.join(" ;\n    ")).select(block=whole).to_series()
