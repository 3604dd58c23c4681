"""Difficulties and judgements keep the text of the dossier that declared them: none of the same rank writes over it.

A better source decides, and a lower one stands among the conflicts. Where two rank the same, nothing says whose text is
right, and the later one would stand under the id of the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from accordgraph.graph.derivation.judgements import ABOUT
from accordgraph.graph.derivation.strangers import dossiers
from accordgraph.graph.derivation.voices import source_table
from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.history import Age
from accordgraph.loaders.ownership import THING, first_declared, order_of
from accordgraph.ontology.registry import registry

SAID = ("about", "thing", "property", "value", "lang")

MOST_SAID = 1_000_000
"""More than anybody says of a difficulty or a judgement: the rank of a source comes first, then how much it says."""


def refuse_equal_judgements(current: pl.DataFrame, batches: Sequence[Batch], ages: Mapping[str, Age]) -> None:
    """Raise InputError where a dossier says otherwise of what another one declares, by a source of the same rank.

    `current` are the statements that stand; `ages` orders the dossiers by their loads. What a dossier said before
    is no change, and what a stranger's says makes no row, until it is trusted.
    """
    loaded = {batch.dossier: batch.statements for batch in batches}
    if not any(statements["about"].is_in(ABOUT).any() for statements in loaded.values()):
        return
    whole = pl.concat([current.filter(~pl.col("dossier").is_in(list(loaded))), *loaded.values()])
    said = whole.filter(pl.col("about").is_in(ABOUT) & (pl.col("stance") == "asserts"))
    ranks = source_table(whole, registry()).select("rank", source="id")
    weight = (pl.col("rank").max() + 1) * MOST_SAID + pl.struct(SAID[2:]).n_unique()
    stood = said.join(current, on="id", how="semi").join(ranks, on="source").group_by(THING).agg(weight=weight)
    owners = first_declared(said.select(THING).unique(), stood, order_of(whole, loaded, ages))
    owned = said.join(owners, on=["about", "thing"])
    own = owned.filter(pl.col("dossier") == pl.col("owner"))
    is_foreign = pl.col("dossier").is_in(list(loaded)) & (pl.col("dossier") != pl.col("owner"))
    foreign = owned.filter(is_foreign & ~pl.col("dossier").is_in(dossiers(whole).implode()))
    said_too = [*SAID, "owner"]
    foreign = foreign.join(own.select(said_too), on=said_too, how="anti", nulls_equal=True)
    counted = current.filter(~pl.col("dossier").is_in(dossiers(current).implode()))
    foreign = foreign.join(counted, on="id", how="anti")
    if not foreign.is_empty():
        _refuse_equal(foreign, own, ranks)


def _refuse_equal(foreign: pl.DataFrame, own: pl.DataFrame, ranks: pl.DataFrame) -> None:
    best = own.join(ranks, on="source").group_by("thing").agg(best=pl.col("rank").max())
    equal = foreign.join(ranks, on="source").join(best, on="thing").filter(pl.col("rank") == pl.col("best"))
    if not equal.is_empty():
        first = equal.sort("dossier", *SAID).row(0, named=True)
        raise InputError(
            f"The dossier {first['dossier']} says something else of {first['thing']}, which {first['owner']} declares, "
            f"by a source of the same rank ({first['property']}).",
            "Give it an id of its own, and both stand side by side. Nothing was loaded.",
        )
