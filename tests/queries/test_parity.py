"""One question, several engines, the same rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.queries import catalogue
from accordgraph.queries.runner import Answer, run
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
    ("bases_between", {"actor": "nabu", "partner": "sbi", "day": "2024-04-09"}, 1),
    *(("bases_between", {"actor": a, "partner": b, "day": day}, 1)
      for a, b in [*PAIRS, ("nabu", "sbi"), ("nabu-lab", "lt")] for day in ("2013-06-01", "2024-04-10")),
]  # fmt: skip
LARGE = {"cooperations", "in_force", "actors", "participations", "links", "brokers", "communities", "degrees"}
SLOW = {"2013-06-01", "cz", "eu"}
SMALL = [
    (name, values, n)
    for name, values, n in CASES
    if n and name not in LARGE and not {"r-00", *SLOW} & {*map(str, values.values())}
]
FEWER = list({(name, *((key, value is True) for key, value in values.items())): (name, values, n)
              for name, values, n in SMALL}.values())  # fmt: skip
"""The last case of each question for each choice of parameters: rdflib takes seconds for some."""

Asked = Callable[[str, int], Answer]


@pytest.fixture(scope="module")
def asked(sparql: Engine, cypher: Engine, names: Names) -> Asked:
    """The answer of an engine in English to a case, by its number, asked once."""
    engines = {"sparql": sparql, "cypher": cypher}
    return cache(lambda engine, case: run(Session(engines[engine], names), *CASES[case][:2]))


def test_every_question_is_asked() -> None:
    assert {question for question, _, _ in CASES} == set(catalogue.names())


@pytest.mark.parametrize("case", range(len(CASES)))
def test_both_languages_give_the_same_rows(asked: Asked, case: int) -> None:
    assert len(asked("sparql", case).rows) >= CASES[case][2]
    assert asked("cypher", case) == asked("sparql", case)


@pytest.mark.parametrize(("question", "values"), {name: values for name, values, _ in CASES}.items())
def test_both_languages_give_the_same_rows_in_ukrainian(
    sparql: Engine, cypher: Engine, names: Names, question: str, values: dict[str, Any]
) -> None:
    """One case of each question: what is asked for does not depend on the language, and its names do."""
    given, expected = (run(Session(engine, names, "uk"), question, values) for engine in (cypher, sparql))
    assert given == expected


@pytest.mark.parametrize(("question", "values", "least"), FEWER)
def test_a_second_sparql_engine_gives_them_too(
    asked: Asked, second_sparql: Any, names: Names, question: str, values: dict[str, Any], least: int
) -> None:
    """The second engine holds none of the random links."""
    expected = asked("sparql", CASES.index((question, values, least)))
    assert run(Session(second_sparql, names), question, values) == expected


def test_the_second_engine_is_asked_every_question_but_large_ones() -> None:
    assert {question for question, _, _ in FEWER} == set(catalogue.names()) - LARGE


@pytest.mark.parametrize("case", range(len(CASES)))
def test_values_are_of_the_types_of_their_columns(asked: Asked, case: int) -> None:
    types: dict[str, Any] = {"date": datetime.date, "boolean": bool, "integer": int, "number": (int, float)}
    answer = asked("cypher", case)
    for column in answer.header.columns:
        cells = [row[column.name] for row in answer.rows if row[column.name] is not None]
        wrong = [value for value in cells if not isinstance(value, types.get(column.type, str))]
        assert wrong == [], column.name


def test_the_world_leaves_no_column_empty(asked: Asked) -> None:
    """A column that is null in every row of every test could hold anything."""
    filled: dict[str, set[str]] = {}
    seen: dict[str, set[str]] = {}
    for case, (question, _, _) in enumerate(CASES):
        answer = asked("cypher", case)
        seen.setdefault(question, set()).update(answer.columns)
        filled.setdefault(question, set()).update(k for row in answer.rows for k, v in row.items() if v is not None)
    assert len(seen) == len(catalogue.names())
    assert {name: sorted(seen[name] - filled[name]) for name in seen if seen[name] - filled[name]} == {}
