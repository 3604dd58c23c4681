"""Parquet: values as text, dates as ISO 8601, lists joined by semicolons."""

from __future__ import annotations

import mmap
from pathlib import Path

import polars as pl

from accordgraph.graph.parquet_size import unpacked_bytes
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.table import MOST_COLUMNS, ROW, Dialect, Table, check_cells, refuse

MOST_UNPACKED = 4_000_000_000
"""Bytes of all pages of a file, and of all its cells as text."""


def read_parquet(path: Path, dialect: Dialect, selection: Selection) -> Table:
    """Read a file of Parquet. Raises DossierError where it is none, or where a column holds no values."""
    _refuse_bombs(path)
    try:
        schema = pl.read_parquet_schema(path)
        if len(schema) > MOST_COLUMNS:
            raise refuse(path, f"has {len(schema):,} columns, and {MOST_COLUMNS:,} are the maximum")
        frame = (
            pl.scan_parquet(path, glob=False)
            .select(_text(path, name, dtype) for name, dtype in schema.items())
            .collect()
        )
    except (pl.exceptions.PolarsError, OSError) as error:
        raise refuse(path, f"cannot be read as Parquet: {str(error).splitlines()[0]}") from error
    texts = frame.select(pl.col(pl.String).str.len_bytes().cast(pl.Int64).sum())
    if sum(filter(None, texts.row(0))) > MOST_UNPACKED:  # a text stands once in the file, however often it is said
        raise refuse(path, f"has more than {MOST_UNPACKED:,} bytes of text")
    missing = [value for value in dialect.missing_values if value]
    names = frame.columns
    frame = frame.with_columns(
        pl.when(pl.col(name).str.strip_chars().is_in(["", *missing]))
        .then(None)
        .otherwise(pl.col(name).str.strip_chars())
        .alias(name)
        for name in names
    )
    frame = frame.with_row_index(ROW, 1).with_columns(pl.col(ROW).cast(pl.Int64))
    table = Table(
        path, selection.of(frame), {name: number for number, name in enumerate(names, 1)}, header=0, has_real_dates=True
    )
    check_cells(path, table)
    return table


def _refuse_bombs(path: Path) -> None:
    """Raise DossierError where the pages of a file are too large when they are unpacked."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            size = unpacked_bytes(content)
    except ValueError as error:
        raise refuse(path, f"cannot be read as Parquet: {error}") from error
    if size > MOST_UNPACKED:
        raise refuse(path, f"has more than {MOST_UNPACKED:,} bytes when unpacked; save its data as CSV, by parts")


def _text(path: Path, name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        return column.dt.date().cast(pl.String)
    if isinstance(dtype, pl.List) and not isinstance(dtype.inner, (pl.List, pl.Struct)):
        return column.cast(pl.List(pl.String)).list.join("; ")
    if isinstance(dtype, (pl.Struct, pl.List, pl.Array)) or dtype == pl.Binary or dtype == pl.Object:
        raise refuse(path, f"column {name!r} is of type {dtype}, which no cell has; flatten it")
    return column.cast(pl.String)
