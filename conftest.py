"""What tests and the examples in docstrings share: the bundled graph and its core, each built once for a run, and what
loads make of the same statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from worlds.core import CORE
from worlds.made_before import MadeBefore

import accordgraph
from accordgraph.graph import engines
from accordgraph.graph.derivation import tables
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.store.store import Store
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.dossier.reader import read_dossiers

WITH_A_GRAPH = re.compile(r"accordgraph(\.api(_interchange)?(\..+)?)?")
"""Docstrings whose examples name `graph`, or the store that lies in the folder."""
OF_ANY_SIZE = "accordgraph.api_interchange"
"""Docstrings whose examples give a whole graph to other libraries, which takes rdflib long: the core is enough."""


@pytest.fixture(scope="session", autouse=True)
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeBefore]:
    """Loads of the same statements make a graph of them once."""
    before = MadeBefore(tmp_path_factory.mktemp("made"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "build", before.derive)
        patch.setattr(engines, "build", before.fill)
        yield before


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the core of the bundled graph, which tests know by heart; it is called as stores are by default."""
    return _store(tmp_path_factory.mktemp("bundled"), CORE)


@pytest.fixture(scope="session")
def whole_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the whole bundled graph."""
    with bundled() as paths:
        return _store(tmp_path_factory.mktemp("whole"), paths)


def _store(folder: Path, paths: list[Path]) -> Path:
    dossiers = read_dossiers(paths)
    path = folder / "accord-store"
    Store(path).load([Batch(dossier.id, dossier.recorded, frame(dossier.statements)) for dossier in dossiers])
    return path


@pytest.fixture(autouse=True)
def graph_of_examples(request: pytest.FixtureRequest) -> Iterator[None]:
    """Examples in docstrings run beside the bundled graph, as the readers of the reference have it."""
    if not WITH_A_GRAPH.fullmatch(request.node.name):
        yield
        return
    is_core = request.node.name.startswith(OF_ANY_SIZE)
    store: Path = request.getfixturevalue("bundled_store" if is_core else "whole_store")
    namespace: dict[str, Any] = request.getfixturevalue("doctest_namespace")
    request.getfixturevalue("monkeypatch").chdir(store.parent)
    with accordgraph.open(store) as graph:
        namespace["graph"] = graph
        yield
