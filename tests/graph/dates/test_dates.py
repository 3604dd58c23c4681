"""Reading and writing dates: both ways of reading, the columns, the errors."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from accordgraph.graph.dates.columns import (
    Bounds,
    DateError,
    Extent,
    extent,
    instant,
    parse_extents,
    parse_instants,
    write_bounds,
)
from accordgraph.graph.errors import InputError

WIDENED = {
    "2016?-12-13": "2015-12-13 2017-12-13",
    "2022-10-06?": "2022-10-05 2022-10-07",
    "2022-12-31~": "2022-12-30 2023-01-01",
    "2016?": "2015-01-01 2017-12-31",
    "2022-10?": "2022-09-01 2022-11-30",
    "2023-01%": "2022-12-01 2023-02-28",
    "2004-?06-11": "2004-05-11 2004-07-11",
    "2004-?01-11": "2004-01-11 2004-02-11",
    "2004-01?-11": "2003-12-11 2004-02-11",
    "2004-?03-31": "2004-02-29 2004-04-30",
    "2004-01-?31": "2004-01-30 2004-01-31",
    "2016?-02-29": "2015-02-28 2017-02-28",
    "?2016-02-29": "2015-02-28 2017-02-28",
    "2022-?05-31": "2022-04-30 2022-06-30",
    "2022-05~-31": "2022-04-30 2022-06-30",
    "1916-?12-31": "1916-11-30 1916-12-31",
    "1916-12%-31": "1916-11-30 1917-01-31",
    "2023-?03-30": "2023-02-28 2023-04-30",
    "2022-21?": "2021-12-01 2023-03-31",
    "2022-33~": "2021-10-01 2022-06-30",
    "2022-41%": "2022-01-01 2023-06-30",
    "2022-~40": "2021-07-01 2022-12-31",
    "1922?-40": "1921-01-01 1923-06-30",
    "?1922-40": "1921-01-01 1923-06-30",
    "192X-33": "1920-01-01 1929-03-31",
    "19XX-21": "1900-03-01 1999-12-31",
    "192X-22?": "1919-09-01 1930-06-30",
    "2004?-06-11~": "2003-06-10 2005-06-12",
    "2019?-05~": "2018-04-01 2020-06-30",
    "2019-05?-09~": "2019-04-08 2019-06-10",
    "1922?-40~": "1920-07-01 1923-12-31",
    "?2004-06-04~": "2003-06-03 2005-06-05",
    "2004-?06-04~": "2004-05-03 2004-07-05",
    "?2004-06~-11": "2003-05-11 2005-07-11",
    "2022-05-30T10:00:00+00:00": "2022-05-30 2022-05-30",
    "2022-05-30T10:00:00+14": "2022-05-30 2022-05-30",
    "2022-05-30T23:59:59-03:30": "2022-05-30 2022-05-30",
    "2022-05-30T00:00:00+0530": "2022-05-30 2022-05-30",
    "2022-05-30T24:00:00Z": "2022-05-30 2022-05-30",
    "201X?": "2000-01-01 2029-12-31",
    "1985-04-XX~": "1985-03-01 1985-05-31",
    "1984-1X?": "1983-10-01 1985-12-31",
    "2004-XX?": "2003-01-01 2005-12-31",
    "1950S2~": "1800-01-01 2099-12-31",
    "202X-02-29": "2020-02-29 2028-02-29",
    "2004-XX-31": "2004-01-31 2004-12-31",
    "Y2E3": "2000-01-01 2000-12-31",
    "Y19E2S2": "1900-01-01 1999-12-31",
    "0950S2": "0950-01-01 0959-12-31",
    "0001?": "0001-01-01 0002-12-31",
    "2004-?12-11": "2004-11-11 2004-12-11",
    "0001-01-01?": "0001-01-01 0001-01-02",
    "9999?": "9998-01-01 9999-12-31",
    "9999-12-31?": "9999-12-30 9999-12-31",
    "[2016?..2018]": "2015-01-01 2018-12-31",
}

REFUSED = {
    "2022-02-30": "the calendar has no such day",
    "2023-02-29": "the calendar has no such day",
    "2022-13": "the calendar has no such day",
    "2022-00": "the calendar has no such day",
    "2022-04-31?": "the calendar has no such day",
    "2015?-02-29": "the calendar has no such day",
    "XXXX-02-30": "the calendar has no such day",
    "2022-01/2022-02-30": "the calendar has no such day",
    "0000": "its year lies outside 0001 to 9999",
    "0000-22": "its year lies outside 0001 to 9999",
    "-0044-03-15": "its year lies outside 0001 to 9999",
    "Y1E999999999": "its year lies outside 0001 to 9999",
    "-1985/2000": "its year lies outside 0001 to 9999",
    "2024/2022": "it ends before it begins",
    "[2024-05..2024-04]": "it ends before it begins",
    "../..": "it names no day",
    "/": "it names no day",
    "[..]": "it names no day",
    "[2024]": "it is not written in EDTF",
    "[2024,..2025]": "it is not written in EDTF",
    "[2024..,2025]": "it is not written in EDTF",
    "[2024,,2025]": "it is not written in EDTF",
    "[2024, 2025]": "it is not written in EDTF",
    "2022/2023/2024": "it is not written in EDTF",
    "": "it is not written in EDTF",
    " 2022": "it is not written in EDTF",
    "2022\n": "it is not written in EDTF",
    "٢٠٢٢": "it is not written in EDTF",
    "2022-1": "it is not written in EDTF",
    "30.05.2022": "it is not written in EDTF",
    "1985-04-12T25:00:00": "it is not written in EDTF",
    "1985-04-12T23:20": "it is not written in EDTF",
    "1985-04-12T23:20:30+15": "it is not written in EDTF",
    "1985-04-12T23:20:30.5Z": "EDTF knows no fractions of a second, leave them out",
    "1985-02-30T23:20:30Z": "the calendar has no such day",
    "-1985-04-12T23:20:30": "its year lies outside 0001 to 9999",
    "-0001-04-12T23:20:30Z": "its year lies outside 0001 to 9999",
    "-192X-33": "its year lies outside 0001 to 9999",
    "0000-33?": "its year lies outside 0001 to 9999",
    "2022-42?": "the calendar has no such day",
    "?2022?": "qualifiers are not read at these places",
    "192X?-33": "qualifiers are not read at these places",
    "1985-04-12T23:20:30/1986": "it is not written in EDTF",
    "Y2000": "it is not written in EDTF",
    "?2004?-06-11": "qualifiers are not read at these places",
    "2004-?06?-11": "qualifiers are not read at these places",
    "201X?-12": "qualifiers are not read at these places",
    "1" * 201: "it is longer than 200 characters",
}


@pytest.mark.parametrize(("text", "expected"), WIDENED.items())
def test_uncertain_date_is_widened_by_one_unit(text: str, expected: str) -> None:
    assert instant(text) == Bounds(*map(date.fromisoformat, expected.split()))


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_refused_text_is_named_with_reason_and_example(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        extent(text)
    assert (caught.value.value, caught.value.why) == (text, why)
    message = f"{caught.value.message} {caught.value.remedy}"
    assert repr(text)[:40] in message and why in message and "such as 2022-05-30" in message
    assert parse_instants(pl.Series([text])).rows() == [(text, None, None, None, message)]
    assert parse_extents(pl.Series([text])).rows() == [(text, *[None] * 5, message)]


MEANT = {
    "30.05.2022": "2022-05-30",
    "1.2.2022": "2022-02-01",
    "05.2022": "2022-05",
    "2000-00-00": "2000",
    "2000-05-00": "2000-05",
    "2022-00": "2022",
    "2022-5-3": "2022-05-03",
    "2022/05/30": "2022-05-30",
    "20220530": "2022-05-30",
    "44711": "2022-05-30",
    "36526": "2000-01-01",
    "05/06/2022": "2022-06-05 or 2022-05-06",
    "30/05/2022": "2022-05-30",
    "before 1990": "[..1989]",
    "before 2022-01": "[..2021-12]",
    "after 30 May 2022": "[2022-05-31..]",
    "until May 2022": "[..2022-05]",
    "since 2022": "[2022..]",
    "May 30th, 2022": "2022-05-30",
    "circa 1990": "1990~",
    "1990s": "199X",
    "Q1 2022": "2022-33",
    "2022-Q4": "2022-36",
    "spring 2022": "2022-21",
}
"""What people write for a date, and what it would be in EDTF."""


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_what_is_probably_meant_is_offered_and_can_be_read(text: str, meant: str) -> None:
    with pytest.raises(DateError) as caught:
        instant(text)
    assert (caught.value.remedy or "").startswith(f"Did you mean {meant}? ")
    assert [instant(each) for each in meant.split(" or ")]


@pytest.mark.parametrize("text", ["2022-13", "31.02.2022", "99999", "sometime", "before 0001", "after 9999-12-31", ""])
def test_nothing_is_offered_where_nobody_can_know(text: str) -> None:
    with pytest.raises(DateError) as caught:
        instant(text)
    assert (caught.value.remedy or "").startswith("Write it in EDTF")


def test_date_error_is_an_input_error_and_survives_pickling() -> None:
    error = DateError("2022-13", "the calendar has no such day")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, DateError) and isinstance(copy, InputError)
    assert (str(copy), copy.value, copy.why) == (str(error), error.value, error.why)


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("2022-05-30/2022-05-31", "[2022-05-30..2022-05-31]", date(2022, 5, 30), date(2022, 5, 31)),
        ("2024/2025-03", "[2024..2025-03]", date(2024, 1, 1), date(2025, 3, 31)),
        ("2016?/2018", "[2016?..2018]", date(2015, 1, 1), date(2018, 12, 31)),
        ("2024/..", "[2024..]", date(2024, 1, 1), None),
        ("2024/", "[2024..]", date(2024, 1, 1), None),
        ("../2024?", "[..2024?]", None, date(2025, 12, 31)),
        ("[..2024]", "[..2024]", None, date(2024, 12, 31)),
    ],
)
def test_interval_of_an_instant_is_a_choice_of_one_day(
    text: str, edtf: str, earliest: date | None, latest: date | None
) -> None:
    assert parse_instants(pl.Series([text, edtf])).rows() == [
        (text, edtf, earliest, latest, None),
        (edtf, edtf, earliest, latest, None),
    ]


def test_extent_keeps_its_text_and_one_component_is_start_and_end() -> None:
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    assert extent("2024") == Extent(first, last, first, last)
    assert parse_extents(pl.Series(["2024", "[2024-01..2024]", "2024?/2025-03-04"])).rows() == [
        ("2024", "2024", first, last, first, last, None),
        ("[2024-01..2024]", "[2024-01..2024]", first, last, first, last, None),
        ("2024?/2025-03-04", "2024?/2025-03-04", date(2023, 1, 1), date(2025, 12, 31), *[date(2025, 3, 4)] * 2, None),
    ]


def test_columns_keep_order_repeats_and_nulls() -> None:
    texts = pl.Series("any name", ["2022-13", None, "2022?", "2022", "2022?", None])
    parsed = parse_instants(texts)
    assert parsed["text"].to_list() == texts.to_list()
    assert parsed["earliest"].dt.year().to_list() == [None, None, 2021, 2022, 2021, None]
    assert parsed["error"].is_not_null().to_list() == [True] + [False] * 5
    assert parsed.row(0)[1:4] == parsed.row(1)[1:4] == (None, None, None)


@pytest.mark.parametrize("texts", [[], [None], ["2022"], ["2022?"], ["no date"]])
def test_columns_have_the_same_types_whatever_the_texts(texts: list[str | None]) -> None:
    series = pl.Series(texts, dtype=pl.String)
    sides = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    moments, extents = (
        pl.Schema({name: pl.Date() if name in days else pl.String() for name in ("text", "edtf", *days, "error")})
        for days in (("earliest", "latest"), sides)
    )
    assert parse_instants(series).schema == moments
    assert parse_extents(series).schema == extents


def test_no_date_takes_another_library() -> None:
    code = (
        "import sys, polars as pl\n"
        "from accordgraph.graph.dates.columns import instant, parse_instants\n"
        "parse_instants(pl.Series(['2022', '2022-05/..', '[..2024-02-29]', '2022-13', '201X', '2001-34']))\n"
        "instant('?2022-06~-11')\n"
        "assert 'edtf' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        (date(2022, 5, 30), date(2022, 5, 30), "2022-05-30"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 1, 1), date(2024, 12, 31), "[2022..2024]"),
        (date(2022, 1, 1), date(2023, 3, 31), "[2022-01..2023-03]"),
        (date(2022, 3, 1), date(2022, 12, 31), "[2022-03..2022-12]"),
        (date(2022, 3, 25), date(2022, 12, 31), "[2022-03-25..2022-12-31]"),
        (None, date(2024, 12, 31), "[..2024]"),
        (None, date(2024, 2, 28), "[..2024-02-28]"),
        (date(2023, 7, 3), None, "[2023-07-03..]"),
        (date(2023, 7, 1), None, "[2023-07..]"),
        (None, None, None),
    ],
)
def test_bounds_are_written_as_the_shortest_edtf(earliest: date | None, latest: date | None, edtf: str | None) -> None:
    frame = pl.DataFrame({"a": [earliest], "b": [latest]}, schema={"a": pl.Date, "b": pl.Date})
    assert frame.select(write_bounds(pl.col("a"), pl.col("b"))).to_series().to_list() == [edtf]
