"""Pages of `accord serve`, beside the row pages of Datasette over our CSV export: pages a second, 16 at once.

python benchmarks/pages.py [--size tiny|small|medium] [--datasette PATH] [--seconds 8]

The graph is made up. Both serve from two processes: of Datasette two servers share the requests. Pages that are `kept`
were asked for before; those that are `made` nobody asked for yet. Without Datasette only ours is measured.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path

from generator import SIZES, statements

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store

DAY = datetime.date(2026, 1, 1)
CLIENTS = 16
WORKERS = 2


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[int]:
    """A server by its command, from the first answer until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether something answers there."""
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/")
            return connection.getresponse().read() is not None
    except OSError:
        return False


def measure(ports: Sequence[int], path: Callable[[int], str], seconds: float) -> tuple[float, float]:
    """Pages a second and the 95th percentile in milliseconds, with all clients at once."""
    numbers, took, end = count(), list[float](), time.perf_counter() + seconds

    def client(port: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            while (begun := time.perf_counter()) < end:
                connection.request("GET", path(next(numbers)), headers={"Accept": "text/html"})
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, (path(0), answer.status)
                took.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=client, args=(ports[n % len(ports)],)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took) / seconds, statistics.quantiles(took, n=20)[-1] * 1000


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


def report(what: str, figures: tuple[float, float]) -> None:
    """Print a line."""
    print(f"{what:<44} {figures[0]:8.0f} pages/s   p95 {figures[1]:7.0f} ms", flush=True)


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    parser.add_argument("--seconds", type=float, default=8.0)
    options = parser.parse_args()
    size = SIZES[options.size]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        store = Path(folder, "accord-store")
        Store(store).load([Batch("made-up", DAY, statements(size))])
        port = free_port()
        serve = [sys.executable, "-m", "accordgraph", "serve", "--store", str(store), "--port", str(port)]
        with running([*serve, "--workers", str(WORKERS)], port):
            fresh = measure([port], lambda n: f"/id/actor/actor-{n % size.actors}", options.seconds)
            report("accord serve, pages of actors, made", fresh)
            report("accord serve, a page, kept", measure([port], lambda _: "/id/actor/actor-1", options.seconds))
            path = "/questions/partners.json?actor=actor-{}"
            report("accord serve, JSON, made", measure([port], lambda n: path.format(n % size.actors), options.seconds))
        if options.datasette is None:
            print("Datasette is missing: name it with --datasette.")
            return
        tables = Path(folder, "tables")
        export(Store(store).snapshot(), ExportRequest("csv"), tables)
        database(tables, Path(folder, "graph.db"))
        ports = [free_port() for _ in range(WORKERS)]
        for one in ports:
            command = [options.datasette, "serve", str(Path(folder, "graph.db")), "--port", str(one)]
            stack.enter_context(running(command, one))
        report("Datasette, row pages of actors", measure(ports, lambda n: row(n, size.actors, ""), options.seconds))
        report("Datasette, rows as JSON", measure(ports, lambda n: row(n, size.actors, ".json"), options.seconds))


def row(number: int, actors: int, suffix: str) -> str:
    """The address of the row of an actor in Datasette."""
    return f"/graph/actors/actor-{number % actors}{suffix}"


if __name__ == "__main__":
    main()
