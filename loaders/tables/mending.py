"""A mapping that was corrected reads its table anew: what is retracted then is no loss, as the table is the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from accordgraph.loaders.retractions import SHARE
from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import Table
from accordgraph.loaders.tables.rows import table_files

CELLS = pl.Schema({"heading": pl.String, "quote": pl.String, "stands": pl.UInt32})
"""How many cells under a heading hold what."""

COMPARABLE = 0.5
"""Share of the cited cells that has to be comparable: one that is put together of several stands under no heading."""


def is_same_table(earlier: pl.DataFrame, mapping: Mapping, paths: Sequence[Path]) -> bool:
    """Whether the cells that statements of a mapping cite still stand in its tables, up to a tenth of them.

    `earlier` are those statements. In which row a cell stands is left aside: a sorted table is the same.
    """
    cited = earlier.select("cell", "heading", "quote").drop_nulls().unique()
    cells = _cells(mapping, paths)
    comparable = cited.filter(pl.col("heading").is_in(cells["heading"].unique().implode()))
    counts = comparable.group_by("heading", "quote").agg(cited=pl.len())
    stands = pl.min_horizontal("cited", pl.col("stands").fill_null(0))
    kept = counts.join(cells, on=["heading", "quote"], how="left").select(stands.sum()).item()
    is_enough = comparable.height > COMPARABLE * cited.height
    return is_enough and kept >= (1 - SHARE) * comparable.height


def _cells(mapping: Mapping, paths: Sequence[Path]) -> pl.DataFrame:
    tables = [read_table(path, mapping.dialect) for path, _ in table_files(paths, mapping.table_path)]
    counts = [_counts(table, name) for table in tables for name in table.columns]
    together = pl.concat([CELLS.to_frame(), *counts])
    return together.group_by("heading", "quote").agg(pl.col("stands").sum())


def _counts(table: Table, name: str) -> pl.DataFrame:
    cells = table.text(name).to_frame("quote").drop_nulls().group_by("quote").agg(stands=pl.len())
    return cells.select(pl.lit(name).alias("heading"), "quote", "stands").cast(CELLS)
