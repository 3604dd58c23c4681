"""The commands as a user runs them, on the bundled graph: what they print, their exit codes, what they import."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from programs.running import rows, run, run_process

from accordgraph import cli

COMMANDS = sorted(cli.accord.all_commands())


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# ---------------------------------------------------------------- what a journalist asks
def test_nabu_works_with_eppo_jica_and_its_partners_in_the_searches(bundled_store: Path, engine: str) -> None:
    links = rows("who", "NABU", "--engine", engine, store=bundled_store)
    since = {(row["partner"], row["basis"]): (row["since"], row["standing"]) for row in links}
    assert since == {
        ("eppo", "eppo-nabu-2023"): ("2023-07-03", "confirmed"),
        ("jica", "nabu-jica-2024"): ("2024", "single"),
        ("warsaw-terror-homicide", "searches-2024"): ("2024-04-09", "single"),
    }


def test_on_1_july_2022_the_team_has_five_states_and_the_icc_prosecutor(bundled_store: Path, engine: str) -> None:
    links = rows("who", "Ukraine", "--on", "2022-07-01", "--engine", engine, store=bundled_store)
    team = {row["partner"]: row["in_force"] for row in links if row["basis"] == "jit-ukraine-2022"}
    certain = dict.fromkeys(("ee", "lv", "sk", "lt", "pl", "icc-otp"), "certainly")
    assert team == {**certain, "eurojust": "possibly"}  # its first day in the team is our reading


def test_the_czech_republic_only_with_all_disputed_and_not_held(bundled_store: Path, engine: str) -> None:
    links = rows("who", "Ukraine", "--on", "2022-07-01", "--all", "--engine", engine, store=bundled_store)
    [czech] = [row for row in links if row["partner"] == "cz"]
    assert (czech["standing"], czech["held"], czech["in_force"], czech["why_possible"]) == (
        "disputed",
        False,
        "possibly",
        "existence-disputed",
    )
    done = run("who", "Ukraine", "--on", "2022-07-01", store=bundled_store)
    assert "--all" in done.stderr


def test_estonia_since_30_may_disputed_since_and_confirmed_existence(bundled_store: Path, engine: str) -> None:
    [link] = rows("since", "Estonia", "Ukraine", "--engine", engine, store=bundled_store)
    assert (link["since"], link["since_standing"], link["standing"]) == ("2022-05-30", "disputed", "confirmed")
    evidence = rows("ask", "evidence", "-p", f"id={link['cooperation']}", "--engine", engine, store=bundled_store)
    days = {(row["value"], row["source"]) for row in evidence if row["property"] == "done_on"}
    assert {("2022-05-30", "ej-2023-04"), ("2022-05-31", "diplomat-2023-10-05")} <= days


@pytest.mark.parametrize(("a", "b"), [("Czech Republic", "Ukraine"), ("ua", "cz"), ("Чехія", "Україна")])
def test_a_refuted_link_of_two_actors_only_with_all(bundled_store: Path, a: str, b: str) -> None:
    done = run("since", a, b, "--format", "json", store=bundled_store)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "Note: 1 link is reported, but we do not consider it true; --all includes it." in done.stderr.splitlines()
    [link] = rows("since", a, b, "--all", store=bundled_store)
    assert (link["held"], link["standing"]) == (False, "disputed")
    [partner] = [row for row in rows("who", "ua", "--all", store=bundled_store) if row["partner"] == "cz"]
    assert partner["cooperation"] == link["cooperation"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("who", "Ukraine"), id="of one actor"),
        pytest.param(("who", "NABU", "--with-bodies"), id="of one that has no bodies"),
        pytest.param(("who", "Ukraine", "--with-bodies", "--on", "2024-04-10"), id="with its bodies"),
        pytest.param(("since", "Poland", "Ukraine"), id="of two"),
        pytest.param(("who", "Ukraine", "--lang", "uk"), id="in Ukrainian"),
    ],
)
def test_the_command_that_a_note_names_lists_what_is_left_out(bundled_store: Path, words: tuple[str, ...]) -> None:
    """As it is printed: copied into a shell, it is given the store, and nothing else."""
    notes = run(*words, "--format", "json", store=bundled_store).stderr.splitlines()
    printed = [note.partition(": accord ")[2] for note in notes if ": accord " in note]
    assert len(printed) == (0 if "NABU" in words else 1)
    for command in printed:
        assert rows(*shlex.split(command), store=bundled_store)


def test_the_czech_links_evidence_has_the_claim_the_denial_and_the_complete_list(
    bundled_store: Path, engine: str
) -> None:
    evidence = rows("ask", "evidence", "-p", "id=jit-ukraine-2022~cz~1~ua~1", "--engine", engine, store=bundled_store)
    claim = [row for row in evidence if row["source"] == "seed" and row["property"] == "role" and row["side"] == "cz"]
    assert [(row["paragraph"], row["ranges"]) for row in claim] == [(5, "837-1043; 1080-1094")]
    assert [row["side"] for row in evidence[:4]] == ["cz"] * 4
    assert {row["source"] for row in evidence if row["stance"] == "denies"} == {"eurozpravy-2022-07", "newsbox-2022-07"}
    assert {row["source"] for row in evidence if row["property"] == "complete_list"} == {
        "ej-jit-page",
        "eucrim-2025-03-18",
    }


TEAM = {("certainly", None), ("possibly", "start-imprecise")}
"""The team in its first year: Eurojust's first day in it is our reading."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-07-01", {"eppo-nabu-2023": set(), "nabu-jica-2024": set(), "jit-ukraine-2022": TEAM}),
        (
            "2024-04-10",
            {
                "eppo-nabu-2023": {("presumably", None)},
                "nabu-jica-2024": {("possibly", "start-imprecise")},
                "jit-ukraine-2022": {("certainly", None)},
                "searches-2024": set(),
            },
        ),
        (
            "2026-05-01",
            {
                "eppo-nabu-2023": {("presumably", None)},
                "nabu-jica-2024": {("possibly", "weak-source")},
                "jit-ukraine-2022": {("possibly", "term-lapsed")},
            },
        ),
    ],
)
def test_in_force_on_the_days_of_the_rules(
    bundled_store: Path, engine: str, day: str, expected: dict[str, set[tuple[str, str | None]]]
) -> None:
    links = rows("ask", "in_force", "-p", f"day={day}", "--engine", engine, store=bundled_store)
    assert len(links) > 10
    firm = [row for row in links if row["held"]]
    for basis, answers in expected.items():
        assert {
            (row["in_force"], row["why_possible"]) for row in firm if row["cooperation"].startswith(basis)
        } == answers


@pytest.mark.parametrize("name", ["NABU", "nabu", "НАБУ", "набу", "National Anti-Corruption Bureau of Ukraine"])
def test_an_actor_is_known_by_any_of_its_names(bundled_store: Path, name: str) -> None:
    assert {row["actor"] for row in rows("who", name, store=bundled_store)} == {"nabu"}


def test_apostrophes_and_accents_are_forgiven(bundled_store: Path) -> None:
    links = rows("who", "european public prosecutor’s OFFICE", store=bundled_store)
    assert {row["actor"] for row in links} == {"eppo"}


def test_names_in_ukrainian(bundled_store: Path) -> None:
    links = rows("who", "nabu", "--lang", "uk", store=bundled_store)
    assert "Європейська прокуратура" in {row["partner_name"] for row in links}


def test_path_leads_from_jica_over_nabu_to_eppo(bundled_store: Path, engine: str) -> None:
    steps = rows("path", "JICA", "EPPO", "--engine", engine, store=bundled_store)
    assert [(row["step"], row["actor"], row["partner"]) for row in steps] == [(1, "jica", "nabu"), (2, "nabu", "eppo")]


def test_show_tells_all_of_a_link(bundled_store: Path, engine: str) -> None:
    [thing] = rows("show", "jit-ukraine-2022~cz~1~ua~1", "--engine", engine, store=bundled_store)
    assert (thing["id"], thing["class"], len(thing["between"])) == ("jit-ukraine-2022~cz~1~ua~1", "Cooperation", 1)
    assert len(thing["evidence"]) > 20
    table = run("show", "NABU", "--format", "table", store=bundled_store)
    assert table.returncode == 0
    assert "European Public Prosecutor" in table.stdout


# ---------------------------------------------------------------- formats
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


def test_a_dossier_of_ones_own_joins_the_bundled_graph(tmp_path: Path) -> None:
    store = tmp_path / "store"
    demo = run("demo", "--out", str(tmp_path), store=store)
    assert demo.returncode == 0, demo.stderr
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    [loaded] = rows("load", str(tmp_path / "mine.yaml"), store=store)
    assert (loaded["dossier"], loaded["is_new"], loaded["retracted"]) == ("mine", True, 0)
    links = rows("who", "NABU", store=store)
    assert ("my-agency", "2025-01-01") in {(row["partner"], row["since"]) for row in links}
    [status] = rows("status", store=store)
    assert status["dossiers"] == "mine, ukraine-criminal-justice, un-treaties-sample"
    [again] = rows("load", str(tmp_path / "mine.yaml"), store=store)
    assert (again["is_new"], again["added"]) == (False, 0)


def test_demo_twice_in_a_folder_with_a_space(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    first, second = run_process("demo", cwd=folder), run_process("demo", cwd=folder)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout == second.stdout
    for word in (
        "European Public Prosecutor's",
        "Since 3 July 2023",
        "Estonia",
        "30 or 31 May 2022",
        "accord-demo.html",
    ):
        assert word in first.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["accord-demo.html", "accord-store"]


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
def shell(command: str, store: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `accord` is this program and asks this store."""
    accord = f"accord() {{ '{sys.executable}' -m accordgraph \"$@\"; }}; export ACCORD_STORE='{store}'; "
    return subprocess.run(
        ["bash", "-c", accord + command], capture_output=True, text=True, errors="replace", check=False
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
    assert "no link that fits may have been in force" in (tmp_path / "a.html").read_text(encoding="utf-8")
