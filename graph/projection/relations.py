"""The relations of the registry: which classes their edges connect, and the rows that these come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import Registry, Relation


class Pair(NamedTuple):
    """The classes that an edge leads from and to."""

    source: str
    target: str


def relation_pairs(relation: Relation, words: Registry) -> list[Pair]:
    """The classes that edges of a relation may connect."""
    sources = list(words.classes) if relation.source[0] == "*" else [relation.source[0]]
    return [Pair(source, relation.target[0]) for source in sources]


def relation_frames(tables: Tables, words: Registry, relation: Relation) -> Iterator[tuple[Pair, pl.DataFrame]]:
    """The rows of a relation's table, with `from` and `to` beside the table's own columns, by pair of classes."""
    table = tables[relation.table].with_columns(
        pl.col(relation.source[1]).alias("from"), pl.col(relation.target[1]).alias("to")
    )
    for pair in relation_pairs(relation, words):
        any_class = relation.source[0] == "*"
        frame = table.filter(pl.col("class") == pair.source) if any_class else table
        yield pair, frame.filter(pl.col("from").is_not_null(), pl.col("to").is_not_null())
