"""Days of the Julian calendar, which Russia kept until 1918 and Greece until 1923, as days of the Gregorian one."""

from __future__ import annotations

import re
from datetime import date

from accordgraph.graph.dates.bounds import write
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.records import Record, Value

DATED = ("done", "effective", "until")
"""Keys of an act that its `calendar` is about."""

_JULIAN_DAY_OF_ORDINAL_0 = 1721425
"""The Julian day number of the day before 1 January of the year 1 in the Gregorian calendar."""

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def gregorian(day: date) -> date:
    """The Gregorian day that the Julian calendar calls by these numbers.

    >>> gregorian(date(1918, 1, 25))
    datetime.date(1918, 2, 7)
    """
    return _gregorian(day.year, day.month, day.day)


def to_gregorian(days: Days, record: Record) -> None:
    """Convert the days of an act; what the source has stands in the note, so that nobody takes one for the other."""
    written = []
    for key in DATED:
        for value in record.values.get(key, ()):
            text = _converted(days, value.text)
            written.append(f"{key} {value.text}")
            record.values[key] = [Value(text or value.text, value.key, value.node)]
    if written:
        note = f"by the Julian calendar: {', '.join(written)}"
        own_note = record.one("note")
        node = record.values["calendar"][0].node
        record.values["note"] = [Value(f"{own_note}; {note}" if own_note else note, None, node)]


def _converted(days: Days, text: str) -> str | None:
    bounds = days.instant(text)
    first = gregorian(bounds.earliest) if bounds.earliest else None
    last = bounds.latest
    if last is None:
        return write(first, None)
    # The Julian calendar has a 29 February in 1900; a month or year that ends there ends a day later.
    leap = (last.month, last.day) == (2, 28) and last.year % 4 == 0 and not _WHOLE_DAY.fullmatch(text)
    return write(first, _gregorian(last.year, 2, 29) if leap else gregorian(last))


def _gregorian(year: int, month: int, day: int) -> date:
    """By the Julian day number, counted in years that begin in March."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return date.fromordinal(number - _JULIAN_DAY_OF_ORDINAL_0)
