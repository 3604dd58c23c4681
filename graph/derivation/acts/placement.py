"""Placement: which act is a mention about? (RULES 2 and 3)

An act is known by its basis, its actor (or the whole), its phase and its episode. Type and dates are values of it,
never part of what it is known by: four sources that give four days of one accession report one act.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.derivation.acts.stints import Stints, stint_on
from accordgraph.graph.derivation.resolution import decides
from accordgraph.graph.ids import WHOLE
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import Registry

PARTY = ("basis", "actor")
SLOT = ("basis", "actor", "phase")

REVOKED = "exit-revoked"

TELLING = ("type", "done_on", "effective_on", "until", "episode", "subject_to")
"""Properties of an act that placement reads."""


class Placed(NamedTuple):
    """What placement gives.

    `mentions`: one row a telling of an act: `mention`, `source`, `basis`, `actor` (null: of the whole), `type`,
    `phase`, `earliest`, `latest` (of the day that placed it), `act` (null if unplaced), `episode`, `number`.
    One telling of an act with an end is two rows: the act, and a term (`of_other_act` is true), which is that of the
    whole where the act is a founding or of nobody in particular, and else the party's own.
    `acts`: one row an act: `act`, `basis`, `actor`, `phase`, `episode`.
    """

    mentions: pl.DataFrame
    acts: pl.DataFrame


def place(
    statements: pl.DataFrame,
    binds: pl.DataFrame,
    sources: pl.DataFrame,
    vocabulary: Registry,
    stints: Stints | None = None,
) -> Placed:
    """Give each telling of an act the act it is about.

    `binds` has one row a basis: `basis`, `binds` (null counts as unknown). `sources` is `source_table`.
    `stints` are the episodes of those whose role changed.
    """
    mentions = _mentions(statements, binds, sources, vocabulary)
    if stints is not None and stints.roles.height:
        mentions = _in_stints(mentions, stints)
    mentions = mentions.join(_entered_by(statements, mentions), on=PARTY, how="left", nulls_equal=True)
    mentions = _with_weak(_with_notices(mentions), statements, sources)
    placed = pl.concat(
        [_place_once(mentions.filter(~pl.col("repeats"))), _place_repeating(mentions.filter("repeats"), vocabulary)],
        how="diagonal",
    )
    placed = placed.with_columns(act=_act_id()).select(
        "mention", "source", *PARTY, "type", "of_other_act", "phase", "earliest", "latest", "act", "episode", "number"
    )
    placed = placed.sort(*PARTY, "phase", "mention", nulls_last=True)
    acts = placed.filter(pl.col("act").is_not_null()).select("act", *SLOT, "episode").unique("act").sort("act")
    return Placed(placed, acts)


def _in_stints(mentions: pl.DataFrame, stints: Stints) -> pl.DataFrame:
    """Entries of those whose role changed go to the stint of their role, or to the last one begun by then."""
    entries = mentions.filter(pl.col("phase") == "entry")
    placed = stint_on(entries, "latest", stints).with_columns(told_episode=pl.coalesce("told_episode", "stint"))
    rest = mentions.filter((pl.col("phase") != "entry").fill_null(True))
    return pl.concat([placed.drop("stint").select(mentions.columns), rest])


def _entered_by(statements: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """The first day by which a party can have been in, of those reported coarsely or by lists: `entered_by`."""
    listed = (pl.col("about") == "participation") & (pl.col("property") == "listed") & (pl.col("stance") == "asserts")
    lists = statements.filter(listed)
    days = parse_instants(lists["as_of"]).select(day="earliest")
    coarse = mentions.filter(pl.col("opens") & ~pl.col("exact")).select(*PARTY, day="earliest")
    dated = pl.concat([coarse, lists.select(PARTY).hstack(days)])
    first = pl.coalesce("day", pl.lit(datetime.date.min)).min()
    return dated.group_by(PARTY).agg(entered_by=first)


def _with_notices(mentions: pl.DataFrame) -> pl.DataFrame:
    """A notice of exit that follows a revoked one is an act of its own (VCLT 68): `notice` counts it, from 2 on."""
    revoked = mentions.filter((pl.col("phase") == REVOKED) & pl.col("latest").is_not_null())
    days = revoked.select(*PARTY, revoked_on="latest").unique()
    later = mentions.filter("closes").join(days, on=PARTY).filter(pl.col("revoked_on") < pl.col("earliest"))
    notices = later.group_by("mention", "phase").agg(notice=pl.len().cast(pl.Int64) + 1)
    return mentions.join(notices, on=["mention", "phase"], how="left")


def _with_weak(mentions: pl.DataFrame, statements: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """`rank` (0 of a reading), and `weak`: whether it counts no episodes of those whom others report.

    So of an exit or an entry that ranks below whoever says that the party takes part, and below an official source,
    unless two voices of press or better report the exit (RULES 4).
    """
    read = statements.filter(
        (pl.col("about") == "act") & (pl.col("property") == "type") & (pl.col("how") == "inferred")
    )
    data = mentions.join(sources.select("rank", "voice", source="id"), on="source", how="left").with_columns(
        rank=pl.when(pl.col("mention").is_in(read["mention"].unique().implode())).then(0).otherwise("rank").fill_null(0)
    )
    listed = (pl.col("about") == "participation") & (pl.col("property") == "listed") & (pl.col("stance") == "asserts")
    lists = statements.filter(listed & (pl.col("how") != "inferred")).join(
        sources.select("rank", source="id"), on="source"
    )
    entries = data.filter("opens")
    best = pl.concat([lists.select(*PARTY, "rank"), entries.select(*PARTY, "rank")]).group_by(PARTY).agg(pl.max("rank"))
    strong = pl.when(pl.col("closes") & (pl.col("rank") >= STRONG_RANK)).then("voice")
    data = data.join(best.rename({"rank": "best"}), on=PARTY, how="left", nulls_equal=True).with_columns(
        strong=strong.drop_nulls().n_unique().over(PARTY) * pl.col("closes").cast(pl.UInt32)
    )
    return data.with_columns(weak=~decides(pl.col("rank"), pl.col("strong"), pl.col("best"))).drop(
        "best", "strong", "voice"
    )


def _act_id() -> pl.Expr:
    parts = ["basis", pl.col("actor").fill_null(WHOLE), "phase", pl.col("episode").cast(pl.String)]
    plain = pl.concat_str(parts, separator="~")
    return pl.when(pl.col("number").is_null()).then(plain).otherwise(plain + "~" + pl.col("number").cast(pl.String))


def _mentions(
    statements: pl.DataFrame, binds: pl.DataFrame, sources: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    asserted = statements.filter((pl.col("about") == "act") & (pl.col("stance") == "asserts"))
    wide = asserted.group_by("mention").agg(
        pl.col("source", *PARTY).first(),
        *(pl.col("value").filter(pl.col("property") == name).sort().first().alias(name) for name in TELLING),
    )
    wide = wide.join(binds, on="basis", how="left").with_columns(pl.col("binds").fill_null("unknown"))
    wide = _with_phase(_with_terms(wide, vocabulary), vocabulary)
    rows = sources.select("rows_are_acts", source="id")
    wide = wide.join(rows, on="source", how="left").with_columns(pl.col("rows_are_acts").fill_null(False))
    return _with_days(wide, vocabulary)


def _with_terms(wide: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Add a row for the term that an act with an end sets, and take the end from the act.

    Who founds sets the term of the whole; with any other act of a party an end is that party's own (RULES 3.8).
    """
    names = {name for name, kind in vocabulary.act_types.items() if "sets-term" in kind.effect.values()}
    sets_term = pl.col("type").is_in(list(names)).fill_null(False)
    wide = wide.with_columns(of_other_act=pl.lit(False))
    other = wide.filter(~sets_term)
    ends = other.filter(pl.col("until").is_not_null()).with_columns(
        actor=pl.when(pl.col("type") != "founding").then("actor"),
        type=pl.lit("term"),
        episode=pl.lit(None, pl.String),
        of_other_act=pl.lit(True),
    )
    terms = pl.concat([wide.filter(sets_term), ends])
    return pl.concat([other.with_columns(until=pl.lit(None, pl.String)), terms])


def phase_table(vocabulary: Registry) -> pl.DataFrame:
    """Phase and effect of each act type under each way of binding: `type`, `binds`, `phase`, `effect`."""
    rows = [
        (name, binds, kind.phase.get(binds, kind.phase.get("any")), kind.effect.get(binds, kind.effect.get("any")))
        for name, kind in vocabulary.act_types.items()
        for binds in vocabulary.words["binds"]
    ]
    columns = {"type": pl.String, "binds": pl.String, "phase": pl.String, "effect": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def _with_phase(wide: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    data = wide.join(phase_table(vocabulary), on=["type", "binds"], how="left")
    dates_entry = (pl.col("effect") == "dates-entry").fill_null(False) & pl.col("actor").is_not_null()
    # Once any source says so of a party, its signature binds nobody before the consent, whoever reports it.
    by_party = pl.col("subject_to").is_not_null().any().over(PARTY) & pl.col("type").is_in(["signature", "founding"])
    subject = (pl.col("subject_to").is_not_null() | by_party) & (pl.col("phase") == "entry")
    own_end = (pl.col("effect") == "ends-whole") & pl.col("actor").is_not_null()
    repeats = [name for name, phase in vocabulary.phases.items() if phase.repeats_within_days is not None]
    data = data.with_columns(
        phase=pl.when(dates_entry).then(pl.lit("entry"))
        .when(subject).then(pl.lit("sign"))
        .when(own_end).then(pl.lit("exit"))
        .otherwise("phase"),
        dates_entry=dates_entry,
    )  # fmt: skip
    return data.with_columns(repeats=pl.col("phase").is_in(repeats).fill_null(False))


def _with_days(wide: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Bounds of the day that places the mention: when it was done, or else when it took effect."""
    days = parse_instants(wide.select(pl.coalesce("done_on", "effective_on"))["done_on"])
    data = wide.hstack(days.select("earliest", "latest"))
    opens = pl.col("phase").is_in(["entry", "sign"]).fill_null(False) & ~pl.col("dates_entry")
    return data.with_columns(
        exact=(pl.col("earliest") == pl.col("latest")).fill_null(False),
        opens=opens & pl.col("actor").is_not_null(),
        closes=(pl.col("phase") == "exit").fill_null(False) & pl.col("actor").is_not_null(),
        told_episode=pl.col("episode").cast(pl.Int64),
    ).drop("episode")


def _place_once(mentions: pl.DataFrame) -> pl.DataFrame:
    exact = _number_rows(_with_episode(mentions.filter(pl.col("exact") & ~pl.col("dates_entry"))))
    coarse = mentions.filter(~pl.col("exact") | pl.col("dates_entry"))
    return pl.concat([exact, _place_coarse(coarse, exact)], how="diagonal")


def _with_episode(exact: pl.DataFrame) -> pl.DataFrame:
    """Sort day-exact entries and exits of each party: an entry that follows an exit begins a new episode."""
    left = exact.filter("closes").select(PARTY).unique()
    moving = exact.join(left, on=PARTY, how="semi", nulls_equal=True)
    staying = exact.join(left, on=PARTY, how="anti", nulls_equal=True).with_columns(episode=pl.lit(1))
    placed = pl.concat([staying, _count_episodes(moving)], how="diagonal_relaxed")
    if "apart" not in placed.columns:
        placed = placed.with_columns(apart=pl.lit(False))
    placed = placed.with_columns(pl.col("apart").fill_null(False))
    return placed.with_columns(pl.coalesce("told_episode", "episode").cast(pl.Int64).alias("episode"))


def _count_episodes(moving: pl.DataFrame) -> pl.DataFrame:
    """The episodes of the parties of which an exit is reported, which few are.

    Weaker exits and entries count none but their own: those that others report keep their numbers.
    """
    moves = pl.col("opens") | pl.col("closes")
    settled = _settled(moving.filter(moves & ~pl.col("weak")))
    weaker = _beside(moving.filter(moves & pl.col("weak")), settled)
    rest = moving.filter(~moves).with_columns(episode=pl.lit(1))
    return pl.concat([settled, weaker, rest], how="diagonal_relaxed")


def _in_turn(moves: pl.DataFrame) -> pl.DataFrame:
    """Exits and entries by their days. On one day an exit goes before the entry again, unless there was nothing yet to
    leave.
    """
    first_entry = pl.min_horizontal(pl.col("earliest").filter("opens").min().over(PARTY), "entered_by")
    turn = pl.when(pl.col("closes") & (pl.col("earliest") > first_entry)).then(0).when("opens").then(1).otherwise(2)
    return moves.with_columns(turn=turn).sort(*PARTY, "earliest", "turn", "mention").drop("turn")


def _settled(moves: pl.DataFrame) -> pl.DataFrame:
    data = _in_turn(moves)
    opened = pl.col("opens").cum_sum().over(PARTY) + _entered().cast(pl.UInt32)
    left = pl.col("closes") & (opened > 0)
    begins = pl.col("opens") & left.shift(1, fill_value=False).over(PARTY)
    return data.with_columns(
        episode=pl.when(pl.col("closes") & (opened == 0)).then(0).otherwise(1 + begins.cum_sum().over(PARTY))
    )


def _entered() -> pl.Expr:
    """Whether the party can have been in by then, by what is reported coarsely or by lists."""
    return (pl.col("entered_by") <= pl.col("earliest")).fill_null(False)


def _beside(weaker: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """Weaker exits and entries, in the episode that runs on their day; what comes back has one of its own (`apart`)."""
    days = settled.filter("opens").select(*PARTY, "earliest", "episode").unique()
    last = days.group_by(PARTY).agg(last=pl.col("episode").max())
    data = _in_turn(weaker).with_row_index("row")
    running = data.select("row", *PARTY, "earliest").join(days, on=PARTY, suffix="_begun", nulls_equal=True)
    running = (
        running.filter(pl.col("earliest_begun") <= pl.col("earliest"))
        .group_by("row")
        .agg(pl.col("episode").max(), begun=pl.col("earliest_begun").max())
    )
    data = data.join(running, on="row", how="left").join(last, on=PARTY, how="left", nulls_equal=True)
    as_high = pl.col("rank").shift(1).over(PARTY) >= pl.col("rank")
    opened = pl.col("opens").cum_sum().over(PARTY) + (_entered() | pl.col("episode").is_not_null()).cast(pl.UInt32)
    left = (pl.col("closes") & (opened > 0)).shift(1, fill_value=False).over(PARTY)
    apart = pl.col("opens") & left & as_high.fill_null(False)
    data = data.with_columns(apart=apart, nothing=pl.col("closes") & (opened == 0))
    return _with_own(data).drop("row", "last", "nothing", "begun")


def _with_own(data: pl.DataFrame) -> pl.DataFrame:
    """`episode`: after an entry apart its own, until one begins that others report; else the one that runs."""
    count = pl.col("apart").cum_sum().over(PARTY)
    since = pl.when("apart").then("earliest").forward_fill().over(PARTY)
    is_own = pl.col("apart") | ((since >= pl.col("begun")) | pl.col("begun").is_null() & since.is_not_null())
    own = pl.col("last").fill_null(1) + count
    joined = pl.when("nothing").then(0).otherwise(pl.col("episode").fill_null(1))
    is_own = (is_own & (count > 0)).fill_null(False)
    return data.with_columns(episode=pl.when(is_own).then(own).otherwise(joined), apart=is_own)


def _number_rows(exact: pl.DataFrame) -> pl.DataFrame:
    """Number the acts of one episode and phase where a table tells them as rows of their own (RULES 3.4)."""
    slot = [*SLOT, "episode"]
    rows = exact.filter("rows_are_acts").select(*slot, "source", "earliest").unique()
    several = rows.filter(pl.len().over([*slot, "source"]) > 1).select(slot).unique()
    days = rows.join(several, on=slot, how="semi", nulls_equal=True).select(*slot, "earliest").unique()
    days = days.with_columns(number=pl.col("earliest").rank("dense").over(slot).cast(pl.Int64))
    data = exact.join(days, on=[*slot, "earliest"], how="left", nulls_equal=True)
    split = several.with_columns(split=pl.lit(True))
    data = data.join(split, on=slot, how="left", nulls_equal=True)
    stray = pl.col("split").fill_null(False) & pl.col("number").is_null()
    data = data.with_columns(number=pl.coalesce("number", "notice"))
    return data.with_columns(pl.when(stray).then("told_episode").otherwise("episode").alias("episode")).drop("split")


def _place_coarse(coarse: pl.DataFrame, exact: pl.DataFrame) -> pl.DataFrame:
    """Join each coarse mention to the one act whose days it overlaps, or to the only episode there is."""
    acts = (
        exact.filter(pl.col("episode").is_not_null())
        .group_by(*SLOT, "episode", "number")
        .agg(
            first=pl.col("earliest").min(),
            last=pl.col("latest").max(),
            apart=pl.col("apart").all(),
            rank_of_act=pl.col("rank").max(),
        )
    )
    fits = coarse.join(acts, on=SLOT, how="inner", nulls_equal=True).filter(_overlaps() | _dated_by_effect())
    # What only a weaker voice took for an entry anew says nothing of an entry that others report.
    fits = fits.filter(~pl.col("apart") | (pl.col("rank") <= pl.col("rank_of_act"))).drop("apart", "rank_of_act")
    # What tells only when an entry took effect belongs to the last entry before that day.
    latest_first = fits.sort("mention", "first", descending=[False, True])
    fits = pl.concat(
        [
            fits.filter(~pl.col("dates_entry")),
            latest_first.filter("dates_entry").unique("mention", keep="first", maintain_order=True),
        ]
    )
    one = fits.filter(pl.len().over("mention", "phase") == 1).select("mention", "phase", "episode", "number")
    overlapping = fits.select("mention", "phase").unique().with_columns(overlaps=pl.lit(True))
    data = coarse.join(one, on=["mention", "phase"], how="left").join(overlapping, on=["mention", "phase"], how="left")
    return _fall_back(data, acts, exact, coarse)


def _overlaps() -> pl.Expr:
    dated = pl.col("earliest").is_not_null() | pl.col("latest").is_not_null()
    begins = pl.col("earliest").is_null() | (pl.col("earliest") <= pl.col("last"))
    ends = pl.col("latest").is_null() | (pl.col("latest") >= pl.col("first"))
    return ~pl.col("dates_entry") & dated & begins & ends


def _dated_by_effect() -> pl.Expr:
    return (pl.col("dates_entry") & (pl.col("first") <= pl.col("latest"))).fill_null(False)


def _fall_back(data: pl.DataFrame, acts: pl.DataFrame, exact: pl.DataFrame, coarse: pl.DataFrame) -> pl.DataFrame:
    """Where no act overlaps: the only episode there is; with several episodes or acts the mention stays unplaced."""
    episodes = exact.group_by(PARTY).agg(
        last_episode=pl.col("episode").filter(~pl.col("apart")).max(),
        first_exit=pl.col("earliest").filter(pl.col("closes") & ~pl.col("weak")).min(),
    )
    acts = acts.filter(~pl.col("apart"))
    counts = acts.group_by(SLOT).agg(acts=pl.len(), only=pl.col("episode").first())
    opens = pl.concat([exact, coarse], how="diagonal").filter(pl.col("opens") | pl.col("entered_by").is_not_null())
    entered = opens.select(PARTY).unique()
    data = (
        data.join(episodes, on=PARTY, how="left", nulls_equal=True)
        .join(counts, on=SLOT, how="left", nulls_equal=True)
        .join(entered.with_columns(entered=pl.lit(True)), on=PARTY, how="left", nulls_equal=True)
    )
    never_entered = pl.col("closes") & pl.col("entered").is_null()
    single = (pl.col("last_episode").fill_null(1) <= 1) & (pl.col("acts").fill_null(0) <= 1)
    fallback = (
        pl.when(pl.col("overlaps").fill_null(False)).then(None)
        .when(never_entered).then(0)
        .when(pl.col("opens") & (pl.col("latest") < pl.col("first_exit"))).then(1)
        .when(single).then(pl.coalesce("only", pl.lit(1)))
    )  # fmt: skip
    placed = pl.coalesce("told_episode", "episode", fallback).cast(pl.Int64)
    return data.with_columns(episode=placed, number=pl.coalesce("number", "notice")).drop(
        "overlaps", "last_episode", "first_exit", "acts", "only", "entered"
    )


def _place_repeating(mentions: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """Gather the tellings of phases that repeat into acts by their days, and count the acts by date."""
    exact = mentions.filter("exact").sort(*SLOT, "earliest", "mention")
    within = {name: phase.repeats_within_days or 0 for name, phase in vocabulary.phases.items()}
    gap = (pl.col("earliest") - pl.col("earliest").shift(1)).dt.total_days().over(SLOT)
    limit = pl.col("phase").replace_strict(within, return_dtype=pl.Int64)
    exact = exact.with_columns(cluster=(gap > limit).fill_null(False).cum_sum().over(SLOT).cast(pl.Int64))
    spans = exact.group_by(*SLOT, "cluster").agg(first=pl.col("earliest").min(), last=pl.col("latest").max())
    dated = mentions.filter(~pl.col("exact") & (pl.col("earliest").is_not_null() | pl.col("latest").is_not_null()))
    fits = dated.join(spans, on=SLOT, how="inner", nulls_equal=True).filter(_overlaps())
    counts = fits.group_by("mention", "phase").agg(pl.len().alias("fits"), pl.col("cluster").first())
    dated = dated.join(counts, on=["mention", "phase"], how="left")
    joined = dated.filter(pl.col("fits") == 1)
    alone = _cluster_coarse(dated.filter(pl.col("fits").is_null()))
    clustered = pl.concat([exact, joined, alone], how="diagonal")
    undated = _cluster_undated(
        mentions.filter(pl.col("earliest").is_null() & pl.col("latest").is_null()), clustered, vocabulary
    )
    clusters = _number_clusters(pl.concat([clustered, undated.filter(pl.col("cluster").is_not_null())], how="diagonal"))
    unplaced = [dated.filter(pl.col("fits") > 1), undated.filter(pl.col("cluster").is_null())]
    placed = pl.concat([clusters, *(part.drop("cluster") for part in unplaced)], how="diagonal")
    return placed.with_columns(episode=pl.coalesce("told_episode", "episode"))


def _cluster_undated(undated: pl.DataFrame, clustered: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """What is reported without a day joins the only act there is, or makes one, unless its phase needs a day."""
    need_day = [name for name, phase in vocabulary.phases.items() if phase.needs_day]
    acts = clustered.group_by(SLOT).agg(acts=pl.col("cluster").n_unique(), only=pl.col("cluster").first())
    data = undated.join(acts, on=SLOT, how="left", nulls_equal=True)
    placeable = ~pl.col("phase").is_in(need_day) & (pl.col("acts").fill_null(0) <= 1)
    return data.with_columns(cluster=pl.when(placeable).then(pl.coalesce("only", pl.lit(-1)))).drop("acts", "only")


def _cluster_coarse(coarse: pl.DataFrame) -> pl.DataFrame:
    """Coarse mentions that overlap no day-exact act make acts of their own, where they overlap each other."""
    data = coarse.with_columns(begin=pl.coalesce("earliest", "latest"), stop=pl.coalesce("latest", "earliest"))
    data = data.sort(*SLOT, "begin", "stop", "mention")
    reached = pl.col("stop").cum_max().shift(1).over(SLOT)
    apart = (pl.col("begin") > reached).fill_null(False).cum_sum().over(SLOT)
    # Negative, so that they never meet the clusters of day-exact mentions.
    return data.with_columns(cluster=-1 - apart.cast(pl.Int64)).drop("begin", "stop")


def _number_clusters(clustered: pl.DataFrame) -> pl.DataFrame:
    begins = clustered.group_by(*SLOT, "cluster").agg(
        begin=pl.coalesce(pl.col("earliest").filter("exact").min(), pl.col("earliest").min(), pl.col("latest").min())
    )
    begins = begins.sort(*SLOT, "begin", "cluster").with_columns(
        episode=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(SLOT)
    )
    return clustered.join(begins.drop("begin"), on=[*SLOT, "cluster"], how="left", nulls_equal=True).drop("cluster")
