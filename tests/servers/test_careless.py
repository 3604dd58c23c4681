"""Servers that drip, cut, answer with a page to log in at, or are slow to take what is pushed."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from accordgraph.graph.errors import TargetError, TooSlowError
from accordgraph.graph.servers import SparqlTarget
from accordgraph.graph.servers.http_connection import SparqlConnection
from accordgraph.graph.servers.limits import Budget
from accordgraph.graph.servers.push.sparql_target import SparqlPushTarget, read_marker, select
from accordgraph.graph.servers.sparql_engine import SparqlServer

Handler = http.server.BaseHTTPRequestHandler

PAGE = b"<html><form>Password: <input></form></html>"


@contextmanager
def server(answer: Callable[[Handler], None]) -> Iterator[SparqlConnection]:
    """A connection to a server that answers every POST in this way."""

    class Answering(Handler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{listener.server_port}/ds"
        with SparqlConnection(SparqlTarget(address, address, address), None) as connection:
            yield connection
        listener.shutdown()


def send(handler: Handler, status: int, kind: str, body: bytes, *, framed: bool = True) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    if framed:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.timeout(120)  # it drips for ever
@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_drips_ends_when_its_time_is_up(status: int) -> None:
    gone = threading.Event()

    def drip(handler: Handler) -> None:
        send(handler, status, "application/sparql-results+json", b"", framed=False)
        while not gone.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    with server(drip) as connection:
        try:
            with pytest.raises(TooSlowError):
                SparqlServer(connection).ask("SELECT * { ?s ?p ?o }", Budget(0.5))
        finally:
            gone.set()


@pytest.mark.parametrize(
    ("kind", "body", "framed", "message"),
    [
        ("text/csv", b"p,o,now\r\n", False, "does not say where its answer ends"),
        ("text/html", PAGE, True, "answers with text/html in place of text/csv"),
        ("application/json", b"{}", True, "answers with application/json"),
        ("text/csv", b"p,o,now\r\na,b,c,d,e\r\n", True, "no table as was asked for"),
    ],
)
def test_rows_that_are_no_whole_table_are_an_error(kind: str, body: bytes, framed: bool, message: str) -> None:
    with server(lambda handler: send(handler, 200, kind, body, framed=framed)) as connection:
        with pytest.raises(TargetError, match=message) as caught:
            select(connection, "SELECT", ("p", "o", "now"))
        assert caught.value.remedy
        with pytest.raises(TargetError, match=message):
            read_marker(connection)


def test_a_page_to_log_in_at_is_not_taken_for_done() -> None:
    with server(lambda handler: send(handler, 200, "text/html; charset=utf-8", PAGE)) as connection:
        with pytest.raises(TargetError, match="page for people"):
            connection.update("CLEAR ALL")
        with pytest.raises(TargetError, match="page for people"):
            SparqlPushTarget(connection)._send("<urn:a> <urn:b> <urn:c> .\n", "token")


@pytest.mark.parametrize(
    ("status", "body", "sent"),
    [
        (504, b"", 1),
        (503, b"Query timed out", 1),
        (507, b"", 1),
        (500, b"no space left", 1),
        (401, b"", 1),
        (405, b"", 3),
    ],
)
def test_only_what_a_server_cannot_do_is_sent_in_another_way(status: int, body: bytes, sent: int) -> None:
    seen: list[str] = []

    def refuse(handler: Handler) -> None:
        seen.append(handler.headers["Content-Type"])
        send(handler, status, "text/plain", body)

    with server(refuse) as connection, pytest.raises(TargetError):
        SparqlPushTarget(connection)._send("<urn:a> <urn:b> <urn:c> .\n", "token")
    assert len(seen) == sent


def test_a_server_without_compressed_triples_is_sent_plain_ones() -> None:
    seen: list[str] = []

    def accept(handler: Handler) -> None:
        packed = handler.headers.get("Content-Encoding", "")
        seen.append(packed)
        send(handler, 415 if packed else 204, "text/plain", b"")

    with server(accept) as connection:
        side = SparqlPushTarget(connection)
        for _ in range(2):
            side._send("<urn:a> <urn:b> <urn:c> .\n", "token")
    assert seen == ["gzip", "", ""]
