"""Cells that are refused: which, why, and what would mend them; a file of them that loads when corrected."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.tables.readers.table import ADDRESS, ROW

WHY = pl.Schema(
    {
        ADDRESS: pl.String,
        ROW: pl.Int64,
        "$line": pl.UInt32,
        "column": pl.String,
        "value": pl.String,
        "why": pl.String,
        "remedy": pl.String,
    }
)
"""Columns of refusals: where the row stands, its number in the frame of rows, the column, the cell as it stood."""

LINE = "$line"
"""Number of a row in the frame of rows, which tells rows of one file apart that came of one row."""


@dataclass
class Refusals:
    """All refused cells of a load, and those that are left out on purpose, with the reason."""

    refused: list[pl.DataFrame] = field(default_factory=list)
    left: list[pl.DataFrame] = field(default_factory=list)

    def refuse(self, rows: pl.DataFrame, column: str, raw: str, why: pl.Expr, remedy: pl.Expr) -> None:
        """Refuse the cells of a column of these rows; `raw` is the column that has them as they stood."""
        if not rows.is_empty():
            self.refused.append(_listed(rows, column, raw, why, remedy))

    def leave(self, rows: pl.DataFrame, column: str, raw: str, why: str) -> None:
        """List cells that are left out by the mapping."""
        if not rows.is_empty():
            self.left.append(_listed(rows, column, raw, pl.lit(why), pl.lit("")))

    def frame(self) -> pl.DataFrame:
        """The refused cells (`WHY`), each once, by file and row."""
        return _together(self.refused)

    def left_frame(self) -> pl.DataFrame:
        """The cells that are left out (`WHY`)."""
        return _together(self.left)


def _listed(rows: pl.DataFrame, column: str, raw: str, why: pl.Expr, remedy: pl.Expr) -> pl.DataFrame:
    return rows.select(
        ADDRESS, ROW, LINE, column=pl.lit(column), value=pl.col(raw).cast(pl.String), why=why, remedy=remedy
    ).cast(WHY)


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    if not frames:
        return WHY.to_frame()
    data = pl.concat(frames).unique([LINE, "column"], keep="first", maintain_order=True)
    return data.sort(ADDRESS, ROW, LINE, maintain_order=True)
