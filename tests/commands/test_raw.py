"""`accord sparql` and `accord cypher`, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from programs.running import rows, run, run_process

from accordgraph.cli import accord
from accordgraph.commands import raw
from accordgraph.queries.raw.process import Limits

AG = "PREFIX ag: <https://w3id.org/accordgraph/ns#> "
NABU = "https://w3id.org/accordgraph/id/actor/nabu"


def test_columns_stand_as_the_query_has_them(bundled_store: Path) -> None:
    text = "MATCH (a:Actor {id: 'nabu'}) RETURN a.name AS zeta, a.id AS alpha, a.acronym"
    answer = rows("cypher", text, store=bundled_store)
    assert answer == [{"zeta": "National Anti-Corruption Bureau of Ukraine", "alpha": "nabu", "a.acronym": "NABU"}]
    assert list(answer[0]) == ["zeta", "alpha", "a.acronym"]
    [row] = rows("sparql", AG + "SELECT ?b ?a { ?a ag:acronym ?b FILTER(?b = 'NABU'@en) }", store=bundled_store)
    assert list(row.items()) == [("b", "NABU"), ("a", NABU)]


def test_nested_values_are_json_in_every_form(bundled_store: Path) -> None:
    text = "RETURN {b: [1, 2], a: 'x'} AS m, date('2022-05-30') AS d, true AS t, null AS n"
    [row] = rows("cypher", text, store=bundled_store)
    assert row == {"m": {"a": "x", "b": [1, 2]}, "d": "2022-05-30", "t": True, "n": None}
    line = run("cypher", text, "--format", "jsonl", store=bundled_store).stdout
    assert line == '{"m": {"a": "x", "b": [1, 2]}, "d": "2022-05-30", "t": true, "n": null}\n'
    [record] = csv.DictReader(io.StringIO(run("cypher", text, "--format", "csv", store=bundled_store).stdout))
    assert record == {"m": '{"a": "x", "b": [1, 2]}', "d": "2022-05-30", "t": "true", "n": ""}
    table = run("cypher", text, "--format", "table", store=bundled_store).stdout
    assert '{"a": "x", "b": [1, 2]}' in table and "yes" in table


def test_every_form_of_sparql_answers(bundled_store: Path) -> None:
    assert rows("sparql", "ASK { ?s ?p ?o }", store=bundled_store) == [{"answer": True}]
    described = rows("sparql", f"DESCRIBE <{NABU}>", store=bundled_store)
    assert {"subject": NABU, "predicate": "https://w3id.org/accordgraph/ns#kind", "object": "agency"} in described
    built = rows("sparql", f"CONSTRUCT {{ <{NABU}> a ?c }} WHERE {{ <{NABU}> a ?c }}", store=bundled_store)
    assert [row["object"] for row in built] == ["https://w3id.org/accordgraph/ns#Actor"]


def test_nothing_found_is_no_error(bundled_store: Path) -> None:
    assert rows("cypher", "MATCH (a:Actor {id: 'nobody'}) RETURN a.id", store=bundled_store) == []


@pytest.mark.parametrize(("language", "text"), [("cypher", "RETURN 'з -' AS x"), ("sparql", "SELECT ('з -' AS ?x) {}")])
def test_a_query_from_standard_input(bundled_store: Path, language: str, text: str) -> None:
    command = [sys.executable, "-m", "accordgraph", language, "-", "--store", str(bundled_store)]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [{"x": "з -"}], b"")


def test_standard_input_that_is_no_text(bundled_store: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "accordgraph", "cypher", "-", "--store", str(bundled_store)]
    done = subprocess.run(command, input=b"RETURN '\xff\xfe'", capture_output=True, check=False)
    assert done.returncode == 1 and b"not UTF-8" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("cypher", "MATCH (a)\nDELETE a"), "Error: Line 2, column 1: DELETE is not allowed: a query only reads.\n"),
        (("sparql", "DROP ALL"), "Error: Line 1, column 1: A query must not use DROP: it only reads.\n"),
        (
            ("cypher", "UNWIND range(1, 9) AS x RETURN x", "--max-rows", "8"),
            "Error: The answer has more than 8 rows.\n",
        ),
        (
            (
                "cypher",
                "UNWIND range(1, 99999) AS x UNWIND range(1, 99999) AS y UNWIND range(1, 99999) AS z RETURN count(*)",
                "--timeout",
                "0.5",
            ),
            "took more than 0.5 sec",
        ),
        (("cypher", "RETURN repeat('x', 900000000)", "--memory", "256"), "needs more than 256 MiB of memory"),
    ],
)
def test_what_is_refused_or_ended_gives_no_rows(bundled_store: Path, arguments: tuple[str, ...], message: str) -> None:
    if "--memory" in arguments and sys.platform != "linux":
        pytest.skip("memory is watched on Linux only: docs/security.md")
    done = run(*arguments, store=bundled_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_what_a_query_hides_is_shown(bundled_store: Path) -> None:
    done = run("cypher", "RETURN 1 \u202e DELETE", store=bundled_store)
    assert done.returncode == 1 and "RIGHT-TO-LEFT OVERRIDE" in done.stderr and "\u202e" not in done.stderr


def test_the_language_says_which_engine(bundled_store: Path) -> None:
    assert run("sparql", "ASK {}", "--engine", "oxigraph", store=bundled_store).returncode == 0
    assert run("cypher", "RETURN 1", "--engine", "ladybug", store=bundled_store).returncode == 0
    done = run("sparql", "ASK {}", "--engine", "ladybug", store=bundled_store)
    assert done.returncode == 2 and "Leave out --engine" in done.stderr


@pytest.mark.parametrize("option", ["--timeout=0", "--timeout=-1", "--max-rows=0", "--memory=10", "--timeout=x"])
def test_limits_that_are_none(bundled_store: Path, option: str) -> None:
    assert run("cypher", "RETURN 1", option, store=bundled_store).returncode == 2


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    done = run("cypher", "RETURN 1", store=tmp_path / "none")
    assert done.returncode == 3 and "There is no graph" in done.stderr


def test_defaults_are_those_of_the_limits() -> None:
    assert Limits(raw.TIMEOUT_SECONDS, raw.MAX_ROWS, raw.MEMORY_MIB) == Limits()


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_the_examples_of_the_help_run(bundled_store: Path, language: str) -> None:
    text = CliRunner().invoke(accord, [language, "--help"]).output
    examples = re.findall(rf'accord {language} "([^"]+)"', text)
    assert len(examples) == 2
    assert [run(language, example, store=bundled_store).returncode for example in examples] == [0, 0]


def test_as_a_process(bundled_store: Path, tmp_path: Path) -> None:
    done = run_process("cypher", "RETURN 1 AS x", "--store", str(bundled_store), cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [{"x": 1}], "")
