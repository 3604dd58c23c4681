"""When a consent takes effect: clauses of treaties against the dates on which Ukraine was bound."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordgraph.graph.dates.columns import consent_effect

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


def _effects(done: list[date | None], after: str | None, on: str | None) -> list[date | None]:
    schema = {"done": pl.Date, "after": pl.String, "on": pl.String}
    frame = pl.DataFrame({"done": done, "after": [after] * len(done), "on": [on] * len(done)}, schema=schema)
    return frame.select(consent_effect("done", "after", "on")).to_series().to_list()


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in (UKRAINE | CLAUSES).items()])
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
    ("after", "on"), [("P3W", "day"), ("PT3H", "day"), ("3M", "day"), ("P3M", "month-end"), ("P3M", "Day")]
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
