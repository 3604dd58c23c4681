"""Agreements of a table that the graph may hold already under another id: named, and never merged."""

from __future__ import annotations

import polars as pl

DAYS = ("done_on", "effective_on", "in_force_since", "during")
MOST_YEARS_APART = 1
"""A memorandum of December is reported in January."""

FEWEST_ACTORS = 2


def known_agreements(read: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Bases of `read` that may be one of `held`, both frames of statements: `basis`, `name`, `known`, sorted.

    They have the same actors, and a day at most a year apart; a basis of the same id is itself.
    """
    new, old = _bases(read), _bases(held)
    new = new.join(old.select("basis"), on="basis", how="anti")
    pairs = new.join(old, on="actors", suffix="_known")
    near = (pl.col("year") - pl.col("year_known")).abs() <= MOST_YEARS_APART
    names = read.filter((pl.col("about") == "basis") & (pl.col("property") == "name")).select(
        basis="thing", name="value"
    )
    matches = pairs.filter(near).select("basis", known="basis_known").unique()
    return matches.join(names.unique("basis", keep="first", maintain_order=True), on="basis", how="left").sort(
        "basis", "known"
    )


def _bases(statements: pl.DataFrame) -> pl.DataFrame:
    """`basis`, `actors` (all that act or are listed, joined) and `year`: a row for each year in which it has a day."""
    of_parties = statements.filter(
        pl.col("about").is_in(["act", "participation"])
        & pl.col("actor").is_not_null()
        & (pl.col("stance") == "asserts")
    )
    actors = of_parties.group_by("basis").agg(pl.col("actor").unique().sort())
    actors = actors.filter(pl.col("actor").list.len() >= FEWEST_ACTORS).select(
        "basis", actors=pl.col("actor").list.join(" ")
    )
    dated = statements.filter(pl.col("property").is_in(DAYS) & pl.col("basis").is_not_null())
    year = pl.col("value").str.extract(r"(\d{4})").cast(pl.Int64)
    years = dated.select("basis", year=year).drop_nulls().unique()
    return actors.join(years, on="basis")


def in_words(matches: pl.DataFrame) -> list[str]:
    """A line for each agreement that may be one that is held."""
    return [
        f"{row['name'] or row['basis']!r} ({row['basis']}) may be `{row['known']}`, which the graph already holds: "
        "the same actors, and a day at most a year apart. If it is, give it that id"
        for row in matches.to_dicts()
    ]
