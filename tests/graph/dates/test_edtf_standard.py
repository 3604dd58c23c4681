"""Every example of the standard (Library of Congress, EDTF of 4 February 2019), with the days that it is read as.

A reason in place of days says why the example is refused. The standard gives no bounds; where it leaves room, the
choices are those that `graph/dates/edtf_date.py` and `graph/dates/edtf.py` describe.
"""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from accordgraph.graph.dates.columns import Bounds, DateError, Extent, extent, instant, parse_extents, parse_instants

BEYOND = "its year lies outside 0001 to 9999"
SEVERAL = "braces name several dates, and one is wanted"

MOMENTS = {
    "level 0, date": {
        "1985-04-12": "1985-04-12 1985-04-12",
        "1985-04": "1985-04-01 1985-04-30",
        "1985": "1985-01-01 1985-12-31",
    },
    "level 0, date and time: the day in its own time zone": {
        "1985-04-12T23:20:30": "1985-04-12 1985-04-12",
        "1985-04-12T23:20:30Z": "1985-04-12 1985-04-12",
        "1985-04-12T23:20:30-04": "1985-04-12 1985-04-12",
        "1985-04-12T23:20:30+04:30": "1985-04-12 1985-04-12",
    },
    "level 1, seasons: any hemisphere": {
        "2001-21": "2001-03-01 2001-12-31",
        "2001-22": "2000-12-01 2002-03-31",
        "2001-23": "2001-03-01 2001-12-31",
        "2001-24": "2000-12-01 2002-03-31",
    },
    "level 1, qualification of a whole date": {
        "1984?": "1983-01-01 1985-12-31",
        "2004-06~": "2004-05-01 2004-07-31",
        "2004-06-11%": "2004-06-10 2004-06-12",
    },
    "level 1, unspecified digits from the right": {
        "201X": "2010-01-01 2019-12-31",
        "20XX": "2000-01-01 2099-12-31",
        "2004-XX": "2004-01-01 2004-12-31",
        "1985-04-XX": "1985-04-01 1985-04-30",
        "1985-XX-XX": "1985-01-01 1985-12-31",
    },
    "level 2, significant digits": {"1950S2": "1900-01-01 1999-12-31"},
    "level 2, sub-year groupings": {
        "2001-25": "2001-03-01 2001-06-30",
        "2001-26": "2001-06-01 2001-09-30",
        "2001-27": "2001-09-01 2001-12-31",
        "2001-28": "2000-12-01 2002-03-31",
        "2001-29": "2001-09-01 2001-12-31",
        "2001-30": "2000-12-01 2002-03-31",
        "2001-31": "2001-03-01 2001-06-30",
        "2001-32": "2001-06-01 2001-09-30",
        "2001-33": "2001-01-01 2001-03-31",
        "2001-34": "2001-04-01 2001-06-30",
        "2001-35": "2001-07-01 2001-09-30",
        "2001-36": "2001-10-01 2001-12-31",
        "2001-37": "2001-01-01 2001-04-30",
        "2001-38": "2001-05-01 2001-08-31",
        "2001-39": "2001-09-01 2001-12-31",
        "2001-40": "2001-01-01 2001-06-30",
        "2001-41": "2001-07-01 2001-12-31",
    },
    "level 2, one of a set": {
        "[1667,1668,1670..1672]": "1667-01-01 1672-12-31",
        "[..1760-12-03]": ".. 1760-12-03",
        "[1760-12..]": "1760-12-01 ..",
        "[1760-01,1760-02,1760-12..]": "1760-01-01 ..",
        "[1667,1760-12]": "1667-01-01 1760-12-31",
        "[..1984]": ".. 1984-12-31",
    },
    "level 2, group qualification": {
        "2004-06~-11": "2004-05-11 2004-07-11",
        "2004?-06-11": "2003-06-11 2005-06-11",
    },
    "level 2, qualification of one component": {
        "?2004-06-~11": "2003-06-10 2005-06-12",
        "2004-%06-11": "2004-05-11 2004-07-11",
    },
    "level 2, unspecified digits anywhere": {
        "156X-12-25": "1560-12-25 1569-12-25",
        "15XX-12-25": "1500-12-25 1599-12-25",
        "XXXX-12-XX": "0001-12-01 9999-12-31",
        "1XXX-XX": "1000-01-01 1999-12-31",
        "1XXX-12": "1000-12-01 1999-12-31",
        "1984-1X": "1984-10-01 1984-12-31",
    },
}

REFUSED = {
    "level 1, letter-prefixed year": {"Y170000002": BEYOND, "Y-170000002": BEYOND},
    "level 1, negative year": {"-1985": BEYOND},
    "level 2, exponential year": {"Y-17E7": BEYOND},
    "level 2, significant digits": {"Y171010000S3": BEYOND, "Y3388E2S3": BEYOND},
    "level 2, all of a set": {"{1667,1668,1670..1672}": SEVERAL, "{1960,1961-12}": SEVERAL, "{..1984}": SEVERAL},
}

EXTENTS = {
    "level 0, interval": {
        "1964/2008": "1964-01-01 1964-12-31 2008-01-01 2008-12-31",
        "2004-06/2006-08": "2004-06-01 2004-06-30 2006-08-01 2006-08-31",
        "2004-02-01/2005-02-08": "2004-02-01 2004-02-01 2005-02-08 2005-02-08",
        "2004-02-01/2005-02": "2004-02-01 2004-02-01 2005-02-01 2005-02-28",
        "2004-02-01/2005": "2004-02-01 2004-02-01 2005-01-01 2005-12-31",
        "2005/2006-02": "2005-01-01 2005-12-31 2006-02-01 2006-02-28",
    },
    "level 1, open end": {
        "1985-04-12/..": "1985-04-12 1985-04-12 .. ..",
        "1985-04/..": "1985-04-01 1985-04-30 .. ..",
        "1985/..": "1985-01-01 1985-12-31 .. ..",
    },
    "level 1, open start": {
        "../1985-04-12": ".. .. 1985-04-12 1985-04-12",
        "../1985-04": ".. .. 1985-04-01 1985-04-30",
        "../1985": ".. .. 1985-01-01 1985-12-31",
    },
    "level 1, unknown end": {
        "1985-04-12/": "1985-04-12 1985-04-12 .. ..",
        "1985-04/": "1985-04-01 1985-04-30 .. ..",
        "1985/": "1985-01-01 1985-12-31 .. ..",
    },
    "level 1, unknown start": {
        "/1985-04-12": ".. .. 1985-04-12 1985-04-12",
        "/1985-04": ".. .. 1985-04-01 1985-04-30",
        "/1985": ".. .. 1985-01-01 1985-12-31",
    },
    "level 2, interval": {
        "2004-06-~01/2004-06-~20": "2004-06-01 2004-06-02 2004-06-19 2004-06-21",
        "2004-06-XX/2004-07-03": "2004-06-01 2004-06-30 2004-07-03 2004-07-03",
    },
}


def _cases(table: dict[str, dict[str, str]]) -> list[object]:
    return [
        pytest.param(text, expected, id=f"{section}: {text}")
        for section, examples in table.items()
        for text, expected in examples.items()
    ]


def _days(expected: str) -> list[date | None]:
    return [None if day == ".." else date.fromisoformat(day) for day in expected.split()]


@pytest.mark.parametrize(("text", "expected"), _cases(MOMENTS))
def test_moment_has_these_bounds(text: str, expected: str) -> None:
    days = _days(expected)
    assert instant(text) == Bounds(*days)
    assert extent(text) == Extent(*days, *days)
    assert parse_instants(pl.Series([text])).rows() == [(text, text, *days, None)]


@pytest.mark.parametrize(("text", "expected"), _cases(EXTENTS))
def test_interval_has_bounds_of_start_and_end(text: str, expected: str) -> None:
    days = _days(expected)
    moment = f"[{text.replace('/', '..') if '../' not in text and '/..' not in text else text.replace('/', '')}]"
    assert extent(text) == Extent(*days)
    assert parse_extents(pl.Series([text])).rows() == [(text, text, *days, None)]
    assert parse_instants(pl.Series([text])).rows() == [(text, moment, days[0], days[3], None)]


@pytest.mark.parametrize(("text", "why"), _cases(REFUSED))
def test_example_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        instant(text)
    assert (caught.value.value, caught.value.why) == (text, why)
    assert parse_extents(pl.Series([text]))["error"].str.contains(why, literal=True).to_list() == [True]
