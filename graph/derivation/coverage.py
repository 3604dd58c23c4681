"""What dossiers say of what they hold: their scope, what was not found, what was left out."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation import strangers

KINDS = ("covers", "not_found", "left_out")
"""The properties of a dossier that are notes on what it holds, in the order in which they are read."""


def coverage_notes(statements: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The notes of the dossiers whose statements these are, sorted by dossier and kind.

    Columns: `dossier`, `covers` (a word of `KINDS`), `actors` (ids joined by semicolons; null: the whole dossier) and
    `text`, in the language, or in English where a note has none in it; that of a stranger's dossier says so.
    """
    said = statements.filter((pl.col("about") == "source") & pl.col("property").is_in(KINDS))
    turn = pl.col("property").replace_strict({name: n for n, name in enumerate(KINDS)}, return_dtype=pl.Int8)
    spoken = pl.col("value").filter(pl.col("lang") == lang).sort().first()
    english = pl.col("value").filter(pl.col("lang").fill_null("en") == "en").sort().first()
    notes = (
        said.with_columns(turn=turn)
        .group_by("mention", "dossier", "property", "turn")
        .agg(
            pl.col("actor").drop_nulls().unique().sort().str.join("; ").alias("actors"),
            pl.coalesce(spoken, english, pl.col("value").sort().first()).alias("text"),
        )
    )
    named = pl.when(pl.col("actors") != "").then("actors").alias("actors")
    order = ("dossier", "turn", "actors", "mention")
    rows = notes.sort(order).select("dossier", "property", named, "text")
    is_strange = pl.col("dossier").is_in(strangers.dossiers(statements).implode())
    text = pl.when(is_strange).then(strangers.marked("text", "dossier", lang)).otherwise("text").alias("text")
    return rows.rename({"property": "covers"}).with_columns(text)
