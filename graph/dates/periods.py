"""Reckoning with days: periods such as `P1Y6M`, and the day before or after, within the years that days exist in.

Days exist in the years 0001 to 9999; an engine that is given another one dies of it. What is reckoned beyond is held at
the edge with an open bound: the link that begins in the year 10098 begins on 31 December 9999 or later.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import polars as pl

Bound = Literal["earliest", "latest", "day"]
"""Which bound of a moment an expression gives, or that it gives a day by itself."""

_COUNT = "([0-9]{1,6})"
PERIOD = re.compile(rf"P(?=[0-9])(?:{_COUNT}Y)?(?:{_COUNT}M)?(?:{_COUNT}W)?(?:{_COUNT}D)?")
"""A duration of ISO 8601 in years, months, weeks and days."""

_PARTS = f"^P(?:{_COUNT}Y)?(?:{_COUNT}M)?(?:{_COUNT}W)?(?:{_COUNT}D)?$"
_MOST_MONTHS, _MOST_DAYS = 9999 * 12, 9999 * 366
"""Longer periods lead beyond the years that there are, from any day."""


def held(day: pl.Expr, bound: Bound = "day") -> pl.Expr:
    """The day, or the edge of the years that there are where it lies beyond, with an open bound there.

    Of a moment after 9999 the latest day is unknown (null), of one before 0001 the earliest.
    """
    lowest, highest = pl.lit(date.min), pl.lit(date.max)
    if bound == "day":
        return day.clip(lowest, highest)
    if bound == "earliest":
        return pl.when(day > highest).then(highest).when(day >= lowest).then(day)
    return pl.when(day < lowest).then(lowest).when(day <= highest).then(day)


def eve(day: pl.Expr, bound: Bound = "day") -> pl.Expr:
    """The day before, see `held`."""
    return held(day - pl.duration(days=1), bound)


def morrow(day: pl.Expr, bound: Bound = "day") -> pl.Expr:
    """The day after, see `held`."""
    return held(day + pl.duration(days=1), bound)


def after(day: pl.Expr, period: pl.Expr) -> pl.Expr:
    """The day on which a period from a day ends: null if one of the two is; it may lie beyond the year 9999.

    Years and months come first, and a shorter month counts with its last day; then come weeks and days. So reckons
    `dateutil.relativedelta`: `P1M15D` from 31 January 2023 ends on 15 March 2023. A period of another form raises
    `polars.exceptions.InvalidOperationError` when the expression runs.
    """
    years, months, weeks, days = (_part(period, number) for number in range(1, 5))
    in_months = (years * 12 + months).clip(0, _MOST_MONTHS)
    in_days = (weeks * 7 + days).clip(0, _MOST_DAYS) + _refusal(period)
    moved = day.dt.offset_by(pl.format("{}mo", in_months)).dt.offset_by(pl.format("{}d", in_days))
    return pl.when(period.is_not_null()).then(moved)


def has_days(period: pl.Expr) -> pl.Expr:
    """Whether weeks or days are among what a period is made of."""
    return period.str.contains("[WD]")


def _part(period: pl.Expr, number: int) -> pl.Expr:
    return period.str.extract(_PARTS, number).cast(pl.Int64).fill_null(0)


def _refusal(period: pl.Expr) -> pl.Expr:
    """Zero; what is no period cannot be cast to a number, which ends the reckoning."""
    is_period = (period.str.contains(_PARTS) & (period != "P")).fill_null(True)
    return pl.when(is_period).then(pl.lit("0")).otherwise(period).cast(pl.Int64)
