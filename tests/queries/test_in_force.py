"""In force on a day: both engines against the table of rules written out in Python."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from accordgraph.diagrams import in_force
from accordgraph.diagrams.facts import When
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import registry
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

FIRST = date(2023, 12, 31)
DAYS = [FIRST, *(FIRST + timedelta(days=n) for n in (1, 2, 31, 32, 33, 60, 61, 62)), date(2050, 1, 1)]
"""On, before and after each day that the random bounds hold."""


def judge(link: dict[str, Any], day: date) -> tuple[str, str | None]:
    """The answer and, where it is `possibly`, the first reason that applies."""
    since_earliest, since_latest = link["since_earliest"], link["since_latest"]
    until_earliest, until_latest = link["until_earliest"], link["until_latest"]
    if (since_earliest and since_earliest > day) or (until_latest and until_latest < day):
        return "no", None
    if link["firm"] and since_latest and since_latest <= day:
        if until_earliest and day <= until_earliest:
            return "certainly", None
        if link["end_kind"] == "none" or (link["presumed_until"] and day <= link["presumed_until"]):
            return "presumably", None
    return "possibly", _reason(link, day)


def _reason(link: dict[str, Any], day: date) -> str:
    if not link["firm"]:
        return "existence-disputed"
    if link["since_latest"] is None and link["since_earliest"] is not None:
        return "effect-unknown"
    if link["since_latest"] is None or day < link["since_latest"]:
        return "start-imprecise"
    if link["end_kind"] == "term" and link["until_earliest"] and day > link["until_earliest"]:
        return "term-lapsed"
    return "end-imprecise"


def expected(tables: Tables, day: date) -> dict[str, tuple[str, str | None]]:
    links = tables["cooperations"].iter_rows(named=True)
    judged = {link["id"]: judge(link, day) for link in links}
    return {link: answer for link, answer in judged.items() if answer[0] != "no"}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["sparql", "cypher"])
def test_all_links_are_judged_by_the_rules(
    request: pytest.FixtureRequest, tables: Tables, names: Names, name: str, day: date
) -> None:
    engine: Engine = request.getfixturevalue(name)
    answer = run(Session(engine, names), "in_force", {"day": day})
    assert len(answer.rows) > 100
    assert {row["cooperation"]: (row["in_force"], row["why_possible"]) for row in answer.rows} == expected(tables, day)


@pytest.mark.parametrize("day", DAYS[1::3])
@pytest.mark.parametrize("name", ["sparql", "cypher"])
def test_partners_on_judges_as_in_force_does(
    request: pytest.FixtureRequest, tables: Tables, names: Names, name: str, day: date
) -> None:
    engine: Engine = request.getfixturevalue(name)
    rows = [
        row
        for n in range(6)
        for row in run(Session(engine, names), "partners_on", {"actor": f"r-{n:02}", "day": day}).rows
    ]
    assert len(rows) > 40
    judged = expected(tables, day)
    assert all((row["in_force"], row["why_possible"]) == judged[str(row["cooperation"])] for row in rows)


def test_pictures_judge_by_the_rules_too(tables: Tables) -> None:
    links = tables["cooperations"].to_dicts()
    fields = [field.name for field in dataclasses.fields(When)]
    whens = [When(**{field: link[field] for field in fields}) for link in links]
    differ = [
        (link["id"], day)
        for link, when in zip(links, whens, strict=True)
        for day in DAYS
        if in_force.judge(when, day) != judge(link, day)
    ]
    assert (len(links) > 600, differ) == (True, [])


def test_the_days_meet_every_rule(tables: Tables) -> None:
    links = tables["cooperations"].to_dicts()
    met = Counter(judge(link, day) for link in links for day in DAYS)
    words = registry().words
    wanted: set[tuple[str, str | None]] = {(word, None) for word in words["in_force"] if word != "possibly"}
    wanted |= {("possibly", reason) for reason in words["why_possible"]}
    assert set(met) == wanted
    assert min(met.values()) >= 10
