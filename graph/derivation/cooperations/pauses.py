"""What stands between two parties of a basis: a suspension, or an objection that precludes it (VCLT 20, 57, 58, 72)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.periods import eve
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.comparisons import refuse_rows
from accordgraph.graph.derivation.resolution import decides

KINDS = {"suspended": ("suspends", "resumes"), "excluded": ("precludes", "admits")}
PAIR = ("basis", "actor", "partner")
DAY = ("day_earliest", "day_latest")

OBJECTION_TIME = "12mo"
"""VCLT 20 (5): whoever has not objected by the end of twelve months has accepted, or by its own consent, if later."""


def derive_pauses(acts: Acts, participations: pl.DataFrame) -> pl.DataFrame:
    """Each pause between two: `basis`, `actor`, `partner` (each pair both ways), `paused_kind`, and the bounds of its
    first and last day, `paused_from_earliest` ... `paused_to_latest` (null: no end is reported).

    A pause that a source ranking below those who assert the rows reports is possible, and never certain.
    """
    effects = {effect for pair in KINDS.values() for effect in pair}
    turning = acts.table.filter(pl.col("effect").is_in(list(effects)))
    turns = _between(turning, participations)
    parts = [_of_kind(turns, kind, *effects) for kind, effects in KINDS.items()]
    return _as_one(pl.concat(parts))


def _between(turning: pl.DataFrame, participations: pl.DataFrame) -> pl.DataFrame:
    """The acts that begin or end a pause, for each pair that they bear on: those named, or the actor and all others."""
    days = [
        pl.coalesce(f"effective_{bound}", f"done_{bound}").alias(f"day_{bound}") for bound in ("earliest", "latest")
    ]
    parties = participations.group_by("basis", "actor").agg(
        best=pl.col("rank").max(), begun=pl.col("start_latest").max(), unknown=pl.col("start_latest").null_count() > 0
    )
    acts = turning.select(
        "basis", "effect", "authority", "strong", *days, "actor", partner=pl.col("towards").str.split(" ")
    )
    others = parties.rename({name: f"partner_{name}" for name in ("best", "begun", "unknown")})
    others = others.rename({"actor": "partner"})
    rows = _by_each(_by_each(acts.explode("partner"), parties, "actor"), others, "partner")
    best = pl.max_horizontal("best", "partner_best")
    rows = rows.filter((pl.col("actor") != pl.col("partner")) & ~_is_late()).with_columns(
        decides=decides(pl.col("authority"), pl.col("strong"), best)
    )
    return rows.select(*PAIR, "effect", "decides", *DAY)


def _by_each(acts: pl.DataFrame, parties: pl.DataFrame, side: str) -> pl.DataFrame:
    """The acts with the party that they name on a side, or with each one where they name none."""
    is_named = pl.col(side).is_not_null()
    named = acts.filter(is_named).join(parties, on=["basis", side])
    of_all = acts.filter(~is_named).drop(side)
    refuse_rows("suspensions or objections and those between whom they stand", of_all, parties, ["basis"])
    return pl.concat([named, of_all.join(parties, on="basis").select(named.columns)])


def _is_late() -> pl.Expr:
    """Whether an objection came when the time for it was over for certain: it is shown, and keeps nobody apart."""
    begun = pl.max_horizontal("begun", "partner_begun").dt.offset_by(OBJECTION_TIME)
    over = (pl.col("day_earliest") > begun) & ~pl.col("unknown") & ~pl.col("partner_unknown")
    return ((pl.col("effect") == "precludes") & over).fill_null(False)


def _of_kind(turns: pl.DataFrame, kind: str, begins: str, ends: str) -> pl.DataFrame:
    """Each beginning with the first end that is not before it."""
    begun = turns.filter(pl.col("effect") == begins).select(*PAIR, *DAY, "decides").with_row_index("pause")
    over = turns.filter(pl.col("effect") == ends).select(
        *PAIR, over_earliest="day_earliest", over_latest="day_latest", is_over="decides"
    )
    # A weaker voice ends no pause of which others report.
    later = begun.join(over, on=PAIR).filter(pl.col("is_over") | ~pl.col("decides"))
    later = later.filter((pl.col("over_latest") >= pl.col("day_earliest")).fill_null(True))
    first = later.sort("pause", "over_earliest").unique("pause", keep="first", maintain_order=True)
    rows = begun.join(first.select("pause", "over_earliest", "over_latest"), on="pause", how="left")
    return rows.select(
        *PAIR,
        paused_kind=pl.lit(kind),
        paused_from_earliest="day_earliest",
        paused_from_latest=pl.when("decides").then("day_latest"),
        paused_to_earliest=eve(pl.col("over_earliest"), "earliest"),
        paused_to_latest=eve(pl.col("over_latest"), "latest"),
    )


def _as_one(pauses: pl.DataFrame) -> pl.DataFrame:
    """One row a pair: its last pause. Where there were more, the days from the first on are possibly paused, not
    surely.

    A row has room for one; so the earlier ones make an answer less sure, and never a wrong one.
    """
    both = pl.concat([pauses, pauses.rename({"actor": "partner", "partner": "actor"}).select(pauses.columns)])
    ordered = both.unique().sort(*PAIR, "paused_from_earliest", "paused_kind", nulls_last=False)
    none = pl.col("paused_from_earliest").null_count() > 0
    to_latest = pl.col("paused_to_latest")
    return ordered.group_by(PAIR, maintain_order=True).agg(
        pl.col("paused_kind").last(),
        paused_from_earliest=pl.when(~none).then(pl.col("paused_from_earliest").min()),
        paused_from_latest=pl.col("paused_from_latest").last(),
        paused_to_earliest=pl.when(to_latest.null_count() == 0).then(pl.col("paused_to_earliest").last()),
        paused_to_latest=pl.when(to_latest.null_count() == 0).then(to_latest.max()),
    )


def with_pauses(links: pl.DataFrame, pauses: pl.DataFrame) -> pl.DataFrame:
    """The links with what stands between their two sides."""
    sides = pauses.rename({"actor": "actor_a", "partner": "actor_b"})
    return links.join(sides, on=["basis", "actor_a", "actor_b"], how="left")
