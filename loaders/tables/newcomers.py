"""Actors that a table names and that no list and no dossier has: each is a new actor, or a known one misnamed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from accordgraph.loaders.dossier.codes import former_states, states
from accordgraph.loaders.tables.cells.actors import ACTORS, Directory
from accordgraph.loaders.tables.cells.state_lookup import folded, names

NEWCOMERS = pl.Schema({"id": pl.String, "name": pl.String, "near": pl.String, "near_id": pl.String})
"""New actors: `near` and `near_id` are the known actor whose name is most like theirs, where one is like it at all."""

LIKE = 60.0
"""Of 100: Litauen and Lithuania have 62. What is nearer than a slip of the pen is refused before it comes here."""

SHORTEST = 5
"""Letters of a name that is compared: NABU has two thirds of Nauru, and is no slip in it."""

MOST_COMPARED = 2_000
"""New actors that are compared with the known ones."""

MOST_NAMED = 10
"""New actors that a load names; the rest it counts."""


def newcomers(directory: Directory, statements: pl.DataFrame) -> pl.DataFrame:
    """The new actors that statements are about (`NEWCOMERS`): those with a near match first, then by id."""
    declared = statements.filter((pl.col("about") == "actor") & (pl.col("property") == "kind"))["thing"]
    named = pl.concat([ACTORS.to_frame(), *directory.named]).filter(pl.col("of") == "slug")
    new = named.filter(pl.col("id").is_in(declared.implode())).select("id", "name").sort("id", "name")
    new = new.unique("id", keep="first", maintain_order=True)
    return _with_near(new, directory).sort(pl.col("near").is_null(), "id").cast(NEWCOMERS)


def in_words(new: pl.DataFrame) -> Iterator[str]:
    """A line for whoever loads; none where nobody is new."""
    if new.is_empty():
        return
    named = ", ".join(map(_called, new.head(MOST_NAMED).to_dicts()))
    more = f" and {new.height - MOST_NAMED:,} more" if new.height > MOST_NAMED else ""
    what = "1 new actor" if new.height == 1 else f"{new.height:,} new actors"
    yield f"{what}, in no list and no dossier: {named}{more}.{_likes(new)} {_remedy(new)}"


def _called(row: dict[str, str | None]) -> str:
    return f"{row['name']} ({row['id']})"


def _likes(new: pl.DataFrame) -> str:
    near = new.head(MOST_NAMED).drop_nulls("near").to_dicts()
    pairs = ", ".join(f"{row['name']} – {row['near']} ({row['near_id']})" for row in near)
    return f" Like known ones: {pairs}." if pairs else ""


def _remedy(new: pl.DataFrame) -> str:
    """What is written of the first, whom some known actor may be."""
    first = new.row(0, named=True)
    spelled = f"spelled: {{'{first['name']}': {first['near_id'] or 'ID'}}}"
    return f"One that is known by another name is written under its column, {spelled}"


def _with_near(new: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    from rapidfuzz import fuzz, process

    compared = new.head(MOST_COMPARED).with_columns(key=folded(pl.col("name")))
    compared = compared.filter(pl.col("key").str.len_chars() >= SHORTEST)
    known = pl.concat([names(), directory.known.select("key", "id")]).filter(pl.col("key").str.len_chars() >= SHORTEST)
    if compared.is_empty() or known.is_empty():
        return new.with_columns(pl.lit(None, pl.String).alias(name) for name in ("near", "near_id"))
    keys = known["key"].to_list()
    scores = process.cdist(compared["key"].to_list(), keys, scorer=fuzz.ratio, score_cutoff=LIKE)
    best = pl.DataFrame({"id": compared["id"], "place": scores.argmax(axis=1), "score": scores.max(axis=1)})
    best = best.filter(pl.col("score") > 0).cast({"place": pl.UInt32})
    of_place = known.with_row_index("place").select("place", near="key", near_id="id")
    of_place = of_place.join(_titles(), on="near_id", how="left")
    near = best.join(of_place, on="place").join(compared.select("id", "key"), on="id").filter(_differ_little())
    near = near.select("id", near=pl.coalesce("title", "near"), near_id="near_id")
    return new.join(near, on="id", how="left")


def _differ_little() -> pl.Expr:
    """Whether what two names do not share is alike too: Ministry of Justice of Lithuania is none of Latvia."""
    return pl.struct("key", "near").map_elements(lambda both: _rests_alike(both["key"], both["near"]), pl.Boolean)


def _rests_alike(name: str, other: str) -> bool:
    from rapidfuzz import fuzz

    words, others = name.split(), other.split()
    rest = " ".join(word for word in words if word not in others)
    return fuzz.ratio(rest, " ".join(word for word in others if word not in words)) >= LIKE


def _titles() -> pl.DataFrame:
    """States as they are called in English."""
    every = {**former_states(), **states()}
    rows = [(one, state.names["en"]) for one, state in every.items()]
    return pl.DataFrame(rows, schema=["near_id", "title"], orient="row")
