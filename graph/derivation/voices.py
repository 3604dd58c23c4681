"""Sources as the rules need them: rank, voice, whether it is a copy, and its day."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.ontology.registry import Registry

SOURCE_FLAGS = ("records_exits", "rows_are_acts", "independent")


def source_table(statements: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """One row a source, sorted by `id`.

    Columns: those that the statements tell (`title`, `kind`, `publisher`, ... as String; `records_exits` and
    `rows_are_acts` as Boolean, null read as false), and what follows from them: `rank` (Int64, by kind), `root` (the
    source that it goes back to), `voice` (the root's publisher: two copies of one release are one voice), `is_copy`
    (it derives from another), `published_latest` (Date). RULES 4.
    """
    told = statements.filter(pl.col("about") == "source")
    names = list(vocabulary.properties["source"])
    wide = told.group_by("thing").agg(
        pl.col("value").filter(pl.col("property") == name).sort().last().alias(name) for name in names
    )
    wide = wide.rename({"thing": "id"}).with_columns((pl.col(flag) == "true").fill_null(False) for flag in SOURCE_FLAGS)
    ranks = {word.name: int(word.fields["rank"]) for word in vocabulary.words["source_kinds"].values()}
    wide = wide.with_columns(rank=pl.col("kind").replace_strict(ranks, default=0, return_dtype=pl.Int64))
    days = parse_instants(wide["published"]).select(published_latest="latest")
    return _with_voice(wide.hstack(days)).sort("id")


def _with_voice(sources: pl.DataFrame) -> pl.DataFrame:
    roots = sources.select("id", root="id")
    parents = sources.select(root="id", parent="derived_from")
    # A chain of copies is as long as its longest path: a handful of rounds. A circle, which a store refuses, ends too.
    for _ in range(sources.height):
        further = roots.join(parents, on="root", how="left").select("id", root=pl.coalesce("parent", "root"))
        if further.equals(roots):
            break
        roots = further
    publishers = sources.select(root="id", voice=pl.coalesce("publisher", "id"))
    voices = roots.join(publishers, on="root", how="left").with_columns(voice=pl.coalesce("voice", "root"))
    return sources.join(voices, on="id").with_columns(is_copy=pl.col("derived_from").is_not_null())
