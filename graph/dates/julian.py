"""Days of the Julian calendar, which Russia kept until 1918 and Greece until 1923, as days of the Gregorian one."""

from __future__ import annotations

from datetime import date

_JULIAN_DAY_OF_ORDINAL_0 = 1721425
"""The Julian day number of the day before 1 January of the year 1 in the Gregorian calendar."""


def gregorian(day: date) -> date:
    """The Gregorian day that the Julian calendar calls by these numbers.

    >>> gregorian(date(1918, 1, 25))
    datetime.date(1918, 2, 7)
    >>> gregorian(date(1, 1, 1)), gregorian(date(9999, 12, 31))
    (datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
    """
    return _gregorian(day.year, day.month, day.day)


def gregorian_end(last: date, *, is_day: bool) -> date:
    """The Gregorian day on which a Julian day, month or year ends, whose last day is called by these numbers.

    The Julian calendar has a 29 February in 1900: a month or year (`is_day` false) that ends in February ends a day
    later than its numbers say.

    >>> gregorian_end(date(1900, 2, 28), is_day=False), gregorian_end(date(1900, 2, 28), is_day=True)
    (datetime.date(1900, 3, 13), datetime.date(1900, 3, 12))
    """
    leap = (last.month, last.day) == (2, 28) and last.year % 4 == 0 and not is_day
    return _gregorian(last.year, 2, 29) if leap else gregorian(last)


def _gregorian(year: int, month: int, day: int) -> date:
    """By the Julian day number, in years that begin in March; days out of the years 1 to 9999 are at the edge."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    ordinal = number - _JULIAN_DAY_OF_ORDINAL_0
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
