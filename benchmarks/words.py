"""What an answer in sentences takes beside the same question's JSON: whole processes, in one run.

python benchmarks/words.py [--rounds 5]

Rounds alternate between the two forms, so that other work on the machine disturbs both; the first round compiles the
modules and is not counted. It prints the median processor time of each over the bundled graph, the ratio, and the
length of both outputs; the goal is a ratio of at most 2.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from processors import cpu_seconds_of

from accordgraph.graph.store.store import Store
from accordgraph.loaders import loading
from accordgraph.loaders.bundled import bundled

GOAL = 2.0

QUESTIONS = (
    ("who", "NABU"),
    ("who", "Ukraine"),
    ("who", "Estonia"),
    ("since", "Ukraine", "Eurojust"),
    ("show", "Eurojust"),
    ("basis", "Ukraine", "Poland"),
    ("path", "NABU", "FBI"),
    ("conflicts",),
    ("statistics",),
)


class Run(NamedTuple):
    """Processor seconds of a process, and how many bytes it wrote."""

    seconds: float
    size: int


def timed(question: Sequence[str], form: str, store: Path) -> Run:
    """Ask once. Raises CalledProcessError where the command fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "accordgraph", *question, "--store", str(store), "--format", form]
    seconds, written = cpu_seconds_of(command, environment=environment)
    return Run(seconds, len(written))


def compared(question: Sequence[str], store: Path, rounds: int) -> str:
    """One line: the medians of both forms, and what they wrote."""
    runs = [(timed(question, "text", store), timed(question, "json", store)) for _ in range(rounds + 1)][1:]
    text, json = (median(run[place].seconds for run in runs) for place in (0, 1))
    sizes = " and ".join(f"{run.size:,}" for run in runs[0])
    return f"{' '.join(question)}: text {text:.2f} s, JSON {json:.2f} s, ratio {text / json:.2f}; {sizes} bytes"


def main() -> None:
    """Load the bundled graph into a folder that goes away, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="accord-words-") as folder, bundled() as paths:
        store = Path(folder, "store")
        loading.load(Store(store), paths, keep_going=False, note=print)
        for question in QUESTIONS:
            print(compared(question, store, rounds), f"(goal {GOAL})", flush=True)


if __name__ == "__main__":
    main()
