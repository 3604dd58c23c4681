"""Cooperations: two participations in one basis whose intervals may overlap (RULES 5). One a pair and episode."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.ontology.registry import NOBODY, Registry

MOST_LINKED_PARTICIPANTS = 50
"""Above this, links are answered from the participations and not written out: 50 make 1,225 links, 190 make 17,955.

An actor that joined twice counts twice: a thousand times in and out make links with each other's times as well.
"""

END_PRECEDENCE = ("exit", "unreported", "during", "term", "denied", "none")
"""A link ends as the side does whose end is reported most definitely."""


def derive_links(
    participations: pl.DataFrame, bases: pl.DataFrame, pairs: pl.DataFrame, pauses: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """The cooperations under the bases with `linked` true, sorted by `id`.

    Columns: the literals of the class Cooperation, and `basis`, `actor_a` < `actor_b`, `participation_a`,
    `participation_b`. A link is made from participations that are not held too, with `held` false. `pairs` is
    `operations.named_pairs`: in an operation only these are linked. Under other bases only the pairs of `pauses`
    are: what stands between two parties is theirs alone.
    """
    many = pl.col("named") > MOST_LINKED_PARTICIPANTS
    kinds = bases.select("basis", "linked", many=many, is_operation=pl.col("kind") == "operation")
    enough = pl.min_horizontal(pl.col("rank").max().over("basis"), STRONG_RANK)
    sides = participations.join(kinds, on="basis").with_columns(
        group=pl.col("role").replace_strict(vocabulary.role_groups, default=NOBODY),
        added=pl.col("many") & (pl.col("rank") < enough),
    )
    paused = pauses.select("basis", "actor", actor_b="partner").filter(pl.col("actor") < pl.col("actor_b"))
    others = sides.filter(~pl.col("linked"))
    partners = others.rename({name: f"{name}_b" for name in others.columns if name != "basis"})
    apart = paused.join(others, on=["basis", "actor"]).join(partners, on=["basis", "actor_b"])
    sides = sides.filter("linked")
    among_all = _pairs(sides.filter(~pl.col("is_operation")))
    by_role = pl.concat([among_all, apart.select(among_all.columns)])
    by_role = by_role.join(_allowed(vocabulary), on=["group", "group_b"], how="semi")
    named = _pairs(sides.filter("is_operation")).join(pairs, on=["id", "id_b"])
    rows = pl.concat([by_role, named], how="diagonal_relaxed").filter(_may_overlap())
    # Those whom a comment adds to make them many are linked with the others, not among themselves.
    rows = rows.filter(~(pl.col("added") & pl.col("added_b")) | ~pl.col("linked"))
    return _named(_with_standings(_with_bounds(rows), vocabulary)).sort("id")


def _pairs(sides: pl.DataFrame) -> pl.DataFrame:
    return sides.join(sides, on="basis", suffix="_b").filter(pl.col("actor") < pl.col("actor_b"))


def _allowed(vocabulary: Registry) -> pl.DataFrame:
    both_ways = sorted({*vocabulary.links, *((b, a) for a, b in vocabulary.links)})
    return pl.DataFrame(both_ways, schema={"group": pl.String, "group_b": pl.String}, orient="row")


def _may_overlap() -> pl.Expr:
    a_first = (pl.col("end_latest") < pl.col("start_earliest_b")).fill_null(False)
    b_first = (pl.col("end_latest_b") < pl.col("start_earliest")).fill_null(False)
    never = [(pl.col(f"end_latest{side}") < pl.col(f"start_earliest{side}")).fill_null(False) for side in ("", "_b")]
    return ~a_first & ~b_first & ~never[0] & ~never[1]


def _with_bounds(pairs: pl.DataFrame) -> pl.DataFrame:
    """Since is the later start, until the earlier end, bound by bound.

    A side whose start may lie arbitrarily late, or whose end arbitrarily early, leaves that bound of the link unknown.
    """
    data = pairs.with_columns(
        since_earliest=pl.max_horizontal("start_earliest", "start_earliest_b"),
        since_latest=_if_both("start_latest", pl.max_horizontal("start_latest", "start_latest_b")),
        sure_until=_if_both("sure_until", pl.min_horizontal("sure_until", "sure_until_b")),
        until_latest=pl.min_horizontal("end_latest", "end_latest_b"),
        link_presumed_until=_presumed_until(),
        **_earlier_end(),
        **_doubts(),
    )
    data = data.with_columns(
        # A bound is never shown before the start; the answer for a day compares it as it is.
        until_earliest=pl.when(pl.col("sure_until").is_not_null()).then(
            pl.max_horizontal("sure_until", "since_earliest")
        ),
        presumed_until="link_presumed_until",
    )
    since = (pl.col("since_earliest"), pl.col("since_latest"))
    texts = [pl.when(_is_since(side)).then(f"start{side}") for side in ("", "_b")]
    return _with_attested(data).with_columns(since=pl.coalesce(*texts, write_bounds(*since)))


def _earlier_end() -> dict[str, pl.Expr]:
    """The end as reported of the side whose reported end is the earlier."""
    a_first = (pl.col("until_latest_reported") <= pl.col("until_latest_reported_b")).fill_null(
        pl.col("until_latest_reported_b").is_null()
    )
    first = pl.when(pl.col("until_b").is_null() | (a_first & pl.col("until").is_not_null())).then("until")
    return {
        "until": first.otherwise("until_b"),
        "until_latest_reported": pl.min_horizontal("until_latest_reported", "until_latest_reported_b"),
    }


def _doubts() -> dict[str, pl.Expr]:
    """What casts doubt on either side casts it on the link."""
    either = {name: pl.min_horizontal(name, f"{name}_b") for name in ("rests_until", "notice_from", "disputed_from")}
    open_end = [
        pl.col(f"disputed_from{side}").is_not_null() & pl.col(f"disputed_to{side}").is_null() for side in ("", "_b")
    ]
    return {
        **either,
        "disputed_to": pl.when(~open_end[0] & ~open_end[1]).then(pl.max_horizontal("disputed_to", "disputed_to_b")),
        "parent_unreported": pl.coalesce("parent_unreported", "parent_unreported_b"),
        "reserved": _reserved(),
        "rank": pl.min_horizontal("rank", "rank_b"),
        "mode": pl.when((pl.col("mode") == "provisional") | (pl.col("mode_b") == "provisional"))
        .then(pl.lit("provisional"))
        .otherwise(pl.lit("bound")),
    }


def _reserved() -> pl.Expr:
    """Who reserved what: `pl: article 9`, both sides joined with semicolons."""
    sides = [pl.format("{}: {}", f"actor{side}", f"reserved{side}") for side in ("", "_b")]
    text = pl.concat_str(sides, separator="; ", ignore_nulls=True)
    return pl.when(pl.col("reserved").is_not_null() | pl.col("reserved_b").is_not_null()).then(text)


def _with_attested(data: pl.DataFrame) -> pl.DataFrame:
    """Both were last attested when the one was that was attested longer ago, never before the two were together."""
    a_first = (pl.col("last_attested") <= pl.col("last_attested_b")).fill_null(True)
    both = pl.col("last_attested").is_not_null() & pl.col("last_attested_b").is_not_null()
    earliest = pl.when(both).then(pl.min_horizontal("last_attested", "last_attested_b"))
    latest, goes_on = (pl.when(a_first).then(name).otherwise(f"{name}_b") for name in ("attested_latest", "goes_on"))
    # What began on an unknown day and goes on is attested on a day that is as unknown.
    known = pl.when(latest.is_not_null() | ~goes_on).then(pl.max_horizontal(earliest, latest))
    # Who was last attested before the other came in attests nothing of the two together.
    together = ~(earliest < pl.col("since_earliest")).fill_null(False)
    return data.with_columns(
        last_attested=pl.when(together).then(earliest),
        attested=pl.when(together & both).then(write_bounds(earliest, known)),
    )


def _presumed_until() -> pl.Expr:
    """Where no end that decides is reported of one side: until when the other was certainly in, or no lesser voice
    denies it. Where no end is reported of either side there is no such day.
    """
    goes_on = pl.col("goes_on") | pl.col("goes_on_b")
    return pl.when(goes_on).then(pl.min_horizontal("presumed_until", "presumed_until_b"))


def _if_both(name: str, value: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null() & pl.col(f"{name}_b").is_not_null()).then(value)


def _is_since(side: str) -> pl.Expr:
    earliest = pl.col("since_earliest").eq_missing(pl.col(f"start_earliest{side}"))
    return earliest & pl.col("since_latest").eq_missing(pl.col(f"start_latest{side}"))


def _with_standings(data: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """The side that decides a bound decides its standing; the other counts only where the two overlap."""
    a_starts_later = (pl.col("start_earliest") > pl.col("start_latest_b")).fill_null(False)
    b_starts_later = (pl.col("start_earliest_b") > pl.col("start_latest")).fill_null(False)
    a_ends_first = (pl.col("end_latest") < pl.col("end_earliest_b")).fill_null(False)
    b_ends_first = (pl.col("end_latest_b") < pl.col("end_earliest")).fill_null(False)
    weakest = _weakest("standing", vocabulary)
    paired = pl.when(weakest == "disputed").then(weakest).otherwise(pl.coalesce("pair_standing", weakest))
    return data.with_columns(
        held=pl.col("held") & pl.col("held_b"),
        firm=pl.col("firm") & pl.col("firm_b") & (paired != "reading"),
        standing=paired,
        role_standing=_weakest("role_standing", vocabulary),
        since_standing=pl.when(a_starts_later)
        .then("start_standing")
        .when(b_starts_later)
        .then("start_standing_b")
        .otherwise(_weakest("start_standing", vocabulary)),
        until_standing=pl.when(a_ends_first)
        .then("end_standing")
        .when(b_ends_first)
        .then("end_standing_b")
        .otherwise(_weakest("end_standing", vocabulary)),
        end_kind=_first_of(END_PRECEDENCE, "end_kind"),
    )


def _weakest(name: str, vocabulary: Registry) -> pl.Expr:
    """Of the two sides' standings the one with the most weight in the registry."""
    weights = {word.name: int(word.fields["weight"]) for word in vocabulary.words["standings"].values()}
    return _first_of(sorted(weights, key=lambda name: -weights[name]), name)


def _first_of(order: tuple[str, ...] | list[str], name: str) -> pl.Expr:
    """The first word of the order that either side has."""
    words = [pl.when((pl.col(name) == word) | (pl.col(f"{name}_b") == word)).then(pl.lit(word)) for word in order]
    return pl.coalesce(words)


LINK_COLUMNS = (
    *("basis", "since", "since_earliest", "since_latest", "since_standing"),
    *("until", "until_earliest", "until_latest", "until_standing", "until_latest_reported"),
    *("sure_until", "presumed_until", "rests_until", "notice_from", "disputed_from", "disputed_to"),
    *("end_kind", "mode", "firm", "held", "rank", "parent_unreported", "reserved"),
    *("standing", "role_standing", "last_attested", "attested"),
)


def _named(data: pl.DataFrame) -> pl.DataFrame:
    parts = ("basis", "actor", "stint", "actor_b", "stint_b")
    rules = pl.concat_list("start_rule", "start_rule_b", "end_rule", "end_rule_b").list.unique().list.sort()
    return data.select(
        *LINK_COLUMNS,
        participation_a="id",
        participation_b="id_b",
        actor_a="actor",
        actor_b="actor_b",
        id=pl.concat_str(parts, separator="~"),
        rule=pl.concat_str(pl.lit("link:roles"), rules.list.join(" "), separator=" "),
    )
