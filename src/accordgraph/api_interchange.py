"""What a graph gives to other libraries: pyvis, rdflib and neo4j, files and servers."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.api_values import Day, Place
from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import StoreError, UsageError
from accordgraph.graph.store.store import Store

if TYPE_CHECKING:
    import neo4j
    import networkx as nx
    import rdflib

    from accordgraph.diagrams.pyvis_network import PyvisNetwork
    from accordgraph.exports.request import ExportResult
    from accordgraph.graph.servers.push.push import Pushed
    from accordgraph.graph.store.store import Snapshot
    from accordgraph.queries.session import Session

ENDINGS = {
    ".nq": "nquads",
    ".nt": "nquads",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".xlsx": "xlsx",
}
"""The form that a file's ending means."""


class Interchange(Closing):
    """A graph as objects of other libraries."""

    lang: str
    _snapshot: Snapshot
    _engine_name: str

    @property
    def _session(self) -> Session:
        raise NotImplementedError

    def network(self, *, held_only: bool = True, on: Day | None = None, plain: bool = False) -> nx.MultiGraph[str]:
        """A networkx graph: a node for each actor that has a link, an edge for each link."""
        raise NotImplementedError

    def pyvis(self, on: Day | None = None, *, held_only: bool = True) -> PyvisNetwork:
        """The network as a `pyvis.network.Network`, to change with pyvis's own calls and to write with `write_html`.

        Nodes are named by the ids of actors. The page opens without a network; it has neither sources nor a timeline,
        which `picture` has. `on` and `held_only` are those of `network`.

        >>> drawn = graph.pyvis(on="2024-04-10")
        >>> drawn.add_node("me", label="My institute")
        >>> drawn.add_edge("me", "nabu")
        >>> drawn.toggle_physics(False)
        >>> drawn.get_node("nabu")["label"]
        'NABU'
        """
        from accordgraph.diagrams.pyvis_network import pyvis_network

        return pyvis_network(self._session, self.network(held_only=held_only, on=on), repr(self))

    def rdf(self, *, aligned: bool = False) -> rdflib.Dataset:
        """The whole graph as an rdflib `Dataset`, all of it in the default graph.

        It is what `export` writes as N-Quads: a copy in memory, which may be changed. `aligned` adds types and
        properties of other vocabularies. A million triples take some gigabytes; `sparql` takes none.

        >>> from rdflib import URIRef
        >>> (URIRef("https://w3id.org/accordgraph/id/actor/nabu"), None, None) in graph.rdf()
        True
        """
        import rdflib
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        from accordgraph.exports.formats import write_rdf
        from accordgraph.exports.request import ExportRequest

        written = io.BytesIO()
        write_rdf(self._read_snapshot(), ExportRequest("nquads", aligned), written)
        dataset = rdflib.Dataset()
        dataset.graph(DATASET_DEFAULT_GRAPH_ID).parse(data=written.getvalue(), format="nt")
        return dataset

    def export(
        self,
        path: Place,
        form: str | None = None,
        *,
        aligned: bool = False,
        graph: str | None = None,
        csv_safe: bool = False,
    ) -> ExportResult:
        """Write the whole graph for other programs, as `accord export` does; give the counts, and notes.

        `form` is "nquads", "turtle", "jsonld", "csv", "parquet", "xlsx", "panel", "gexf", "graphml" or "neo4j-import";
        without it, the ending of `path` says it. `aligned` adds other vocabularies (RDF), `graph` is the IRI of a named
        graph (nquads), `csv_safe` makes CSV safe for spreadsheets. Raises UsageError where these do not go together.

        >>> graph.export("network.gexf").counts["nodes"] > 40
        True
        """
        from accordgraph.exports import formats
        from accordgraph.exports.request import FORMS, ExportRequest

        chosen = form or ENDINGS.get(Path(path).suffix.lower())
        if chosen is None:
            raise UsageError(f"The ending of {path} names no form.", f"Give form=, one of {', '.join(FORMS)}.")
        request = ExportRequest(chosen, aligned, graph, self.lang, csv_safe)
        return formats.export(self._read_snapshot(), request, Path(path), lambda rows: None)

    def push(self, target: str, *, full: bool = False, dry_run: bool = False, take_over: bool = False) -> Pushed:
        """Push the graph to Neo4j or to a SPARQL 1.1 server, as `accord push` does; give what changed.

        `target` is an address or a name from `accord.toml`. Only the difference is written: stale data of ours is
        deleted, data of others is left alone. `full` compares with all data on the server, `dry_run` writes nothing,
        `take_over` pushes although another push seems to be running. Raises TargetError, LockedError, and StoreError
        where the store has a newer snapshot than this graph.
        """
        from accordgraph.graph.servers import resolve
        from accordgraph.graph.servers.push.connect import opened
        from accordgraph.graph.servers.push.push import PushOptions
        from accordgraph.graph.servers.push.push import push as send

        snapshot = self._read_snapshot()
        store = Store(snapshot.store_folder)
        if store.current_name() != snapshot.path.name:
            raise StoreError("The store has a newer snapshot than this graph.", "Open it again: accordgraph.open(...).")
        with opened(resolve(target, snapshot.store_folder)) as side:
            return send(side, store, PushOptions(full=full, take_over=take_over, dry=dry_run), _silently)

    def driver(self) -> neo4j.Driver:
        """A driver of the Neo4j that the graph was opened with, to ask in the driver's own way. Close it.

        It is connected, with user and password as `accord` finds them. What it writes, `accord` does not check: the
        next push removes changes of what is ours. Raises UsageError where the graph was opened with another engine.
        """
        from accordgraph.graph.servers import BoltTarget, connect, resolve

        snapshot, name = self._read_snapshot(), self._engine_name
        target = resolve(name, snapshot.store_folder) if self._is_remote else None
        if not isinstance(target, BoltTarget):
            remedy = 'Open it with a Neo4j that it was pushed to: accordgraph.open(store, engine="bolt://host").'
            raise UsageError(f"There is no driver for {name}.", remedy)
        return connect(target).driver

    @property
    def _is_remote(self) -> bool:
        from accordgraph.graph.engines import LANGUAGES

        return self._engine_name not in LANGUAGES

    def _read_snapshot(self) -> Snapshot:
        """The snapshot of a graph that is open. Raises StoreError for one that is closed."""
        _ = self._session
        return self._snapshot


def _silently(total: int | None, what: str) -> AbstractContextManager[Callable[[int], None]]:
    return nullcontext(lambda steps: None)
