"""Times of day with a zone: two stamps of one moment in two zones are one value, whose days are both named days."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from accordgraph.graph.dates.columns import write_bounds


def moment(text: str) -> datetime | None:
    """The moment that a stamp with a zone names, in UTC; None for any other text.

    >>> moment("2022-05-31T01:30:00+02:00") == moment("2022-05-30T23:30:00Z"), moment("2022-05-31T01:30:00")
    (True, None)
    """
    if "T" not in text:
        return None
    try:
        stamp = datetime.fromisoformat(text)
        return stamp.astimezone(UTC) if stamp.tzinfo else None
    except (ValueError, OverflowError):
        return None


def as_one_moment(data: pl.DataFrame, group: list[str]) -> pl.DataFrame:
    """Candidates whose stamps are one moment get the days of all of them as their bounds, so that they are one value.

    `data` has `group`, `value` (EDTF), `earliest` and `latest`; others than such stamps are left as they are.
    """
    if not data["value"].str.contains("T", literal=True).any():
        return data
    moments = data["value"].map_elements(moment, return_dtype=pl.Datetime("us", "UTC"))
    key = [*group, "moment"]
    named = data.with_columns(moment=moments)
    is_shared = pl.col("moment").is_not_null() & (pl.col("earliest").n_unique().over(key) > 1)
    days = [pl.when(is_shared).then(bound).otherwise(bound.meta.output_name()) for bound in _hull(key)]
    joined = named.with_columns(*days, is_shared=is_shared)
    value = pl.when("is_shared").then(write_bounds(pl.col("earliest"), pl.col("latest"))).otherwise("value")
    return joined.with_columns(value=value).drop("moment", "is_shared")


def _hull(key: list[str]) -> tuple[pl.Expr, pl.Expr]:
    return pl.col("earliest").min().over(key), pl.col("latest").max().over(key)
