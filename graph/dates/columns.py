"""Dates: EDTF text to bounds, bounds to EDTF text, and the day on which a consent takes effect.

Bounds are inclusive days, and null means unknown. Compare bounds, never EDTF text. A text is read in one of two ways:
as an *instant*, one moment that is not known exactly, or as an *extent*, which has a start and an end. The shapes that
fill most data (`2022`, `2022-05`, `2022-05-30`, and `A/B`, `[A..B]` of these) are Polars expressions; `edtf.py`
reads each distinct text of the rest and says which choices it makes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates import edtf as edtf_text
from accordgraph.graph.dates import periods
from accordgraph.graph.dates.hints import julian_leap_day, probably_meant
from accordgraph.graph.dates.periods import Bound
from accordgraph.graph.errors import InputError

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_DAY = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_SHAPES = (
    rf"^(?:(?P<whole>{_DAY})|\[(?P<low>{_DAY})?\.\.(?P<high>{_DAY})?\]"
    rf"|(?:(?P<from>{_DAY})|\.\.)?(?P<slash>/)(?:(?P<to>{_DAY})|\.\.)?)$"
)
_PARSED = pl.Schema({"text": pl.String, "moment": pl.String} | dict.fromkeys(_BOUNDS, pl.Date) | {"error": pl.String})


class Bounds(NamedTuple):
    """The first and the last day on which a moment may lie; None where nothing bounds it."""

    earliest: date | None
    latest: date | None


class Extent(NamedTuple):
    """The bounds of a start and those of an end."""

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


class DateError(InputError):
    """A text that cannot be read as a date: `value` is the text, `why` the reason."""

    def __init__(self, value: str, why: str) -> None:
        """Name the text (its beginning, if it is long), the reason, and how a date is written."""
        Exception.__init__(self, value, why)
        self.value, self.why = value, why
        shortened = value if len(value) <= 60 else f"{value[:57]}..."
        self.message = f"{shortened!r} cannot be read as a date: {why}."
        meant = None if len(value) > 60 else probably_meant(value)
        hint = f"Did you mean {meant}? " if meant and meant != value else ""
        if leap_day := julian_leap_day(value):
            hint = f"The Julian calendar has it: it is {leap_day}, to be written without calendar: julian. "
        self.remedy = (
            f"{hint}Write it in EDTF, such as 2022-05-30, 2022-05, 2022, 2016?, 2022-05-30/2022-06-02 or [..2024]."
        )


def instant(text: str) -> Bounds:
    """The days on which one moment may lie.

    >>> instant("2016?-12-13")
    Bounds(earliest=datetime.date(2015, 12, 13), latest=datetime.date(2017, 12, 13))

    Raises DateError if the text is not EDTF, or names no day of the years 0001 to 9999.
    """
    reading = _read(text)
    return Bounds(reading.start[0], reading.end[1])


def extent(text: str) -> Extent:
    """The bounds of a start and an end; a text that is no interval gives the same for both. Raises DateError."""
    reading = _read(text)
    return Extent(*reading.start, *reading.end)


def parse_instants(texts: pl.Series) -> pl.DataFrame:
    """Read each text as one moment, in the order of the series.

    Columns: text (String, as given), edtf (String: the text, but an interval `A/B` becomes `[A..B]`), earliest and
    latest (Date), error (String, null if the text was read; else all but `text` are null). A null gives nulls.
    """
    named = _parse(texts).rename({"moment": "edtf", "start_earliest": "earliest", "end_latest": "latest"})
    return named.select("text", "edtf", "earliest", "latest", "error")


def parse_extents(texts: pl.Series) -> pl.DataFrame:
    """Read each text as a stretch of time, in the order of the series.

    Columns: text, edtf (String, the text as given), start_earliest, start_latest, end_earliest, end_latest (Date),
    error (String, null if the text was read; else all but `text` are null). A null gives nulls.
    """
    edtf = pl.when(pl.col("error").is_null()).then(pl.col("text")).alias("edtf")
    return _parse(texts).select("text", edtf, *_BOUNDS, "error")


def _read(text: str) -> edtf_text.Reading:
    try:
        return edtf_text.read(text)
    except ValueError as error:
        raise DateError(text, str(error)) from error


def _parse(texts: pl.Series) -> pl.DataFrame:
    """The columns of `_PARSED`, one row a text."""
    frame = texts.cast(pl.String).alias("text").to_frame()
    if texts.null_count() == len(texts):
        return frame.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in _PARSED.items() if name != "text")
    common = _parse_common(frame)
    rest = common.filter(pl.col("text").is_not_null() & pl.col("moment").is_null())["text"].unique()
    if rest.is_empty():
        return common
    parsed = pl.DataFrame([_row(text) for text in rest], schema=_PARSED, orient="row")
    joined = common.join(parsed, on="text", how="left", maintain_order="left", suffix="_rest")
    filled = (pl.coalesce(name, f"{name}_rest").alias(name) for name in _PARSED if name != "text")
    return joined.select("text", *filled)


def _row(text: str) -> tuple[str | date | None, ...]:
    try:
        reading = _read(text)
    except DateError as error:
        return (text, None, None, None, None, None, f"{error.message} {error.remedy}")
    return (text, reading.moment, *reading.start, *reading.end, None)


def _parse_common(frame: pl.DataFrame) -> pl.DataFrame:
    """The common shapes as expressions; `moment` stays null where a text has another shape or no possible day."""
    part = pl.col("text").str.extract_groups(_SHAPES).struct
    first = pl.coalesce(part.field("whole"), part.field("from"), part.field("low"))
    last = pl.coalesce(part.field("whole"), part.field("to"), part.field("high"))
    interval = part.field("slash").is_not_null().alias("interval")
    sides = frame.select("text", first.alias("first"), last.alias("last"), interval)
    bounds = sides.with_columns(
        pl.lit(None, pl.String).alias("error"),
        _first_day("first").alias("start_earliest"),
        pl.when("interval").then(_last_day("first")).otherwise(_last_day("last")).alias("start_latest"),
        pl.when("interval").then(_first_day("last")).otherwise(_first_day("first")).alias("end_earliest"),
        _last_day("last").alias("end_latest"),
    )
    checked = (pl.when(_is_read()).then(name).alias(name) for name in _BOUNDS)
    return bounds.select("text", _moment(), *checked, "error")


def _first_day(side: str) -> pl.Expr:
    day = (pl.col(side) + "-01-01").str.head(10).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(day.dt.year() >= date.min.year).then(day)


def _last_day(side: str) -> pl.Expr:
    first, length = _first_day(side), pl.col(side).str.len_bytes()
    year_end = first.dt.offset_by("11mo").dt.month_end()
    return pl.when(length == 4).then(year_end).when(length == 7).then(first.dt.month_end()).otherwise(first)


def _is_read() -> pl.Expr:
    """Whether a common shape names a day, has no impossible one, and does not end before it begins."""
    first_stands = pl.col("first").is_null() == pl.col("start_earliest").is_null()
    last_stands = pl.col("last").is_null() == pl.col("end_latest").is_null()
    in_order = (pl.col("start_earliest") <= pl.col("end_latest")).fill_null(True)
    return pl.coalesce("first", "last").is_not_null() & first_stands & last_stands & in_order


def _moment() -> pl.Expr:
    """The text, where it was read, with an interval turned into a choice of one of its days."""
    choice = pl.format("[{}..{}]", pl.col("first").fill_null(""), pl.col("last").fill_null(""))
    return pl.when(_is_read()).then(pl.when("interval").then(choice).otherwise("text")).alias("moment")


def write_bounds(earliest: pl.Expr, latest: pl.Expr) -> pl.Expr:
    """The shortest EDTF with these bounds: `2022`, `2022-05`, `2022-05-30`, `[2022-05-30..2022-12-31]`, `[..2024]`.

    Whole years are written as years and whole months as months, on both sides alike. Both null gives null.
    """
    is_first, is_last = earliest.dt.day() == 1, latest == latest.dt.month_end()
    months = is_first.fill_null(True) & is_last.fill_null(True)
    years = months & (earliest.dt.month() == 1).fill_null(True) & (latest.dt.month() == 12).fill_null(True)
    length = pl.when(years).then(4).when(months).then(7).otherwise(10)
    low, high = (day.dt.strftime("%Y-%m-%d").str.head(length) for day in (earliest, latest))
    choice = pl.format("[{}..{}]", low.fill_null(""), high.fill_null(""))
    known = earliest.is_not_null() | latest.is_not_null()
    return pl.when(low == high).then(low).when(known).then(choice)


def consent_effect(done: str, after: str, on: str, bound: Bound = "day") -> pl.Expr:
    """The day on which a consent takes effect, by the clause of the treaty; null if one of the three is.

    `done` names a column of dates (the deposit), `after` one of durations (`P30D`, `P3M`, `P1Y6M`; see
    `periods.after`), `on` one of words for the day that is meant:

    - `day`: the last day of the period (UN conventions).
    - `day-after`: the day after it. A period of months from the last day of a month ends with a month (ETS 090).
    - `month-start`: the first day of the month that follows it (newer Council of Europe conventions, Rome Statute).

    `bound` says which bound of the deposit `done` has: beyond the year 9999 it is held, see `periods.held`. The
    instrument's own entry into force is a floor that the caller applies. Another duration or another word raises
    `polars.exceptions.InvalidOperationError` when the expression runs.
    """
    day, period = pl.col(done), pl.col(after)
    end = periods.after(day, period)
    from_month_end = (day == day.dt.month_end()) & ~periods.has_days(period)
    day_after = pl.when(from_month_end).then(end.dt.month_end()).otherwise(end).dt.offset_by("1d")
    month_start = end.dt.month_start().dt.offset_by("1mo")
    rule = pl.col(on).replace_strict({"day": 0, "day-after": 1, "month-start": 2}, return_dtype=pl.Int8)
    effect = pl.when(rule == 0).then(end).when(rule == 1).then(day_after).when(rule == 2).then(month_start)
    return periods.held(effect, bound)
