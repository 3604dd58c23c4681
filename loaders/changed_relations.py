"""What a load changes around things of other dossiers: relations, acts and notes on what is missing."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import polars as pl

from accordgraph.graph.derivation import strangers
from accordgraph.graph.derivation.coverage import KINDS
from accordgraph.loaders.graph_answers import RELATIONS, Answers

CHANGES = ("related", "acted", "noted")

OF_LINKS = ("entry", "force")
"""Phases of the acts of a party that its links begin by: where these move, they say so."""

OF_BASES = ("succeeds", "amends", "replaces", "supplements", "requires", "legal_basis")
"""Relations that say something of the other thing as well."""

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

COLUMNS = ("change", "link", "value", "value_now", "sources", "basis", "actor_a")
"""Columns of `changed_relations`: `link` is the thing that relates to another, the actors of a note, or the basis."""


def changed_relations(before: Answers, after: Answers, dossiers: Collection[str], new: pl.DataFrame) -> pl.DataFrame:
    """One row for each change, with `COLUMNS`; sorted. `new` is that of `changed_answers`."""
    others = before.statements.filter(~pl.col("dossier").is_in(list(dossiers)))
    parts = [
        _related(before, after, others, new),
        _acted(before, after, others, new),
        _noted(before, after, others),
    ]
    return pl.concat([part.select(COLUMNS) for part in parts]).sort(COLUMNS)


def _declared(others: pl.LazyFrame) -> pl.LazyFrame:
    of_things = pl.col("about").is_in(["actor", "basis", "challenge"])
    return others.filter(of_things).select("thing").drop_nulls().unique()


def _bases(others: pl.LazyFrame) -> pl.LazyFrame:
    return others.filter(pl.col("about") == "basis").select(basis="thing").unique()


def _none() -> pl.Expr:
    return pl.lit(None, pl.String)


def _come_and_gone(was: Frame, is_now: Frame, key: list[str], text: str | pl.Expr) -> list[Frame]:
    """Rows of which there are none with the same `key` on the other side: the text is their value after, or before."""
    came = is_now.join(was, on=key, how="anti").with_columns(value=_none(), value_now=text)
    return [came, was.join(is_now, on=key, how="anti").with_columns(value=text, value_now=_none())]


def _by_subject(new: pl.DataFrame, name: str) -> pl.DataFrame:
    """The sources of what is new, by their subject in a column of this name."""
    return new.group_by(pl.col("subject").alias(name)).agg(sources=pl.col("source").unique().sort().str.join(" "))


# ---------------------------------------------------------------- relations
def _related(before: Answers, after: Answers, others: pl.LazyFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Relations that appear or vanish of what others declare: to each other, and of agreements, from elsewhere too."""
    was, is_now = (_relations(answers) for answers in (before, after))
    text = pl.format("{}: {}", "relation", "other")
    rows = pl.concat(_come_and_gone(was, is_now, ["relation", "one", "other"], text)).collect()
    known = _declared(others).collect()["thing"]
    either = pl.col("one").is_in(known.implode()) | (
        pl.col("relation").is_in(OF_BASES) & pl.col("other").is_in(known.implode())
    )
    rows = rows.filter(either).with_columns(change=pl.lit("related"), link="one", basis=_none(), actor_a=_none())
    return rows.join(_by_subject(new, "one"), on="one", how="left")


def _relations(answers: Answers) -> pl.LazyFrame:
    parts = []
    for table, relation in RELATIONS.items():
        data = answers.tables[table]
        one, other = data.collect_schema().names()[:2]
        parts.append(data.select(relation=pl.lit(relation), one=one, other=other))
    return pl.concat(parts)


# ---------------------------------------------------------------- acts
def _acted(before: Answers, after: Answers, others: pl.LazyFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Acts under agreements of others that appear, vanish or read otherwise; `actor_a` of those that begin a link."""
    was, is_now = (_acts(answers) for answers in (before, after))
    rows = pl.concat(_come_and_gone(was, is_now, ["basis", "link", "text"], "text"))
    rows = rows.join(_bases(others), on="basis", how="semi").with_columns(change=pl.lit("acted"))
    return rows.collect().join(_by_subject(new, "basis"), on="basis", how="left")


def _acts(answers: Answers) -> pl.LazyFrame:
    """`basis`, `link` (the basis, or with its party), `text`, the type of the act, its days and what a
    link does not say of it, and `actor_a`.
    """
    days = [pl.coalesce("done_on", "effective_on", "until", pl.lit("?"))]
    later = (pl.format("effective: {}", "effective_on"), pl.format("until: {}", "until"))
    days += [pl.when(pl.col("done_on").is_not_null()).then(one) for one in later]
    moves = pl.col("phase").is_in(OF_LINKS)
    beside = [
        pl.format("through: {}", "through"),
        pl.when(~moves).then(pl.format("standing: {}", "standing")),
    ]
    said = pl.concat_str([*days, *beside], separator="; ", ignore_nulls=True)
    text = pl.format("{}: {}", pl.coalesce("type", "phase"), said)
    party = pl.concat_str(pl.lit("~"), "actor").fill_null("")
    begins = pl.when(moves).then("actor")
    return answers.tables["acts"].select("basis", link=pl.col("basis") + party, text=text, actor_a=begins)


# ---------------------------------------------------------------- notes
def _noted(before: Answers, after: Answers, others: pl.LazyFrame) -> pl.DataFrame:
    """Notes on actors of others, and on none by dossiers that speak of others, which stand in answers about these; a
    stranger's stand in none.
    """
    was, is_now = (_notes(answers, others) for answers in (before, after))
    rows = pl.concat(_come_and_gone(was, is_now, ["link", "text", "sources"], "text"))
    return rows.with_columns(change=pl.lit("noted"), basis=_none(), actor_a=_none())


def _notes(answers: Answers, others: pl.LazyFrame) -> pl.DataFrame:
    of_sources = answers.statements.filter(pl.col("about") == "source").collect()
    strange = strangers.dossiers(of_sources).implode()
    said = of_sources.filter(pl.col("property").is_in(KINDS) & ~pl.col("dossier").is_in(strange))
    notes = said.group_by("mention", "value", sources="dossier").agg(pl.col("actor").drop_nulls().unique().sort())
    known = _declared(others).collect()["thing"].implode()
    speaks = answers.statements.filter(pl.col("thing").is_in(known) | pl.col("basis").is_in(known))
    speaking = speaks.select("dossier").unique().collect()["dossier"].implode()
    on_all = (pl.col("actor").list.len() == 0) & pl.col("sources").is_in(speaking)
    on_others = notes.filter(pl.col("actor").list.eval(pl.element().is_in(known)).list.any() | on_all)
    named = pl.when(on_all).then("sources").otherwise(pl.col("actor").list.join(" "))
    return on_others.select("sources", link=named, text="value").unique()
