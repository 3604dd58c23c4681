"""Ends: until which day an actor takes part, by the first rule that applies (RULES 5 and 8).

`until` is the last day in force. What is only a doubt moves no end: it has a day of its own, from which on no answer is
more than possibly.
"""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.dates.periods import after, eve, morrow
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.participations.starts import BOUNDS, EPISODE, START
from accordgraph.graph.derivation.participations.terms import with_terms
from accordgraph.graph.derivation.resolution import decides
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import Registry

END = (
    *("end_earliest", "end_latest", "end_kind", "end_standing", "end_rule"),
    *("until", "until_latest_reported", "last_attested", "attested_latest"),
    *("goes_on", "disputed_from", "disputed_to", "notice_from"),
)
"""The bounds of the end, how it is known, the end as reported, when it was last attested; whether no end is reported
that
decides; and from when to when sources differ about the end, and from when a notice of exit may have taken effect."""

END_KINDS = {
    "end:exit": "exit",
    "end:exit-after": "exit",
    "end:notice-unknown": "exit",
    "end:whole-ended": "exit",
    "end:during": "during",
    "end:term": "term",
}


def derive_ends(
    starts: pl.DataFrame,
    acts: Acts,
    bases: pl.DataFrame,
    attested: pl.DataFrame,
    asserted: pl.DataFrame,
    vocabulary: Registry,
) -> pl.DataFrame:
    """The starts with the columns `END`.

    `attested` has `EPISODE`, `day` and `day_latest`; `asserted` the best rank of those who assert it. An exit or end of
    the whole that ranks lower is a lesser denial.
    """
    ended = acts.table.filter((pl.col("effect") == "ends-whole") & pl.col("actor").is_null())
    data = (
        starts.join(bases.select("basis", "kind", pl.col("^during.*$")), on="basis", how="left")
        .join(asserted, on=EPISODE, how="left")
        .join(_exits(acts, bases), on=EPISODE, how="left")
        .join(_first(_ends_of_whole(ended), ("basis",), "whole"), on="basis", how="left")
        .join(_last_attested(attested), on=EPISODE, how="left")
    )
    data = with_terms(data, acts).with_columns(
        came_back=pl.col("episode") < pl.col("episode").max().over("basis", "actor")
    )
    return _judge(_with_lesser_denials(data), vocabulary)


def _last_attested(attested: pl.DataFrame) -> pl.DataFrame:
    ordered = attested.sort("day", "day_latest").group_by(EPISODE, maintain_order=True)
    return ordered.agg(attested=pl.col("day").last(), attested_latest=pl.col("day_latest").last())


def _exits(acts: Acts, bases: pl.DataFrame) -> pl.DataFrame:
    """Last days in force by an exit: the eve of its effect, reported or reckoned by the notice of the text; else
    none.
    """
    closing = acts.table.filter(pl.col("effect") == "closes").join(
        bases.select("basis", "exit_after"), on="basis", how="left"
    )
    reckoned = {bound: after(pl.col(f"done_{bound}"), pl.col("exit_after")) for bound in BOUNDS}
    effective, by_rule = pl.col("effective_on").is_not_null(), reckoned["earliest"].is_not_null()
    rows = closing.select(
        *EPISODE,
        earliest=pl.when(effective).then(eve(pl.col("effective_earliest"), "earliest"))
        .when(by_rule).then(eve(reckoned["earliest"], "earliest"))
        .otherwise("done_earliest"),
        latest=pl.when(effective).then(eve(pl.col("effective_latest"), "latest"))
        .when(by_rule).then(eve(reckoned["latest"], "latest")),
        last_earliest=pl.when(effective).then(eve(pl.col("effective_last_earliest"), "earliest")),
        standing=pl.coalesce(pl.when(effective).then("effective_standing"), "done_standing"),
        rule=pl.when(effective).then(pl.lit("end:exit"))
        .when(by_rule).then(pl.lit("end:exit-after"))
        .when(pl.col("done_earliest").is_not_null()).then(pl.lit("end:notice-unknown"))
        .otherwise(pl.lit("end:exit")),
        authority="authority",
        strong="strong",
    )  # fmt: skip
    return _first(rows, EPISODE, "exit")


def _ends_of_whole(ended: pl.DataFrame) -> pl.DataFrame:
    """Last days in force by the end of the whole; where only the day of the decision is reported, that or its eve."""
    effective = pl.col("effective_on").is_not_null()
    return ended.select(
        "basis",
        "authority",
        "strong",
        earliest=eve(pl.coalesce("effective_earliest", "done_earliest"), "earliest"),
        latest=pl.when(effective).then(eve(pl.col("effective_latest"), "latest")).otherwise("done_latest"),
        last_earliest=pl.when(effective).then(eve(pl.col("effective_last_earliest"), "earliest")),
        standing=pl.coalesce(pl.when(effective).then("effective_standing"), "done_standing"),
        rule=pl.lit("end:whole-ended"),
    )


def _first(rows: pl.DataFrame, by: tuple[str, ...], prefix: str) -> pl.DataFrame:
    """The first end of each, its columns under a prefix."""
    first = rows.sort(*by, "earliest", nulls_last=True).unique(by, keep="first", maintain_order=True)
    return first.rename({name: f"{prefix}_{name}" for name in first.columns if name not in by})


def _with_lesser_denials(data: pl.DataFrame) -> pl.DataFrame:
    """Ends that do not decide become the day from which on they cast doubt: `denied_from`.

    Whoever came back had left, so an exit that an entry follows decides, from a press report on.
    """
    for prefix in ("exit", "whole"):
        weights = (pl.col(f"{prefix}_authority"), pl.col(f"{prefix}_strong"), pl.col("best"))
        is_end = pl.col(f"{prefix}_rule").is_not_null()
        # A comment alone ends nothing, even where it says that the party came back.
        back = pl.col("came_back") & (pl.col("exit_authority") >= STRONG_RANK)
        ends = decides(*weights) | (back.fill_null(False) if prefix == "exit" else pl.lit(False))
        data = data.with_columns(
            (is_end & ends).alias(prefix),
            pl.when(is_end & ~ends)
            .then(pl.coalesce(morrow(pl.col(f"{prefix}_earliest")), "start_earliest"))
            .alias(f"{prefix}_denied"),
        )
    return data.with_columns(denied_from=pl.min_horizontal("exit_denied", "whole_denied"))


def _judge(data: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    kinds = vocabulary.words["basis_kinds"].values()
    never_goes_on = pl.col("kind").is_in([word.name for word in kinds if word.fields.get("ends") == "during"])
    rule = (
        pl.when("exit").then("exit_rule")
        .when("whole").then(pl.lit("end:whole-ended"))
        .when(never_goes_on).then(pl.lit("end:during"))
        .when(pl.col("term").is_not_null()).then(pl.lit("end:term"))
        .when(pl.col("during").is_not_null()).then(pl.lit("end:during"))
        .otherwise(pl.lit("end:none"))
    )  # fmt: skip
    data = _with_attested(data.with_columns(end_rule=rule, **_reported_end()))
    data = data.with_columns(
        end_kind=pl.col("end_rule").replace_strict(END_KINDS, default="none"), goes_on=pl.col("end_rule") == "end:none"
    )
    return _attested_within(_with_doubts(_with_bounds(data))).select(*EPISODE, *START, *END)


def _reported_end() -> dict[str, pl.Expr]:
    """Bounds and standing of an end by act: the actor's own, that of the whole, or the earlier of the two.

    Where one of two is not known at all, the earlier of them may lie arbitrarily early.
    """
    left, ended = pl.col("exit"), pl.col("whole")
    unknown = pl.col("exit_earliest").is_null() | pl.col("whole_earliest").is_null()
    whole_first = ended & (~left | (pl.col("whole_latest") < pl.col("exit_earliest")).fill_null(False))
    exit_latest, whole_latest = pl.when(left).then("exit_latest"), pl.when(ended).then("whole_latest")
    return {
        "reported_earliest": pl.when(left & ended & unknown).then(None)
        .when(left & ended).then(pl.min_horizontal("exit_earliest", "whole_earliest"))
        .when(left).then("exit_earliest")
        .when(ended).then("whole_earliest"),
        "reported_latest": pl.min_horizontal(exit_latest, whole_latest),
        "reported_last_earliest": pl.when(whole_first).then("whole_last_earliest").otherwise("exit_last_earliest"),
        "reported_standing": pl.when(whole_first).then("whole_standing").otherwise("exit_standing"),
    }  # fmt: skip


def _with_attested(data: pl.DataFrame) -> pl.DataFrame:
    """When it was last attested: by the latest list or register, never before the start; else by its start.

    Who notifies a succession takes part on that day, whenever it began; so does who came in by a day at the latest. A
    list without a day attests none.
    """
    succession = pl.col("start_rule") == "start:succession"
    undated = (pl.col("start_rule") == "start:state-reported") & pl.col("start_latest").is_null()
    first = pl.when(succession).then("start_latest").when(~undated).then("start_earliest")
    own = pl.col("attested").is_null() | (first > pl.col("attested")).fill_null(False)
    return data.with_columns(
        attested=pl.when(own).then(pl.coalesce(first, "start_latest")).otherwise("attested"),
        attested_latest=pl.when(own).then("start_latest").otherwise("attested_latest"),
    )


def _with_bounds(data: pl.DataFrame) -> pl.DataFrame:
    by_act = pl.col("exit") | pl.col("whole")
    during, term = pl.col("end_rule") == "end:during", pl.col("end_rule") == "end:term"
    # A report speaks of its period and of no later day.
    over = pl.coalesce("during_end_latest", pl.when(pl.col("start_rule") == "start:reported").then("start_latest"))
    # Whom a list of a later day names has outlived the term.
    running = pl.max_horizontal("term_earliest", "attested")
    data = data.with_columns(
        end_earliest=pl.when(by_act).then("reported_earliest")
        .when(during).then(pl.coalesce("during_end_earliest", "start_earliest"))
        .when(term).then(running)
        .otherwise("attested"),
        end_latest=pl.when(by_act).then("reported_latest").when(during).then(over),
        end_standing=pl.when(by_act).then("reported_standing")
        .when(during).then("during_standing")
        .when(term).then("term_standing"),
        last_earliest=pl.when(by_act).then("reported_last_earliest").when(term).then("term_last_earliest"),
        until_latest_reported=pl.when(by_act).then("reported_latest").when(during).then(over).when(term).then("term_latest"),
    )  # fmt: skip
    bounds = write_bounds(pl.col("end_earliest"), pl.col("end_latest"))
    return data.with_columns(until=pl.when(by_act | during).then(bounds).when(term).then("term"))


def _with_doubts(data: pl.DataFrame) -> pl.DataFrame:
    """The days on which sources differ about the end, and those after a notice whose day of effect nobody reports."""
    open_ended = pl.col("end_kind").is_in(["none", "term"])
    # Where an end is reported that decides, a lesser one before it is a doubt and no end of another kind.
    doubted = pl.col("denied_from").is_not_null() & (open_ended | (pl.col("denied_from") <= pl.col("end_earliest")))
    denied = open_ended & pl.col("denied_from").is_not_null()
    between = (pl.col("last_earliest") > morrow(pl.col("end_earliest"))).fill_null(False)
    notice = pl.col("end_rule") == "end:notice-unknown"
    data = data.with_columns(denied=denied).with_columns(
        disputed_from=pl.when(doubted.fill_null(False))
        .then("denied_from")
        .when(between)
        .then(morrow(pl.col("end_earliest"))),
        disputed_to=pl.when(between & ~doubted.fill_null(False)).then(eve(pl.col("last_earliest"))),
        notice_from=pl.when(notice).then(morrow(pl.col("end_earliest"))),
        end_kind=pl.when("denied").then(pl.lit("denied")).otherwise("end_kind"),
        end_rule=pl.when("denied").then(pl.lit("end:denied-later")).otherwise("end_rule"),
    )
    before_doubt = pl.min_horizontal("end_earliest", eve(pl.col("disputed_from")))
    return data.with_columns(
        end_earliest=pl.when("denied").then(before_doubt).otherwise("end_earliest"),
        end_standing=pl.when("denied").then(pl.lit("disputed")).otherwise("end_standing"),
    )


def _attested_within(data: pl.DataFrame) -> pl.DataFrame:
    """Who reports later on what is over attests it until it was over; after an exit nobody attests that it went on."""
    exited = pl.col("exit") | pl.col("whole")
    over = pl.coalesce("end_latest", pl.when(exited).then("end_earliest"))
    return data.with_columns(
        last_attested=pl.when(over < pl.col("attested")).then(over).otherwise("attested"),
        attested_latest=pl.when(over < pl.col("attested_latest")).then(over).otherwise("attested_latest"),
    )
