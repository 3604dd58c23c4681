"""The triples of a snapshot, thing by thing: what is told of each class, from which table, and in which order.

A syntax (N-Quads, Turtle, JSON-LD) says how things and values are written; this file says which there are. They are
those of `graph.engines.projection`, which fills an engine class by class, and what `statement_record` adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import polars as pl

from accordgraph.exports.snapshot_reader import Part, SnapshotReader
from accordgraph.graph.projection.rdf import LANGUAGE_TAG, NAME_KINDS
from accordgraph.ontology.registry import Column, NodeClass, Registry, Relation

TYPE = "@type"
"""Stands for rdf:type among the names of properties; `type` is a property of acts."""

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


@dataclass(frozen=True)
class RdfProperty:
    """One column of one table that gives a property of things: a value of a literal type, or the id of a thing."""

    name: str
    table: str
    subject: str
    value: str
    type: str = "text"
    path: pl.Expr | None = None
    language: pl.Expr | None = None
    only: tuple[pl.Expr, ...] = ()


class RdfType(NamedTuple):
    """A class, by its name or IRI, of those of the things that fit."""

    name: str
    only: tuple[pl.Expr, ...] = ()


class Aligned(NamedTuple):
    """Classes and properties of other vocabularies that ours are kinds of, by our names; IRIs, sorted."""

    classes: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, tuple[str, ...]]


ALONE = Aligned({}, {})
"""No words but our own."""


@dataclass(frozen=True)
class ClassMapping:
    """All that is told of a class. `predicates` are names of ours or IRIs; their places are what triples carry."""

    node: NodeClass
    told: tuple[RdfProperty, ...]
    types: tuple[RdfType, ...]
    predicates: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]


def describe(node: NodeClass, words: Registry, aligned: Aligned = ALONE) -> ClassMapping:
    """The plan of a class: every property in the order of the registry, then those of other vocabularies."""
    told = (
        RdfProperty("id", node.table, "id", "id"),
        *_of_names(node),
        *(one for column in node.columns for one in _of_column(column, node, words)),
        *(one for relation in words.relations.values() for one in _of_relation(relation, node, words)),
        *(_of_record(words) if node.name == "Statement" else ()),
    )
    names = list(dict.fromkeys([TYPE, *(one.name for one in told)]))
    further = {name: aligned.properties.get(name, ()) for name in names}
    predicates = (*names, *sorted({iri for iris in further.values() for iri in iris}))
    place = {name: number for number, name in enumerate(predicates)}
    places = {name: (place[name], *(place[iri] for iri in further[name])) for name in names}
    return ClassMapping(node, told, tuple(_types(node, words, aligned)), predicates, places)


def _types(node: NodeClass, words: Registry, aligned: Aligned) -> Iterator[RdfType]:
    """The class; with other vocabularies what it is a kind of, and of a basis the class of its kind too."""
    yield RdfType(node.name)
    yield from (RdfType(iri) for iri in aligned.classes.get(node.name, ()))
    kinds = words.words["basis_kinds"] if node.name == "Basis" else {}
    for kind, word in kinds.items():
        name, only = word.fields["class"], (pl.col("kind") == kind,)
        above = aligned.classes.get(name, ())
        yield from (RdfType(one, only) for one in ((name, *above) if above else ()))


def _of_column(column: Column, node: NodeClass, words: Registry) -> Iterator[RdfProperty]:
    if column.is_reference:
        path = pl.lit(words.classes[column.type].path)
        yield from (RdfProperty(column.term, node.table, "id", source, path=path) for source in column.columns)
        return
    if column.language is None:
        yield from (RdfProperty(column.term, node.table, "id", source, column.type) for source in column.columns)


def _of_relation(relation: Relation, node: NodeClass, words: Registry) -> Iterator[RdfProperty]:
    (source, begins), (target, ends) = relation.source, relation.target
    only = () if relation.only is None else (pl.col(relation.only),)
    of_class = (pl.col("class") == node.name,) if source == "*" else ()
    if source in ("*", node.name):
        yield RdfProperty(
            relation.rdf, relation.table, begins, ends, path=pl.lit(words.classes[target].path), only=only + of_class
        )
    if relation.symmetric and target == node.name:
        yield RdfProperty(relation.rdf, relation.table, ends, begins, path=pl.lit(node.path), only=only)


def _of_names(node: NodeClass) -> Iterator[RdfProperty]:
    """All names, each in its own language."""
    if not any(column.name == "name" for column in node.columns):
        return
    is_tag = pl.col("lang").str.contains(LANGUAGE_TAG).fill_null(False)
    for kind in NAME_KINDS:
        only = (pl.col("class") == node.name, pl.col("kind") == kind)
        yield RdfProperty(kind, "names", "thing", "text", language=pl.col("lang"), only=(*only, is_tag))
        yield RdfProperty(kind, "names", "thing", "text", only=(*only, ~is_tag))


def _of_record(words: Registry) -> Iterator[RdfProperty]:
    for column in words.statement_record:
        path = pl.lit(words.classes[column.type].path) if column.is_reference else None
        of_thing = pl.col("about") if column.name == "thing" else path
        yield RdfProperty(column.term, "statements", "id", column.name, column.type, of_thing)


# ---------------------------------------------------------------- rows
def triples(contents: SnapshotReader, described: ClassMapping, part: Part, syntax: Syntax) -> pl.DataFrame:
    """The triples of a part of a class, each once.

    Columns: subject (String, an id), place (UInt16, of the predicate in `described.predicates`), object (String, as the
    syntax writes it); sorted by these in the order in which they are named here.
    """
    own = part.rows.lazy()
    frames = [_triples(own.filter(*one.only), "id", 0, pl.lit(syntax.term(one.name))) for one in described.types]
    for one in described.told:
        frame = own if one.table == described.node.table else _within(contents.scan(one.table), one, part)
        known, *further = described.places[one.name]
        objects = {known: _object(one, syntax), **{place: _object(one, syntax.elsewhere) for place in further}}
        told = frame.filter(*one.only)
        frames += [_triples(told, one.subject, place, value) for place, value in objects.items()]
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
