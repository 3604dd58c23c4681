"""Every way by which a user's own query comes in leads past a guard, before a process or a server hears of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from programs.running import run
from real_servers.listener import Listener, listening
from real_servers.oxigraph_server import OxigraphServer

import accordgraph
from accordgraph.graph import engines
from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import QueryError
from accordgraph.graph.servers import SparqlTarget
from accordgraph.graph.servers.http_connection import SparqlConnection
from accordgraph.graph.servers.sparql_engine import SparqlServer
from accordgraph.queries.raw import embedded, server

HOSTILE: list[tuple[Language, str]] = [
    ("sparql", "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?a ?b ?c } }"),
    ("sparql", "SELECT * FROM <http://127.0.0.1:PORT/> { ?a ?b ?c }"),
    ("sparql", "DELETE WHERE { ?a ?b ?c }"),
    ("cypher", "LOAD FROM 'secret.csv' RETURN *"),
    ("cypher", "COPY (MATCH (a:Actor) RETURN a.id) TO 'stolen.csv'"),
    ("cypher", "MATCH (a:Actor) SET a.name = 'x'"),
]
TO_SERVERS = [
    *(text for language, text in HOSTILE if language == "sparql"),
    "SELECT (<bif:http_get>('http://127.0.0.1:PORT/') AS ?x) {}",
    "SELECT * { ?s <java:org.example.Property> ?o }",
]
"""SPARQL that a server must not be sent; the last two do harm in some servers only."""


@pytest.fixture
def canary() -> Iterator[Listener]:
    """A port that must not be called."""
    with listening() as listener:
        yield listener
    assert listener.calls == []


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no process for a raw query can be started: a refusal needs none."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize(("language", "text"), HOSTILE)
def test_the_command_line(bundled_store: Path, canary: Listener, language: Language, text: str) -> None:
    done = run(language, text.replace("PORT", str(canary.port)), store=bundled_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: Line 1, column "), done.stderr


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize(("language", "text"), HOSTILE)
@pytest.mark.parametrize("engine", list(engines.LANGUAGES))
def test_the_python_api(bundled_store: Path, canary: Listener, engine: str, language: Language, text: str) -> None:
    with accordgraph.open(bundled_store, engine) as graph:
        ask: Callable[[str], object] = graph.sparql if language == "sparql" else graph.cypher
        with pytest.raises(QueryError) as caught:
            ask(text.replace("PORT", str(canary.port)))
    assert caught.value.line == 1


# ---------------------------------------------------------------- servers
@pytest.mark.parametrize("text", TO_SERVERS)
@pytest.mark.parametrize("fetch", [server.fetch, embedded.query_server])
def test_a_server_is_sent_nothing(canary: Listener, fetch: Callable[[SparqlServer, str], object], text: str) -> None:
    address = f"http://127.0.0.1:{canary.port}/ds"
    connection = SparqlConnection(SparqlTarget(address, address, address), None)
    with SparqlServer(connection) as engine, pytest.raises(QueryError) as caught:
        fetch(engine, text.replace("PORT", str(canary.port)))
    assert caught.value.line == 1


@pytest.fixture(scope="module")
def store_of_server(tmp_path_factory: pytest.TempPathFactory, bundled_store: Path) -> Iterator[Path]:
    """A store whose graph is on the SPARQL server that its `accord.toml` calls `triples`."""
    folder = tmp_path_factory.mktemp("with-a-server")
    store = folder / "accord-store"
    shutil.copytree(bundled_store, store)
    with OxigraphServer(folder / "server") as oxigraph:
        (folder / "accord.toml").write_text(
            f'[targets.triples]\nurl = "sparql+{oxigraph.base}/query"\nupdate = "{oxigraph.base}/update"\n'
            f'graph_store = "{oxigraph.base}/store"\n',
            encoding="utf-8",
        )
        assert run("push", "triples", store=store).returncode == 0
        yield store


@pytest.mark.parametrize("text", TO_SERVERS)
def test_with_a_server_as_the_engine(store_of_server: Path, canary: Listener, text: str) -> None:
    hostile = text.replace("PORT", str(canary.port))
    done = run("sparql", hostile, "--engine", "triples", store=store_of_server)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: Line 1, column "), done.stderr
    with accordgraph.open(store_of_server, "triples") as graph:
        with pytest.raises(QueryError) as caught:
            graph.sparql(hostile)
        assert len(graph.sparql("ASK {}")) == 1
    assert caught.value.line == 1
