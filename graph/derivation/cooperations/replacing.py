"""Later instruments: from the day one is in force between two parties, what it replaces is in doubt between them."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.comparisons import refuse_rows
from accordgraph.graph.derivation.resolution import decides
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import NOBODY, Registry

LINK = ("id", "actor_a", "actor_b")


class Replaced(NamedTuple):
    """`links`, with what may have replaced them; `undecided`: `newer` and `basis` where a weaker voice says so."""

    links: pl.DataFrame
    undecided: pl.DataFrame


def with_replaced(
    links: pl.DataFrame,
    participations: pl.DataFrame,
    statements: pl.DataFrame,
    sources: pl.DataFrame,
    vocabulary: Registry,
) -> Replaced:
    """The links with `replaced_from`, the first day on which what replaces their basis may be in force between the two,
    and `replacement`, that basis (RULES 8, VCLT 59). A replacement ends nothing by itself.

    It casts doubt on a link only where its source ranks as high as who reports the link, or two voices report it.
    """
    relation = _relation(statements, sources)
    refuse_rows("links and what replaces their agreement", links, relation, ["basis"])
    newer = _parties(participations, relation, vocabulary)
    old = links.join(relation, on="basis")
    moves = decides(pl.col("authority"), pl.col("strong"), pl.col("rank"))
    undecided = old.filter(~moves).select("newer", "basis").unique()
    old = old.filter(moves).select(*LINK, "newer", "since_earliest", "until_latest")
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
    replaced = links.join(first.select("id", "replaced_from", replacement="newer"), on="id", how="left")
    return Replaced(replaced, undecided)


def _relation(statements: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Which basis replaces which, and how well that is reported: `newer`, `basis`, `authority`, `strong`."""
    reports = statements.filter(
        (pl.col("about") == "basis") & (pl.col("property") == "replaces") & (pl.col("stance") == "asserts")
    ).join(sources.select("authority", "rank", "voice", source="id"), on="source", how="left")
    stated = pl.col("how") != "inferred"
    strong = pl.col("voice").filter(stated & (pl.col("rank") >= STRONG_RANK)).n_unique()
    authority = pl.col("authority").filter(stated).max().fill_null(0)
    return reports.group_by(newer="thing", basis="value").agg(authority=authority, strong=strong).sort("newer", "basis")


def _parties(participations: pl.DataFrame, relation: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Who is held to be bound by a replacing basis in a role that links, and from when: `newer`, `actor`, day."""
    linking = [role for role, group in vocabulary.role_groups.items() if group != NOBODY]
    bound = participations.filter(pl.col("held") & (pl.col("mode") == "bound") & pl.col("role").is_in(linking))
    rows = bound.join(relation.select(basis="newer").unique(), on="basis", how="semi")
    return rows.group_by("actor", newer="basis").agg(pl.col("start_earliest").min())
