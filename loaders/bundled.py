"""The dossiers that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

NO_DOSSIERS = ("excluded.yaml", "states.yaml")
"""Facts that were left out, with the reason; and the list of states."""

MAPPING = ".mapping.yaml"
"""How a file ends that says how a table becomes statements."""


@contextmanager
def bundled() -> Iterator[list[Path]]:
    """Paths of the bundled dossiers, sorted, for as long as the block runs: those of `data` and of its folders."""
    with ExitStack() as stack:
        yield [stack.enter_context(as_file(entry)) for entry in _dossiers(package_files("accordgraph.data"))]


def _dossiers(folder: Traversable) -> Iterator[Traversable]:
    """The files of a folder by name, then those of the folders in it."""
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    files = [entry for entry in entries if entry.name.endswith(".yaml") and not entry.name.endswith(MAPPING)]
    yield from (entry for entry in files if entry.name not in NO_DOSSIERS)
    for entry in entries:
        if entry.is_dir():
            yield from _dossiers(entry)
