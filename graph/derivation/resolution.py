"""Resolution: one value from many, nothing dropped (RULES 4).

A value that contains another (2022 contains 2022-05-30; entry contains accession) is coarser, not in conflict. What
contains no other is minimal; several minimal values are a dispute. Which one is shown is decided by rank, voices,
readings, precision, own page before reprint, day of publication, and at last by the order of values, so that it is
total. What is inferred has rank 0 and no voice: it is a reading of ours.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_extents, parse_instants
from accordgraph.graph.dates.stamps import as_one_moment
from accordgraph.graph.ranks import DECISIVE_RANK, STRONG_RANK
from accordgraph.ontology.registry import Registry, registry

GROUP = ("thing", "property")
Columns = tuple[tuple[str, pl.DataType], ...]
"""The schema of a frame, as a key."""

UNBOUNDED_DAYS = 10_000_000
"""Longer than any date with two bounds: a date without one is the least precise."""

OUTVOTED = 3
"""A value leaves the hull when another of its rank has this number of voices to each of its own: two against one is a
slip of one desk, three against one is not."""

ORDER = {
    "rank": "resolve:rank",
    "voices": "resolve:voices",
    "readings": "resolve:readings",
    "precision": "resolve:precision",
    "own": "resolve:own-page",
    "published": "resolve:later-published",
}
"""The criteria in their order, each with the rule that a row names when it decided."""


class Resolved(NamedTuple):
    """What resolution gives.

    `chosen`: one row a thing and property: `thing`, `property`, `value`, `standing`, `rule` (the criterion that
    decided, null if nothing competed), `authority` and `strong` (see `decides`), and for dates `earliest`, `latest`:
    the hull of the candidates of the top rank, and `last_earliest`: the first day of the value in it that ends last.
    `values`: one row a thing, property and value: `thing`, `property`, `value`, `rank`, `voices`, `minimal`,
    `in_hull`, `preferred`, and `key`, which tells values apart.
    `candidates`: the rows that were given, each with the `key` of its value.
    """

    chosen: pl.DataFrame
    values: pl.DataFrame
    candidates: pl.DataFrame


def resolve(candidates: pl.DataFrame, sources: pl.DataFrame, compare: str, vocabulary: Registry) -> Resolved:
    """Choose one value for each thing and property.

    `candidates` has columns `thing`, `property`, `value`, `source`, `how` (all String) and any others; `sources` is
    `source_table`. `compare` is how the values compete: date, extent, taxonomy, exact or number.
    """
    if candidates.is_empty():
        return _nothing(tuple(candidates.schema.items()), tuple(sources.schema.items()), compare)
    return _resolve(candidates, sources, compare, vocabulary)


@cache
def _nothing(candidates: Columns, sources: Columns, compare: str) -> Resolved:
    """Frames without rows, made once: in most graphs no dossier states anything of most properties."""
    return _resolve(pl.DataFrame(schema=candidates), pl.DataFrame(schema=sources), compare, registry())


def _resolve(candidates: pl.DataFrame, sources: pl.DataFrame, compare: str, vocabulary: Registry) -> Resolved:
    keyed = _with_key(candidates, compare, vocabulary)
    weighed = _weighed(keyed, sources)
    values = _values(weighed)
    alone = values.select(pl.struct(GROUP).is_unique()).to_series()
    single = values.filter(alone).with_columns(minimal=True, in_hull=True, preferred=True)
    if alone.all():
        return Resolved(_only(single).drop("key"), single, keyed)
    several = _with_minimal(values.filter(~alone), compare, vocabulary)
    several = _with_hull(_recounted(several, weighed))
    chosen = pl.concat([_only(single), _chosen(several, disputable=compare != "taxonomy")])
    values = pl.concat([single, _with_preferred(several, chosen)])
    return Resolved(chosen.drop("key"), values, keyed)


def _with_preferred(values: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    preferred = chosen.select(*GROUP, "key", preferred=True)
    return values.join(preferred, on=[*GROUP, "key"], how="left").with_columns(pl.col("preferred").fill_null(False))


def decides(authority: pl.Expr, strong: pl.Expr, best: pl.Expr) -> pl.Expr:
    """Whether what would end, move or doubt a row of others decides: it ranks as high as the best that asserts the row,
    or as an official source, or two independent voices of press or better report it (RULES 4). What nobody asserts,
    anything decides.
    """
    ranks = authority >= pl.min_horizontal(best, DECISIVE_RANK)
    return (ranks | (strong >= 2) | best.is_null()).fill_null(False)


def _with_key(candidates: pl.DataFrame, compare: str, vocabulary: Registry) -> pl.DataFrame:
    none = pl.lit(None, pl.Date)
    if compare in ("date", "extent"):
        parsed = _parse(candidates["value"], compare)
        data = as_one_moment(candidates.drop("value").hstack(parsed), list(GROUP))
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


def _weighed(keyed: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Each candidate with what its source weighs; `stated_voice` is null where the value is our reading."""
    weight = sources.select(
        "rank", "authority", "voice", "published_latest", source="id", own=~pl.col("is_copy"), weighs=True
    )
    is_stated = (pl.col("how") != "inferred").fill_null(True)
    data = keyed.join(weight, on="source", how="left").with_columns(
        pl.col("rank", "authority").fill_null(0) * is_stated.cast(pl.Int64), pl.col("own").fill_null(False)
    )
    stated = pl.when(is_stated & pl.col("weighs")).then("voice")
    return data.with_columns(stated_voice=stated, strong_voice=pl.when(pl.col("rank") >= STRONG_RANK).then(stated))


def _values(weighed: pl.DataFrame) -> pl.DataFrame:
    return weighed.group_by(*GROUP, "key").agg(
        pl.col("value").sort().first(),
        pl.col("earliest", "latest", "precision").first(),
        pl.col("rank", "authority").max(),
        *VOICES,
        strong=pl.col("strong_voice").drop_nulls().n_unique(),
        own=pl.col("own").max(),
        published=pl.col("published_latest").max(),
    )


VOICES = (
    pl.col("stated_voice").drop_nulls().n_unique().alias("voices"),
    pl.col("voice").drop_nulls().n_unique().alias("readings"),
)


def _recounted(values: pl.DataFrame, weighed: pl.DataFrame) -> pl.DataFrame:
    """The values with the voices that count: a source that tells two which exclude each other has one at most."""
    minimal = values.filter("minimal").select(*GROUP, "key")
    disputed = minimal.filter(pl.len().over(GROUP) > 1)
    data = weighed.join(disputed, on=[*GROUP, "key"])
    data = data.with_columns(split=pl.col("key").n_unique().over(*GROUP, "source") > 1)
    backed = data.filter(~pl.col("split")).select(*GROUP, "key", backed=True).unique()
    data = data.join(backed, on=[*GROUP, "key"], how="left").with_columns(pl.col("backed").fill_null(False))
    choices = pl.col("key").filter("backed").n_unique().over(*GROUP, "source")
    counting = data.filter(~pl.col("split") | (pl.col("backed") & (choices == 1)))
    counted = disputed.join(counting.group_by(*GROUP, "key").agg(*VOICES), on=[*GROUP, "key"], how="left")
    counted = counted.with_columns(pl.col("voices", "readings").fill_null(0))
    data = values.join(counted, on=[*GROUP, "key"], how="left", suffix="_counted")
    return data.with_columns(pl.coalesce(f"{name}_counted", name).alias(name) for name in ("voices", "readings")).drop(
        "voices_counted", "readings_counted"
    )


def _with_hull(values: pl.DataFrame) -> pl.DataFrame:
    """Mark the minimal values of the top rank, but for those that another of them outvotes."""
    top = pl.col("minimal") & (pl.col("rank") == pl.col("rank").filter("minimal").max().over(GROUP))
    data = values.with_columns(in_hull=top)
    stated = pl.col("voices").filter("in_hull").max().over(GROUP) > 0
    data = data.with_columns(weight=pl.when(stated).then("voices").otherwise("readings"))
    most = pl.col("weight").filter("in_hull").max().over(GROUP)
    outvoted = (most > pl.col("weight")) & (most >= OUTVOTED * pl.col("weight"))
    return data.with_columns(in_hull=pl.col("in_hull") & ~outvoted.fill_null(False)).drop("weight")


def _with_minimal(values: pl.DataFrame, compare: str, vocabulary: Registry) -> pl.DataFrame:
    """Mark the values that contain no other value of their property; there are several of each."""
    pairs = values.join(values, on=GROUP, suffix="_finer").filter(pl.col("key") != pl.col("key_finer"))
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


HULL = ("earliest", "latest", "last_earliest")
CHOSEN = (*GROUP, "key", "value", *HULL, "authority", "strong", "standing", "rule")


def _only(values: pl.DataFrame) -> pl.DataFrame:
    """The values that nothing competes with, which most are."""
    standing = _standing(pl.col("voices"), pl.lit("single"))
    return values.with_columns(standing=standing, rule=pl.lit(None, pl.String), last_earliest="earliest").select(CHOSEN)


def _standing(voices: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    return (
        pl.when(voices > 1).then(pl.lit("confirmed"))
        .when(voices == 0).then(pl.lit("reading"))
        .otherwise(otherwise)
    )  # fmt: skip


def _chosen(values: pl.DataFrame, *, disputable: bool) -> pl.DataFrame:
    directions = [False, False, *(True for _ in ORDER), False]
    ordered = values.filter("minimal").sort(*GROUP, *ORDER, "value", descending=directions, nulls_last=True)
    firsts = ordered.group_by(GROUP, maintain_order=True).agg(
        pl.col("key", "value", "voices", "authority", "strong").first(),
        *_hull(),
        _deciding_rule().alias("rule"),
        minimal=pl.len(),
    )
    counts = values.group_by(GROUP).agg(values=pl.len())
    coarser = pl.when(pl.col("values") > pl.col("minimal")).then(pl.lit("refined")).otherwise(pl.lit("single"))
    disputed = (pl.col("minimal") > 1) & disputable
    standing = pl.when(disputed).then(pl.lit("disputed")).otherwise(_standing(pl.col("voices"), coarser))
    return firsts.join(counts, on=GROUP).with_columns(standing=standing).select(CHOSEN)


def _hull() -> list[pl.Expr]:
    """The bounds of the values in the hull, null where one of them is, and where the last of them begins."""
    earliest, latest = (pl.col(name).filter("in_hull") for name in ("earliest", "latest"))
    last = earliest.sort_by(latest, earliest, nulls_last=True).last()
    return [
        pl.when(earliest.null_count() == 0).then(earliest.min()).alias("earliest"),
        pl.when(latest.null_count() == 0).then(latest.max()).alias("latest"),
        last.alias("last_earliest"),
    ]


def _deciding_rule() -> pl.Expr:
    """The rule of the first criterion in which the first two values differ; null where there is but one value."""
    decided = [
        pl.when(pl.col(criterion).first().ne_missing(pl.col(criterion).get(1, null_on_oob=True))).then(pl.lit(rule))
        for criterion, rule in ORDER.items()
    ]
    return pl.when(pl.len() > 1).then(pl.coalesce([*decided, pl.lit("resolve:value")]))
