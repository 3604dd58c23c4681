"""Operations: which of those that took part worked together, as one voice tells it (RULES 5)."""

from __future__ import annotations

import polars as pl

from accordgraph.ontology.registry import NOBODY, Registry

EACH_OTHER = "each-other"


def named_pairs(
    participations: pl.DataFrame,
    bases: pl.DataFrame,
    naming: pl.DataFrame,
    statements: pl.DataFrame,
    sides: pl.DataFrame,
    vocabulary: Registry,
) -> pl.DataFrame:
    """The pairs in operations that cooperate: `id` < `id_b` (participations), and `pair_standing`.

    Either a voice says that the two worked together (`with`), or it names both of them, in roles that are reported, and
    they are on two sides. Only operations whose links are written out are looked at. `naming` is
    `verdicts.Judged.naming`, `sides` is `side_of`.
    """
    operations = bases.filter((pl.col("kind") == "operation") & pl.col("linked")).select("basis")
    parts = participations.join(operations, on="basis", how="semi").join(sides, on="actor", how="left")
    group = pl.col("reported_role").replace_strict(vocabulary.role_groups, default=NOBODY)
    links = (group == EACH_OTHER).fill_null(False)
    parts = parts.select("id", "basis", "actor", "side", links=links)
    partners = _partners(statements)
    names = naming.select("voice", "how", "mention", id="thing").join(parts, on="id")
    together = _together(names.join(partners.select("mention").unique(), on="mention", how="anti"))
    rows = pl.concat([together, _paired(names, partners, parts)])
    voices = pl.col("voice").filter("stated").n_unique()
    return rows.group_by("id", "id_b").agg(pair_standing=_standing(voices))


def _partners(statements: pl.DataFrame) -> pl.DataFrame:
    """Whom a telling names as the one worked with: `mention`, `partner`."""
    partners = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "with"))
    return partners.select("mention", partner="value")


PAIR = ("id", "id_b", "voice", "stated")


def _together(names: pl.DataFrame) -> pl.DataFrame:
    """Pairs on two sides that one voice names, both in a role that links."""
    rows = names.filter("links").select("id", "basis", "actor", "side", "voice", "how").unique()
    pairs = rows.join(rows, on=["basis", "voice"], suffix="_b").filter(pl.col("actor") < pl.col("actor_b"))
    across = pairs.filter((pl.col("side") != pl.col("side_b")).fill_null(True))
    stated = (pl.col("how") != "inferred") & (pl.col("how_b") != "inferred")
    return across.select("id", "id_b", "voice", stated=stated)


def _paired(names: pl.DataFrame, partners: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Pairs of which a voice says that the two worked together, whatever their roles."""
    others = parts.select("basis", id_b="id", partner="actor")
    rows = (
        names.join(partners, on="mention").join(others, on=["basis", "partner"]).filter(pl.col("id") != pl.col("id_b"))
    )
    swapped = pl.col("actor") > pl.col("partner")
    return rows.select(
        pl.when(swapped).then("id_b").otherwise("id").alias("id"),
        pl.when(swapped).then("id").otherwise("id_b").alias("id_b"),
        "voice",
        stated=pl.col("how") != "inferred",
    ).select(PAIR)


def _standing(voices: pl.Expr) -> pl.Expr:
    return (
        pl.when(voices > 1).then(pl.lit("confirmed"))
        .when(voices == 1).then(pl.lit("single"))
        .otherwise(pl.lit("reading"))
    )  # fmt: skip


def side_of(actors: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Whose side each actor is on: that of what it is at last a part of, by its state if it has one. `actor`,
    `side`.
    """
    tops = actors.select(actor="id", side="id")
    steps = parts.rename({"actor": "side"})
    for _ in range(parts.height):
        further = tops.join(steps, on="side", how="left")
        further = further.select("actor", side=pl.coalesce("whole", "side")).unique().sort("actor", "side")
        if further.equals(tops):
            break
        tops = further
    national = ~pl.col("kind").is_in(["state", "international"]).fill_null(False)
    states = actors.filter(national).select(side="id", state=pl.col("jurisdiction").str.to_lowercase())
    tops = tops.join(states, on="side", how="left").select("actor", side=pl.coalesce("state", "side"))
    return tops.sort("actor", "side").unique("actor", keep="first", maintain_order=True)
