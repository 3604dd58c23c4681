"""The days of a timeline as places: evenly, or with a long empty past pressed together at the left."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

PAST_SHARE = 0.12  # of the width, for what is pressed together
LONG_PAST = 0.45  # of all days: a past that would take more is pressed together
FEW = 0.12  # of the days may lie in it
LEAST_LABEL_PX = 52.0  # between the years that are written out


@dataclass(frozen=True)
class Axis:
    """Knots of day and place, rising; between two of them days lie evenly. Three knots: the first part is pressed."""

    knots: tuple[tuple[datetime.date, float], ...]

    @property
    def first(self) -> datetime.date:
        """The day at the left."""
        return self.knots[0][0]

    @property
    def last(self) -> datetime.date:
        """The day at the right."""
        return self.knots[-1][0]

    @property
    def broken_at(self) -> float | None:
        """Where the pressed part ends, if there is one."""
        return self.knots[1][1] if len(self.knots) > 2 else None

    @property
    def pressed_until(self) -> datetime.date | None:
        """The first day that is not pressed together, where some are."""
        return self.knots[1][0] if len(self.knots) > 2 else None

    def place(self, day: datetime.date) -> float:
        """Where the day begins; days outside lie at the ends."""
        if day not in self._places:
            self._places[day] = self._place(day)
        return self._places[day]

    @cached_property
    def _places(self) -> dict[datetime.date, float]:
        """What was asked before: many links have the same days."""
        return {}

    def _place(self, day: datetime.date) -> float:
        inside = min(max(day, self.first), self.last)
        pairs = zip(self.knots[:-1], self.knots[1:], strict=True)
        (start, left), (stop, right) = next(pair for pair in pairs if inside <= pair[1][0])
        share = (inside - start).days / max((stop - start).days, 1)
        return round(left + (right - left) * share, 2)

    def years(self) -> list[tuple[int, float, bool]]:
        """Each new year with its place, and whether it is written: where there is room, of those pressed the first."""
        written = -LEAST_LABEL_PX
        years: list[tuple[int, float, bool]] = []
        pressed = self.pressed_until or self.first
        for year in range(self.first.year, self.last.year + 1):
            day = datetime.date(year, 1, 1)
            if not self.first <= day <= self.last:
                continue
            place = self.place(day)
            is_written = place - written >= LEAST_LABEL_PX and (day >= pressed or not years)
            written = place if is_written else written
            years.append((year, place, is_written))
        return years


def make_axis(days: Sequence[datetime.date], left: float, right: float) -> Axis:
    """An axis that holds all the days, from the first day of a year, with room after the last.

    Where the bulk of the days lies at the end of a long span, the span before it is pressed together: the treaty of
    1994 stays on the page, and the months of 2022 can be distinguished.
    """
    ordered = sorted(days) or [datetime.date(2000, 1, 1)]
    first, last = datetime.date(ordered[0].year, 1, 1), _later(ordered[-1])
    knee = datetime.date(
        max(ordered[int(len(ordered) * FEW)].year - 1, first.year), 7, 1
    )  # half a year, for a date before a bar
    past = (knee - first).days / max((last - first).days, 1)
    if past < LONG_PAST:
        return Axis(((first, left), (last, right)))
    return Axis(((first, left), (knee, round(left + (right - left) * PAST_SHARE, 2)), (last, right)))


def _later(day: datetime.date) -> datetime.date:
    """The first day of the quarter that follows."""
    month = 3 * ((day.month - 1) // 3) + 4
    year = day.year + (month > 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month - 12 if month > 12 else month, 1)
