"""Participations: who takes part in what, from when to when, from acts, lists and terms (RULES 2 and 5).

Each row names the rules that made it. Bounds are inclusive days, null is unknown. `cooperations` goes on from here.
"""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.dates.periods import eve
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.acts.stints import Stints, with_stints
from accordgraph.graph.derivation.participations.ends import derive_ends
from accordgraph.graph.derivation.participations.provisional import derive_provisional
from accordgraph.graph.derivation.participations.starts import EPISODE, derive_starts
from accordgraph.ontology.registry import Registry

BEFORE_START = "end:before-start"


def derive_participations(
    acts: Acts,
    listed: pl.DataFrame,
    bases: pl.DataFrame,
    attested: pl.DataFrame,
    asserted: pl.DataFrame,
    stints: Stints,
    vocabulary: Registry,
) -> pl.DataFrame:
    """The participations with their bounds, before lives bound them and their existence is judged.

    Columns: `id`, `EPISODE`, `mode`, `starts.START` and `ends.END`. `listed` is `listings.listings`, `attested` is
    `listings.attestations`, `asserted` is `speakers.best_ranks`.
    """
    starts = derive_starts(acts, listed, bases, asserted)
    bound = with_stints(derive_ends(starts, acts, bases, attested, asserted, vocabulary), stints)
    bound = bound.with_columns(mode=pl.lit("bound"))
    data = pl.concat([bound, derive_provisional(acts, bound)], how="diagonal_relaxed")
    return _ordered(data.with_columns(id=_identifier())).sort("id")


def _identifier() -> pl.Expr:
    return pl.concat_str("basis", "actor", episode_name(pl.col("episode")), separator="~")


def episode_name(episode: pl.Expr) -> pl.Expr:
    """An episode as it stands in an id: `2`, or `p1` where the treaty is applied provisionally."""
    return pl.when(episode < 0).then(pl.format("p{}", episode.abs())).otherwise(episode.cast(pl.String))


def _ordered(data: pl.DataFrame) -> pl.DataFrame:
    """An end that is reported before the start is kept as reported, and decides nothing (RULES 8)."""
    before = (pl.col("end_latest") < pl.col("start_earliest")).fill_null(False)
    values = {
        "end_earliest": pl.col("start_earliest"),
        "end_latest": pl.lit(None, pl.Date),
        "end_rule": pl.lit(BEFORE_START),
        "end_standing": pl.lit("disputed"),
        "disputed_from": pl.col("start_earliest"),
        "disputed_to": pl.lit(None, pl.Date),
        "last_attested": pl.max_horizontal("last_attested", "start_earliest"),
        "attested_latest": pl.max_horizontal("attested_latest", "start_earliest"),
    }
    data = data.with_columns(before=before)
    return data.with_columns(
        pl.when("before").then(value).otherwise(name).alias(name) for name, value in values.items()
    ).drop("before")


def finish(data: pl.DataFrame) -> pl.DataFrame:
    """The judged participations as they are shown: bounds in their order, and what the answer for a day compares.

    `sure_until` is the first day that can have been the last, also where it lies before the start; `presumed_until` the
    last day up to which no end is reported, null where none is at all.
    """
    denied = pl.when(pl.col("end_kind") == "denied").then(eve(pl.col("disputed_from")))
    attested_latest = pl.max_horizontal("attested_latest", "last_attested")
    known = pl.col("attested_latest").is_not_null() | (pl.col("end_kind") != "none")
    return data.with_columns(
        episode=pl.col("episode").abs(),
        sure_until="end_earliest",
        end_earliest=pl.max_horizontal(
            "end_earliest", pl.when(pl.col("end_earliest").is_not_null()).then("start_earliest")
        ),
        presumed_until=pl.when("goes_on").then(denied).otherwise("end_earliest"),
        attested=write_bounds(pl.col("last_attested"), pl.when(known).then(attested_latest)),
        stint=episode_name(pl.col("episode")),
    )


__all__ = ["EPISODE", "derive_participations", "episode_name", "finish"]
