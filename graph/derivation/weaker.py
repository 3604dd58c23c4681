"""What a weaker voice says of a start or a floor: it moves nothing, and stands among the conflicts (RULES 4)."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation import strangers
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.conflicts import VOICE
from accordgraph.graph.derivation.participations.starts import EPISODE, OPENING
from accordgraph.graph.derivation.resolution import decides

RULE = "resolve:weaker-voice"

SPAN = ("earliest", "latest")

CLAIM = ("thing", "property", "of", "on", *SPAN)
"""A value that decides nothing: of which participation (`thing`), what of which thing it is `of`, under which property
that is stated (`on`), and its bounds.
"""


class Lives(NamedTuple):
    """What may bound a participation from outside: `actors` is `lives.lives`, `foundings` is `lives.foundings`."""

    actors: pl.DataFrame
    foundings: pl.DataFrame


def of_bounds(
    participations: pl.DataFrame,
    acts: Acts,
    bases: pl.DataFrame,
    lives: Lives,
    asserted: pl.DataFrame,
    statements: pl.DataFrame,
    sources: pl.DataFrame,
) -> pl.DataFrame:
    """Days of effect, entries into force and foundings of which the source ranks below those who report the row.

    Only those that would have moved the start, and closings that would have been the end. Columns `VOICE`; the conflict
    is about the participation.
    """
    parts = participations.filter(pl.col("mode") == "bound").select(
        *EPISODE, "start", "start_earliest", "start_latest", "end_latest", thing="id"
    )
    parts = parts.join(asserted, on=EPISODE, how="left")
    claims = [_effects(parts, acts), *_of_whole(parts, acts), _floors(parts, bases), *_of_lives(parts, lives)]
    data = pl.concat([one.select(*CLAIM) for one in claims]).unique()
    if data.is_empty():
        return _as_voices(data.with_columns(value=pl.lit(""), source=pl.lit(""), statement=pl.lit("")), parts, sources)
    reports = _said(acts, statements).join(data, on=["of", "on"])
    return _as_voices(reports, parts, sources)


def of_replacements(undecided: pl.DataFrame, statements: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Who says that a basis replaces another, where that decides nothing. Columns `VOICE`.

    `undecided`: `newer`, `basis`. The conflict is about the newer basis.
    """
    reports = statements.filter((pl.col("about") == "basis") & (pl.col("property") == "replaces"))
    rows = reports.select("value", "source", thing="thing", statement="id").join(
        undecided.select(thing="newer", value="basis").unique(), on=["thing", "value"]
    )
    starts = rows.select("thing", start=pl.lit(None, pl.String)).unique()
    return _as_voices(rows.with_columns(property=pl.lit("replaces")), starts, sources)


def of_roles(participations: pl.DataFrame, weak_roles: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Who reports a role that would leave a participation without links, and ranks below those who report it.

    Columns `VOICE`; `weak_roles` is `verdicts.Judged.weak_roles`. The conflict is about the participation.
    """
    roles = participations.select(thing="id", start="role")
    return _as_voices(weak_roles.with_columns(property=pl.lit("role")), roles, sources)


def of_bases(claims: pl.DataFrame, bases: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Who says of a basis what would decide about its links, and ranks below those who report them.

    Columns `VOICE`; `claims` is `deciding.Decided.claims`. The conflict is about the basis, or about a party in it.
    """
    disputed = claims.select("thing", "property").unique()
    values = [
        bases.select(pl.lit(name).alias("property"), thing="id", start=pl.col(name).cast(pl.String))
        for name in disputed["property"].unique().sort()
        if name in bases.columns
    ]
    starts = pl.concat(values) if values else disputed.with_columns(start=pl.lit(None, pl.String))
    return _as_voices(claims, starts, sources, on=("thing", "property"))


def of_strangers(claims: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """What strangers say of the things of others, of `strangers.admit`. Columns `VOICE`."""
    nothing = claims.select("thing", start=pl.lit(None, pl.String)).unique()
    return _as_voices(claims, nothing, sources).with_columns(rule=pl.lit(strangers.RULE))


# ---------------------------------------------------------------- claims
def _undecided(data: pl.DataFrame, name: str) -> pl.DataFrame:
    moves = decides(pl.col(f"{name}_authority"), pl.col(f"{name}_strong"), pl.col("best"))
    return data.filter(~moves & (pl.col(f"{name}_earliest").is_not_null() | pl.col(f"{name}_latest").is_not_null()))


def _claim(data: pl.DataFrame, name: str, of: str, on: str, label: str | None = None) -> pl.DataFrame:
    return data.select(
        "thing",
        property=pl.lit(label or on),
        of=pl.col(of).cast(pl.String),
        on=pl.lit(on),
        earliest=f"{name}_earliest",
        latest=f"{name}_latest",
    )


def _effects(parts: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """Days of effect of entries that would give another start."""
    opening = acts.table.filter(pl.col("effect").is_in(OPENING) & pl.col("actor").is_not_null())
    data = (
        opening.rename({"id": "act"})
        .join(parts, on=EPISODE)
        .rename({"start_earliest": "first", "start_latest": "last"})
    )
    return _claim(_undecided(data, "effective").filter(_moves("effective")), "effective", "act", "effective_on")


def _moves(name: str) -> pl.Expr:
    """Whether the start reaches beyond these bounds on either side."""
    below = pl.col(f"{name}_earliest").is_not_null() & (
        pl.col("first").is_null() | (pl.col("first") < pl.col(f"{name}_earliest"))
    )
    above = pl.col(f"{name}_latest").is_not_null() & (
        pl.col("last").is_null() | (pl.col("last") > pl.col(f"{name}_latest"))
    )
    return below | above


def _raises(name: str) -> pl.Expr:
    """Whether the start reaches below a floor."""
    below = pl.col("start_earliest").is_null() | (pl.col("start_earliest") < pl.col(f"{name}_earliest"))
    return (below & pl.col(f"{name}_earliest").is_not_null()).fill_null(False)


def _of_whole(parts: pl.DataFrame, acts: Acts) -> list[pl.DataFrame]:
    """The entry into force of the whole, by either day, as it is stated."""
    whole = acts.table.filter((pl.col("phase") == "force") & pl.col("actor").is_null())
    claims = []
    for name in ("effective", "done"):
        days = whole.select(
            "basis",
            act="id",
            force_earliest=f"{name}_earliest",
            force_latest=f"{name}_latest",
            force_authority="authority",
            force_strong="strong",
        )
        data = _undecided(parts.join(days, on="basis"), "force").filter(_raises("force"))
        claims.append(_claim(data, "force", "act", f"{name}_on", "in_force_since"))
    return claims


def _floors(parts: pl.DataFrame, bases: pl.DataFrame) -> pl.DataFrame:
    columns = [f"in_force_{part}" for part in (*SPAN, "authority", "strong")]
    data = _undecided(parts.join(bases.select("basis", *columns), on="basis"), "in_force")
    return _claim(data.filter(_raises("in_force")), "in_force", "basis", "in_force_since")


def _of_lives(parts: pl.DataFrame, lives: Lives) -> list[pl.DataFrame]:
    """Foundings and closings of the actor, and the founding of a basis that signatures bind."""
    columns = [f"{name}_{part}" for name in ("founded", "closed") for part in (*SPAN, "authority", "strong")]
    lived = parts.join(lives.actors.select("actor", *columns), on="actor")
    own, over = _undecided(lived, "founded"), _undecided(lived, "closed")
    over = over.filter(pl.col("end_latest").is_null() | (pl.col("end_latest") > pl.col("closed_earliest")))
    basis = parts.join(lives.foundings, on="basis").with_columns(basis_founded_latest=pl.col("basis_founded_earliest"))
    basis = _undecided(basis, "basis_founded").filter(_raises("basis_founded"))
    return [
        _claim(own.filter(_raises("founded")), "founded", "actor", "founded"),
        _claim(over, "closed", "actor", "closed"),
        _claim(basis, "basis_founded", "founding", "done_on", "basis_founded"),
    ]


# ---------------------------------------------------------------- who says so
def _said(acts: Acts, statements: pl.DataFrame) -> pl.DataFrame:
    """Statements by what they are `of` (an act, a basis, an actor) and the property that they are `on`."""
    facts = statements.filter(pl.col("stance") == "asserts").select(
        "about", "thing", "value", "source", on="property", statement="id"
    )
    of_things = facts.filter(
        pl.struct("about", "on").is_in(
            [
                {"about": "basis", "on": "in_force_since"},
                {"about": "actor", "on": "founded"},
                {"about": "actor", "on": "closed"},
            ]
        )
    ).select("value", "source", "on", "statement", of="thing")
    days = facts.filter((pl.col("about") == "act") & pl.col("on").is_in(["effective_on", "done_on"]))
    of_acts = acts.evidence.select("statement", of="thing").join(days.drop("thing", "about"), on="statement")
    return pl.concat([of_things, of_acts.select(of_things.columns)])


def _as_voices(
    reports: pl.DataFrame, starts: pl.DataFrame, sources: pl.DataFrame, on: tuple[str, ...] = ("thing",)
) -> pl.DataFrame:
    data = reports.join(sources.select("rank", "voice", source="id"), on="source", how="left")
    data = data.join(starts.select(*on, preferred="start"), on=on, how="left")
    return data.with_columns(
        preferred=pl.when(pl.col("property") != "closed").then("preferred"),
        conflict=pl.concat_str("thing", pl.col("property").str.replace_all("_", "-"), separator="~"),
        about="thing",
        rule=pl.lit(RULE),
        stance=pl.lit("asserts"),
        voices=pl.col("voice").n_unique().over("thing", "property", "value").cast(pl.UInt32),
        in_hull=pl.lit(None, pl.Boolean),
    ).select(VOICE)
