"""Provisional application: a treaty applied before it is in force for a party (VCLT 25, RULES 5)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.dates.periods import Bound, eve
from accordgraph.graph.derivation.acts.act_values import Acts

PARTY = ("basis", "actor")
BOUNDS: tuple[Bound, ...] = ("earliest", "latest")


def provisional_episode(episode: pl.Expr) -> pl.Expr:
    """Participations of mode `provisional` have episodes of their own: below zero while tables are made."""
    return -episode


def derive_provisional(acts: Acts, bound: pl.DataFrame) -> pl.DataFrame:
    """The participations of mode `provisional`, with the columns of `bound` that they have.

    Each runs from its day until the eve of the day from which the treaty is in force for that party, or until notice.
    """
    begun = acts.table.filter((pl.col("effect") == "applies-provisionally") & pl.col("actor").is_not_null())
    rows = begun.select(
        *PARTY,
        episode=provisional_episode(pl.col("episode")),
        start=pl.coalesce("effective_on", "done_on"),
        start_earliest=_day("earliest"),
        start_latest=_day("latest"),
        start_standing=pl.coalesce("effective_standing", "done_standing"),
        start_rule=pl.lit("start:provisional"),
    )
    return _with_end(rows, acts, bound).with_columns(mode=pl.lit("provisional"))


def _day(bound: str) -> pl.Expr:
    return pl.coalesce(f"effective_{bound}", f"done_{bound}")


def _with_end(rows: pl.DataFrame, acts: Acts, bound: pl.DataFrame) -> pl.DataFrame:
    notices = acts.table.filter(pl.col("effect") == "ends-provisional")
    notices = notices.group_by(PARTY).agg(eve(_day(part).min(), part).alias(f"notice_{part}") for part in BOUNDS)
    in_force = bound.group_by(PARTY).agg(
        *(eve(pl.col(f"start_{part}").min(), part).alias(f"force_{part}") for part in BOUNDS), in_force=pl.lit(True)
    )
    data = rows.join(notices, on=PARTY, how="left").join(in_force, on=PARTY, how="left")
    data = data.with_columns(
        pl.min_horizontal(f"notice_{part}", f"force_{part}").alias(f"end_{part}") for part in BOUNDS
    )
    ended = pl.col("end_earliest").is_not_null()
    rule = (
        pl.when(~ended).then(pl.lit("end:none"))
        .when(pl.col("end_earliest") == pl.col("force_earliest")).then(pl.lit("end:in-force"))
        .otherwise(pl.lit("end:exit"))
    )  # fmt: skip
    text = write_bounds(pl.col("end_earliest"), pl.col("end_latest"))
    return data.select(
        *rows.columns,
        end_earliest=pl.coalesce("end_earliest", "start_earliest"),
        end_latest="end_latest",
        end_kind=pl.when(ended).then(pl.lit("exit")).otherwise(pl.lit("none")),
        end_rule=rule,
        end_standing=pl.when(ended).then(pl.lit("single")),
        until=pl.when(ended).then(text),
        until_latest_reported=pl.when(ended).then("end_latest"),
        last_attested="start_earliest",
        attested_latest="start_latest",
        goes_on=~ended,
    )
