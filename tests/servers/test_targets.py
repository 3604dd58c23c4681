"""Real servers that refuse, and ports that are no such servers: each is told in its own words, with a remedy."""

from __future__ import annotations

import http.server
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from programs.pty_output import watch
from real_servers.java_servers import Fuseki, Neo4j

from accordgraph.graph import servers
from accordgraph.graph.errors import AccordError, RefusedError, TargetError, TooSlowError, UnreachableError
from accordgraph.graph.servers.http_connection import SparqlConnection, refused

SECRET = "not the password"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No user and no password."""
    for name in ("ACCORD_USER", "ACCORD_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def refusal(address: str, kind: type[AccordError]) -> str:
    """What the user is told who connects there. It ends with a remedy and holds no password."""
    with pytest.raises(kind) as caught:
        servers.connect(servers.resolve(address, Path("accord-store")))
    assert type(caught.value) is kind
    assert caught.value.remedy
    assert SECRET not in str(caught.value)
    return caught.value.message


def test_passwords_of_neo4j(neo4j_with_password: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    server = neo4j_with_password
    assert refusal(server.url, RefusedError).endswith("asks for user and password.")
    monkeypatch.setenv("ACCORD_USER", "neo4j")
    monkeypatch.setenv("ACCORD_PASSWORD", SECRET)
    assert refusal(server.url, RefusedError).endswith("does not accept this password of 'neo4j'.")
    monkeypatch.setenv("ACCORD_PASSWORD", server.password or "")
    for address in (server.url, server.url.replace("bolt", "neo4j"), f"{server.url}/neo4j"):
        with servers.connect(servers.resolve(address, Path("accord-store"))) as connection:
            assert connection.target.language == "cypher"


def test_a_password_that_must_be_changed_first(neo4j_with_password: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    server = neo4j_with_password
    with GraphDatabase.driver(server.url, auth=server.auth) as driver:
        driver.execute_query("CREATE USER fresh SET PASSWORD 'changeme1' CHANGE REQUIRED", database_="system")
    monkeypatch.setenv("ACCORD_USER", "fresh")
    monkeypatch.setenv("ACCORD_PASSWORD", "changeme1")
    assert refusal(server.url, RefusedError).endswith("has expired.")


def test_passwords_of_fuseki(fuseki_with_password: Fuseki, monkeypatch: pytest.MonkeyPatch) -> None:
    server = fuseki_with_password
    assert refusal(server.url(), RefusedError).endswith("asks for user and password.")
    monkeypatch.setenv("ACCORD_USER", "accord")
    monkeypatch.setenv("ACCORD_PASSWORD", SECRET)
    assert refusal(server.url(), RefusedError).endswith("does not accept this password of 'accord'.")
    monkeypatch.setenv("ACCORD_PASSWORD", server.password or "")
    servers.connect(servers.resolve(server.url(), Path("accord-store"))).close()


def test_a_server_asks_at_the_terminal(neo4j_with_password: Neo4j) -> None:
    server = neo4j_with_password
    script = (
        "from pathlib import Path; from accordgraph.graph import servers; "
        f"servers.connect(servers.resolve({server.url!r}, Path('accord-store'))).close(); print('let in')"
    )
    done = watch([sys.executable, "-c", script], ["neo4j\n", f"{server.password}\n"])
    assert (done.code, done.output) == (0, "let in\n")
    assert "User for bolt://" in done.screen
    assert "Password of neo4j" in done.screen
    assert str(server.password) not in done.screen


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for scheme in ("bolt", "neo4j", "sparql+http"):
        assert refusal(f"{scheme}://127.0.0.1:{port}/ds", UnreachableError).endswith("does not answer.")
    assert refusal("bolt://nowhere.invalid", UnreachableError).endswith("does not answer.")


def test_a_database_and_a_dataset_that_are_not_there(neo4j: Neo4j, fuseki: Fuseki) -> None:
    assert "no such database" in refusal(f"{neo4j.url}/other", TargetError)
    assert refusal(fuseki.url("other"), TargetError).endswith("has nothing there.")


def test_the_wrong_kind_of_server(neo4j: Neo4j, fuseki: Fuseki) -> None:
    assert refusal(f"bolt://127.0.0.1:{fuseki.port}", TargetError).endswith("does not speak Bolt as we do.")
    assert "broke off" in refusal(f"sparql+http://127.0.0.1:{neo4j.port}/ds", UnreachableError)
    assert "No encrypted connection" in refusal(neo4j.url.replace("bolt", "bolt+s"), TargetError)
    assert "No encrypted connection" in refusal(fuseki.url().replace("http", "https"), TargetError)


def test_a_server_that_speaks_none_of_our_versions_of_bolt() -> None:
    with answering(b"\x00\x00\x00\x00") as port:
        assert refusal(f"bolt://127.0.0.1:{port}", TargetError).endswith("does not speak Bolt as we do.")


@contextmanager
def answering(words: bytes) -> Iterator[int]:
    """A port that hears a greeting and answers with these bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(20)
                connection.sendall(words)
                connection.recv(20)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """An HTTP server that sends everybody to another one, or answers with a page."""

    def do_POST(self) -> None:
        """Answer by the path."""
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/trap")
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Be silent."""


def test_nobody_is_followed_elsewhere_and_a_page_is_no_answer() -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"sparql+http://127.0.0.1:{server.server_port}"
        assert refusal(f"{base}/moved", TargetError).endswith("is elsewhere.")
        assert refusal(f"{base}/page", TargetError).endswith("does not answer SPARQL: it sends text/html.")
        server.shutdown()


class HangsUp(http.server.BaseHTTPRequestHandler):
    """A server that refuses to write without reading what is sent, and hangs up a moment later, unannounced."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Refuse."""
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()
        time.sleep(0.2)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Be silent."""


def test_who_refused_is_asked_on_a_connection_of_its_own() -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), HangsUp) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        target = servers.resolve(f"sparql+http://127.0.0.1:{server.server_port}/ro", Path("accord-store"))
        assert isinstance(target, servers.SparqlTarget)
        with SparqlConnection(target, None) as web:
            for _ in range(3):
                with pytest.raises(RefusedError, match="does not let this user"):
                    web.update("INSERT DATA { <urn:a> <urn:b> 1 }")
        server.shutdown()


def test_a_right_that_is_lacking(neo4j: Neo4j, fuseki: Fuseki) -> None:
    message = "does not let this user"
    bolt = servers.connect(servers.BoltTarget(neo4j.url))
    with bolt, pytest.raises(RefusedError, match=message), bolt.translating(), bolt.session() as session:
        session.run("CREATE (:X)").consume()
    target = servers.resolve(fuseki.url("ro"), Path("accord-store"))
    assert isinstance(target, servers.SparqlTarget)
    with servers.connect(target) as web:
        with pytest.raises(RefusedError, match=message):
            web.update("INSERT DATA { <urn:a> <urn:b> 1 }")
        with pytest.raises(RefusedError, match=message):
            web.store("POST", b"<urn:a> <urn:b> <urn:c> .", {"Content-Type": "application/n-triples"})
    assert not fuseki.ask("ASK { ?s ?p ?o }")


def test_a_graph_is_stored_and_read_by_the_graph_store_protocol(fuseki: Fuseki) -> None:
    target = servers.resolve(f"{fuseki.url()}?graph=urn:g", Path("accord-store"))
    assert isinstance(target, servers.SparqlTarget)
    line = b"<urn:a> <urn:b> <urn:c> ."
    with servers.connect(target) as web:
        web.store("PUT", line, {"Content-Type": "application/n-triples"}).finish()
        back = web.store("GET", headers={"Accept": "application/n-triples"})
        assert (back.content_type, back.read().strip()) == ("application/n-triples", line)
        assert b'"boolean" : true' in web.query("ASK { <urn:a> ?p ?o }").read()
    assert not fuseki.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("status", "said", "kind", "message"),
    [
        (507, "", TargetError, "is full"),
        (500, "java.io.IOException: No space left on device", TargetError, "is full"),
        (503, "Query timed out", TooSlowError, "took too long"),
        (503, "Service unavailable", UnreachableError, "too busy"),
        (429, "", UnreachableError, "too busy"),
        (413, "", TargetError, "as large as this"),
        (500, "<html>\n<h1>Oh <b>no</b></h1>", TargetError, r"failed \(500\): Oh no$"),
    ],
)
def test_statuses_that_are_hard_to_provoke(status: int, said: str, kind: type[AccordError], message: str) -> None:
    target = servers.SparqlTarget("http://host/ds", "http://host/ds", "http://host/ds")
    with pytest.raises(kind, match=message) as caught:
        raise refused(status, said, {}, target, None)
    assert type(caught.value) is kind
