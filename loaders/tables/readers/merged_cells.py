"""Cells merged over rows: what stands in the first holds for all rows of the range, and for no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

MOST_RANGES = 100_000
"""Merged ranges of a sheet. People merge cells by hand; a sheet with more is written to fill the memory."""

MOST_NAMED = 10
"""Columns that a note names."""

AT, FIRST, LAST, VALUE, IS_OWN = "$at", "$first", "$last", "$value", "$own"
"""Row of a cell, first and last row of a range, what its first cell has, whether a row has a cell of its own."""


class MergedRange(NamedTuple):
    """A range over several rows, counted from 1. Of one over several columns the first has the value."""

    column: int
    first: int
    last: int


def with_merged(cells: pl.DataFrame, ranges: Sequence[MergedRange], header: int) -> pl.DataFrame:
    """All cells of a sheet (`c1`, `c2`, … with a row for each of its own) with the value of each range in all its rows.

    A range that begins in the heading or above is left as it is, and so is a row with no cell of its own.
    """
    below = [one for one in ranges if one.first > header and one.first <= cells.height]
    if not below:
        return cells
    data = cells.with_columns(
        pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in cells.columns).alias(IS_OWN)
    ).with_row_index(AT, 1)
    data = data.with_columns(pl.col(AT).cast(pl.Int64))
    frame = pl.DataFrame(below, schema={"column": pl.Int64, FIRST: pl.Int64, LAST: pl.Int64}, orient="row")
    for column in frame["column"].unique().sort().to_list():
        name = f"c{column}"
        if name in cells.columns:
            data = _of_column(data, name, frame.filter(pl.col("column") == column).drop("column"))
    return data.select(cells.columns)


def _of_column(data: pl.DataFrame, name: str, ranges: pl.DataFrame) -> pl.DataFrame:
    values = data.select(pl.col(AT).alias(FIRST), pl.col(name).alias(VALUE))
    starts = ranges.unique(FIRST, keep="first").join(values, on=FIRST, how="left").sort(FIRST)
    joined = data.join_asof(starts, left_on=AT, right_on=FIRST, strategy="backward", check_sortedness=False)
    is_inside = (pl.col(AT) <= pl.col(LAST)).fill_null(False) & pl.col(IS_OWN)
    return joined.with_columns(pl.when(is_inside).then(VALUE).otherwise(name).alias(name)).drop(FIRST, LAST, VALUE)


def repeated_text(cells: pl.DataFrame, ranges: Sequence[MergedRange]) -> int:
    """Bytes of the texts of merged cells, each as often as it comes to stand in a row."""
    lengths = {name: cells[name].str.len_bytes() for name in {f"c{one.column}" for one in ranges} & {*cells.columns}}
    inside = [one for one in ranges if f"c{one.column}" in lengths and one.first <= cells.height]
    rows = (min(one.last, cells.height) - one.first + 1 for one in inside)
    return sum((lengths[f"c{one.column}"][one.first - 1] or 0) * count for one, count in zip(inside, rows, strict=True))


def spread(
    unreadable: Sequence[tuple[int, int, str]], ranges: Sequence[MergedRange], height: int
) -> list[tuple[int, int, str]]:
    """Cells without a value (row, column, why), with all rows of the ranges that begin with one."""
    last = {(one.first, one.column): min(one.last, height) for one in ranges}
    return [
        (each, column, why)
        for row, column, why in unreadable
        for each in range(row, max(last.get((row, column), row), row) + 1)
    ]


def note(ranges: Sequence[MergedRange], letters: Sequence[str]) -> str:
    """A line for whoever loads: in which columns cells are merged; `letters` are those of the columns of the ranges."""
    named = ", ".join(letters[:MOST_NAMED]) + (f" and {len(letters) - MOST_NAMED} more" if letters[MOST_NAMED:] else "")
    count = "1 range" if len(ranges) == 1 else f"{len(ranges):,} ranges"
    return f"merged cells in column {named}: what stands in one holds for all its rows ({count})"
