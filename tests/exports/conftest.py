"""The small world in a store, made once for the whole run."""

from __future__ import annotations

import pytest
from worlds.exporting import recorded

from accordgraph.graph.store.store import Store


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return recorded(tmp_path_factory.mktemp("small") / "store")
