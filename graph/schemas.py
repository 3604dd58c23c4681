"""Columns of the tables from which engines, index and exports are made, computed from the registry."""

from __future__ import annotations

from typing import TypeAlias

import polars as pl

from accordgraph.ontology.registry import Column, Registry, registry

Tables: TypeAlias = dict[str, pl.DataFrame]
"""One frame for each key of `table_schemas()`, with those columns."""

Dtypes: TypeAlias = dict[str, type[pl.DataType]]

DTYPES: Dtypes = {
    "text": pl.String,
    "edtf": pl.String,
    "date": pl.Date,
    "boolean": pl.Boolean,
    "integer": pl.Int64,
}
"""The column type of each literal type of the registry; a reference is a String, the id of a node."""

EVIDENCE = pl.Schema({"class": pl.String, "thing": pl.String, "statement": pl.String})
"""Columns of `evidence`: a node, its class by name, and a statement that it was made from."""

NAMES = pl.Schema({"thing": pl.String, "class": pl.String, "kind": pl.String, "lang": pl.String, "text": pl.String})
"""Columns of `names`: kind is name, acronym or alias; lang is null where it is not known."""


def table_schemas(words: Registry | None = None) -> dict[str, pl.Schema]:
    """Columns and types of every table: one a class, one a relation that has its own, and `names`.

    >>> list(table_schemas()["parts"])
    ['actor', 'whole']
    """
    words = words or registry()
    columns: dict[str, Dtypes] = {
        node.table: {"id": pl.String, **_columns(node.columns)} for node in words.classes.values()
    }
    for relation in words.relations.values():
        ends: Dtypes = {relation.source[1]: pl.String, relation.target[1]: pl.String}
        columns[relation.table] = {**columns.get(relation.table, {}), **ends, **_columns(relation.properties)}
    schemas = {name: pl.Schema(dtypes) for name, dtypes in columns.items()}
    return {**schemas, "evidence": EVIDENCE, "names": NAMES}


def empty_tables(words: Registry | None = None) -> Tables:
    """All tables without a row."""
    return {name: schema.to_frame() for name, schema in table_schemas(words).items()}


def _columns(columns: tuple[Column, ...]) -> Dtypes:
    return {name: DTYPES.get(column.type, pl.String) for column in columns for name in column.columns}
