"""Progress of a long operation: a bar or the current step on a terminal, and with --verbose a line for each step."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from accordgraph.commands.shared.output import report
from accordgraph.graph.visible import visible

if TYPE_CHECKING:
    from accordgraph.commands.shared.options import Options

Advance = Callable[[int], None]
"""Takes the number of steps that were done since its last call."""


@contextmanager
def progress(options: Options, total: int | None, description: str) -> Iterator[Advance]:
    """Show a bar on standard error while the block runs, where that is a terminal.

    `total` is the number of steps, None where it is unknown. The bar is gone when the block ends.
    """
    begun = time.monotonic()
    if not _is_watched(options):
        yield lambda steps: None
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        text = TextColumn("{task.description}", markup=False)
        columns = (text, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(visible(description), total=total)
            yield lambda steps: bar.update(task, advance=steps)
    report(options, f"{visible(description)}: {time.monotonic() - begun:.2f} s.")


@contextmanager
def steps(options: Options) -> Iterator[Callable[[str], None]]:
    """Take the name of each step as it begins, and show the current one on standard error; silent as `progress` is."""
    if options.is_verbose:
        yield from _timed(options)
        return
    if not _is_watched(options):
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda step: bar.update(task, description=visible(step))


def _is_watched(options: Options) -> bool:
    return not options.is_quiet and sys.stderr is not None and sys.stderr.isatty()


def _timed(options: Options) -> Iterator[Callable[[str], None]]:
    """A line for each step when it ends, with the time that it took."""
    current, begun = "Reading", time.monotonic()

    def begin(step: str) -> None:
        nonlocal current, begun
        report(options, f"{visible(current)}: {time.monotonic() - begun:.2f} s.")
        current, begun = step, time.monotonic()

    yield begin
    report(options, f"{visible(current)}: {time.monotonic() - begun:.2f} s.")
