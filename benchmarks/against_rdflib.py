"""Load a graph and ask `partners`: accordgraph beside a plain rdflib script, in one run, on the same triples.

python benchmarks/against_rdflib.py [--full]

Both begin with the same derived tables. accordgraph fills Ladybug and Oxigraph from them; rdflib parses the triples
that accordgraph wrote, which saves it the work of writing them. `partners` is asked of the same actors.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

import polars as pl
from generator import FULL, SMALL, Size, statements

from accordgraph.graph import index
from accordgraph.graph.engines import ladybug, oxigraph, projection
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.schemas import Tables
from accordgraph.graph.tables import build
from accordgraph.ontology.registry import registry
from accordgraph.queries.plans import plan

Result = TypeVar("Result")
ASKED = 20


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives, and how many seconds it took."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def busiest(tables: Tables) -> list[str]:
    """The actors with most links, so that the question has rows to find."""
    sides = pl.concat([tables["cooperations"].select(actor=f"actor_{side}") for side in ("a", "b")])
    counts = sides.group_by("actor").len().sort(["len", "actor"], descending=[True, False])
    return counts.head(ASKED)["actor"].to_list()


def ask_engine(engine: Engine, actors: list[str]) -> tuple[int, float]:
    """Rows in all, and the median of seconds a question, after one that warms up."""
    ready = [plan("partners", {"actor": actor}, engine.language) for actor in actors]
    engine.query(ready[0].text, ready[0].parameters)
    found = [timed(lambda one=one: engine.query(one.text, one.parameters).rows) for one in ready]  # type: ignore[misc]
    return sum(len(rows) for rows, _ in found), median(seconds for _, seconds in found)


def ask_rdflib(path: Path, actors: list[str]) -> tuple[float, int, float]:
    """Seconds to parse, rows in all, and the median of seconds a question."""
    from rdflib import Graph

    graph, loading = timed(lambda: Graph().parse(path, format="nt"))
    ready = [plan("partners", {"actor": actor}, "sparql").text for actor in actors]
    list(graph.query(ready[0]))
    found = [timed(lambda text=text: list(graph.query(text))) for text in ready]  # type: ignore[misc]
    return loading, sum(len(rows) for rows, _ in found), median(seconds for _, seconds in found)


def main() -> None:
    """Run both and print times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="20,000 actors, 50,000 agreements, 200,000 participations")
    size: Size = FULL if parser.parse_args().full else SMALL
    told = statements(size)
    print(f"{size}: {told.height:,} statements")
    tables, deriving = timed(lambda: build(told))
    rows = {name: table.height for name, table in tables.items() if table.height}
    print(f"statements to tables    {deriving:8.2f} s   {rows}")
    with tempfile.TemporaryDirectory() as scratch:
        compare(tables, Path(scratch))


def compare(tables: Tables, folder: Path) -> None:
    """Load and ask in each engine, and print how they compare."""
    _, in_ladybug = timed(lambda: ladybug.build(tables, folder / "ladybug"))
    _, in_oxigraph = timed(lambda: oxigraph.build(tables, folder / "oxigraph"))
    index.build(tables, folder / "names.sqlite")
    actors = busiest(tables)
    with ladybug.open_read_only(folder / "ladybug") as engine:
        rows_ladybug, asked_ladybug = ask_engine(engine, actors)
    with oxigraph.open_read_only(folder / "oxigraph") as engine:
        rows_oxigraph, asked_oxigraph = ask_engine(engine, actors)
    path = folder / "graph.nt"
    with path.open("w", encoding="utf-8") as file:
        for frame in projection.triples(tables, registry()):
            file.writelines(f"{line}\n" for line in frame["line"])
    in_rdflib, rows_rdflib, asked_rdflib = ask_rdflib(path, actors)
    assert rows_ladybug == rows_oxigraph == rows_rdflib > 0, (rows_ladybug, rows_oxigraph, rows_rdflib)
    print(f"load Ladybug            {in_ladybug:8.2f} s")
    print(f"load Oxigraph           {in_oxigraph:8.2f} s")
    both = in_ladybug + in_oxigraph
    print(f"load rdflib             {in_rdflib:8.2f} s   {in_rdflib / both:.1f} times as long as both")
    for name, seconds in (("Ladybug", asked_ladybug), ("Oxigraph", asked_oxigraph)):
        print(f"partners in {name:<12}{seconds * 1000:8.2f} ms")
    print(
        f"partners in rdflib      {asked_rdflib * 1000:8.2f} ms   {asked_rdflib / asked_ladybug:.1f} times as long as "
        f"Ladybug, {asked_rdflib / asked_oxigraph:.1f} times as long as Oxigraph"
    )


if __name__ == "__main__":
    main()
