"""A workbook with a sheet for each table and a codebook; every cell is text or a number, and no formula."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import polars as pl

from accordgraph.exports.datapackage import definition, meaning
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.graph.errors import InputError
from accordgraph.graph.schemas import table_schemas
from accordgraph.ontology.registry import Registry

MOST_ROWS = 1_048_575
"""Rows of a sheet below its heading."""

LONGEST_CELL = 32_767
"""Characters that a cell takes."""

LONGEST_NAME = 31
"""Characters of the name of a sheet."""

CREATED = datetime.datetime(2000, 1, 1)
"""Fixed, so that the same graph gives the same bytes."""

ROWS_AT_ONCE = 10_000
CODEBOOK = "codebook"
WIDTH = 24
"""Of a column, in characters."""


def write(
    contents: SnapshotReader, file: BinaryIO, words: Registry, advance: Callable[[int], None] = lambda rows: None
) -> dict[str, int]:
    """Write all tables; `advance` hears how many rows went by. Gives the numbers of sheets and rows.

    Days are text, so that no program takes one for another. Raises InputError where a table has more rows than a sheet.
    """
    import xlsxwriter

    tables = sorted(table_schemas(words))
    rows = 0
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": CREATED, "title": "accordgraph"})
        bold = book.add_format({"bold": True})
        sheets = {table: book.add_worksheet(table[:LONGEST_NAME]) for table in tables}
        codebook = book.add_worksheet(CODEBOOK)
        _write_rows(codebook, bold, ["table", "column", "type", "meaning"], _codebook(contents, tables, words))
        for table in tables:
            scan = contents.scan(table)
            count = contents.read(scan.select(pl.len())).item()
            if count > MOST_ROWS:
                what = f"The table {table} has {count:,} rows, and a sheet takes {MOST_ROWS:,}."
                raise InputError(what, "Use --as csv.")
            _write_rows(sheets[table], bold, scan.collect_schema().names(), _rows(contents, scan, count, advance))
            rows += count
    return {"sheets": len(tables) + 1, "rows": rows}


def _rows(
    contents: SnapshotReader, scan: pl.LazyFrame, count: int, advance: Callable[[int], None]
) -> Iterator[tuple[object, ...]]:
    """The rows of a table, some at a time. A workbook is written cell by cell: there is no other way."""
    for start in range(0, count, ROWS_AT_ONCE):
        part = contents.read(scan.slice(start, ROWS_AT_ONCE)).with_columns(pl.col(pl.Date).cast(pl.String))
        yield from part.iter_rows()
        advance(part.height)


def _write_rows(sheet: Any, bold: Any, heading: list[str], rows: Iterator[tuple[object, ...]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heading) - 1, WIDTH)
    sheet.write_row(0, 0, heading, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value[:LONGEST_CELL])
            elif isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif isinstance(value, (int, float)):
                sheet.write_number(number, column, value)


def _codebook(contents: SnapshotReader, tables: list[str], words: Registry) -> Iterator[tuple[object, ...]]:
    for table in tables:
        yield table, "", "", meaning(table, words)
        for name, dtype in contents.scan(table).collect_schema().items():
            kind = "text" if dtype in (pl.String, pl.Date) else str(dtype).lower()
            day = " (a day, as 2024-04-10)" if dtype == pl.Date else ""
            yield table, name, kind, (definition(name, words) or "") + day
