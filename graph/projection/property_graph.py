"""Tables as frames of nodes and edges, for engines and servers that keep property graphs.

Pure: tables and the registry in, frames out. Nothing loops over rows, only over classes, properties and relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from accordgraph.graph.projection.relations import Pair, relation_frames, relation_pairs
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import Column, NodeClass, Registry


class Edges(NamedTuple):
    """Edges of one name between two classes: columns `from` and `to` (ids), then the properties."""

    name: str
    pair: Pair
    frame: pl.DataFrame


def nodes(tables: Tables, node: NodeClass) -> pl.DataFrame:
    """The nodes of a class: `id`, then its literal properties in the order of the registry."""
    return tables[node.table].select("id", *(_property(column) for column in node.literals))


def edge_pairs(words: Registry) -> dict[str, list[Pair]]:
    """Every edge type with the classes that it may connect, also those without an edge."""
    pairs: dict[str, list[Pair]] = {}
    for node in words.classes.values():
        for column in node.references:
            pairs.setdefault(words.edge_type(column), []).append(Pair(node.name, column.type))
    for name, relation in words.relations.items():
        pairs.setdefault(name, []).extend(relation_pairs(relation, words))
    return pairs


def edges(tables: Tables, words: Registry) -> Iterator[Edges]:
    """All edges: those of reference properties, typed by `Registry.edge_type`, and relations with their properties."""
    for node in words.classes.values():
        for column in node.references:
            frame = pl.concat(_reference(tables[node.table], name) for name in column.columns)
            yield Edges(words.edge_type(column), Pair(node.name, column.type), frame.unique(maintain_order=True))
    for name, relation in words.relations.items():
        properties = [_property(column) for column in relation.properties]
        for pair, frame in relation_frames(tables, words, relation):
            yield Edges(name, pair, frame.select("from", "to", *properties).unique(maintain_order=True))


def _reference(table: pl.DataFrame, column: str) -> pl.DataFrame:
    return table.select(pl.col("id").alias("from"), pl.col(column).alias("to")).drop_nulls()


def _property(column: Column) -> pl.Expr:
    return pl.col(column.columns[0]).alias(column.name)
