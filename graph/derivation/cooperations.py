"""Cooperations: two participations in one basis whose intervals may overlap (RULES 5). One a pair and episode."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.dates.columns import write_bounds
from accordgraph.ontology.registry import Registry

MOST_LINKED_PARTICIPANTS = 50
"""Above this, links are answered from the participations and not written out: 50 make 1,225 links, 190 make 17,955."""

END_PRECEDENCE = ("exit", "during", "term", "none")
"""A link ends as the side does whose end is told most definitely."""


def derive_links(participations: pl.DataFrame, bases: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """The cooperations under the bases with `linked` true, sorted by `id`.

    Columns: the literals of the class Cooperation, and `basis`, `actor_a` < `actor_b`, `participation_a`,
    `participation_b`. A link is made from participations that are not held too, with `held` false.
    """
    groups = {word.name: word.fields["group"] for word in vocabulary.words["roles"].values()}
    sides = participations.join(bases.filter("linked").select("basis"), on="basis").with_columns(
        group=pl.col("role").replace_strict(groups, default="nobody")
    )
    both_ways = sorted({*vocabulary.links, *((b, a) for a, b in vocabulary.links)})
    allowed = pl.DataFrame(both_ways, schema={"group": pl.String, "group_b": pl.String}, orient="row")
    pairs = (
        sides.join(sides, on="basis", suffix="_b")
        .filter(pl.col("actor") < pl.col("actor_b"))
        .join(allowed, on=["group", "group_b"], how="semi")
        .filter(_may_overlap())
    )
    return _named(_with_standings(_with_bounds(pairs), vocabulary)).sort("id")


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
        until_earliest=_if_both("end_earliest", pl.min_horizontal("end_earliest", "end_earliest_b")),
        until_latest=pl.min_horizontal("end_latest", "end_latest_b"),
        presumed_until=_presumed_until(),
        last_attested=_if_both("last_attested", pl.min_horizontal("last_attested", "last_attested_b")),
    )
    # Who was last attested before the other came in attests nothing of the two together.
    before = (pl.col("last_attested") < pl.col("since_earliest")).fill_null(False)
    data = data.with_columns(last_attested=pl.when(~before).then("last_attested"))
    since = (pl.col("since_earliest"), pl.col("since_latest"))
    told = [pl.when(_is_since(side)).then(f"start{side}") for side in ("", "_b")]
    return data.with_columns(since=pl.coalesce(*told, write_bounds(*since)))


def _presumed_until() -> pl.Expr:
    """Where one side has no end told and the other has: until when the other was certainly in, so that the link may be
    presumed. Where neither has an end told there is no such day.
    """
    a_open, b_open = pl.col("end_kind") == "none", pl.col("end_kind_b") == "none"
    return pl.when(a_open & ~b_open).then("end_earliest_b").when(b_open & ~a_open).then("end_earliest")


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
    return data.with_columns(
        held=pl.col("held") & pl.col("held_b"),
        firm=pl.col("firm") & pl.col("firm_b"),
        standing=_weakest("standing", vocabulary),
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
    found = [pl.when((pl.col(name) == word) | (pl.col(f"{name}_b") == word)).then(pl.lit(word)) for word in order]
    return pl.coalesce(found)


def _named(data: pl.DataFrame) -> pl.DataFrame:
    parts = [pl.col(part).cast(pl.String) for part in ("basis", "actor", "episode", "actor_b", "episode_b")]
    rules = pl.concat_list("start_rule", "start_rule_b", "end_rule", "end_rule_b").list.unique().list.sort()
    return data.select(
        "basis",
        "since",
        pl.col("^(since|until)_.*$"),
        "presumed_until",
        *("end_kind", "firm", "held", "standing", "role_standing", "last_attested"),
        participation_a="id",
        participation_b="id_b",
        actor_a="actor",
        actor_b="actor_b",
        id=pl.concat_str(parts, separator="~"),
        rule=pl.concat_str(pl.lit("link:roles"), rules.list.join(" "), separator=" "),
    )
