"""What rows of a table leave open: days, starts, names that several rows share. Counted before it is mapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from accordgraph.loaders.tables.cells.state_lookup import names
from accordgraph.loaders.tables.headings import NOTHING
from accordgraph.loaders.tables.readers.table import ROW, Table
from accordgraph.loaders.tables.slugs import slug


def kept(table: Table, left_out: Mapping[str, Sequence[tuple[str, int]]]) -> Table:
    """The table without the rows that are left out for their words, by column."""
    stays = [
        ~pl.col(name).cast(pl.String).is_in([word for word, _ in words]).fill_null(False)
        for name, words in left_out.items()
    ]
    return replace(table, frame=table.frame.filter(stays)) if stays else table


def undated(table: Table, days: Sequence[str], parties: Sequence[str]) -> int:
    """How many rows that name all parties have no cell in any column of days."""
    if not days:
        return 0
    empty = [_is_empty(table.text(name)).to_list() for name in days]
    named = [table.text(name).is_not_null().to_list() for name in parties]
    return sum(all(row) for row in zip(*empty, *named, strict=True))


def startless(table: Table, dating: Sequence[str], force: str) -> int:
    """How many rows have an empty start beside a day from which it is counted: one of a column of `dating`. A formula
    without a value is no empty cell, and is refused.
    """
    others = [~_is_empty(table.text(name)) for name in dating]
    has_other = [any(row) for row in zip(*others, strict=True)]
    refused = [row for row, column, _ in table.unreadable if column == force]
    no_start = (_is_empty(table.text(force)) & ~table.frame[ROW].is_in(refused)).to_list()
    return sum(other and bare for other, bare in zip(has_other, no_start, strict=False))


def repeated(table: Table, same: Sequence[str], parties: Sequence[str]) -> int:
    """How many names, in the first of the columns `same`, stand in rows that differ in their parties alone."""
    rows = table.frame.select(*dict.fromkeys([*same, *parties])).unique()
    return rows.filter(pl.len().over(same) > 1)[same[0]].drop_nulls().n_unique()


def ids_of_actors(table: Table, parties: Sequence[str], known: pl.DataFrame) -> frozenset[str]:
    """The ids of states, of the store's actors (`known`), and those that the table's parties get."""
    cells = [table.text(name).drop_nulls().unique().alias("cell").to_frame() for name in parties]
    own = [one.select(slug(pl.col("cell")))["cell"] for one in cells]
    return frozenset(pl.concat([names()["id"], known["id"], *own]))


def _is_empty(cells: pl.Series) -> pl.Series:
    return cells.is_null() | cells.is_in(NOTHING)
