"""The triples of a snapshot, thing by thing, as the mapping of `graph.projection.rdf` has them.

A syntax (N-Quads, Turtle, JSON-LD) says how things and values are written; the mapping says which there are.
"""

from __future__ import annotations

from typing import Protocol

import polars as pl

from accordgraph.exports.snapshot_reader import Part, SnapshotReader
from accordgraph.graph.projection.rdf import ClassMapping, RdfProperty

SORTED = ("subject", "place", "object")


class Syntax(Protocol):
    """How a format writes what a triple consists of."""

    @property
    def elsewhere(self) -> Syntax:
        """How it writes the objects of properties of other vocabularies."""

    def thing(self, path: pl.Expr, identifier: pl.Expr) -> pl.Expr:
        """A thing by its id and its class, as this stands in an IRI."""

    def literal(self, value: pl.Expr, kind: str) -> pl.Expr:
        """A value of one of the literal types of the registry."""

    def tagged(self, value: pl.Expr, language: pl.Expr) -> pl.Expr:
        """A text in a language."""

    def term(self, iri_or_name: str) -> str:
        """A class, or a property, of ours by its name or of another vocabulary by its IRI."""


def triples(contents: SnapshotReader, mapping: ClassMapping, part: Part, syntax: Syntax) -> pl.DataFrame:
    """The triples of a part of a class, each once.

    Columns: subject (String, an id), place (UInt16, of the predicate in `mapping.predicates`), object (String, as the
    syntax writes it); sorted by these in the order in which they are named here.
    """
    own = part.rows.lazy()
    frames = [_triples(own.filter(*one.only), "id", 0, pl.lit(syntax.term(one.name))) for one in mapping.types]
    for one in mapping.properties:
        frame = own if one.table == mapping.node.table else _within(contents.scan(one.table), one, part)
        known, *further = mapping.places[one.name]
        objects = {known: _object(one, syntax), **{place: _object(one, syntax.elsewhere) for place in further}}
        rows = frame.filter(*one.only)
        frames += [_triples(rows, one.subject, place, value) for place, value in objects.items()]
    return contents.read(pl.concat(frames).drop_nulls().unique().sort(SORTED))


def _within(frame: pl.LazyFrame, one: RdfProperty, part: Part) -> pl.LazyFrame:
    return frame.filter(pl.col(one.subject).is_between(pl.lit(part.first), pl.lit(part.last)))


def _triples(frame: pl.LazyFrame, subject: str, place: int, value: pl.Expr) -> pl.LazyFrame:
    return frame.select(
        pl.col(subject).alias("subject"), pl.lit(place, pl.UInt16).alias("place"), value.alias("object")
    )


def _object(one: RdfProperty, syntax: Syntax) -> pl.Expr:
    value = pl.col(one.value)
    if one.path is not None:
        return syntax.thing(one.path, value)
    return syntax.literal(value, one.type) if one.language is None else syntax.tagged(value, one.language)
