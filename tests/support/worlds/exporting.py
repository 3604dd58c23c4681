"""A small world that has something of everything that is exported, its store, and its exports."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TypeAlias

import polars as pl
import pyoxigraph as ox
from worlds.statement_builder import Story

from accordgraph.exports.formats import export
from accordgraph.exports.request import FOLDERS, ExportRequest
from accordgraph.graph.derivation.tables import build
from accordgraph.graph.statements.log import Batch, empty_log, record
from accordgraph.graph.store import manifest
from accordgraph.graph.store.snapshot import vocabulary_version
from accordgraph.graph.store.store import Snapshot, Store

FIRST, SECOND = datetime.date(2026, 1, 5), datetime.date(2026, 2, 9)
ENDINGS = {"nquads": "nq", "turtle": "ttl", "jsonld": "jsonld"}
RDF_FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}

HOSTILE = 'Ο "office" \\ of\n\tthe\r \u202egnp.exe\u202c \u2028 <b>&amp;</b> \x01 \ufffe \x7f 😀 =1+1, d\'état'
"""Quotes, a backslash, line ends, marks that turn the writing, tags, control characters, and what is no character."""


def world() -> Story:
    """Three held links and one that is not held, names in three languages, an observation, a challenge, a claim."""
    story = (
        Story().source("d", "editorial").source("page", url="https://example.org/a?b=1&c=2").source("other", "press")
    )
    story.actors("ua", "lt", "cz").actors("nabu", kind="agency", part_of="ua")
    story.basis("team", binds="signature").basis("team-2", kind="operation", during="2024-04-09", replaces="team")
    for thing, lang, name in (("ua", "en", "Ukraine"), ("ua", "uk", "Україна"), ("ua", "pl", "Ukraina")):
        story.say("actor", "d", "name", name, thing=thing, lang=lang)
    story.say("actor", "d", "alias", "Ucraina", thing="ua")
    story.say("actor", "d", "alias", "Urkaine", thing="ua", lang="en")
    story.say("actor", "d", "name", HOSTILE, thing="nabu", lang="en")
    story.say("basis", "d", "name", "The team", thing="team", basis="team", lang="en")
    for actor in ("ua", "lt"):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    story.act("team", "cz", "joining", "2022", source="other", role="member", until="2026-03")
    story.listing("team", "cz", source="page", role="member", as_of="2022-07", deny=True)
    for actor in ("nabu", "lt"):
        story.listing("team-2", actor, source="other", role="participant")
    counted = {"series": "requests", "measure": "sent", "period": "2022", "value": "388", "qualifier": "about"}
    for key, value in counted.items():
        story.say("observation", "page", key, value, thing="requests-2022", paragraph=3, char_start=5, char_end=9)
    story.say("challenge", "page", "mechanism", "None", thing="access")
    story.say("challenge", "page", "affects", "ua", thing="access")
    story.say("assessment", "page", "claim", HOSTILE, thing="high", note="A note", quote="So high", as_of="2024~")
    return story


def recorded(path: Path) -> Store:
    """A store with the world: challenge and assessment were recorded later, and one statement was taken back."""
    statements = world().statements()
    later = statements["about"].is_in(["challenge", "assessment"])
    taken_back = Story()
    taken_back.say("actor", "d", "alias", "Not any more", thing="lt")
    store = Store(path)
    store.load([Batch("d", FIRST, statements.filter(~later).vstack(taken_back.statements()).sort("id"))])
    store.load([Batch("d", SECOND, statements)])
    return store


def bare(path: Path, statements: pl.DataFrame) -> Snapshot:
    """A snapshot that has all that exports read, and no engines: those take most of the time of a load."""
    snapshot = Snapshot(path / "snapshots" / "000001")
    for folder in (snapshot.table_folder, snapshot.log_folder):
        folder.mkdir(parents=True)
    for name, table in build(statements).items():
        table.write_parquet(snapshot.table_folder / f"{name}.parquet")
    log, _ = record(empty_log(), Batch("d", FIRST, statements))
    log.statements.write_parquet(snapshot.log_folder / "statements.parquet")
    log.recordings.write_parquet(snapshot.log_folder / "recordings.parquet")
    manifest.write(snapshot.path, {"vocabulary": vocabulary_version()})
    return snapshot


def exported(store: Store, form: str, folder: Path, **wished: str | bool) -> Path:
    """Write the store's graph into the folder, and give the file or folder."""
    target = folder / (form if form in FOLDERS else f"graph.{ENDINGS.get(form, form)}")
    export(store.snapshot(), ExportRequest(form, **wished), target)  # type: ignore[arg-type]
    return target


Triple: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Subject, predicate, and the object: an IRI, or a text with its datatype and language."""


def triples(path: Path, form: str) -> set[Triple]:
    """All triples of a file, whichever graphs they are in."""
    return {plain(quad) for quad in ox.parse(path=str(path), format=RDF_FORMATS[form])}


def plain(quad: ox.Quad) -> Triple:
    """A triple as text. The graph has no blank nodes: one would be a failure."""
    subject, value = quad.subject, quad.object
    assert isinstance(subject, ox.NamedNode)
    if isinstance(value, ox.Literal):
        return subject.value, quad.predicate.value, (value.value, value.datatype.value, value.language or "")
    assert isinstance(value, ox.NamedNode)
    return subject.value, quad.predicate.value, (value.value,)
