"""Tables with every column that the registry knows, full of text that tries to break out."""

from __future__ import annotations

import datetime
from typing import Any

import polars as pl

from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.ontology.registry import Column, NodeClass, registry

HOSTILE = (
    'says "so"',
    "it's '' \\' \\",
    "a\\nb \\u0041 \\\\",
    "one\ntwo\r\nthree\rfour\ttab",
    "".join(map(chr, range(1, 32))) + "\x7f\x80\x85\u2028\u2029",
    "nul \x00 within",
    "\u202egnp.exe \u200b\ufeff",
    "😀 👩‍👩‍👧 Україна ʼ",
    "</script><!-- ]]> & {{ }} $id ?x",
    '" . <x> <y> "z"@en',
    "'); DROP TABLE x; --",
    'long \\ " \n ж ' * 6_250,  # 100,000 characters
    " spaces around \n",
    "",
    "null",
    "1",
)
"""Text that must come back as it went in."""

ROWS = len(HOSTILE) + 1
TEXT = Column("text", "text", ("text",), is_reference=False)
DAYS = (
    datetime.date(2022, 5, 30),
    None,
    datetime.date(1, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.date(1969, 12, 31),
)


def sample_tables() -> Tables:
    """Tables as `graph.tables` makes them, with hostile text in every text column and a null in every other one."""
    words, schemas = registry(), table_schemas()
    tables = {
        node.table: _nodes(node, schemas[node.table], number) for number, node in enumerate(words.classes.values())
    }
    is_trusted = pl.int_range(pl.len()) % 2 == 0  # relations without properties are of what is trusted alone
    tables["cooperations"] = tables["cooperations"].with_columns(stranger=pl.when(~is_trusted).then("stranger"))
    owners = {node.table for node in words.classes.values()}
    for relation in words.relations.values():
        if relation.table not in owners and relation.source[0] != "*":
            tables[relation.table] = _links(relation.source, relation.target)
    return {**tables, "evidence": _evidence(), "names": pl.concat([_named(tables), _names(schemas["names"])])}


def _id(class_: str, row: int) -> str:
    return f"{class_.lower()}-{row}~{row}" if class_ != "Statement" else f"{row:016x}"


def _nodes(node: NodeClass, schema: pl.Schema, shift: int) -> pl.DataFrame:
    data: dict[str, list[Any]] = {"id": [_id(node.name, row) for row in range(ROWS)]}
    for number, column in enumerate(node.columns):
        for side, name in enumerate(column.columns):
            data[name] = [_cell(column, row + number + shift, row + side) for row in range(ROWS)]
    # What only an edge made from this table shows is text.
    extra = {name: [_cell(TEXT, row + shift, row) for row in range(ROWS)] for name in schema if name not in data}
    return pl.DataFrame({**data, **extra}, schema=schema)


def _cell(column: Column, place: int, target: int) -> Any:
    if column.is_reference:
        return None if place % 5 == 0 and column.name not in ("party", "basis") else _id(column.type, target % ROWS)
    if column.type == "date":
        return DAYS[place % len(DAYS)]
    if column.type == "boolean":
        return (True, False, None)[place % 3]
    if column.type == "integer":
        return (0, -1, 2**53 + 1, None)[place % 4]
    return (*HOSTILE, None)[place % ROWS]


def _links(source: tuple[str, str], target: tuple[str, str]) -> pl.DataFrame:
    pairs = [(_id(source[0], row), _id(target[0], (row + 3) % ROWS)) for row in (4, 1, 9)]
    return pl.DataFrame(pairs, schema={source[1]: pl.String, target[1]: pl.String}, orient="row")


def _evidence() -> pl.DataFrame:
    rows = [(name, _id(name, row), _id("Statement", row + 1)) for name in registry().classes for row in (7, 0, 3)]
    return pl.DataFrame([*rows, rows[0]], schema=table_schemas()["evidence"], orient="row")


def _named(tables: Tables) -> pl.DataFrame:
    """The names that stand in columns of the classes, as the table of names has them."""
    rows = [
        tables[node.table].select(
            pl.col("id").alias("thing"),
            pl.lit(node.name).alias("class"),
            pl.lit(column.base or column.name).alias("kind"),
            pl.lit(column.language).alias("lang"),
            pl.col(column.name).alias("text"),
        )
        for node in registry().classes.values()
        for column in node.columns
        if column.language is not None
    ]
    return pl.concat(rows).drop_nulls("text")


def _names(schema: pl.Schema) -> pl.DataFrame:
    rows: list[tuple[str, str, str | None, str]] = [("Actor", "alias", None, text) for text in HOSTILE]
    rows += [
        ("Actor", "alias", "not a tag", "odd"),
        ("Actor", "name", "de", "Amt"),
    ]
    rows += [("Basis", "alias", "uk", "Інша"), ("Source", "name", "en", "a title")]
    data = [(_id(class_, row % ROWS), class_, *rest) for row, (class_, *rest) in enumerate(rows)]
    return pl.DataFrame(data, schema=schema, orient="row")
