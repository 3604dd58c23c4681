"""How many cooperations there will be, at most, reckoned before any is made: a small file can ask for millions."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.cooperations.pauses import KINDS
from accordgraph.graph.errors import InputError


def count_links(participations: pl.DataFrame, bases: pl.DataFrame, acts: Acts) -> int:
    """The number of pairs of participations that `derive_links` looks at.

    `bases` has `basis` and `linked`. Under bases that are not linked, those that an act sets apart from each other.
    """
    stays = participations.group_by("basis", "actor").len("stays").join(bases.select("basis", "linked"), on="basis")
    sums = stays.group_by("basis").agg(
        pl.col("linked").first(),
        n=pl.col("stays").cast(pl.Int64).sum(),
        of_one=(pl.col("stays").cast(pl.Int64) ** 2).sum(),
    )
    pairs = sums.filter("linked").select((pl.col("n") ** 2 - pl.col("of_one")) // 2).sum().item()
    effects = [effect for pair in KINDS.values() for effect in pair]
    turning = acts.table.filter(pl.col("effect").is_in(effects)).select("basis", by="actor")
    apart = turning.join(sums.filter(~pl.col("linked")), on="basis")
    of_whole = pl.when(pl.col("by").is_null()).then(pl.col("n") ** 2).otherwise("n")
    return int(pairs or 0) + int(apart.select(of_whole).sum().item() or 0)


def refuse_links(links: int, most: int | None) -> None:
    """Raise InputError where there would be more links than are allowed; None allows any number."""
    if most is not None and links > most:
        raise InputError(
            f"Up to {links:,} links between two actors would be made, and {most:,} are allowed.",
            f"If you trust what you load, allow more: --max-links {links}. Actors in one agreement make a "
            "link for each two of them, and again for each time that one joined anew. Nothing was loaded.",
        )
