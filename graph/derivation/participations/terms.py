"""Terms: until when a basis, or one party's part in it, was last agreed to run (RULES 3.8 and 5)."""

from __future__ import annotations

import polars as pl
from polars import selectors

from accordgraph.graph.derivation.acts.act_values import Acts

PARTY = ("basis", "actor")

TERM = ("term", "term_earliest", "term_latest", "term_last_earliest", "term_standing")


def with_terms(participations: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """Add the columns `TERM`: the party's own term, unless the whole was extended while it ran; else the whole's
    last.
    """
    agreed = acts.table.filter((pl.col("effect") == "sets-term") & pl.col("until").is_not_null())
    last = agreed.sort("basis", "episode")
    own = _renamed(last.filter(pl.col("actor").is_not_null()), PARTY, "own_")
    whole = _renamed(last.filter(pl.col("actor").is_null()), ("basis",), "whole_")
    data = participations.join(own, on=PARTY, how="left").join(whole, on="basis", how="left")
    data = data.join(_extended_within(own, last), on=PARTY, how="left")
    keeps_own = pl.col("own_term").is_not_null() & ~pl.col("extended").fill_null(False)
    return data.with_columns(
        pl.when(keeps_own).then(f"own_{name}").otherwise(f"whole_{name}").alias(name) for name in TERM
    ).drop("extended", selectors.matches("^(own|whole)_term"))


def _renamed(terms: pl.DataFrame, by: tuple[str, ...], prefix: str) -> pl.DataFrame:
    """The last term of each, under the names `TERM` with a prefix."""
    last = terms.unique(by, keep="last", maintain_order=True)
    bounds = [
        pl.col(f"until{part}").alias(f"{prefix}term{part}") for part in ("_earliest", "_latest", "_last_earliest")
    ]
    return last.select(
        *by,
        *bounds,
        pl.col("until").alias(f"{prefix}term"),
        pl.col("until_standing").alias(f"{prefix}term_standing"),
        pl.col("done_latest").alias(f"{prefix}term_agreed"),
    )


def _extended_within(own: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The parties whose own term was still running when a later term of the whole was agreed: it carries them along."""
    whole = terms.filter(pl.col("actor").is_null()).select("basis", agreed="done_earliest")
    later = pl.col("agreed") > pl.col("own_term_agreed")
    running = pl.col("agreed") <= pl.col("own_term_latest")
    rows = own.join(whole, on="basis").filter(later & running)
    return rows.select(PARTY).unique().with_columns(extended=True)
