"""Pages of `accord serve`, beside the row pages of Datasette over our CSV export: pages a second, 16 at once.

python benchmarks/pages.py [--size tiny|small|medium] [--datasette PATH] [--seconds 8] [--store DIRECTORY] [--alone]

The graph is made up. Both serve from two processes: of Datasette two servers share the requests. Pages that are `kept`
were asked for before; of those that are `known` the reader has the tag; those that are `made` nobody asked for yet,
once some others were made: each connection of Ladybug plans a text when it comes for the first time.
Beside pages a second stands the processor time of a page, all processes of the server together. Without Datasette only
ours is measured. With --alone pages are made in this process, without a server: what each takes, and Ladybug's part.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import http.client
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from generator import SIZES, statements
from processors import cpu_seconds

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.engines.ladybug import Ladybug
from accordgraph.graph.engines.protocol import Parameter, Rows
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.web.app import settle
from accordgraph.web.context import Context
from accordgraph.web.pages.entity import build
from accordgraph.web.settings import Settings
from accordgraph.web.snapshots import OpenSnapshot

DAY = datetime.date(2026, 1, 1)
CLIENTS = 16
WORKERS = 2
WARMING, ALONE = 30, 100
"""Pages that are made before any is measured, and that are measured alone."""


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


class Served(NamedTuple):
    """A server that runs: where it listens, and its process."""

    port: int
    pid: int


class Figures(NamedTuple):
    """What was measured of one kind of page."""

    per_second: float
    slow: float
    """Milliseconds that 19 of 20 pages do not exceed."""
    cost: float
    """Milliseconds of processors for a page."""


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[Served]:
    """A server by its command, from the first answer until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            time.sleep(0.1)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether something answers there."""
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/healthz")
            return connection.getresponse().read() is not None
    except OSError:
        return False


def measure(servers: Sequence[Served], path: Callable[[int], str], seconds: float, tag: str = "") -> Figures:
    """All clients at once ask for pages, those with the tag for what they have already."""
    numbers, took = count(), list[float]()
    headers, expected = {"Accept": "text/html", **({"If-None-Match": tag} if tag else {})}, 304 if tag else 200
    programs = [one.pid for one in servers]
    before, end = cpu_seconds(*programs), time.perf_counter() + seconds

    def client(port: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            while (begun := time.perf_counter()) < end:
                connection.request("GET", path(next(numbers)), headers=headers)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == expected, (path(0), answer.status)
                took.append(time.perf_counter() - begun)

    ports = [servers[n % len(servers)].port for n in range(CLIENTS)]
    threads = [threading.Thread(target=client, args=(port,)) for port in ports]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken, cost = time.perf_counter() - begun, cpu_seconds(*programs) - before
    return Figures(len(took) / taken, statistics.quantiles(took, n=20)[-1] * 1000, cost * 1000 / len(took))


def tag_of(server: Served, path: str) -> str:
    """The tag of a page."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Accept": "text/html"})
        return connection.getresponse().headers["etag"]


def database(folder: Path, path: Path) -> None:
    """The tables of a CSV export in SQLite, with the id as the key, as Datasette serves them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in sorted(folder.glob("*.csv")):
            with table.open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            columns = ", ".join(f'"{name}"{" primary key" if name == "id" else ""}' for name in head)
            connection.execute(f'create table "{table.stem}" ({columns})')
            marks = ", ".join("?" * len(head))
            connection.executemany(f'insert or ignore into "{table.stem}" values ({marks})', rows)


def report(what: str, figures: Figures) -> None:
    """Print a line."""
    rates = f"{figures.per_second:8.0f} pages/s   p95 {figures.slow:7.0f} ms"
    print(f"{what:<44} {rates}   {figures.cost:7.1f} ms of processors", flush=True)


def ours(store: Path, actors: int, seconds: float) -> None:
    """Measure the pages of `accord serve`."""
    port, page, json = free_port(), "/id/actor/actor-{}", "/questions/partners.json?actor=actor-{}"
    serve = [sys.executable, "-m", "accordgraph", "serve", "--store", str(store), "--port", str(port)]
    with running([*serve, "--workers", str(WORKERS)], port) as server:
        measure([server], lambda n: page.format(actors - 1 - n % (actors // 2)), seconds)
        report("accord serve, pages of actors, made", measure([server], lambda n: page.format(n % actors), seconds))
        report("accord serve, a page, kept", measure([server], lambda _: page.format(1), seconds))
        tag = tag_of(server, page.format(1))
        report("accord serve, a page, known", measure([server], lambda _: page.format(1), seconds, tag))
        report("accord serve, JSON, made", measure([server], lambda n: json.format(n % actors), seconds))
        report("accord serve, JSON, kept", measure([server], lambda _: json.format(1), seconds))


def alone(store: Store, actors: int) -> None:
    """Measure what a page of an actor takes that nobody asked for yet, one after the other in this process."""
    settle()
    snapshot = OpenSnapshot(store.snapshot(), "ladybug")
    spent, real_query = 0.0, Ladybug.query

    def query(self: Ladybug, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        nonlocal spent
        begun = time.process_time()
        rows = real_query(self, text, parameters)
        spent += time.process_time() - begun
        return rows

    def make(number: int) -> float:
        values = {"class_": "actor", "id": f"actor-{number}"}
        path, begun = f"/id/actor/actor-{number}", time.process_time()
        build(Context(path, values, {}, "en", snapshot, Settings(store=store.path), DAY, "text/html"))
        return time.process_time() - begun

    Ladybug.query = query  # type: ignore[method-assign]  # from outside: a server runs no line for it
    for number in range(actors - min(WARMING, actors // 2), actors):
        make(number)
    spent = 0.0
    took = [1000 * make(number) for number in range(min(ALONE, actors // 2))]
    print(
        f"{len(took)} pages of actors alone: {statistics.mean(took):.1f} ms of processors each, median "
        f"{statistics.median(took):.1f}, of these {1000 * spent / len(took):.1f} Ladybug's",
        flush=True,
    )
    snapshot.close()


def theirs(store: Store, folder: Path, actors: int, seconds: float, datasette: str) -> None:
    """Measure the row pages of Datasette over the same graph."""
    export(store.snapshot(), ExportRequest("csv"), folder / "tables")
    database(folder / "tables", folder / "graph.db")
    with ExitStack() as stack:
        servers = []
        for port in [free_port() for _ in range(WORKERS)]:
            command = [datasette, "serve", str(folder / "graph.db"), "--port", str(port)]
            servers.append(stack.enter_context(running(command, port)))
        report("Datasette, row pages of actors", measure(servers, lambda n: row(n, actors, ""), seconds))
        report("Datasette, rows as JSON", measure(servers, lambda n: row(n, actors, ".json"), seconds))


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--store", type=Path, help="a store of an earlier run, which is built where it is missing")
    parser.add_argument("--alone", action="store_true", help="in this process, without a server")
    options = parser.parse_args()
    size = SIZES[options.size]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(options.store or Path(folder, "accord-store"))
        if store.current_name() is None:
            store.load([Batch("made-up", DAY, statements(size))])
        if options.alone:
            alone(store, size.actors)
            return
        ours(store.path, size.actors, options.seconds)
        if options.datasette is None:
            print("Datasette is missing: name it with --datasette.")
            return
        theirs(store, Path(folder), size.actors, options.seconds, options.datasette)


def row(number: int, actors: int, suffix: str) -> str:
    """The address of the row of an actor in Datasette."""
    return f"/graph/actors/actor-{number % actors}{suffix}"


if __name__ == "__main__":
    main()
