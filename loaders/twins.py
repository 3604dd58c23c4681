"""Bases that may be one under two ids: reported to whoever loads, and never merged.

Two bases of one kind in which the same actors take part since the same days are counted twice in every answer where
they are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from accordgraph.graph.store.store import LoadReport, Store

MOST_LISTED = 10
"""Lines that are written: a table of treaties may have hundreds of such pairs."""


def twin_bases(store: Store, statements: pl.DataFrame, report: LoadReport) -> list[str]:
    """A line for each group of bases that may be one, of which the load changed at least one.

    Sorted; where there are many, the last line counts those that are left out.
    """
    tables = store.snapshot().table_folder
    touched = _touched(statements, [name for name, change in report.changes.items() if any(change)])
    lines = [line for ids, line in _groups(tables) if touched.intersection(ids)]
    more = [f"And {len(lines) - MOST_LISTED} more of the kind."] if len(lines) > MOST_LISTED else []
    return [*lines[:MOST_LISTED], *more]


def _touched(statements: pl.DataFrame, dossiers: list[str]) -> set[str]:
    changed = statements.filter(pl.col("dossier").is_in(dossiers))
    return set(pl.concat([changed["thing"], changed["basis"]]).drop_nulls().to_list())


def _groups(tables: Path) -> Iterator[tuple[list[str], str]]:
    """Groups of bases with one key, in the order of the ids, each with what is said of it."""
    groups = _bases(tables).group_by("kind", "key").agg(pl.col("id").sort())
    several = groups.filter(pl.col("id").list.len() > 1).sort(pl.col("id").list.first())
    for ids in several["id"].to_list():
        named = f"{', '.join(ids[:-1])} and {ids[-1]}"
        yield ids, f"{named} have the same participants since the same days. If they are one basis, give it one id."


def _bases(tables: Path) -> pl.DataFrame:
    """`id`, `kind` and `key` of each basis: the actors held to take part, with their starts, where all are known."""
    participations = pl.read_parquet(tables / "participations.parquet", columns=["basis", "actor", "start", "held"])
    starts = participations.filter("held").with_columns(side=pl.col("actor") + "@" + pl.col("start"))
    sides = starts.group_by(id="basis").agg(
        sides=pl.col("side").sort(), known=pl.col("start").is_not_null().all(), actors=pl.col("actor").n_unique()
    )
    pairs = sides.filter(pl.col("known") & (pl.col("actors") > 1)).select("id", key=pl.col("sides").list.join(" "))
    kinds = pl.read_parquet(tables / "bases.parquet", columns=["id", "kind"])
    return pairs.join(kinds, on="id")
