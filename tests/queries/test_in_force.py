"""In force on a day: both engines against the table of rules written out in Python."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from accordgraph.diagrams import in_force
from accordgraph.diagrams.facts import When
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import registry
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

Answer: TypeAlias = tuple[str, str | None]

FIRST = date(2023, 12, 31)
DAYS = [FIRST, *(FIRST + timedelta(days=n) for n in (1, 2, 31, 32, 33, 60, 61, 62)), date(2050, 1, 1)]
"""On, before and after each day that the random bounds hold."""


def judge(link: dict[str, Any], day: date) -> Answer:
    """The answer and its reason, as the table of RULES 6 has them: the first that applies."""
    if (link["since_earliest"] or day) > day or (link["until_latest"] or day) < day:
        return "no", None
    paused, may_pause = pause(link, day)
    if paused:
        return ("suspended", None) if link["paused_kind"] == "suspended" else ("no", "excluded")
    reasons = [reason for reason, applies in doubts(link, day, may_pause).items() if applies]
    if reasons or not link["firm"]:
        return "possibly", [*reasons, "weak-source"][0]
    if link["mode"] == "provisional":
        return "provisionally", None
    return ("certainly" if (link["sure_until"] or date.min) >= day else "presumably"), None


def pause(link: dict[str, Any], day: date) -> tuple[bool, bool]:
    """Whether the day lies surely within a pause, and whether it may."""
    if link["paused_kind"] is None:
        return False, False
    begins, ends = link["paused_from_latest"] or date.max, link["paused_to_earliest"] or date.min
    last = link["paused_to_latest"]
    may = (link["paused_from_earliest"] or day) <= day <= (last or day)
    return may and begins <= day and (last is None or day <= ends), may


def doubts(link: dict[str, Any], day: date, may_pause: bool) -> dict[str, bool]:
    """Every reason for doubt in its order, and whether it applies."""
    begun = link["since_latest"] is not None and link["since_latest"] <= day
    sure, presumed = (link[name] or date.min for name in ("sure_until", "presumed_until"))
    over = link["end_kind"] != "none" and max(sure, presumed) < day
    lapsed = over and (link["until_latest_reported"] or date.max) < day
    disputed = (link["disputed_from"] or date.max) <= day <= (link["disputed_to"] or date.max)
    return {
        "existence-disputed": not link["held"] or link["standing"] == "disputed",
        "reading": link["standing"] == "reading" or (begun and link["since_standing"] == "reading"),
        "effect-unknown": link["since_latest"] is None and link["since_earliest"] is not None,
        "start-imprecise": not begun,
        "rests-on": (link["rests_until"] or date.max) < day,
        "replaced": (link["replaced_from"] or date.max) <= day,
        "end-disputed": disputed,
        "notice-unknown": (link["notice_from"] or date.max) <= day,
        "end-imprecise": over and not lapsed,
        "term-lapsed": lapsed,
        "suspension-imprecise": may_pause,
        "parent-unreported": not link["firm"] and link["parent_unreported"] is not None,
    }


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
    wanted: set[Answer] = {(word, None) for word in words["in_force"] if word != "possibly"} | {("no", "excluded")}
    apart = {"excluded", "not-mutual", "same-side", "signed"}
    wanted |= {("possibly", reason) for reason in words["why_possible"] if reason not in apart}
    assert set(met) == wanted
    assert min(met.values()) >= 10
