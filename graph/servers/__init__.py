"""Servers elsewhere that hold the graph: where they are, who asks them, and what they say when they refuse.

A target is written as an address (`neo4j+s://host`, `sparql+https://host/path`) or as a name from `accord.toml`.
Nothing is sent before `connect`. The driver of Neo4j and the HTTP client are loaded only then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, overload

from accordgraph.graph.servers.address import BoltTarget, SparqlTarget, Target, is_address
from accordgraph.graph.servers.configuration import resolve

if TYPE_CHECKING:
    from accordgraph.graph.servers.bolt_connection import BoltConnection
    from accordgraph.graph.servers.http_connection import SparqlConnection

__all__ = ["BoltTarget", "Connection", "SparqlTarget", "Target", "connect", "is_address", "resolve"]

Connection: TypeAlias = "BoltConnection | SparqlConnection"
"""A connection to a server that has answered once; close it, or use it in a `with` block."""


@overload
def connect(target: BoltTarget) -> BoltConnection: ...
@overload
def connect(target: SparqlTarget) -> SparqlConnection: ...
@overload
def connect(target: Target) -> Connection: ...
def connect(target: Target) -> Connection:
    """A connection to a server that is there and has let us in.

    User and password come from the environment, from the target's `password_command`, or from a prompt where the server
    asks and there is a terminal. Raises UnreachableError, RefusedError and TargetError.
    """
    from accordgraph.graph.servers import bolt_connection, credentials, http_connection

    if isinstance(target, BoltTarget):
        return credentials.let_in(target, bolt_connection.connect)
    return credentials.let_in(target, http_connection.connect)
