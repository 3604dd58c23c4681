"""What every kind of cell works on: the frame of rows, the raw text beside what is made of it, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.tables.mapping import Column
from accordgraph.loaders.tables.refusals import Refusals

RAW, BAD, LEFT = "raw:", "bad:", "left:"
"""Before the name of a column: its cells as they stood, whether a cell was refused, and whether it is left out."""

WHY, REMEDY = "$why", "$remedy"
"""Columns that a step writes for a cell that it refuses."""


@dataclass
class ColumnWork:
    """Rows on their way from text to values. `roots`: the columns of the file that each column comes from."""

    frame: pl.DataFrame
    refusals: Refusals
    roots: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def root(self, name: str) -> str:
        """The column of the file in which a refused cell of a column is corrected."""
        return self.roots.get(name, (name,))[-1]

    def raw(self, name: str) -> str:
        """The column that has the cells of a column as they stood."""
        root = self.root(name)
        return RAW + root if RAW + root in self.frame.columns else root

    def cited(self, name: str) -> str:
        """The column that has what a value is read from: for one that is put together, all its cells."""
        return RAW + name if RAW + name in self.frame.columns else self.raw(name)

    def replace(self, column: Column, data: pl.DataFrame) -> None:
        """Take the values of a column from `data`, which has `WHY` and `REMEDY` where a cell is refused."""
        name = column.name
        rows = data.filter(pl.col(WHY).is_not_null())
        self.refusals.refuse(rows, self.root(name), self.raw(name), pl.col(WHY), pl.col(REMEDY))
        bad = pl.col(WHY).is_not_null()
        if BAD + name in data.columns:
            bad = bad | pl.col(BAD + name)
        self.frame = data.with_columns(bad.alias(BAD + name)).drop(WHY, REMEDY)


def refused(why: pl.Expr, remedy: pl.Expr) -> list[pl.Expr]:
    """Columns of a refusal; null where nothing is refused."""
    return [why.cast(pl.String).alias(WHY), remedy.cast(pl.String).alias(REMEDY)]
