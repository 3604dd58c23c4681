"""What a load changes in who reports what others declare: voices and sources, in all and of each value."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from accordgraph.graph.ranks import EDITORIAL
from accordgraph.loaders.graph_answers import Answers

CHANGES = ("voiced", "attributed")

COLUMNS = ("change", "link", "value", "value_now", "sources", "basis", "actor_a")
"""Columns of `changed_voices`: `link` is the thing, the basis with its party, or the source."""

OF_PARTIES = ("act", "participation")

OF_PLACE = ("kind", "type", "series", "measure", "period")
"""Properties that say which act or number it is, and are no values of their own."""

LONGEST = 60
"""Characters of a value that a line has."""

SUBJECT = ["link", "subject", "basis", "actor_a"]

COUNTS = pl.Schema(
    {**dict.fromkeys([*SUBJECT, "said"], pl.String), "voices": pl.UInt32, "tellings": pl.UInt32, "behind": pl.String}
)
"""Columns of `_counts`."""


def changed_voices(before: Answers, after: Answers, dossiers: Collection[str], new: pl.DataFrame) -> pl.DataFrame:
    """One row for each party and thing of others that other voices or sources report, and for each source of others of
    which the dossiers say that it states more or less. `new` is that of `changed_answers`.
    """
    others = before.statements.filter(~pl.col("dossier").is_in(list(dossiers)))
    parts = [_voiced(before, after, others, new), _attributed(before, after, others, dossiers)]
    return pl.concat([part.select(COLUMNS) for part in parts])


def _voiced(before: Answers, after: Answers, others: pl.LazyFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Who is behind a party or a value, where that changes: how many voices, and how many sources these have."""
    known = others.filter(pl.col("about") != "source").select(subject="thing").drop_nulls().unique().collect()
    ids = new["subject"].implode()
    touched = pl.any_horizontal(pl.col(name).is_in(ids) for name in ("basis", "thing", "source", "dossier"))
    subjects = [
        answers.statements.filter(touched).select(subject=pl.coalesce("basis", "thing")) for answers in (before, after)
    ]
    known = known.join(pl.concat(subjects).unique().collect(), on="subject", how="semi")
    was, is_now = (_counts(answers, known) for answers in (before, after))
    both = was.join(is_now, on=[*SUBJECT, "said"], how="full", suffix="_now", coalesce=True, nulls_equal=True)
    differs = pl.col("behind").ne_missing(pl.col("behind_now"))
    counts = {
        name: pl.format(
            "{}voices: {}, sources: {}",
            pl.col("said"),
            *(pl.col(f"{one}{suffix}").fill_null(0) for one in ("voices", "tellings")),
        )
        for name, suffix in (("value", ""), ("value_now", "_now"))
    }
    parts = both.filter(differs).sort("link", "said").with_columns(**counts)
    rows = parts.group_by(SUBJECT, maintain_order=True).agg(pl.col("value", "value_now").str.join("; "))
    sources = new.group_by("subject").agg(sources=pl.col("source").unique().sort().str.join(" "))
    return rows.join(sources, on="subject", how="left").with_columns(change=pl.lit("voiced"))


def _counts(answers: Answers, known: pl.DataFrame) -> pl.DataFrame:
    """By subject and value (`said`, empty for all of them): `voices`, `tellings` and `behind`, the sources with their
    voices. Of those who state it; the dossier itself and a stranger count for nothing, nor does what was withdrawn.
    """
    counted = pl.col("stranger").is_null() & pl.col("withdrawn").is_null() & (pl.col("kind") != EDITORIAL)
    voices = answers.tables["sources"].filter(counted).select("voice", source="id").collect()
    is_party = pl.col("about").is_in(OF_PARTIES) & pl.col("actor").is_not_null()
    stated = (pl.col("stance") == "asserts") & (pl.col("how") != "inferred") & (pl.col("about") != "source")
    value = pl.when(pl.col("property") == "listed").then(pl.col("as_of")).otherwise(pl.col("value"))
    of_known = pl.coalesce("basis", "thing").is_in(known["subject"].implode())
    asserted = answers.statements.filter(stated & of_known).collect().rechunk()
    if asserted.is_empty():
        return COUNTS.to_frame()
    rows = (
        asserted.select(
            subject=pl.coalesce("basis", "thing"),
            basis="basis",
            actor_a=pl.when(is_party).then("actor"),
            said=pl.format("{} {}, ", "property", value.str.slice(0, LONGEST)),
            source="source",
            is_value=~pl.col("property").is_in(OF_PLACE) & value.is_not_null(),
        )
        .join(voices, on="source")
        .with_columns(link=pl.concat_str("subject", "actor_a", separator="~", ignore_nulls=True))
    )
    each = rows.filter("is_value")
    every = pl.concat([rows.with_columns(said=pl.lit("")), each])
    behind = pl.format("{} {}", "source", "voice").unique().sort().str.join(";")
    return every.group_by([*SUBJECT, "said"]).agg(
        voices=pl.col("voice").n_unique(), tellings=pl.col("source").n_unique(), behind=behind
    )


def _attributed(before: Answers, after: Answers, others: pl.LazyFrame, dossiers: Collection[str]) -> pl.DataFrame:
    """Sources of others that the dossiers have speak: how many statements they attribute to each."""
    declared = others.filter((pl.col("about") == "source") & (pl.col("property") == "kind"))
    known = declared.filter(pl.col("thing") != pl.col("dossier")).select(link="thing").unique()
    was, is_now = (
        answers.statements.filter(pl.col("dossier").is_in(list(dossiers)) & (pl.col("source") != pl.col("dossier")))
        .join(known, left_on="source", right_on="link", how="semi")
        .select("id", "dossier", link="source")
        .collect()
        for answers in (before, after)
    )
    came, gone = is_now.join(was, on="id", how="anti"), was.join(is_now, on="id", how="anti")
    changed = pl.concat([came, gone]).group_by("link").agg(sources=pl.col("dossier").unique().sort().str.join(" "))
    counts = (one.group_by("link").agg(pl.len()) for one in (was, is_now))
    rows = changed.join(next(counts), on="link", how="left").join(next(counts), on="link", how="left", suffix="_now")
    texts = {
        name: pl.format("statements: {}", pl.col(column).fill_null(0))
        for name, column in (("value", "len"), ("value_now", "len_now"))
    }
    nobody = pl.lit(None, pl.String)
    return rows.with_columns(change=pl.lit("attributed"), basis=nobody, actor_a=nobody, **texts)
