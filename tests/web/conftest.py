"""Applications over the bundled graph, for all tests of the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from programs.web_client import web_client
from starlette.testclient import TestClient

from accordgraph.web.settings import Settings


@pytest.fixture(scope="session")
def client(whole_store: Path) -> Iterator[TestClient]:
    """Asks an application over the whole bundled graph, in this process."""
    with web_client(Settings(whole_store)) as opened:
        yield opened
