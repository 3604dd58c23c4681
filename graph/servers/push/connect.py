"""Opening a target to be pushed to or read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from accordgraph.graph.servers import BoltTarget, Target, connect
from accordgraph.graph.servers.push.protocol import PushTarget


@contextmanager
def opened(target: Target) -> Iterator[PushTarget]:
    """The target, connected. Errors of its driver become ours."""
    if isinstance(target, BoltTarget):
        from accordgraph.graph.servers.push.neo4j_target import Neo4jPushTarget

        with connect(target) as bolt, bolt.translating(), bolt.session("WRITE", fetch_size=10_000) as session:
            yield Neo4jPushTarget(session)
        return
    from accordgraph.graph.servers.push.sparql_target import SparqlPushTarget

    with connect(target) as web:
        yield SparqlPushTarget(web)
