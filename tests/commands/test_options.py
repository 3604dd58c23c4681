"""Shared options: each command has those that act on it, and refuses all others with exit code 2."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import click
import pytest
from programs.running import run, run_process

from accordgraph import cli

STORE, ROWS = {"--store"}, {"--format", "--json", "--csv", "--csv-safe", "--lang"}
ENGINE, VERBOSE, QUIET = {"--engine"}, {"-v", "--verbose"}, {"-q", "--quiet"}
SHARED = sorted(STORE | ROWS | ENGINE | VERBOSE | QUIET)

ASK = STORE | ROWS | ENGINE | VERBOSE | QUIET
READ = STORE | ROWS | VERBOSE
OPTIONS: dict[str, set[str]] = {
    **dict.fromkeys(
        (
            "who",
            "since",
            "basis",
            "why",
            "why-not",
            "conflicts",
            "statistics",
            "show",
            "path",
            "ask",
            "brokers",
            "communities",
            "degrees",
        ),
        ASK,
    ),
    **dict.fromkeys(("sparql", "cypher", "draw", "chart", "demo"), ASK),
    **dict.fromkeys(("status", "log", "backup", "coverage"), READ),
    **dict.fromkeys(("find", "load", "mapping", "draft", "export", "push", "pull"), READ | QUIET),
    **dict.fromkeys(("rollback", "check", "rebuild", "restore", "unload", "trust"), READ | QUIET),
    **dict.fromkeys(("questions", "vocabulary"), ROWS),
    "serve": STORE | VERBOSE | {"--lang"},
    "completion": set(),
    "help": set(),
}
"""The shared options that act on each command."""

VALUES = {
    "--store": ["accord-store"],
    "--format": ["json"],
    "--engine": ["nonsense"],
    "--lang": ["en"],
}
WORDS = {
    "who": ["NABU"],
    "since": ["NABU", "EPPO"],
    "basis": ["NABU", "EPPO"],
    "why": ["NABU", "EPPO"],
    "why-not": ["NABU", "SAPO"],
    "show": ["NABU"],
    "path": ["NABU", "EPPO"],
    "ask": ["actors"],
    "find": ["NABU"],
    "sparql": ["ASK {}"],
    "cypher": ["RETURN 1 AS one"],
    "load": ["mine.yaml"],
    "mapping": ["new", "mine.csv"],
    "draft": ["mine.csv", "-o", "drafted.yaml"],
    "unload": ["mine"],
    "draw": ["-o", "drawn.svg"],
    "chart": ["statistics", "-o", "drawn.svg"],
    "export": ["--as", "nquads", "-o", "graph.nq"],
    "push": ["bolt://localhost:1"],
    "pull": ["bolt://localhost:1"],
    "backup": ["backup.tar"],
    "restore": ["backup.tar"],
    "completion": ["bash"],
}
"""What each command needs beside options."""

FOREIGN = [(name, option) for name, has in OPTIONS.items() for option in SHARED if option not in has]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def folder(bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which holds a store."""
    shutil.copytree(bundled_store, tmp_path / "accord-store")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table_of_options_names_every_command() -> None:
    assert sorted(OPTIONS) == sorted(cli.accord.all_commands())
    assert len(FOREIGN) > 50


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_each_command_has_the_options_that_act_on_it(name: str) -> None:
    command = cli.accord.all_commands()[name]
    known = {option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts}
    assert known & set(SHARED) == OPTIONS[name]


@pytest.mark.parametrize(("name", "option"), FOREIGN)
def test_any_other_option_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(name, *WORDS.get(name, []), option, *VALUES.get(option, []))
    assert (done.returncode, done.stdout, files(tmp_path)) == (2, "", [])
    assert f"accord {name} has no {option}: " in done.stderr


@pytest.mark.parametrize("name", ["status", "load", "export"])
@pytest.mark.parametrize("engine", ["nonsense", "bolt://localhost:1"])
def test_an_engine_that_would_answer_nothing_is_refused_with_the_reason(folder: Path, name: str, engine: str) -> None:
    before = files(folder)
    done = run(name, *WORDS.get(name, []), "--engine", engine)
    assert (done.returncode, done.stdout, files(folder)) == (2, "", before)
    assert "no engine answers it" in done.stderr and "accord push TARGET" in done.stderr


@pytest.mark.parametrize("name", sorted(name for name, has in OPTIONS.items() if has >= ROWS and name in WORDS))
def test_json_and_csv_are_short_for_format(folder: Path, name: str) -> None:
    if name in ("push", "pull", "restore", "load", "mapping", "draft", "unload", "backup"):
        pytest.skip("it needs a server or files of its own; the options are the same objects")
    for form in ("json", "csv") if name == "who" else ("json",):
        short, long = (run(name, *WORDS[name], *option) for option in ([f"--{form}"], ["--format", form]))
        assert (short.returncode, short.stdout != "") == (0, True), short.stderr
        assert short.stdout == long.stdout


@pytest.mark.parametrize("options", [("--json", "--csv"), ("--format", "table", "--json"), ("--csv", "--format=json")])
def test_two_formats_are_a_usage_error(folder: Path, options: tuple[str, ...]) -> None:
    done = run("who", "NABU", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "contradict each other" in done.stderr


def test_one_format_may_be_named_twice(folder: Path) -> None:
    assert run("who", "NABU", "--json", "--format", "json").returncode == 0


FILES_TO_STANDARD_OUTPUT = [
    ("draw", "--about", "SAPO", "--as", "dot", "-o", "-"),
    ("chart", "years", "--as", "svg", "-o", "-"),
    ("export", "--as", "nquads", "-o", "-"),
    ("vocabulary", "shapes"),
]


@pytest.mark.parametrize("words", FILES_TO_STANDARD_OUTPUT, ids=" ".join)
@pytest.mark.parametrize("option", ["--json", "--csv-safe"])
def test_a_format_of_rows_is_refused_where_a_file_is_written_to_standard_output(
    folder: Path, words: tuple[str, ...], option: str
) -> None:
    done = run(*words, option)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There are no rows to write" in done.stderr


@pytest.mark.parametrize("words", FILES_TO_STANDARD_OUTPUT, ids=" ".join)
def test_a_file_is_written_to_standard_output(folder: Path, words: tuple[str, ...]) -> None:
    assert run_process(*words, cwd=folder).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("who", "Ukraine"),
        ("who", "Ukraine", "--lang", "uk"),
        ("path", "NABU", "EU"),
        ("brokers", "--limit", "1"),
        ("find", "zzzzzz"),
        ("export", "--as", "gexf", "-o", "a.gexf", "--lang", "uk"),
        ("check",),
    ],
    ids=" ".join,
)
def test_quiet_leaves_out_notes_and_no_row(folder: Path, words: tuple[str, ...]) -> None:
    plain, quiet = run(*words), run(*words, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (plain.returncode, plain.stdout, "")
    assert plain.stderr or words[0] == "export"


def test_quiet_does_not_hide_what_went_wrong(folder: Path) -> None:
    assert "No actor is called" in run("who", "NABUU", "-q").stderr
    (folder / "mine.yaml").write_text("dossier: mine\nrecorded: 2026-01-01\nactors:\n  a: {kynd: state}\n", "utf-8")
    assert "mine.yaml:4" in run("load", "mine.yaml", "--keep-going", "-q").stderr


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("who", "NABU"), [r"Snapshot 000001 of accord-store\.", r"ladybug opened snapshot 000001-\w{12} in "]),
        (("who", "NABU", "--engine", "oxigraph"), [r"oxigraph answered in "]),
        (("status",), [r"Snapshot 000001 of accord-store\."]),
        (("rebuild",), [r"Deriving the graph .*: ", r"Filling Oxigraph: "]),
        (("export", "--as", "nquads", "-o", "graph.nq"), [r"Writing nquads: "]),
    ],
    ids=str,
)
def test_verbose_says_what_was_read_and_how_long_it_took(
    folder: Path, words: tuple[str, ...], lines: list[str]
) -> None:
    plain, verbose = run(*words), run(*words, "-v")
    assert verbose.returncode == 0
    if words[0] != "rebuild":  # each one has a number of its own
        assert verbose.stdout == plain.stdout
    for line in [*lines, r"Done in \d+\.\d\d s\.$"]:
        assert re.search(rf"^{line}", verbose.stderr, re.MULTILINE), verbose.stderr
    assert "Done in" not in plain.stderr


def test_verbose_and_quiet_contradict_each_other(folder: Path) -> None:
    assert run("who", "NABU", "-v", "-q").returncode == 2


def test_the_store_and_the_language_may_stand_in_the_environment(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACCORD_STORE", str(bundled_store))
    monkeypatch.setenv("ACCORD_LANG", "uk")
    assert json.loads(run("status").stdout)[0]["snapshot"] == "000001"
    assert "Європейська прокуратура" in run("who", "NABU").stdout
    for name in ("questions", "vocabulary", "help"):  # they have no store, and say nothing about the variables
        assert (run(name).returncode, run(name).stderr) == (0, "")
