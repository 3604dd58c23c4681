"""How tables become RDF: for each class, which column of which table gives which property.

The one mapping that engines, pushes and exports read. Engines are filled and servers pushed to in N-Triples (see
`ntriples`); exports write it in several syntaxes, in words of other vocabularies too where those were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from accordgraph.ontology.registry import Column, NodeClass, Registry, Relation

XSD = "http://www.w3.org/2001/XMLSchema#"
DATATYPES = {
    "edtf": "http://id.loc.gov/datatypes/edtf/EDTF",
    "date": f"{XSD}date",
    "boolean": f"{XSD}boolean",
    "integer": f"{XSD}integer",
}
"""IRI of the datatype of each literal type of the registry; text is a plain literal."""

LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"
"""Language, script and region. One malformed tag would make an engine refuse the whole load."""

NAME_KINDS = ("name", "acronym", "alias")
"""Properties of the table of names."""

TYPE = "@type"
"""Stands for rdf:type among the names of properties; `type` is a property of acts."""

RECORD = "record"
"""The group of what only the log says of a statement: exports have it, engines do not."""


@dataclass(frozen=True)
class RdfProperty:
    """One column of one table that gives a property of things: a value of a literal type, or the id of a thing.

    `group` is what it belongs to: the class, a relation or a kind of name, or `RECORD`. `subject` and `value` are
    columns of the table; `path` is the class of the thing that `value` names, as it stands in IRIs; rows that do not
    fit all of `only` give nothing.
    """

    group: str
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
    """How RDF describes a class. `predicates` are names of ours or IRIs; their places are what triples carry."""

    node: NodeClass
    properties: tuple[RdfProperty, ...]
    types: tuple[RdfType, ...]
    predicates: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]


def class_mapping(node: NodeClass, words: Registry, aligned: Aligned = ALONE) -> ClassMapping:
    """The mapping of a class: every property in the order of the registry, then those of other vocabularies."""
    properties = (
        RdfProperty(node.name, "id", node.table, "id", "id"),
        *_of_names(node),
        *(one for column in node.in_rdf for one in _of_column(column, node, words)),
        *(one for relation in words.relations.values() for one in _of_relation(relation, node, words)),
        *(_of_record(words) if node.name == "Statement" else ()),
    )
    names = list(dict.fromkeys([TYPE, *(one.name for one in properties)]))
    further = {name: aligned.properties.get(name, ()) for name in names}
    predicates = (*names, *sorted({iri for iris in further.values() for iri in iris}))
    place = {name: number for number, name in enumerate(predicates)}
    places = {name: (place[name], *(place[iri] for iri in further[name])) for name in names}
    return ClassMapping(node, properties, tuple(_types(node, words, aligned)), predicates, places)


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
        for source in column.columns:
            yield RdfProperty(node.name, column.term, node.table, "id", source, path=path)
    elif column.language is None:
        for source in column.columns:
            yield RdfProperty(node.name, column.term, node.table, "id", source, column.type)


def _of_relation(relation: Relation, node: NodeClass, words: Registry) -> Iterator[RdfProperty]:
    (source, begins), (target, ends) = relation.source, relation.target
    # Such a relation has no properties that could say whose word it is: what a stranger's dossier alone says has none.
    only = () if relation.only is None else (pl.col(relation.only) & pl.col("stranger").is_null(),)
    of_class = (pl.col("class") == node.name,) if source == "*" else ()
    if source in ("*", node.name):
        path = pl.lit(words.classes[target].path)
        yield RdfProperty(relation.name, relation.rdf, relation.table, begins, ends, path=path, only=only + of_class)
    if relation.symmetric and target == node.name:
        path = pl.lit(node.path)
        yield RdfProperty(relation.name, relation.rdf, relation.table, ends, begins, path=path, only=only)


def _of_names(node: NodeClass) -> Iterator[RdfProperty]:
    """All names, each in its own language."""
    if not any(column.name == "name" for column in node.columns):
        return
    is_tag = pl.col("lang").str.contains(LANGUAGE_TAG).fill_null(False)
    for kind in NAME_KINDS:
        only = (pl.col("class") == node.name, pl.col("kind") == kind)
        yield RdfProperty(kind, kind, "names", "thing", "text", language=pl.col("lang"), only=(*only, is_tag))
        yield RdfProperty(kind, kind, "names", "thing", "text", only=(*only, ~is_tag))


def _of_record(words: Registry) -> Iterator[RdfProperty]:
    for column in words.statement_record:
        path = pl.lit(words.classes[column.type].path) if column.is_reference else None
        of_thing = pl.col("about") if column.name == "thing" else path
        yield RdfProperty(RECORD, column.term, "statements", "id", column.name, column.type, of_thing)
