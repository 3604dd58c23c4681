"""The library and real servers: `Graph.push` and `Graph.driver`, used as the documentation of the driver teaches."""

from __future__ import annotations

import pytest
from neo4j import Driver
from real_servers.java_servers import Neo4j
from real_servers.server_targets import Place
from worlds.small_store import batch

import accordgraph
from accordgraph.graph.errors import StoreError, UsageError
from accordgraph.graph.store.store import Store


def test_a_graph_is_pushed_and_pushed_again_changes_nothing(place: Place, store: Store) -> None:
    with accordgraph.open(store.path) as graph:
        planned = graph.push(place.address, dry_run=True)
        first, again = graph.push(place.address), graph.push(place.address)
    assert planned.counts == first.counts
    assert (first.before, again.before) == (None, first.snapshot)
    assert sum(counts.added for counts in first.counts.values()) > 5
    assert sum(sum(counts) for counts in again.counts.values()) == 0


def test_what_was_loaded_since_is_not_pushed_unawares(on_neo4j: Place, store: Store) -> None:
    with accordgraph.open(store.path) as graph:
        store.load([batch("pl")])
        with pytest.raises(StoreError, match="newer snapshot"):
            graph.push(on_neo4j.address)


def test_the_driver_asks_as_its_documentation_teaches(neo4j: Neo4j, store: Store) -> None:
    with accordgraph.open(store.path) as graph:
        graph.push(neo4j.url)
    with accordgraph.open(store.path, engine=neo4j.url) as graph, graph.driver() as driver:
        assert isinstance(driver, Driver)
        driver.verify_connectivity()
        records, _, keys = driver.execute_query("MATCH (a:Actor {id: $id}) RETURN a.id AS id", id="ee")
        assert keys == ["id"] and [record["id"] for record in records] == ["ee"]
        assert graph.cypher("MATCH (a:Actor {id: 'ee'}) RETURN a.id AS id")["id"] == ["ee"]


def test_a_sparql_server_has_no_driver(on_fuseki: Place, store: Store) -> None:
    with accordgraph.open(store.path) as graph:
        graph.push(on_fuseki.address)
    with (
        accordgraph.open(store.path, engine=on_fuseki.address) as graph,
        pytest.raises(UsageError, match="no driver for"),
    ):
        graph.driver()
