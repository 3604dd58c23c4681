"""What rows leave open, counted before a mapping is made."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from accordgraph.loaders.tables.gaps import startless
from accordgraph.loaders.tables.readers.table import ROW, Table


def test_a_formula_without_a_value_is_no_empty_start() -> None:
    frame = pl.DataFrame({ROW: [2, 3], "Signed": ["2020", "2021"], "In force": [None, None]}).cast(
        {ROW: pl.Int64, "In force": pl.String}
    )
    table = Table(Path("t.xlsx"), frame, {"Signed": 1, "In force": 2}, header=1)
    assert startless(table, ["Signed"], "In force") == 2
    table.unreadable = [(3, "In force", "the formula has no value")]
    assert startless(table, ["Signed"], "In force") == 1
