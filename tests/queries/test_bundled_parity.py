"""Every question about the bundled graph, with many parameters: the same rows from both engines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.index import Names
from accordgraph.graph.store import Store
from accordgraph.queries import catalogue
from accordgraph.queries.runner import Row, run

DAYS = ("1990-06-01", "2010-01-01", "2022-03-25", "2022-07-01", "2024-04-10", "2025-03-02", "2026-05-01")
Opened = tuple[Engine, Engine, Names]
Given = dict[str, Any]


@pytest.fixture(scope="module")
def opened(bundled_store: Path) -> Iterator[Opened]:
    snapshot = Store(bundled_store).snapshot()
    with snapshot.engine("ladybug") as cypher, snapshot.engine("oxigraph") as sparql, snapshot.names() as names:
        yield cypher, sparql, names


@pytest.fixture(scope="module")
def ids(bundled_store: Path) -> dict[str, list[str]]:
    folder = Store(bundled_store).snapshot().path / "tables"
    tables = ("actors", "bases", "sources", "acts", "participations", "cooperations", "conflicts", "observations")
    return {name: pl.read_parquet(folder / f"{name}.parquet")["id"].to_list() for name in tables}


def parameters(question: str, ids: dict[str, list[str]]) -> list[Given]:
    actors, pairs = ids["actors"], list(combinations(ids["actors"], 2))
    things = [identifier for name in ids for identifier in ids[name][::3]]
    found: dict[str, list[Given]] = {
        "partners": [{"actor": actor, "with_bodies": bodies} for actor in actors for bodies in (False, True)],
        "partners_on": [{"actor": actor, "day": day} for actor in actors for day in DAYS],
        "between": [{"actor": a, "partner": b} for a, b in pairs],
        "shared_bases": [{"actor": a, "partner": b} for a, b in pairs[::9]],
        "bases_between": [{"actor": a, "partner": b, "day": "2024-04-10"} for a, b in pairs[::9]],
        "participants": [{"basis": basis} for basis in ids["bases"]],
        "acts_of_basis": [{"basis": basis} for basis in ids["bases"]],
        "acts_of_actor": [{"actor": actor} for actor in actors],
        "in_force": [{"day": day} for day in DAYS],
        "evidence": [{"id": thing} for thing in things],
        "conflicts_of": [{"id": thing} for thing in things],
        "neighbours": [{"actors": actors[start::5]} for start in range(5)],
        "unlinked_bases": [{"actors": actors}],
        "path": [{"actor": a, "partner": b} for a, b in pairs[::8]],
        **{name: [{}, *({"day": day} for day in DAYS)] for name in ("brokers", "communities", "degrees")},
    }
    return found.get(question, [{}])


LEAST_ROWS = {
    "partners": 150, "partners_on": 300, "between": 25, "shared_bases": 10, "bases_between": 10, "participants": 69,
    "acts_of_basis": 70, "acts_of_actor": 60, "in_force": 200, "evidence": 700, "conflicts_of": 40, "neighbours": 120,
    "unlinked_bases": 20, "conflicts": 26, "operations": 15, "statistics": 24, "actors": 44, "bases": 13, "sources": 62,
    "challenges": 10, "assessments": 15, "cooperations": 90, "participations": 69, "parts": 29, "acts": 40,
    "participation_evidence": 400, "observations": 24, "links": 80, "path": 10, "brokers": 100, "communities": 100,
    "degrees": 100,
}  # fmt: skip


@pytest.mark.parametrize("question", catalogue.names())
def test_both_engines_give_the_same_rows(opened: Opened, ids: dict[str, list[str]], question: str) -> None:
    cypher, sparql, names = opened
    rows: list[Row] = []
    for given in parameters(question, ids):
        by_cypher = run(cypher, names, question, given, "uk")
        by_sparql = run(sparql, names, question, given, "uk")
        assert by_cypher.rows == by_sparql.rows, given
        assert (by_cypher.columns, by_cypher.notes) == (by_sparql.columns, by_sparql.notes)
        rows += by_cypher.rows
    assert len(rows) >= LEAST_ROWS[question]
