"""The commands that look at the network as a whole, on the bundled graph."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from accordgraph import cli

COLUMNS = {
    "brokers": ["rank", "actor", "actor_name", "betweenness", "pairs", "partners"],
    "communities": ["community", "size", "actor", "actor_name", "partners_inside", "partners_outside"],
    "degrees": ["rank", "actor", "actor_name", "partners", "links", "bases"],
}


def run(*arguments: str, store: Path | None = None) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run([*arguments, *([] if store is None else ["--store", str(store)])])
    return code, out.getvalue(), err.getvalue()


def rows(*arguments: str, store: Path) -> list[dict[str, Any]]:
    code, out, err = run(*arguments, "--format", "json", store=store)
    assert code == 0, err
    parsed: list[dict[str, Any]] = json.loads(out)
    return parsed


@pytest.mark.parametrize("command", COLUMNS)
def test_both_engines_and_ask_give_the_same_rows(bundled_store: Path, command: str) -> None:
    by_ladybug = rows(command, "--on", "2024-04-10", store=bundled_store)
    assert len(by_ladybug) > 15
    assert list(by_ladybug[0]) == COLUMNS[command]
    assert rows(command, "--on", "2024-04-10", "--engine", "oxigraph", store=bundled_store) == by_ladybug
    assert rows("ask", command, "-p", "day=2024-04-10", store=bundled_store) == by_ladybug
    assert rows("ask", command, store=bundled_store) == rows(command, store=bundled_store) != by_ladybug


def test_the_security_service_and_polish_law_enforcement_stand_between_others(bundled_store: Path) -> None:
    brokers = rows("brokers", "--limit", "2", "--lang", "uk", store=bundled_store)
    assert [(row["rank"], row["actor"], row["pairs"]) for row in brokers] == [
        (1, "ssu", 12.0),
        (2, "pl-law-enforcement", 9.0),
    ]
    assert brokers[1]["actor_name"] == "Правоохоронні органи Польщі"


def test_the_team_of_2022_is_the_largest_community(bundled_store: Path) -> None:
    members = [row["actor"] for row in rows("communities", store=bundled_store) if row["community"] == 1]
    assert {"ua", "ee", "lv", "lt", "pl", "sk", "ro", "icc-otp"} <= set(members)


def test_notes_say_which_links_count_and_what_a_limit_cuts(bundled_store: Path) -> None:
    count = len(rows("degrees", "--on", "2024-04-10", store=bundled_store))
    command = ("degrees", "--on", "2024-04-10", "--format", "table")
    code, out, err = run(*command, "--limit", "3", store=bundled_store)
    assert (code, len(out.splitlines())) == (0, 5)
    assert "Note: On 10 April 2024, " in err
    assert f"Note: {count - 3} more rows: see --limit.\n" in err
    assert "more rows" not in run(*command, "--limit", str(count), store=bundled_store)[2]


def test_path_can_be_asked_as_a_question(bundled_store: Path) -> None:
    steps = rows("ask", "path", "-p", "actor=JICA", "-p", "partner=EPPO", store=bundled_store)
    assert steps == rows("path", "JICA", "EPPO", store=bundled_store)
    assert [row["step"] for row in steps] == [1, 2]


def test_computed_questions_are_listed_and_suggested(bundled_store: Path) -> None:
    listed = {question["name"]: question for question in json.loads(run("questions")[1])}
    assert {"path", *COLUMNS} <= set(listed)
    assert [column["name"] for column in listed["brokers"]["columns"]] == COLUMNS["brokers"]
    assert [(one["name"], one["optional"]) for one in listed["brokers"]["parameters"]] == [("day", True)]
    code, _, err = run("ask", "comunities", store=bundled_store)
    assert (code, "Did you mean communities" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brokers", "--limit", "0"], "x>=1"),
        (["degrees", "--on", "2024"], "2024-04-10"),
        (["ask", "degrees", "-p", "actor=ua"], "no parameter actor"),
    ],
)
def test_what_is_put_wrongly_is_2(bundled_store: Path, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments, store=bundled_store)
    assert (code, out) == (2, "")
    assert words in err
