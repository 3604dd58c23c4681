"""Targets of every kind, which all hold the same graph and give the same answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from accordgraph.graph.servers import SparqlTarget, Target

KINDS = ("neo4j", "default graph", "named graph", "union default graph", "oxigraph server")
"""Servers, and places in them, that all hold the same graph and give the same answers."""

GRAPH = "https://example.org/graphs/cooperation"


class Everywhere(NamedTuple):
    """A target of each kind, and what empties all of them."""

    targets: dict[str, Target]
    wipe: Callable[[], None]


def at(address: str, graph: str | None = None) -> SparqlTarget:
    return SparqlTarget(address, address, address, graph)
