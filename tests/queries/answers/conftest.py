"""A session of the whole bundled graph, which answers in English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.session import Session, open_session


@pytest.fixture(scope="module")
def session(whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        yield opened


@pytest.fixture(scope="module")
def ukrainian(whole_store: Path) -> Iterator[Session]:
    """The same graph, with answers in Ukrainian."""
    with open_session(Store(whole_store).snapshot(), "ladybug", "uk") as opened:
        yield opened
