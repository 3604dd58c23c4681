"""The bundled graph, built once for the whole run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from accordgraph.graph.log import Batch
from accordgraph.graph.statements import frame
from accordgraph.graph.store import Store
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.dossier import read_dossiers

# A busy machine is no fault of what is tested.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundled") / "accord-store"
    with bundled() as paths:
        dossiers = read_dossiers(paths)
    Store(path).load([Batch(dossier.id, dossier.recorded, frame(dossier.statements)) for dossier in dossiers])
    return path
