"""Bars over years: what is certain of a link is full, what may be is open, and an end without a report is an arrow."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from markupsafe import Markup

from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

WIDTH = 240
"""Of all bars, in units of their drawing."""

MOST_TICKS = 8

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Years between ticks."""

FIRST_YEAR = 1900
"""Bars begin here at the earliest: one treaty of 1856 leaves no room for the rest."""


class Piece(NamedTuple):
    """A part of a bar: where it begins and how long it is."""

    x: float
    width: float


class Tick(NamedTuple):
    """A year on the axis."""

    x: float
    year: int


class Bar(NamedTuple):
    """What may be, what is presumed (no end is reported), what is certain, and whether it goes on without an end."""

    possible: Piece
    presumed: Piece | None
    certain: Piece | None
    goes_on: bool


class Barred(Protocol):
    """A line of a table with a bar; what is not held is struck out."""

    @property
    def bar(self) -> Bar:
        """Its bar."""

    @property
    def held(self) -> bool:
        """Whether we consider it true."""


class Years(NamedTuple):
    """The range of the axis, its ticks, and the place of the day that a page is of."""

    first: datetime.date
    last: datetime.date
    ticks: tuple[Tick, ...]
    day_x: float

    def x(self, day: datetime.date) -> float:
        """Where a day stands."""
        inside = min(max(day, self.first), self.last)
        return round(WIDTH * (inside - self.first).days / max(1, (self.last - self.first).days), 1)


def years_of(rows: Iterable[Row], day: datetime.date) -> Years:
    """The years that rows of links cover, with the day."""
    known = [
        value
        for row in rows
        for column in ("since_earliest", "since_latest", "until_earliest", "last_attested")
        if (value := day_of(row[column])) is not None and value.year < 9000
    ]
    first = max(FIRST_YEAR, min([day, *known]).year)
    last = min(9998, max([day, *known]).year + 1)
    years = Years(datetime.date(first, 1, 1), datetime.date(last, 1, 1), (), 0)
    step = next((step for step in STEPS if (last - first) / step <= MOST_TICKS), STEPS[-1])
    shown_years = range(first - first % -step, last, step)
    ticks = tuple(Tick(years.x(datetime.date(year, 1, 1)), year) for year in shown_years)
    return years._replace(ticks=ticks, day_x=years.x(day))


def bar(row: Row, years: Years) -> Bar:
    """The bar of a link."""
    begins, begun = day_of(row["since_earliest"]) or years.first, day_of(row["since_latest"])
    ends, ended = day_of(row["until_earliest"]) or day_of(row["last_attested"]), day_of(row["until_latest"])
    possible = _piece(years.x(begins), years.x(ended or years.last))
    certain = _piece(years.x(begun), years.x(ends)) if begun and ends and begun <= ends else None
    is_presumed = begun is not None and row["end_kind"] == "none" and row["held"] and row["since_standing"] != "reading"
    presumed = _piece(years.x(begun), years.x(years.last)) if begun and is_presumed else None
    return Bar(possible, presumed, certain, ended is None)


def bar_svg(line: Barred, years: Years) -> Markup:
    """A bar as a drawing, over ticks of the years and with a line at the day."""
    pieces, class_ = line.bar, "bar" if line.held else "bar refuted"
    arrow = '<path class="arrow" d="M243 3l5 5-5 5"/>' if pieces.goes_on else ""
    return Markup(
        f'<svg class="{class_}" viewBox="0 0 252 16" width="252" height="16" aria-hidden="true">\n'
        f"{_ticks(years)}{_rectangle('presumed', pieces.presumed)}{_rectangle('possible', pieces.possible)}\n"
        f"{_rectangle('certain', pieces.certain)}{arrow}"
        f'<path class="today" d="M{years.day_x} 0v16"/>\n</svg>'
    )


@lru_cache(maxsize=64)
def _ticks(years: Years) -> str:
    return "".join(f'<path class="tick" d="M{tick.x} 0v16"/>' for tick in years.ticks)


def _rectangle(class_: str, piece: Piece | None) -> str:
    return f'<rect class="{class_}" x="{piece.x}" y="4" width="{piece.width}" height="8"/>' if piece else ""


def _piece(start: float, end: float) -> Piece:
    return Piece(start, round(max(1.5, end - start), 1))
