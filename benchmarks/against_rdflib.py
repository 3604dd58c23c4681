"""Load a graph and ask `partners`: accordgraph beside a plain rdflib script, in one run, on the same triples.

python benchmarks/against_rdflib.py [--size small|medium|full]

Both begin with the same derived tables. accordgraph fills Ladybug and Oxigraph from them; rdflib parses the triples
that accordgraph wrote, which saves it the work of writing them. `partners` is asked of the same actors. rdflib runs in
a process of its own that may use most of the machine's memory; where that is not enough, the run says so.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

import polars as pl
from generator import SIZES, statements

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.projection import ntriples
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import registry
from accordgraph.queries.plans import plan

Result = TypeVar("Result")
MOST_ACTORS = 20
SHARE_OF_MEMORY = 0.8


class Timing(NamedTuple):
    """Seconds to load, rows of all questions, and the median of seconds a question."""

    load: float
    rows: int
    ask: float


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives, and how many seconds it took."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def busiest(tables: Tables) -> list[str]:
    """The actors with most links, so that the question has rows to find."""
    sides = pl.concat([tables["cooperations"].select(actor=f"actor_{side}") for side in ("a", "b")])
    counts = sides.group_by("actor").len().sort(["len", "actor"], descending=[True, False])
    return counts.head(MOST_ACTORS)["actor"].to_list()


def ask_engine(load: float, engine: Engine, actors: list[str]) -> Timing:
    """Ask of each actor, after one question that warms up."""
    ready = [plan("partners", {"actor": actor}, engine.language) for actor in actors]
    engine.query(ready[0].text, ready[0].parameters)
    answers = [timed(partial(engine.query, one.text, one.parameters)) for one in ready]
    return Timing(load, sum(len(answer.rows) for answer, _ in answers), median(seconds for _, seconds in answers))


def ask_rdflib(path: Path, actors: list[str], out: Connection) -> None:
    """Parse and ask in rdflib, and send what it took; None where the memory was not enough."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    resource.setrlimit(resource.RLIMIT_AS, (int(memory * SHARE_OF_MEMORY),) * 2)
    try:
        from rdflib import Graph

        graph, loading = timed(lambda: Graph().parse(path, format="nt"))
        texts = [plan("partners", {"actor": actor}, "sparql").text for actor in actors]
        list(graph.query(texts[0]))
        answers = [timed(lambda text=text: list(graph.query(text))) for text in texts]  # type: ignore[misc]
    except MemoryError:
        out.send(None)
        return
    out.send(Timing(loading, sum(len(rows) for rows, _ in answers), median(seconds for _, seconds in answers)))


def in_own_process(path: Path, actors: list[str]) -> Timing | None:
    """What rdflib took, or None where it ran out of memory."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=ask_rdflib, args=(path, actors, theirs))
    process.start()
    theirs.close()
    try:
        answer: Timing | None = ours.recv()
    except EOFError:
        answer = None
    process.join()
    return answer


def tell(name: str, timing: Timing, triples: int) -> None:
    """One line of the report."""
    print(
        f"{name:<10} load {timing.load:8.2f} s   partners {timing.ask * 1000:8.2f} ms   {triples:,} triples", flush=True
    )


def write_triples(tables: Tables, path: Path) -> int:
    """Write the triples for rdflib, one a line, and count them."""
    with path.open("wb") as file:
        for frame in ntriples.triples(tables, registry()):
            frame.write_csv(file, include_header=False, quote_style="never")
    with path.open("rb") as file:
        return sum(1 for _ in file)


def main() -> None:
    """Run both and print times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    size = SIZES[parser.parse_args().size]
    generated = statements(size)
    print(f"{size}: {generated.height:,} statements", flush=True)
    tables, deriving = timed(lambda: build(generated))
    rows = {name: tables[name].height for name in ("participations", "cooperations", "evidence")}
    print(f"statements to tables {deriving:.2f} s   {rows}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        compare(tables, Path(scratch))


def compare(tables: Tables, folder: Path) -> None:
    """Load and ask in each engine, and print how they compare."""
    actors = busiest(tables)
    triples = write_triples(tables, folder / "graph.nt")
    timings: dict[str, Timing] = {}
    for engine in (ladybug, oxigraph):
        name = engine.__name__.rpartition(".")[2]
        _, load = timed(partial(engine.build, tables, folder / name))
        with engine.open_read_only(folder / name) as opened:
            timings[name] = ask_engine(load, opened, actors)
        tell(name, timings[name], triples)
    plain = in_own_process(folder / "graph.nt", actors)
    if plain is None:
        print(f"rdflib     ran out of memory ({SHARE_OF_MEMORY:.0%} of the machine's) on {triples:,} triples")
        return
    tell("rdflib", plain, triples)
    assert {one.rows for one in (*timings.values(), plain)} == {plain.rows}, "the engines disagree"
    both = sum(one.load for one in timings.values())
    print(f"rdflib takes {plain.load / both:.1f} times as long to load as both engines together")
    for name, one in timings.items():
        print(f"rdflib takes {plain.ask / one.ask:.1f} times as long for partners as {name}")


if __name__ == "__main__":
    main()
