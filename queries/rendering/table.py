"""Rows as a table for people: columns as wide as their words need; in a terminal too narrow for that, line by line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDE = 140
"""Characters of a line where nobody tells how wide the terminal is."""

NARROWEST = 60
"""Characters of a line below which a table is written wider than the terminal: lines break, but nothing is lost."""

UNBROKEN = 40
"""Words up to this number of letters, as names, dates and ids are, stay whole; addresses and longer ids may break."""

BREAKABLE = 10
"""Characters that a column of longer words has at least."""

GAP = 2
"""Blanks between two columns."""

Lines: TypeAlias = Sequence[Sequence[str]]
"""Cells of a table, line by line."""


def table(titles: Sequence[str], lines: Lines, width: int | None = None) -> str:
    """The lines below their titles; where words would have to be broken for them, each as a block of its own."""
    room = max(width or WIDE, NARROWEST)
    widths = column_widths(titles, lines, room)
    return _printed(_records(titles, lines) if widths is None else _columns(titles, lines, widths), room)


def column_widths(titles: Sequence[str], lines: Lines, room: int) -> list[int] | None:
    """How many characters each column gets: what it needs, or, where that is too much, a share; None if words break.

    >>> column_widths(["name", "since"], [["European Union", "2023-07-03"]], 24)
    [12, 10]
    """
    room -= GAP * (len(titles) - 1)
    columns = list(zip(*lines, strict=True))
    texts = [max(map(_cells, column)) for column in columns]
    wanted = [max(_cells(title), text) for title, text in zip(titles, texts, strict=True)]
    if sum(wanted) <= room:
        return wanted
    least = [max(_least(text) for text in (title, *column)) for title, column in zip(titles, columns, strict=True)]
    return None if sum(least) > room else _shared(least, texts, room)


def _shared(least: Sequence[int], texts: Sequence[int], room: int) -> list[int]:
    """What is left over goes to those whose texts are longer, by how much."""
    missing = [max(0, text - has) for has, text in zip(least, texts, strict=True)]
    left = min(room - sum(least), sum(missing))
    return [has + more * left // (sum(missing) or 1) for has, more in zip(least, missing, strict=True)]


def _least(text: str) -> int:
    lengths = map(_cells, text.split())
    return max((length if length <= UNBROKEN else BREAKABLE for length in lengths), default=0)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _columns(titles: Sequence[str], lines: Lines, widths: Sequence[int]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for title, width in zip(titles, widths, strict=True):
        drawn.add_column(Text(title), overflow="fold", width=width)
    for line in lines:
        drawn.add_row(*map(Text, line))
    return drawn


def _records(titles: Sequence[str], lines: Lines) -> RenderableType:
    """A block for each line, a title and its cell on each of its lines; without what is empty."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, show_header=False, padding=(0, GAP, 0, 0))
    drawn.add_column(no_wrap=True)
    drawn.add_column(overflow="fold")
    for line in lines:
        for title, cell in zip(titles, line, strict=True):
            if cell:
                drawn.add_row(Text(title), Text(cell))
        drawn.add_row()
    return drawn


def _printed(drawn: RenderableType, room: int) -> str:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=room, color_system=None, legacy_windows=False, force_jupyter=False).print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().rstrip().splitlines())
