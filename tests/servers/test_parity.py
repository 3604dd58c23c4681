"""Every question gives the same rows on every server as on the embedded engine, of two graphs.

ACCORD_PARITY says how many participations the larger one has; `make parity` asks for 20,000, and with each parameter
of all servers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import generator
import polars as pl
import pytest
from cases.question_cases import Given, Ids, certain, ids_of, parameters, some
from real_servers.all_targets import KINDS, Everywhere
from real_servers.push_tables import bring

from accordgraph.graph import engines
from accordgraph.graph.derivation.tables import build
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names import index
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.graph.store import snapshot_tables
from accordgraph.graph.store.store import Store
from accordgraph.queries import catalogue
from accordgraph.queries.runner import Row, run
from accordgraph.queries.session import Session, connect

PARTICIPATIONS = int(os.environ.get("ACCORD_PARITY", "300"))
IS_THOROUGH = "ACCORD_PARITY" in os.environ
GENERATED = generator.Size(PARTICIPATIONS // 10, PARTICIPATIONS // 2, PARTICIPATIONS)
KINDS_OF = {"bundled": KINDS, "generated": ("neo4j", "default graph", "union default graph")}
"""Where each graph is brought to. The larger one, which takes a while, is in a named graph in the last of them."""

NOT_MADE_UP = {
    "assessments",
    "challenges",
    "coverage_notes",
    "effect_rules",
    "observations",
    "operations",
    "parts",
    "relations_of",
    "statistics",
    "unlinked_bases",
}
"""Questions about what the generator does not make."""

WITHOUT_ANSWER: set[str] = {"partners_on"} if PARTICIPATIONS < 1000 else set()
"""Questions that find nothing in so small a graph on the days that are tried; in the bundled one they do."""

AT_MOST = {"bundled": 12, "generated": 3}
"""Of the parameters of a question, so many are asked."""


class Graph(NamedTuple):
    """Its tables, and the folder with an embedded engine and the names."""

    tables: Tables
    folder: Path


class Asked(NamedTuple):
    """A graph, what is in it, what is sure to have an answer, the embedded engine, and the servers that hold it too."""

    graph: str
    ids: Ids
    certain: dict[str, Given]
    names: Names
    embedded: Engine
    servers: dict[str, Engine]


@pytest.fixture(scope="module")
def bundled(bundled_store: Path) -> Graph:
    snapshot = Store(bundled_store).snapshot()
    return Graph(snapshot_tables.tables(snapshot), snapshot.path)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Made-up tables, with what is asked of a snapshot here: one embedded engine, and the names."""
    folder = tmp_path_factory.mktemp("generated")
    tables = thinned(build(generator.statements(GENERATED)))
    engines.build("ladybug", tables, folder / "ladybug")
    index.build(tables, folder / "names.sqlite")
    return Graph(tables, folder)


def thinned(tables: Tables) -> Tables:
    """With the statements behind one thing in ten only: else they are most of what a server has to be brought."""
    evidence = tables["evidence"].filter(pl.col("thing").rank("dense") % 10 == 0)
    evidenced = tables["statements"].join(evidence, left_on="id", right_on="statement", how="semi")
    return {**tables, "evidence": evidence, "statements": evidenced}


@pytest.fixture(scope="module", params=["bundled", "generated"])
def prepared(request: pytest.FixtureRequest, everywhere: Everywhere) -> Iterator[Asked]:
    """Each of the graphs in turn, at every target."""
    graph: Graph = request.getfixturevalue(request.param)
    everywhere.wipe()
    targets = {kind: everywhere.targets[kind] for kind in KINDS_OF[request.param]}
    for target in targets.values():
        bring(target, graph.tables)
    with ExitStack() as stack:
        servers: dict[str, Engine] = {}
        for kind, target in targets.items():
            engine: Engine = connect(target)
            servers[kind] = stack.enter_context(engine)
        embedded = stack.enter_context(engines.open_read_only("ladybug", graph.folder / "ladybug"))
        names = stack.enter_context(Names(graph.folder / "names.sqlite"))
        yield Asked(request.param, ids_of(graph.tables), certain(graph.tables), names, embedded, servers)


def in_turn(servers: dict[str, Engine], number: int) -> dict[str, Engine]:
    """The one of them whose turn it is."""
    kind = list(servers)[number % len(servers)]
    return {kind: servers[kind]}


@pytest.mark.parametrize("question", catalogue.names())
def test_every_server_gives_the_rows_of_the_embedded_engine(prepared: Asked, question: str) -> None:
    """Until one of its answers has rows, all servers are asked; what is asked after that goes to one after another."""
    assert len(prepared.servers) >= 3
    rows: list[Row] = []
    first = [prepared.certain[question]] if question in prepared.certain else []
    for number, values in enumerate([*first, *some(parameters(question, prepared.ids), AT_MOST[prepared.graph])]):
        expected = run(Session(prepared.embedded, prepared.names, "uk"), question, values)
        servers = prepared.servers if IS_THOROUGH or not rows else in_turn(prepared.servers, number)
        for kind, engine in servers.items():
            answer = run(Session(engine, prepared.names, "uk"), question, values)
            assert answer.rows == expected.rows, (kind, values)
            assert (answer.columns, answer.notes) == (expected.columns, expected.notes)
        rows += expected.rows
    assert rows or (prepared.graph == "generated" and question in NOT_MADE_UP | WITHOUT_ANSWER)
