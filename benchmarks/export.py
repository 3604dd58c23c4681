"""Write a graph as N-Quads and Turtle: accordgraph beside rdflib's serialisers, in one run, on the same triples.

python benchmarks/export.py [--size small|medium|full]

Each runs in a process of its own, whose peak memory is told beside the time. rdflib begins with the triples that
accordgraph wrote; parsing them is told apart. Where the memory is not enough for it, the run says so.
"""

from __future__ import annotations

import argparse
import datetime
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from generator import SIZES as LOADED
from generator import Size, statements

SIZES = {"small": LOADED["tiny"], "medium": LOADED["small"], "full": LOADED["medium"]}
"""Smaller than those that are loaded: rdflib takes minutes to write a million triples as Turtle."""

SHARE_OF_MEMORY = 0.8
RDFLIB_FORMATS = {"nquads": "nt", "turtle": "turtle"}
"""N-Quads without a named graph are N-Triples."""


class Took(NamedTuple):
    """Seconds to get the graph at hand, seconds to write it, and the peak of memory in MiB."""

    ready: float
    write: float
    peak: float


def fill(size: Size, store: Path) -> tuple[float, float]:
    """Load a made-up graph of this size, and give the seconds twice."""
    from accordgraph.graph.statements.log import Batch
    from accordgraph.graph.store.store import Store

    start = time.perf_counter()
    Store(store).load([Batch("made-up", datetime.date(2026, 1, 1), statements(size))])
    return (time.perf_counter() - start,) * 2


def ours(form: str, store: Path, path: Path) -> tuple[float, float]:
    """Seconds to open the store and to write."""
    from accordgraph.exports.formats import export
    from accordgraph.exports.request import ExportRequest
    from accordgraph.graph.store.store import Store

    start = time.perf_counter()
    snapshot = Store(store).snapshot()
    opened = time.perf_counter()
    export(snapshot, ExportRequest(form), path)
    return opened - start, time.perf_counter() - opened


def theirs(form: str, triples: Path, path: Path) -> tuple[float, float]:
    """Seconds to parse the triples with rdflib and to write them."""
    from rdflib import Graph

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    resource.setrlimit(resource.RLIMIT_AS, (int(memory * SHARE_OF_MEMORY),) * 2)
    start = time.perf_counter()
    graph = Graph().parse(triples, format="nt")
    parsed = time.perf_counter()
    graph.serialize(path, format=RDFLIB_FORMATS[form], encoding="utf-8")
    return parsed - start, time.perf_counter() - parsed


def _run(work: Callable[..., tuple[float, float]], arguments: tuple[object, ...], out: Connection) -> None:
    try:
        ready, write = work(*arguments)
    except MemoryError:
        out.send(None)
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    out.send(Took(ready, write, peak))


def in_own_process(work: Callable[..., tuple[float, float]], *arguments: object) -> Took | None:
    """What the work took, or None where it ran out of memory."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(work, arguments, there))
    process.start()
    there.close()
    try:
        took: Took | None = here.recv()
    except EOFError:
        took = None
    process.join()
    return took


def compare(form: str, store: Path, folder: Path) -> None:
    """Write one form with both, and print how they compare. The first form makes the triples for rdflib."""
    path = folder / f"ours.{form}"
    mine = in_own_process(ours, form, store, path)
    assert mine is not None, "accordgraph ran out of memory"
    print(
        f"{form:<8} accordgraph  write {mine.write:7.2f} s   peak {mine.peak:7.0f} MiB   {path.stat().st_size:,} bytes"
    )
    other = in_own_process(theirs, form, folder / "ours.nquads", folder / f"theirs.{form}")
    if other is None:
        print(f"{form:<8} rdflib       ran out of memory ({SHARE_OF_MEMORY:.0%} of the machine's)", flush=True)
        return
    print(
        f"{form:<8} rdflib       write {other.write:7.2f} s   peak {other.peak:7.0f} MiB   (parse {other.ready:.2f} s)"
    )
    faster, smaller = other.write / mine.write, other.peak / mine.peak
    print(f"{form:<8} rdflib takes {faster:.1f} times as long to write and {smaller:.1f} times the memory", flush=True)


def main() -> None:
    """Run both and print times, memory and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        # In a process of its own too: the peak of this one would count as that of those that it starts.
        in_own_process(fill, SIZES[size], folder / "store")
        for form in RDFLIB_FORMATS:
            compare(form, folder / "store", folder)
        with (folder / "ours.nquads").open("rb") as file:
            print(f"{size}: {sum(1 for _ in file):,} triples")


if __name__ == "__main__":
    main()
