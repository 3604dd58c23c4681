"""What answers questions: an embedded engine of the store, or a server that the graph was pushed to, and names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.graph import engines
from accordgraph.graph.errors import TargetError
from accordgraph.ontology.messages import message

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names
    from accordgraph.graph.servers import Target
    from accordgraph.graph.servers.marker import Marker
    from accordgraph.graph.servers.neo4j_engine import Neo4j
    from accordgraph.graph.servers.sparql_engine import SparqlServer
    from accordgraph.graph.store.snapshot import Snapshot
    from accordgraph.queries.kept import Kept


class Origin(NamedTuple):
    """Where answers come from: which snapshot, in which vocabulary, by which engine, and what should be said of it."""

    snapshot: str
    vocabulary: str
    engine: str
    notes: tuple[str, ...] = ()


UNKNOWN = Origin("", "", "")
"""Of an engine that was opened without a store."""


class OpenEngine(NamedTuple):
    """An engine that is open, and where its answers come from."""

    engine: Engine
    origin: Origin


@dataclass(frozen=True)
class Session:
    """What every question needs: an open engine, the names, their language, and where the answers come from.

    It is created once, where a command or a `Graph` opens the store, and passed on. With `cites_all`, sentences name
    every source that they rest on, as a document that is handed over must; without, the best few and the number of
    others.
    """

    engine: Engine
    names: Names
    lang: str = "en"
    origin: Origin = UNKNOWN
    cites_all: bool = False
    kept: Kept | None = None
    """What answers before have read, where the session is one of many on the same snapshot."""

    def name(self, identifier: str) -> str:
        """The name of a thing in the language of the session, in English where it is missing."""
        return self.names.name(identifier, self.lang)


@contextmanager
def open_session(snapshot: Snapshot, engine_name: str, lang: str = "en") -> Iterator[Session]:
    """A session on a snapshot, closed at the end of the block. Raises what `open_engine` raises."""
    engine, origin = open_engine(snapshot, engine_name, lang)
    with engine, snapshot.names(lang) as names:
        yield Session(engine, names, lang, origin)


def open_engine(snapshot: Snapshot, name: str, lang: str = "en") -> OpenEngine:
    """Open an engine by its name, or a target by its address or its name in `accord.toml`; close it after.

    Raises UsageError for an unknown name, and TargetError where a server is not there, lets nobody in, or does not hold
    a whole graph that this version can ask. So does each answer where somebody has pushed meanwhile. Where it holds
    another graph than the store's, a note says so.
    """
    if name in engines.LANGUAGES:
        return OpenEngine(snapshot.engine(name), local_origin(snapshot, name, lang))
    from accordgraph.graph import servers

    target = servers.resolve(name, snapshot.store_folder)
    engine = connect(target)
    try:
        marker = checked(engine.marker(), snapshot, target)
    except BaseException:
        engine.close()
        raise
    engine.watch = lambda now: _unchanged(marker, now, target)
    return OpenEngine(engine, _remote(marker, snapshot, name, _notes(marker, snapshot, target, lang), lang))


def connect(target: Target) -> Neo4j | SparqlServer:
    """The engine that asks a target, whatever that holds."""
    from accordgraph.graph import servers

    if isinstance(target, servers.BoltTarget):
        from accordgraph.graph.servers.neo4j_engine import Neo4j

        return Neo4j(servers.connect(target))
    from accordgraph.graph.servers.sparql_engine import SparqlServer

    return SparqlServer(servers.connect(target))


def checked(marker: Marker | None, snapshot: Snapshot, target: Target) -> Marker:
    """The marker of a target that can be asked. Raises TargetError where nothing was pushed, or not all of it."""
    push = f"accord push {target.name or target.address}"
    if marker is None:
        raise TargetError(f"{target.display_name} holds no accordgraph data.", f"Bring it there: {push}")
    if marker.is_alive:
        raise TargetError(f"{target.display_name} is being pushed to: {marker}.", "Ask again when that is done.")
    if not marker.is_whole:
        raise TargetError(f"A push to {target.display_name} was cut off: {marker}.", f"Push again: {push}")
    if _registry(marker.vocabulary) != _registry(snapshot.manifest["vocabulary"]):
        versions = f"vocabulary {marker.vocabulary} there, {snapshot.manifest['vocabulary']} here"
        problem = f"The graph in {target.display_name} was pushed by another version ({versions})."
        raise TargetError(problem, f"Push again: {push}")
    return marker


def _unchanged(then: Marker, now: Marker | None, target: Target) -> None:
    """Raise TargetError where somebody has pushed since: an answer may be of two graphs."""
    if now is None or (now.token, now.state) != (then.token, then.state):
        state = "it holds no accordgraph data now" if now is None else f"{now.state}: {now}"
        raise TargetError(
            f"{target.display_name} was pushed to while it was asked ({state}).", "Open it and ask again."
        )


def _registry(vocabulary: str) -> str:
    """The part of a vocabulary's version that says what can be asked, without that of the program."""
    return vocabulary.rpartition("-")[2]


def local_origin(snapshot: Snapshot, name: str, lang: str = "en") -> Origin:
    """The snapshot by its number and the beginning of the SHA-256 of its statements, the same wherever they are.

    Of a view of some dossiers it says which, and a note does.
    """
    manifest = snapshot.manifest
    statements = manifest["log"]["statements.parquet"]["sha256"]
    part = snapshot.view
    notes = (message("view-of-dossiers", lang, options=part),) if part else ()
    if server := snapshot.viewed_server:
        notes = (*notes, message("view-of-server", lang, server=server, engine=name.capitalize()))
    title = " ".join([f"{manifest['snapshot']}-{statements[:12]}", *([part] if part else [])])
    return Origin(title, str(manifest["vocabulary"]), name, notes)


def _remote(marker: Marker, snapshot: Snapshot, name: str, notes: tuple[str, ...], lang: str) -> Origin:
    """What the target says about its graph: its statements are known only where it is the graph of the store."""
    if not notes and marker.snapshot == snapshot.manifest["snapshot"]:
        return local_origin(snapshot, name)._replace(vocabulary=marker.vocabulary)
    title = message("snapshot-of-graph", lang, snapshot=marker.snapshot, graph=marker.graph)
    return Origin(title, marker.vocabulary, name, notes)


def _notes(marker: Marker, snapshot: Snapshot, target: Target, lang: str) -> tuple[str, ...]:
    from accordgraph.graph.store.snapshot import fingerprint

    if marker.graph == fingerprint(snapshot.manifest):
        return ()
    here = snapshot.manifest["snapshot"]
    return (
        message(
            "other-graph", lang, target=target.display_name, remote=marker.snapshot, since=marker.since, local=here
        ),
    )
