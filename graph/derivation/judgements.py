"""Challenges and assessments: what the best of those who report one say, and none of the rest under their names.

A value of a lower rank, or one that was not chosen, stands among the conflicts with its source, and is no evidence of
the row: a row with two sources is what both of them say.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.deciding import CLAIM
from accordgraph.graph.derivation.entities import Things, resolve_things
from accordgraph.ontology.registry import Registry

ABOUT = ("challenge", "assessment")


class Judgements(NamedTuple):
    """`things`: the resolved texts by class. `statements`: those that the rows say. `claims`: what lower voices say of
    a property that has several values, with the columns `CLAIM`.
    """

    things: dict[str, Things]
    statements: pl.DataFrame
    claims: pl.DataFrame


def judgements(statements: pl.DataFrame, sources: pl.DataFrame, vocabulary: Registry) -> Judgements:
    """The challenges and assessments of the statements; `sources` is `source_table`."""
    said = statements.filter(pl.col("about").is_in(ABOUT) & (pl.col("stance") == "asserts"))
    things = {about: resolve_things(said, about, sources, vocabulary) for about in ABOUT}
    several = said.filter(pl.col("property").is_in([name for about in ABOUT for name in _several(about, vocabulary)]))
    weaker = _weaker(several, said, sources)
    preferred = pl.concat([part.values for one in things.values() for part in one.resolved]).filter("preferred")
    single = said.join(several.select("id"), on="id", how="anti")
    chosen = single.join(preferred.select("thing", "property", "value"), on=["thing", "property", "value"], how="semi")
    strong = several.join(weaker.select(id="statement"), on="id", how="anti")
    return Judgements(things, pl.concat([chosen, strong]), weaker.select(CLAIM))


def _several(about: str, vocabulary: Registry) -> list[str]:
    return [name for name, entry in vocabulary.properties[about].items() if entry.several]


def _weaker(several: pl.DataFrame, said: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """The values that only those say who rank below the best who report the thing."""
    ranks = sources.select("rank", source="id")
    best = said.join(ranks, on="source", how="left").group_by("thing").agg(best=pl.col("rank").max())
    data = several.join(ranks, on="source", how="left").join(best, on="thing")
    level = pl.col("rank").max().over("thing", "property", "value")
    return data.filter(level < pl.col("best")).rename({"id": "statement"})
