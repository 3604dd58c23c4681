"""One date of EDTF to its first and its last day: left-out digits, qualifiers, seasons, years of other forms.

The package `edtf` is an oracle in tests alone: its margins are not those of this project. Choices where the standard
(Library of Congress, EDTF levels 0 to 2) leaves room:

- A qualifier (`?`, `~`, `%`) at the right of a date, or of its first components, qualifies them as one group, and the
  group may be off by one unit of its precision: `2004-06~-11` by one month. Where digits are left out, the unit is that
  of the last digit given: `201X?` by ten years; that of a season or quarter is as long as it is. A qualifier at the
  left may put that component alone off by one. Groups within groups may be qualified too: `2004?-06-11~`.
- Bounds hold every day among those readings. A month without that day counts with its last: `2016?-02-29` is some day
  from 28 February 2015 to 28 February 2017, since an uncertain component never gives one certain day.
- A season tells neither place nor calendar. Its bounds hold every month that meteorologists or astronomers count to it,
  in either hemisphere for 21 to 24. The year of a winter over two years may be the first or the second of them.
- Days exist in the years 0001 to 9999: bounds that reach beyond are cut there, a date that lies beyond is refused.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date | None, date | None]
"""The earliest and the latest day, inclusive; None where there is no bound."""

SEASONS = {21: (3, 12), 22: (0, 15), 23: (3, 12), 24: (0, 15)}  # spring to winter, in either hemisphere
SEASONS |= {25: (3, 6), 26: (6, 9), 27: (9, 12), 28: (0, 15)}  # in the northern hemisphere
SEASONS |= {29: (9, 12), 30: (0, 15), 31: (3, 6), 32: (6, 9)}  # in the southern hemisphere
SEASONS_OF_WEATHER = tuple(SEASONS)
SEASONS |= {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}  # quarters
SEASONS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}  # four months, six months
"""First and last month of each sub-year grouping; 0 is December of the year before, 15 March of the year after."""

NOT_EDTF = "it is not written in EDTF"
_NO_SUCH_DAY = "the calendar has no such day"
_BEYOND = "its year lies outside 0001 to 9999"
_MISPLACED = "qualifiers are not read at these places"

_MARK = "[?~%]"
_DATE = re.compile(
    rf"(?P<year_left>{_MARK})?(?P<year>[0-9X]{{4}})(?P<year_right>{_MARK})?"
    rf"(?:-(?P<month_left>{_MARK})?(?P<month>[0-9X]{{2}})(?P<month_right>{_MARK})?"
    rf"(?:-(?P<day_left>{_MARK})?(?P<day>[0-9X]{{2}})(?P<day_right>{_MARK})?)?)?"
)
_MARKS = [name for name in _DATE.groupindex if name not in ("year", "month", "day")]
_SEASON = re.compile(
    rf"(?P<year_left>{_MARK})?(?P<year>[0-9X]{{4}})(?P<year_right>{_MARK})?"
    rf"-(?P<code_left>{_MARK})?(?P<code>2[1-9]|3[0-9]|4[01])(?P<code_right>{_MARK})?"
)
_YEAR = re.compile(r"(?:([0-9]{4})|Y(-?[0-9]+)(?:E([0-9]+))?)(?:S([1-9][0-9]?))?([?~%]?)")
_SHORTEST_LONG_YEAR = 5
"""Digits of a year with a letter and no exponent; a shorter one is written without the letter."""
_FIRST_MONTH, _LAST_MONTH = 12, 9999 * 12 + 11


def read_date(text: str) -> tuple[date, date]:
    """The first and the last day of one date. Raises ValueError, whose text says why it cannot be read."""
    if re.match("-[0-9X]{4}", text):
        raise ValueError(_BEYOND)
    if match := _SEASON.fullmatch(text):
        return _read_season(text, match.groupdict())
    if (match := _YEAR.fullmatch(text)) and (match[2] or match[4]):
        return _read_year(text, match)
    if match := _DATE.fullmatch(text):
        return _read_components(text, match.groupdict())
    raise ValueError(NOT_EDTF)


def _read_season(text: str, parts: dict[str, str | None]) -> tuple[date, date]:
    """A season, quarter or half of a year; qualified, it is off by its own length."""
    _check_marks(text, parts, ("year", "code"))
    code = int(parts["code"] or 0)
    first, last = SEASONS[code]
    years = _years(parts, is_group=parts["year_right"] is not None)
    span = _first_of(years[0] * 12 + first - 1), _last_of(years[-1] * 12 + last - 1)
    length = last - first + 1 if code > max(SEASONS_OF_WEATHER) else 3
    return _widen(span, length) if parts["code_left"] or parts["code_right"] else span


def _check_marks(text: str, parts: dict[str, str | None], names: tuple[str, ...]) -> None:
    """A component has one mark at most, beside it; where digits are left out, only the date as a whole has one."""
    inner_ones = ["year", *[name for name in names if parts[name]][:-1]]
    is_twice = any(parts[f"{name}_left"] and parts[f"{name}_right"] for name in inner_ones)
    inner = re.search(_MARK, text[:-1])
    if is_twice or ("X" in text and inner):
        raise ValueError(_MISPLACED)


def _read_year(text: str, match: re.Match[str]) -> tuple[date, date]:
    """A year with a letter before it or with significant digits: `Y2E3`, `1950S2` (1900 to 1999)."""
    base, exponent = int(match[1] or match[2]), int(match[3] or 0)
    if base <= 0 or exponent > 3 or base * 10**exponent > 9999:
        raise ValueError(_BEYOND)
    if match[2] and not match[3] and len(match[2]) < _SHORTEST_LONG_YEAR:
        raise ValueError(NOT_EDTF)
    year = str(base * 10**exponent)
    significant = year[: int(match[4] or 4)]
    return read_date(significant.ljust(len(year), "X").rjust(4, "0") + match[5])


def _read_components(text: str, components: dict[str, str | None]) -> tuple[date, date]:
    plain = _hull(components | dict.fromkeys(_MARKS))
    if not re.search(_MARK, text):
        return plain
    _check_marks(text, components, ("year", "month", "day"))
    span = _hull(components)
    return _widen(span, _unit(components)) if re.search(_MARK, text[-1]) else span


def _hull(components: dict[str, str | None]) -> tuple[date, date]:
    """The first and the last day that exist among all that the text allows; a mark at its end is not looked at."""
    months, days = _months(components), _matching(components["day"] or "XX", 1, 31)
    if components["day_left"]:
        days = _neighbours(days, 1, 31)
    shortens = any(components[name] for name in _MARKS)
    first, last = _find(months, days, shortens), _find(reversed(months), days[::-1], shortens)
    if first is None or last is None:
        raise ValueError(_NO_SUCH_DAY)
    return first, last


def _months(components: dict[str, str | None]) -> list[int]:
    """Every month that the text allows, in order, counted from January of the year 0."""
    years = _years(components, is_group=components["year_right"] is not None and components["month"] is not None)
    months = _matching(components["month"] or "XX", 1, 12)
    if components["month_left"]:
        months = _neighbours(months, 1, 12)
    counted = [year * 12 + month - 1 for year in years for month in months]
    return (
        _neighbours(counted, _FIRST_MONTH, _LAST_MONTH) if components["month_right"] and components["day"] else counted
    )


def _years(components: dict[str, str | None], *, is_group: bool) -> list[int]:
    """The years that fit, and those beside them where the year is qualified alone, or with nothing after it."""
    years = _matching(components["year"] or "", 1, 9999)
    if not years:
        raise ValueError(_BEYOND)
    return _neighbours(years, 1, 9999) if components["year_left"] or is_group else years


def _matching(digits: str, low: int, high: int) -> list[int]:
    """The numbers from low to high that fit these digits; X fits any."""
    if "X" not in digits:
        return [int(digits)] if low <= int(digits) <= high else []
    fits = re.compile(digits.replace("X", "."))
    return [number for number in range(low, high + 1) if fits.fullmatch(f"{number:0{len(digits)}d}")]


def _neighbours(numbers: list[int], low: int, high: int) -> list[int]:
    return sorted({max(low, numbers[0] - 1), *numbers, min(high, numbers[-1] + 1)})


def _find(months: Iterable[int], days: list[int], shortens: bool) -> date | None:
    """The first of these days that exists; a month that has none of them counts with its last if it `shortens`."""
    for month in months:
        longest = _last_of(month).day
        for day in [*(day for day in days if day <= longest), *([longest] if shortens else [])][:1]:
            return _first_of(month).replace(day=day)
    return None


def _unit(components: dict[str, str | None]) -> int:
    """By how many months the whole date is off if it is qualified; 0 stands for one day."""
    if components["day"] and "X" not in components["day"]:
        return 0
    if components["month"] and "X" not in components["month"]:
        return 1
    year = components["year"] or ""
    return 12 * int("1".ljust(len(year) - len(year.rstrip("X")) + 1, "0"))


def _widen(span: tuple[date, date], months: int) -> tuple[date, date]:
    if months == 0:
        day = timedelta(days=1)
        return max(span[0], date.min + day) - day, min(span[1], date.max - day) + day
    first, last = (day.year * 12 + day.month - 1 for day in span)
    return _first_of(first - months), _last_of(last + months)


def _first_of(month: int) -> date:
    year, number = divmod(max(month, _FIRST_MONTH), 12)
    return date(year, number + 1, 1)


def _last_of(month: int) -> date:
    year, number = divmod(min(month, _LAST_MONTH), 12)
    return date(year, number + 1, calendar.monthrange(year, number + 1)[1])
