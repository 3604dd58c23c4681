"""A bar that shows how far a long work is, for somebody who watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from accordgraph.graph.visible import visible

Advance = Callable[[int], None]
"""Is told how many steps were done since it was told last."""


@contextmanager
def progress(total: int | None, description: str) -> Iterator[Advance]:
    """Show a bar on stderr while the block runs, and nothing where stderr is no terminal.

    `total` is the number of steps, None where nobody knows it. The bar is gone when the block ends.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(visible(description), total=total)
        yield lambda steps: bar.update(task, advance=steps)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show on stderr which step a long work is at, and for how long it has run; silent where `progress` is."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda step: bar.update(task, description=visible(step))
