"""Conflicts: where voices contradict each other, with every candidate, its source, and the rule that chose."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.acts.placement import Placed
from accordgraph.graph.derivation.participations.starts import EPISODE
from accordgraph.graph.derivation.resolution import Resolved
from accordgraph.graph.statements.hows import DAY_INFERRED


class Conflicts(NamedTuple):
    """`conflicts` and `candidates` as the classes of these names; `evidence`: `class`, `thing`, `statement`."""

    conflicts: pl.DataFrame
    candidates: pl.DataFrame
    evidence: pl.DataFrame


DETAILS_OF_ACT = ("done_on", "effective_on", "until", "type")
"""What is shown of a mention that could not be placed: the first of these that it tells."""

VOICE = (
    "conflict",
    "about",
    "property",
    "preferred",
    "rule",
    "value",
    "stance",
    "source",
    "rank",
    "voices",
    "in_hull",
    "statement",
)


def gather(
    resolved: list[Resolved],
    existence: pl.DataFrame,
    placed: Placed,
    others: list[pl.DataFrame],
    statements: pl.DataFrame,
    sources: pl.DataFrame,
) -> Conflicts:
    """All conflicts of a build.

    `existence` is `Judged.voices`; `others` are those of `of_bounds` and `weaker`, with the columns `VOICE`;
    `statements` give the days of mentions that could not be placed.
    """
    ranks = sources.select("rank", source="id")
    parts = [_of_values(part, ranks) for part in resolved if (part.chosen["standing"] == "disputed").any()]
    parts += [_of_existence(existence), *others, _of_placement(placed, statements, ranks)]
    voices = pl.concat([part.select(VOICE) for part in parts]).unique()
    conflicts = voices.select("about", "property", "preferred", "rule", id="conflict").unique("id").sort("id")
    candidates = _candidates(voices, statements)
    return Conflicts(conflicts, candidates, _evidence(voices, candidates))


def of_bounds(
    participations: pl.DataFrame,
    outside: pl.DataFrame,
    naming: pl.DataFrame,
    acts: pl.DataFrame,
    statements: pl.DataFrame,
) -> pl.DataFrame:
    """Starts that lie wholly outside a life, and ends before the start: who reports them. Columns `VOICE`.

    `outside` is `lives.Lived.outside`, `naming` is `verdicts.Judged.naming`, `acts` is `Acts.evidence`.
    """
    beyond = outside.select(EPISODE).unique().join(naming, on=EPISODE)
    beyond = beyond.join(participations.select("start", thing="id"), on="thing")
    before = participations.filter(pl.col("end_rule") == "end:before-start")
    exits = before.with_columns(act=pl.format("{}~{}~exit~{}", "basis", "actor", "episode"), thing="id")
    reported = exits.join(acts.rename({"thing": "act"}), on="act").join(
        statements.filter(pl.col("property") == "type").select("source", statement="id"), on="statement"
    )
    parts = {
        "outside_life": beyond.select("thing", "source", "statement", "rank", value="start"),
        "end_before_start": reported.select("thing", "source", "statement", "rank", value="until"),
    }
    rules = {"outside_life": "narrow:outside-life", "end_before_start": "end:before-start"}
    rows = [part.with_columns(property=pl.lit(name), rule=pl.lit(rules[name])) for name, part in parts.items()]
    return pl.concat(rows).with_columns(
        conflict=_conflict_id(),
        about="thing",
        preferred=pl.lit(None, pl.String),
        stance=pl.lit("asserts"),
        voices=pl.lit(1, pl.UInt32),
        in_hull=pl.lit(None, pl.Boolean),
    )


def _evidence(voices: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    own = voices.join(candidates, on=["conflict", "value", "stance", "source"]).select("statement", thing="id")
    parts = {"Conflict": voices.select("statement", thing="conflict"), "Candidate": own}
    return pl.concat([rows.unique().with_columns(pl.lit(name).alias("class")) for name, rows in parts.items()])


def _conflict_id(name: str = "property") -> pl.Expr:
    return pl.concat_str("thing", pl.col(name).str.replace_all("_", "-"), separator="~")


def _of_values(resolved: Resolved, ranks: pl.DataFrame) -> pl.DataFrame:
    disputed = resolved.chosen.filter(pl.col("standing") == "disputed")
    chosen = disputed.select("thing", "property", "rule", preferred="value")
    minimal = resolved.values.filter("minimal").select("thing", "property", "key", "voices", "in_hull", shown="value")
    rows = resolved.candidates.select("thing", "property", "key", "source", "statement")
    data = rows.join(chosen, on=["thing", "property"]).join(minimal, on=["thing", "property", "key"])
    data = data.join(ranks, on="source", how="left")
    return data.with_columns(conflict=_conflict_id(), about="thing", value="shown", stance=pl.lit("asserts"))


def _of_existence(voices: pl.DataFrame) -> pl.DataFrame:
    data = voices.with_columns(property=pl.lit("existence"), in_hull=pl.lit(None, pl.Boolean))
    return data.with_columns(conflict=_conflict_id(), about="thing")


def _of_placement(placed: Placed, statements: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    """Mentions that no act could be found for, and exits that no entry goes before."""
    phase = pl.col("phase").fill_null("act")
    unplaced = placed.mentions.filter(pl.col("act").is_null()).with_columns(
        rule=pl.lit("place:unplaced"), property=pl.concat_str(phase, pl.lit("unplaced"), separator="_")
    )
    early = placed.mentions.filter((pl.col("phase") == "exit") & (pl.col("episode") == 0)).with_columns(
        rule=pl.lit("place:exit-before-entry"), property=pl.lit("exit_before_entry")
    )
    rows = pl.concat([unplaced, early]).with_columns(
        thing=pl.concat_str("basis", pl.col("actor").fill_null("whole"), separator="~")
    )
    facts = statements.filter((pl.col("about") == "act") & pl.col("property").is_in(DETAILS_OF_ACT))
    details = facts.with_columns(
        turn=pl.col("property").replace_strict(dict(zip(DETAILS_OF_ACT, range(4), strict=True)))
    )
    details = details.sort("turn", "value").group_by("mention").agg(pl.col("value").first())
    data = rows.join(details, on="mention").join(facts.select("mention", statement="id"), on="mention")
    data = data.join(ranks, on="source", how="left")
    return data.with_columns(
        conflict=_conflict_id(),
        about="basis",
        preferred=pl.lit(None, pl.String),
        stance=pl.lit("asserts"),
        voices=pl.lit(1, pl.UInt32),
        in_hull=pl.lit(None, pl.Boolean),
    )


def _candidates(voices: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """One row a value and source. `how` is the best by which the source has it, `carriers` counts the sources."""
    order = {"stated": 0, DAY_INFERRED: 0, "computed": 1, "inferred": 2}
    ranked = statements.select("how", statement="id").with_columns(
        turn=pl.col("how").replace_strict(order, default=3, return_dtype=pl.Int8)
    )
    key = [name for name in VOICE if name not in ("statement", "about", "property", "preferred", "rule")]
    data = voices.join(ranked, on="statement", how="left").sort("turn", nulls_last=True)
    rows = data.group_by(key).agg(pl.col("how").first())
    rows = rows.with_columns(carriers=pl.col("source").n_unique().over("conflict", "value", "stance").cast(pl.Int64))
    rows = rows.sort(
        "conflict", "rank", "voices", "value", "stance", "source", descending=[False, True, True, False, False, False]
    )
    number = pl.int_range(1, pl.len() + 1).over("conflict").cast(pl.String)
    return rows.with_columns(
        pl.col("rank", "voices").cast(pl.Int64), id=pl.concat_str("conflict", number, separator="~")
    ).sort("id")
