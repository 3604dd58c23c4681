"""Stints: one actor in several roles, one after another (RULES 8).

Roles that are reported for days which do not overlap are stints, each an episode of its own; only where the days
overlap do the roles contradict each other.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_instants, write_bounds
from accordgraph.graph.dates.periods import eve, morrow
from accordgraph.ontology.registry import Registry

PARTY = ("basis", "actor")
UNKNOWN = "unknown"
"""Stands in a listing whose source tells no role."""

OPEN_ENDED = ("none", "term", "denied")


class Stints(NamedTuple):
    """`roles`: `basis`, `actor`, `stint` (from 1), `first` (its first day), `left_after` (the last stint was seen
    then).

    `mentions`: `mention` and its `stint`.
    """

    roles: pl.DataFrame
    mentions: pl.DataFrame


def find_stints(statements: pl.DataFrame, sources: pl.DataFrame, vocabulary: Registry) -> Stints:
    """The stints of those who are reported in several roles, never at the same time, and of whom no exit is reported.

    A role changes only where an act says so, or one voice tells both; and only if its source ranks as high. Where
    episodes are named, what is reported without one decides nothing: it may speak of any of them.
    """
    tellings = _tellings(statements, sources, vocabulary)
    by_role = tellings.group_by(*PARTY, "role").agg(
        first=pl.col("earliest").min(),
        last=pl.col("latest").max(),
        seen=pl.col("earliest").max(),
        undated=pl.col("earliest").null_count() + pl.col("latest").null_count(),
        is_act=pl.col("is_act").any(),
        rank=pl.col("rank").max(),
        voices=pl.col("voice").unique(),
        named=pl.col("named").min(),
        last_named=pl.col("named").max(),
    )
    ordered = by_role.sort(*PARTY, "first", "role").with_columns(
        stint=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(PARTY),
        left_after=pl.col("seen").shift(1).over(PARTY),
        changes=_changes().over(PARTY),
    )
    as_named = pl.col("named").eq_missing(pl.col("last_named")) & (pl.col("named") == pl.col("stint")).fill_null(True)
    apart = (pl.col("changes") & as_named & (pl.col("undated") == 0)).all().over(PARTY)
    roles = ordered.filter(apart)
    mentions = tellings.join(roles.select(*PARTY, "role", "stint"), on=[*PARTY, "role"])
    return Stints(
        roles.select(*PARTY, "stint", "first", "left_after"), mentions.select("mention", "stint").unique("mention")
    )


def _changes() -> pl.Expr:
    """Whether a role follows the one before it: later, said by an act or by one voice, and by no lesser source."""
    later = pl.col("first") > pl.col("last").shift(1)
    one_voice = pl.col("voices").list.set_intersection(pl.col("voices").shift(1)).list.len() > 0
    as_high = pl.col("rank") >= pl.col("rank").shift(1)
    is_first = pl.col("first").shift(1).is_null() & (pl.int_range(pl.len()) == 0)
    return is_first | (later & (pl.col("is_act") | one_voice) & as_high).fill_null(False)


def _tellings(statements: pl.DataFrame, sources: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Every telling of a role by an act or a list, of those in several roles of whom no exit is reported; where
    episodes of a party are named (`named`), only those.
    """
    about = statements.filter((pl.col("about") == "participation") & (pl.col("stance") == "asserts"))
    roles = about.filter(pl.col("property").is_in(["role", "listed"]) & (pl.col("value") != UNKNOWN))
    several = roles.group_by(PARTY).agg(roles=pl.col("value").n_unique()).filter(pl.col("roles") > 1).select(PARTY)
    leaving = [name for name, kind in vocabulary.act_types.items() if "closes" in kind.effect.values()]
    acts = statements.filter((pl.col("about") == "act") & (pl.col("stance") == "asserts"))
    left = acts.filter((pl.col("property") == "type") & pl.col("value").is_in(leaving)).select(PARTY)
    roles = roles.join(several, on=PARTY, how="semi").join(left, on=PARTY, how="anti")
    days = acts.filter(pl.col("property").is_in(["done_on", "effective_on"])).sort("property", "value")
    days = days.group_by("mention", maintain_order=True).agg(day=pl.col("value").first())
    is_act = pl.col("property") == "role"
    episodes = acts.filter(pl.col("property") == "episode").select("mention", named=pl.col("value").cast(pl.Int64))
    roles = roles.join(episodes.unique("mention"), on="mention", how="left")
    roles = roles.filter(pl.col("named").is_not_null() | pl.col("named").is_null().all().over(PARTY))
    rows = roles.join(days, on="mention", how="left").with_columns(day=pl.when(is_act).then("day").otherwise("as_of"))
    bounds = parse_instants(rows["day"]).select("earliest", "latest")
    rows = rows.select(*PARTY, "mention", "source", "named", is_act=is_act, role="value").hstack(bounds)
    return rows.join(sources.select("rank", "voice", source="id"), on="source")


def stint_on(rows: pl.DataFrame, day: str, stints: Stints) -> pl.DataFrame:
    """The rows (with `mention`, `basis`, `actor`, a column of days) with `stint`: their own, or the last one begun."""
    rows = rows.with_row_index("row").join(stints.mentions, on="mention", how="left")
    begun = rows.filter(pl.col("stint").is_null()).join(stints.roles.rename({"stint": "begun"}), on=PARTY)
    begun = begun.filter((pl.col("first") <= pl.col(day)).fill_null(False)).group_by("row").agg(pl.col("begun").max())
    joined = rows.join(begun, on="row", how="left")
    return joined.with_columns(stint=pl.coalesce("stint", "begun")).drop("row", "begun")


def with_stints(participations: pl.DataFrame, stints: Stints) -> pl.DataFrame:
    """The participations with each stint ended on the eve of the next; one that only lists tell began after the
    last.
    """
    names = participations.columns
    data = participations.join(
        stints.roles.select(*PARTY, "left_after", episode="stint"), on=[*PARTY, "episode"], how="left"
    )
    follows = pl.col("left_after").is_not_null() & pl.col("start_earliest").is_null()
    data = data.with_columns(follows=follows)
    data = data.with_columns(
        start_earliest=pl.when("follows").then(morrow(pl.col("left_after"), "earliest")).otherwise("start_earliest"),
        start_rule=pl.when("follows").then(pl.lit("start:role-changed")).otherwise("start_rule"),
    )
    text = write_bounds(pl.col("start_earliest"), pl.col("start_latest"))
    data = data.with_columns(start=pl.when("follows").then(text).otherwise("start"))
    data = data.with_columns(
        last_attested=pl.when("follows")
        .then(pl.max_horizontal("last_attested", "start_earliest"))
        .otherwise("last_attested")
    )
    return _ended_by_next(data).select(names)


def _ended_by_next(data: pl.DataFrame) -> pl.DataFrame:
    starts = data.filter(pl.col("left_after").is_not_null())
    following = starts.select(
        *PARTY,
        episode=pl.col("episode") - 1,
        eve_earliest=eve(pl.col("start_earliest"), "earliest"),
        eve_latest=eve(pl.col("start_latest"), "latest"),
        followed=pl.lit(True),
    )
    data = data.join(following, on=[*PARTY, "episode"], how="left")
    ends = pl.col("followed").fill_null(False) & pl.col("end_kind").is_in(OPEN_ENDED)
    values: dict[str, pl.Expr | str] = {
        "end_earliest": "eve_earliest",
        "end_latest": "eve_latest",
        "end_kind": pl.lit("exit"),
        "end_rule": pl.lit("end:role-changed"),
        "end_standing": pl.lit("single"),
        "until": write_bounds(pl.col("eve_earliest"), pl.col("eve_latest")),
        "until_latest_reported": "eve_latest",
        "goes_on": pl.lit(False),
        "last_attested": pl.min_horizontal("last_attested", "eve_latest"),
        "attested_latest": pl.min_horizontal("attested_latest", "eve_latest"),
    }
    data = data.with_columns(ends=ends)
    return data.with_columns(pl.when("ends").then(value).otherwise(name).alias(name) for name, value in values.items())
