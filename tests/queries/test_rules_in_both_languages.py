"""Every case of the rules in both embedded engines: Cypher and SPARQL answer what the tests of the rules expect."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from cases.rule_cases import FIXED_DAYS, Case, cases, side_by_side
from worlds.judged import DAY, in_force

from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.names import index
from accordgraph.graph.schemas import Tables
from accordgraph.queries.catalogue import header
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return cases(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module")
def world(gathered: list[Case]) -> Tables:
    return side_by_side(gathered)


@pytest.fixture(scope="module", params=["oxigraph", "ladybug"])
def session(
    request: pytest.FixtureRequest, world: Tables, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    module: Any = {"oxigraph": oxigraph, "ladybug": ladybug}[request.param]
    folder = tmp_path_factory.mktemp("rules")
    module.build(world, folder / "engine")
    index.build(world, folder / "names.sqlite")
    with module.open_read_only(folder / "engine") as engine, index.Names(folder / "names.sqlite") as names:
        yield Session(engine, names)


def test_every_file_of_the_rules_has_its_cases(gathered: list[Case], world: Tables) -> None:
    assert len(gathered) > 80
    assert sum(len(case.days) for case in gathered) > 70
    assert world["cooperations"].height > 120


def test_each_day_of_each_case_is_answered_as_the_rules_say(
    session: Session, gathered: list[Case], world: Tables
) -> None:
    """Each link of each case on each day that a case asks about, and on some days more."""
    days = sorted({day for case in gathered for day in case.days} | set(map(DAY, FIXED_DAYS)))
    assert len(days) > 50
    links = world["cooperations"].to_dicts()
    for day in days:
        answer = run(session, "in_force", {"day": day}).rows
        answered = {str(row["cooperation"]): (row["in_force"], row["why_possible"]) for row in answer}
        assert answered == expected(links, day), day


def expected(links: list[dict[str, Any]], day: datetime.date) -> dict[str, tuple[Any, ...]]:
    judged = {str(row["id"]): in_force(row, day) for row in links}
    return {identifier: verdict for identifier, verdict in judged.items() if verdict[0] != "no"}


def test_partners_on_a_day_are_those_of_the_links(session: Session, gathered: list[Case], world: Tables) -> None:
    links = world["cooperations"].to_dicts()
    wanted = [(f"c{number}-ua", day) for number, case in enumerate(gathered) for day in sorted(case.days)]
    known = set(world["actors"]["id"])
    wanted = [one for one in wanted if one[0] in known]
    assert len(wanted) > 60
    for actor, day in wanted:
        rows = run(session, "partners_on", {"actor": actor, "day": day}).rows
        own = [row for row in links if actor in (row["actor_a"], row["actor_b"])]
        assert {str(row["cooperation"]): (row["in_force"], row["why_possible"]) for row in rows} == expected(own, day)


@pytest.mark.parametrize(
    ("question", "table", "key"),
    [
        ("participations", "participations", "participation"),
        ("cooperations", "cooperations", "cooperation"),
    ],
)
def test_the_columns_of_each_row_are_those_that_the_rules_made(
    session: Session, world: Tables, question: str, table: str, key: str
) -> None:
    rows = {str(row[key]): row for row in run(session, question, {}).rows}
    assert set(rows) == set(world[table]["id"])
    named = {"actor": "actor_a", "partner": "actor_b"} if table == "cooperations" else {}
    names = {column.name for column in header(question).columns if column.names}
    columns = [name for name in next(iter(rows.values())) if named.get(name, name) in world[table].columns]
    columns = [name for name in columns if name not in names]
    assert len(columns) > 25
    for made in world[table].to_dicts():
        row = rows[str(made["id"])]
        assert {name: row[name] for name in columns} == {name: made[named.get(name, name)] for name in columns}
