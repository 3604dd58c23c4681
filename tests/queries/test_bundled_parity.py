"""Every question about the bundled graph, with many parameters: the same rows from both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cases.question_cases import Given, Ids, ids_of, parameters

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.graph.store import snapshot_tables
from accordgraph.graph.store.store import Store
from accordgraph.queries import catalogue
from accordgraph.queries.runner import Row, run
from accordgraph.queries.session import Session

Opened = tuple[Engine, Engine, Names]


@pytest.fixture(scope="module")
def opened(bundled_store: Path) -> Iterator[Opened]:
    snapshot = Store(bundled_store).snapshot()
    with snapshot.engine("ladybug") as cypher, snapshot.engine("oxigraph") as sparql, snapshot.names() as names:
        yield cypher, sparql, names


@pytest.fixture(scope="module")
def ids(bundled_store: Path) -> Ids:
    return ids_of(snapshot_tables.tables(Store(bundled_store).snapshot()))


@pytest.fixture(scope="module")
def linked(bundled_store: Path) -> set[frozenset[str]]:
    """The pairs of actors that cooperate."""
    links = snapshot_tables.tables(Store(bundled_store).snapshot())["cooperations"]
    return set(map(frozenset, links.select("actor_a", "actor_b").rows()))


LEAST_ROWS = {
    "partners": 150, "partners_on": 150, "between": 5, "shared_bases": 10, "bases_between": 4, "participants": 69,
    "acts_of_basis": 70, "acts_of_actor": 60, "in_force": 200, "evidence": 700, "conflicts_of": 40, "neighbours": 120,
    "unlinked_bases": 20, "conflicts": 26, "operations": 15, "statistics": 24, "actors": 44, "bases": 13, "sources": 62,
    "challenges": 10, "assessments": 15, "cooperations": 79, "participations": 69, "parts": 29, "acts": 39,
    "participation_evidence": 400, "observations": 24, "links": 69, "path": 10, "brokers": 100, "communities": 100,
    "degrees": 99, "participations_in": 60, "acts_in": 60, "statements_in": 600, "sources_named": 62,
    "common_bases": 40, "relations_of": 0, "effect_rules": 1, "coverage_notes": 7, "bases_of_actors": 60,
    "statements_of_source": 300, "links_of_source": 100,
}  # fmt: skip


def asked(question: str, given: list[Given], linked: set[frozenset[str]]) -> list[Given]:
    """All, but of pairs of actors those that cooperate, and every fifth of the others; each actor on two of the days.

    The days change from one actor to the next, so that each day is asked about half of the actors.
    """
    if question == "partners_on":
        return [one for number, one in enumerate(given) if number % 4 % 2 == number // 4 % 2]
    if "partner" not in given[0]:
        return given
    pairs = [frozenset((str(one["actor"]), str(one["partner"]))) for one in given]
    return [one for number, one in enumerate(given) if number % 5 == 0 or pairs[number] in linked]


@pytest.mark.parametrize("question", catalogue.names())
def test_both_engines_give_the_same_rows(opened: Opened, ids: Ids, linked: set[frozenset[str]], question: str) -> None:
    cypher, sparql, names = opened
    rows: list[Row] = []
    for values in asked(question, parameters(question, ids), linked):
        by_cypher = run(Session(cypher, names, "uk"), question, values)
        by_sparql = run(Session(sparql, names, "uk"), question, values)
        assert by_cypher.rows == by_sparql.rows, values
        assert (by_cypher.columns, by_cypher.notes) == (by_sparql.columns, by_sparql.notes)
        rows += by_cypher.rows
    assert len(rows) >= LEAST_ROWS[question]
