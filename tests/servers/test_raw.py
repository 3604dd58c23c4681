"""Raw queries of servers: they only read, they end, and they are never answered in part."""

from __future__ import annotations

import http.server
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases.hostile_neo4j_queries import LOOKS_HOSTILE, REFUSED
from neo4j import GraphDatabase
from programs.running import run
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.listener import listening

from accordgraph.graph.engines.guards import neo4j as guard
from accordgraph.graph.errors import QueryError, RefusedError, TargetError
from accordgraph.graph.servers import BoltTarget, SparqlTarget, connect
from accordgraph.graph.servers.limits import Budget
from accordgraph.graph.servers.neo4j_engine import Neo4j as Engine
from accordgraph.graph.servers.sparql_engine import SparqlServer
from accordgraph.queries.raw.process import Limits
from accordgraph.queries.raw.server import fetch

SLOW_CYPHER = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x * y < 0 RETURN count(*) AS n"
SLOW_SPARQL = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def store(neo4j_server: Neo4j, fuseki_server: Fuseki, bundled_store: Path) -> Path:
    """The bundled graph, at both servers."""
    for server in (neo4j_server, fuseki_server):
        server.wipe()
    for address in (neo4j_server.url, fuseki_server.url()):
        assert run("push", address, store=bundled_store).returncode == 0
    return bundled_store


@pytest.fixture
def cypher(store: Path, neo4j_server: Neo4j) -> Iterator[Engine]:
    with Engine(connect(BoltTarget(neo4j_server.url))) as engine:
        yield engine


@pytest.fixture
def sparql(store: Path, fuseki_server: Fuseki) -> Iterator[SparqlServer]:
    with SparqlServer(connect(at(f"{fuseki_server.base}/ds"))) as engine:
        yield engine


def at(address: str) -> SparqlTarget:
    return SparqlTarget(address, address, address)


# ---------------------------------------------------------------- it only reads
@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_what_does_more_than_read_is_refused(cypher: Engine, text: str) -> None:
    before = cypher.query("MATCH (n) RETURN count(n) AS n", {}).rows
    with listening() as canary:
        with pytest.raises(QueryError) as caught:
            fetch(cypher, text.format(url=f"http://127.0.0.1:{canary.port}/"))
        time.sleep(0.01)
    assert caught.value.line is not None or "more than read" in caught.value.message
    assert canary.calls == []
    assert cypher.query("MATCH (n) RETURN count(n) AS n", {}).rows == before


@pytest.mark.parametrize("text", LOOKS_HOSTILE)
def test_what_only_looks_hostile_runs(store: Path, neo4j_server: Neo4j, text: str) -> None:
    done = run("cypher", text, "--engine", neo4j_server.url, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    assert [tuple(row.values()) for row in json.loads(done.stdout)] == [tuple(row) for row in LOOKS_HOSTILE[text]]


def test_the_server_judges_what_the_guard_let_pass(cypher: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [cypher.kind(text, {}) for text in ("RETURN 1 AS x", "PROFILE RETURN 1 AS x")] == ["r", "r"]
    assert [cypher.kind(text, {}) for text in ("CREATE (:X)", "SHOW USERS", "CREATE (x:X) RETURN x")] == [
        "w",
        "s",
        "rw",
    ]
    with pytest.raises(RefusedError, match="does not let this user"):
        cypher.ask("CREATE (:X)", {}, Budget(10))
    monkeypatch.setattr(guard, "REFUSED", frozenset())
    with pytest.raises(QueryError, match="does more than read"):
        fetch(cypher, "MATCH (n:Actor) SET n.x = 1 RETURN n")
    assert cypher.query("MATCH (n) WHERE n:X OR n.x = 1 RETURN count(n) AS n", {}).rows == [(0,)]


def test_what_may_be_called_is_there_and_the_rest_is_known(store: Path, neo4j_server: Neo4j) -> None:
    with GraphDatabase.driver(neo4j_server.url) as driver:
        functions = {row["name"].upper() for row in driver.execute_query("SHOW FUNCTIONS").records}
        procedures = {row["name"].upper(): row["mode"] for row in driver.execute_query("SHOW PROCEDURES").records}
    left_out = {"FILE", "LINENUMBER", "GRAPH.BYNAME", "GRAPH.BYELEMENTID"}
    assert functions - guard.FUNCTIONS - guard.BEFORE_BRACKETS == left_out
    assert guard.FUNCTIONS - functions == {"COALESCE"} - functions
    assert {procedures[name] for name in guard.PROCEDURES} == {"READ", "DBMS"}
    assert {name for name in guard.PROCEDURES if procedures[name] == "DBMS"} == {"DBMS.COMPONENTS"}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "LOAD <{url}>",
        "INSERT DATA {{ <urn:a> <urn:b> 1 }}",
        "CLEAR ALL",
        "ASK {{}} ; DROP ALL",
    ],
)
def test_sparql_that_does_more_than_read_is_refused(sparql: SparqlServer, text: str) -> None:
    before = sparql.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}).rows
    with listening() as canary:
        with pytest.raises(QueryError):
            fetch(sparql, text.format(url=f"http://127.0.0.1:{canary.port}/"))
        time.sleep(0.01)
    assert canary.calls == []
    assert sparql.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}).rows == before


# ---------------------------------------------------------------- what it gives
def test_sparql_gives_rows_truths_and_triples(store: Path, fuseki_server: Fuseki) -> None:
    def ask(text: str) -> list[dict[str, object]]:
        done = run("sparql", text, "--engine", fuseki_server.url(), "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        parsed: list[dict[str, object]] = json.loads(done.stdout)
        return parsed

    nabu = "<https://w3id.org/accordgraph/id/actor/nabu>"
    assert ask(f"ASK {{ {nabu} ?p ?o }}") == [{"answer": True}]
    assert ask(f"SELECT ?k ?none {{ {nabu} <https://w3id.org/accordgraph/ns#kind> ?k }}") == [
        {"k": "agency", "none": None}
    ]
    local = run("sparql", f"DESCRIBE {nabu}", "--format", "json", store=store)
    rows = ask(f"CONSTRUCT {{ {nabu} ?p ?o }} {{ {nabu} ?p ?o }}")
    assert sorted(map(repr, rows)) == sorted(map(repr, json.loads(local.stdout)))
    assert len(rows) > 10


def test_the_language_is_that_of_the_server(store: Path, neo4j_server: Neo4j, fuseki_server: Fuseki) -> None:
    done = run("sparql", "ASK {}", "--engine", neo4j_server.url, store=store)
    assert done.returncode == 2 and "does not answer sparql" in done.stderr and "accord cypher" in done.stderr
    done = run("cypher", "RETURN 1", "--engine", fuseki_server.url(), store=store)
    assert done.returncode == 2 and "accord sparql" in done.stderr


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("RETURN nope AS x", 1, 8), ("MATCH (n)\nRETRN n", 2, 1), ("EXPLAIN RETURN nope AS x", 1, 16)],
)
def test_errors_of_neo4j_name_the_place(cypher: Engine, text: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        fetch(cypher, text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "offset" not in caught.value.message


def test_errors_of_fuseki_name_the_place(sparql: SparqlServer) -> None:
    with pytest.raises(QueryError) as caught:
        fetch(sparql, "SELECT ?s\n{ ?s ?p }")
    assert caught.value.line == 2


# ---------------------------------------------------------------- it ends
def test_a_query_past_its_time_is_ended_on_the_server_too(store: Path, neo4j_server: Neo4j) -> None:
    done = run("cypher", SLOW_CYPHER, "--engine", neo4j_server.url, "--timeout", "1", store=store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "it took more than 1 seconds" in done.stderr and "--timeout" in done.stderr
    with GraphDatabase.driver(neo4j_server.url) as driver:
        running = driver.execute_query("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery").records
    assert not [row for row in running if "range(1, 100000)" in row[0]]


def test_a_slow_sparql_server_is_not_waited_for(store: Path, fuseki_server: Fuseki) -> None:
    done = run("sparql", SLOW_SPARQL, "--engine", fuseki_server.url(), "--timeout", "1", store=store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "it took more than 1 seconds" in done.stderr


def test_a_frozen_server_is_not_waited_for(
    cypher: Engine, neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accordgraph.graph.servers.neo4j_engine.GRACE_SECONDS", 0.5)
    assert neo4j_server.process is not None
    os.kill(neo4j_server.process.pid, signal.SIGSTOP)
    try:
        with pytest.raises(TargetError, match="took too long"):
            cypher.ask("RETURN 1 AS one", {}, Budget(0.5))
    finally:
        os.kill(neo4j_server.process.pid, signal.SIGCONT)


def test_too_many_rows_and_too_much_text_are_errors(cypher: Engine, sparql: SparqlServer) -> None:
    rows = Limits(max_rows=10)
    for engine, text in (
        (cypher, "UNWIND range(1, 11) AS x RETURN x"),
        (sparql, "SELECT ?s { ?s ?p ?o } LIMIT 11"),
    ):
        with pytest.raises(QueryError, match="more than 10 rows"):
            fetch(engine, text, limits=rows)
        assert len(fetch(engine, text.replace("11", "10"), limits=rows).rows) == 10
    with pytest.raises(QueryError, match="more than 1 MiB"):
        fetch(cypher, "UNWIND range(1, 9000) AS x RETURN [x, {a: x}, 'some text'] AS x", limits=Limits(memory_mib=1))
    with pytest.raises(QueryError, match="more than 1 MiB"):
        fetch(sparql, "SELECT * { ?s ?p ?o }", limits=Limits(memory_mib=1))


# ---------------------------------------------------------------- never in part
@pytest.fixture
def hurried(server_root: Path, tmp_path: Path) -> Iterator[SparqlServer]:
    """A Fuseki that gives a query one second."""
    with Fuseki(tmp_path, timeout_ms=1000) as server, SparqlServer(connect(at(f"{server.base}/ds"))) as engine:
        values = " ".join(f"<urn:s{number}> <urn:p> <urn:o{number}> ." for number in range(3_000))
        server.update(f"INSERT DATA {{ {values} }}")
        yield engine


def test_an_answer_that_the_server_cuts_short_is_an_error(hurried: SparqlServer) -> None:
    with pytest.raises(TargetError, match="cut short or damaged"):
        fetch(hurried, "SELECT * { ?a ?b ?c . ?d ?e ?f }", limits=Limits(max_rows=100_000_000))
    with pytest.raises(QueryError, match="took more than"):
        fetch(hurried, SLOW_SPARQL)


WHOLE = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "x"}}]}}'
GIVEN_UP = b"## Query cancelled\n"
LINE = b"<urn:a> <urn:b> <urn:c> .\n"


class Careless(http.server.BaseHTTPRequestHandler):
    """A server that sends what the path names."""

    def do_POST(self) -> None:
        kind, body, length = self.answer()
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def answer(self) -> tuple[str, bytes, int | None]:
        rows, triples = "application/sparql-results+json", "application/n-triples"
        return {
            "/whole": (rows, WHOLE, None),
            "/half": (rows, WHOLE[:-5], None),
            "/rows-only": (rows, WHOLE[:70], None),
            "/short": (rows, WHOLE, len(WHOLE) + 10),
            "/junk": (rows, WHOLE + b"## cancelled", None),
            "/page": ("text/html", b"<h1>Hello</h1>", None),
            "/triples": (triples, LINE * 2, len(LINE * 2)),
            "/half-a-triple": (triples, LINE + LINE[:-9], len(LINE + LINE[:-9])),
            "/gave-up": (triples, LINE + GIVEN_UP, len(LINE + GIVEN_UP)),
            "/endless": (triples, LINE, None),
        }[self.path]

    def log_message(self, *_: object) -> None:
        """Be silent."""


@pytest.fixture(scope="module")
def careless() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["half", "rows-only", "short", "junk", "page", "half-a-triple", "gave-up", "endless"])
def test_an_answer_that_is_not_whole_is_an_error(careless: str, path: str) -> None:
    from accordgraph.graph.servers.http_connection import SparqlConnection

    with SparqlServer(SparqlConnection(at(f"{careless}/{path}"), None)) as engine, pytest.raises(TargetError):
        engine.query("SELECT * { ?s ?p ?o }", {})


def test_an_answer_that_is_whole_is_given(careless: str) -> None:
    from accordgraph.graph.servers.http_connection import SparqlConnection

    with SparqlServer(SparqlConnection(at(f"{careless}/whole"), None)) as engine:
        assert engine.query("SELECT * { ?s ?p ?o }", {}).rows == [("x",)]
    with SparqlServer(SparqlConnection(at(f"{careless}/triples"), None)) as engine:
        assert len(engine.query("CONSTRUCT WHERE { ?s ?p ?o }", {}).rows) == 2
