"""Tables as engines take them: N-Triples for RDF stores, frames of nodes and edges for property graphs.

Pure: tables and the registry in, frames out. Nothing loops over rows, only over classes, properties and relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from accordgraph.graph.schemas import Tables
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import Column, NodeClass, Registry, Relation, camel

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

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
"""What N-Triples forbids within a literal; all other characters, control characters too, may stand as they are."""

NAME_KINDS = ("name", "acronym", "alias")
"""Properties of the table of names."""

ROWS_AT_ONCE = 100_000
"""Rows that are rendered as text at a time: some 100 MB."""

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Pair(NamedTuple):
    """The classes that an edge leads from and to."""

    source: str
    target: str


class ClassMapping(NamedTuple):
    """A part of what RDF tells: of what (a class, a relation or a kind of name), of which class the subjects are.

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


class Edges(NamedTuple):
    """Edges of one name between two classes: columns `from` and `to` (ids), then the properties."""

    name: str
    pair: Pair
    frame: pl.DataFrame


# ---------------------------------------------------------------- RDF
def triples(tables: Tables, words: Registry) -> Iterator[pl.DataFrame]:
    """N-Triples in frames with one String column `line`; a cell holds all the triples of one row, a line each."""
    for told in described(tables, words):
        yield from told.render()


def described(tables: Tables, words: Registry) -> Iterator[ClassMapping]:
    """All that RDF tells: a part for each class, each relation and pair of classes, and each kind of name of a class.

    No triple is in two parts, nor told by two rows of one. The parts are the same whatever the tables hold.
    """
    for node in words.classes.values():
        yield ClassMapping(node.name, node.name, "id", tables[node.table], _node_lines(node, words))
    for name, relation in words.relations.items():
        for pair, frame in _relation_frames(tables, words, relation):
            told = frame if relation.only is None else frame.filter(pl.col(relation.only))
            ends = told.select("from", "to").unique(maintain_order=True)
            yield ClassMapping(name, pair.source, "from", ends, _relation_lines(relation, pair, words))
    for node in words.classes.values():
        if any(column.name == "name" for column in node.columns):
            yield from _names(tables["names"], node)


def _node_lines(node: NodeClass, words: Registry) -> list[pl.Expr]:
    subject = iri(node, pl.col("id"))
    fixed = [
        pl.format(f"{{}} {RDF_TYPE} <{NAMESPACE}{node.name}> .", subject),
        pl.format('{} {} "{}" .', subject, pl.lit(term("id")), pl.col("id")),
    ]
    told = [column for column in node.columns if column.language is None]
    return fixed + [line for column in told for line in _column_lines(subject, column, words)]


def _column_lines(subject: pl.Expr, column: Column, words: Registry) -> list[pl.Expr]:
    if column.is_reference:
        values = [iri(words.classes[column.type], pl.col(name)) for name in column.columns]
        return [_line(subject, term(column.name), value) for value in values]
    suffix = _datatype(column.type)
    return [_line(subject, term(column.name), literal(pl.col(name), suffix)) for name in column.columns]


def _relation_lines(relation: Relation, pair: Pair, words: Registry) -> list[pl.Expr]:
    source = iri(words.classes[pair.source], pl.col("from"))
    target = iri(words.classes[pair.target], pl.col("to"))
    lines = [_line(source, term(relation.rdf), target)]
    return [*lines, _line(target, term(relation.rdf), source)] if relation.symmetric else lines


def _names(names: pl.DataFrame, node: NodeClass) -> Iterator[ClassMapping]:
    """All names, each in its own language. The columns of names are no use: they fall back on other languages."""
    subject = iri(node, pl.col("thing"))
    tagged = pl.col("lang").str.contains(LANGUAGE_TAG).fill_null(False)
    tag = pl.when(tagged).then(pl.format("@{}", "lang")).otherwise(pl.lit("")).alias("tag")
    for kind in NAME_KINDS:
        frame = names.filter(pl.col("class") == node.name, pl.col("kind") == kind)
        told = frame.select("thing", "text", tag).unique(maintain_order=True)
        line = _line(subject, term(kind), pl.format("{}{}", literal(pl.col("text")), "tag"))
        yield ClassMapping(kind, node.name, "thing", told, [line])


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


def _line(subject: pl.Expr, predicate: str, value: pl.Expr) -> pl.Expr:
    return pl.format(f"{{}} {predicate} {{}} .", subject, value)


def _datatype(kind: str) -> str:
    return f"^^<{DATATYPES[kind]}>" if kind in DATATYPES else ""


# ---------------------------------------------------------------- property graph
def nodes(tables: Tables, node: NodeClass) -> pl.DataFrame:
    """The nodes of a class: `id`, then its literal properties in the order of the registry."""
    return tables[node.table].select("id", *(_property(column) for column in node.literals))


def edge_name(column: Column, words: Registry) -> str:
    """The type of a reference's edges: `PARTY`, but `HAS_BASIS`: to Ladybug, `BASIS` is the class `Basis`."""
    name = column.name.upper()
    return f"HAS_{name}" if column.name in {node.path for node in words.classes.values()} else name


def edge_pairs(words: Registry) -> dict[str, list[Pair]]:
    """Every edge type with the classes that it may connect, also those without an edge."""
    pairs: dict[str, list[Pair]] = {}
    for node in words.classes.values():
        for column in node.references:
            pairs.setdefault(edge_name(column, words), []).append(Pair(node.name, column.type))
    for name, relation in words.relations.items():
        pairs.setdefault(name, []).extend(relation_pairs(relation, words))
    return pairs


def edges(tables: Tables, words: Registry) -> Iterator[Edges]:
    """All edges: a type for each reference property (see `edge_name`), and the relations with their properties."""
    for node in words.classes.values():
        for column in node.references:
            frame = pl.concat(_reference(tables[node.table], name) for name in column.columns)
            yield Edges(edge_name(column, words), Pair(node.name, column.type), frame.unique(maintain_order=True))
    for name, relation in words.relations.items():
        properties = [_property(column) for column in relation.properties]
        for pair, frame in _relation_frames(tables, words, relation):
            yield Edges(name, pair, frame.select("from", "to", *properties).unique(maintain_order=True))


def _reference(table: pl.DataFrame, column: str) -> pl.DataFrame:
    return table.select(pl.col("id").alias("from"), pl.col(column).alias("to")).drop_nulls()


def _property(column: Column) -> pl.Expr:
    return pl.col(column.columns[0]).alias(column.name)


# ---------------------------------------------------------------- relations
def relation_pairs(relation: Relation, words: Registry) -> list[Pair]:
    """The classes that edges of a relation may connect."""
    sources = list(words.classes) if relation.source[0] == "*" else [relation.source[0]]
    return [Pair(source, relation.target[0]) for source in sources]


def _relation_frames(tables: Tables, words: Registry, relation: Relation) -> Iterator[tuple[Pair, pl.DataFrame]]:
    """The rows of a relation's table, with `from` and `to` beside the table's own columns, by pair of classes."""
    table = tables[relation.table].with_columns(
        pl.col(relation.source[1]).alias("from"), pl.col(relation.target[1]).alias("to")
    )
    for pair in relation_pairs(relation, words):
        any_class = relation.source[0] == "*"
        frame = table.filter(pl.col("class") == pair.source) if any_class else table
        yield pair, frame.filter(pl.col("from").is_not_null(), pl.col("to").is_not_null())
