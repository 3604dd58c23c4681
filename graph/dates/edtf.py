"""One text of EDTF to the days that it allows: the path for the texts that `columns.py` does not read as columns.

Here are intervals, sets and times of day; `edtf_date.py` reads the dates in them. `{...}` names several dates and is
refused. A time of day is cut off: the day is that of its own time zone. Intervals and runs of a set may have dates of
any kind at their ends, so that `2016?/2018` can be written as one moment: `[2016?..2018]`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from accordgraph.graph.dates.edtf_date import NOT_EDTF, Span, read_date

LONGEST = 200
"""No date needs more characters (a set of thirty years has 151), and a bound on the length bounds the time."""

_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
)
_FRACTION = "EDTF knows no fractions of a second, leave them out"
_NO_DAY = "it names no day"
_REVERSED = "it ends before it begins"
_SEVERAL = "braces name several dates, and one is wanted"


class Reading(NamedTuple):
    """What a text tells: when it starts, when it ends (the same, unless it is an interval), and it as one moment."""

    start: Span
    end: Span
    moment: str


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """The days that a text allows. Raises ValueError, whose text says why it cannot be read."""
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    if "/" in text:
        return _read_interval(text)
    span = _read_single(text)
    return Reading(span, span, text)


def _read_interval(text: str) -> Reading:
    first, _, last = text.partition("/")
    if first in ("", "..") and last in ("", ".."):
        raise ValueError(_NO_DAY)
    start, end = ((None, None) if side in ("", "..") else read_date(side) for side in (first, last))
    _check_order(start, end)
    return Reading(start, end, f"[{first.removeprefix('..')}..{last.removeprefix('..')}]")


def _read_single(text: str) -> Span:
    if text.startswith("{"):
        raise ValueError(_SEVERAL)
    if text.startswith("[") and text.endswith("]"):
        return _read_set(text[1:-1])
    if "T" not in text:
        return read_date(text)
    if text.startswith("-"):
        return read_date(text)  # which says that its year lies too far back
    moment = _TIME.fullmatch(text)
    if not moment:
        raise ValueError(_FRACTION if _TIME.fullmatch(re.sub(r"[.,][0-9]+", "", text, count=1)) else NOT_EDTF)
    return read_date(moment[1])


def _read_set(content: str) -> Span:
    elements = content.split(",")
    if len(elements) == 1 and ".." not in content:
        raise ValueError(NOT_EDTF)
    spans = [_read_element(element, n == 0, n == len(elements) - 1) for n, element in enumerate(elements)]
    earliest, latest = [span[0] for span in spans], [span[1] for span in spans]
    return (
        None if None in earliest else min(day for day in earliest if day),
        None if None in latest else max(day for day in latest if day),
    )


def _read_element(element: str, is_first: bool, is_last: bool) -> Span:
    """One date of a set or a run of dates; only the first run may lack its start, only the last one its end."""
    first, dots, last = element.partition("..")
    if dots and not first and not last:
        raise ValueError(_NO_DAY)
    start = (None, None) if dots and not first and is_first else read_date(first)
    end = start if not dots else (None, None) if not last and is_last else read_date(last)
    _check_order(start, end)
    return start[0], end[1]


def _check_order(start: Span, end: Span) -> None:
    if start[0] is not None and end[1] is not None and start[0] > end[1]:
        raise ValueError(_REVERSED)
