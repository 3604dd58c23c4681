"""Existence and role of a participation: who asserts it, who speaks against it, and our preferred reading (RULES 4).

A denial or an omission speaks of its day. After a start that was certain by then it reports that the actor had left;
within the bounds of a coarse start a list narrows it and a denial disputes it; only what denies it for ever bears on
the whole of it.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.dates.periods import eve, morrow
from accordgraph.graph.derivation.acts.placement import Placed
from accordgraph.graph.derivation.existence.speakers import ASSERTING, against
from accordgraph.graph.derivation.participations.lives import raise_start
from accordgraph.graph.derivation.participations.starts import EPISODE
from accordgraph.graph.derivation.resolution import Resolved, decides, resolve
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import NOBODY, Registry

HELD, NOT_HELD = "held", "not-held"

OPEN_ENDED = ("none", "term", "denied")
"""Kinds of ends after which nothing is over for certain."""


class Judged(NamedTuple):
    """`participations`: with role, standing, held, firm and rank. `roles`: how each role was chosen. `weak_roles`: who
    reports a role that would unlink the actor and decides nothing: `thing`, `value`, `source`, `statement`.

    `voices`: who speaks for and against each disputed participation: `thing`, `value` (held, not-held), `stance`,
    `source`, `rank`, `voices`, `statement`, `rule`. `evidence`: `thing`, `statement`. `naming`: who names it, as
    `speakers.SPEAKER` with `thing`.
    """

    participations: pl.DataFrame
    roles: Resolved
    weak_roles: pl.DataFrame
    voices: pl.DataFrame
    evidence: pl.DataFrame
    naming: pl.DataFrame


def judge(
    participations: pl.DataFrame,
    statements: pl.DataFrame,
    placed: Placed,
    asserting: pl.DataFrame,
    listed: pl.DataFrame,
    attested: pl.DataFrame,
    bases: pl.DataFrame,
    sources: pl.DataFrame,
    vocabulary: Registry,
) -> Judged:
    """Choose the role of each participation, and judge whether it is held.

    `asserting` is `speakers.asserters`, `attested` is `listings.attestations`.
    """
    reported = reported_roles(statements, placed, listed)
    named = reported.join(participations.select(*EPISODE, thing="id"), on=EPISODE)
    roles = resolve(named.with_columns(property=pl.lit("role")), sources, "exact", vocabulary)
    ids = participations.select(*EPISODE, thing="id")
    speaking = asserting.join(ids, on=EPISODE)
    weak = _weak_roles(roles, participations, bases, _best(speaking), vocabulary)
    roles, weak_roles = _without(roles, weak), roles.candidates.join(weak, on="thing", how="semi")
    data = _with_role(participations, roles, weak, bases, vocabulary)
    opposing = against(data, statements, listed, sources).join(ids, on=EPISODE)
    opposing = _bearing(opposing, data, _best(speaking), _later(attested, sources))
    data = _ended(_narrowed(data, opposing), opposing, attested)
    disputing = opposing.filter(pl.col("bears") == "existence")
    speakers = pl.concat([speaking, disputing.select(speaking.columns)])
    verdicts = _verdicts(speakers)
    judged = _with_verdict(data, verdicts)
    spoken = pl.concat([speaking.select("thing", "statement"), opposing.select("thing", "statement")])
    evidence = pl.concat([spoken, named.select("thing", "statement")]).unique()
    weak_roles = weak_roles.select("thing", "value", "source", "statement")
    return Judged(judged.sort("id"), roles, weak_roles, _voices(speakers, verdicts), evidence, speaking)


def _with_verdict(data: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Firm is what is held, undisputed, stated, and said by more than one column; what it requires is reported too."""
    joined = data.join(verdicts, left_on="id", right_on="thing", how="left")
    strong = ((pl.col("rank") >= STRONG_RANK) | (pl.col("voices") > 1)).fill_null(False)
    doubtful = pl.col("standing").is_in(["disputed", "reading"]) | pl.col("parent_unreported").is_not_null()
    return joined.with_columns(firm=pl.col("held") & strong & ~doubtful)


def reported_roles(statements: pl.DataFrame, placed: Placed, listed: pl.DataFrame) -> pl.DataFrame:
    """Roles as acts and lists report them: `EPISODE`, `value`, `source`, `how`, `statement`."""
    reported = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "role"))
    entries = placed.mentions.filter(pl.col("act").is_not_null()).select("mention", "episode").unique("mention")
    columns = (*EPISODE, "value", "source", "how", "statement")
    by_act = reported.rename({"id": "statement"}).join(entries, on="mention").select(columns)
    by_list = listed.filter((pl.col("stance") == "asserts") & pl.col("role").is_not_null())
    return pl.concat([by_act, by_list.rename({"role": "value"}).select(columns)])


def _weak_roles(
    roles: Resolved, participations: pl.DataFrame, bases: pl.DataFrame, best: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """`thing` of each participation whose role links it with others than it would be without, or with nobody, by
    sources too weak to take its links away.
    """
    usual = participations.select("basis", thing="id").join(bases.select("basis", "kind"), on="basis", how="left")
    default = pl.col("kind").replace_strict(vocabulary.default_roles, default="participant")
    usual = usual.select("thing", usual=default.replace_strict(vocabulary.role_groups))
    data = roles.chosen.join(best, on="thing", how="left").join(usual, on="thing", how="left")
    group = pl.col("value").replace_strict(vocabulary.role_groups, default=NOBODY)
    unlinking = data.filter(group != pl.col("usual"))
    return unlinking.filter(~decides(pl.col("authority"), pl.col("strong"), pl.col("best"))).select("thing")


def _without(roles: Resolved, things: pl.DataFrame) -> Resolved:
    return Resolved(*(part.join(things, on="thing", how="anti") for part in roles))


def _with_role(
    data: pl.DataFrame, roles: Resolved, weak: pl.DataFrame, bases: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """The role that is reported, else that of the kind of basis; disputed where a weaker source reports another."""
    chosen = roles.chosen.select(id="thing", reported_role="value", role_standing="standing")
    data = data.join(chosen, on="id", how="left").join(bases.select("basis", "kind"), on="basis", how="left")
    default = pl.col("kind").replace_strict(vocabulary.default_roles, default="participant")
    disputed = pl.col("id").is_in(weak["thing"].implode())
    return data.with_columns(
        role=pl.coalesce("reported_role", default),
        role_standing=pl.when(disputed).then(pl.lit("disputed")).otherwise("role_standing"),
    ).drop("kind")


def _best(speaking: pl.DataFrame) -> pl.DataFrame:
    return speaking.group_by("thing").agg(best=pl.col("rank").max())


def _later(attested: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Who attests the actor as of which day: `EPISODE`, `day`, `day_rank`."""
    stated = attested.filter(pl.col("how") != "inferred")
    return stated.join(sources.select("rank", source="id"), on="source").select(*EPISODE, "day", day_rank="rank")


def _bearing(opposing: pl.DataFrame, data: pl.DataFrame, best: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """On what each voice against bears, as `bears`: existence, start (narrows it), end (an exit nobody reported), doubt
    (an end that a lesser source claims), or nothing.
    """
    rows = opposing.join(data.select("start_earliest", "start_latest", thing="id"), on="thing")
    rows = rows.join(best, on="thing", how="left").with_row_index("row")
    since = rows.select("row", *EPISODE, "as_of_earliest", "rank").join(later, on=EPISODE)
    since = since.filter((pl.col("day") >= pl.col("as_of_earliest")) & (pl.col("day_rank") >= pl.col("rank")))
    rows = rows.with_columns(seen_later=pl.col("row").is_in(since["row"].unique().implode()))
    rows = rows.with_columns(bears=_bears())
    # Once it is disputed at all, every voice against it counts.
    disputed = (pl.col("bears") == "existence").any().over("thing")
    return rows.with_columns(bears=pl.when(disputed).then(pl.lit("existence")).otherwise("bears"))


def _bears() -> pl.Expr:
    last, start_latest = pl.col("as_of_latest"), pl.col("start_latest")
    as_high = (pl.col("rank") >= pl.col("best")).fill_null(True)
    weak = (pl.col("best") < STRONG_RANK).fill_null(True)
    begun = (start_latest < pl.col("as_of_earliest")).fill_null(False)
    may_begin_later = (last < start_latest).fill_null(False) | (last.is_not_null() & start_latest.is_null())
    omits = (pl.col("means") == "omission") & may_begin_later
    return (
        pl.when(pl.col("means") == "never").then(pl.lit("existence"))
        .when(begun & (pl.col("seen_later") | weak)).then(pl.lit("existence"))
        .when(begun & as_high).then(pl.lit("end"))
        .when(begun).then(pl.lit("doubt"))
        .when(omits & as_high).then(pl.lit("start"))
        .when(omits).then(pl.lit("nothing"))
        .otherwise(pl.lit("existence"))
    )  # fmt: skip


def _narrowed(data: pl.DataFrame, opposing: pl.DataFrame) -> pl.DataFrame:
    """Whoever a complete list leaves out came in after it."""
    lists = opposing.filter(pl.col("bears") == "start")
    floors = lists.group_by(id="thing").agg(not_before=morrow(pl.col("as_of_latest").max()))
    names = data.columns
    data = data.join(floors, on="id", how="left")
    below = pl.col("start_earliest").is_null() | (pl.col("start_earliest") < pl.col("not_before"))
    applies = (pl.col("not_before").is_not_null() & below).fill_null(False)
    return raise_start(data, applies, pl.col("not_before"), "start:not-yet-listed").select(names)


def _ended(data: pl.DataFrame, opposing: pl.DataFrame, attested: pl.DataFrame) -> pl.DataFrame:
    """An exit that nobody reported lies after the last day before the denial on which it is attested, and before that.

    A lower source that attests it later still is when it was last attested.
    """
    names = data.columns
    ends = (
        opposing.filter(pl.col("bears") == "end")
        .group_by(id="thing")
        .agg(
            gone_by=eve(pl.col("as_of_latest").min()),
            gone_voices=pl.col("voice").filter(pl.col("how") != "inferred").n_unique(),
        )
    )
    doubts = (
        opposing.filter(pl.col("bears") == "doubt").group_by(id="thing").agg(denied_from=pl.col("as_of_earliest").min())
    )
    data = data.join(ends, on="id", how="left").join(doubts, on="id", how="left")
    open_ended = pl.col("end_kind").is_in(OPEN_ENDED)
    gone = (pl.col("gone_by").is_not_null() & open_ended).fill_null(False)
    # Where an end by act decides, a voice that no longer counts the actor in before it is a doubt.
    doubted = pl.min_horizontal("denied_from", pl.when(~open_ended).then(morrow(pl.col("gone_by"))))
    data = data.with_columns(denied_from=doubted)
    denied = (~gone & pl.col("denied_from").is_not_null()).fill_null(False)
    data = data.with_columns(gone=gone, denied=denied).join(_seen(data, attested), on=EPISODE, how="left")
    return _denied(_gone(data)).select(names)


def _seen(data: pl.DataFrame, attested: pl.DataFrame) -> pl.DataFrame:
    """The last day on which anybody attests those who are gone by a day, no later than that: `EPISODE`, `seen`."""
    days = attested.join(data.select(*EPISODE, "gone_by"), on=EPISODE).filter(pl.col("day") <= pl.col("gone_by"))
    return days.group_by(EPISODE).agg(seen=pl.col("day").max())


def _gone(data: pl.DataFrame) -> pl.DataFrame:
    standing = (
        pl.when(pl.col("gone_voices") > 1).then(pl.lit("confirmed"))
        .when(pl.col("gone_voices") == 0).then(pl.lit("reading"))
        .otherwise(pl.lit("single"))
    )  # fmt: skip
    earlier = pl.min_horizontal(pl.max_horizontal("seen", "start_earliest"), "gone_by")
    seen = pl.when(pl.col("last_attested") <= pl.col("gone_by")).then("last_attested").otherwise(earlier)
    none = pl.lit(None, pl.Date)
    values = {
        "end_earliest": seen,
        "end_latest": pl.min_horizontal("gone_by", "end_latest"),
        "end_kind": pl.lit("unreported"),
        "end_rule": pl.lit("end:no-longer-in"),
        "end_standing": standing,
        "until": write_bounds(seen, pl.col("gone_by")),
        "until_latest_reported": pl.col("gone_by"),
        "attested_latest": pl.when(pl.col("last_attested") <= pl.col("gone_by"))
        .then(pl.min_horizontal("attested_latest", "gone_by"))
        .otherwise("attested_latest"),
        "goes_on": pl.lit(False),
        "disputed_from": none,
        "disputed_to": none,
    }
    return data.with_columns(pl.when("gone").then(value).otherwise(name).alias(name) for name, value in values.items())


def _denied(data: pl.DataFrame) -> pl.DataFrame:
    """After a lesser denial nothing is certain; before it, all is as it was."""
    reported = pl.when(pl.col("disputed_to").is_null()).then("disputed_from")
    since = pl.min_horizontal("denied_from", reported)
    values = {
        "end_earliest": pl.min_horizontal("end_earliest", eve(since)),
        "end_kind": pl.lit("denied"),
        "end_rule": pl.lit("end:denied-later"),
        "end_standing": pl.lit("disputed"),
    }
    is_end = pl.col("denied") & pl.col("end_kind").is_in(OPEN_ENDED)
    return data.with_columns(
        pl.when("denied").then(since).otherwise("disputed_from").alias("disputed_from"),
        pl.when(~pl.col("denied")).then("disputed_to").alias("disputed_to"),
        *(pl.when(is_end).then(value).otherwise(name).alias(name) for name, value in values.items()),
    )


def _verdicts(speakers: pl.DataFrame) -> pl.DataFrame:
    """One row a participation: `thing`, `rank`, `voices`, `held`, `standing`, and the rule that decided a dispute."""
    asserts = pl.col("means").is_in(ASSERTING) & (pl.col("how") != "inferred")
    rank, means = pl.col("rank").fill_null(0), pl.col("means")
    counted = speakers.group_by("thing").agg(
        rank=rank.filter(asserts).max().fill_null(0),
        voices=pl.col("voice").filter(asserts).n_unique(),
        denial=rank.filter(means.is_in(["denial", "never"])).max(),
        omission=rank.filter(means == "omission").max(),
    )
    denied = (pl.col("denial") >= pl.col("rank")).fill_null(False)
    omitted = (pl.col("omission") > pl.col("rank")).fill_null(False)
    disputed = pl.col("denial").is_not_null() | pl.col("omission").is_not_null()
    return counted.select(
        "thing",
        "rank",
        "voices",
        held=~denied & ~omitted,
        standing=pl.when(disputed).then(pl.lit("disputed"))
        .when(pl.col("voices") > 1).then(pl.lit("confirmed"))
        .when(pl.col("voices") == 0).then(pl.lit("reading"))
        .otherwise(pl.lit("single")),
        rule=pl.when(denied).then(pl.lit("existence:denier-ranks-as-high"))
        .when(omitted).then(pl.lit("existence:complete-list-outranks"))
        .when(disputed).then(pl.lit("existence:asserters-outrank")),
    )  # fmt: skip


def _voices(speakers: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    disputed = verdicts.filter(pl.col("standing") == "disputed").select("thing", "held", "rule")
    data = speakers.join(disputed, on="thing")
    value = pl.when(pl.col("stance") == "asserts").then(pl.lit(HELD)).otherwise(pl.lit(NOT_HELD))
    preferred = pl.when("held").then(pl.lit(HELD)).otherwise(pl.lit(NOT_HELD))
    counted = pl.col("voice").filter(pl.col("how") != "inferred").n_unique().over("thing", "stance")
    columns = ("thing", "value", "preferred", "stance", "source", "rank", "voices", "statement", "rule")
    return data.with_columns(value=value, preferred=preferred, voices=counted).select(columns)
