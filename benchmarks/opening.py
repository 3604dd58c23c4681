"""What the checks of files at opening add to `accord who`: processor time, with them and without, in turns.

python benchmarks/opening.py [--size medium] [--rounds 9] [--store FOLDER]

The store is of made-up statements of a size of `generator.SIZES`, or the one that is given. It is asked as the load
left it (large files are known by their stamps), and as a copy (all files are read). It prints the size of the graph's
files, the median processor seconds of each, and their ratio; the goal is at most 1.15.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from generator import SIZES, statements
from processors import cpu_seconds_of

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store

GOAL = 1.15

WITH = "import sys; sys.argv[1:] = {arguments!r}; from accordgraph.cli import main; main()"
WITHOUT = "from accordgraph.graph.store import manifest; manifest.flaws = lambda *_: iter(()); " + WITH


def made_up_store(folder: Path, size: str) -> Path:
    """A store of made-up statements."""
    store = Store(folder / "store")
    store.load([Batch("made-up", datetime.date(2026, 1, 31), statements(SIZES[size]))])
    return store.path


def measure(store: Path, name: str, rounds: int) -> None:
    """Print the ratio for one actor of a store; a first round compiles the modules and is not counted."""
    actor = name_of_an_actor(store)
    checked = sum(file.stat().st_size for file in Store(store).snapshot().path.rglob("*") if file.is_file())
    for engine in ("ladybug", "oxigraph"):
        arguments = ["who", actor, "--store", str(store), "--engine", engine, "--format", "json", "--quiet"]
        times: dict[str, list[float]] = {WITH: [], WITHOUT: []}
        for number in range(rounds + 1):
            for program, taken in times.items():
                seconds = cpu_seconds_of((sys.executable, "-c", program.format(arguments=arguments)))[0]
                if number:
                    taken.append(seconds)
        with_checks, without = median(times[WITH]), median(times[WITHOUT])
        seconds_of_each = f"with {with_checks:.3f} s, without {without:.3f} s of the processor"
        ratio = f"{with_checks / without:.2f} (goal {GOAL})"
        print(f"{name:<10} {engine:<9} {checked / 1e6:>6.0f} MB  {seconds_of_each}: {ratio}", flush=True)


def name_of_an_actor(store: Path) -> str:
    """The id of the first actor."""
    import polars as pl

    return str(pl.read_parquet(Store(store).snapshot().table_folder / "actors.parquet", columns=["id"])["id"][0])


def main() -> None:
    """Measure, and print a line for each engine."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", choices=SIZES, default="medium")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--store", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = chosen.store or made_up_store(Path(scratch), chosen.size)
        measure(store, "as loaded", chosen.rounds)
        copy = Path(scratch) / "copy"
        shutil.copytree(store, copy)
        measure(copy, "copied", chosen.rounds)


if __name__ == "__main__":
    main()
