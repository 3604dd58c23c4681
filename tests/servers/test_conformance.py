"""Servers keep what holds for every engine: the same graph comes out as went in, and nothing can be written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import conformance
from cases.conformance import *  # noqa: F403
from cases.conformance import ask
from real_servers.all_targets import KINDS, Everywhere
from real_servers.push_tables import bring
from worlds.sample import sample_tables

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import EngineError
from accordgraph.graph.schemas import Tables
from accordgraph.graph.servers import Target
from accordgraph.queries.session import connect


@pytest.fixture(scope="module")
def tables() -> Tables:
    return sample_tables()


@pytest.fixture(scope="module")
def filled(everywhere: Everywhere, tables: Tables) -> dict[str, Target]:
    """Each target with the sample in it."""
    everywhere.wipe()
    for target in everywhere.targets.values():
        bring(target, tables)
    return everywhere.targets


@pytest.fixture(scope="module", params=KINDS)
def engine(request: pytest.FixtureRequest, filled: dict[str, Target]) -> Iterator[Engine]:
    """Each target in turn, open for reading."""
    with connect(filled[request.param]) as opened:
        yield opened


def test_an_edge_or_a_name_has_what_its_row_has(engine: Engine, tables: Tables) -> None:
    if engine.language == "cypher":
        conformance.edges_have_the_properties_of_their_rows(engine, tables)
    else:
        conformance.names_stand_in_their_own_language(engine, tables)


@pytest.mark.parametrize("kind", KINDS)
def test_a_closed_engine_says_so(filled: dict[str, Target], kind: str) -> None:
    engine = connect(filled[kind])
    assert ask(engine, "SELECT ?x { ?x a ag:Actor }", "MATCH (n:Actor) RETURN n.id")
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.query("ASK {}" if engine.language == "sparql" else "RETURN 1 AS one", {})
