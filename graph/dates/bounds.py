"""Dates as text without Polars: what an answer needs when it works out bounds of its own."""

from __future__ import annotations

import datetime
from calendar import monthrange


def write(earliest: datetime.date | None, latest: datetime.date | None) -> str | None:
    """The shortest EDTF with these bounds, as `graph.dates.write_bounds` writes it; None if both are unknown.

    >>> from datetime import date
    >>> write(date(2022, 5, 1), date(2022, 5, 31)), write(date(2022, 1, 1), None)
    ('2022-05', '[2022..]')
    """
    if earliest is None and latest is None:
        return None
    length = max(_length(earliest, is_end=False), _length(latest, is_end=True))
    low, high = ("" if day is None else day.isoformat()[:length] for day in (earliest, latest))
    return low if low == high else f"[{low}..{high}]"


def _length(day: datetime.date | None, *, is_end: bool) -> int:
    """How many characters of a day are needed: 4 at the end of a year, 7 at the end of a month, or at the start."""
    if day is None:
        return 4
    month, number = (12, monthrange(day.year, day.month)[1]) if is_end else (1, 1)
    return 10 if day.day != number else 4 if day.month == month else 7
