"""Starts: from which day an actor takes part, by the first rule that applies (RULES 2 and 5)."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import consent_effect, write_bounds
from accordgraph.graph.dates.periods import Bound
from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.resolution import decides

EPISODE = ("basis", "actor", "episode")
"""What a participation is known by: one actor in one basis, from an entry to the exit that follows."""

BOUNDS: tuple[Bound, ...] = ("earliest", "latest")

START = ("start", "start_earliest", "start_latest", "start_standing", "start_rule", "narrowed")

OPENING = ("opens", "succeeds")
LATER_CONSENTS = ("ratification", "acceptance", "approval")

FLOOR_RULE = "narrow:in-force-since"


def derive_starts(acts: Acts, listed: pl.DataFrame, bases: pl.DataFrame, asserted: pl.DataFrame) -> pl.DataFrame:
    """One row a participation that is bound: `EPISODE` and `START`.

    It begins with the first act that opens; where only lists name it, by the first of their days. `asserted` has the
    best rank of those who assert it, by `EPISODE`: what moves its start has to rank as high.
    """
    opening = acts.table.filter(pl.col("effect").is_in(OPENING) & pl.col("actor").is_not_null())
    opening = opening.drop("binds").join(bases, on="basis", how="left").join(asserted, on=EPISODE, how="left")
    opening = _by_rule(_with_floor(_with_force_of_whole(_with_decisive_effect(opening), acts)))
    first = opening.sort(*EPISODE, "done_earliest", "id", nulls_last=True)
    first = first.unique(EPISODE, keep="first", maintain_order=True).select(*EPISODE, *START)
    states = _states(listed).join(first, on=EPISODE, how="anti").join(bases, on="basis", how="left")
    states = _with_floor(states.join(asserted, on=EPISODE, how="left"))
    return pl.concat([_stated_by(first, listed), _of_states(states).select(*EPISODE, *START)])


def _states(listed: pl.DataFrame) -> pl.DataFrame:
    """When lists have them as taking part; a day that is only our reading counts where no list states one, and makes
    a reading of the start where the list itself is stated.
    """
    lists = listed.filter(pl.col("stance") == "asserts")
    last, is_read = pl.col("as_of_latest"), pl.col("day_how") == "inferred"
    is_reading = is_read.all() & (pl.col("how") != "inferred").any()
    return lists.group_by(EPISODE).agg(
        listed_from=pl.col("as_of_earliest").min(),
        listed_by=pl.coalesce(last.filter(~is_read).min(), last.min()),
        listed_to=last.max(),
        listed_standing=pl.when(is_reading).then(pl.lit("reading")).otherwise(pl.lit("single")),
    )


def _with_decisive_effect(opening: pl.DataFrame) -> pl.DataFrame:
    """The day of effect only where its source ranks high enough to move the start."""
    moves = decides(pl.col("effective_authority"), pl.col("effective_strong"), pl.col("best"))
    names = ("effective_on", "effective_earliest", "effective_latest", "effective_standing")
    return opening.with_columns(pl.when(moves).then(name).alias(name) for name in names)


def _with_force_of_whole(opening: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """The entry into force of the whole dates the entries that were open by then and tell no day of their own."""
    parts = ("earliest", "latest", "standing")
    whole = acts.table.filter((pl.col("phase") == "force") & pl.col("actor").is_null()).select(
        "basis",
        *(pl.coalesce(f"effective_{part}", f"done_{part}").alias(f"whole_{part}") for part in parts),
        whole_on=pl.coalesce("effective_on", "done_on"),
        whole_authority="authority",
        whole_strong="strong",
    )
    data = opening.join(whole, on="basis", how="left")
    dated = (pl.col("effective_on").is_null() & (pl.col("done_latest") <= pl.col("whole_latest"))).fill_null(False)
    dated = dated & decides(pl.col("whole_authority"), pl.col("whole_strong"), pl.col("best"))
    return data.with_columns(
        pl.when(dated).then(f"whole_{part}").otherwise(f"effective_{part}").alias(f"effective_{part}")
        for part in ("on", *parts)
    )


def _with_floor(data: pl.DataFrame) -> pl.DataFrame:
    """`floor_earliest` and `floor_latest`: when the instrument itself entered into force, where that decides."""
    moves = decides(pl.col("in_force_authority"), pl.col("in_force_strong"), pl.col("best"))
    bounds = ("earliest", "latest")
    return data.with_columns(pl.when(moves).then(f"in_force_{bound}").alias(f"floor_{bound}") for bound in bounds)


def _by_rule(data: pl.DataFrame) -> pl.DataFrame:
    for bound in BOUNDS:
        effect = data.select(consent_effect(f"done_{bound}", "effect_after", "effect_on", bound)).to_series()
        data = data.with_columns(effect.alias(f"rule_{bound}"))
    rules = _start_rules()
    rule = pl.coalesce([pl.when(applies.fill_null(False)).then(pl.lit(name)) for name, (applies, *_) in rules.items()])
    data = data.with_columns(start_rule=rule)
    names = ("start", "start_earliest", "start_latest", "start_standing")
    data = data.with_columns(
        _of_rule({name: values[place] for name, (_, *values) in rules.items()}).alias(column)
        for place, column in enumerate(names)
    )
    return _raised_to_floor(data)


def _of_rule(values: dict[str, pl.Expr]) -> pl.Expr:
    return pl.coalesce([pl.when(pl.col("start_rule") == name).then(value) for name, value in values.items()])


def _start_rules() -> dict[str, tuple[pl.Expr, pl.Expr, pl.Expr, pl.Expr, pl.Expr]]:
    """Name of each start rule -> when it applies, EDTF, earliest, latest, standing; the first that applies counts."""
    done = (pl.col("done_earliest"), pl.col("done_latest"))
    standing = pl.col("done_standing").fill_null("single")
    written = pl.lit(None, pl.String)
    unknown = pl.lit(None, pl.Date)
    binds = pl.col("binds").fill_null("unknown")
    # Where signatures bind, a ratification is reported of one who signed subject to it.
    consents = (binds == "consent") | ((binds == "signature") & pl.col("type").is_in(LATER_CONSENTS))
    has_rule = pl.col("effect_after").is_not_null() & pl.col("effect_on").is_not_null()
    during = (pl.col("during"), pl.col("during_start_earliest"), pl.col("during_start_latest"))
    # Without the day of the treaty's own entry into force, the consent may have waited for it.
    capped = pl.when(pl.col("floor_latest").is_not_null()).then("rule_latest")
    return {
        "start:effective-reported": (
            pl.col("effective_on").is_not_null(),
            pl.col("effective_on"),
            pl.col("effective_earliest"),
            pl.col("effective_latest"),
            pl.col("effective_standing"),
        ),
        "start:succession": (pl.col("effect") == "succeeds", written, unknown, done[1], standing),
        "start:binds-on-signature": ((binds == "signature") & ~consents, pl.col("done_on"), *done, standing),
        "start:act-reported": (
            (binds == "none") & (pl.col("done_on").is_not_null() | pl.col("during").is_null()),
            pl.col("done_on"),
            *done,
            standing,
        ),
        "start:during": (binds == "none", written, *during[1:], pl.col("during_standing")),
        "start:consent+effect-rule": (
            consents & has_rule & pl.col("done_on").is_not_null(),
            written,
            pl.max_horizontal("rule_earliest", "done_earliest"),
            capped,
            standing,
        ),
        "start:consent-effect-unknown": (consents, written, done[0], unknown, standing),
        "start:binding-unknown": (pl.lit(True), written, done[0], unknown, standing),
    }


RECKONED = (
    "start:binds-on-signature",
    "start:consent+effect-rule",
    "start:consent-effect-unknown",
    "start:binding-unknown",
)
"""Starts reckoned from a signature or consent: the instrument's own entry into force moves them (RULES 8)."""


def _raised_to_floor(data: pl.DataFrame) -> pl.DataFrame:
    """Nobody is bound before the instrument is: a start that was reckoned waits for it, any other is narrowed by it."""
    reckoned = pl.col("start_rule").is_in(RECKONED) & pl.col("floor_earliest").is_not_null()
    is_known = pl.col("start_latest").is_not_null() & pl.col("floor_latest").is_not_null()
    latest = pl.when(is_known).then(pl.max_horizontal("start_latest", "floor_latest"))
    waiting = pl.when(reckoned).then(latest).otherwise("start_latest")
    raised = pl.max_horizontal("start_earliest", "floor_earliest")
    room = reckoned | (pl.col("start_latest").is_null() | (pl.col("start_latest") >= pl.col("floor_earliest")))
    earliest = pl.when(room.fill_null(False)).then(raised).otherwise("start_earliest")
    data = data.with_columns(raised_earliest=earliest, raised_latest=waiting)
    moved = pl.any_horizontal(
        pl.col(f"start_{bound}").ne_missing(pl.col(f"raised_{bound}")) for bound in ("earliest", "latest")
    )
    # The rule of a consent asks for this day anyway, so it narrows nothing that the rule has not named.
    named = moved & (pl.col("start_rule") != "start:consent+effect-rule")
    data = data.with_columns(start=pl.when(~moved).then("start"), narrowed=pl.when(named).then(pl.lit(FLOOR_RULE)))
    bounds = {f"start_{bound}": f"raised_{bound}" for bound in ("earliest", "latest")}
    data = data.with_columns(pl.col(raised).alias(name) for name, raised in bounds.items())
    return data.with_columns(start=pl.coalesce("start", write_bounds(pl.col("start_earliest"), pl.col("start_latest"))))


def _stated_by(first: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """A start that is only our reading is certain from the day on which a source states that the actor takes part."""
    stated = listed.filter((pl.col("stance") == "asserts") & (pl.col("day_how") != "inferred"))
    stated = stated.group_by(EPISODE).agg(stated=pl.col("as_of_latest").min())
    data = first.join(stated, on=EPISODE, how="left")
    moved = ((pl.col("start_standing") == "reading") & (pl.col("stated") > pl.col("start_latest"))).fill_null(False)
    data = data.with_columns(start_latest=pl.when(moved).then("stated").otherwise("start_latest"), moved=moved)
    return data.with_columns(
        start=pl.when("moved").then(write_bounds(pl.col("start_earliest"), pl.col("start_latest"))).otherwise("start"),
        start_standing=pl.when("moved").then(pl.lit("single")).otherwise("start_standing"),
    ).select(first.columns)


def _of_states(states: pl.DataFrame) -> pl.DataFrame:
    """A list as of a day says that it began by then; a report speaks of its period only; an operation has its time."""
    during = pl.col("during").is_not_null()
    report = (pl.col("kind") == "report") & ~during
    by_then = pl.col("listed_by").is_null() | (pl.col("floor_earliest") <= pl.col("listed_by"))
    floor = pl.col("floor_earliest").is_not_null() & by_then
    earliest = (
        pl.when(during).then("during_start_earliest")
        .when(report).then("listed_from")
        .when(floor).then("floor_earliest")
    )  # fmt: skip
    latest = pl.when(during).then("during_start_latest").when(report).then("listed_to").otherwise("listed_by")
    data = states.with_columns(start_earliest=earliest, start_latest=latest)
    rule = pl.when(during).then(pl.lit("start:during")).when(report).then(pl.lit("start:reported"))
    return data.with_columns(
        start=write_bounds(pl.col("start_earliest"), pl.col("start_latest")),
        start_standing=pl.when(during).then("during_standing").otherwise("listed_standing"),
        start_rule=rule.otherwise(pl.lit("start:state-reported")),
        narrowed=pl.when(floor & ~during & ~report).then(pl.lit(FLOOR_RULE)),
    )
