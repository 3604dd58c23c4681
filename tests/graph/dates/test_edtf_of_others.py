"""What other programs read of EDTF, and refuse: facts from the suites of ten libraries, where the standard decides.

The libraries: edtf (Python), edtf-validate, undate, edtf.js, edtf-ruby, EDTF of Professional Wiki (PHP), edtf_ex
(Elixir), edtf-java of OpenHistoricalMap, edtf4k (Kotlin) and edtf-rs. Where they differ among each other or
from us, `docs/decisions/graph/dates.md` says how we read it and why; `DIFFERENTLY` has the same cases.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accordgraph.graph.dates.columns import Bounds, DateError, instant
from accordgraph.graph.dates.hints import julian_leap_day

PAGE = Path(__file__).parents[3] / "docs" / "decisions" / "graph" / "dates.md"

SAME = {
    "digits left out of days": {
        "2016-01-XX": "2016-01-01 2016-01-31",
        "2016-02-XX": "2016-02-01 2016-02-29",
        "2017-02-XX": "2017-02-01 2017-02-28",
        "2016-09-XX": "2016-09-01 2016-09-30",
        "2016-01-0X": "2016-01-01 2016-01-09",
        "2016-01-1X": "2016-01-10 2016-01-19",
        "2016-01-2X": "2016-01-20 2016-01-29",
        "2016-01-3X": "2016-01-30 2016-01-31",
        "2016-02-2X": "2016-02-20 2016-02-29",
        "2017-02-2X": "2017-02-20 2017-02-28",
        "2016-01-X1": "2016-01-01 2016-01-31",
        "2016-01-X2": "2016-01-02 2016-01-22",
        "2016-02-X9": "2016-02-09 2016-02-29",
        "2017-02-X8": "2017-02-08 2017-02-28",
        "2017-02-X9": "2017-02-09 2017-02-19",
        "2016-09-X1": "2016-09-01 2016-09-21",
        "2020-05-X5": "2020-05-05 2020-05-25",
    },
    "digits left out of months": {
        "2016-XX": "2016-01-01 2016-12-31",
        "2016-0X": "2016-01-01 2016-09-30",
        "2016-1X": "2016-10-01 2016-12-31",
        "2016-X1": "2016-01-01 2016-11-30",
        "2016-X2": "2016-02-01 2016-12-31",
        "1999-0X-30": "1999-01-30 1999-09-30",
        "1999-XX-31": "1999-01-31 1999-12-31",
        "2000-XX-10": "2000-01-10 2000-12-10",
    },
    "digits left out of years": {
        "20X3": "2003-01-01 2093-12-31",
        "2X13": "2013-01-01 2913-12-31",
        "2X1X": "2010-01-01 2919-12-31",
        "2XX3": "2003-01-01 2993-12-31",
        "2XXX": "2000-01-01 2999-12-31",
        "X016": "0016-01-01 9016-12-31",
        "X0X6": "0006-01-01 9096-12-31",
        "XX16": "0016-01-01 9916-12-31",
        "XXX6": "0006-01-01 9996-12-31",
        "02XX": "0200-01-01 0299-12-31",
        "201X-02-04": "2010-02-04 2019-02-04",
        "20XX-02-04": "2000-02-04 2099-02-04",
        "20XX-XX-04": "2000-01-04 2099-12-04",
        "20XX-01-XX": "2000-01-01 2099-01-31",
        "2X12-1X-X4": "2012-10-04 2912-12-24",
        "19XX-02-29": "1904-02-29 1996-02-29",
        "199X-02-29": "1992-02-29 1996-02-29",
    },
    "quarters and halves": {
        "2016-33": "2016-01-01 2016-03-31",
        "2016-34": "2016-04-01 2016-06-30",
        "201X-33": "2010-01-01 2019-03-31",
        "1999-41": "1999-07-01 1999-12-31",
    },
    "leap days": {
        "1904-02-29": "1904-02-29 1904-02-29",
        "2000-02-29": "2000-02-29 2000-02-29",
        "2024-02-29": "2024-02-29 2024-02-29",
    },
    "intervals whose ends overlap": {
        "1111-01-01/1111": "1111-01-01 1111-12-31",
        "2000-XX/2012": "2000-01-01 2012-12-31",
        "198X/199X": "1980-01-01 1999-12-31",
        "1984-11-2X/1999-01-01": "1984-11-20 1999-01-01",
        "1919-XX-02/1919-XX-01": "1919-01-02 1919-12-01",
        "1865-X2-02/1865-03-01": "1865-02-02 1865-03-01",
        "1930-X0-10/1930-10-30": "1930-10-10 1930-10-30",
        "1919-10-02/1919-X1-01": "1919-10-02 1919-11-01",
        "2018-05-X0/2018-05-11": "2018-05-10 2018-05-11",
        "2016-02-28/2016-02-X9": "2016-02-28 2016-02-29",
        "../1985-04-12?": ".. 1985-04-13",
        "1985-04-12~/": "1985-04-11 ..",
        "1984~/..": "1983-01-01 ..",
    },
    "sets in any order": {
        "[2019,2025,2020]": "2019-01-01 2025-12-31",
        "[2020?,2021]": "2019-01-01 2021-12-31",
        "[..2020,2021]": ".. 2021-12-31",
    },
    "several marks": {
        "2004-?06-?11": "2004-05-10 2004-07-12",
        "2004-%06": "2004-05-01 2004-07-31",
        "?2004-~06-~04": "2003-05-03 2005-07-05",
        "2004?-06-~11": "2003-06-10 2005-06-12",
    },
}

REFUSED_BY_ALL = (
    *("2012/2011", "2013-02/2013-01", "2012-10-10T10:10:1", "2012-10-10T1:10:10", "2012-10-10t10:10:10"),
    *("2012-10-10T10:10:10Z10", "2012/2013/1234/55X", "NONE/..", "2012///4444", "2012\\2013", "2000/12-12"),
    *("+2006?~", "1960-06-31", "1863- 03-29", " 1863-03-29", "1863-03-29 ", "18 63-03-29", "1985wtf", "wtf1985"),
    *("19wtf85", "2021-01-32", "2021-13-01", "1900-02-29", "1999-02-29", "2021-04-31", "1999-00-15", "1999-00"),
    *("1999-02-30?", "1999-02-30~", "1999-02-30/2000-01-01", "2000-01-01/1999-02-30", "[1999-02-30,2000-01-01]"),
    *("1999-20", "1999-42", "1999-02-39", "1999-13-XX", "1999-00-XX", "XXXX-13-01", "1999-XX-32", "1999-XX-00"),
    *("19XX-02-30", "[]", "{}", "[2020", "2020]", "[2020,,2021]", "1984-13", "Y1702", "", "~=[,,_,,]:3"),
)

DIFFERENTLY = {
    "-0044": None,
    "0000": None,
    "Y170000002": None,
    "[1667, 1760-12]": "[1667,1760-12]",
    "20xx": "20XX",
    "199u": "199X",
    "1984?~": "1984%",
    "unknown/2006": "/2006",
    "2004-01-01/open": "2004-01-01/..",
    "..1984": "[..1984]",
    "1670..1673": "[1670..1673]",
    "{1960,1961-12}": None,
    "1999-02-3X": None,
    "1999-2X": None,
}
"""Read by some; refused here, with the form that is meant where there is one."""

ALL_SAME = [(text, days) for part in SAME.values() for text, days in part.items()]


@pytest.mark.parametrize(("text", "days"), ALL_SAME)
def test_other_programs_have_the_same_days(text: str, days: str) -> None:
    assert instant(text) == Bounds(*(None if day == ".." else date.fromisoformat(day) for day in days.split(" ")))


@pytest.mark.parametrize("text", REFUSED_BY_ALL)
def test_what_none_of_them_reads_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        instant(text)


@pytest.mark.parametrize(("text", "meant"), DIFFERENTLY.items())
def test_what_some_of_them_read_is_refused_with_what_is_meant_and_the_page_says_why(
    text: str, meant: str | None
) -> None:
    with pytest.raises(DateError) as caught:
        instant(text)
    assert f"`{text}`" in PAGE.read_text(encoding="utf-8")
    if meant is not None:
        assert f"Did you mean {meant}?" in (caught.value.remedy or "")
        assert instant(meant) != Bounds(None, None)


@pytest.mark.parametrize(
    ("text", "gregorian"),
    [
        ("1900-02-29", "1900-03-13"),
        ("1800-02-29", "1800-03-12"),
        ("1700-02-29", "1700-03-11"),
        ("1500-02-29", "1500-03-10"),
        ("1600-02-29", None),
        ("1901-02-29", None),
        ("0000-02-29", None),
    ],
)
def test_a_leap_day_of_the_julian_calendar_is_told_in_the_gregorian_one(text: str, gregorian: str | None) -> None:
    assert julian_leap_day(text) == gregorian
    if gregorian is not None:
        with pytest.raises(DateError, match="The Julian calendar has it"):
            instant(text)
        assert instant(gregorian).earliest == date.fromisoformat(gregorian)
