"""Existence and role of a participation: who asserts it, who speaks against it, and our preferred reading (RULES 4)."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.derivation.acts import Acts
from accordgraph.graph.derivation.participations import STAY
from accordgraph.graph.derivation.placement import Placed
from accordgraph.graph.derivation.resolution import Resolved, resolve
from accordgraph.ontology.registry import Registry

HELD, NOT_HELD = "held", "not-held"


class Judged(NamedTuple):
    """`participations`: the stays with role, standing, held and firm. `roles`: how each role was chosen.

    `voices`: who speaks for and against each disputed participation: `thing`, `value` (held, not-held), `stance`,
    `source`, `rank`, `voices`, `statement`, `rule`. `evidence`: `thing`, `statement`.
    """

    participations: pl.DataFrame
    roles: Resolved
    voices: pl.DataFrame
    evidence: pl.DataFrame


def judge(
    stays: pl.DataFrame,
    statements: pl.DataFrame,
    placed: Placed,
    acts: Acts,
    listed: pl.DataFrame,
    bases: pl.DataFrame,
    sources: pl.DataFrame,
    vocabulary: Registry,
) -> Judged:
    """Choose the role of each stay, and judge whether it is held."""
    told = told_roles(statements, placed, listed)
    named = told.join(stays.select(*STAY, thing="id"), on=STAY)
    roles = resolve(named.with_columns(property=pl.lit("role")), sources, "exact", vocabulary)
    data = _with_role(stays, roles, bases, vocabulary)
    speakers = pl.concat([asserters(placed, acts, statements, listed), _against(data, statements, listed)])
    speakers = speakers.join(data.select(*STAY, thing="id"), on=STAY).join(
        sources.select("rank", "voice", source="id"), on="source", how="left"
    )
    verdicts = _verdicts(speakers)
    participations = data.join(verdicts, left_on="id", right_on="thing", how="left").with_columns(
        firm=pl.col("held") & (pl.col("standing") != "disputed")
    )
    evidence = pl.concat([speakers.select("thing", "statement"), named.select("thing", "statement")]).unique()
    return Judged(participations.sort("id"), roles, _voices(speakers, verdicts), evidence)


def told_roles(statements: pl.DataFrame, placed: Placed, listed: pl.DataFrame) -> pl.DataFrame:
    """Roles as acts and lists tell them: the columns of a stay, `value`, `source`, `statement`."""
    told = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "role"))
    entries = placed.mentions.filter(pl.col("act").is_not_null()).select("mention", "episode").unique("mention")
    by_act = told.join(entries, on="mention").select(*STAY, "value", "source", statement="id")
    by_list = listed.filter((pl.col("stance") == "asserts") & pl.col("role").is_not_null())
    return pl.concat([by_act, by_list.select(*STAY, "source", "statement", value="role").select(by_act.columns)])


def _with_role(stays: pl.DataFrame, roles: Resolved, bases: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    chosen = roles.chosen.select(id="thing", told_role="value", role_standing="standing")
    data = stays.join(chosen, on="id", how="left").join(bases.select("basis", "kind"), on="basis", how="left")
    default = pl.col("kind").replace_strict(vocabulary.default_roles, default="participant")
    return data.with_columns(role=pl.coalesce("told_role", default)).drop("kind")


SPEAKER = (*STAY, "source", "statement", "stance", "means")
"""Columns of a frame of those who speak for or against a participation; `means` is entry, list, denial or omission."""


def asserters(placed: Placed, acts: Acts, statements: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Each entry and each list that names it asserts a participation. Columns `SPEAKER`."""
    opening = acts.table.filter(pl.col("effect").is_in(["opens", "succeeds"]) & pl.col("actor").is_not_null())
    mentions = placed.mentions.join(opening.select(act="id"), on="act", how="semi").select("mention", *STAY)
    types = statements.filter((pl.col("about") == "act") & (pl.col("property") == "type"))
    entries = mentions.join(types.select("mention", "source", statement="id"), on="mention")
    entries = entries.with_columns(stance=pl.lit("asserts"), means=pl.lit("entry"))
    lists = listed.filter(pl.col("stance") == "asserts").with_columns(means=pl.lit("list"))
    return pl.concat([entries.select(SPEAKER), lists.select(SPEAKER)])


def _against(data: pl.DataFrame, statements: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    stays = data.select(*STAY, "told_role", "start_earliest", "end_latest")
    same_role = (pl.col("role") == pl.col("told_role")).fill_null(True)
    denials = listed.filter(pl.col("stance") == "denies").drop("episode").join(stays, on=["basis", "actor"])
    denials = denials.filter(same_role & _covers()).with_columns(means=pl.lit("denial"))
    lists = complete_lists(statements).join(stays, on="basis").filter(same_role & _covers())
    omitted = lists.filter(~pl.col("of").list.contains(pl.col("actor")))
    omitted = omitted.with_columns(stance=pl.lit("denies"), means=pl.lit("omission"))
    return pl.concat([denials.select(SPEAKER), omitted.select(SPEAKER)])


def complete_lists(statements: pl.DataFrame) -> pl.DataFrame:
    """Lists that call themselves complete: `basis`, `role`, `of` (List of actors), bounds of `as_of`, statement."""
    told = statements.filter((pl.col("about") == "basis") & (pl.col("property") == "complete_list"))
    days = parse_instants(told["as_of"]).select(as_of_earliest="earliest", as_of_latest="latest")
    parts = told["value"].str.split_exact(": ", 1).struct.rename_fields(["role", "of"]).struct.unnest()
    role = pl.when(parts["role"] != "unknown").then(parts["role"])
    data = told.select("basis", "source", statement="id").hstack(parts.select("of")).hstack(days)
    return data.with_columns(role=parts.select(role)["role"], of=pl.col("of").str.split(" "))


def _covers() -> pl.Expr:
    """Whether the stay may cover the day that the list or the denial speaks of."""
    before = (pl.col("as_of_latest") < pl.col("start_earliest")).fill_null(False)
    after = (pl.col("as_of_earliest") > pl.col("end_latest")).fill_null(False)
    return ~before & ~after


def _verdicts(speakers: pl.DataFrame) -> pl.DataFrame:
    """One row a participation: `thing`, `held`, `standing`, and the rule that decided where it is disputed."""
    rank, means = pl.col("rank").fill_null(0), pl.col("means")
    found = speakers.group_by("thing").agg(
        best=rank.filter(means.is_in(["entry", "list"])).max(),
        voices=pl.col("voice").filter(means.is_in(["entry", "list"])).n_unique(),
        denial=rank.filter(means == "denial").max(),
        omission=rank.filter(means == "omission").max(),
    )
    denied = (pl.col("denial") >= pl.col("best")).fill_null(False)
    omitted = (pl.col("omission") > pl.col("best")).fill_null(False)
    disputed = pl.col("denial").is_not_null() | pl.col("omission").is_not_null()
    return found.select(
        "thing",
        held=~denied & ~omitted,
        standing=pl.when(disputed).then(pl.lit("disputed"))
        .when(pl.col("voices") > 1).then(pl.lit("confirmed"))
        .otherwise(pl.lit("single")),
        rule=pl.when(denied).then(pl.lit("existence:denier-ranks-as-high"))
        .when(omitted).then(pl.lit("existence:complete-list-outranks"))
        .when(disputed).then(pl.lit("existence:asserters-outrank")),
    )  # fmt: skip


def _voices(speakers: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    data = speakers.join(verdicts.filter(pl.col("standing") == "disputed").select("thing", "held", "rule"), on="thing")
    value = pl.when(pl.col("stance") == "asserts").then(pl.lit(HELD)).otherwise(pl.lit(NOT_HELD))
    preferred = pl.when("held").then(pl.lit(HELD)).otherwise(pl.lit(NOT_HELD))
    counted = pl.col("voice").n_unique().over("thing", "stance")
    columns = ("thing", "value", "preferred", "stance", "source", "rank", "voices", "statement", "rule")
    return data.with_columns(value=value, preferred=preferred, voices=counted).select(columns)
