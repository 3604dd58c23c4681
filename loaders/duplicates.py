"""What may be one thing under two ids: told to whoever loads, and never merged.

Two actors with one Wikidata id, and two bases of one kind in which the same actors take part since the same days, are
counted twice in every answer where they are one.
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


def possible_duplicates(store: Store, report: LoadReport) -> list[str]:
    """A line for each group of ids that may mean one thing, of which the load changed at least one.

    Sorted; where there are many, the last line counts those that are left out.
    """
    tables = store.snapshot().table_folder
    touched = _touched(store.standing(), [name for name, change in report.changes.items() if any(change)])
    lines = [line for ids, line in _groups(tables) if touched.intersection(ids)]
    more = [f"And {len(lines) - MOST_LISTED} more of the kind."] if len(lines) > MOST_LISTED else []
    return [*lines[:MOST_LISTED], *more]


def _touched(statements: pl.DataFrame, dossiers: list[str]) -> set[str]:
    changed = statements.filter(pl.col("dossier").is_in(dossiers))
    ids = pl.concat([changed["thing"], changed["basis"], changed["actor"]])
    return set(ids.drop_nulls().to_list())


def _groups(tables: Path) -> Iterator[tuple[list[str], str]]:
    for ids, wikidata in _grouped(_actors(tables)):
        yield ids, f"{_listed(ids)} have one Wikidata id, {wikidata}. If they are one actor, give it one id."
    for ids, _ in _grouped(_bases(tables)):
        yield (
            ids,
            f"{_listed(ids)} have the same participants since the same days. If they are one basis, give it one id.",
        )


def _grouped(keyed: pl.DataFrame) -> Iterator[tuple[list[str], str]]:
    """Groups of `id` with one `key`, in the order of the ids."""
    groups = keyed.drop_nulls("key").group_by("kind", "key").agg(pl.col("id").sort())
    several = groups.filter(pl.col("id").list.len() > 1).sort(pl.col("id").list.first())
    return several.select("id", "key").iter_rows()


def _actors(tables: Path) -> pl.DataFrame:
    actors = pl.read_parquet(tables / "actors.parquet", columns=["id", "wikidata"])
    return actors.select("id", key="wikidata", kind=pl.lit("actor"))


def _bases(tables: Path) -> pl.DataFrame:
    """The actors that are held to take part in each basis, with their starts; none where a start is unknown."""
    participations = pl.read_parquet(tables / "participations.parquet", columns=["basis", "actor", "start", "held"])
    starts = participations.filter("held").with_columns(side=pl.col("actor") + "@" + pl.col("start"))
    sides = starts.group_by(id="basis").agg(
        sides=pl.col("side").sort(), known=pl.col("start").is_not_null().all(), actors=pl.col("actor").n_unique()
    )
    pairs = sides.filter(pl.col("known") & (pl.col("actors") > 1)).select("id", key=pl.col("sides").list.join(" "))
    kinds = pl.read_parquet(tables / "bases.parquet", columns=["id", "kind"])
    return pairs.join(kinds, on="id")


def _listed(ids: list[str]) -> str:
    return f"{', '.join(ids[:-1])} and {ids[-1]}"
