"""The snapshot of the bundled store that raw queries are asked of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Snapshot, Store


def digest(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def snapshot(bundled_store: Path) -> Iterator[Snapshot]:
    """The bundled graph, which must be the same, byte for byte, when all is over."""
    current = Store(bundled_store).snapshot()
    before = digest(current.path)
    yield current
    assert digest(current.path) == before
