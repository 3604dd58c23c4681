"""The embedded engines keep what holds for every engine, and each is built once, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import conformance
from cases.conformance import *  # noqa: F403
from cases.conformance import ask

from accordgraph.graph import engines
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import EngineError
from accordgraph.graph.projection.property_graph import edge_pairs
from accordgraph.graph.schemas import Tables, empty_tables
from accordgraph.ontology.registry import registry


def test_an_edge_has_the_properties_of_its_row(folders: dict[str, Path], tables: Tables) -> None:
    with engines.open_read_only("ladybug", folders["ladybug"]) as engine:
        conformance.edges_have_the_properties_of_their_rows(engine, tables)


def test_names_stand_in_rdf_in_their_own_language(folders: dict[str, Path], tables: Tables) -> None:
    with engines.open_read_only("oxigraph", folders["oxigraph"]) as engine:
        conformance.names_stand_in_their_own_language(engine, tables)


def test_row_order_does_not_matter(tables: Tables, tmp_path: Path, engine: Engine) -> None:
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=5) for name, frame in tables.items()}
    engines.build(engine.name, shuffled, tmp_path / "shuffled")
    sparql = "SELECT ?x ?s { ?x ag:evidencedBy ?s }"
    cypher = "MATCH (x)-[:EVIDENCED_BY]->(s:Statement) RETURN x.id, s.id"
    with engines.open_read_only(engine.name, tmp_path / "shuffled") as other:
        assert ask(other, sparql, cypher) == ask(engine, sparql, cypher) != []


def test_triples_loaded_in_parts_are_the_same(
    folders: dict[str, Path], tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accordgraph.graph.engines.oxigraph.TRIPLES_AT_ONCE", 1_000)
    engines.build("oxigraph", tables, tmp_path / "parts")
    counts = []
    for folder in (tmp_path / "parts", folders["oxigraph"]):
        with engines.open_read_only("oxigraph", folder) as engine:
            counts += engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}).rows
    [[in_parts], [whole]] = counts
    assert isinstance(whole, int)
    assert in_parts == whole > 1_000


@pytest.mark.parametrize("name", list(engines.LANGUAGES))
def test_an_empty_graph_has_all_its_tables(tmp_path: Path, name: str) -> None:
    engines.build(name, empty_tables(), tmp_path / name)
    with engines.open_read_only(name, tmp_path / name) as engine:
        for edge, [pair, *_] in edge_pairs(registry()).items():
            cypher = f"MATCH (x:`{pair.source}`)-[:`{edge}`]->(y:`{pair.target}`) RETURN x.id, y.id"
            assert ask(engine, "SELECT ?s { ?s ?p ?o }", cypher) == []
    assert len(edge_pairs(registry())) > 10


def test_building_twice_is_refused(folders: dict[str, Path], engine: Engine, tables: Tables) -> None:
    with pytest.raises(EngineError, match="built in a new folder"):
        engines.build(engine.name, tables, folders[engine.name])


@pytest.mark.parametrize("name", list(engines.LANGUAGES))
def test_opening_what_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(EngineError, match="holds no"):
        engines.open_read_only(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_engine_says_so(folders: dict[str, Path], engine: Engine) -> None:
    other = engines.open_read_only(engine.name, folders[engine.name])
    other.close()
    other.close()
    with pytest.raises(EngineError, match="closed"):
        other.query("ASK {}", {})


def test_nothing_is_left_beside_the_engines(folders: dict[str, Path]) -> None:
    [root] = {folder.parent for folder in folders.values()}
    assert {path.name for path in root.iterdir()} == set(engines.LANGUAGES)
    assert [path.name for path in folders["ladybug"].iterdir()] == ["graph.lbug"]
