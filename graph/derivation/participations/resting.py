"""What a basis rests on: another that it requires bounds it, one that it supplements casts its doubt on it (RULES
5).
"""

from __future__ import annotations

import datetime

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.derivation import entities
from accordgraph.graph.derivation.participations.lives import raise_start

PARTY = ("basis", "actor")
SUPPORTS = ("supplements", "legal_basis")

MOST_STEPS = 8
"""A protocol to a protocol to a convention: nobody has seen a longer chain, and a circle has to end."""


def rest(participations: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """The participations cut to those in what they require, with two more columns.

    `parent_unreported`: what the basis requires, where nobody reports that the actor takes part in it.
    `rests_until`: the
    last day on which what the basis supplements, or has as its legal basis, has certainly not ended for the actor.
    """
    requires = _relation(statements, "requires")
    supports = pl.concat([_relation(statements, name) for name in SUPPORTS]).unique()
    supports = supports.join(requires, on=["basis", "parent"], how="anti")
    data = participations.with_columns(parent_unreported=pl.lit(None, pl.String), rests_until=pl.lit(None, pl.Date))
    for _ in range(min(MOST_STEPS, requires.height)):
        cut = _within_required(data, requires)
        if cut.equals(data):
            break
        data = cut
    for _ in range(min(MOST_STEPS, supports.height)):
        doubted = _with_doubt(data, supports)
        if doubted.equals(data):
            break
        data = doubted
    return data


def _relation(statements: pl.DataFrame, name: str) -> pl.DataFrame:
    return entities.several(statements, "basis", name).rename({"thing": "basis", "value": "parent"})


def _parts_in(data: pl.DataFrame, relation: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Each actor's time in each parent: from its first start to its last end, as far as these are reported.

    With `time` one row for each time that the actor was in: a change of role leaves nothing.
    """
    parents = relation.select(basis="parent").unique()
    bound = data.filter(pl.col("mode") == "bound").join(parents, on="basis", how="semi").sort(*PARTY, "episode")
    stays = (pl.col("end_rule").shift(1) == "end:role-changed").over(PARTY).fill_null(False)
    bound = bound.with_columns(time=(~stays).cum_sum().over(PARTY))
    never_over = pl.col("end_latest").null_count() > 0
    return bound.group_by("actor", *by, parent="basis", maintain_order=True).agg(
        parent_start=pl.when(pl.col("start_earliest").null_count() == 0).then(pl.col("start_earliest").min()),
        parent_start_latest=pl.col("start_latest").first(),
        parent_end_earliest=pl.col("end_earliest").max(),
        parent_end_latest=pl.when(~never_over).then(pl.col("end_latest").max()),
        parent_until=pl.col("until").last(),
        parent_until_latest=pl.col("until_latest_reported").last(),
        parent_kind=pl.col("end_kind").last(),
        parent_standing=pl.col("end_standing").last(),
        parent_goes_on=pl.col("goes_on").any(),
        parent_rests_until=pl.col("rests_until").last(),
    )


def _within_required(data: pl.DataFrame, requires: pl.DataFrame) -> pl.DataFrame:
    """Whoever leaves what is required leaves this too, on the same day (ETS 182, article 34(3))."""
    names = data.columns
    parts = _times_within(data, requires)
    # Of several that are required the one that ends first decides.
    first = parts.sort("id", "parent_end_latest", "parent", nulls_last=True).unique(
        "id", keep="first", maintain_order=True
    )
    missing = requires.join(data.select("basis", "actor").unique(), on="basis").join(
        parts.select(*PARTY, "parent"), on=[*PARTY, "parent"], how="anti"
    )
    missing = missing.group_by(PARTY).agg(missing=pl.col("parent").min())
    data = data.join(first.drop("parent", *PARTY), on="id", how="left", maintain_order="left").join(
        missing, on=PARTY, how="left", maintain_order="left"
    )
    later = (pl.col("parent_start") > pl.coalesce("start_earliest", pl.date(1, 1, 1))).fill_null(False)
    room = (pl.col("start_latest").is_null() | (pl.col("start_latest") >= pl.col("parent_start"))).fill_null(False)
    data = raise_start(data, later & room, pl.col("parent_start"), "narrow:requires")
    return _cut(data).with_columns(parent_unreported=pl.coalesce("missing", "parent_unreported")).select(names)


def _times_within(data: pl.DataFrame, relation: pl.DataFrame) -> pl.DataFrame:
    """For each participation, by `id`, the time in its parent within which it began.

    Whoever left and came back is not back in what rested on the first time: that takes a consent of its own. Where it
    may have begun within one time or another, all of them count as one.
    """
    children = data.select("id", *PARTY, "start_earliest", "start_latest").join(relation, on="basis")
    times = _parts_in(data, relation, "time")
    key = ["id", "parent", "time"]
    began = _time_on(children, times, pl.col("start_earliest").fill_null(datetime.date.min)).join(
        _time_on(children, times, pl.col("start_latest").fill_null(datetime.date.max)), on=key, how="semi"
    )
    children = children.drop("start_earliest", "start_latest")
    within = children.join(began, on=["id", "parent"]).join(times, on=["actor", "parent", "time"]).drop("time")
    rest = children.join(began, on=["id", "parent"], how="anti").join(_parts_in(data, relation), on=["actor", "parent"])
    return pl.concat([within, rest])


def _time_on(children: pl.DataFrame, times: pl.DataFrame, day: pl.Expr) -> pl.DataFrame:
    """The first time in the parent that was not over on the day: `id`, `parent`, `time`."""
    running = pl.col("parent_end_latest").is_null() | (pl.col("parent_end_latest") >= day)
    rows = children.join(times, on=["actor", "parent"]).filter(running).sort("id", "parent", "time")
    return rows.unique(["id", "parent"], keep="first", maintain_order=True).select("id", "parent", "time")


def _cut(data: pl.DataFrame) -> pl.DataFrame:
    ends_first = pl.col("end_latest").is_null() | (pl.col("parent_end_latest") < pl.col("end_latest"))
    cut = (pl.col("parent_end_latest").is_not_null() & ends_first).fill_null(False)
    # A term of what is required lapses here too, and an exit whose day nobody knows leaves this open as well.
    softer = pl.col("parent_end_latest").is_null() & ~pl.col("parent_goes_on") & pl.col("goes_on")
    data = data.with_columns(cut=cut | softer.fill_null(False))
    values: dict[str, pl.Expr | str] = {
        "end_earliest": "parent_end_earliest",
        "end_latest": "parent_end_latest",
        "until": pl.coalesce("parent_until", write_bounds(pl.col("parent_end_earliest"), pl.col("parent_end_latest"))),
        "until_latest_reported": "parent_until_latest",
        "end_kind": "parent_kind",
        "end_standing": "parent_standing",
        "end_rule": pl.lit("end:required-ended"),
        "goes_on": pl.lit(False),
    }
    return data.with_columns(pl.when("cut").then(value).otherwise(name).alias(name) for name, value in values.items())


def _with_doubt(data: pl.DataFrame, supports: pl.DataFrame) -> pl.DataFrame:
    """An end or a lapsed term of what this rests on is a doubt from the next day on; a mere absence is none."""
    names = data.columns
    parts = _times_within(data, supports).filter(~pl.col("parent_goes_on"))
    until = pl.min_horizontal("parent_end_earliest", "parent_rests_until")
    own = parts.group_by("id").agg(own=until.min())
    whole = _ended_for_all(data, supports)
    for_all = supports.join(whole, on="parent").group_by("basis").agg(for_all=pl.col("parent_end_earliest").min())
    data = data.join(own, on="id", how="left", maintain_order="left").join(
        for_all, on="basis", how="left", maintain_order="left"
    )
    return data.with_columns(rests_until=pl.min_horizontal("own", "for_all", "rests_until")).select(names)


def _ended_for_all(data: pl.DataFrame, supports: pl.DataFrame) -> pl.DataFrame:
    """The bases whose every participation has an end or a term: `parent`, and the last day certain of any."""
    parts = (
        _parts_in(data, supports)
        .group_by("parent")
        .agg(pl.col("parent_end_earliest").max(), goes_on=pl.col("parent_goes_on").any())
    )
    return parts.filter(~pl.col("goes_on")).select("parent", "parent_end_earliest")
