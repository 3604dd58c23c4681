"""Sources as the rules need them: rank, voice, whether it is a copy or withdrawn, and its day (RULES 4 and 8)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.derivation import strangers
from accordgraph.graph.ranks import CURATED, EDITORIAL, STRONG_RANK
from accordgraph.ontology.registry import Registry

SOURCE_FLAGS = ("records_exits", "rows_are_acts", "independent")

VERBATIM = ("reprint", "translation")
"""Copies that say what their original says: they are withdrawn with it."""


def source_table(statements: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """One row a source, sorted by `id`.

    Columns: those that the statements tell (`title`, `kind`, `publisher`, ... as String; `records_exits` and
    `rows_are_acts` as Boolean, null read as false; `derived_how`, `inferred` where only our reading says from what it
    derives), and what follows from them: `rank` (Int64, by kind), `root` (the source that it goes back to), `voice`
    (the root's publisher: two copies of one release are one voice), `is_copy` (it derives from another),
    `is_withdrawn` (by its publisher, or it reprints or translates one that is), `authority` (Int64: the rank, but
    above all where the dossier itself is the source), `published_latest` (Date) and `stranger` (the dossier that
    nobody has trusted yet, which makes it an opinion).
    """
    of_sources = statements.filter(pl.col("about") == "source")
    names = list(vocabulary.properties["source"])
    wide = of_sources.group_by("thing").agg(
        pl.col("value").filter(pl.col("property") == name).sort().last().alias(name) for name in names
    )
    wide = wide.join(_how_derived(of_sources), on="thing", how="left")
    wide = wide.rename({"thing": "id"}).with_columns((pl.col(flag) == "true").fill_null(False) for flag in SOURCE_FLAGS)
    ranks = {word.name: int(word.fields["rank"]) for word in vocabulary.words["source_kinds"].values()}
    wide = wide.with_columns(rank=pl.col("kind").replace_strict(ranks, default=0, return_dtype=pl.Int64))
    days = parse_instants(wide["published"]).select(published_latest="latest")
    ranked = _with_withdrawal(_with_rank_of_reprinted(wide.hstack(days), of_sources))
    own = (pl.col("kind") == EDITORIAL) & pl.col("id").is_in(statements["dossier"].unique().implode())
    ranked = ranked.with_columns(authority=pl.when(own).then(CURATED).otherwise("rank"))
    return strangers.capped(_with_voice(ranked), statements).sort("id")


def _how_derived(of_sources: pl.DataFrame) -> pl.DataFrame:
    """How we know from what a source derives: `inferred` where nothing but our reading says so."""
    origins = of_sources.filter(pl.col("property") == "derived_from")
    read = (pl.col("how") == "inferred").all()
    return origins.group_by("thing").agg(derived_how=pl.when(read).then(pl.lit("inferred")).otherwise(pl.lit("stated")))


def _with_rank_of_reprinted(sources: pl.DataFrame, of_sources: pl.DataFrame) -> pl.DataFrame:
    """A verbatim reprint ranks as what it reprints, along an unbroken chain of reprints.

    That an opinion reprints a source of another dossier grants it nothing.
    """
    declared = of_sources.filter(pl.col("property") == "kind").select("dossier", id="thing")
    said = sources.filter(pl.col("derived_as") == "reprint").select("id", "rank", parent="derived_from")
    said = said.join(declared, on="id").join(declared.rename({"id": "parent", "dossier": "other"}), on="parent")
    reprints = said.filter((pl.col("dossier") == pl.col("other")) | (pl.col("rank") >= STRONG_RANK))
    first = _ends_of_chains(sources["id"], reprints.select("id", "parent").unique())
    ranks = first.join(sources.select("rank", end="id"), on="end", how="left").select("id", "rank")
    return sources.drop("rank").join(ranks, on="id", how="left")


def _with_withdrawal(sources: pl.DataFrame) -> pl.DataFrame:
    """What was withdrawn counts for nothing, nor do its reprints and translations."""
    withdrawn = sources.filter(pl.col("withdrawn").is_not_null())["id"]
    copies = sources.filter(pl.col("derived_as").is_in(VERBATIM)).select("id", parent="derived_from")
    for _ in range(copies.height):
        further = copies.filter(pl.col("parent").is_in(withdrawn.implode()))["id"]
        if further.is_in(withdrawn.implode()).all():
            break
        withdrawn = pl.concat([withdrawn, further]).unique()
    return sources.with_columns(is_withdrawn=pl.col("id").is_in(withdrawn.implode()))


def _with_voice(sources: pl.DataFrame) -> pl.DataFrame:
    parents = sources.filter(pl.col("derived_from").is_not_null()).select("id", parent="derived_from")
    roots = _ends_of_chains(sources["id"], parents).rename({"end": "root"})
    publishers = sources.select(root="id", voice=pl.coalesce("publisher", "id"))
    voices = roots.join(publishers, on="root", how="left").with_columns(voice=pl.coalesce("voice", "root"))
    return sources.join(voices, on="id").with_columns(is_copy=pl.col("derived_from").is_not_null())


def _ends_of_chains(ids: pl.Series, parents: pl.DataFrame) -> pl.DataFrame:
    """Where each id leads to, going from `id` to `parent` as far as that goes: `id`, `end`."""
    ends, steps = pl.DataFrame({"id": ids, "end": ids}), parents.rename({"id": "end"})
    # A chain of copies is as long as its longest path: a handful of rounds. A circle, which a store refuses, ends too.
    for _ in range(ids.len()):
        further = ends.join(steps, on="end", how="left", maintain_order="left")
        further = further.select("id", end=pl.coalesce("parent", "end"))
        if further.equals(ends):
            break
        ends = further
    return ends
