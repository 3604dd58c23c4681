"""Tables as N-Triples, for engines and servers that keep RDF.

Pure: tables and the registry in, frames out. Nothing loops over rows, only over classes, properties and relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from accordgraph.graph.projection.rdf import DATATYPES, NAME_KINDS, RdfProperty, class_mapping
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import NodeClass, Registry, camel

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
"""What N-Triples forbids within a literal; all other characters, control characters too, may stand as they are."""

ROWS_AT_ONCE = 10_000
"""Rows that are rendered as text at a time: links, which have most triples, take some 30 MB."""

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Group(NamedTuple):
    """The triples of a class, a relation or a kind of name, whose subjects are of one class.

    `key` is the column of `rows` with the ids of the subjects; `lines` give the triples of a row, null for none.
    """

    name: str
    subjects: str
    key: str
    rows: pl.DataFrame
    lines: list[pl.Expr]

    def render(self, rows: pl.DataFrame | None = None) -> Iterator[pl.DataFrame]:
        """The triples of the rows, or of others with the same columns, as `triples` gives them."""
        for part in (self.rows if rows is None else rows).iter_slices(ROWS_AT_ONCE):
            yield part.select(line=pl.concat_str(self.lines, separator="\n", ignore_nulls=True))


def triples(tables: Tables, words: Registry) -> Iterator[pl.DataFrame]:
    """N-Triples in frames with one String column `line`; a cell holds all the triples of one row, a line each."""
    for group in groups(tables, words):
        yield from group.render()


def groups(tables: Tables, words: Registry) -> Iterator[Group]:
    """All triples: a group for each class, each relation and pair of classes, and each kind of name of a class.

    No triple is in two groups, nor given by two rows of one. The groups are the same whatever the tables hold.
    """
    mappings = [(node, class_mapping(node, words).properties) for node in words.classes.values()]
    for node, properties in mappings:
        yield _of_class(tables, node, [one for one in properties if one.group == node.name])
    for name in words.relations:
        for node, properties in mappings:
            if of_relation := [one for one in properties if one.group == name]:
                yield _of_relation(tables, name, node, of_relation)
    for node, properties in mappings:
        for kind in NAME_KINDS:
            if of_names := [one for one in properties if one.group == kind]:
                yield _of_names(tables, kind, node, of_names)


def _of_class(tables: Tables, node: NodeClass, properties: list[RdfProperty]) -> Group:
    typed = pl.format(f"{{}} {RDF_TYPE} <{NAMESPACE}{node.name}> .", iri(node, pl.col("id")))
    return Group(node.name, node.name, "id", tables[node.table], [typed, *(_line(node, one) for one in properties)])


def _of_relation(tables: Tables, name: str, node: NodeClass, properties: list[RdfProperty]) -> Group:
    """A pair of things a row; the properties of a symmetric relation are two, one for each direction."""
    first = properties[0]
    ends = {first.subject: "from", first.value: "to"}
    pairs = tables[first.table].filter(*first.only).select(**{"from": first.subject, "to": first.value}).drop_nulls()
    lines = [_line(node, replace(one, subject=ends[one.subject], value=ends[one.value])) for one in properties]
    return Group(name, node.name, "from", pairs.unique(maintain_order=True), lines)


def _of_names(tables: Tables, kind: str, node: NodeClass, properties: list[RdfProperty]) -> Group:
    """Names in their own language. The columns of names are no use: they fall back on other languages."""
    tagged = [tables[one.table].filter(*one.only).select(one.subject, one.value, tag=_tag(one)) for one in properties]
    first = properties[0]
    value = pl.format("{}{}", literal(pl.col(first.value)), "tag")
    rows = pl.concat(tagged).unique(maintain_order=True)
    return Group(kind, node.name, first.subject, rows, [_triple(node, first.subject, kind, value)])


def _tag(one: RdfProperty) -> pl.Expr:
    return pl.lit("") if one.language is None else pl.format("@{}", one.language)


def _line(node: NodeClass, one: RdfProperty) -> pl.Expr:
    value = pl.col(one.value)
    if one.path is not None:
        return _triple(node, one.subject, one.name, pl.format(f"<{ID_NAMESPACE}{{}}/{{}}>", one.path, value))
    suffix = f"^^<{DATATYPES[one.type]}>" if one.type in DATATYPES else ""
    return _triple(node, one.subject, one.name, literal(value, suffix))


def _triple(node: NodeClass, subject: str, name: str, value: pl.Expr) -> pl.Expr:
    return pl.format(f"{{}} {term(name)} {{}} .", iri(node, pl.col(subject)), value)


def iri(node: NodeClass, identifier: pl.Expr) -> pl.Expr:
    """The IRI of a thing in angle brackets; ids hold nothing that would need escaping. Null stays null."""
    return pl.format(f"<{ID_NAMESPACE}{node.path}/{{}}>", identifier)


def term(name: str) -> str:
    """The IRI of a property in angle brackets: `since_earliest` becomes `sinceEarliest`."""
    return f"<{NAMESPACE}{camel(name)}>"


def literal(value: pl.Expr, suffix: str = "") -> pl.Expr:
    """A value in quotes, escaped, with a language tag or datatype after it. Null stays null."""
    text = value.cast(pl.String).str.replace_many(list(ESCAPES), list(ESCAPES.values()))
    return pl.format(f'"{{}}"{suffix}', text)
