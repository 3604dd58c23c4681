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

FEW_CELLS, MOST_CELLS_A_BYTE = 20_000_000, 4
"""Of a file with more cells than the first, each byte may hold as many as the second: a run of one value packs a
million rows into a few bytes.
"""

FIRST_DAY, LAST_DAY = -719_162, 2_932_896
"""Of the years 1 and 9999, in days since 1970."""

UNITS_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def read_parquet(path: Path, dialect: Dialect, selection: Selection) -> Table:
    """Read a file of Parquet. Raises DossierError where it is none, or where a column holds no values."""
    _refuse_bombs(path)
    try:
        schema = pl.read_parquet_schema(path)
        if len(schema) > MOST_COLUMNS:
            raise refuse(path, f"has {len(schema):,} columns, and {MOST_COLUMNS:,} are the maximum")
        _refuse_runs(path, len(schema))
        frame = (
            pl.scan_parquet(path, glob=False)
            .select(_text(path, name, dtype) for name, dtype in schema.items())
            .collect()
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
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


def _refuse_runs(path: Path, columns: int) -> None:
    """Raise DossierError where nearly all cells of a small file repeat the value before them."""
    rows = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()  # of the footer; no page is read
    if rows * columns > max(FEW_CELLS, path.stat().st_size * MOST_CELLS_A_BYTE):
        what = f"has {rows:,} rows in {path.stat().st_size:,} bytes, which are nearly all alike"
        raise refuse(path, f"{what}; save those that differ")


def _day(column: pl.Expr, units: int) -> pl.Expr:
    """The day of an instant; beyond the years that there are the number itself, which no date is read from."""
    number = column.to_physical().cast(pl.Int64)
    is_day = number.is_between(FIRST_DAY * units, (LAST_DAY + 1) * units - 1)
    day = pl.when(is_day).then(column).dt.date().cast(pl.String)
    return pl.coalesce(day, number.cast(pl.String))


def _text(path: Path, name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, (pl.Datetime, pl.Date)):
        return _day(column, UNITS_A_DAY[dtype.time_unit] if isinstance(dtype, pl.Datetime) else 1)
    if isinstance(dtype, pl.List) and not isinstance(dtype.inner, (pl.List, pl.Struct)):
        return column.cast(pl.List(pl.String)).list.join("; ")
    if isinstance(dtype, (pl.Struct, pl.List, pl.Array)) or dtype == pl.Binary or dtype == pl.Object:
        raise refuse(path, f"column {name!r} is of type {dtype}, which no cell has; flatten it")
    return column.cast(pl.String)
