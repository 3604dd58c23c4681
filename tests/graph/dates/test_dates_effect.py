"""When a consent takes effect: clauses of treaties against the dates on which Ukraine was bound."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from accordgraph.graph.dates.columns import consent_effect
from accordgraph.graph.dates.periods import eve, morrow
from accordgraph.graph.derivation.participations.starts import BOUNDS

UKRAINE = {
    "European Convention on Extradition (ETS 024)": ("1998-03-11", "P90D", "day", "1998-06-09"),
    "European Convention on Mutual Assistance (ETS 030)": ("1998-03-11", "P90D", "day", "1998-06-09"),
    "Convention on Laundering (CETS 198)": ("2011-02-02", "P3M", "month-start", "2011-06-01"),
    "Convention against Transnational Organized Crime": ("2004-05-21", "P30D", "day", "2004-06-20"),
    "Convention against Corruption": ("2009-12-02", "P30D", "day", "2010-01-01"),
    "Rome Statute": ("2024-10-25", "P60D", "month-start", "2025-01-01"),
}

CLAUSES = {
    "a year": ("2004-02-29", "P1Y", "day", "2005-02-28"),
    "a month later there is no 31st": ("2005-01-31", "P1M", "day", "2005-02-28"),
    "three months, then the next month": ("2005-01-15", "P3M", "month-start", "2005-05-01"),
    "from the first of a month": ("2005-02-01", "P3M", "month-start", "2005-06-01"),
    "over the end of a year": ("2005-10-31", "P3M", "month-start", "2006-02-01"),
    "the day after three months": ("2005-01-15", "P3M", "day-after", "2005-04-16"),
    "month end to month end, and a day": ("2005-02-28", "P3M", "day-after", "2005-06-01"),
    "long month end to short month end": ("2005-11-30", "P3M", "day-after", "2006-03-01"),
    "28 February of a leap year is no month end": ("2004-02-28", "P3M", "day-after", "2004-05-29"),
    "days know no month end": ("2005-02-28", "P30D", "day-after", "2005-03-31"),
}


PERIODS = {
    "a year and six months": ("2020-01-31", "P1Y6M", "day", "2021-07-31"),
    "a month and fifteen days": ("2023-01-31", "P1M15D", "day", "2023-03-15"),
    "two weeks": ("2024-02-20", "P2W", "day", "2024-03-05"),
    "years, months, weeks and days": ("2019-12-31", "P4Y2M1W1D", "day", "2024-03-08"),
    "a leap day, then days": ("2024-02-29", "P1Y1D", "day", "2025-03-01"),
    "no time": ("2024-02-29", "P0D", "day", "2024-02-29"),
    "the day after weeks": ("2005-02-28", "P2W", "day-after", "2005-03-15"),
    "the month after months and days": ("2023-01-31", "P1M15D", "month-start", "2023-04-01"),
    "with zeros before": ("2023-01-01", "P000001M", "day", "2023-02-01"),
}

EDGES = {
    "99 years from the last day": ("9999-12-31", "P99Y", "9999-12-31", None),
    "a day from the last day": ("9999-12-31", "P1D", "9999-12-31", None),
    "as long as may be written": ("0001-01-01", "P999999Y999999M999999W999999D", "9999-12-31", None),
    "to the last day": ("9999-11-30", "P1M1D", "9999-12-31", "9999-12-31"),
    "from the first day": ("0001-01-01", "P1M", "0001-02-01", "0001-02-01"),
}


def _effects(done: list[date | None], after: str | None, on: str | None) -> list[date | None]:
    schema = {"done": pl.Date, "after": pl.String, "on": pl.String}
    frame = pl.DataFrame({"done": done, "after": [after] * len(done), "on": [on] * len(done)}, schema=schema)
    return frame.select(consent_effect("done", "after", "on")).to_series().to_list()


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in (UKRAINE | CLAUSES | PERIODS).items()])
def test_deposit_takes_effect_on_the_day(case: tuple[str, str, str, str]) -> None:
    deposit, after, on, effect = case
    assert _effects([date.fromisoformat(deposit)], after, on) == [date.fromisoformat(effect)]


def test_floor_of_the_instrument_is_left_to_the_caller() -> None:
    in_force_since = date(1987, 6, 26)
    assert _effects([date(1987, 2, 24)], "P30D", "day") == [date(1987, 3, 26)]
    assert date(1987, 3, 26) < in_force_since


@pytest.mark.parametrize(("done", "after", "on"), [(None, "P3M", "day"), ("2005-01-15", None, "day")])
def test_unknown_part_gives_an_unknown_day(done: str | None, after: str | None, on: str) -> None:
    assert _effects([date.fromisoformat(done) if done else None], after, on) == [None]


def test_columns_without_any_clause_give_null() -> None:
    assert _effects([date(2005, 1, 15), None], None, None) == [None, None]
    assert _effects([], None, None) == []


@pytest.mark.parametrize(
    ("after", "on"),
    [("P", "day"), ("P1D1M", "day"), ("PT3H", "day"), ("3M", "day"), ("P3M", "month-end"), ("", "day")],
)
def test_unknown_clause_is_not_passed_over(after: str, on: str) -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError):
        _effects([date(2005, 1, 15)], after, on)


@settings(deadline=None, max_examples=60)
@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(["P{}D", "P{}M", "P1Y"]),
    st.sampled_from(["day", "day-after", "month-start"]),
)
def test_later_deposit_never_takes_effect_earlier(day: date, days: int, after: str, on: str) -> None:
    later = date.fromordinal(day.toordinal() + days)
    first, second = _effects([day, later], after.format(days), on)
    assert first is not None and second is not None
    assert day <= first <= second


@pytest.mark.parametrize(("done", "after", "earliest", "latest"), EDGES.values(), ids=EDGES)
def test_beyond_the_years_that_there_are_the_bound_is_open(
    done: str, after: str, earliest: str | None, latest: str | None
) -> None:
    data = pl.DataFrame({"done": [date.fromisoformat(done)], "after": [after], "on": ["day"]})
    earliest_day, latest_day = (consent_effect("done", "after", "on", bound) for bound in BOUNDS)
    expected = tuple(day and date.fromisoformat(day) for day in (earliest, latest))
    assert data.select(earliest=earliest_day, latest=latest_day).rows() == [expected]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("0001-01-01", (None, "0001-01-01", "0001-01-01", "0001-01-02")),
        ("9999-12-31", ("9999-12-30", "9999-12-30", "9999-12-30", "9999-12-31")),
        ("2024-03-01", ("2024-02-29", "2024-02-29", "2024-02-29", "2024-03-02")),
    ],
)
def test_the_days_beside_a_day_stay_in_the_calendar(day: str, expected: tuple[str | None, ...]) -> None:
    only = pl.lit(date.fromisoformat(day))
    beside = (eve(only, "earliest"), eve(only, "latest"), eve(only), morrow(only))
    row = pl.select(*(one.alias(str(place)) for place, one in enumerate(beside))).row(0)
    assert row == tuple(one and date.fromisoformat(one) for one in expected)


@settings(deadline=None, max_examples=80)
@given(
    st.dates(date(1, 1, 1), date(9000, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(0, 60),
    st.integers(0, 400),
)
def test_periods_are_reckoned_as_relativedelta_does(day: date, years: int, months: int, weeks: int, days: int) -> None:
    period = f"P{years}Y{months}M{weeks}W{days}D"
    expected = day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    assert _effects([day], period, "day") == [expected]
