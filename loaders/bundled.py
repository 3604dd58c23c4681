"""The dossiers that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

NO_DOSSIERS = ("excluded.yaml", "states.yaml")
"""Facts that were left out, with the reason; and the list of states."""


@contextmanager
def bundled() -> Iterator[list[Path]]:
    """Paths of the bundled dossiers, sorted, for as long as the block runs."""
    with ExitStack() as stack:
        entries = [entry for entry in files("accordgraph.data").iterdir() if entry.name.endswith(".yaml")]
        chosen = sorted((entry for entry in entries if entry.name not in NO_DOSSIERS), key=lambda entry: entry.name)
        yield [stack.enter_context(as_file(entry)) for entry in chosen]
