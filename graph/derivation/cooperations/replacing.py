"""Later instruments: from the day one is in force between two parties, what it replaces is in doubt between them."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation import entities
from accordgraph.ontology.registry import Registry

LINK = ("id", "actor_a", "actor_b")


def with_replaced(
    links: pl.DataFrame, participations: pl.DataFrame, statements: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """The links with `replaced_from`, the first day on which what replaces their basis may be in force between the two,
    and `replacement`, that basis (RULES 8, VCLT 59). A replacement ends nothing by itself.
    """
    relation = entities.several(statements, "basis", "replaces").rename({"thing": "newer", "value": "basis"})
    newer = _parties(participations, relation, vocabulary)
    old = links.join(relation, on="basis").select(*LINK, "newer", "since_earliest", "until_latest")
    for side in ("a", "b"):
        part = newer.select(
            "newer", pl.col("actor").alias(f"actor_{side}"), pl.col("start_earliest").alias(f"from_{side}")
        )
        old = old.join(part, on=["newer", f"actor_{side}"])
    began = pl.max_horizontal("from_a", "from_b", "since_earliest")
    rows = old.with_columns(replaced_from=began).filter(
        (pl.col("until_latest").is_null() | pl.col("replaced_from").is_null())
        | (pl.col("replaced_from") <= pl.col("until_latest"))
    )
    first = rows.sort("id", "replaced_from", "newer").unique("id", keep="first", maintain_order=True)
    return links.join(first.select("id", "replaced_from", replacement="newer"), on="id", how="left")


def _parties(participations: pl.DataFrame, relation: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Who is held to be bound by a replacing basis in a role that links, and from when: `newer`, `actor`, day."""
    linking = [word.name for word in vocabulary.words["roles"].values() if word.fields["group"] != "nobody"]
    bound = participations.filter(pl.col("held") & (pl.col("mode") == "bound") & pl.col("role").is_in(linking))
    rows = bound.join(relation.select(basis="newer").unique(), on="basis", how="semi")
    return rows.group_by("actor", newer="basis").agg(pl.col("start_earliest").min())
