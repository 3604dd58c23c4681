"""A grid on a terminal: values aligned to the right, in as many parts as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from accordgraph.queries.answers.tree import Grid, GridRow, Sentence

NOTHING = "–"
"""What stands where a row has no value."""

LEAST_NAME = 32
"""Columns of a terminal that the text of a row has at least."""

GAP = 3
"""Blanks between two columns at least, the places of marks included."""

MARKS = "*†‡§"
"""What may stand behind a number; the digits before it are aligned."""

Wrap = Callable[[Sentence, int], Sequence[str]]
"""Breaks a sentence into lines of a maximum width."""


def grid_lines(grid: Grid, room: int, wrap: Wrap) -> Iterator[str]:
    """The lines of a grid; columns that do not fit beside each other follow below, without the rows that are empty."""
    for number, part in enumerate(_parts(_widths(grid), room - LEAST_NAME)):
        rows = [GridRow(row.text, row.cells[part]) for row in grid.rows if any(row.cells[part])]
        yield from [""] if number else []
        yield from _part(Grid(grid.columns[part], tuple(rows)), room, wrap)


def _widths(grid: Grid) -> list[int]:
    """Columns of the terminal that each column of a grid takes, its gap and the places of marks included."""
    gap = max(GAP, _places(grid) + 1)
    return [
        gap + max(len(text.rstrip(MARKS)) for text in (column, *(row.cells[number] for row in grid.rows)))
        for number, column in enumerate(grid.columns)
    ]


def _places(grid: Grid) -> int:
    """How many marks a number of the grid has at most."""
    return max((_marks(cell) for row in grid.rows for cell in row.cells), default=0)


def _marks(cell: str) -> int:
    return len(cell) - len(cell.rstrip(MARKS))


def _parts(widths: Sequence[int], room: int) -> Iterator[slice]:
    """Columns that fit beside each other: at least one."""
    start, taken = 0, 0
    for number, width in enumerate(widths):
        if taken and taken + width > room:
            yield slice(start, number)
            start, taken = number, 0
        taken += width
    yield slice(start, len(widths))


def _part(grid: Grid, room: int, wrap: Wrap) -> Iterator[str]:
    widths = _widths(grid)
    name_width = room - sum(widths)
    places = _places(grid)
    yield (" " * name_width + _line(grid.columns, widths, places)).rstrip()
    for row in grid.rows:
        *above, last = wrap(row.text, name_width)
        yield from above
        yield f"{last:<{name_width}}{_line([cell or NOTHING for cell in row.cells], widths, places)}".rstrip()


def _line(cells: Sequence[str], widths: Sequence[int], places: int) -> str:
    return "".join(f"{_aligned(cell, places):>{width}}" for cell, width in zip(cells, widths, strict=True))


def _aligned(cell: str, places: int) -> str:
    """A number with blanks for the marks that others have, so that the digits stand below each other."""
    return cell + " " * (places - _marks(cell))
