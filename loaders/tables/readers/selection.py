"""What of a table is kept while it is read, so that a large file need not fit into memory: columns and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.tables.conditions import Condition

MOST_REMEMBERED = 1_000
"""Values of a column of a condition that are remembered beside those that it names, to find what was meant."""


@dataclass
class Selection:
    """Keeps the columns that `is_read` names and the rows that fit all `conditions`; both None and () keep all.

    `left_out` counts the rows that do not fit. `present`: values seen in each column of a condition.
    """

    is_read: Callable[[str], bool] | None = None
    conditions: tuple[Condition, ...] = ()
    left_out: int = 0
    present: dict[str, set[str]] = field(default_factory=dict)

    def of(self, body: pl.DataFrame) -> pl.DataFrame:
        """What is kept of some rows. Columns whose name begins with a sign of ours or a bracket have no heading."""
        rows = self._chosen(body) if self.conditions else body
        if self.is_read is None:
            return rows
        return rows.select(name for name in rows.columns if name.startswith(("$", "(")) or self.is_read(name))

    def _chosen(self, body: pl.DataFrame) -> pl.DataFrame:
        fits = pl.lit(True)
        for one in self.conditions:
            if one.column in body.columns:
                self._remember(one, body[one.column])
            cell = pl.col(one.column).fill_null("") if one.column in body.columns else pl.lit("")
            is_one = cell.is_in(list(one.values))
            fits = fits & (~is_one if one.negated else is_one)
        rows = body.filter(fits)
        self.left_out += body.height - rows.height
        return rows

    def _remember(self, condition: Condition, cells: pl.Series) -> None:
        known = self.present.setdefault(condition.column, set())
        values = cells.fill_null("").unique().sort()
        known.update(values.filter(values.is_in(list(condition.values))))
        known.update(values.head(max(MOST_REMEMBERED - len(known), 0)))
