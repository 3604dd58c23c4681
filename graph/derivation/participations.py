"""Derivation: participations, with the bounds of their start and end, from acts, lists and terms (RULES 2 and 5).

Each row names the rules that made it. Bounds are inclusive days, null is unknown. `links` goes on from here.
"""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import consent_effect, parse_instants, write_bounds
from accordgraph.graph.derivation.acts import Acts
from accordgraph.ontology.registry import Registry

STAY = ("basis", "actor", "episode")


def listings(statements: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """Who is listed, and denied, in what role as of which day, each put to the episode that it is about.

    Columns: `statement`, `basis`, `actor`, `episode`, `role` (null: not told), `stance`, `source`, `as_of_earliest`,
    `as_of_latest`.
    """
    told = statements.filter((pl.col("about") == "participation") & (pl.col("property") == "listed"))
    days = parse_instants(told["as_of"]).select(as_of_earliest="earliest", as_of_latest="latest")
    role = pl.when(pl.col("value") != "unknown").then("value").alias("role")
    data = told.select("basis", "actor", role, "stance", "source", statement="id").hstack(days)
    entries = acts.table.filter((pl.col("phase") == "entry") & pl.col("actor").is_not_null())
    begun = data.join(entries.select(*STAY, "done_earliest"), on=["basis", "actor"]).filter(
        (pl.col("done_earliest") <= pl.col("as_of_latest")).fill_null(True)
    )
    last = begun.group_by("statement").agg(pl.col("episode").max())
    return data.join(last, on="statement", how="left").with_columns(pl.col("episode").fill_null(1))


def derive_stays(
    acts: Acts, listed: pl.DataFrame, bases: pl.DataFrame, attested: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """The participations with their bounds, before their existence is judged.

    Columns: `id`, `basis`, `actor`, `episode`, `start` (EDTF), `start_earliest`, `start_latest`, `start_standing`,
    `start_rule`, `end_earliest`, `end_latest`, `end_kind`, `end_standing`, `end_rule`, `last_attested`.
    `bases` is `basis_table`; `attested` has `basis`, `actor`, `episode`, `day`.
    """
    data = _with_end(_starts(acts, listed, bases), acts, bases, attested, vocabulary)
    identifier = pl.concat_str("basis", "actor", pl.col("episode").cast(pl.String), separator="~")
    return data.with_columns(id=identifier).sort("id")


def _starts(acts: Acts, listed: pl.DataFrame, bases: pl.DataFrame) -> pl.DataFrame:
    """Begin at the first act that opens; where only lists tell of it, by the first of their days."""
    opening = acts.table.filter(pl.col("effect").is_in(["opens", "succeeds"]) & pl.col("actor").is_not_null())
    opening = _start_of_act(opening.drop("binds").join(bases, on="basis", how="left"), acts)
    first = opening.sort(*STAY, "done_earliest", "id", nulls_last=True).unique(STAY, keep="first", maintain_order=True)
    states = listed.filter(pl.col("stance") == "asserts").group_by(STAY).agg(start_latest=pl.col("as_of_latest").min())
    states = states.join(first, on=STAY, how="anti").join(bases, on="basis", how="left")
    return pl.concat([first.select(*STAY, *START), _start_of_state(states).select(*STAY, *START)])


START = ("start", "start_earliest", "start_latest", "start_standing", "start_rule")


def _start_of_act(opening: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    data = _with_force_of_whole(opening, acts)
    for bound in ("earliest", "latest"):
        effect = data.select(consent_effect(f"done_{bound}", "effect_after", "effect_on")).to_series()
        data = data.with_columns(effect.alias(f"rule_{bound}"))
    for rule, (condition, text, earliest, latest, standing) in reversed(_start_rules().items()):
        fits = condition.fill_null(False)
        data = data.with_columns(
            start_rule=pl.when(fits).then(pl.lit(rule)).otherwise(_column(data, "start_rule", pl.String)),
            start_earliest=pl.when(fits).then(earliest).otherwise(_column(data, "start_earliest", pl.Date)),
            start_latest=pl.when(fits).then(latest).otherwise(_column(data, "start_latest", pl.Date)),
            start=pl.when(fits).then(text).otherwise(_column(data, "start", pl.String)),
            start_standing=pl.when(fits).then(standing).otherwise(_column(data, "start_standing", pl.String)),
        )
    return data.with_columns(start=pl.coalesce("start", write_bounds(pl.col("start_earliest"), pl.col("start_latest"))))


def _column(data: pl.DataFrame, name: str, dtype: type[pl.DataType]) -> pl.Expr:
    return pl.col(name) if name in data.columns else pl.lit(None, dtype)


def _start_rules() -> dict[str, tuple[pl.Expr, pl.Expr, pl.Expr, pl.Expr, pl.Expr]]:
    """Name of each start rule -> when it applies, EDTF, earliest, latest, standing; the first that applies counts."""
    done = (pl.col("done_earliest"), pl.col("done_latest"))
    standing = pl.col("done_standing").fill_null("single")
    written = pl.lit(None, pl.String)
    unknown = pl.lit(None, pl.Date)
    binds = pl.col("binds").fill_null("unknown")
    floored = pl.max_horizontal("in_force_earliest", "rule_earliest", "done_earliest")
    has_rule = pl.col("effect_after").is_not_null() & pl.col("effect_on").is_not_null()
    during = (pl.col("during"), pl.col("during_start_earliest"), pl.col("during_start_latest"))
    # Without the day of the treaty's own entry into force, the consent may have waited for it.
    floor_known = pl.col("in_force_latest").is_not_null() & pl.col("rule_latest").is_not_null()
    capped = pl.when(floor_known).then(pl.max_horizontal("in_force_latest", "rule_latest"))
    return {
        "start:effective-told": (
            pl.col("effective_on").is_not_null(),
            pl.col("effective_on"),
            pl.col("effective_earliest"),
            pl.col("effective_latest"),
            pl.col("effective_standing"),
        ),
        "start:succession": (pl.col("effect") == "succeeds", written, unknown, done[1], standing),
        "start:binds-on-signature": (binds == "signature", pl.col("done_on"), *done, standing),
        "start:act-told": (
            (binds == "none") & (pl.col("done_on").is_not_null() | pl.col("during").is_null()),
            pl.col("done_on"),
            *done,
            standing,
        ),
        "start:during": (binds == "none", written, *during[1:], pl.col("during_standing")),
        "start:consent+effect-rule": (
            (binds == "consent") & has_rule & pl.col("done_on").is_not_null(),
            written,
            floored,
            capped,
            standing,
        ),
        "start:consent-effect-unknown": (binds == "consent", written, done[0], unknown, standing),
        "start:binding-unknown": (pl.lit(True), written, done[0], unknown, standing),
    }


def _with_force_of_whole(opening: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """The entry into force of the whole dates the entries that were open by then and tell no day of their own."""
    whole = acts.table.filter((pl.col("phase") == "force") & pl.col("actor").is_null()).select(
        "basis",
        whole_on=pl.coalesce("effective_on", "done_on"),
        whole_earliest=pl.coalesce("effective_earliest", "done_earliest"),
        whole_latest=pl.coalesce("effective_latest", "done_latest"),
        whole_standing=pl.coalesce("effective_standing", "done_standing"),
    )
    data = opening.join(whole, on="basis", how="left")
    dated = (pl.col("effective_on").is_null() & (pl.col("done_latest") <= pl.col("whole_latest"))).fill_null(False)
    return data.with_columns(
        pl.when(dated).then(f"whole_{part}").otherwise(f"effective_{part}").alias(f"effective_{part}")
        for part in ("on", "earliest", "latest", "standing")
    )


def _start_of_state(states: pl.DataFrame) -> pl.DataFrame:
    """A list as of a day says that it began by then; an operation begins when it was done."""
    during = pl.col("during").is_not_null()
    earliest = pl.when(during).then("during_start_earliest")
    latest = pl.when(during).then("during_start_latest").otherwise("start_latest")
    data = states.with_columns(start_earliest=earliest, start_latest=latest)
    return data.with_columns(
        start=write_bounds(pl.col("start_earliest"), pl.col("start_latest")),
        start_standing=pl.when(during).then("during_standing").otherwise(pl.lit("single")),
        start_rule=pl.when(during).then(pl.lit("start:during")).otherwise(pl.lit("start:state-told")),
    )


def _with_end(
    starts: pl.DataFrame, acts: Acts, bases: pl.DataFrame, attested: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    last = attested.group_by(STAY).agg(attested=pl.col("day").max())
    ended = acts.table.filter(pl.col("effect") == "ends-whole")
    data = (
        starts.join(bases.select("basis", "kind", pl.col("^during.*$")), on="basis", how="left")
        .join(_closing(acts.table.filter(pl.col("effect") == "closes"), "exit", list(STAY)), on=STAY, how="left")
        .join(_closing(ended.filter(pl.col("actor").is_null()), "whole", ["basis"]), on="basis", how="left")
        .join(_last_term(acts), on="basis", how="left")
        .join(last, on=STAY, how="left")
    )
    return _judge_end(data, vocabulary)


def _closing(closing: pl.DataFrame, prefix: str, by: list[str]) -> pl.DataFrame:
    """Last days in force: the day before an exit takes effect, or else not before the exit was told."""
    before = [pl.col(f"effective_{bound}") - pl.duration(days=1) for bound in ("earliest", "latest")]
    told = pl.col("effective_on").is_not_null()
    rows = closing.select(
        *by,
        pl.when(told).then(before[0]).otherwise("done_earliest").alias(f"{prefix}_earliest"),
        pl.when(told).then(before[1]).alias(f"{prefix}_latest"),
        pl.coalesce(pl.when(told).then("effective_standing"), "done_standing").alias(f"{prefix}_standing"),
        pl.lit(True).alias(f"{prefix}_told"),
    )
    return rows.sort(*by, f"{prefix}_earliest", nulls_last=True).unique(by, keep="first", maintain_order=True)


def _last_term(acts: Acts) -> pl.DataFrame:
    terms = acts.table.filter((pl.col("effect") == "sets-term") & pl.col("until").is_not_null())
    last = terms.sort("basis", "episode").unique("basis", keep="last", maintain_order=True)
    return last.select("basis", term_earliest="until_earliest", term_standing="until_standing", term_told=pl.lit(True))


def _judge_end(data: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    left, ended = pl.col("exit_told").is_not_null(), pl.col("whole_told").is_not_null()
    kinds = vocabulary.words["basis_kinds"].values()
    never_goes_on = pl.col("kind").is_in([word.name for word in kinds if word.fields.get("ends") == "during"])
    rule = (
        pl.when(left).then(pl.lit("end:exit"))
        .when(ended).then(pl.lit("end:whole-ended"))
        .when(never_goes_on).then(pl.lit("end:during"))
        .when(pl.col("term_told").is_not_null()).then(pl.lit("end:term"))
        .when(pl.col("during").is_not_null()).then(pl.lit("end:during"))
        .otherwise(pl.lit("end:none"))
    )  # fmt: skip
    end_kinds = {"end:exit": "exit", "end:whole-ended": "exit", "end:during": "during", "end:term": "term"}
    data = data.with_columns(end_rule=rule)
    data = data.with_columns(
        end_kind=pl.col("end_rule").replace_strict(end_kinds, default="none"),
        attested=pl.max_horizontal("attested", "start_earliest"),
        **_ends_told(left, ended),
    )
    during, term = pl.col("end_rule") == "end:during", pl.col("end_rule") == "end:term"
    data = data.with_columns(
        end_earliest=pl.when(left | ended).then("told_earliest")
        .when(during).then(pl.coalesce("during_end_earliest", "start_earliest"))
        .when(term).then("term_earliest")
        .otherwise("attested"),
        end_latest=pl.when(left | ended).then("told_latest").when(during).then("during_end_latest"),
        end_standing=pl.when(left | ended).then("told_standing")
        .when(during).then("during_standing")
        .when(term).then("term_standing"),
    )  # fmt: skip
    # Who tells later of what is over attests it until it was over; after an exit nobody attests that it went on.
    over = pl.coalesce("end_latest", pl.when(left | ended).then("end_earliest"))
    attested = pl.when(over < pl.col("attested")).then(over).otherwise("attested")
    columns = ("end_earliest", "end_latest", "end_kind", "end_standing", "end_rule", "last_attested")
    return data.with_columns(last_attested=attested).select(*STAY, *START, *columns)


def _ends_told(left: pl.Expr, ended: pl.Expr) -> dict[str, pl.Expr]:
    """Bounds and standing of an end that was told: the actor's own, that of the whole, or the earlier of the two.

    Where one of two is not known at all, the earlier of them may lie arbitrarily early.
    """
    both = left & ended
    unknown = pl.col("exit_earliest").is_null() | pl.col("whole_earliest").is_null()
    whole_first = ended & (~left | (pl.col("whole_latest") < pl.col("exit_earliest")).fill_null(False))
    return {
        "told_earliest": pl.when(both & unknown).then(None)
        .when(both).then(pl.min_horizontal("exit_earliest", "whole_earliest"))
        .when(left).then("exit_earliest")
        .otherwise("whole_earliest"),
        "told_latest": pl.min_horizontal("exit_latest", "whole_latest"),
        "told_standing": pl.when(whole_first).then("whole_standing").otherwise("exit_standing"),
    }  # fmt: skip
