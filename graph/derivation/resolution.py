"""Resolution: one value from many, nothing dropped (RULES 4).

A value that contains another (2022 contains 2022-05-30; entry contains accession) is coarser, not in conflict. What
contains no other is minimal; several minimal values are a dispute. Which one is shown is decided by rank, voices,
precision, own page before reprint, day of publication, and at last by the order of values, so that it is total.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_extents, parse_instants
from accordgraph.ontology.registry import Registry

GROUP = ("thing", "property")
UNBOUNDED_DAYS = 10_000_000
"""Longer than any date with two bounds: a date without one is the least precise."""

ORDER = {
    "rank": "resolve:rank",
    "voices": "resolve:voices",
    "precision": "resolve:precision",
    "own": "resolve:own-page",
    "published": "resolve:later-published",
}
"""The criteria in their order, each with the rule that a row names when it decided."""


class Resolved(NamedTuple):
    """What resolution gives.

    `chosen`: one row a thing and property: `thing`, `property`, `value`, `standing`, `rule` (the criterion that
    decided, null if nothing competed), and for dates `earliest`, `latest`: the hull of the candidates of the top rank.
    `values`: one row a thing, property and value: `thing`, `property`, `value`, `rank`, `voices`, `minimal`,
    `preferred`, and `key`, which tells values apart.
    `candidates`: the rows that were given, each with the `key` of its value.
    """

    chosen: pl.DataFrame
    values: pl.DataFrame
    candidates: pl.DataFrame


def resolve(candidates: pl.DataFrame, sources: pl.DataFrame, compare: str, vocabulary: Registry) -> Resolved:
    """Choose one value for each thing and property.

    `candidates` has columns `thing`, `property`, `value`, `source` (all String) and any others; `sources` is
    `source_table`. `compare` is how the values compete: date, extent, taxonomy, exact or number.
    """
    keyed = _with_key(candidates, compare, vocabulary)
    values = _values(keyed, sources)
    values = _with_minimal(values, compare, vocabulary)
    alone = values.select(pl.struct(GROUP).is_unique()).to_series()
    chosen = pl.concat([_only(values.filter(alone)), _chosen(values.filter(~alone), disputable=compare != "taxonomy")])
    preferred = chosen.select(*GROUP, "key", preferred=True)
    values = values.join(preferred, on=[*GROUP, "key"], how="left").with_columns(pl.col("preferred").fill_null(False))
    return Resolved(chosen.drop("key"), values, keyed)


def _with_key(candidates: pl.DataFrame, compare: str, vocabulary: Registry) -> pl.DataFrame:
    none = pl.lit(None, pl.Date)
    if compare in ("date", "extent"):
        parsed = _parse(candidates["value"], compare)
        data = candidates.drop("value").hstack(parsed)
        span = (pl.col("latest") - pl.col("earliest")).dt.total_days().fill_null(UNBOUNDED_DAYS)
        bounds = pl.concat_str(pl.col("earliest", "latest").cast(pl.String).fill_null(".."), separator="/")
        return data.with_columns(key=bounds, precision=-span)
    depth: dict[str, int] = {}
    if compare == "taxonomy":
        depth = {name: len(kind.ancestors) for name, kind in vocabulary.act_types.items()}
    precision = pl.col("value").replace_strict(depth, default=0, return_dtype=pl.Int64)
    return candidates.with_columns(earliest=none, latest=none, key=pl.col("value"), precision=precision)


def _parse(texts: pl.Series, compare: str) -> pl.DataFrame:
    if compare == "date":
        return parse_instants(texts).select(value="edtf", earliest="earliest", latest="latest")
    return parse_extents(texts).select(value="edtf", earliest="start_earliest", latest="end_latest")


def _values(keyed: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    weight = sources.select("rank", "voice", "published_latest", source="id", own=~pl.col("is_copy"))
    return (
        keyed.join(weight, on="source", how="left")
        .group_by(*GROUP, "key")
        .agg(
            pl.col("value").sort().first(),
            pl.col("earliest", "latest", "precision").first(),
            pl.col("rank").max().fill_null(0),
            voices=pl.col("voice").n_unique(),
            own=pl.col("own").max().fill_null(False),
            published=pl.col("published_latest").max(),
        )
    )


def _with_minimal(values: pl.DataFrame, compare: str, vocabulary: Registry) -> pl.DataFrame:
    several = values.filter(pl.len().over(GROUP) > 1)
    pairs = several.join(several, on=GROUP, suffix="_finer").filter(pl.col("key") != pl.col("key_finer"))
    if compare in ("date", "extent"):
        pairs = pairs.filter(_contains())
    elif compare == "taxonomy":
        kinds = vocabulary.act_types.items()
        coarser = [(ancestor, name) for name, kind in kinds for ancestor in kind.ancestors]
        order = pl.DataFrame(coarser, schema={"key": pl.String, "key_finer": pl.String}, orient="row")
        pairs = pairs.join(order, on=["key", "key_finer"], how="semi")
    else:
        pairs = pairs.clear()
    containing = pairs.select(*GROUP, "key").unique().with_columns(minimal=False)
    return values.join(containing, on=[*GROUP, "key"], how="left").with_columns(pl.col("minimal").fill_null(True))


def _contains() -> pl.Expr:
    begins = pl.col("earliest").is_null() | (pl.col("earliest") <= pl.col("earliest_finer"))
    ends = pl.col("latest").is_null() | (pl.col("latest") >= pl.col("latest_finer"))
    return begins.fill_null(False) & ends.fill_null(False)


CHOSEN = (*GROUP, "key", "value", "earliest", "latest", "standing", "rule")


def _only(values: pl.DataFrame) -> pl.DataFrame:
    """The values that nothing competes with, which most are."""
    standing = pl.when(pl.col("voices") > 1).then(pl.lit("confirmed")).otherwise(pl.lit("single"))
    return values.with_columns(standing=standing, rule=pl.lit(None, pl.String)).select(CHOSEN)


def _chosen(values: pl.DataFrame, *, disputable: bool) -> pl.DataFrame:
    ordered = values.filter("minimal").sort(
        *GROUP, *ORDER, "value", descending=[False, False, True, True, True, True, True, False], nulls_last=True
    )
    top = pl.col("rank") == pl.col("rank").first()
    hull = [
        pl.when(pl.col(name).filter(top).null_count() > 0).then(None).otherwise(bound).alias(name)
        for name, bound in (
            ("earliest", pl.col("earliest").filter(top).min()),
            ("latest", pl.col("latest").filter(top).max()),
        )
    ]
    firsts = ordered.group_by(GROUP, maintain_order=True).agg(
        pl.col("key", "value", "voices").first(),
        *hull,
        _deciding_rule().alias("rule"),
        minimal=pl.len(),
    )
    counts = values.group_by(GROUP).agg(told=pl.len())
    disputed = (pl.col("minimal") > 1) & disputable
    standing = (
        pl.when(disputed).then(pl.lit("disputed"))
        .when(pl.col("voices") > 1).then(pl.lit("confirmed"))
        .when(pl.col("told") > pl.col("minimal")).then(pl.lit("refined"))
        .otherwise(pl.lit("single"))
    )  # fmt: skip
    data = firsts.join(counts, on=GROUP).with_columns(standing=standing)
    return data.select(CHOSEN)


def _deciding_rule() -> pl.Expr:
    """The rule of the first criterion in which the first two values differ; null where there is but one value."""
    decided = [
        pl.when(pl.col(criterion).first().ne_missing(pl.col(criterion).get(1, null_on_oob=True))).then(pl.lit(rule))
        for criterion, rule in ORDER.items()
    ]
    return pl.when(pl.len() > 1).then(pl.coalesce([*decided, pl.lit("resolve:value")]))
