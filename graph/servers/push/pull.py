"""The derived tables as a target has them, to be compared with those of the store.

A target does not hold all columns. RDF has each name in its language and no columns of names that fall back on another
language; Neo4j has these columns and not the table `names`. What is not there is left out.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.projection.rdf import NAME_KINDS
from accordgraph.graph.projection.relations import Pair, relation_pairs
from accordgraph.graph.schemas import DTYPES, Tables, table_schemas
from accordgraph.graph.servers.push import rdf_diff
from accordgraph.graph.servers.push.diff import State, change
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import Column, NodeClass, Registry, Relation

FIRST_IN_ORDER = "\x01"
"""In place of `~` while ids are sorted: parts of an id are compared one by one, as when it was made."""


# ---------------------------------------------------------------- from a property graph
def from_state(state: State, words: Registry) -> Tables:
    """The tables of a property graph."""
    edges = {(name, pair): frame for name, pair, frame in state.edges}
    tables = {
        node.table: _with_references(
            state.nodes[node.name].rename({c.name: c.columns[0] for c in node.literals}),
            {c: edges[words.edge_type(c), Pair(node.name, c.type)] for c in node.references},
        )
        for node in words.classes.values()
    }
    for name, relation in words.relations.items():
        pairs = [(pair, edges[name, pair]) for pair in relation_pairs(relation, words)]
        _add_relation(tables, relation, pairs)
    return _shaped(tables, words)


def _with_references(nodes: pl.DataFrame, references: dict[Column, pl.DataFrame]) -> pl.DataFrame:
    for column, edges in references.items():
        nodes = nodes.join(_values(edges, column), left_on="id", right_on="from", how="left")
    return nodes


def _values(pairs: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Of pairs `from`, `to`: a row for each `from`, with its values in the columns of the table."""
    if len(column.columns) == 1:
        return pairs.select("from", pl.col("to").alias(column.columns[0])).unique("from", keep="first")
    in_order = pairs.sort("from", pl.col("to").str.replace_all("~", FIRST_IN_ORDER, literal=True))
    ends = in_order.group_by("from", maintain_order=True).agg("to")
    places = enumerate(column.columns)
    return ends.select("from", *(pl.col("to").list.get(at, null_on_oob=True).alias(name) for at, name in places))


def _add_relation(tables: Tables, relation: Relation, pairs: list[tuple[Pair, pl.DataFrame]]) -> None:
    """A table of its own; or, where it stands in the table of a class, the columns that the class lacks."""
    ends = {"from": relation.source[1], "to": relation.target[1]}
    if relation.table not in tables:
        frames = [frame.rename(ends).with_columns(pl.lit(pair.source).alias("class")) for pair, frame in pairs]
        tables[relation.table] = pl.concat(frames)
        return
    key = [column.name for column in relation.properties if column.columns == ("id",)]
    table = tables[relation.table]
    lacking = [c.name for c in relation.properties if c.name not in table.columns and c.name not in key]
    if key and lacking:
        [(_, edges)] = pairs
        tables[relation.table] = table.join(edges.select(*key, *lacking), left_on="id", right_on=key, how="left")


# ---------------------------------------------------------------- from RDF
def from_triples(triples: pl.LazyFrame, words: Registry) -> Tables:
    """The tables of triples with the columns `rdf.CSV_COLUMNS`."""
    triples_of = {
        node.name: triples.filter(pl.col("s").str.starts_with(rdf_diff.subjects(node)))
        .with_columns(
            id=pl.col("s").str.strip_prefix(rdf_diff.subjects(node)), p=pl.col("p").str.strip_prefix(NAMESPACE)
        )
        .collect()
        for node in words.classes.values()
    }
    tables = {node.table: _things(triples_of[node.name], node, words) for node in words.classes.values()}
    for relation in words.relations.values():
        if relation.table not in tables:
            source, target = relation.source[1], relation.target[1]
            frames = [
                _pairs(triples_of[pair.source], relation.rdf, words.classes[pair.target])
                .rename({"from": source, "to": target})
                .with_columns(pl.lit(pair.source).alias("class"))
                for pair in relation_pairs(relation, words)
            ]
            tables[relation.table] = pl.concat(frames)
    tables["names"] = pl.concat(_names(triples, name) for name, triples in triples_of.items())
    return _shaped(tables, words)


def _things(triples: pl.DataFrame, node: NodeClass, words: Registry) -> pl.DataFrame:
    things = triples.filter(pl.col("p") == "id").select(id=pl.col("o")).unique()
    for column in node.in_rdf:
        if column.language is None:
            leads_to = words.classes[column.type] if column.is_reference else None
            values = _values(_pairs(triples, column.term, leads_to), column)
            if not column.is_reference:
                values = values.with_columns(_typed(column.columns[0], column.type))
            things = things.join(values, left_on="id", right_on="from", how="left")
    return things


def _pairs(triples: pl.DataFrame, predicate: str, leads_to: NodeClass | None) -> pl.DataFrame:
    value = pl.col("o") if leads_to is None else pl.col("o").str.strip_prefix(rdf_diff.subjects(leads_to))
    return triples.filter(pl.col("p") == predicate).select(value.alias("to"), pl.col("id").alias("from"))


def _typed(name: str, kind: str) -> pl.Expr:
    if kind == "boolean":
        return pl.col(name) == "true"
    if kind == "date":
        return pl.col(name).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(name).cast(DTYPES.get(kind, pl.String), strict=False)


def _names(triples: pl.DataFrame, class_: str) -> pl.DataFrame:
    language = pl.when(pl.col("lang") != "").then("lang")
    return triples.filter(pl.col("p").is_in(NAME_KINDS)).select(
        pl.lit(class_).alias("class"), thing="id", kind="p", lang=language, text="o"
    )


# ---------------------------------------------------------------- shape, and compare
def _shaped(tables: Tables, words: Registry) -> Tables:
    """The columns of the schema that are there, in its order, sorted as the store's are."""
    shaped = {}
    for name, schema in table_schemas(words).items():
        if name in tables:
            columns = [column for column in schema if column in tables[name].columns]
            keys = ["id"] if "id" in schema else [column for column in columns if column != "class"]
            shaped[name] = tables[name].select(columns).sort(keys)
    return shaped


class Compared(NamedTuple):
    """A table of the store beside that of a target: rows of both, and how many are missing, foreign or changed there.

    The rows of the target are None where it does not hold the table.
    """

    table: str
    rows: int
    there: int | None
    missing: int = 0
    foreign: int = 0
    changed: int = 0

    @property
    def is_equal(self) -> bool:
        """Whether the target has the same, as far as it holds the table."""
        return not (self.missing or self.foreign or self.changed)


def compare(ours: Tables, theirs: Tables) -> list[Compared]:
    """Each table of the store beside that of the target, in the columns that the target has."""
    return [_compare(name, table, theirs.get(name)) for name, table in ours.items()]


def _compare(name: str, ours: pl.DataFrame, theirs: pl.DataFrame | None) -> Compared:
    if theirs is None:
        return Compared(name, ours.height, None)
    key = ("id",) if "id" in ours.columns else tuple(theirs.columns)
    counts = change(theirs, ours.select(theirs.columns).unique(), key).counts
    return Compared(name, ours.height, theirs.height, counts.added, counts.removed, counts.changed)
