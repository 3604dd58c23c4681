"""What stands beside a participation and moves no day of it: reservations, and the bodies that acted for a party."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation.acts.placement import Placed

PARTY = ("basis", "actor")
UNNAMED = "unnamed"
"""Stands for a reservation whose article no source names."""


def with_beside(participations: pl.DataFrame, placed: Placed, statements: pl.DataFrame) -> pl.DataFrame:
    """The participations with `reserved`: what the party reserved, joined with semicolons, and `acted_through`: the
    ids of the bodies that acted for it, joined with blanks. Null where there is none of it.
    """
    data = participations.join(_reservations(placed, statements), on=PARTY, how="left")
    return data.join(_bodies(statements), on=PARTY, how="left")


def _reservations(placed: Placed, statements: pl.DataFrame) -> pl.DataFrame:
    acts = placed.mentions.filter((pl.col("phase") == "reservation") & pl.col("actor").is_not_null())
    articles_of = statements.filter((pl.col("about") == "act") & (pl.col("property") == "about"))
    rows = acts.join(articles_of.select("mention", "value"), on="mention", how="left")
    articles = pl.col("value").fill_null(UNNAMED).unique().sort()
    return rows.group_by(PARTY).agg(reserved=articles.str.join("; "))


def _bodies(statements: pl.DataFrame) -> pl.DataFrame:
    bodies = statements.filter((pl.col("about") == "act") & (pl.col("property") == "through"))
    rows = bodies.filter(pl.col("actor").is_not_null() & (pl.col("stance") == "asserts"))
    return rows.group_by(PARTY).agg(acted_through=pl.col("value").unique().sort().str.join(" "))
