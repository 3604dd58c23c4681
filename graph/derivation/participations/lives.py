"""Lives: nobody takes part before being founded or after being closed, nor in a team before its founding, nor is bound
before signing (RULES 2).
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.dates.periods import eve, morrow
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.resolution import decides
from accordgraph.graph.ranks import CURATED

OUTSIDE = "narrow:outside-life"
SIGNED = "narrow:signed"
FORMER_STATE = "^[a-z]{4}$"
"""The four letters of ISO 3166-3: of a state that is no more."""


class Lived(NamedTuple):
    """`participations`, narrowed; `outside`: `id` of each that is reported wholly outside a life, and the `bound`."""

    participations: pl.DataFrame
    outside: pl.DataFrame


def lives(actors: pl.DataFrame, succeeded: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """From when to when each actor was there: `actor`, `founded_*`, `closed_*` and `closed` (EDTF).

    A state that others succeeded, and whose end no source dates, ended on the eve of its last successor's founding;
    where none is reported, of its first succession. `succeeded`: `actor` (the successor), `other`. RULES 8.
    """
    parts = ("earliest", "latest", "authority", "strong")
    columns = [f"{name}_{part}" for name in ("founded", "closed") for part in parts]
    data = actors.select("closed", *columns, actor="id")
    successors = succeeded.join(data.select("founded_earliest", "founded_latest", "actor"), on="actor", how="left")
    first = acts.table.filter(pl.col("effect") == "succeeds").group_by("actor").agg(first=pl.col("done_earliest").min())
    successors = successors.join(first, on="actor", how="left")
    eves = successors.group_by(actor="other").agg(
        eve_earliest=eve(pl.coalesce(pl.col("founded_earliest").max(), pl.col("first").min()), "earliest"),
        eve_latest=eve(pl.coalesce(pl.col("founded_latest").max(), pl.col("first").min()), "latest"),
    )
    return _ended_by_successors(data.join(eves, on="actor", how="left"))


def _ended_by_successors(data: pl.DataFrame) -> pl.DataFrame:
    is_former = (
        pl.col("actor").str.contains(FORMER_STATE) & pl.col("closed").is_null() & pl.col("eve_latest").is_not_null()
    )
    return data.with_columns(
        closed_earliest=pl.when(is_former).then("eve_earliest").otherwise("closed_earliest"),
        closed_latest=pl.when(is_former).then("eve_latest").otherwise("closed_latest"),
        # Who founded the successors does not report an end: that it is over is certain all the same.
        closed_authority=pl.when(is_former).then(pl.lit(CURATED, pl.Int64)).otherwise("closed_authority"),
        succeeded=is_former,
    ).drop("eve_earliest", "eve_latest")


def narrow(
    participations: pl.DataFrame, lived: pl.DataFrame, acts: Acts, bases: pl.DataFrame, asserted: pl.DataFrame
) -> Lived:
    """The participations within the lives of their actors and the founding of their basis, and not before a signature.

    What is reported wholly outside stays as reported: that is a conflict, and no reason to move a date of a source.
    """
    data = participations.join(lived, on="actor", how="left").join(foundings(acts, bases), on="basis", how="left")
    data = data.join(signings(acts), on=("basis", "actor"), how="left")
    data = data.join(asserted, on=("basis", "actor", "episode"), how="left")
    data = data.with_columns(_floor("founded"), _floor("basis_founded"), _floor("closed"), _floor("signed"))
    outside = pl.concat([_outside(data), _after(data)])
    data = raise_start(data, _room("founded_floor"), pl.col("founded_floor"), "narrow:founded")
    data = raise_start(data, _room("basis_founded_floor"), pl.col("basis_founded_floor"), "narrow:basis-founded")
    data = raise_start(data, _room("signed_floor"), pl.col("signed_floor"), SIGNED)
    return Lived(_doubted(_closed(data)).select(participations.columns), outside)


def foundings(acts: Acts, bases: pl.DataFrame) -> pl.DataFrame:
    """When each basis that signatures bind was founded: `basis`, `basis_founded_*`, and the act, `founding`."""
    signature = bases.filter(pl.col("binds") == "signature").select("basis")
    founding = acts.table.filter((pl.col("type") == "founding") & (pl.col("effect") == "opens"))
    return (
        founding.join(signature, on="basis", how="semi")
        .group_by("basis")
        .agg(
            basis_founded_earliest=pl.col("done_earliest").min(),
            basis_founded_authority=pl.col("authority").max(),
            basis_founded_strong=pl.col("strong").max(),
            founding=pl.col("id").sort_by("done_earliest", "id", nulls_last=True).first(),
        )
    )


def signings(acts: Acts) -> pl.DataFrame:
    """When each actor first signed what signatures do not bind it to: `basis`, `actor`, `signed_*`; without those whose
    signature has no day. Who signed is bound by what comes after.
    """
    signed = acts.table.filter((pl.col("phase") == "sign") & pl.col("actor").is_not_null())
    by_actor = signed.group_by("basis", "actor").agg(
        signed_earliest=pl.col("done_earliest").min(),
        signed_authority=pl.col("authority").max(),
        signed_strong=pl.col("strong").max(),
        is_dated=pl.col("done_earliest").is_not_null().all(),
    )
    return by_actor.filter("is_dated").drop("is_dated")


def _floor(name: str) -> pl.Expr:
    """The day that bounds from outside, where its source ranks high enough to move another's row."""
    moves = decides(pl.col(f"{name}_authority"), pl.col(f"{name}_strong"), pl.col("best"))
    return pl.when(moves).then(f"{name}_earliest").alias(f"{name}_floor")


def _room(floor: str) -> pl.Expr:
    """Whether the start reaches below the floor and above it."""
    below = pl.col("start_earliest").is_null() | (pl.col("start_earliest") < pl.col(floor))
    above = pl.col("start_latest").is_null() | (pl.col("start_latest") >= pl.col(floor))
    return (pl.col(floor).is_not_null() & below & above).fill_null(False)


def _outside(data: pl.DataFrame) -> pl.DataFrame:
    before = pl.any_horizontal(
        pl.col("start_latest") < pl.col(f"{name}_floor") for name in ("founded", "basis_founded")
    )
    return data.filter(before.fill_null(False)).select("basis", "actor", "episode", bound="founded_floor")


def _after(data: pl.DataFrame) -> pl.DataFrame:
    over = (pl.col("start_earliest") > pl.col("closed_latest")).fill_null(False)
    return data.filter(over).select("basis", "actor", "episode", bound="closed_latest")


def raise_start(data: pl.DataFrame, applies: pl.Expr, floor: pl.Expr, rule: str) -> pl.DataFrame:
    """The start moved up to the floor where it applies, with its text, and all that may not lie before the start."""
    data = data.with_columns(applies=applies, floor=floor)
    ends = ("end_earliest", "last_attested")
    raised = {
        name: pl.when(pl.col("applies") & (pl.col(name) < pl.col("floor"))).then("floor").otherwise(name)
        for name in ends
    }
    rules = pl.concat_str(["narrowed", pl.lit(rule)], separator=" ", ignore_nulls=True)
    data = data.with_columns(
        start_earliest=pl.when("applies").then("floor").otherwise("start_earliest"),
        narrowed=pl.when("applies").then(rules).otherwise("narrowed"),
        **raised,
    )
    text = write_bounds(pl.col("start_earliest"), pl.col("start_latest"))
    return data.with_columns(start=pl.when("applies").then(text).otherwise("start")).drop("applies", "floor")


def _closed(data: pl.DataFrame) -> pl.DataFrame:
    """Whoever was closed takes part in nothing after it; where no end is reported, the closing is the end."""
    ceiling = pl.col("closed_floor").is_not_null() & pl.col("closed_latest").is_not_null()
    later = pl.col("end_latest").is_null() | (pl.col("closed_latest") < pl.col("end_latest"))
    begun = pl.col("start_earliest").is_null() | (pl.col("start_earliest") <= pl.col("closed_latest"))
    data = data.with_columns(cut=(ceiling & later & begun).fill_null(False))
    ends = pl.col("goes_on") | (pl.col("closed_earliest") < pl.col("end_earliest"))
    data = data.with_columns(ends=(pl.col("cut") & ends).fill_null(False))
    rule = pl.when(pl.col("succeeded")).then(pl.lit("end:succeeded")).otherwise(pl.lit("end:closed"))
    bounds = write_bounds(pl.col("closed_earliest"), pl.col("closed_latest"))
    closed: dict[str, pl.Expr | str] = {
        "end_earliest": "closed_earliest",
        "until_latest_reported": "closed_latest",
        "until": pl.coalesce("closed", bounds),
        "end_kind": pl.lit("exit"),
        "end_rule": rule,
        "end_standing": pl.lit("single"),
        "goes_on": pl.lit(False),
    }
    return data.with_columns(
        pl.when("cut").then("closed_latest").otherwise("end_latest").alias("end_latest"),
        pl.when("cut")
        .then(pl.min_horizontal("last_attested", "closed_latest"))
        .otherwise("last_attested")
        .alias("last_attested"),
        pl.when("cut")
        .then(pl.min_horizontal("attested_latest", "closed_latest"))
        .otherwise("attested_latest")
        .alias("attested_latest"),
        *(pl.when("ends").then(value).otherwise(name).alias(name) for name, value in closed.items()),
    )


def _doubted(data: pl.DataFrame) -> pl.DataFrame:
    """A closing that a weaker voice reports is a lesser denial: from the day after it, nothing is certain."""
    moves = decides(pl.col("closed_authority"), pl.col("closed_strong"), pl.col("best"))
    goes_on = pl.col("end_latest").is_null() | (pl.col("end_latest") > pl.col("closed_earliest"))
    begun = pl.col("start_latest").is_null() | (pl.col("start_latest") <= pl.col("closed_earliest"))
    data = data.with_columns(
        doubted=(pl.col("closed_earliest").is_not_null() & ~moves & goes_on & begun).fill_null(False)
    )
    reported = pl.when(pl.col("disputed_to").is_null()).then("disputed_from")
    doubt = {
        "disputed_from": pl.min_horizontal(reported, morrow(pl.col("closed_earliest"))),
        "disputed_to": pl.lit(None, pl.Date),
    }
    denied = {
        "end_earliest": pl.min_horizontal("end_earliest", "closed_earliest"),
        "end_kind": pl.lit("denied"),
        "end_rule": pl.lit("end:denied-later"),
        "end_standing": pl.lit("disputed"),
    }
    is_end = pl.col("doubted") & pl.col("end_kind").is_in(["none", "term"])
    return data.with_columns(
        *(pl.when("doubted").then(value).otherwise(name).alias(name) for name, value in doubt.items()),
        *(pl.when(is_end).then(value).otherwise(name).alias(name) for name, value in denied.items()),
    )
