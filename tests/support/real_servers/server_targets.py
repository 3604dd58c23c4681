"""Targets on real servers, and pushing to them in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from neo4j import GraphDatabase
from real_servers.all_targets import GRAPH
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.processes import Server

from accordgraph.graph.servers import Target
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push import push as pushing
from accordgraph.graph.servers.push.connect import opened
from accordgraph.graph.servers.push.protocol import Advance
from accordgraph.graph.servers.push.push import Pushed, PushOptions
from accordgraph.graph.store.store import Store

NS = "https://w3id.org/accordgraph/ns#"
ID = "https://w3id.org/accordgraph/id/"

AS_EVER = PushOptions()

HOSTILE = (
    "\"quotes\" 'of' all `kinds` \\ \\n {braces} ${x} $$ </script>",
    "a line\nand\r\nanother\ttab\rreturn",
    "controls \x01\x07\x1b\x7f\x85 bidi \u202e\u2066 joiners \u200d",
    "planes é Ж 中 \U0001f600 \U00020000 \U0003ffff \U000e0001 \U0010fffd \ufffe",
    "",
    "x" * 1_000_000,
)


@dataclass(frozen=True)
class Place:
    """A target on a real server, and how a stranger works with the same data."""

    server: Server | None
    target: Target
    address: str

    def strange(self) -> None:
        """Put something of a stranger's beside what is ours, and onto it."""
        if isinstance(self.server, Neo4j):
            self.cypher(
                "MATCH (a:Actor {id: 'lt'}) SET a.pagerank = 0.5 "
                "CREATE (n:Note {id: 'lt', text: 'mine'})-[:ABOUT]->(a) "
                "CREATE (:Company {name: 'x'})-[:PART_OF]->(:Company {name: 'y'})"
            )
        else:
            self.sparql(f'<{ID}actor/lt> <http://e/note> "mine" . <http://e/x> <{NS}partOf> <{ID}actor/lt> ')

    def strangers(self) -> list[Any]:
        """What there is of it."""
        if isinstance(self.server, Neo4j):
            return self.cypher(
                "MATCH (n) WHERE n:Note OR n:Company OR n.pagerank IS NOT NULL "
                "OPTIONAL MATCH (n)-[e]->(m) WHERE n:Note OR n:Company "
                "RETURN n.text, n.name, n.pagerank, type(e), m.id, m.name ORDER BY n.name, n.text"
            )
        return self.select(
            '?s ?p ?o FILTER(STRSTARTS(STR(?p), "http://e/") || STRSTARTS(STR(?s), "http://e/"))', "?s ?p ?o"
        )

    def cypher(self, text: str) -> list[Any]:
        assert isinstance(self.server, Neo4j)
        with GraphDatabase.driver(self.server.url, auth=self.server.auth) as driver:
            return [list(record.values()) for record in driver.execute_query(text).records]

    def sparql(self, triples: str) -> None:
        assert isinstance(self.server, Fuseki)
        self.server.update(f"INSERT DATA {{ {self._within(triples)} }}", self._dataset)

    def unsay(self, pattern: str) -> None:
        """Take away all that a pattern finds."""
        assert isinstance(self.server, Fuseki)
        self.server.update(f"DELETE WHERE {{ {self._within(pattern)} }}", self._dataset)

    def select(self, pattern: str, columns: str) -> list[Any]:
        assert isinstance(self.server, Fuseki)
        text = f"SELECT {columns} WHERE {{ {self._within(pattern)} }} ORDER BY {columns}"
        rows = answer_of(f"{self.server.base}/{self._dataset}", text)
        return [[cell["value"] for cell in row.values()] for row in rows]

    @property
    def _dataset(self) -> str:
        return "union" if "/union" in self.address else "ds"

    def _within(self, pattern: str) -> str:
        return f"GRAPH <{GRAPH}> {{ {pattern} }}" if "graph=" in self.address else pattern


def answer_of(address: str, text: str) -> list[Any]:
    """The bindings that a SPARQL server gives."""
    headers = {"Accept": "application/sparql-results+json"}
    with urlopen(Request(f"{address}?{urlencode({'query': text})}", headers=headers), timeout=60) as answer:
        bindings: list[Any] = json.load(answer)["results"]["bindings"]
    return bindings


@contextmanager
def unseen(total: int | None, what: str) -> Iterator[Advance]:
    yield lambda steps: None


def push(place: Place, store: Store, wish: PushOptions = AS_EVER, progress: pushing.Progress = unseen) -> Pushed:
    with opened(place.target) as side:
        return pushing.push(side, store, wish, progress)


def marker_of(place: Place) -> Marker:
    """What the target says of the graph in it."""
    with opened(place.target) as side:
        marker = side.marker()
    assert marker is not None
    return marker


def differences(place: Place, store: Store) -> list[Any]:
    with opened(place.target) as side:
        return list(pushing.check(side, store))


def dying(kill: Callable[[], None], after: int) -> pushing.Progress:
    """A progress that ends something at a certain step of a push."""

    @contextmanager
    def progress(total: int | None, what: str) -> Iterator[Advance]:
        done = 0

        def advance(steps: int) -> None:
            nonlocal done
            done += 1
            if done == after:
                kill()

        yield advance

    return progress
