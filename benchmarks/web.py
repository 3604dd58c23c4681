"""Ask a question of the served graph over SPARQL, beside servers of others over the same triples, and pages under load.

python benchmarks/web.py [--size tiny|small|medium|full] [--seconds 5] [--rounds 3] [--store DIRECTORY]

The same queries, `partners` of 100 actors in turn, are asked by 16 clients at once of `accord serve --workers 2`, of
`oxigraph serve-read-only`, and, where they are installed, of rdflib-endpoint over oxrdflib; the servers take turns, and
the median of the rounds is given. Then a page is asked for while 8 queries that never end run, and without them.
"""

from __future__ import annotations

import argparse
import datetime
import http.client
import importlib.util
import itertools
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from generator import SIZES, statements
from processors import cpu_seconds

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from real_servers.oxigraph_server import OxigraphServer
from real_servers.processes import Server, connects, stop_for_certain
from real_servers.web_server import WebServer

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.queries.plans import plan

DAY = datetime.date(2026, 1, 1)
CLIENTS = 16
ACTORS = 100
GOAL = 0.95
MOST_SLOWED = 2
"""Times as long as alone a page may take beside endless queries."""

SLOW_SECONDS = 2.0
"""Of one query: many at once of a server that takes longer would say nothing more."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON = "application/sparql-results+json"


class ReadOnlyOxigraph(OxigraphServer):
    """Oxigraph's own server over the files of a snapshot."""

    def __init__(self, folder: Path, data: Path) -> None:
        """Choose a port."""
        super().__init__(folder)
        self.data = data

    def command(self) -> list[str]:
        """The program, which writes nothing."""
        program = Path(sys.executable).with_name("oxigraph")
        return [str(program), "serve-read-only", "--location", str(self.data), "--bind", f"127.0.0.1:{self.port}"]


class RdflibEndpoint(Server):
    """rdflib-endpoint over the same triples in Oxigraph's files, by oxrdflib, which wants a copy of them."""

    PROGRAM = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(store="Oxigraph", default_union=True)
graph.open(sys.argv[1])
uvicorn.run(SparqlEndpoint(graph=graph, path="/query"), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""

    def command(self) -> list[str]:
        """A few lines of Python, as its documentation has them."""
        return [sys.executable, "-c", self.PROGRAM, str(self.folder / "data"), str(self.port)]

    def is_ready(self) -> bool:
        """Whether it listens."""
        return connects(self.port)


# ---------------------------------------------------------------- load
def per_second(port: int, paths: list[str], seconds: float) -> float:
    """Answers a second that all clients get together; each must be whole."""
    counts, ends = [0] * CLIENTS, time.monotonic() + seconds

    def ask(client: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for path in itertools.cycle(paths[client:] + paths[:client]):
            if time.monotonic() > ends:
                break
            fetch(connection, path)
            counts[client] += 1
        connection.close()

    start = time.monotonic()
    in_threads(CLIENTS, ask)
    return sum(counts) / (time.monotonic() - start)


def fetch(connection: http.client.HTTPConnection, path: str, accept: str = JSON) -> bytes:
    """An answer. Raises RuntimeError where it is none."""
    connection.request("GET", path, headers={"Accept": accept})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    return body


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Do the same many times at once."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def queries(prefix: str) -> list[str]:
    """Addresses that ask `partners` of each actor."""
    texts = [plan("partners", {"actor": f"actor-{number}"}, "sparql").text for number in range(ACTORS)]
    return [f"{prefix}?{urlencode({'query': text})}" for text in texts]


def page_milliseconds(port: int, path: str, times: int = 60) -> list[float]:
    """How long an answer takes, again and again, sorted."""
    took = []
    for _ in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        start = time.perf_counter()
        fetch(connection, path, "text/html")
        took.append((time.perf_counter() - start) * 1000)
        connection.close()
        time.sleep(0.05)
    return sorted(took)


@contextmanager
def endless_queries(port: int, count: int) -> Iterator[None]:
    """Queries that run until they are ended, while the block runs."""
    stopping = threading.Event()

    def ask(_number: int) -> None:
        while not stopping.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", f"/sparql?{urlencode({'query': ENDLESS})}")
            connection.getresponse().read()
            connection.close()
            time.sleep(0.2)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    yield
    stopping.set()
    for thread in threads:
        thread.join()


# ---------------------------------------------------------------- comparison
def compare(servers: dict[str, tuple[Server, str]], seconds: float, rounds: int) -> dict[str, float]:
    """The median of answers a second of each server; they take turns."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    slow = {
        name: took for name, (server, prefix) in servers.items() if (took := warm(server.port, prefix)) > SLOW_SECONDS
    }
    for name, of_one in slow.items():
        print(f"{name} takes {of_one:.0f} s for one query, and is not asked by many at once", flush=True)
        rates[name].append(1 / of_one)
    costs: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, (server, prefix) in servers.items():
            if name not in slow:
                before, start = used(server), time.monotonic()
                rates[name].append(per_second(server.port, queries(prefix), seconds))
                answers = rates[name][-1] * (time.monotonic() - start)
                costs[name].append(1000 * (used(server) - before) / answers)
    for name, values in rates.items():
        spread = ", ".join(f"{value:.0f}" for value in values)
        cost = f", {statistics.median(costs[name]):.1f} ms of processors each" if costs[name] else ""
        print(f"{name:<28} {statistics.median(values):8.1f} a second ({spread}){cost}", flush=True)
    return {name: statistics.median(values) for name, values in rates.items()}


def used(server: Server) -> float:
    """Seconds of processors that a server and all that it started have used."""
    assert server.process is not None
    return cpu_seconds(server.process.pid)


def warm(port: int, prefix: str) -> float:
    """Seconds of one query, the second time that it is asked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    took = []
    for _ in range(2):
        start = time.perf_counter()
        fetch(connection, queries(prefix)[0])
        took.append(time.perf_counter() - start)
    connection.close()
    return took[-1]


def same_answers(servers: dict[str, tuple[Server, str]]) -> None:
    """Raise RuntimeError where two servers differ in the number of rows."""
    import json

    for place in (0, ACTORS // 2, ACTORS - 1):
        counts = set()
        for server, prefix in servers.values():
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
            counts.add(len(json.loads(fetch(connection, queries(prefix)[place]))["results"]["bindings"]))
            connection.close()
        if len(counts) != 1 or counts == {0}:
            raise RuntimeError(f"The servers do not give the same rows: {counts}")


def main() -> None:
    """Build the graph, start the servers, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", type=Path, help="a store of an earlier run, which is built where it is missing")
    options = parser.parse_args()
    stop_for_certain()
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(options.store or Path(scratch, "accord-store"))
        if store.current_name() is None:
            store.load([Batch("made-up", DAY, statements(SIZES[options.size]))])
        run(store, Path(scratch), options.seconds, options.rounds)


def run(store: Store, scratch: Path, seconds: float, rounds: int) -> None:
    """All comparisons over a store."""
    data = store.snapshot().path / "oxigraph"
    servers: dict[str, tuple[Server, str]] = {
        "accord serve": (WebServer(scratch / "web", store.path, "--workers", "2"), "/sparql"),
        "oxigraph serve-read-only": (ReadOnlyOxigraph(scratch / "oxigraph", data), "/query"),
    }
    if importlib.util.find_spec("rdflib_endpoint") and importlib.util.find_spec("oxrdflib"):
        shutil.copytree(data, scratch / "rdflib" / "data")
        servers["rdflib-endpoint"] = (RdflibEndpoint(scratch / "rdflib"), "/query")
    else:
        print("Without rdflib-endpoint: pip install rdflib-endpoint oxrdflib")
    try:
        for server, _ in servers.values():
            server.start()
        same_answers(servers)
        rates = compare(servers, seconds, rounds)
        ratio = rates["accord serve"] / rates["oxigraph serve-read-only"]
        print(f"{'accord serve : oxigraph':<28} {ratio:8.2f} (goal: {GOAL})")
        under_fire(servers["accord serve"][0].port)
    finally:
        for server, _ in servers.values():
            server.stop()


def under_fire(port: int) -> None:
    """A page's slowest twentieth, without and with queries that never end."""
    path = "/id/actor/actor-1"
    before = page_milliseconds(port, path)
    with endless_queries(port, 8):
        during = page_milliseconds(port, path)
    for name, times in (("alone", before), ("beside 8 endless queries", during)):
        print(f"page {name:<23} {statistics.median(times):8.1f} ms median, {p95(times):.1f} ms p95")
    print(f"{'p95 beside them : alone':<28} {p95(during) / p95(before):8.2f} (at most {MOST_SLOWED})")


def p95(times: list[float]) -> float:
    """What 19 of 20 sorted times do not exceed."""
    return times[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
