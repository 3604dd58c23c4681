"""What a load changes in answers of dossiers that it does not load: links appear, vanish, move or stand otherwise.

A dossier of one's own may speak of an agreement that another dossier declares. Whoever loads it sees at once which
answers differ from then on, and by which source, before somebody else quotes them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.loaders.changed_facts import changed_facts
from accordgraph.loaders.changed_relations import changed_relations
from accordgraph.loaders.changed_voices import changed_voices
from accordgraph.loaders.graph_answers import Answers

if TYPE_CHECKING:
    from accordgraph.graph.statements.log import Change

SPAN = (
    *("since", "since_earliest", "since_latest", "until", "until_earliest", "until_latest", "sure_until"),
    *("presumed_until", "rests_until", "notice_from", "disputed_from", "disputed_to", "end_kind", "mode", "attested"),
    *("replaced_from", "replacement", "paused_kind", "paused_from_earliest", "paused_from_latest"),
    *("paused_to_earliest", "paused_to_latest", "until_latest_reported", "last_attested"),
)
DEGREE = (
    *("standing", "since_standing", "until_standing", "role_standing", "firm", "rank"),
    *("parent_unreported", "reserved"),
)
OF_PARTY = ("role", "acted_through")
"""What only a participation has."""

NAMED = tuple(dict.fromkeys(name for name in (*OF_PARTY, *SPAN, *DEGREE) if name not in ("since", "standing")))
"""What is named beside the first day and the standing of a link, where it differs."""

BOUNDS = {
    "since": ("since_earliest", "since_latest"),
    "until": ("until_earliest", "until_latest", "until_latest_reported", "sure_until"),
    "attested": ("last_attested", "until_earliest", "sure_until", "presumed_until"),
}
"""What differs with a text is not named beside it."""

LINK = ("id", "basis", "actor_a", "actor_b", "held", *SPAN, *DEGREE, *OF_PARTY)

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

PARTY = ["basis", "actor_a"]

OWN_FACTS = ("gone", "described", "found", "numbered", "related", "acted", "noted")
"""What is said beside links of what only the loaded dossiers speak of."""

NOW_KEPT = "sha256: none"
"""What is said of a source that has a text now and had none: it says nothing else by that."""

NOTHING = "nothing"
"""Stands for what there is not."""

COLUMNS = (
    *("change", "link", "actor_a", "actor_b", "basis", "since", "since_now", "standing", "standing_now", "sources"),
    *("value", "value_now"),
)
"""Columns of `changed_answers`: `change` is appeared, vanished, moved, standing, or of `changed_lines.CHANGES`;
`sources` are ids with a space between; `since` and `standing` are null where there was no link, `since_now` and
`standing_now` where there is none; `value` and `value_now` are those of a fact, or what else differs in a link."""


def nothing_changed() -> pl.DataFrame:
    """No row, with the columns of `changed_answers`."""
    return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))


def changing(changes: Mapping[str, Change]) -> list[str]:
    """The dossiers of a load that state something anew or no longer: one that reads as before is another's."""
    return [dossier for dossier, change in changes.items() if any(change)]


def changed_answers(before: Answers, after: Answers, dossiers: Collection[str]) -> pl.DataFrame:
    """One row for each link on a basis of other dossiers that the dossiers change, with `COLUMNS`; sorted.

    A link that is reported and not considered true counts as vanished where it was considered true before. Who takes
    part stands beside them where none of its links says so: `actor_b` is null. Facts come after them.
    """
    new = _new(before, after, dossiers)
    links = _changed_links(before, after, _bases_of_others(before, dossiers), new)
    around = changed_relations(before, after, dossiers, new)
    around = around.vstack(changed_voices(before, after, dossiers, new).select(around.columns)).sort(around.columns)
    # What a link says of its party is not said again.
    moved = links.filter(pl.col("change") != "standing")
    said = [
        around.filter(pl.col("change") == change).join(_parties(of), on=PARTY, how="anti")
        for change, of in (("voiced", links), ("acted", moved))
    ]
    around = pl.concat([around.filter(~pl.col("change").is_in(["voiced", "acted"])), *said])
    parts = [links.select(COLUMNS), changed_facts(before, after, dossiers, new), around]
    rows = pl.concat(parts, how="diagonal_relaxed").select(COLUMNS)
    # What follows from another basis has no source of its own: it comes of all that the load says.
    return rows.with_columns(pl.col("sources").fill_null(" ".join(new["source"].unique().sort())))


def changed_own(before: Answers, after: Answers, dossiers: Collection[str], of_others: pl.DataFrame) -> pl.DataFrame:
    """What was there of what only these dossiers speak of, and is otherwise or gone, with `COLUMNS`: links, things,
    names, facts, numbers, relations, acts that begin no link, notes. The rows of `of_others`, which are those of
    `changed_answers`, are not among them.

    A file that bears the id of a dossier may be its correction, or another's: whoever loads it sees what differs.
    """
    stood = before.statements.filter(pl.col("about") == "basis")
    own = stood.filter(pl.col("dossier").is_in(list(dossiers))).select(basis="thing").unique()
    own = own.join(_bases_of_others(before, dossiers), on="basis", how="anti")
    new = _new(before, after, dossiers)
    links = _changed_links(before, after, own, new)
    every = (changed(before, after, (), new) for changed in (changed_facts, changed_relations))
    facts = pl.concat(every, how="diagonal_relaxed").join(
        of_others, on=["change", "link", "value"], how="anti", nulls_equal=True
    )
    is_header = pl.col("link").is_in(list(dossiers)) & (pl.col("change") != "noted")
    known = pl.col("change").is_in(OWN_FACTS) & pl.col("value").is_not_null() & ~is_header
    facts = facts.filter(known & (pl.col("value") != NOW_KEPT))
    acts = facts.filter(pl.col("change") == "acted").join(own.collect(), on="basis", how="semi")
    acts = acts.join(_parties(links), on=PARTY, how="anti")
    parts = [links.filter(pl.col("change") != "appeared"), facts.filter(pl.col("change") != "acted"), acts]
    return pl.concat(parts, how="diagonal_relaxed").select(COLUMNS)


def _changed_links(before: Answers, after: Answers, bases: pl.LazyFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Links and parties of the bases that differ, with `COLUMNS`."""
    was, is_now = (_links(answers).join(bases, on="basis", how="semi") for answers in (before, after))
    joined = was.join(is_now, on="id", how="full", suffix="_now", coalesce=True)
    changed = joined.with_columns(change=_change()).filter(pl.col("change").is_not_null()).collect()
    whole = changed.with_columns(
        link="id", **{name: pl.coalesce(name, f"{name}_now") for name in ("basis", "actor_a", "actor_b")}
    ).with_columns(value=_differing(""), value_now=_differing("_now"))
    return _without_repeated(whole).join(_sources(whole, new), on="link", how="left").sort("change", "basis", "link")


def _links(answers: Answers) -> pl.LazyFrame:
    links = answers.links.with_columns(pl.lit(None, pl.String).alias(name) for name in OF_PARTY)
    return pl.concat([links, answers.stays.rename(OF_STAY)], how="diagonal_relaxed").select(LINK)


def _parties(changed: pl.DataFrame) -> pl.DataFrame:
    """`basis` and `actor_a`: either side of what changes."""
    sides = [changed.select("basis", actor_a=side) for side in ("actor_a", "actor_b")]
    return pl.concat(sides).drop_nulls().unique()


def _without_repeated(changed: pl.DataFrame) -> pl.DataFrame:
    """The links, and of those who take part only the ones of whom no link says that something changes, or all of it."""
    links, stays = (
        changed.filter(condition) for condition in (pl.col("actor_b").is_not_null(), pl.col("actor_b").is_null())
    )
    of_party = pl.any_horizontal(map(_differs, OF_PARTY)) & pl.col("change").is_in(["moved", "standing"])
    further = stays.join(_parties(links), on=PARTY, how="semi").filter(of_party)
    return pl.concat([links, stays.join(_parties(links), on=PARTY, how="anti"), further])


def _bases_of_others(before: Answers, dossiers: Collection[str]) -> pl.LazyFrame:
    """Bases that dossiers beside the loaded ones speak of."""
    others = before.statements.filter((pl.col("about") == "basis") & ~pl.col("dossier").is_in(list(dossiers)))
    return others.select(basis="thing").unique()


def _change() -> pl.Expr:
    """The word for what differs, null where nothing that is read differs."""
    was, is_now = pl.col("held").fill_null(False), pl.col("held_now").fill_null(False)
    moved = pl.any_horizontal(map(_differs, SPAN))
    other = pl.any_horizontal(map(_differs, (*DEGREE, *OF_PARTY)))
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


def _differing(suffix: str) -> pl.Expr:
    """What else differs in a link that is there before and after, as `end_kind: term; until: 2024`; else null."""
    parts = []
    for name in NAMED:
        bound_of = [text for text, bounds in BOUNDS.items() if name in bounds]
        differs = _differs(name) & ~pl.any_horizontal(pl.lit(False), *(_differs(text) for text in bound_of))
        value = pl.col(f"{name}{suffix}").cast(pl.String).fill_null(NOTHING)
        parts.append(pl.when(differs).then(pl.format("{}: {}", pl.lit(name), value)))
    said = pl.concat_str(parts, separator="; ", ignore_nulls=True)
    return pl.when(pl.col("change").is_in(["moved", "standing"]) & (said != "")).then(said)


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(f"{name}_now"))


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
