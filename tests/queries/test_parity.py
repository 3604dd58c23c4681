"""One question, several engines, the same rows."""

from __future__ import annotations

from typing import Any

import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.queries import catalogue
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

PAIRS = [("ua", "pl"), ("pl", "lt"), ("lt", "ua"), ("ua", "eu"), ("cz", "pl"), ("nabu", "ua")]
CASES: list[tuple[str, dict[str, Any], int]] = [
    *(("partners", {"actor": actor, "with_bodies": bodies}, least) for actor, bodies, least in [
        ("ua", False, 3), ("ua", True, 6), ("nabu", False, 5), ("nabu", True, 5), ("cz", False, 2), ("r-00", False, 20),
        ("lonely", True, 0)]),
    *(("partners_on", {"actor": actor, "day": day, "with_bodies": bodies}, 2)
      for actor in ("ua", "nabu") for day in ("2022-03-25", "2024-04-10", "2026-05-01") for bodies in (False, True)),
    ("partners_on", {"actor": "r-00", "day": "2024-02-01"}, 10),
    ("partners_on", {"actor": "nabu", "day": "2024-04-09"}, 2),
    ("between", {"actor": "nabu", "partner": "sbi"}, 2),
    ("between", {"actor": "ua", "partner": "cz"}, 1),
    ("between", {"actor": "ua", "partner": "ua"}, 0),
    ("cooperations", {}, 600),
    ("participants", {"basis": "jit"}, 4),
    ("participants", {"basis": "uncac"}, 6),
    ("participants", {"basis": "raid"}, 3),
    ("participations", {}, 80),
    ("participation_evidence", {}, 3),
    ("acts", {}, 4),
    ("acts_of_basis", {"basis": "jit"}, 4),
    ("acts_of_actor", {"actor": "ua"}, 1),
    *(("in_force", {"day": day}, 100) for day in ("2024-02-01", "2024-04-09")),
    ("evidence", {"id": "jit~cz~1~ua~1"}, 3),
    ("evidence", {"id": "jit~ua~entry~1"}, 2),
    ("evidence", {"id": "access"}, 1),
    ("conflicts", {}, 12),
    *(("conflicts_of", {"id": thing}, least) for thing, least in [
        ("jit~cz~1~ua~1", 6), ("jit~ua~1", 3), ("jit~ua~entry~1", 3), ("jit", 6), ("ua", 3), ("japan", 3),
        ("page", 0)]),
    *((question, {}, least) for question, least in [
        ("operations", 4), ("statistics", 3), ("actors", 60), ("bases", 14), ("sources", 4), ("parts", 6),
        ("challenges", 2), ("assessments", 1), ("observations", 3)]),
    ("neighbours", {"actors": ["ua", "nabu"]}, 6),
    ("links", {}, 400),
    ("path", {"actor": "sbi", "partner": "pl"}, 4),
    ("path", {"actor": "r-00", "partner": "r-07"}, 2),
    *((question, values, 10) for question in ("brokers", "communities", "degrees")
      for values in ({}, {"day": "2024-02-01"})),
    ("unlinked_bases", {"actors": "ua,nabu"}, 13),
    ("bases_of_actors", {"actors": "ua,nabu"}, 13),
    *((question, {"actors": "ua,pl,cz,nabu,eppo", "bases": "jit,memo"}, 1)
      for question in ("participations_in", "acts_in", "statements_in")),
    ("participations_in", {"bases": "raid"}, 3),
    *((question, {"bases": "jit,memo"}, 2) for question in ("participations_in", "acts_in", "statements_in")),
    ("common_bases", {"actors": "ua,nabu", "partners": "pl,eppo"}, 1),
    ("coverage_notes", {}, 1),
    ("relations_of", {"bases": "jit,memo,japan"}, 1),
    ("effect_rules", {"bases": "jit,memo,japan"}, 1),
    ("sources_named", {"sources": "page,paper,silent"}, 1),
    ("statements_of_source", {"source": "page"}, 1),
    ("links_of_source", {"source": "page"}, 1),
    *(("shared_bases", {"actor": a, "partner": b}, 1) for a, b in PAIRS),
    *(("bases_between", {"actor": a, "partner": b, "day": day}, 1)
      for a, b in [*PAIRS, ("nabu-lab", "lt"), ("nabu", "sbi")] for day in ("2013-06-01", "2024-04-10")),
    ("bases_between", {"actor": "nabu", "partner": "sbi", "day": "2024-04-09"}, 1),
]  # fmt: skip
LARGE = {"cooperations", "in_force", "actors", "participations", "links", "brokers", "communities", "degrees"}
SLOW = {"2013-06-01", "cz", "eu"}
FEWER = [
    (name, values, n)
    for name, values, n in CASES
    if name not in LARGE and not {"r-00", *SLOW} & {*map(str, values.values())}
]


def test_every_question_is_asked() -> None:
    assert {question for question, _, _ in CASES} == set(catalogue.names())


@pytest.mark.parametrize(("question", "values", "least"), CASES)
def test_both_languages_give_the_same_rows(
    sparql: Engine, cypher: Engine, names: Names, question: str, values: dict[str, Any], least: int
) -> None:
    for lang in ("en", "uk"):
        expected = run(Session(sparql, names, lang), question, values)
        assert len(expected.rows) >= least
        assert run(Session(cypher, names, lang), question, values) == expected


@pytest.mark.parametrize(("question", "values", "least"), FEWER)
def test_a_second_sparql_engine_gives_them_too(
    sparql: Engine, second_sparql: Any, names: Names, question: str, values: dict[str, Any], least: int
) -> None:
    """The second engine holds none of the random links."""
    expected = run(Session(sparql, names), question, values)
    assert len(expected.rows) >= least
    assert run(Session(second_sparql, names), question, values) == expected


@pytest.mark.parametrize(("question", "values", "least"), CASES)
def test_values_are_of_the_types_of_their_columns(
    cypher: Engine, names: Names, question: str, values: dict[str, Any], least: int
) -> None:
    import datetime

    types: dict[str, Any] = {"date": datetime.date, "boolean": bool, "integer": int, "number": (int, float)}
    answer = run(Session(cypher, names), question, values)
    assert len(answer.rows) >= least
    for column in answer.header.columns:
        cells = [row[column.name] for row in answer.rows if row[column.name] is not None]
        wrong = [value for value in cells if not isinstance(value, types.get(column.type, str))]
        assert wrong == [], column.name


def test_the_world_leaves_no_column_empty(cypher: Engine, names: Names) -> None:
    """A column that is null in every row of every test could hold anything."""
    filled: dict[str, set[str]] = {}
    seen: dict[str, set[str]] = {}
    for question, values, _ in CASES:
        answer = run(Session(cypher, names), question, values)
        seen.setdefault(question, set()).update(answer.columns)
        filled.setdefault(question, set()).update(k for row in answer.rows for k, v in row.items() if v is not None)
    assert len(seen) == len(catalogue.names())
    assert {name: sorted(seen[name] - filled[name]) for name in seen if seen[name] - filled[name]} == {}
