"""Who speaks for a participation and who against it, each with the rank and voice of its source (RULES 4)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.acts.placement import Placed
from accordgraph.graph.derivation.comparisons import refuse_rows
from accordgraph.graph.derivation.existence.listings import complete_lists, reported_role
from accordgraph.graph.derivation.participations.provisional import provisional_episode
from accordgraph.graph.derivation.participations.starts import EPISODE, OPENING

SPEAKER = (
    *(*EPISODE, "source", "statement", "mention", "how", "stance", "means", "as_of_earliest", "as_of_latest"),
    *("rank", "voice"),
)
"""Columns of a frame of speakers; `means` is entry, list, denial, never or omission. What is inferred has rank 0."""

ASSERTING = ("entry", "list")


def asserters(
    placed: Placed, acts: Acts, statements: pl.DataFrame, listed: pl.DataFrame, sources: pl.DataFrame
) -> pl.DataFrame:
    """Each entry and each list that names it asserts a participation. Columns `SPEAKER`."""
    opening = acts.table.filter(pl.col("effect").is_in(OPENING) & pl.col("actor").is_not_null()).select(act="id")
    mentions = placed.mentions.join(opening, on="act", how="semi").select("mention", *EPISODE)
    applying = acts.table.filter(pl.col("effect") == "applies-provisionally").select(act="id")
    applied = placed.mentions.join(applying, on="act", how="semi").select("mention", *EPISODE)
    applied = applied.with_columns(episode=provisional_episode(pl.col("episode")))
    types = statements.filter((pl.col("about") == "act") & (pl.col("property") == "type"))
    entries = pl.concat([mentions, applied]).join(
        types.select("mention", "source", "how", statement="id"), on="mention"
    )
    none = pl.lit(None, pl.Date)
    entries = entries.with_columns(
        stance=pl.lit("asserts"), means=pl.lit("entry"), as_of_earliest=none, as_of_latest=none
    )
    lists = listed.filter(pl.col("stance") == "asserts").with_columns(means=pl.lit("list"))
    return _weighed([entries, lists], sources)


def best_ranks(asserting: pl.DataFrame) -> pl.DataFrame:
    """`EPISODE`, and `best`: the highest rank of those who state that it takes part."""
    stated = asserting.filter(pl.col("how") != "inferred")
    return stated.group_by(EPISODE).agg(best=pl.col("rank").max())


def against(
    participations: pl.DataFrame, statements: pl.DataFrame, listed: pl.DataFrame, sources: pl.DataFrame
) -> pl.DataFrame:
    """Denials, and complete lists that leave the actor out, of a day on which it may take part. Columns `SPEAKER`."""
    parts = participations.select(*EPISODE, "reported_role", "start_earliest", "end_latest")
    same_role = (pl.col("role") == pl.col("reported_role")).fill_null(True)
    denials = listed.filter(pl.col("stance") == "denies").drop("episode").join(parts, on=["basis", "actor"])
    denials = denials.filter(same_role & _covers()).with_columns(means=pl.lit("denial"))
    lists = complete_lists(statements)
    refuse_rows("complete lists and those whom they may leave out", lists, parts, ["basis"])
    omitted = lists.drop("of").join(parts, on="basis").filter(same_role & _covers())
    named = lists.select("statement", actor="of").explode("actor")
    omitted = omitted.join(named, on=["statement", "actor"], how="anti")
    omitted = omitted.with_columns(stance=pl.lit("denies"), means=pl.lit("omission"))
    never = _never(statements).join(parts, on=["basis", "actor"]).filter(same_role)
    return _weighed([denials, omitted, never], sources)


def _never(statements: pl.DataFrame) -> pl.DataFrame:
    """What denies a participation for ever, whatever the day."""
    denials = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "never"))
    none = pl.lit(None, pl.Date)
    rows = denials.select("basis", "actor", reported_role(), "source", "how", "mention", statement="id")
    return rows.with_columns(stance=pl.lit("denies"), means=pl.lit("never"), as_of_earliest=none, as_of_latest=none)


def _covers() -> pl.Expr:
    """Whether it may take part on the day that the list or the denial speaks of."""
    before = (pl.col("as_of_latest") < pl.col("start_earliest")).fill_null(False)
    after = (pl.col("as_of_earliest") > pl.col("end_latest")).fill_null(False)
    return ~before & ~after


def _weighed(parts: list[pl.DataFrame], sources: pl.DataFrame) -> pl.DataFrame:
    unweighed = [name for name in SPEAKER if name not in ("rank", "voice")]
    rows = pl.concat([part.select(unweighed) for part in parts])
    rows = rows.join(sources.select("rank", "voice", source="id"), on="source", how="left")
    rank = pl.when(pl.col("how") == "inferred").then(0).otherwise(pl.col("rank").fill_null(0))
    return rows.with_columns(rank=rank).select(SPEAKER)
