"""Who is listed, and denied, in what role as of which day (RULES 4)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.derivation.acts.placement import Placed
from accordgraph.graph.derivation.acts.stints import UNKNOWN, Stints, stint_on
from accordgraph.graph.derivation.participations.starts import EPISODE
from accordgraph.graph.statements.hows import DAY_INFERRED


def listings(statements: pl.DataFrame, entries: pl.DataFrame, stints: Stints) -> pl.DataFrame:
    """Each listing and denial of an actor, put to the episode that it is about.

    Columns: `statement`, `mention`, `basis`, `actor`, `episode`, `role` (null: not reported), `stance`, `how`,
    `day_how` (how the day is known), `source`, `as_of_earliest`, `as_of_latest`.
    """
    listed = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "listed"))
    days = parse_instants(listed["as_of"]).select(as_of_earliest="earliest", as_of_latest="latest")
    columns = ("mention", "basis", "actor", "stance", "source")
    hows = {"how": _how_listed(), "day_how": how_with_day()}
    data = listed.select(*columns, reported_role(), statement="id", **hows).hstack(days)
    entries = entries.filter((pl.col("phase") == "entry") & pl.col("actor").is_not_null())
    begun = data.join(entries.select(*EPISODE, "done_earliest"), on=["basis", "actor"]).filter(
        (pl.col("done_earliest") <= pl.col("as_of_latest")).fill_null(True)
    )
    last = begun.group_by("statement").agg(pl.col("episode").max())
    data = data.join(last, on="statement", how="left").with_columns(pl.col("episode").fill_null(1))
    if stints.roles.height:
        data = stint_on(data, "as_of_latest", stints)
        data = data.with_columns(episode=pl.coalesce("stint", "episode")).drop("stint")
    return data


def how_with_day() -> pl.Expr:
    """How it is known that something was so on the day of a list: inferred where the day is."""
    return pl.when(pl.col("how") == DAY_INFERRED).then(pl.lit("inferred")).otherwise("how")


def _how_listed() -> pl.Expr:
    """How it is known that an actor is in: stated, where only the day is inferred. A denial speaks of its day alone."""
    is_stated = (pl.col("how") == DAY_INFERRED) & (pl.col("stance") == "asserts")
    return pl.when(is_stated).then(pl.lit("stated")).otherwise(how_with_day())


def reported_role() -> pl.Expr:
    """The role that a listing names, null where it names none."""
    return pl.when(pl.col("value") != UNKNOWN).then("value").alias("role")


def complete_lists(statements: pl.DataFrame) -> pl.DataFrame:
    """Lists that call themselves complete: `basis`, `role`, `of` (List of actors), bounds of `as_of`, statement."""
    lists = statements.filter((pl.col("about") == "basis") & (pl.col("property") == "complete_list"))
    days = parse_instants(lists["as_of"]).select(as_of_earliest="earliest", as_of_latest="latest")
    parts = lists["value"].str.split_exact(": ", 1).struct.rename_fields(["role", "of"]).struct.unnest()
    role = pl.when(parts["role"] != UNKNOWN).then(parts["role"])
    columns = ("basis", "source", "mention")
    data = lists.select(*columns, how=how_with_day(), statement="id").hstack(parts.select("of")).hstack(days)
    return data.with_columns(role=parts.select(role)["role"], of=pl.col("of").str.split(" "))


def attestations(statements: pl.DataFrame, placed: Placed, listed: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """The days on which anybody attests a participation: days of lists, and of registers that record exits.

    Columns `EPISODE`, `day`, `day_latest`, `source`, `how`.
    """
    by_list = listed.filter(pl.col("stance") == "asserts").select(
        *EPISODE, "source", how="day_how", day="as_of_earliest", day_latest="as_of_latest"
    )
    registers = sources.filter("records_exits").select(source="id")
    rows = placed.mentions.filter((pl.col("phase") == "entry") & pl.col("act").is_not_null())
    types = statements.filter((pl.col("about") == "act") & (pl.col("property") == "type"))
    registered = rows.join(registers, on="source", how="semi").join(
        types.select("mention", "as_of", "how"), on="mention"
    )
    days = parse_instants(registered["as_of"]).select(day="earliest", day_latest="latest")
    by_register = registered.select(*EPISODE, "source", "how").hstack(days)
    return pl.concat([by_list, by_register]).filter(pl.col("day").is_not_null())
