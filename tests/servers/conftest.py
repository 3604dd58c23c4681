"""Neo4j and Fuseki, started once for all tests of a worker and empty at the start of each test that names them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from programs.needs import lacking
from real_servers.all_targets import GRAPH, KINDS, Everywhere, at
from real_servers.jars import LackingError, jars
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.oxigraph_server import OxigraphServer
from real_servers.processes import Server, remove, stop_for_certain
from real_servers.server_targets import Place
from worlds.small_store import batch

from accordgraph.graph.servers import BoltTarget, SparqlTarget, Target, resolve
from accordgraph.graph.store.store import Store

S = TypeVar("S", bound=Server)
PASSWORD = "correct horse: battery"


@pytest.fixture(scope="session")
def server_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where servers live; their jars are there."""
    try:
        jars()
    except LackingError as error:
        lacking(str(error))
    stop_for_certain()
    return tmp_path_factory.mktemp("servers")


def run(server: S) -> Iterator[S]:
    """The server while tests run."""
    yield server.start()
    remove(server)


@pytest.fixture(scope="session")
def neo4j_server(server_root: Path) -> Iterator[Neo4j]:
    """A Neo4j that asks for no password."""
    yield from run(Neo4j(server_root / "neo4j"))


@pytest.fixture(scope="session")
def neo4j_with_password(server_root: Path) -> Iterator[Neo4j]:
    """A Neo4j whose user is `neo4j` and whose password is its `password`."""
    yield from run(Neo4j(server_root / "neo4j-password", PASSWORD))


@pytest.fixture(scope="session")
def fuseki_server(server_root: Path) -> Iterator[Fuseki]:
    """A Fuseki that asks for no password."""
    yield from run(Fuseki(server_root / "fuseki"))


@pytest.fixture(scope="session")
def fuseki_with_password(server_root: Path) -> Iterator[Fuseki]:
    """A Fuseki whose user is `accord` and whose password is its `password`."""
    yield from run(Fuseki(server_root / "fuseki-password", PASSWORD))


@pytest.fixture
def neo4j(neo4j_server: Neo4j) -> Neo4j:
    """An empty Neo4j."""
    neo4j_server.wipe()
    return neo4j_server


@pytest.fixture
def fuseki(fuseki_server: Fuseki) -> Fuseki:
    """An empty Fuseki."""
    fuseki_server.wipe()
    return fuseki_server


@pytest.fixture
def on_neo4j(neo4j: Neo4j, tmp_path: Path) -> Place:
    """Its database."""
    return Place(neo4j, resolve(neo4j.url, tmp_path), neo4j.url)


@pytest.fixture
def on_fuseki(fuseki: Fuseki, tmp_path: Path) -> Place:
    """Its default graph."""
    return Place(fuseki, resolve(fuseki.url(), tmp_path), fuseki.url())


@pytest.fixture(params=["neo4j", "default graph", "named graph", "named graph of a union"])
def place(request: pytest.FixtureRequest, server_root: Path, tmp_path: Path) -> Place:
    """Each kind of target in turn, empty."""
    if request.param in ("neo4j", "default graph"):
        prepared: Place = request.getfixturevalue("on_neo4j" if request.param == "neo4j" else "on_fuseki")
        return prepared
    server: Fuseki = request.getfixturevalue("fuseki")
    address = f"{server.url('union' if 'union' in request.param else 'ds')}?{urlencode({'graph': GRAPH})}"
    return Place(server, resolve(address, tmp_path), address)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a team of Ukraine, Lithuania and Estonia."""
    path = tmp_path_factory.mktemp("loaded") / "store"
    Store(path).load([batch("ee")])
    return path


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Store:
    """A copy of it, to be changed."""
    return Store(Path(shutil.copytree(loaded, tmp_path / "store")))


@pytest.fixture(scope="session")
def oxigraph_server(server_root: Path) -> Iterator[OxigraphServer]:
    """The server of Oxigraph, with one address for each protocol."""
    yield from run(OxigraphServer(server_root / "oxigraph"))


@pytest.fixture(scope="module")
def everywhere(neo4j_server: Neo4j, fuseki_server: Fuseki, oxigraph_server: OxigraphServer) -> Everywhere:
    """Real servers of all kinds."""
    base = oxigraph_server.base

    def wipe() -> None:
        for server in (neo4j_server, fuseki_server, oxigraph_server):
            server.wipe()

    targets: dict[str, Target] = {
        "neo4j": BoltTarget(neo4j_server.url),
        "default graph": at(f"{fuseki_server.base}/ds"),
        "named graph": at(f"{fuseki_server.base}/ds", GRAPH),
        "union default graph": at(f"{fuseki_server.base}/union", GRAPH),
        "oxigraph server": SparqlTarget(f"{base}/query", f"{base}/update", f"{base}/store"),
    }
    assert tuple(targets) == KINDS
    return Everywhere(targets, wipe)
