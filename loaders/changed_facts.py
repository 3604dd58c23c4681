"""What a load changes beside links in answers of other dossiers: names, facts, what a name finds, numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from accordgraph.loaders.changed_names import finding
from accordgraph.loaders.graph_answers import Answers

CHANGES = ("gone", "described", "found", "numbered")

OF = {
    "actor": "actors",
    "basis": "bases",
    "source": "sources",
    "challenge": "challenges",
    "assessment": "assessments",
}
"""The table of things that may be named or described otherwise."""

DECLARED = ("actor", "basis", "source")
"""Things that are declared by their kind; others by whatever is said of them."""

COMPUTED = ("id", "linked", "participants", "stranger")
"""Columns of a thing that nobody says of it."""

COLUMNS = ("change", "link", "value", "value_now", "sources")
"""Columns of `changed_facts`: `link` is the id of the thing, or the name that is looked for."""


def changed_facts(before: Answers, after: Answers, dossiers: Collection[str], new: pl.DataFrame) -> pl.DataFrame:
    """One row for each thing of other dossiers that reads otherwise, with `COLUMNS`; sorted.

    `new` has `subject` and `source` of what the dossiers state anew or no longer.
    """
    others = before.statements.filter(~pl.col("dossier").is_in(list(dossiers))).select("about", "thing", "property")
    parts = [
        *(_described(before, after, others, about) for about in OF),
        *(_gone(before, after, others, about) for about in OF),
        finding(before, after, _of_others(others, "actor"), _of_others(others, "basis")),
        _numbered(before, after, others),
    ]
    facts = pl.concat([part.select(COLUMNS[:-1]).collect() for part in parts])
    sources = _sources(facts, new)
    return facts.join(sources, on=["change", "link"], how="left").select(COLUMNS).sort("change", "link")


def _sources(facts: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """`change`, `link` and `sources`: of what is new of the thing, or of the things that a name finds or found."""
    things = pl.concat_str("value", "value_now", separator=" ", ignore_nulls=True).str.split(" ")
    subject = pl.when(pl.col("change") == "found").then(things).otherwise(pl.concat_list("link"))
    rows = facts.select("change", "link", subject=subject).explode("subject").join(new, on="subject")
    return rows.group_by("change", "link").agg(sources=pl.col("source").unique().sort().str.join(" "))


def _of_others(others: pl.LazyFrame, about: str) -> pl.LazyFrame:
    declared = (pl.col("about") == about) & ((pl.col("property") == "kind") | (about not in DECLARED))
    return others.filter(declared).select(id="thing").unique()


def _described(before: Answers, after: Answers, others: pl.LazyFrame, about: str) -> pl.LazyFrame:
    known = _of_others(others, about)
    was, is_now = (answers.tables[OF[about]].join(known, on="id", how="semi") for answers in (before, after))
    names = [name for name in was.collect_schema().names() if name not in COMPUTED]
    both = was.select("id", *names).join(is_now.select("id", *names), on="id", suffix="_now")
    return both.select(
        link="id",
        change=pl.lit("described"),
        value=pl.concat_str(list(_differing(names, "")), separator="; ", ignore_nulls=True),
        value_now=pl.concat_str(list(_differing(names, "_now")), separator="; ", ignore_nulls=True),
    ).filter((pl.col("value") != "") | (pl.col("value_now") != ""))


def _gone(before: Answers, after: Answers, others: pl.LazyFrame, about: str) -> pl.LazyFrame:
    """Things that are there no more, with what they were."""
    was, is_now = (answers.tables[OF[about]].select("id") for answers in (before, after))
    gone = was.join(is_now, on="id", how="anti").join(_of_others(others, about), on="id", how="semi")
    nothing = pl.lit(None, pl.String)
    return gone.select(link="id", change=pl.lit("gone"), value=pl.lit(about), value_now=nothing)


def _differing(names: list[str], suffix: str) -> Iterator[pl.Expr]:
    for name in names:
        differs = pl.col(name).ne_missing(pl.col(f"{name}_now"))
        value = pl.col(f"{name}{suffix}").cast(pl.String).fill_null("none")
        yield pl.when(differs).then(pl.format("{}: {}", pl.lit(name), value))


def _numbered(before: Answers, after: Answers, others: pl.LazyFrame) -> pl.LazyFrame:
    """Numbers of series that others have: of new periods too, and with what qualifies them."""
    parts = [pl.format("{} ({})", "value", "standing"), "qualifier", "basis"]
    as_text = pl.concat_str(parts, separator=", ", ignore_nulls=True)
    was, is_now = (
        answers.tables["observations"].select("series", link="id", value=as_text) for answers in (before, after)
    )
    known = was.join(_of_others(others, "observation").rename({"id": "link"}), on="link", how="semi").select("series")
    both = was.join(is_now, on=["series", "link"], how="full", suffix="_now", coalesce=True)
    both = both.join(known.unique(), on="series", how="semi")
    return both.filter(pl.col("value").ne_missing(pl.col("value_now"))).with_columns(change=pl.lit("numbered"))
