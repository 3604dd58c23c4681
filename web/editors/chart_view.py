"""An answer as a chart: a bar for each row by its number, or for each year by the number of rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from accordgraph.web.editors.result import Cell, Result

MOST_BARS = 60
WIDTH = 100.0
"""Of the longest bar, in per cent."""


class Bar(NamedTuple):
    """A bar: what it is of, its number as text, and its length."""

    cell: Cell
    value: str
    length: float


class Chart(NamedTuple):
    """Bars in the order of the rows, or of years; `column` is what is counted by year; `total` are all bars."""

    bars: list[Bar]
    total: int
    label: str
    column: str


def chart(result: Result) -> Chart | None:
    """The chart of an answer; None where it has neither numbers that are not negative nor dates."""
    numbers = _columns(result, "number")
    labels = [place for place in range(len(result.columns)) if place not in numbers]
    if numbers and _are_positive(result, numbers[-1]):
        return _of_numbers(result, labels[0] if labels else numbers[0], numbers[-1])
    years = _columns(result, "year")
    return _of_years(result, years[0]) if years else None


def _columns(result: Result, kind: str) -> list[int]:
    """The columns whose values are all of a kind, as far as they are known."""
    return [
        place
        for place in range(len(result.columns))
        if (cells := [row[place] for row in result.rows if row[place].text])
        and all(getattr(cell, kind) is not None for cell in cells)
    ]


def _are_positive(result: Result, place: int) -> bool:
    return all((row[place].number or 0) >= 0 for row in result.rows)


def _of_numbers(result: Result, label: int, place: int) -> Chart:
    rows = [row for row in result.rows if row[place].number is not None]
    highest = max((row[place].number or 0 for row in rows), default=0) or 1
    bars = [Bar(row[label], row[place].text, WIDTH * (row[place].number or 0) / highest) for row in rows[:MOST_BARS]]
    return Chart(bars, len(rows), result.columns[label], result.columns[place])


def _of_years(result: Result, place: int) -> Chart:
    from accordgraph.web.editors.result import Cell

    counts = sorted(Counter(row[place].year for row in result.rows if row[place].year).items())
    highest = max(count for _, count in counts)
    bars = [Bar(Cell(str(year)), str(count), WIDTH * count / highest) for year, count in counts[:MOST_BARS]]
    return Chart(bars, len(counts), result.columns[place], "")
