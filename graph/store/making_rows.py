"""The rows of `ready_rows`, computed from the tables of a snapshot: columns as the questions have them.

Nothing loops over rows but the writing, which has one entry for each thing.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import polars as pl

from accordgraph.graph.schemas import Tables
from accordgraph.graph.store.ready_rows import SCHEMA

THING = "thing of the rows"
"""The column by which rows are found; no question has one of this name."""

LEVEL = 1
"""Of compression: a tenth of the size, in a hundredth of the time that a load takes."""

SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"

INDEX = "CREATE UNIQUE INDEX rows_thing ON rows(question, thing)"

LINK = """cooperation actor partner partner_name basis basis_name kind since since_earliest since_latest until_earliest
until_latest presumed_until end_kind last_attested standing since_standing until_standing held firm until
until_latest_reported mode rank attested replacement paused_kind paused_from_earliest paused_from_latest
paused_to_earliest paused_to_latest sure_until rests_until notice_from disputed_from disputed_to replaced_from
parent_unreported stranger"""
"""The columns of the question `cooperations`; those of `partners` are among them."""

PARTICIPATION = """participation basis actor role role_standing episode start start_earliest start_latest end_earliest
end_latest end_kind last_attested standing start_standing end_standing held firm start_rule end_rule kind form linked
stranger attested"""

ACT = """act basis actor through phase episode type done_on done_earliest done_latest effective_on until until_earliest
until_latest standing"""

ACT_OF_ACTOR = """act basis actor through phase type done_on done_earliest done_latest effective_on standing"""

STATEMENT = """thing statement about property value stance how as_of note source dossier"""

EVIDENCE = """statement about property value stance how source publisher published url as_of paragraph char_start
char_end note actor side reading_order voice derived_from derived_as lang ranges"""

CONFLICT = """conflict about property preferred value stance source rank voices rule in_hull"""

OPERATION = "operation"
"""The kind of basis of which all that is in dispute is shown to each who takes part."""

ACTOR = """actor name acronym kind subtype jurisdiction bases partners"""


def build(tables: Tables, path: Path) -> None:
    """Write the rows of all questions to a new file."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(SETTINGS + SCHEMA)
        for question, make in FRAMES.items():
            frame = make(tables)
            columns = [name for name in frame.columns if name != THING]
            dates = [name for name in columns if frame.schema[name] == pl.Date]
            database.execute("INSERT INTO columns VALUES (?, ?, ?)", (question, json.dumps(columns), json.dumps(dates)))
            packed = ((question, thing, text) for thing, text in _packed(frame, columns))
            database.executemany("INSERT INTO rows VALUES (?, ?, ?)", packed)
        database.execute(INDEX)


def _packed(frame: pl.DataFrame, columns: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each thing with its rows: written as JSON by Polars, column by column."""
    grouped = frame.sort(THING, columns[0]).group_by(THING, maintain_order=True).agg(columns)
    places = [pl.col(name).alias(str(place)) for place, name in enumerate(columns)]
    for thing, text in grouped.select(THING, pl.struct(places).struct.json_encode()).iter_rows():
        yield thing, zlib.compress(text.encode(), LEVEL)


# ---------------------------------------------------------------- of an actor
def _links(tables: Tables) -> pl.DataFrame:
    """The links of each actor, which is the one in the column `actor`."""
    links = tables["cooperations"].rename({"id": "cooperation", "actor_a": "actor", "actor_b": "partner"})
    turned = links.rename({"actor": "partner", "partner": "actor"}).select(links.columns)
    named = tables["actors"].select(partner="id", partner_name="name")
    both = pl.concat([links, turned]).join(named, on="partner", how="left")
    return both.select(pl.col("actor").alias(THING), *LINK.split())


def _acts_of_actor(tables: Tables) -> pl.DataFrame:
    acts = tables["acts"].rename({"id": "act"}).filter(pl.col("actor").is_not_null())
    return acts.select(pl.col("actor").alias(THING), *ACT_OF_ACTOR.split())


def _evidence(tables: Tables) -> pl.DataFrame:
    """The statements behind each actor: they are of no side, as those of a participation may be."""
    behind = tables["evidence"].filter(pl.col("class") == "Actor").select(pl.col("thing").alias(THING), "statement")
    sources = tables["sources"].select(
        "publisher", "published", "url", "voice", "derived_from", "derived_as", source="id"
    )
    stated = tables["statements"].rename({"id": "statement"})
    denies = pl.col("stance") == "denies"
    rows = behind.unique().join(stated, on="statement").join(sources, on="source")
    return rows.with_columns(
        side=pl.lit(None, pl.String), reading_order=2 + pl.when(denies).then(0).otherwise(1).cast(pl.Int64)
    ).select(THING, *EVIDENCE.split())


def _actors(tables: Tables) -> pl.DataFrame:
    """Each actor, with how many bases and partners it has, but for those by dossiers that nobody has trusted."""
    trusted = pl.col("stranger").is_null()
    parts = tables["participations"].filter(trusted).group_by("actor").agg(bases=pl.col("basis").n_unique())
    held = tables["cooperations"].filter(pl.col("held") & trusted)
    ends = [held.select(actor=a, partner=b) for a, b in (("actor_a", "actor_b"), ("actor_b", "actor_a"))]
    linked = pl.concat(ends).group_by("actor").agg(partners=pl.col("partner").n_unique())
    rows = tables["actors"].rename({"id": "actor"}).join(parts, on="actor", how="left")
    counts = pl.col("bases", "partners").fill_null(0).cast(pl.Int64)
    return (
        rows.join(linked, on="actor", how="left")
        .with_columns(counts)
        .select(pl.col("actor").alias(THING), *ACTOR.split())
    )


def _unlinked_bases(tables: Tables) -> pl.DataFrame:
    """The bases without links that each actor is held to take part in."""
    unlinked = tables["bases"].filter(~pl.col("linked")).select(basis="id", basis_name="name")
    held = tables["participations"].filter("held").select("actor", "basis").unique()
    return held.join(unlinked, on="basis").select(pl.col("actor").alias(THING), "actor", "basis", "basis_name")


def _conflicts(tables: Tables) -> pl.DataFrame:
    """What is in dispute of each actor: of itself, of its acts and participations, and of the operations it is in."""
    own = tables["actors"].select("id", pl.col("id").alias("actor"))
    done = [tables[name].select("id", "actor") for name in ("acts", "participations")]
    operations = tables["bases"].filter(pl.col("kind") == OPERATION).select(basis="id")
    joined = tables["participations"].join(operations, on="basis").select(pl.col("basis").alias("id"), "actor")
    bearing = pl.concat([own, *done, joined]).drop_nulls().unique()
    disputes = tables["candidates"].drop("id").join(tables["conflicts"], left_on="conflict", right_on="id")
    rows = bearing.join(disputes, left_on="id", right_on="about").rename({"id": "about"})
    return rows.select(pl.col("actor").alias(THING), *CONFLICT.split()).unique()


# ---------------------------------------------------------------- of a basis
def _participations(tables: Tables) -> pl.DataFrame:
    bases = tables["bases"].select("kind", "form", "linked", basis="id")
    rows = tables["participations"].rename({"id": "participation"}).join(bases, on="basis")
    return rows.select(pl.col("basis").alias(THING), *PARTICIPATION.split())


def _acts(tables: Tables) -> pl.DataFrame:
    return tables["acts"].rename({"id": "act"}).select(pl.col("basis").alias(THING), *ACT.split())


def _statements(tables: Tables) -> pl.DataFrame:
    """The statements behind the participations and acts of each basis."""
    things = pl.concat([tables[name].select(pl.col("basis").alias(THING), "id") for name in ("participations", "acts")])
    is_of_these = pl.col("class").is_in(["Participation", "Act"])
    behind = tables["evidence"].filter(is_of_these).select("thing", "statement").unique()
    stated = tables["statements"].rename({"id": "statement"}).filter(pl.col("source").is_not_null())
    rows = behind.join(things, left_on="thing", right_on="id").join(stated, on="statement")
    return rows.select(THING, *STATEMENT.split())


FRAMES: Mapping[str, Callable[[Tables], pl.DataFrame]] = {
    "cooperations": _links,
    "acts_of_actor": _acts_of_actor,
    "evidence": _evidence,
    "actors": _actors,
    "unlinked_bases": _unlinked_bases,
    "conflicts_of": _conflicts,
    "participations_in": _participations,
    "acts_in": _acts,
    "statements_in": _statements,
}
"""The rows of each question, with the thing that they are found by: an actor, or a basis."""
