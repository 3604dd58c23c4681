"""Acts with their resolved values: type, days, end and the body that acted (RULES 2)."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.acts.placement import Placed, phase_table
from accordgraph.graph.derivation.resolution import Resolved, resolve
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import Registry

DATES = ("done_on", "effective_on", "until")
TERM = "term"


class Acts(NamedTuple):
    """What `resolve_acts` gives.

    `table`: one row an act, with `effect` (what it does to a participation). `resolved`: how days and type were chosen.
    `evidence`: `thing` (the act) and `statement`.
    """

    table: pl.DataFrame
    resolved: list[Resolved]
    evidence: pl.DataFrame


def resolve_acts(
    statements: pl.DataFrame, placed: Placed, binds: pl.DataFrame, sources: pl.DataFrame, vocabulary: Registry
) -> Acts:
    """Choose the values of each placed act.

    The table has `id`, `basis`, `actor` (null: of the whole), `phase`, `episode`, `type`, `through`, `subject_to`,
    `towards` (texts, joined), `effect`, `standing` (of the day that governs it), `authority` and `strong` (of those who
    report it at all, see `resolution.decides`), and for each of `done_on`, `effective_on`, `until` the EDTF text and
    bounds (`done_earliest`, ...), `{name}_standing`, `{name}_authority`, `{name}_strong` and `{name}_last_earliest`.
    """
    values = _reported_values(statements, placed, vocabulary)
    kinds = {"date": list(DATES), "taxonomy": ["type"], "exact": ["through", "subject_to"]}
    resolved = [
        resolve(values.filter(pl.col("property").is_in(names)), sources, compare, vocabulary)
        for compare, names in kinds.items()
    ]
    table = placed.acts.rename({"act": "id"})
    for name in DATES:
        table = table.join(_dates(resolved[0].chosen, name), on="id", how="left")
    for name, part in (("type", resolved[1]), ("through", resolved[2]), ("subject_to", resolved[2])):
        table = table.join(_values(part.chosen, name), on="id", how="left")
    table = table.join(_reported_by(values, sources), on="id", how="left")
    table = table.join(_towards(values), on="id", how="left")
    evidence = values.select("thing", "statement").unique()
    # Several bodies may act for one state: one of them is shown, and none contradicts another.
    disputable = resolved[:2]
    table = _without_revoked(_with_effect(table, binds, vocabulary))
    return Acts(table.sort("id"), disputable, evidence)


def _reported_values(statements: pl.DataFrame, placed: Placed, vocabulary: Registry) -> pl.DataFrame:
    """Each statement beside the act that it turned out to be about, under the property that it states."""
    forces = [name for name, kind in vocabulary.act_types.items() if "dates-entry" in kind.effect.values()]
    rows = placed.mentions.filter(pl.col("act").is_not_null())
    rows = rows.select(
        "mention", "type", "of_other_act", "phase", party=pl.col("actor").is_not_null(), thing="act"
    ).unique()
    reported = statements.filter((pl.col("about") == "act") & (pl.col("stance") == "asserts"))
    data = reported.select("mention", "property", "value", "source", "how", statement="id").join(rows, on="mention")
    is_type = pl.col("property") == "type"
    with_effect_day = (
        reported.filter(pl.col("property") == "effective_on").select("mention", has_effect=pl.lit(True)).unique()
    )
    data = data.join(with_effect_day, on="mention", how="left")
    dates_entry = pl.col("type").is_in(forces) & pl.col("party")
    data = data.with_columns(
        value=pl.when(is_type & pl.col("of_other_act")).then(pl.lit(TERM)).otherwise("value"),
        property=pl.when(dates_entry & (pl.col("property") == "done_on") & pl.col("has_effect").is_null())
        .then(pl.lit("effective_on"))
        .otherwise("property"),
    )
    end_elsewhere = (pl.col("property") == "until") & (pl.col("phase") != TERM)
    # When an act took effect says nothing of the term that was reported with it; when it was done, they agreed on both.
    day_elsewhere = pl.col("of_other_act") & pl.col("property").is_in(["effective_on", "through", "subject_to"])
    of_entry = dates_entry & pl.col("property").is_in(["type", "done_on"])
    return data.filter(~end_elsewhere & ~day_elsewhere & ~of_entry)


def _reported_by(values: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Who reports that there is such an act at all: `id`, `authority` (the highest), `strong` (voices of press or
    more).
    """
    stated = values.filter((pl.col("property") == "type") & (pl.col("how") != "inferred"))
    rows = stated.join(sources.select("authority", "rank", "voice", source="id"), on="source")
    strong = pl.col("voice").filter(pl.col("rank") >= STRONG_RANK).n_unique()
    return rows.group_by(id="thing").agg(pl.col("authority").max(), strong=strong)


def _towards(values: pl.DataFrame) -> pl.DataFrame:
    rows = values.filter(pl.col("property") == "towards")
    return rows.group_by(id="thing").agg(towards=pl.col("value").unique().sort().str.join(" "))


DATE_PARTS = ("earliest", "latest", "last_earliest", "standing", "authority", "strong")


def _dates(chosen: pl.DataFrame, name: str) -> pl.DataFrame:
    short = name.removesuffix("_on")
    parts = [pl.col(part).alias(f"{short}_{part}") for part in DATE_PARTS]
    return chosen.filter(pl.col("property") == name).select(pl.col("value").alias(name), *parts, id="thing")


def _values(chosen: pl.DataFrame, name: str) -> pl.DataFrame:
    return chosen.filter(pl.col("property") == name).select(pl.col("value").alias(name), id="thing")


def _with_effect(table: pl.DataFrame, binds: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    data = table.join(binds, on="basis", how="left").with_columns(pl.col("binds").fill_null("unknown"))
    effects = phase_table(vocabulary).select("type", "binds", "effect")
    # An act of which only the entry into force is reported has no type, and opens all the same.
    opens = pl.when((pl.col("phase") == "entry") & pl.col("effect").is_null()).then(pl.lit("opens"))
    data = data.join(effects, on=["type", "binds"], how="left").with_columns(effect=opens.otherwise("effect"))
    data = data.with_columns(effect=_effect_by_phase())
    standing = pl.coalesce(
        pl.when(pl.col("phase") == TERM).then("until_standing"), "done_standing", "effective_standing", pl.lit("single")
    )
    return data.with_columns(standing=standing)


def _effect_by_phase() -> pl.Expr:
    """What placement has settled wins over the type: a signature subject to ratification opens nothing (VCLT 12, 14),
    and the end of the whole that one party alone brings about is its own exit.
    """
    own_end = (pl.col("phase") == "exit") & (pl.col("effect") == "ends-whole")
    return (
        pl.when(pl.col("phase") == "sign").then(pl.lit("shown"))
        .when(own_end).then(pl.lit("closes"))
        .otherwise("effect")
    )  # fmt: skip


def _without_revoked(table: pl.DataFrame) -> pl.DataFrame:
    """A notice of exit that is revoked before it took effect ends nothing (VCLT 68)."""
    revoked = table.filter(pl.col("effect") == "revokes-exit").select("basis", "actor", revoked_on="done_latest")
    if revoked.is_empty():
        return table
    exits = table.filter(pl.col("effect") == "closes").join(revoked, on=["basis", "actor"])
    later = (pl.col("revoked_on") >= pl.col("done_earliest")).fill_null(True)
    in_time = (pl.col("revoked_on") < pl.col("effective_earliest")).fill_null(True)
    ids = exits.filter(later & in_time)["id"].unique()
    return table.with_columns(
        effect=pl.when(pl.col("id").is_in(ids.implode())).then(pl.lit("shown")).otherwise("effect")
    )
