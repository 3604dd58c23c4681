"""What a load changes in answers of dossiers that it does not load: links appear, vanish, move or stand otherwise.

A dossier of one's own may speak of an agreement that another dossier declares. Whoever loads it sees at once which
answers differ from then on, and by which source, before somebody else quotes them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import polars as pl

from accordgraph.loaders.changed_facts import CHANGES as FACTS
from accordgraph.loaders.changed_facts import changed_facts
from accordgraph.loaders.graph_answers import Answers

MOST_LISTED = 10
"""Links that are written out for each change."""

CHANGES = {
    "appeared": "link appears in answers|links appear in answers",
    "vanished": "link is no longer considered true|links are no longer considered true",
    "moved": "link has other days|links have other days",
    "standing": "link is established otherwise|links are established otherwise",
}


SPAN = (
    *("since", "since_earliest", "since_latest", "until", "until_earliest", "until_latest", "sure_until"),
    *("presumed_until", "rests_until", "notice_from", "disputed_from", "disputed_to", "end_kind", "mode", "attested"),
    *("replaced_from", "replacement", "paused_kind", "paused_from_earliest", "paused_from_latest"),
    *("paused_to_earliest", "paused_to_latest"),
)
DEGREE = (
    *("standing", "since_standing", "until_standing", "role_standing", "firm", "rank"),
    *("parent_unreported", "reserved"),
)
LINK = ("id", "basis", "actor_a", "actor_b", "held", *SPAN, *DEGREE)

OF_STAY = {
    "start": "since",
    "end_earliest": "until_earliest",
    "end_latest": "until_latest",
    "actor": "actor_a",
    "start_earliest": "since_earliest",
    "start_latest": "since_latest",
    "start_standing": "since_standing",
    "end_standing": "until_standing",
}
"""Columns of a participation under the names of those of a link."""

COLUMNS = (
    *("change", "link", "actor_a", "actor_b", "basis", "since", "since_now", "standing", "standing_now", "sources"),
    *("value", "value_now"),
)
"""Columns of `changed_answers`: `change` is appeared, vanished, moved, standing, or of `changed_facts.CHANGES`;
`sources` are ids with a space between; `since` and `standing` are null where there was no link, `since_now` and
`standing_now` where there is none; `value` and `value_now` are those of a fact that is no link."""


def nothing_changed() -> pl.DataFrame:
    """No row, with the columns of `changed_answers`."""
    return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))


def changed_answers(before: Answers, after: Answers, dossiers: Collection[str]) -> pl.DataFrame:
    """One row for each link on a basis of other dossiers that the dossiers change, with `COLUMNS`; sorted.

    A link that is reported and not considered true counts as vanished where it was considered true before. Where links
    are not written out, before or after, who takes part stands for them: `actor_b` is null. Facts come beside them.
    """
    bases = _bases_of_others(before, dossiers)
    unlinked = pl.concat([each.bases.filter(~pl.col("linked")).select(basis="id") for each in (before, after)]).unique()
    was, is_now = (_links(answers, unlinked).join(bases, on="basis", how="semi") for answers in (before, after))
    joined = was.join(is_now, on="id", how="full", suffix="_now", coalesce=True)
    changed = joined.with_columns(change=_change()).filter(pl.col("change").is_not_null()).collect()
    whole = changed.with_columns(
        link="id", **{name: pl.coalesce(name, f"{name}_now") for name in ("basis", "actor_a", "actor_b")}
    )
    new = _new(before, after, dossiers)
    links = whole.join(_sources(whole, new), on="link", how="left").sort("change", "basis", "link")
    rows = pl.concat([links.select(COLUMNS[:-2]), changed_facts(before, after, dossiers, new)], how="diagonal_relaxed")
    return rows.select(COLUMNS)


def _links(answers: Answers, unlinked: pl.LazyFrame) -> pl.LazyFrame:
    stays = answers.stays.join(unlinked, on="basis", how="semi").rename(OF_STAY)
    return pl.concat([answers.links.select(LINK), stays], how="diagonal_relaxed").select(LINK)


def _bases_of_others(before: Answers, dossiers: Collection[str]) -> pl.LazyFrame:
    """Bases that dossiers beside the loaded ones speak of."""
    others = before.statements.filter((pl.col("about") == "basis") & ~pl.col("dossier").is_in(list(dossiers)))
    return others.select(basis="thing").unique()


def _change() -> pl.Expr:
    """The word for what differs, null where nothing that is read differs."""
    was, is_now = pl.col("held").fill_null(False), pl.col("held_now").fill_null(False)
    moved = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in SPAN)
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in DEGREE)
    gone = pl.col("held").is_not_null() & pl.col("held_now").is_null()
    return (
        pl.when((was & ~is_now) | gone)
        .then(pl.lit("vanished"))
        .when(is_now & ~was)
        .then(pl.lit("appeared"))
        .when(was & moved)
        .then(pl.lit("moved"))
        .when(other | moved)
        .then(pl.lit("standing"))
    )


def _new(before: Answers, after: Answers, dossiers: Collection[str]) -> pl.DataFrame:
    """`subject` and `source` of what the dossiers state anew or state no longer: a basis, or an actor."""
    was, is_now = (
        answers.statements.filter(pl.col("dossier").is_in(list(dossiers))).select("id", "basis", "thing", "source")
        for answers in (before, after)
    )
    differs = pl.concat([is_now.join(was, on="id", how="anti"), was.join(is_now, on="id", how="anti")])
    return differs.select(subject=pl.coalesce("basis", "thing"), source="source").drop_nulls().unique().collect()


def _sources(links: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """`link` and `sources`: of what is new on its basis or its two actors."""
    subjects = pl.concat([links.select("link", subject=name) for name in ("basis", "actor_a", "actor_b")])
    named = subjects.join(new, on="subject").select("link", "source").unique()
    return named.group_by("link").agg(sources=pl.col("source").sort().str.join(" "))


def in_lines(changes: pl.DataFrame) -> list[str]:
    """A line for each kind of change, with its first links or facts and by which source."""
    of_links = _lines(changes, CHANGES, "On agreements of other dossiers", _named)
    return [*of_links, *_lines(changes, FACTS, "Of other dossiers", _named_fact)]


def _lines(
    changes: pl.DataFrame, kinds: Mapping[str, str], where: str, named: Callable[[dict[str, str | None]], str]
) -> Iterator[str]:
    for change, words in kinds.items():
        rows = changes.filter(pl.col("change") == change)
        if not rows.is_empty():
            one, many = words.split("|")
            more = f"; and {rows.height - MOST_LISTED:,} more" if rows.height > MOST_LISTED else ""
            first = "; ".join(named(row) for row in rows.head(MOST_LISTED).to_dicts())
            yield f"{where}, {rows.height:,} {one if rows.height == 1 else many}: {first}{more}."


def _named_fact(row: dict[str, str | None]) -> str:
    """One fact: `nabu, name: NABU -> name: Bureau, from blog-2025`."""
    by = f", from {row['sources']}" if row["sources"] else ""
    return f"{row['link']}, {row['value']} -> {row['value_now'] or 'nothing'}{by}"


def _named(row: dict[str, str | None]) -> str:
    """One link: `eppo and nabu by eppo-nabu-2023, since 2023-07-03 -> 2024, from blog-2025`."""
    was, is_now = (
        _state(row[since], row[standing]) for since, standing in (("since", "standing"), ("since_now", "standing_now"))
    )
    differs = f"{was} -> {is_now}" if was and is_now and was != is_now else was or is_now
    by = f", from {row['sources']}" if row["sources"] else ""
    both = f"{row['actor_a']} and {row['actor_b']}" if row["actor_b"] else row["actor_a"]
    return f"{both} by {row['basis']}{f', {differs}' if differs else ''}{by}"


def _state(since: str | None, standing: str | None) -> str:
    return " ".join(part for part in (since and f"since {since}", standing) if part)
