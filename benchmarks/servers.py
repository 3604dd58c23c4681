"""Push a made-up graph to real servers, beside what a plain script, the import tool and curl take; ask all engines.

python benchmarks/servers.py [--size tiny|small|medium|full] [--part neo4j|fuseki|questions|all]

The servers come as for the tests: Java and Maven are needed. Every measured write begins with a server that has just
started and is empty. The time of a push is that of all of it, from the store on the disk to the marker.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from generator import SIZES, Size, statements

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from cases.question_cases import ids_of, parameters
from neo4j import GraphDatabase
from real_servers.java_servers import Fuseki, Neo4j, classpath
from real_servers.processes import stop_for_certain

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.errors import TooSlowError
from accordgraph.graph.projection.property_graph import edges, nodes
from accordgraph.graph.servers import resolve
from accordgraph.graph.servers.push import push as pushing
from accordgraph.graph.servers.push.connect import opened
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import with_ids
from accordgraph.graph.store import snapshot_tables
from accordgraph.graph.store.store import Store
from accordgraph.ontology.registry import registry
from accordgraph.queries import catalogue
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, connect

DAY = datetime.date(2026, 1, 1)
BATCH_ROWS = 5_000
HEAP_MIB = 2048
RUNS = 5
"""Of each question; the median is told."""
LONG_SECONDS = 20
"""What takes longer is not asked again."""


@contextmanager
def timed(what: str, took: dict[str, float]) -> Iterator[None]:
    """Tell and keep the seconds that the block takes."""
    start = time.perf_counter()
    yield
    took[what] = time.perf_counter() - start
    print(f"{what:<44} {took[what]:9.2f} s", flush=True)


def ratio(what: str, of: float, to: float, goal: str) -> None:
    """Tell how two times compare."""
    print(f"{what:<44} {of / to:9.2f} times (goal: {goal})", flush=True)


def fill(store: Store, size: Size) -> None:
    """A snapshot of the made-up graph, which counts."""
    store.load([Batch("made-up", DAY, statements(size))])


def change(store: Store, size: Size) -> None:
    """Another snapshot, in which one act in a hundred was done a year later."""
    before = statements(size)
    is_chosen = (pl.col("property") == "done_on") & (pl.col("mention").hash(seed=7) % 100 == 0)
    later = pl.col("value").str.to_date("%Y-%m-%d", strict=False).dt.offset_by("1y").dt.to_string("%Y-%m-%d")
    changed = before.with_columns(value=pl.when(is_chosen).then(later).otherwise("value")).drop("id")
    store.load([Batch("made-up", DAY, with_ids(changed).unique("id").sort("id"))])


def push(address: str, store: Store) -> None:
    """What `accord push` does."""

    @contextmanager
    def unseen(total: int | None, what: str) -> Iterator[Callable[[int], None]]:
        yield lambda steps: None

    with opened(resolve(address, store.path)) as side:
        pushing.push(side, store, pushing.PushOptions(), unseen)


# ---------------------------------------------------------------- Neo4j
def plain(server: Neo4j, store: Store) -> None:
    """What anybody would write: constraints, then UNWIND and CREATE of the same rows, as maps."""
    words, tables = registry(), snapshot_tables.tables(store.snapshot())
    with GraphDatabase.driver(server.url) as driver, driver.session() as session:
        for node in words.classes.values():
            session.run(f"CREATE CONSTRAINT FOR (n:{node.name}) REQUIRE n.id IS UNIQUE").consume()
        for node in words.classes.values():
            _create(session, nodes(tables, node), f"CREATE (n:{node.name}) SET n = row")
        for name, pair, frame in edges(tables, words):
            ends = f"MATCH (a:{pair.source} {{id: row.from}}) MATCH (b:{pair.target} {{id: row.to}})"
            values = ", ".join(f"{column}: row.{column}" for column in frame.columns[2:])
            _create(session, frame, f"{ends} CREATE (a)-[:{name} {{{values}}}]->(b)")


def _create(session: Any, frame: pl.DataFrame, text: str) -> None:
    for part in frame.iter_slices(BATCH_ROWS):
        rows = part.to_dicts()
        session.execute_write(lambda tx, rows=rows: tx.run(f"UNWIND $rows AS row {text}", {"rows": rows}).consume())


def import_all(server: Neo4j, store: Store, folder: Path) -> None:
    """Export, and import into a server that is not started."""
    export(store.snapshot(), ExportRequest("neo4j-import"), folder)
    tool = server.folder / "neo4j-admin"
    tool.write_text(f"#!/bin/sh\nexec java -Xmx{HEAP_MIB}m -cp '{classpath()}' org.neo4j.cli.AdminTool \"$@\"\n")
    tool.chmod(0o755)
    homes = {"NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.conf), "NEO4J_ADMIN": str(tool)}
    command = ["sh", str(folder / "import.sh")]
    subprocess.run(command, check=True, env={**os.environ, **homes}, stdout=subprocess.DEVNULL)


def bolt(size: Size, folder: Path) -> None:
    """All that is measured with Neo4j."""
    took: dict[str, float] = {}
    store = Store(folder / "store")
    with Neo4j(folder / "plain", heap_mib=HEAP_MIB) as server, timed("UNWIND + CREATE by a plain script", took):
        plain(server, store)
    server = Neo4j(folder / "imported", heap_mib=HEAP_MIB)
    with timed("export and neo4j-admin database import", took):
        import_all(server, store, folder / "neo4j-import")
    with Neo4j(folder / "pushed", heap_mib=HEAP_MIB) as server:
        with timed("first push over Bolt", took):
            push(server.url, store)
        ratio("push : plain script", took["first push over Bolt"], took["UNWIND + CREATE by a plain script"], "1.25")
        change(store, size)
        with timed("second push, 1 % of the acts changed", took):
            push(server.url, store)
        first, second = took["first push over Bolt"], took["second push, 1 % of the acts changed"]
        ratio("first push : second push", first, second, "at least 10")


# ---------------------------------------------------------------- Fuseki
def web(folder: Path) -> None:
    """All that is measured with Fuseki."""
    took: dict[str, float] = {}
    store = Store(folder / "store")
    path = folder / "graph.nt"
    export(store.snapshot(), ExportRequest("nquads"), path)
    with path.open("rb") as plain, gzip.open(f"{path}.gz", "wb", compresslevel=6) as packed:
        while piece := plain.read(1 << 20):
            packed.write(piece)
    with Fuseki(folder / "by-curl", heap_mib=HEAP_MIB) as server, timed("curl of the gzip'd file", took):
        address = f"{server.base}/ds?default"
        headers = ["-H", "Content-Type: application/n-triples", "-H", "Content-Encoding: gzip"]
        command = ["curl", "-sS", "--fail", "-X", "POST", *headers, "-T", f"{path}.gz", address]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with Fuseki(folder / "by-push", heap_mib=HEAP_MIB) as server, timed("push by the Graph Store Protocol", took):
        push(server.url(), store)
    ratio("push : curl", took["push by the Graph Store Protocol"], took["curl of the gzip'd file"], "1.1")


# ---------------------------------------------------------------- questions
def ask(folder: Path) -> None:
    """Each question on all four engines: the median of several runs, for one set of parameters."""
    store = Store(folder / "store")
    snapshot = store.snapshot()
    with ExitStack() as stack:
        neo4j = stack.enter_context(Neo4j(folder / "neo4j", heap_mib=HEAP_MIB))
        fuseki = stack.enter_context(Fuseki(folder / "fuseki", heap_mib=HEAP_MIB))
        for address in (neo4j.url, fuseki.url()):
            push(address, store)
        engines = {name: stack.enter_context(snapshot.engine(name)) for name in ("ladybug", "oxigraph")}
        for name, address in (("neo4j", neo4j.url), ("fuseki", fuseki.url())):
            engines[name] = stack.enter_context(connect(resolve(address, store.path)))
        names = stack.enter_context(snapshot.names())
        print(f"{'question, ms':<24}" + "".join(f"{name:>12}" for name in engines))
        ids = {name: identifiers[:20] for name, identifiers in ids_of(snapshot_tables.tables(snapshot)).items()}
        link = snapshot_tables.tables(snapshot)["cooperations"].row(0, named=True)
        ids["actors"] = [link["actor_a"], link["actor_b"], *ids["actors"]]  # two that have something in common
        for question in catalogue.names():
            values = next(iter(parameters(question, ids)), None)
            if values is None:
                continue
            cells = [timing(partial(run, Session(engine, names), question, values)) for engine in engines.values()]
            print(f"{question:<24}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def timing(work: Callable[[], object]) -> str:
    """Milliseconds: the median of RUNS after one that is not counted, or the first where it is long or does not end."""
    start = time.perf_counter()
    try:
        work()
    except TooSlowError:
        return f"> {(time.perf_counter() - start) * 1000:.0f}"
    seconds = [time.perf_counter() - start]
    if seconds[0] < LONG_SECONDS:
        for _ in range(RUNS):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return f"{statistics.median(seconds[1:] or seconds) * 1000:.1f}"


def main() -> None:
    """Run it and print times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="tiny")
    parser.add_argument("--part", choices=["neo4j", "fuseki", "questions", "all"], default="all")
    options = parser.parse_args()
    stop_for_certain()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        size = SIZES[options.size]
        fill(Store(folder / "store"), size)
        rows = Store(folder / "store").snapshot().manifest["rows"]
        print(f"{options.size}: {rows['actors']:,} actors, {rows['bases']:,} agreements, {sum(rows.values()):,} rows")
        if options.part in ("fuseki", "all"):
            web(folder)
        if options.part in ("questions", "all"):
            ask(folder)
        if options.part in ("neo4j", "all"):
            bolt(size, folder)


if __name__ == "__main__":
    main()
