"""`--csv-safe` through the command line: every command has it, and no cell that it writes is run as a formula."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest
from programs.running import run

from accordgraph import cli
from accordgraph.graph.csv_formulas import safe

DOSSIER = """\
dossier: mine
recorded: 2026-01-31
sources:
  page: {kind: press, published: 2025, publisher: b, title: "=HYPERLINK(1)"}
actors:
  a: {kind: agency, name: "=cmd|' /C calc'!A0"}
  b: {kind: agency, name: "@SUM(1)", aliases: ["+1+1;=2"]}
bases:
  m:
    kind: agreement
    form: memorandum
    binds: signature
    name: "-1+1"
    says:
    - source: page
      acts: [{by: [a, b], type: signature, done: 2024-05, note: "\\t=1"}]
observations:
- source: page
  says: [{series: s, measure: m, period: 2024, value: 5.5}]
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulas")
    (folder / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    assert run("load", str(folder / "mine.yaml"), store=folder / "store").returncode == 0
    return folder / "store"


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


ASKED = [
    *(("who", "a"), ("since", "a", "b"), ("show", "m"), ("path", "a", "b"), ("find", "sum"), ("status",), ("log",)),
    *(
        ("ask", "actors"),
        ("ask", "evidence", "-p", "id=m~a~1"),
        ("ask", "sources"),
        ("ask", "statistics"),
        ("degrees",),
    ),
    *(("brokers",), ("communities",), ("check",)),
    ("cypher", "MATCH (a:Actor) RETURN a.name AS `=1+1`, -5 AS n, ['=1'] AS l"),
    ("sparql", "SELECT ?n { ?a <https://w3id.org/accordgraph/ns#name> ?n }"),
]


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_every_command_writes_safe_csv(store: Path, arguments: tuple[str, ...]) -> None:
    plain = run(*arguments, "--format", "csv", store=store)
    done = run(*arguments, "--format", "csv", "--csv-safe", store=store)
    assert (plain.returncode, done.returncode) == (0, 0), done.stderr
    assert cells(done.stdout) == [safe(cell) for cell in cells(plain.stdout)]


def test_the_cells_of_these_tests_would_run(store: Path) -> None:
    unsafe = cells(run("who", "a", "--format", "csv", store=store).stdout)
    assert {"@SUM(1)", "-1+1"} <= set(unsafe)
    statistics = run("ask", "statistics", "--format", "csv", "--csv-safe", store=store)
    assert "5.5" in cells(statistics.stdout)


@pytest.mark.parametrize("name", sorted(cli.accord.all_commands()))
def test_every_command_that_writes_csv_has_the_option(name: str) -> None:
    options = {option for parameter in cli.accord.all_commands()[name].params for option in parameter.opts}
    assert ("--csv-safe" in options) == ("--csv" in options) == (name not in ("completion", "help", "serve"))


def test_the_list_of_questions_has_no_store(store: Path) -> None:
    plain, safe_ = run("questions", "--csv"), run("questions", "--csv", "--csv-safe")
    assert (plain.returncode, safe_.returncode) == (0, 0)
    assert cells(safe_.stdout) == [safe(cell) for cell in cells(plain.stdout)]


def test_json_and_tables_stay_as_they_are(store: Path) -> None:
    for form in ("json", "jsonl", "table"):
        plain = run("who", "a", "--format", form, store=store)
        assert run("who", "a", "--format", form, "--csv-safe", store=store).stdout == plain.stdout != ""


def test_exported_tables_are_safe(store: Path, tmp_path: Path) -> None:
    for folder, option in (("plain", ()), ("safe", ("--csv-safe",))):
        assert run("export", "--as", "csv", "-o", str(tmp_path / folder), *option, store=store).returncode == 0
    tables = sorted(path.name for path in (tmp_path / "plain").glob("*.csv"))
    assert len(tables) > 15
    csv.field_size_limit(sys.maxsize)
    changed = set()
    for name in tables:
        plain, defused = (cells((tmp_path / folder / name).read_text(encoding="utf-8")) for folder in ("plain", "safe"))
        assert defused == [safe(cell) for cell in plain], name
        changed |= {cell for cell in defused if cell not in plain}
    assert {"'=cmd|' /C calc'!A0", "'@SUM(1)", "'-1+1", "'+1+1;'=2"} <= changed
    assert "safe to open" in (tmp_path / "safe" / "README.md").read_text(encoding="utf-8")
    assert "--csv-safe" in (tmp_path / "plain" / "README.md").read_text(encoding="utf-8")
