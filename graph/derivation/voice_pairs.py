"""Pairs of sources that may be one voice: two make a value `confirmed`, and may be one text that both carry."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.schemas import Tables

MOST_DAYS_APART = 2
"""Retellings of a release come out within two days of it; so do reports of one event, and only people can tell."""

CLASSES = ("Act", "Participation", "Observation")
PROPERTIES = ("done_on", "effective_on", "until", "type", "listed", "role", "value")
COLUMNS = ("source_a", "source_b", "publisher_a", "publisher_b", "published_a", "published_b", "values", "example")


def voice_pairs(tables: Tables) -> pl.DataFrame:
    """Pairs of sources that alone carry a value, so that they make it confirmed, and declare nothing on each other.

    Of a pair both are undated or published at most two days apart, not both official, and neither says `derived_from`
    or `independent`. Columns `COLUMNS`, all String but `values` (Int64, how many values hang on the two); sorted by the
    number of values, most first.
    """
    carried = _carried(tables)
    alone = carried.filter(pl.col("voice").n_unique().over("thing", "property", "value") == 2)
    left, right = (alone.rename({name: f"{name}_{end}" for name in OF_SOURCE}) for end in ("a", "b"))
    pairs = left.join(right, on=["thing", "property", "value"]).filter(
        (pl.col("source_a") < pl.col("source_b")) & (pl.col("voice_a") != pl.col("voice_b"))
    )
    pairs = pairs.filter(~(pl.col("is_official_a") & pl.col("is_official_b")), _is_near())
    return (
        pairs.sort("thing", "property", "value")
        .group_by("source_a", "source_b", "publisher_a", "publisher_b", "published_a", "published_b")
        .agg(pl.len().cast(pl.Int64).alias("values"), pl.col("thing").first().alias("example"))
        .select(COLUMNS)
        .sort("values", "source_a", "source_b", descending=[True, False, False])
    )


OF_SOURCE = ("source", "voice", "publisher", "published", "is_official", "earliest", "latest")


def _carried(tables: Tables) -> pl.DataFrame:
    """Each value that a source states, of sources that declare nothing: `thing`, `property`, `value`, `OF_SOURCE`."""
    sources = tables["sources"]
    days = parse_instants(sources["published"]).select("earliest", "latest")
    known = sources.hstack(days).select(
        "voice",
        "publisher",
        "published",
        "earliest",
        "latest",
        source="id",
        is_official=pl.col("kind").is_in(["official", "legal-text"]),
        declares=pl.col("derived_from").is_not_null() | pl.col("independent").fill_null(False),
    )
    said = tables["statements"].filter((pl.col("stance") == "asserts") & (pl.col("how") == "stated"))
    said = said.filter(pl.col("property").is_in(PROPERTIES)).select("property", "value", "source", statement="id")
    of_class = tables["evidence"].filter(pl.col("class").is_in(CLASSES)).select("thing", "statement")
    rows = of_class.join(said, on="statement").drop("statement").unique().join(known, on="source")
    several = pl.col("voice").n_unique().over("thing", "property", "value") == 2
    return rows.filter(several).filter(~pl.col("declares")).drop("declares")


def _is_near() -> pl.Expr:
    """Whether the days of publication may lie within two days of each other; of an undated one nobody knows."""
    gap = pl.duration(days=MOST_DAYS_APART)
    after = pl.col("earliest_b") > pl.col("latest_a") + gap
    before = pl.col("earliest_a") > pl.col("latest_b") + gap
    return ~(after.fill_null(False) | before.fill_null(False))
