"""The page of twenty questions on what bound whom on which day: each is asked again, and all of it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

PAGE = Path(__file__).parents[2] / "docs" / "what-bound-whom.md"
QUESTIONS = re.split(r"^## \d+\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
LINES = {"in force": ("certainly", "presumably"), "suspended": ("suspended",), "open": ("possibly",)}


def words(question: str, line: str) -> list[str]:
    """What stands in code in a line of a question; nothing where it has no such line."""
    written = re.search(rf"^- {line}: (.*)$", question, re.MULTILINE)
    return re.findall(r"`([^`]+)`", written[1]) if written else []


def test_there_are_twenty_each_compared() -> None:
    assert len(QUESTIONS) == 20
    assert len({tuple(words(question, "asked")) for question in QUESTIONS}) == 20
    assert [question for question in QUESTIONS if len(question.split("\n\n")[1].split()) < 6] == []


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_the_page_has_the_treaties_that_bound_the_two(whole_store: Path, engine: str) -> None:
    snapshot = Store(whole_store).snapshot()
    with snapshot.engine(engine) as opened, snapshot.names() as names:
        for question in QUESTIONS:
            actor, partner, day = words(question, "asked")
            asked = {"actor": actor, "partner": partner, "day": day}
            rows = run(Session(opened, names), "bases_between", asked).rows
            treaties = [row for row in rows if row["form"] == "treaty"]
            for line, answers in LINES.items():
                held = sorted(str(row["basis"]) for row in treaties if row["in_force"] in answers)
                assert words(question, line) == held, (question.splitlines()[0], line)
