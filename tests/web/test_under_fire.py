"""Endless queries, hang-ups and a crowd, over HTTP against a process of its own."""

from __future__ import annotations

import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from real_servers.web_server import WebServer

ENDLESS = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
ENDLESS_CYPHER = quote("MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id = d.id + 'x' RETURN count(*)")

pytestmark = [
    pytest.mark.usefixtures("long_run"),
    pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes in /proc"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, bundled_store: Path) -> Iterator[WebServer]:
    """The application over the core of the bundled graph."""
    with WebServer(tmp_path_factory.mktemp("served"), bundled_store) as running:
        yield running


def workers(server: WebServer) -> set[int]:
    """The processes in which queries run."""
    assert server.process is not None
    alive = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            is_child = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == server.process.pid
            if is_child and b"warm_sandbox" in (path / "cmdline").read_bytes():
                alive.add(int(path.name))
        except OSError:
            continue
    return alive


def waited_for(what: str, server: WebServer, count: int, seconds: float = 120) -> None:
    """Wait until this number of processes run, however busy the machine is."""
    deadline = time.monotonic() + seconds
    while len(workers(server)) != count and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers(server)) == count, what


def get(server: WebServer, path: str) -> tuple[int, str | None]:
    """The status of an answer, and when one may ask again."""
    try:
        with urllib.request.urlopen(f"{server.base}{path}", timeout=60) as answer:
            return int(answer.status), None
    except urllib.error.HTTPError as error:
        return error.code, error.headers["retry-after"]


def begun(server: WebServer, path: str) -> socket.socket:
    """A connection on which a query has been asked for."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return connection


ASKED = (f"/sparql?query={ENDLESS}", f"/ask/sparql?run=1&query={ENDLESS}", f"/ask/cypher?run=1&query={ENDLESS_CYPHER}")


@pytest.mark.parametrize("path", ASKED)
def test_whoever_hangs_up_frees_the_process(server: WebServer, path: str) -> None:
    with begun(server, path):
        waited_for("the query has begun", server, 1)
        time.sleep(1)
    waited_for("before its time is over, which is 10 seconds", server, 0, 8)


def test_a_crowd_that_hangs_up_frees_all_places(server: WebServer) -> None:
    with ExitStack() as crowd:
        for number in range(8):
            crowd.enter_context(begun(server, ASKED[number % len(ASKED)]))
        waited_for("as many as may run at once", server, 4)
    assert get(server, f"/sparql?query={quote('ASK {}')}") == (200, None)
    assert get(server, f"/ask/cypher?run=1&query={quote('RETURN 1')}") == (200, None)


def test_pages_are_answered_while_endless_queries_run_and_the_surplus_may_come_back(server: WebServer) -> None:
    """A page of each kind is answered from its beginning to its end beside one and the same query."""
    paths = ["/", "/find?q=nabu", "/id/actor/nabu", "/id/actor/nabu.ttl", "/pair/ee/ua", "/network?about=nabu"]
    is_over = threading.Event()
    statuses: list[tuple[int, str | None]] = []

    def ask_again_and_again(number: int) -> None:
        while not is_over.is_set():
            statuses.append(get(server, ASKED[number % len(ASKED)]))

    with ThreadPoolExecutor(8) as threads:
        endless = [threads.submit(ask_again_and_again, number) for number in range(8)]
        waited_for("as many as may run at once", server, 4)
        beside: dict[str, bool] = {}
        for path in [*paths, *paths]:
            running = workers(server)
            assert get(server, path)[0] == 200
            beside[path] = beside.get(path, False) or bool(running & workers(server))
        is_over.set()
        for one in endless:
            one.result()
    assert beside == dict.fromkeys(paths, True)
    assert set(statuses) == {(400, None), (503, "5")}
    assert get(server, f"/sparql?query={quote('ASK {}')}") == (200, None)
