"""`make fuzz`: so many inputs, shared among the targets; the exit code is 1 if the program is at fault with one."""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

import click

from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.progress import progress
from accordgraph.graph.visible import visible
from fuzzing.campaign import Count, keep, run
from fuzzing.targets import TARGETS, accepts

LINE = "{:<8} {:>10} {:>9} {:>9} {:>7} {:>9} {:>9}"


@click.command()
@click.option("--inputs", default=1_000_000, show_default=True, type=click.IntRange(min=1000), help="In all.")
@click.option("--seed", default=1, show_default=True, help="Another seed gives other inputs, the same one the same.")
@click.option("--skip", default=0, show_default=True, help="Begin after so many parts of --inputs of this seed.")
@click.option("--keep", "folder", default="build/fuzz", type=click.Path(path_type=Path), help="Where failures go.")
@click.option("--replay", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Try this file only.")
@click.argument("names", nargs=-1, type=click.Choice(list(TARGETS)))
def main(inputs: int, seed: int, skip: int, folder: Path, replay: Path | None, names: tuple[str, ...]) -> None:
    """Fuzz the targets NAMES, or all of them."""
    if replay is not None:
        _replay(replay)
        return
    print(f"{datetime.date.today()}: {inputs:,} inputs, seed {seed}" + (f", part {skip + 1}" if skip else ""))
    print(LINE.format("target", "inputs", "taken", "refused", "failed", "slowest", "a second"), flush=True)
    counts = [_run(name, inputs, seed, skip, folder) for name in names or TARGETS]
    _tell(_sum(counts))
    sys.exit(any(count.failures for count in counts))


def _run(name: str, inputs: int, seed: int, skip: int, folder: Path) -> Count:
    share = inputs * TARGETS[name].share // 1000
    with progress(Options(), share, f"Fuzzing {name}") as advance:
        done = 0

        def tell(so_far: int) -> None:
            nonlocal done
            advance(so_far - done)
            done = so_far

        count = run(TARGETS[name], seed, skip * share, (skip + 1) * share, tell)
    _tell(count)
    for failure in count.failures:
        path = keep(failure, TARGETS[name], seed, folder)
        print(f"\n{path}: {visible(failure.says.strip().splitlines()[-1])[:300]}")
        print(f"Try it again: make fuzz REPLAY={path}", flush=True)
    return count


def _tell(count: Count) -> None:
    rate = count.tried / count.seconds if count.seconds else 0
    slowest = f"{1000 * count.slowest_seconds:,.0f} ms"
    numbers = (f"{number:,}" for number in (count.tried, count.taken, count.refused, len(count.failures)))
    print(LINE.format(count.target, *numbers, slowest, f"{rate:,.0f}"), flush=True)


def _sum(counts: list[Count]) -> Count:
    whole = Count("in all", slowest_seconds=max(count.slowest_seconds for count in counts))
    for count in counts:
        whole.tried += count.tried
        whole.taken += count.taken
        whole.refused += count.refused
        whole.seconds += count.seconds
        whole.failures += count.failures
    return whole


def _replay(path: Path) -> None:
    """Try one input in this process, so that a debugger sees it; what is wrong is raised."""
    target = TARGETS[path.name.partition("-")[0]]
    with tempfile.TemporaryDirectory() as scratch:
        is_taken = accepts(target.open(Path(scratch)), path.read_bytes())
    print(f"{path}: {'taken' if is_taken else 'refused with an error of ours'}.")


if __name__ == "__main__":
    main()
