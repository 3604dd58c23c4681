"""Dates that an answer writes itself look like those of the tables."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from accordgraph.graph.dates.bounds import write
from accordgraph.graph.dates.columns import write_bounds


@st.composite
def edges(draw: st.DrawFn) -> date | None:
    """Days, many of them the first or the last of a month or a year; none is unknown."""
    day = draw(st.none() | st.dates(date(1990, 1, 1), date(1999, 12, 31)))
    if day is None or draw(st.booleans()):
        return day
    month = draw(st.sampled_from([1, 12, day.month]))
    return date(day.year, month, draw(st.sampled_from([1, monthrange(day.year, month)[1]])))


@given(edges(), edges())
@example(date(2022, 1, 1), date(2022, 12, 31))
@example(date(2022, 5, 1), date(2022, 5, 31))
@example(date(2024, 2, 1), date(2024, 2, 29))
@example(date(2022, 5, 30), date(2022, 5, 30))
@example(None, date(2024, 12, 31))
def test_bounds_are_written_as_in_the_tables(one: date | None, other: date | None) -> None:
    earliest, latest = sorted((one, other)) if one and other else (one, other)
    row = pl.DataFrame({"a": [earliest], "b": [latest]}, schema={"a": pl.Date, "b": pl.Date})
    assert write(earliest, latest) == row.select(write_bounds(pl.col("a"), pl.col("b"))).item()
