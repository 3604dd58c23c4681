"""Engines made of the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from worlds.sample import sample_tables

from accordgraph.graph import engines
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.schemas import Tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The sample."""
    return sample_tables()


@pytest.fixture(scope="session")
def folders(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each engine, built from the sample; its name holds what a careless COPY would trip over."""
    root = tmp_path_factory.mktemp("it's an engine")
    for name in engines.LANGUAGES:
        engines.build(name, tables, root / name)
    return {name: root / name for name in engines.LANGUAGES}


@pytest.fixture(scope="session", params=list(engines.LANGUAGES))
def engine(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Iterator[Engine]:
    """Each engine in turn, open for reading."""
    with engines.open_read_only(request.param, folders[request.param]) as opened:
        yield opened
