"""The commands as a user runs them, on the bundled graph: what they print, their exit codes, what they import."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from programs.running import rows, run, run_process

from accordgraph import cli

COMMANDS = sorted(cli.accord.all_commands())


def test_json_is_the_default_when_piped_and_null_is_unknown(bundled_store: Path) -> None:
    done = run("who", "NABU", store=bundled_store)
    parsed = json.loads(done.stdout)
    assert parsed[0]["until_latest"] is None
    assert parsed[0]["since_earliest"] == "2023-07-03"


def test_jsonl_csv_and_table_hold_the_same_rows(bundled_store: Path) -> None:
    expected = rows("who", "NABU", store=bundled_store)
    lines = run("who", "NABU", "--format", "jsonl", store=bundled_store).stdout.splitlines()
    assert [json.loads(line) for line in lines] == expected
    table = list(csv.DictReader(io.StringIO(run("who", "NABU", "--format", "csv", store=bundled_store).stdout)))
    assert [row["cooperation"] for row in table] == [row["cooperation"] for row in expected]
    assert table[0]["until_latest"] == ""
    text = run("who", "NABU", "--format", "table", store=bundled_store).stdout
    assert text.count("2024-04-09") == 2  # since when, and when it was last attested


def test_questions_are_listed_for_scripts(bundled_store: Path) -> None:
    listed = json.loads(run("questions").stdout)
    names = [question["name"] for question in listed]
    promised = [
        "partners",
        "partners_on",
        "between",
        "participants",
        "acts_of_basis",
        "acts_of_actor",
        "in_force",
        "evidence",
        "conflicts",
        "conflicts_of",
        "operations",
        "statistics",
        "actors",
        "bases",
        "sources",
    ]
    assert set(promised) <= set(names)
    partners = next(question for question in listed if question["name"] == "partners")
    assert partners["summary"]
    assert {"name", "type", "example"} <= set(partners["parameters"][0])
    assert partners["columns"][0]["name"] == "cooperation"


# ---------------------------------------------------------------- errors and exit codes
def test_an_unknown_actor_is_1_with_the_nearest_names(bundled_store: Path) -> None:
    done = run("who", "NABUU", store=bundled_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "No actor is called 'NABUU'." in done.stderr
    assert "NABU" in done.stderr.splitlines()[1]


def test_several_fits_are_2_and_listed(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(
        "dossier: two\nrecorded: 2026-01-01\nactors:\n"
        "  moj-ua: {kind: agency, name: Ministry of Justice of Ukraine, acronym: MoJ}\n"
        "  moj-jp: {kind: agency, name: Ministry of Justice of Japan, acronym: MoJ}\n",
        encoding="utf-8",
    )
    assert run("load", str(tmp_path / "two.yaml"), store=tmp_path / "store").returncode == 0
    done = run("who", "MoJ", store=tmp_path / "store")
    assert (done.returncode, done.stdout) == (2, "")
    assert "moj-jp  Ministry of Justice of Japan\n  moj-ua  Ministry of Justice of Ukraine" in done.stderr


def test_a_day_that_is_none_is_2(bundled_store: Path) -> None:
    done = run("who", "NABU", "--on", "2022-02-30", store=bundled_store)
    assert done.returncode == 2
    assert "2024-04-10" in done.stderr


def test_a_store_that_is_not_there_is_3(tmp_path: Path) -> None:
    done = run("who", "NABU", store=tmp_path / "none")
    assert done.returncode == 3
    assert "accord demo" in done.stderr
    assert not (tmp_path / "none").exists()


def test_an_unknown_question_names_the_nearest(bundled_store: Path) -> None:
    done = run("ask", "partnerz", store=bundled_store)
    assert done.returncode == 1
    assert "partners" in done.stderr


def test_a_parameter_without_a_sign_is_2(bundled_store: Path) -> None:
    assert run("ask", "partners", "-p", "nabu", store=bundled_store).returncode == 2


def test_a_bad_dossier_is_1_with_every_fault_and_keeps_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "dossier: mine\nrecorded: 2026-01-01\nactors:\n  ua: {kind: stat, name: Ukraine}\n  pl: {kynd: state}\n",
        encoding="utf-8",
    )
    done = run("load", str(bad), store=tmp_path / "store")
    assert done.returncode == 1
    assert f"{bad}:4:14:" in done.stderr
    assert "state" in done.stderr
    assert f"{bad}:5:" in done.stderr
    assert not (tmp_path / "store" / "current").exists()


# ---------------------------------------------------------------- loading and drawing
MINE = """
dossier: mine
recorded: 2026-01-01
sources:
  page: {kind: official, publisher: me, published: 2025-01-01}
actors:
  my-agency: {kind: agency, name: {en: My Agency}}
bases:
  my-deal:
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: My deal}
    says:
    - source: page
      acts:
      - {by: [nabu, my-agency], type: signature, done: 2025-01-01}
"""


def test_a_dossier_of_ones_own_joins_the_bundled_graph(whole_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(whole_store, tmp_path / "store"))
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    [loaded] = rows("load", str(tmp_path / "mine.yaml"), store=store)
    assert (loaded["dossier"], loaded["is_new"], loaded["retracted"]) == ("mine", True, 0)
    links = rows("who", "NABU", store=store)
    assert ("my-agency", "2025-01-01") in {(row["partner"], row["since"]) for row in links}
    [status] = rows("status", store=store)
    assert {"mine", "ukraine-criminal-justice", "un-conventions"} < set(status["dossiers"].split(", "))
    [again] = rows("load", str(tmp_path / "mine.yaml"), store=store)
    assert (again["is_new"], again["added"]) == (False, 0)


def test_demo_twice_in_a_folder_with_a_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    first, second = run_process("demo", cwd=folder), run("demo")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout == second.stdout
    for word in (
        "European Public Prosecutor's",
        "Since 3 July 2023",
        "Specialised Anti-Corruption Prosecutor's Office",
        "$ accord since NABU EPPO",
        "accord-demo.html",
    ):
        assert word in first.stdout
    assert first.stdout.count("\n") < 60  # what a reader takes in at a glance
    assert sorted(path.name for path in folder.iterdir()) == ["accord-demo.html", "accord-store"]
    page = (folder / "accord-demo.html").read_text(encoding="utf-8")
    parts = ('id="language" lang="uk"', 'id="packed"', 'id="share-link"', 'data-view="one"')
    assert [part for part in parts if part not in page] == []
    assert "<code>accord draw</code>" in page


def test_draw_writes_one_file(bundled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "nabu.html"
    [drawn] = rows("draw", "--about", "NABU", "-o", str(target), store=bundled_store)
    assert drawn["edges"] == 8
    assert [path.name for path in tmp_path.iterdir()] == ["nabu.html"]
    assert "European Public Prosecutor" in target.read_text(encoding="utf-8")


def test_draw_on_a_day_leaves_out_what_was_not_in_force(bundled_store: Path, tmp_path: Path) -> None:
    everything = rows("draw", "-o", str(tmp_path / "all.html"), store=bundled_store)
    on_day = rows("draw", "--on", "2022-07-01", "-o", str(tmp_path / "day.html"), store=bundled_store)
    assert 0 < on_day[0]["edges"] < everything[0]["edges"]
    page = (tmp_path / "day.html").read_text(encoding="utf-8")
    assert ("<bdi>Estonia</bdi></th>" in page, "<bdi>Europol</bdi></th>" in page) == (True, False)


def test_draw_where_nothing_can_be_written_is_1(bundled_store: Path, tmp_path: Path) -> None:
    done = run("draw", "-o", str(tmp_path / "no" / "folder.html"), store=bundled_store)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


# ---------------------------------------------------------------- help and imports
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_every_option_is_explained(name: str) -> None:
    command = cli.accord.all_commands()[name]
    done = run(name, "--help")
    assert done.returncode == 0
    assert f"accord {name}" in done.stdout.split("Example", 1)[-1]
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_commands_that_scripts_rely_on_are_there() -> None:
    assert set(COMMANDS) >= {"demo", "load", "status", "who", "since", "show", "path", "ask", "questions", "draw"}


def test_who_imports_nothing_heavy(bundled_store: Path) -> None:
    program = (
        "import sys\n"
        "from accordgraph.cli import run\n"
        f"code = run(['who', 'NABU', '--store', {str(bundled_store)!r}])\n"
        "heavy = {'polars', 'rdflib', 'networkx', 'pyvis', 'neo4j', 'numpy', 'pandas'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "0 []"
    assert "eppo" in done.stdout


def test_a_reader_that_goes_away_is_no_error(bundled_store: Path) -> None:
    command = (
        f"'{sys.executable}' -m accordgraph ask evidence -p id=jit-ukraine-2022~cz~1~ua~1 --store '{bundled_store}'"
    )
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


# ---------------------------------------------------------------- odd surroundings
SHELL_SECONDS = 120
"""A program that waits for ever fails its own test, and the others go on."""


def shell(command: str, store: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `accord` is this program and asks this store."""
    accord = f"accord() {{ '{sys.executable}' -m accordgraph \"$@\"; }}; export ACCORD_STORE='{store}'; "
    return subprocess.run(
        ["bash", "-c", accord + command],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=SHELL_SECONDS,
    )


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        pytest.param("accord questions | true; exit ${PIPESTATUS[0]}", 0, "", id="pipe"),
        pytest.param("accord who Ukraine >/dev/full", 1, "cannot be written", id="full"),
        pytest.param("accord who NABU >&-", 0, "", id="closed"),
        pytest.param("accord who $'\\xff\\xfe'", 1, "No actor is called", id="bytes"),
        pytest.param("PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 LC_ALL=C accord who НАБУ", 1, "No actor", id="locale"),
        pytest.param('accord load ""', 2, "the path is empty", id="empty path"),
        pytest.param("accord ask in_force -p day=2024-01-01 -p day=2025-01-01", 2, "given twice", id="twice"),
        pytest.param("accord who NABU --on 20240410", 2, "2024-04-10", id="other way of writing a day"),
        pytest.param("mkfifo f; accord load f --store s", 1, "not a regular file", id="named pipe"),
        pytest.param("mkfifo f.ttl; accord load f.ttl --store s", 1, "not a regular file", id="pipe as RDF"),
        pytest.param("mkfifo f.tar; accord restore f.tar --store s", 1, "not a regular file", id="pipe as backup"),
    ],
)
def test_odd_surroundings(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = shell(command, bundled_store)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert words in done.stderr


def test_a_narrow_terminal_loses_nothing(bundled_store: Path) -> None:
    from accordgraph.queries.rendering.formats import write

    text = write(
        [{"partner_name": "European Public Prosecutor's Office", "since": "2023-07-03"}],
        ("partner_name", "since"),
        "table",
        5,
    )
    assert "2023-07-03" in text


def test_a_picture_of_a_day_after_an_actor_left_is_empty_and_says_so(tmp_path: Path) -> None:
    text = MINE.replace("nabu, my-agency", "a, b").replace(
        "my-agency: {kind: agency, name: {en: My Agency}}", "a: {kind: agency}\n  b: {kind: agency}"
    )
    (tmp_path / "left.yaml").write_text(
        text + "      - {by: [a], type: exit, done: 2025-06-01, effective: 2025-06-02}\n", encoding="utf-8"
    )
    assert run("load", str(tmp_path / "left.yaml"), store=tmp_path / "store").returncode == 0
    [drawn] = rows(
        "draw", "--about", "a", "--on", "2026-01-01", "-o", str(tmp_path / "a.html"), store=tmp_path / "store"
    )
    assert (drawn["nodes"], drawn["edges"]) == (0, 0)
    assert "no matching link may have been in force then" in (tmp_path / "a.html").read_text(encoding="utf-8")
