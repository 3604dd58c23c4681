"""Withdrawn sources: what they say is kept and shown, and counts for nothing (RULES 8)."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

PARTY = ("basis", "actor")


class Current(NamedTuple):
    """`statements`: those that rows are made from. `doubtful`: `basis` and `actor` that only withdrawn sources name,
    and `things`, the ids of observations that only they report.
    """

    statements: pl.DataFrame
    doubtful: pl.DataFrame
    things: pl.Series


def current(statements: pl.DataFrame, sources: pl.DataFrame) -> Current:
    """The statements without those of withdrawn sources, but for rows that nothing else asserts: these stay, as
    readings.
    """
    withdrawn = sources.filter("is_withdrawn").select(source="id")
    if withdrawn.is_empty():
        return Current(statements, statements.select(PARTY).clear(), pl.Series("thing", [], pl.String))
    gone = statements.join(withdrawn, on="source", how="semi")
    kept = statements.join(withdrawn, on="source", how="anti")
    lost = _parties(gone).join(_parties(kept), on=PARTY, how="anti")
    things = gone.filter(pl.col("thing").is_not_null() & pl.col("about").is_in(["observation", "actor", "basis"]))
    things = things.join(kept.select("thing"), on="thing", how="anti")
    about = pl.col("about").is_in(["act", "participation"])
    stay = pl.concat([gone.filter(about).join(lost, on=PARTY, how="semi"), things])
    stay = stay.with_columns(how=pl.lit("inferred"))
    return Current(pl.concat([kept, stay]), lost, things["thing"].unique())


def _parties(statements: pl.DataFrame) -> pl.DataFrame:
    """Who is said to take part in what."""
    acts = (pl.col("about") == "act") & (pl.col("property") == "type")
    lists = (pl.col("about") == "participation") & (pl.col("property") == "listed") & (pl.col("stance") == "asserts")
    return statements.filter((acts | lists) & pl.col("actor").is_not_null()).select(PARTY).unique()


def with_doubt(participations: pl.DataFrame, doubtful: pl.DataFrame) -> pl.DataFrame:
    """The participations that only a withdrawn source names: not held, and disputed."""
    names = participations.columns
    marked = participations.join(doubtful.with_columns(gone=pl.lit(True)), on=PARTY, how="left", nulls_equal=False)
    gone = pl.col("gone").fill_null(False)
    return marked.with_columns(
        held=pl.col("held") & ~gone,
        firm=pl.col("firm") & ~gone,
        standing=pl.when(gone).then(pl.lit("disputed")).otherwise("standing"),
    ).select(names)
