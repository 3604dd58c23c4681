"""Bases that two actors share, worked out from participations rather than links."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accordgraph.graph.dates.bounds import write
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.queries.plans import Row
from accordgraph.queries.runner import Answer, run
from accordgraph.queries.session import Session


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Engine:
    opened: Engine = request.getfixturevalue(request.param)
    return opened


def pick(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer.rows]


def test_shared_bases_find_what_makes_no_links(engine: Engine, names: Names) -> None:
    answer = run(Session(engine, names), "shared_bases", {"actor": "ua", "partner": "pl"})
    assert pick(answer, "basis", "since", "until_earliest", "until_latest") == [
        ("jit", "2022-03-25", date(2026, 3, 31), date(2026, 3, 31)),
        ("uncac", "2010-01-01", date(2006, 1, 1), None),
    ]
    answer = run(Session(engine, names), "shared_bases", {"actor": "lt", "partner": "twin-a"})
    assert pick(answer, "basis", "since") == [("uncac", "[2008..2012]")]


def later(values: list[date | None]) -> date | None:
    return max((value for value in values if value), default=None)


@pytest.mark.parametrize(
    "pair", [("ua", "lt"), ("lt", "pl"), ("eu", "lt"), ("cz", "lt"), ("eu", "cz"), ("twin-a", "lt")]
)
def test_shared_bases_reckon_bound_by_bound(
    engine: Engine, names: Names, tables: Tables, pair: tuple[str, str]
) -> None:
    """The later start and the earlier end; a bound that one side leaves open to the wrong side stays unknown."""
    held = [row for row in tables["participations"].to_dicts() if row["held"]]
    sides = [{row["basis"]: row for row in held if row["actor"] == actor} for actor in pair]
    wanted: list[Row] = []
    for basis in sorted(sides[0].keys() & sides[1].keys()):
        x, y = sides[0][basis], sides[1][basis]
        ends = [end for end in (x["end_latest"], y["end_latest"]) if end]
        both = {key: None not in (x[key], y[key]) for key in ("start_latest", "end_earliest")}
        row = {
            "basis": basis,
            "since_earliest": later([x["start_earliest"], y["start_earliest"]]),
            "since_latest": later([x["start_latest"], y["start_latest"]]) if both["start_latest"] else None,
            "until_earliest": min(x["end_earliest"], y["end_earliest"]) if both["end_earliest"] else None,
            "until_latest": min(ends, default=None),
        }
        bounds = (row["since_earliest"], row["since_latest"])
        starts = [side["start"] for side in (x, y) if (side["start_earliest"], side["start_latest"]) == bounds]
        wanted.append({**row, "since": starts[0] if starts else write(*bounds)})
    shared = run(Session(engine, names), "shared_bases", {"actor": pair[0], "partner": pair[1]}).rows
    assert len(shared) >= 1
    assert [{key: row[key] for key in wanted[0]} for row in shared] == wanted


def test_a_body_is_bound_through_its_state(engine: Engine, names: Names) -> None:
    parameters = {"actor": "nabu-lab", "partner": "pl", "day": "2024-04-10"}
    answer = run(Session(engine, names), "bases_between", parameters)
    assert pick(answer, "basis", "in_force", "actor_start", "partner_start", "via_actor", "via_partner") == [
        ("jit", "certainly", "2022-03-25", "2022-03-25", "ua", None),
        ("lab", "possibly", None, None, None, None),
        ("uncac", "presumably", "2010-01-01", "2006", "ua", None),
    ]
    answer = run(Session(engine, names), "bases_between", {"actor": "eppo", "partner": "nabu", "day": "2024-04-10"})
    assert pick(answer, "basis", "in_force", "via_actor", "via_partner", "last_attested") == [
        ("memo", "presumably", None, None, date(2023, 12, 1)),
        ("uncac", "possibly", "eu", "ua", None),
    ]
