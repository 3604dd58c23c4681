"""Rows whose acts lack a day: without any day, without a start, or said not to be in force yet. Each is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.tables.cells.column_work import RAW, ColumnWork
from accordgraph.loaders.tables.evaluation import Evaluated
from accordgraph.loaders.tables.mapping import Entry, FieldValue
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.refusals import LINE, Refusals

MOST_PLACES = 5

OF_ACTS = ("done", "effective", "until")
"""Keys of an act that have its days."""

WITHOUT_DAY = "the row has no day, so no act is made of it"
NOT_YET = "not in force yet, and no day of signature is given: no act is made of the row, and no link"


@dataclass
class AbsentDays:
    """Collects such rows: `undated` by the type of their act, `waiting` and `without_start` by their column.

    `why` has the cells of rows of which no act is made, with the reason.
    """

    undated: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    waiting: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    without_start: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    why: list[tuple[pl.DataFrame, str, str]] = field(default_factory=list)

    def taken_out(self, entry: Entry, evaluated: Evaluated, work: ColumnWork) -> pl.DataFrame:
        """The rows of an act that have a day; those that have none are noted."""
        columns = _from_cells(entry)
        rows = evaluated.frame
        if not columns:
            return rows
        has_day = pl.any_horizontal(pl.col(evaluated.column(entry, value)).is_not_null() for value in columns)
        dated, bare = rows.filter(has_day), rows.filter(~has_day)
        what = next((value.template.text for value in entry.of("type")), "act")
        self.undated.setdefault(what, []).append(bare.select(LINE, ADDRESS, ROW))
        self._of_start(entry, evaluated, dated, work)
        column = _waited_for(entry) or work.root(columns[0].template.columns[0])
        self.why.append((_with_cell(bare, column), column, NOT_YET if _waited_for(entry) else WITHOUT_DAY))
        return dated

    def _of_start(self, entry: Entry, evaluated: Evaluated, rows: pl.DataFrame, work: ColumnWork) -> None:
        column = _waited_for(entry)
        if column is not None:
            self.waiting.setdefault(column, []).append(_with_cell(rows, column))
        for value in entry.of("effective"):
            if value.template.columns:
                root = work.root(value.template.columns[0])
                empty = rows.filter(pl.col(evaluated.column(entry, value)).is_null())
                self.without_start.setdefault(root, []).append(empty.select(LINE, ADDRESS, ROW))

    def leave(self, silent: pl.DataFrame, refusals: Refusals) -> None:
        """List the cells of rows that tell nothing for want of a day."""
        for rows, column, why in self.why:
            refusals.leave(rows.filter(pl.col(LINE).is_in(silent[LINE].implode())), column, RAW + column, why)

    def notes(self) -> Iterator[str]:
        """A line for each kind, with the first rows."""
        for column, frames in self.waiting.items():
            rows = _once(frames)
            if not rows.is_empty():
                words = ", ".join(f"'{word}'" for word in rows[RAW + column].drop_nulls().unique().sort().head(3))
                yield f"not in force yet by {column!r} ({words}), so these rows make no link: {places(rows)}"
        for column, frames in self.without_start.items():
            rows = _once(frames)
            if not rows.is_empty():
                yield f"no start is given in {column!r}, so it is counted from other days of the row: {places(rows)}"
        for what, frames in self.undated.items():
            rows = _once(frames)
            if not rows.is_empty():
                verb = "1 row without a day makes" if rows.height == 1 else f"{rows.height:,} rows without a day make"
                yield f"{verb} no act of type {what}: {places(rows)}"


def places(rows: pl.DataFrame) -> str:
    """Where the first few rows stand, and how many more there are."""
    first = rows.head(MOST_PLACES).select(pl.format("{}:{}", ADDRESS, ROW)).to_series().to_list()
    more = rows.height - MOST_PLACES
    return ", ".join(first) + (f" and {more:,} more" if more > 0 else "")


def _from_cells(entry: Entry) -> list[FieldValue]:
    return [value for key in OF_ACTS for value in entry.of(key) if not value.template.is_constant]


def _waited_for(entry: Entry) -> str | None:
    """The column by whose words an act waits for a consent or a start; None for an act that binds at once."""
    return next((one.column for one in entry.when if not one.negated), None) if entry.of("subject_to") else None


def _with_cell(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows with their cell of a column as it stood."""
    cell = pl.col(RAW + column) if RAW + column in rows.columns else pl.lit(None, pl.String).alias(RAW + column)
    return rows.select(LINE, ADDRESS, ROW, cell)


def _once(frames: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(frames).unique(LINE, maintain_order=True)
