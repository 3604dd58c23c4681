"""The statements of the bundled dossiers, and the facts and seeds that lie beside the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cases.cached_answers import CachedAnswers
from programs.needs import lacking

from accordgraph.graph.statements.statement import Statement
from accordgraph.graph.store.store import Store
from accordgraph.loaders.dossier.reader import read_dossiers

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
NO_DOSSIERS = ("excluded.yaml", "states.yaml")
DOSSIERS = tuple(
    sorted(
        path
        for path in (ROOT / "data").rglob("*.yaml")
        if path.name not in NO_DOSSIERS and not path.name.endswith(".mapping.yaml")
    )
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts and seeds, which lies beside the repository and is no part of it."""
    if not SHARED.is_dir():
        lacking(f"the facts and seeds are not at {SHARED}; put them there to check the dossiers against them")
    return SHARED


@pytest.fixture(scope="session")
def statements() -> list[Statement]:
    """All statements of the bundled dossiers."""
    return [statement for dossier in read_dossiers(DOSSIERS) for statement in dossier.statements]


@pytest.fixture(scope="module")
def answers_of(whole_store: Path) -> Iterator[CachedAnswers]:
    """What both engines answer over the whole bundled graph."""
    snapshot = Store(whole_store).snapshot()
    with snapshot.engine("ladybug") as cypher, snapshot.engine("oxigraph") as sparql, snapshot.names() as names:
        yield CachedAnswers({"ladybug": cypher, "oxigraph": sparql}, names)
