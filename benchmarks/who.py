"""What `accord who NABU` adds to its query: the whole process beside a plain script, in one run.

python benchmarks/who.py [--rounds 15]

Each engine is opened twice over the same files of the bundled graph: by the command, and by a script of a few lines
that imports the engine's package alone, runs the command's own query and prints the rows. Rounds alternate between the
two, so that other work on the machine disturbs both, and both find their modules compiled, as after an installation. It
prints the median and the least time of each, and the ratio of the medians; the goal is at most 1.5.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from accordgraph.graph import engines
from accordgraph.graph.engines import ladybug
from accordgraph.graph.store.store import Store
from accordgraph.loaders import loading
from accordgraph.loaders.bundled import bundled
from accordgraph.queries.plans import Plan, plan

GOAL = 1.5

PLAIN_LADYBUG = """
import ladybug
database = ladybug.Database({path!r}, read_only=True, buffer_pool_size={buffer})
connection = ladybug.Connection(database)
for row in connection.execute({text!r}, {parameters!r}).get_all():
    print(row)
"""

PLAIN_OXIGRAPH = """
import pyoxigraph
for row in pyoxigraph.Store.read_only({path!r}).query({text!r}):
    print([None if term is None else term.value for term in row])
"""


class Times(NamedTuple):
    """Seconds of each round."""

    command: list[float]
    plain: list[float]

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return median(self.command) / median(self.plain)


def plain_script(engine: str, folder: Path, ready: Plan) -> str:
    """A program that asks the same of the same files."""
    if engine == "oxigraph":
        return PLAIN_OXIGRAPH.format(path=str(folder), text=ready.text)
    path = str(folder / ladybug.FILE)
    return PLAIN_LADYBUG.format(
        path=path, buffer=ladybug.BUFFER_BYTES, text=ready.text, parameters=dict(ready.parameters)
    )


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """How long a process takes, which must succeed and print rows."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    taken = time.perf_counter() - began
    assert len(done.stdout.splitlines()) >= 3, done.stdout
    return taken


def measure(engine: str, store: Path, rounds: int) -> Times:
    """Both, in turns; a first round compiles the modules and is not counted."""
    language = engines.LANGUAGES[engine]
    script = plain_script(engine, Store(store).snapshot().path / engine, plan("partners", {"actor": "nabu"}, language))
    accord = [sys.executable, "-m", "accordgraph", "who", "NABU", "--engine", engine, "--store", str(store)]
    times = Times([], [])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(store.parent / "compiled")
    for _ in range(rounds + 1):
        times.command.append(seconds(accord, environment))
        times.plain.append(seconds([sys.executable, "-c", script], environment))
    return Times(times.command[1:], times.plain[1:])


def main() -> None:
    """Load the bundled graph into a folder that goes away, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="accord-who-") as folder, bundled() as paths:
        store = Path(folder, "store")
        loading.load(Store(store), paths, keep_going=False, note=print)
        for engine in engines.LANGUAGES:
            times = measure(engine, store, rounds)
            of_command, of_plain = (
                f"{median(taken):.3f} s (least {min(taken):.3f})" for taken in (times.command, times.plain)
            )
            print(f"{engine}: accord {of_command}, plain {of_plain}, ratio {times.ratio:.2f} (goal {GOAL})")


if __name__ == "__main__":
    main()
